// How the demand of a period spreads over its hours, counted from its start: what elections of different days have in common.
import { knownPlaces, placeOfHour } from "../../analysis/index.ts";

export interface HourProfile {
  name: string;
  /** Hits of the n-th hour of the period, from 0 on; hours without hits are not in it. */
  hits: ReadonlyMap<number, number>;
  /** Hours without hits of which the log does not tell: there may have been some. Null: the analysis does not say which. */
  unknown: ReadonlySet<number> | null;
  /** Of the whole period. */
  total: number;
  /** From the first to the last with hits: what follows is no part of a picture of demand. */
  hours: number;
}

/** Hours are those of the local clock; a period that begins inside one counts the rest of it as its first. */
export function hourProfile(name: string, analysis: Parameters<typeof knownPlaces>[0] & { traffic: { hits: number } }): HourProfile {
  const { period, traffic } = analysis;
  const hits = new Map<number, number>();
  for (const hour of traffic.hours) {
    const place = placeOfHour(hour.at, period.start);
    hits.set(place, (hits.get(place) ?? 0) + hour.hits);
  }
  const hours = Math.max(0, ...[...hits.keys()].map((place) => place + 1));
  const known = knownPlaces(analysis);
  const told = new Set([...hits.keys(), ...(known ?? [])]);
  const all = Array.from({ length: placeOfHour(period.end, period.start) }, (_, place) => place);
  return { name, hits, unknown: known === null ? null : new Set(all.filter((place) => !told.has(place))), total: traffic.hits, hours };
}
