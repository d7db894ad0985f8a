// Visitors that never pause: a machine that calls all day looks like one very long visit.
import type { Database } from "../ingest/index.ts";

/** Sessions of this length and more are offered for exclusion (definitions.md, Visitors and visits). */
export const probeSeconds = 12 * 3600;

export interface Probes {
  visitors: number;
  hits: number;
  longestSeconds: number;
}

/** Keys that are active for over twelve hours without a pause, in sessions that start in the period. */
export async function probes(database: Database, { startSecond, endSecond }: { startSecond: number; endSecond: number }): Promise<Probes> {
  const [row] = await database.rows<{ visitors: number; hits: number; longest: number }>(
    `SELECT count(DISTINCT visitor) AS visitors, coalesce(sum(hits), 0)::BIGINT AS hits, coalesce(max(last_second - start_second), 0)::BIGINT AS longest
     FROM sessions WHERE last_second - start_second > ${probeSeconds} AND start_second >= $startSecond AND start_second < $endSecond`,
    { startSecond, endSecond },
  );
  return { visitors: row?.visitors ?? 0, hits: row?.hits ?? 0, longestSeconds: row?.longest ?? 0 };
}
