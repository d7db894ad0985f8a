// Local hours by weekday: how long each is covered, and what is usual in it. Pure arithmetic over epoch seconds.
import { isoInZone, localDayStart, localHourStart } from "../ingest/index.ts";
import { clip, type Interval, total, union } from "./intervals.ts";

/** A day of gap at most this long is still a whole day, and an hour a whole hour: the same gap that the coverage of a log joins. */
const wholeToleranceSeconds = 300;

const HOUR_SECONDS = 3600;
const QUARTER_SECONDS = 900;
/** Longer than any local day (25 h) and shorter than any two. */
const INTO_NEXT_DAY_SECONDS = 129_600;

/** Figures of one local hour; `second`: the epoch second at which it begins. */
export interface HourFigures {
  second: number;
  hits: number;
  humanHits: number;
  pageViews: number;
  visits: number;
}

export const hourMeasures = ["visits", "pageViews", "hits", "humanHits"] as const;
export type HourMeasure = (typeof hourMeasures)[number];
export type HourAmounts = Record<HourMeasure, number>;

/** Seconds covered of each local hour, by the second at which the hour begins, ascending. Clocks change on quarter hours only. */
export function coverageByHour(covered: readonly Interval[], timeZone: string): Map<number, number> {
  const seconds = new Map<number, number>();
  for (const { startSecond, endSecond } of union(covered)) {
    for (let from = startSecond; from < endSecond; ) {
      const to = Math.min(endSecond, (Math.floor(from / QUARTER_SECONDS) + 1) * QUARTER_SECONDS);
      const hour = localHourStart(from, timeZone);
      seconds.set(hour, (seconds.get(hour) ?? 0) + to - from);
      from = to;
    }
  }
  return seconds;
}

/** The local days, by their first second, that are covered whole (gaps of five minutes together apart). */
export function wholeDays(covered: readonly Interval[], timeZone: string): number[] {
  const days: number[] = [];
  let next = Number.NEGATIVE_INFINITY;
  for (const span of union(covered)) {
    for (let start = Math.max(next, localDayStart(span.startSecond, timeZone)); start < span.endSecond; start = next) {
      next = localDayStart(start + INTO_NEXT_DAY_SECONDS, timeZone);
      const missing = next - start - total(clip(covered, { startSecond: start, endSecond: next }));
      if (missing <= wholeToleranceSeconds) days.push(start);
    }
  }
  return days;
}

/** Weekday and hour of a local hour, 0 (Sunday, 0 h) to 167. An hour that the clock repeats is twice the same. */
export function weekdayHour(hourSecond: number, timeZone: string): number {
  const local = isoInZone(hourSecond, timeZone).slice(0, 19);
  return new Date(`${local}Z`).getUTCDay() * 24 + Number(local.slice(11, 13));
}

/** The usual amounts an hour of each weekday and hour (see {@link weekdayHour}) that is covered for an hour or more in all. */
export function usualHours(hours: readonly HourFigures[], covered: readonly Interval[], timeZone: string): Map<number, HourAmounts> {
  const slots = new Map<number, HourAmounts & { seconds: number }>();
  const slotOf = (hour: number) => {
    const key = weekdayHour(hour, timeZone);
    const slot = slots.get(key) ?? { seconds: 0, ...noAmounts() };
    slots.set(key, slot);
    return slot;
  };
  for (const [hour, seconds] of coverageByHour(covered, timeZone)) slotOf(hour).seconds += seconds;
  for (const hour of hours) {
    const slot = slotOf(hour.second);
    for (const measure of hourMeasures) slot[measure] += hour[measure];
  }
  const whole = [...slots].filter(([, { seconds }]) => seconds >= HOUR_SECONDS - wholeToleranceSeconds);
  return new Map(whole.map(([key, slot]) => [key, perHour(slot, slot.seconds)]));
}

export function sumOfHours(hours: readonly HourFigures[]): HourAmounts {
  const sum = noAmounts();
  for (const hour of hours) for (const measure of hourMeasures) sum[measure] += hour[measure];
  return sum;
}

function perHour(amounts: HourAmounts, seconds: number): HourAmounts {
  const rates = noAmounts();
  for (const measure of hourMeasures) rates[measure] = amounts[measure] / (seconds / HOUR_SECONDS);
  return rates;
}

function noAmounts(): HourAmounts {
  return { visits: 0, pageViews: 0, hits: 0, humanHits: 0 };
}
