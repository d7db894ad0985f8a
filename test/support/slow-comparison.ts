// The comparison with the portal's average once more, in plain slow code from definitions.md: minute by minute, hit by hit.
import type { SlowHit } from "./slow-model.ts";

/** Hits of each file, so that coverage can be told by file. */
export type SlowFiles = readonly (readonly SlowHit[])[];

export interface SlowComparison {
  /** By measure: total / (covered seconds / 86,400), and the usual and seen amounts an hour in the period's covered hours. */
  perDay: Record<Measure, { usual: number | null; seen: number | null }>;
  perHour: Record<Measure, { usual: number | null; seen: number | null }>;
  uniqueVisitorsPerDay: { usual: number | null; seen: number | null };
  coveredSeconds: { usual: number; seen: number };
  matchedHours: number;
  plainHours: number;
}

const measures = ["visits", "pageViews", "hits", "humanHits"] as const;
type Measure = (typeof measures)[number];
type Span = { start: number; end: number };

/** @param period [start, end) in epoch seconds; @param leftOut what is no part of the average. */
export function slowComparison(
  usualFiles: SlowFiles,
  seenFiles: SlowFiles,
  period: Span,
  leftOut: readonly Span[],
  timeZone: string,
): SlowComparison {
  const inside = (second: number, spans: readonly Span[]) => spans.some(({ start, end }) => second >= start && second < end);
  const usual = side(usualFiles, (second) => !inside(second, leftOut), timeZone);
  const seen = side(seenFiles, (second) => inside(second, [period]), timeZone);
  const result = {
    perDay: {} as SlowComparison["perDay"],
    perHour: {} as SlowComparison["perHour"],
    uniqueVisitorsPerDay: { usual: usual.visitorsPerDay, seen: seen.visitorsPerDay },
    coveredSeconds: { usual: usual.seconds, seen: seen.seconds },
    matchedHours: 0,
    plainHours: 0,
  };
  const slots = Map.groupBy(usual.minutes, ({ second }) => weekdayHour(second, timeZone));
  const hours = Map.groupBy(seen.minutes, ({ second }) => hourKey(second, timeZone));
  const slotSeconds = (slot: string) => sum(slots.get(slot) ?? []);
  const isKnown = (slot: string) => slotSeconds(slot) >= 3300;
  for (const [, [first]] of hours) result[isKnown(weekdayHour(first?.second ?? 0, timeZone)) ? "matchedHours" : "plainHours"]++;
  for (const measure of measures) {
    const inSlot = Map.groupBy(usual.moments[measure], (second) => weekdayHour(second, timeZone));
    const mean = usual.moments[measure].length / usual.seconds;
    let expected = 0;
    for (const minutes of hours.values()) {
      const slot = weekdayHour(minutes[0]?.second ?? 0, timeZone);
      expected += sum(minutes) * (isKnown(slot) ? (inSlot.get(slot)?.length ?? 0) / slotSeconds(slot) : mean);
    }
    const rate = (count: number, seconds: number, unit: number) => (seconds === 0 ? null : count / (seconds / unit));
    result.perDay[measure] = {
      usual: rate(usual.moments[measure].length, usual.seconds, 86_400),
      seen: rate(seen.moments[measure].length, seen.seconds, 86_400),
    };
    const known = usual.seconds > 0 && seen.seconds > 0;
    result.perHour[measure] = {
      usual: known ? expected / (seen.seconds / 3600) : null,
      seen: rate(seen.moments[measure].length, seen.seconds, 3600),
    };
  }
  return result;
}

