// Gathers the evidence of findings from the rollups, once an analysis: small tables only.
import { type AddressMask, type Database, type FileRecord, maskedAddress } from "../../ingest/index.ts";
import { union } from "../intervals.ts";
import { sourceCoverage } from "../source-coverage.ts";
import type { TrafficPeriod } from "../traffic.ts";
import type { AnswerTraits, FindingEvidence, MinuteCounts, TimedAnswers } from "./evidence-types.ts";
import { fastVisitors, networkLoads, probedPaths, probers } from "./gather-clients.ts";
import { arrivals, errorPaths, missingPages, ownHost, pages } from "./gather-pages.ts";
import { loopbackViews, probeVisitors } from "./gather-probes.ts";

/** All evidence. @param mask how a single address may be shown. */
export async function gatherEvidence(
  database: Database,
  period: TrafficPeriod,
  files: readonly FileRecord[],
  mask: AddressMask,
): Promise<FindingEvidence> {
  const role = files.some((file) => file.role === "edge") ? "edge" : "origin";
  const arrived = await arrivals(database, period);
  return {
    loadedMinutes: await minuteCounts(database, null),
    minutes: await minuteCounts(database, period),
    covered: union(
      [
        ...(
          await sourceCoverage(
            database,
            files.filter((file) => file.role === role),
          )
        ).values(),
      ].flat(),
    ),
    errorPaths: await errorPaths(database, period),
    missingPages: await missingPages(database, period),
    pages: await pages(database, period),
    ownHost: await ownHost(database, period, arrived),
    answers: await answerTraits(database, period),
    times: await timedAnswers(database, period),
    probers: await probers(database, period, maskedAddress),
    probedPaths: await probedPaths(database, period),
    networks: await networkLoads(database, period, maskedAddress),
    fastVisitors: await fastVisitors(database, period, mask),
    probes: await probeVisitors(database, period, mask),
    loopback: await loopbackViews(database, period),
    arrivals: arrived,
    pollingHits: await pollingHits(database, period),
  };
}

/** Of a period, or of all that was loaded. */
async function minuteCounts(database: Database, period: TrafficPeriod | null): Promise<MinuteCounts[]> {
  return database.rows<MinuteCounts & Record<string, unknown>>(
    `WITH by_minute AS (
       SELECT minute, sum(hits)::BIGINT AS hits, coalesce(sum(hits) FILTER (status_class = 5), 0)::BIGINT AS "errors5xx",
         coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5), 0)::BIGINT AS "humanHits",
         coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5 AND status_class <> 5), 0)::BIGINT AS "humanServed",
         coalesce(sum(hits) FILTER (kind = 3), 0)::BIGINT AS "pageViews"
       FROM minutes WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment GROUP BY minute
     ),
     begun AS (
       SELECT start_second // 60 AS minute, count(*) AS visits FROM visits
       WHERE start_second >= $startSecond AND start_second < $endSecond GROUP BY ALL
     )
     SELECT by_minute.*, coalesce(visits, 0) AS visits FROM by_minute LEFT JOIN begun USING (minute) ORDER BY minute`,
    {
      firstSegment: period?.firstSegment ?? 0,
      lastSegment: period?.lastSegment ?? 65_535,
      startSecond: period?.startSecond ?? 0,
      endSecond: period?.endSecond ?? 4_294_967_295,
    },
  );
}

async function answerTraits(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<AnswerTraits[]> {
  return database.rows<AnswerTraits & Record<string, unknown>>(
    `SELECT path, coalesce(is_polling, false) AS "isPolling", sum(hits)::BIGINT AS hits, sum(cache_known)::BIGINT AS "cacheKnown", sum(cached)::BIGINT AS cached,
       sum(timed)::BIGINT AS timed, sum(slow)::BIGINT AS slow, sum(secure_known)::BIGINT AS "secureKnown", sum(secure)::BIGINT AS secure
     FROM answer_traits LEFT JOIN path_dimension USING (path_id) WHERE segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY path, is_polling ORDER BY hits DESC, path NULLS LAST`,
    { firstSegment, lastSegment },
  );
}

async function timedAnswers(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<TimedAnswers[]> {
  return database.rows<TimedAnswers & Record<string, unknown>>(
    `SELECT hour_second AS "hourSecond", floor_us AS "floorUs", sum(hits)::BIGINT AS hits
     FROM response_time_quarters JOIN local_hours USING (quarter) WHERE segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY ALL ORDER BY "hourSecond", "floorUs"`,
    { firstSegment, lastSegment },
  );
}

async function pollingHits(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<number> {
  const [row] = await database.rows<{ hits: number }>(
    "SELECT coalesce(sum(hits), 0)::BIGINT AS hits FROM minutes WHERE counted AND kind = 2 AND segment BETWEEN $firstSegment AND $lastSegment",
    { firstSegment, lastSegment },
  );
  return row?.hits ?? 0;
}
