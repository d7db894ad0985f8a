// What the hits of some stretches of time come to, hour by hour, read from the rollups: one side of the comparison with the portal's average.
import type { Database } from "../ingest/index.ts";
import type { Interval } from "./intervals.ts";
import type { HourFigures } from "./weekday-hours.ts";

export interface ObservedFigures {
  /** Time of which the logs speak, within the stretches asked for; normalised. */
  covered: Interval[];
  /** Hours with hits, ascending. */
  hours: HourFigures[];
  /** Distinct visitors of each local day, by its first second. */
  visitorsByDay: Map<number, number>;
}

/** Which hits: those in scope, or those of the rest of the portal. Both tables of each have the same columns. */
const tables = {
  scope: { minutes: "minutes", views: "page_views" },
  portal: { minutes: "portal_minutes", views: "portal_views" },
} as const;

export interface StretchQuery {
  hits: keyof typeof tables;
  /** Normalised; every end of them is one of `bounds`, or lies outside all hits. */
  stretches: readonly Interval[];
  /** The bounds that `segment_of` counts. */
  bounds: readonly number[];
}

/** Hour figures and visitors of the stretches. The rollups and `local_hours` must be there. */
export async function hoursOfStretches(
  database: Database,
  { hits, stretches, bounds }: StretchQuery,
): Promise<Pick<ObservedFigures, "hours" | "visitorsByDay">> {
  const { minutes, views } = tables[hits];
  const segments = segmentsOf(stretches, bounds);
  if (segments.length === 0) return { hours: [], visitorsByDay: new Map() };
  const inStretches = stretches.map((s) => `(second >= ${numberSql(s.startSecond)} AND second < ${numberSql(s.endSecond)})`).join(" OR ");
  const hours = await database.rows<HourFigures & Record<string, unknown>>(
    `WITH by_hour AS (
       SELECT hour_second, sum(hits)::BIGINT AS hits, coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5), 0)::BIGINT AS human
       FROM ${minutes} JOIN local_hours ON minute // 15 = quarter
       WHERE counted AND kind < 6 AND segment IN (${segments.join(", ")}) GROUP BY hour_second
     ),
     views_by_hour AS (
       SELECT hour_second, count(*) AS views, count(*) FILTER (starts_visit) AS visits
       FROM ${views} JOIN local_hours ON second // 900 = quarter WHERE ${inStretches} GROUP BY hour_second
     )
     SELECT hour_second AS second, hits, human AS "humanHits", coalesce(views, 0) AS "pageViews", coalesce(visits, 0) AS visits
     FROM by_hour LEFT JOIN views_by_hour USING (hour_second) ORDER BY second`,
  );
  const days = await database.rows<{ day: number; visitors: number }>(
    `SELECT day_second AS day, count(DISTINCT visitor) AS visitors
     FROM ${views} JOIN local_hours ON second // 900 = quarter WHERE ${inStretches} GROUP BY day_second`,
  );
  return { hours, visitorsByDay: new Map(days.map(({ day, visitors }) => [day, visitors])) };
}

/** The numbers of the segments that lie in the stretches: segment n is the time from the nth bound on. */
function segmentsOf(stretches: readonly Interval[], bounds: readonly number[]): number[] {
  const edges = [Number.NEGATIVE_INFINITY, ...bounds, Number.POSITIVE_INFINITY];
  return [...bounds.keys(), bounds.length].filter((n) => {
    const [from, to] = [edges[n] ?? 0, edges[n + 1] ?? 0];
    return stretches.some(({ startSecond, endSecond }) => startSecond <= from && to <= endSecond);
  });
}

/** A whole number of the program's; no hit lies beyond these ends of time. */
function numberSql(second: number): string {
  return String(Math.trunc(Math.min(1e11, Math.max(-1e11, second))));
}