/** Every covered minute with its seconds that count, and every moment that counts for each measure. */
function side(files: SlowFiles, counts: (second: number) => boolean, timeZone: string) {
  const hits = files.flat().toSorted((a, b) => a.second - b.second);
  const pages = hits.filter((hit) => hit.kind === "page");
  const last = new Map<string, number>();
  const visitStarts = pages.filter((page) => {
    const before = last.get(page.visitorKey);
    last.set(page.visitorKey, page.second);
    return before === undefined || page.second - before > 1800;
  });
  const moments = (of: readonly SlowHit[]) => of.map((hit) => hit.second).filter(counts);
  const minutes = coveredMinutes(files)
    .map((minute) => ({ second: minute * 60, seconds: Array.from({ length: 60 }, (_, i) => minute * 60 + i).filter(counts).length }))
    .filter(({ seconds }) => seconds > 0);
  const byDay = Map.groupBy(
    pages.filter((page) => counts(page.second)),
    (page) => dayKey(page.second, timeZone),
  );
  const days = [...Map.groupBy(minutes, ({ second }) => dayKey(second, timeZone))]
    .filter(([day, covered]) => daySeconds(day, covered[0]?.second ?? 0, timeZone) - sum(covered) <= 300)
    .map(([day]) => new Set(byDay.get(day)?.map((page) => page.visitorKey)).size);
  return {
    minutes,
    seconds: sum(minutes),
    visitorsPerDay: days.length === 0 ? null : days.reduce((sum, visitors) => sum + visitors, 0) / days.length,
    moments: {
      hits: moments(hits),
      humanHits: moments(hits.filter((hit) => hit.kind !== "internal" && hit.kind !== "bot")),
      pageViews: moments(pages),
      visits: moments(visitStarts),
    },
  };
}

/** First to last minute of each file, both whole; gaps of up to five minutes count as covered. */
function coveredMinutes(files: SlowFiles): number[] {
  const covered = new Set<number>();
  for (const file of files) {
    const minutes = file.map((hit) => Math.floor(hit.second / 60));
    if (minutes.length === 0) continue;
    for (let minute = Math.min(...minutes); minute <= Math.max(...minutes); minute++) covered.add(minute);
  }
  const sorted = [...covered].sort((a, b) => a - b);
  for (const [i, minute] of sorted.entries()) {
    const next = sorted[i + 1] ?? minute;
    if (next - minute - 1 <= 5) for (let gap = minute + 1; gap < next; gap++) covered.add(gap);
  }
  return [...covered].sort((a, b) => a - b);
}

/** Seconds that count of some minutes. */
function sum(minutes: readonly { seconds: number }[]): number {
  return minutes.reduce((total, { seconds }) => total + seconds, 0);
}

const formats = new Map<string, Intl.DateTimeFormat>();
const texts = new Map<string, string>();

/** The wall clock by Intl, not by the program's own calendar: "Sun 2024-11-03 01 -07:00". Offsets change on quarter hours only. */
function wall(second: number, timeZone: string): { weekday: string; day: string; hour: string; offset: string } {
  const quarter = Math.floor(second / 900) * 900;
  const key = `${timeZone} ${quarter}`;
  let text = texts.get(key);
  if (text === undefined) {
    const format =
      formats.get(timeZone) ??
      new Intl.DateTimeFormat("en-CA", {
        ...{ timeZone, weekday: "short", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit" },
        ...({ hourCycle: "h23", timeZoneName: "longOffset" } as const),
      });
    formats.set(timeZone, format);
    const parts = Object.fromEntries(format.formatToParts(quarter * 1000).map(({ type, value }) => [type, value]));
    text = `${parts["weekday"]} ${parts["year"]}-${parts["month"]}-${parts["day"]} ${parts["hour"]} ${parts["timeZoneName"]}`;
    texts.set(key, text);
  }
  const [weekday = "", day = "", hour = "", offset = ""] = text.split(" ");
  return { weekday, day, hour, offset };
}

function weekdayHour(second: number, timeZone: string): string {
  const { weekday, hour } = wall(second, timeZone);
  return `${weekday} ${hour}`;
}

function hourKey(second: number, timeZone: string): string {
  const { day, hour, offset } = wall(second, timeZone);
  return `${day} ${hour} ${offset}`;
}

function dayKey(second: number, timeZone: string): string {
  return wall(second, timeZone).day;
}

/** How long that day is, counted by quarter hours around a second of it: 23, 24 or 25 hours. */
function daySeconds(day: string, second: number, timeZone: string): number {
  let quarters = 0;
  const middle = Math.floor(second / 900) * 900;
  for (let at = middle - 100_800; at <= middle + 100_800; at += 900) if (dayKey(at, timeZone) === day) quarters++;
  return quarters * 900;
}
