// Traffic over time: local hours and days, peaks, and a curve of bounded length for charts.
import { type Database, isoInZone, localDayStart, localHourStart } from "../ingest/index.ts";
import type { Traffic } from "./analysis.ts";
import type { TrafficPeriod } from "./traffic.ts";

/** Marks that the table `local_hours` (quarter of an hour to the starts of its local hour and day) is there. */
export interface HourMap {
  timeZone: string;
}

/** Writes the local hour and day of every quarter hour that has hits: zones with half-hour offsets and DST changes come out right. */
export async function mapLocalHours(database: Database, timeZone: string): Promise<HourMap> {
  const quarters = await database.rows<{ quarter: number }>("SELECT DISTINCT minute // 15 AS quarter FROM minutes ORDER BY quarter");
  await database.run("CREATE TEMP TABLE local_hours (quarter INTEGER, hour_second BIGINT, day_second BIGINT)");
  const appender = await database.appender("local_hours");
  let day = { start: 0, end: 0 };
  for (const { quarter } of quarters) {
    if (day.end <= quarter * 900) day = localDay(quarter * 900, timeZone);
    appender.appendInteger(quarter);
    appender.appendBigInt(BigInt(localHourStart(quarter * 900, timeZone)));
    appender.appendBigInt(BigInt(day.start));
    appender.endRow();
  }
  appender.closeSync();
  return { timeZone };
}

/** A day and a half after its start stands in the next day, be it of 23 or of 25 hours. */
function localDay(second: number, timeZone: string): { start: number; end: number } {
  const start = localDayStart(second, timeZone);
  return { start, end: localDayStart(start + 129_600, timeZone) };
}

interface Peak {
  second: number;
  hits: number;
}

export interface Curve {
  hours: Traffic["hours"];
  days: Traffic["days"];
  series: Traffic["series"];
  peakMinute: Peak | null;
  peakHour: Peak | null;
  peakSecond: Peak | null;
  peakBytesMinute: { second: number; bytes: number } | null;
}

/** Hours and days without hits are not listed; of equal peaks the first counts. */
export async function curve(database: Database, period: TrafficPeriod, _hours: HourMap): Promise<Curve> {
  const hours = await localRows(database.measuring("hours"), period, "hour_second");
  const days = await localRows(database.measuring("days"), period, "day_second");
  const { firstSegment, lastSegment } = period;
  const [minute] = await database.measuring("peak-minute").rows<{ second: number; hits: number }>(
    `SELECT minute * 60 AS second, sum(hits)::BIGINT AS hits FROM minutes
     WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY minute ORDER BY hits DESC, minute LIMIT 1`,
    { firstSegment, lastSegment },
  );
  const [heaviest] = await database.measuring("peak-bytes-minute").rows<{ second: number; bytes: number }>(
    `SELECT minute * 60 AS second, least(sum(bytes), 9007199254740991)::BIGINT AS bytes FROM minutes
     WHERE counted AND kind < 6 AND bytes IS NOT NULL AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY minute ORDER BY sum(bytes) DESC, minute LIMIT 1`,
    { firstSegment, lastSegment },
  );
  const [second] = await database.measuring("peak-second").rows<{ second: number; hits: number }>(
    `SELECT second::BIGINT AS second, hits FROM peak_seconds WHERE segment BETWEEN $firstSegment AND $lastSegment
     ORDER BY hits DESC, second LIMIT 1`,
    { firstSegment, lastSegment },
  );
  const peakHour = hours.reduce<Peak | null>(
    (best, hour) => (best && best.hits >= hour.hits ? best : { second: hour.second, hits: hour.hits }),
    null,
  );
  const dated = ({ second, ...row }: LocalRow): Traffic["hours"][number] => ({ at: isoInZone(second, period.timeZone), ...row });
  return {
    hours: hours.map(dated),
    days: days.map(dated),
    series: await series(database, period),
    peakMinute: minute ?? null,
    peakSecond: second ?? null,
    peakBytesMinute: heaviest ?? null,
    peakHour,
  };
}

