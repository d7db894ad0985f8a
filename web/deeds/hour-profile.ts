// How the demand of a period spreads over its hours, counted from its start: what elections of different days have in common.
import { type Analysis, placeOfHour } from "../../analysis/index.ts";

export interface HourProfile {
  name: string;
  /** Hits of the n-th hour of the period, from 0 on; hours without hits are not in it: whether there were none or no log is not known of them. */
  hits: ReadonlyMap<number, number>;
  /** Of the whole period. */
  total: number;
  hours: number;
}

/** Hours are those of the local clock; a period that begins inside one counts the rest of it as its first. */
export function hourProfile(name: string, { period, traffic }: Pick<Analysis, "period" | "traffic">): HourProfile {
  const hits = new Map<number, number>();
  for (const hour of traffic.hours) {
    const place = placeOfHour(hour.at, period.start);
    hits.set(place, (hits.get(place) ?? 0) + hour.hits);
  }
  const hours = Math.max(placeOfHour(period.end, period.start), ...[...hits.keys()].map((place) => place + 1));
  return { name, hits, total: traffic.hits, hours };
}
