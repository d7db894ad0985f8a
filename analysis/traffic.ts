// Traffic of one period, read from the rollups: every key of contract.md's `traffic`, each defined here and nowhere else.
import { type Database, isoInZone } from "../ingest/index.ts";
import type { Traffic } from "./analysis.ts";
import { answers } from "./answers.ts";
import { breakdowns } from "./breakdowns.ts";
import { curve, type HourMap } from "./curve.ts";
import { visitWays } from "./visit-ways.ts";

/** A period as the rollups know it: epoch seconds, half-open, and the segments of hits that it is made of. */
export interface TrafficPeriod {
  startSecond: number;
  endSecond: number;
  firstSegment: number;
  lastSegment: number;
  timeZone: string;
}

/** Longest lists are cut here; the annexes say so. */
const histogramEdgesSeconds = [0, 10, 30, 60, 180, 600, 1800, 3600];

/** Everything that contract.md asks of a period's traffic. */
export async function traffic(database: Database, period: TrafficPeriod, hours: HourMap): Promise<Traffic> {
  const totals = await hitTotals(database.measuring("hit-totals"), period);
  const visits = await visitFigures(database.measuring("visit-figures"), period);
  const pages = await pageFigures(database, period);
  const { hours: hourRows, days, series, peakMinute, peakHour, peakSecond, peakBytesMinute } = await curve(database, period, hours);
  return {
    ...totals,
    ...pages,
    ...visits,
    activeTime: await activeTime(database.measuring("active-time"), period),
    peakMinute: peakMinute && { at: isoInZone(peakMinute.second, period.timeZone), hits: peakMinute.hits },
    peakHour: peakHour && { at: isoInZone(peakHour.second, period.timeZone), hits: peakHour.hits },
    peakSecond: peakSecond && { at: isoInZone(peakSecond.second, period.timeZone), hits: peakSecond.hits },
    peakBytesMinute: peakBytesMinute && { at: isoInZone(peakBytesMinute.second, period.timeZone), bytes: peakBytesMinute.bytes },
    topPages: await topPages(database.measuring("top-pages"), period),
    hours: hourRows,
    days,
    series,
    ...(await breakdowns(database, period)),
    ...(await visitWays(database, period)),
    ...(await answers(database, period)),
  };
}

type Totals = Pick<Traffic, "hits" | "humanHits" | "pollingHits" | "bytes" | "statusClasses" | "requestSuccess">;

