// Patterns of use that only findings ask for: visitors that never pause, and the share of automatic refreshes.
import type { Database } from "../ingest/index.ts";
import type { TrafficPeriod } from "./traffic.ts";

/** Sessions longer than this are offered for exclusion (definitions.md, Visitors and visits). */
export const probeSeconds = 12 * 3600;

export interface UsagePatterns {
  /** Keys active for over twelve hours without a pause, in sessions that start in the period. */
  probes: { visitors: number; hits: number; longestSeconds: number };
  /** Hits of kind `polling` in the period. */
  pollingHits: number;
}

export async function usagePatterns(database: Database, period: TrafficPeriod): Promise<UsagePatterns> {
  const { startSecond, endSecond, firstSegment, lastSegment } = period;
  const [probes] = await database.rows<{ visitors: number; hits: number; longest: number }>(
    `SELECT count(DISTINCT visitor) AS visitors, coalesce(sum(hits), 0)::BIGINT AS hits, coalesce(max(last_second - start_second), 0)::BIGINT AS longest
     FROM sessions WHERE last_second - start_second > ${probeSeconds} AND start_second >= $startSecond AND start_second < $endSecond`,
    { startSecond, endSecond },
  );
  const [polling] = await database.rows<{ hits: number }>(
    "SELECT coalesce(sum(hits), 0)::BIGINT AS hits FROM minutes WHERE counted AND kind = 2 AND segment BETWEEN $firstSegment AND $lastSegment",
    { firstSegment, lastSegment },
  );
  return {
    probes: { visitors: probes?.visitors ?? 0, hits: probes?.hits ?? 0, longestSeconds: probes?.longest ?? 0 },
    pollingHits: polling?.hits ?? 0,
  };
}
