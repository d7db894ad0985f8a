// Days, the curve and the histogram of visits in plain slow code.
import { Temporal } from "temporal-polyfill";
import type { Traffic } from "../../analysis/index.ts";
import { isHuman, isPage, localIso, type SlowHitLike } from "./slow-model-traffic.ts";

/** Measurable visits, by the edges that the memoria draws. */
export function slowHistogram(visits: readonly (readonly SlowHitLike[])[]): Traffic["visitDuration"]["histogram"] {
  const edges = [0, 10, 30, 60, 180, 600, 1800, 3600];
  const seconds = visits.filter((visit) => visit.length > 1).map((visit) => (visit.at(-1)?.second ?? 0) - (visit[0]?.second ?? 0));
  return edges.map((fromSeconds, i) => {
    const toSeconds = edges[i + 1] ?? null;
    return {
      fromSeconds,
      toSeconds,
      visits: seconds.filter((length) => length >= fromSeconds && length < (toSeconds ?? Number.POSITIVE_INFINITY)).length,
    };
  });
}

/** Local days, each from its first moment, whatever the clocks do in it. */
export function slowDays(hits: readonly SlowHitLike[], visits: readonly (readonly SlowHitLike[])[], timeZone: string): Traffic["days"] {
  const visitDays = Map.groupBy(visits, (visit) => dayStart(visit[0]?.second ?? 0, timeZone));
  const days = [...Map.groupBy(hits, (hit) => dayStart(hit.second, timeZone))].sort(([a], [b]) => a - b);
  return days.map(([start, ofDay]) => {
    const sizes = ofDay.flatMap(({ bytes }) => bytes ?? []);
    return {
      at: localIso(start, timeZone),
      hits: ofDay.length,
      humanHits: ofDay.filter(isHuman).length,
      pageViews: ofDay.filter(isPage).length,
      visits: visitDays.get(start)?.length ?? 0,
      visitors: new Set(ofDay.filter(isPage).map((view) => view.visitorKey)).size,
      errors5xx: ofDay.filter(({ status }) => status >= 500 && status <= 599).length,
      bytes: sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0),
    };
  });
}

/** The finest step with which the minutes from the first hit to the last make at most 3,000 points. */
export function slowSeries(hits: readonly SlowHitLike[], timeZone: string): Traffic["series"] {
  const minutes = hits.map(({ second }) => Math.floor(second / 60));
  const span = hits.length === 0 ? 60 : (Math.max(...minutes) - Math.min(...minutes) + 1) * 60;
  const stepSeconds = ([60, 300, 900, 3600] as const).find((step) => span / step <= 3000) ?? 86_400;
  const stepOf = (second: number): number =>
    stepSeconds === 86_400 ? dayStart(second, timeZone) : Math.floor(second / stepSeconds) * stepSeconds;
  const steps = [...Map.groupBy(hits, (hit) => stepOf(hit.second))].sort(([a], [b]) => a - b);
  return {
    stepSeconds,
    points: steps.map(([start, of]) => ({
      at: localIso(start, timeZone),
      hits: of.length,
      humanHits: of.filter(isHuman).length,
      pageViews: of.filter(isPage).length,
      errors5xx: of.filter(({ status }) => status >= 500 && status <= 599).length,
    })),
  };
}

const knownDays = new Map<string, number>();

/** Looked up once a quarter hour: the polyfill is slow, and days begin on quarter hours. */
function dayStart(second: number, timeZone: string): number {
  const quarter = Math.floor(second / 900) * 900;
  const key = `${timeZone} ${quarter}`;
  const known = knownDays.get(key);
  if (known !== undefined) return known;
  const start = Temporal.Instant.fromEpochMilliseconds(quarter * 1000)
    .toZonedDateTimeISO(timeZone)
    .startOfDay();
  knownDays.set(key, start.epochMilliseconds / 1000);
  return start.epochMilliseconds / 1000;
}
