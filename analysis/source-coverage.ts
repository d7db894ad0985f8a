// The time that the logs of each source speak of: the span of each file, cut where the source is silent for over 30 days.
import type { Database, FileRecord } from "../ingest/index.ts";
import { type Interval, subtract } from "./intervals.ts";
import { logCoverage } from "./log-availability.ts";

const MINUTE_SECONDS = 60;
/** As for hits that are told as lone: nobody knows whether a log that says nothing for so long was being written. */
const longestSilenceMinutes = 30 * 1440;

/**
 * Covered spans by source, normalised. A lone hit years away covers its own minute and not the years between: where no hit of the source,
 * of any kind and scope, stands for over 30 days, nothing is covered. Reads the rollup `minutes`.
 */
export async function sourceCoverage(database: Database, files: readonly FileRecord[]): Promise<Map<string, Interval[]>> {
  const silences = await database.rows<{ name: string; before: number; after: number }>(
    `WITH busy AS (SELECT DISTINCT source_id, minute FROM minutes),
     neighbours AS (SELECT source_id, lag(minute) OVER (PARTITION BY source_id ORDER BY minute) AS before, minute AS after FROM busy)
     SELECT name, before, after FROM neighbours JOIN source_names USING (source_id) WHERE after - before > ${longestSilenceMinutes}`,
  );
  const silent = Map.groupBy(silences, ({ name }) => name);
  const bySource = Map.groupBy(files, ({ source }) => source);
  return new Map(
    [...bySource].map(([source, ofSource]) => {
      const holes = (silent.get(source) ?? []).map(({ before, after }) => ({
        startSecond: (before + 1) * MINUTE_SECONDS,
        endSecond: after * MINUTE_SECONDS,
      }));
      return [source, subtract(logCoverage(ofSource), holes)];
    }),
  );
}
