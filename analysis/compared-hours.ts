// The hours that compared periods have in common, counted from their starts: a long period has more hours of little demand, so that neither its amounts nor its mean by the hour tell of demand.
import type { ComparedAnalysis, HourSums } from "./compare-schema.ts";

const hourMs = 3_600_000;
/** An hour of which the log does not tell more than this is not known. */
const toleratedMs = 180_000;

type Timed = Pick<ComparedAnalysis, "period"> & {
  traffic: Pick<ComparedAnalysis["traffic"], "hours">;
  availability: Pick<ComparedAnalysis["availability"], "unknown">;
};

/** Which hour of a period one of the clock is, from 0 on; a period that begins inside one has the rest of it as its first. */
export function placeOfHour(at: string, periodStart: string): number {
  return Math.max(0, Math.ceil((Date.parse(at) - Date.parse(periodStart)) / hourMs));
}

/** Whole hours of the period, by their places, of which the log tells; null: the analysis does not say of which it does. */
export function knownPlaces({ period, traffic: { hours }, availability: { unknown } }: Timed): number[] | null {
  if (unknown === null) return null;
  const [start, end] = [Date.parse(period.start), Date.parse(period.end)];
  const [first] = hours;
  // Hours of the clock: where the period begins inside one, the listed hours tell by how much.
  const into = first === undefined ? 0 : (((start - Date.parse(first.at)) % hourMs) + hourMs) % hourMs;
  const clockStart = start - into;
  const gaps = unknown.filter(({ source }) => source === "log").map((gap) => ({ start: Date.parse(gap.start), end: Date.parse(gap.end) }));
  return Array.from({ length: Math.max(0, Math.floor((end - clockStart) / hourMs)) }, (_, place) => place).filter((place) => {
    const from = clockStart + place * hourMs;
    const missing = gaps.reduce((sum, gap) => sum + Math.max(0, Math.min(gap.end, from + hourMs) - Math.max(gap.start, from)), 0);
    return from >= start && missing <= toleratedMs;
  });
}

/** In order, what all have that know any hour; none where nobody does. */
export function commonPlaces(known: readonly (readonly number[] | null)[]): number[] {
  const [first, ...others] = known.filter((places) => places !== null && places.length > 0);
  const sets = others.map((places) => new Set(places));
  return (first ?? []).filter((place) => sets.every((set) => set.has(place)));
}

/** Amounts of these hours alone; bytes are null where an hour with hits records none. */
export function sumsOf({ period, traffic: { hours } }: Timed, places: readonly number[]): HourSums {
  const wanted = new Set(places);
  const chosen = hours.filter(({ at }) => Date.parse(at) >= Date.parse(period.start) && wanted.has(placeOfHour(at, period.start)));
  const sum = (key: "hits" | "humanHits" | "pageViews" | "visits"): number => chosen.reduce((total, hour) => total + hour[key], 0);
  const bytes = chosen.some((hour) => hour.bytes === null) ? null : chosen.reduce((total, hour) => total + (hour.bytes ?? 0), 0);
  return { hits: sum("hits"), humanHits: sum("humanHits"), pageViews: sum("pageViews"), visits: sum("visits"), bytes };
}

/** Places one after the other as runs, the last of each included. */
export function placeRuns(places: readonly number[]): [from: number, to: number][] {
  const runs: [from: number, to: number][] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs;
}