type LocalRow = Omit<Traffic["hours"][number], "at"> & { second: number };

/** One row a local hour or day, by the column of `local_hours` that holds its start. */
async function localRows(
  database: Database,
  { startSecond, endSecond, firstSegment, lastSegment }: TrafficPeriod,
  unit: "hour_second" | "day_second",
): Promise<LocalRow[]> {
  return database.rows<LocalRow>(
    `WITH by_unit AS (
       SELECT l.${unit}, sum(m.hits)::BIGINT AS hits, coalesce(sum(m.hits) FILTER (m.kind BETWEEN 2 AND 5), 0)::BIGINT AS "humanHits",
         coalesce(sum(m.hits) FILTER (m.kind = 3), 0)::BIGINT AS "pageViews",
         coalesce(sum(m.hits) FILTER (m.status_class = 5), 0)::BIGINT AS "errors5xx", (CASE WHEN sum(m.bytes) > 9007199254740991 THEN 9007199254740991 ELSE sum(m.bytes) END)::BIGINT AS bytes
       FROM minutes AS m JOIN local_hours AS l ON m.minute // 15 = l.quarter
       WHERE m.counted AND m.kind < 6 AND m.segment BETWEEN $firstSegment AND $lastSegment
       GROUP BY l.${unit}
     ),
     visits_by_unit AS (
       SELECT l.${unit}, count(*) AS visits FROM visits AS v JOIN local_hours AS l ON v.start_second // 900 = l.quarter
       WHERE v.start_second >= $startSecond AND v.start_second < $endSecond GROUP BY l.${unit}
     ),
     visitors_by_unit AS (
       SELECT l.${unit}, count(DISTINCT v.visitor) AS visitors FROM page_views AS v JOIN local_hours AS l ON v.second // 900 = l.quarter
       WHERE v.second >= $startSecond AND v.second < $endSecond GROUP BY l.${unit}
     )
     SELECT ${unit} AS second, hits, "humanHits", "pageViews", coalesce(visits, 0) AS visits, coalesce(visitors, 0) AS visitors, "errors5xx", bytes
     FROM by_unit LEFT JOIN visits_by_unit USING (${unit}) LEFT JOIN visitors_by_unit USING (${unit})
     ORDER BY second`,
    { startSecond, endSecond, firstSegment, lastSegment },
  );
}

const steps = [60, 300, 900, 3600, 86400] as const;
/** Two days by the minute still fit: an election night is drawn as it was. */
const mostPoints = 3000;

async function series(database: Database, period: TrafficPeriod): Promise<Traffic["series"]> {
  const { firstSegment, lastSegment, timeZone } = period;
  const span = await database
    .measuring("series-span")
    .rows<{ first: number | null; last: number | null }>(
      "SELECT min(minute) AS first, max(minute) AS last FROM minutes WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment",
      { firstSegment, lastSegment },
    );
  const seconds = ((span[0]?.last ?? 0) - (span[0]?.first ?? 0) + 1) * 60;
  const stepSeconds = steps.find((step) => seconds / step <= mostPoints) ?? 86400;
  const start = stepSeconds === 86400 ? "l.day_second" : `minute * 60 // ${stepSeconds} * ${stepSeconds}`;
  const rows = await database
    .measuring("series")
    .rows<{ second: number; hits: number; humanHits: number; pageViews: number; errors5xx: number }>(
      `SELECT ${start} AS second, sum(hits)::BIGINT AS hits,
       coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5), 0)::BIGINT AS "humanHits",
       coalesce(sum(hits) FILTER (kind = 3), 0)::BIGINT AS "pageViews",
       coalesce(sum(hits) FILTER (status_class = 5), 0)::BIGINT AS "errors5xx"
     FROM minutes JOIN local_hours AS l ON minute // 15 = l.quarter
     WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY second ORDER BY second`,
      { firstSegment, lastSegment },
    );
  return {
    stepSeconds,
    points: rows.map(({ second, ...point }) => ({ at: isoInZone(second, timeZone), ...point })),
  };
}