async function hitTotals(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<Totals> {
  const [row] = await database.rows<
    Record<"hits" | "human" | "polling" | "s0" | "s1" | "s2" | "s3" | "s4" | "s5", number> & { bytes: number | null }
  >(
    `SELECT coalesce(sum(hits), 0)::BIGINT AS hits,
       coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5), 0)::BIGINT AS human,
       coalesce(sum(hits) FILTER (kind = 2), 0)::BIGINT AS polling,
       (CASE WHEN sum(bytes) > 9007199254740991 THEN 9007199254740991 ELSE sum(bytes) END)::BIGINT AS bytes,
       ${[0, 1, 2, 3, 4, 5].map((s) => `coalesce(sum(hits) FILTER (status_class = ${s}), 0)::BIGINT AS s${s}`).join(", ")}
     FROM minutes WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment`,
    { firstSegment, lastSegment },
  );
  if (!row) throw new Error("an aggregate answers one row");
  const answered = row.hits - row.s0;
  return {
    hits: row.hits,
    humanHits: row.human,
    pollingHits: row.polling,
    bytes: row.hits === 0 ? 0 : row.bytes,
    statusClasses: { "1xx": row.s1, "2xx": row.s2, "3xx": row.s3, "4xx": row.s4, "5xx": row.s5, other: row.s0 },
    requestSuccess: answered === 0 ? null : 1 - row.s5 / answered,
  };
}

async function pageFigures(
  database: Database,
  period: TrafficPeriod,
): Promise<Pick<Traffic, "pageViews" | "uniqueVisitors" | "distinctAddresses">> {
  const { startSecond, endSecond, firstSegment, lastSegment } = period;
  const [views] = await database
    .measuring("page-figures")
    .rows<{ views: number; visitors: number }>(
      "SELECT count(*) AS views, count(DISTINCT visitor) AS visitors FROM page_views WHERE second >= $startSecond AND second < $endSecond",
      { startSecond, endSecond },
    );
  const [addresses] = await database
    .measuring("distinct-addresses")
    .rows<{ addresses: number }>(
      "SELECT count(DISTINCT address_id) AS addresses FROM address_hits WHERE segment BETWEEN $firstSegment AND $lastSegment",
      { firstSegment, lastSegment },
    );
  return { pageViews: views?.views ?? 0, uniqueVisitors: views?.visitors ?? 0, distinctAddresses: addresses?.addresses ?? 0 };
}

type VisitFigures = Pick<Traffic, "visits" | "bounces" | "pagesPerVisit" | "visitDuration">;

async function visitFigures(database: Database, { startSecond, endSecond }: TrafficPeriod): Promise<VisitFigures> {
  const [row] = await database.rows<{
    visits: number;
    bounces: number;
    views: number | null;
    measurable: number;
    seconds: number | null;
    median: number | null;
    histogram: string;
  }>(
    `WITH of_period AS (
       SELECT page_views, last_second - start_second AS seconds FROM visits WHERE start_second >= $startSecond AND start_second < $endSecond
     )
     SELECT count(*) AS visits, count(*) FILTER (page_views = 1) AS bounces, sum(page_views)::BIGINT AS views,
       count(*) FILTER (page_views > 1) AS measurable, sum(seconds)::BIGINT AS seconds,
       quantile_cont(seconds, 0.5) FILTER (page_views > 1) AS median,
       to_json([${histogramEdgesSeconds
         .map(
           (from, i) => `count(*) FILTER (page_views > 1 AND seconds >= ${from} AND seconds < ${histogramEdgesSeconds[i + 1] ?? "1e18"})`,
         )
         .join(", ")}])::VARCHAR AS histogram
     FROM of_period`,
    { startSecond, endSecond },
  );
  if (!row) throw new Error("an aggregate answers one row");
  const counts = JSON.parse(row.histogram) as number[];
  return {
    visits: row.visits,
    bounces: row.bounces,
    pagesPerVisit: ratio(row.views ?? 0, row.visits),
    visitDuration: {
      mean: ratio(row.seconds ?? 0, row.measurable),
      median: row.median,
      meanIncludingSingle: ratio(row.seconds ?? 0, row.visits),
      measurableVisits: row.measurable,
      singlePageShare: ratio(row.bounces, row.visits),
      histogram: histogramEdgesSeconds.map((fromSeconds, i) => ({
        fromSeconds,
        toSeconds: histogramEdgesSeconds[i + 1] ?? null,
        visits: counts[i] ?? 0,
      })),
    },
  };
}

async function activeTime(database: Database, { startSecond, endSecond }: TrafficPeriod): Promise<Traffic["activeTime"]> {
  const [row] = await database.rows<{ visits: number; mean: number | null; median: number | null }>(
    `SELECT count(*) AS visits, avg(last_second - start_second) AS mean, quantile_cont(last_second - start_second, 0.5) AS median
     FROM sessions WHERE hits > 1 AND start_second >= $startSecond AND start_second < $endSecond`,
    { startSecond, endSecond },
  );
  return { mean: row?.mean ?? null, median: row?.median ?? null, visits: row?.visits ?? 0 };
}

const topPagesShown = 100;

async function topPages(database: Database, { startSecond, endSecond }: TrafficPeriod): Promise<Traffic["topPages"]> {
  return database.rows(
    `SELECT p.path AS path, count(*) AS "pageViews", count(DISTINCT v.visitor) AS visitors, avg(v.seconds_on_page) AS "meanTimeOnPage"
     FROM page_views AS v JOIN path_dimension AS p USING (path_id)
     WHERE v.second >= $startSecond AND v.second < $endSecond
     GROUP BY p.path ORDER BY "pageViews" DESC, path LIMIT ${topPagesShown}`,
    { startSecond, endSecond },
  );
}

function ratio(amount: number, of: number): number | null {
  return of === 0 ? null : amount / of;
}
