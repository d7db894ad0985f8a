// Availability as the log shows it, in plain slow code: every covered minute looked at by itself (definitions.md, Availability, 2).
import type { AvailabilityResult } from "../../analysis/index.ts";
import type { DeliveredHit, SlowDelivery } from "./slow-delivery.ts";

export interface Span {
  start: number;
  end: number;
}

type Minute = "bad" | "up" | "silent" | "idle";

const LONGEST_SILENCE = 30 * 1440;

/** The class of every covered minute, by epoch minute, of all sources of the counted role or of one. */
export function slowMinutes({ hits, counted, countedRole, files }: SlowDelivery, source: string | null): Map<number, Minute> {
  const isOurs = (of: { source: string; role: string }): boolean => of.role === countedRole && (source === null || of.source === source);
  const covered = new Set<number>();
  for (const name of new Set(files.filter(isOurs).map((file) => file.source))) {
    const logged = minutesOf(hits.filter((hit) => hit.source === name));
    for (const file of files) {
      if (file.source !== name || file.firstAt === null || file.lastAt === null) continue;
      const [first, last] = [minuteAt(file.firstAt), minuteAt(file.lastAt)];
      const inside = logged.filter((minute) => minute >= first && minute <= last);
      for (const [i, minute] of inside.entries()) {
        covered.add(minute);
        const next = inside[i + 1] ?? minute;
        if (next - minute <= LONGEST_SILENCE) for (let between = minute; between < next; between++) covered.add(between);
      }
    }
  }
  joinGaps(covered);
  return classes(covered, counted.filter(isOurs));
}

/** One row of the result, without name and source. */
export function slowAvailability(
  minutes: ReadonlyMap<number, Minute>,
  period: Span,
  exclusions: readonly Span[],
  target: number | null,
): Omit<AvailabilityResult, "source" | "logSource" | "period"> {
  const seconds = period.end - period.start;
  const isExcluded = (second: number): boolean => exclusions.some(({ start, end }) => second >= start && second < end);
  const excludedSeconds = countSeconds(period, isExcluded, exclusions);
  const counted = seconds - excludedSeconds;
  const tally = { bad: 0, up: 0, silent: 0, idle: 0 };
  for (const [minute, state] of minutes) tally[state] += countedSecondsOf(minute, period, exclusions, isExcluded);
  const covered = tally.bad + tally.up + tally.silent + tally.idle;
  const unknown = counted - covered + tally.silent;
  // Where every second that was seen is out of account, nothing that counts was seen.
  const says = covered > 0;
  const availability = says && counted > 0 ? 1 - tally.bad / counted : null;
  const allowed = target === null ? null : counted * (1 - target);
  const outages = slowOutages(minutes, period).filter((outage) => {
    for (let second = outage.start; second < outage.end; second++) if (!isExcluded(second)) return true;
    return false;
  }).length;
  return {
    seconds,
    downSeconds: tally.bad,
    weightedDownSeconds: tally.bad,
    unknownSeconds: unknown,
    excludedSeconds,
    coverage: counted === 0 ? null : covered / counted,
    availability,
    weightedAvailability: availability,
    allowedSeconds: allowed,
    verdict: allowed === null ? null : counted === 0 ? "no-verificable" : verdict(allowed, tally.bad, unknown),
    outageCount: says ? outages : null,
    meanTimeToRestoreSeconds: says && outages > 0 ? tally.bad / outages : null,
    meanTimeBetweenFailuresSeconds: says && outages > 1 ? (counted - tally.bad - unknown) / outages : null,
  };
}

/** Runs of bad minutes, cut to the period. */
export function slowOutages(minutes: ReadonlyMap<number, Minute>, period: Span): Span[] {
  const outages: Span[] = [];
  for (const minute of [...minutes.keys()].filter((at) => minutes.get(at) === "bad").sort((a, b) => a - b)) {
    const last = outages.at(-1);
    if (last?.end === minute * 60) last.end += 60;
    else outages.push({ start: minute * 60, end: minute * 60 + 60 });
  }
  const cut = outages.map(({ start, end }) => ({ start: Math.max(start, period.start), end: Math.min(end, period.end) }));
  return cut.filter(({ start, end }) => end > start);
}

function verdict(allowed: number, down: number, unknown: number): AvailabilityResult["verdict"] {
  if (down > allowed) return "incumple";
  return down + unknown <= allowed ? "cumple" : "no-verificable";
}

function minuteAt(iso: string): number {
  return Math.floor(Date.parse(iso) / 60_000);
}

function minutesOf(hits: readonly DeliveredHit[]): number[] {
  return [...new Set(hits.map(({ second }) => Math.floor(second / 60)))].sort((a, b) => a - b);
}

/** Up to five minutes between two covered ones are covered. */
function joinGaps(covered: Set<number>): void {
  const sorted = [...covered].sort((a, b) => a - b);
  for (const [i, minute] of sorted.entries()) {
    const next = sorted[i + 1] ?? minute;
    if (next - minute - 1 <= 5) for (let between = minute + 1; between < next; between++) covered.add(between);
  }
}

function classes(covered: ReadonlySet<number>, hits: readonly DeliveredHit[]): Map<number, Minute> {
  const byMinute = Map.groupBy(hits, ({ second }) => Math.floor(second / 60));
  const requests = (minute: number): number => byMinute.get(minute)?.length ?? 0;
  const found = new Map<number, Minute>();
  for (const minute of [...covered].sort((a, b) => a - b)) {
    if (found.has(minute)) continue;
    const ofMinute = byMinute.get(minute) ?? [];
    if (ofMinute.length > 0) {
      const failed = ofMinute.filter(({ status }) => status >= 500 && status <= 599).length;
      found.set(minute, ofMinute.length >= 20 && failed / ofMinute.length >= 0.5 ? "bad" : "up");
      continue;
    }
    let end = minute;
    while (covered.has(end) && requests(end) === 0) end++;
    const around = Array.from({ length: 15 }, (_, i) => [minute - 1 - i, end + i]).flat();
    const known = around.filter((at) => covered.has(at));
    const total = known.reduce((sum, at) => sum + requests(at), 0);
    const state = known.length > 0 && total / known.length >= 20 ? "silent" : "idle";
    for (let at = minute; at < end; at++) found.set(at, state);
  }
  return found;
}

/** Seconds of a minute inside the period and outside the exclusions; one by one only where a border may cut it. */
function countedSecondsOf(minute: number, period: Span, exclusions: readonly Span[], isExcluded: (second: number) => boolean): number {
  const [start, end] = [minute * 60, minute * 60 + 60];
  if (end <= period.start || start >= period.end) return 0;
  const isWhole = start >= period.start && end <= period.end && exclusions.every((span) => span.end <= start || span.start >= end);
  if (isWhole) return 60;
  let count = 0;
  for (let second = start; second < end; second++) if (second >= period.start && second < period.end && !isExcluded(second)) count++;
  return count;
}

function countSeconds(period: Span, holds: (second: number) => boolean, spans: readonly Span[]): number {
  if (spans.length === 0) return 0;
  const [first, last] = [Math.min(...spans.map(({ start }) => start)), Math.max(...spans.map(({ end }) => end))];
  let count = 0;
  for (let second = Math.max(first, period.start); second < Math.min(last, period.end); second++) if (holds(second)) count++;
  return count;
}
