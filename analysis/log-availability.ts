// Availability as the access logs show it, minute by minute: bad minutes are down, silence amid traffic is unknown, idle minutes count as up.
import type { AvailabilityResult } from "./analysis.ts";
import { type AvailabilityTerms, availabilityRow, type Outage, outagesOf } from "./availability.ts";
import { clip, type Interval, intersect, joinGaps, subtract, union } from "./intervals.ts";

/** Requests of one minute. `minute`: epoch second / 60, whole. */
export interface LogMinute {
  minute: number;
  requests: number;
  errors5xx: number;
}

/** What the minutes of a log say, in epoch seconds, normalised. Outside `covered` nothing is known. */
export interface LogEvidence {
  covered: Interval[];
  bad: Interval[];
  silent: Interval[];
}

export interface LogAvailability {
  result: AvailabilityResult;
  outages: Outage[];
}

const MINUTE_SECONDS = 60;
/** A gap in the logs up to so long belongs to them. */
export const JOINED_GAP_SECONDS = 300;
const BUSY_REQUESTS_A_MINUTE = 20;
const BAD_SHARE = 0.5;
const QUARTER_HOUR_MINUTES = 15;

/**
 * Time that the files speak of: the union of their [first minute, last minute], gaps up to 5 minutes joined.
 * @param files epoch seconds of each file's first and last hit; null in a file without hits, which covers nothing.
 */
export function logCoverage(files: readonly { firstSecond: number | null; lastSecond: number | null }[]): Interval[] {
  const spans = files.flatMap(({ firstSecond, lastSecond }) =>
    firstSecond === null || lastSecond === null
      ? []
      : [{ startSecond: minuteOf(firstSecond) * MINUTE_SECONDS, endSecond: (minuteOf(lastSecond) + 1) * MINUTE_SECONDS }],
  );
  return joinGaps(spans, JOINED_GAP_SECONDS);
}

/**
 * Classifies the covered minutes (definitions, "Availability", 2). Done once for all periods: what surrounds a period decides about silence in it.
 * @param minutes ascending, minutes without requests left out. @param coverage from {@link logCoverage}.
 */
export function logEvidence(minutes: readonly LogMinute[], coverage: readonly Interval[]): LogEvidence {
  const covered = union(coverage);
  const badMinutes = minutes.filter(isBad).map(({ minute }) => minuteSpan(minute, minute + 1));
  const busyMinutes = minutes.filter(({ requests }) => requests > 0).map(({ minute }) => minuteSpan(minute, minute + 1));
  const requests = new Map(minutes.map((minute) => [minute.minute, minute.requests]));
  const quiet = subtract(covered, busyMinutes);
  return { covered, bad: intersect(badMinutes, covered), silent: quiet.filter((run) => isAmidTraffic(run, requests, covered)) };
}

/**
 * The log's figures of one period. Unknown is what no file covers and what is silent; 4xx is no outage.
 * @param logSource null for all sources of a role pooled, else the one source that the evidence is of.
 */
export function logAvailability(terms: AvailabilityTerms, evidence: LogEvidence, logSource: string | null): LogAvailability {
  const { period } = terms;
  const result = availabilityRow(terms, {
    source: "log",
    logSource,
    down: evidence.bad,
    weightedDownSeconds: null,
    unknown: [...subtract([period], evidence.covered), ...evidence.silent],
    covered: evidence.covered,
    saysAnything: subtract(clip(evidence.covered, period), terms.exclusions).length > 0,
  });
  return { result, outages: outagesOf("log", period, evidence.bad, () => null) };
}

function isBad({ requests, errors5xx }: LogMinute): boolean {
  return requests >= BUSY_REQUESTS_A_MINUTE && errors5xx >= requests * BAD_SHARE;
}

/** True when the 15 minutes before a run without requests and the 15 after it, as far as covered, average 20 requests a minute together. */
function isAmidTraffic(run: Interval, requests: ReadonlyMap<number, number>, covered: readonly Interval[]): boolean {
  const [first, end] = [minuteOf(run.startSecond), minuteOf(run.endSecond - 1) + 1];
  const around = intersect(covered, [minuteSpan(first - QUARTER_HOUR_MINUTES, first), minuteSpan(end, end + QUARTER_HOUR_MINUTES)]);
  let minuteCount = 0;
  let requestCount = 0;
  for (const { startSecond, endSecond } of around) {
    for (let minute = minuteOf(startSecond); minute < minuteOf(endSecond - 1) + 1; minute += 1) {
      minuteCount += 1;
      requestCount += requests.get(minute) ?? 0;
    }
  }
  return minuteCount > 0 && requestCount >= minuteCount * BUSY_REQUESTS_A_MINUTE;
}

function minuteOf(epochSecond: number): number {
  return Math.floor(epochSecond / MINUTE_SECONDS);
}

function minuteSpan(firstMinute: number, endMinute: number): Interval {
  return { startSecond: firstMinute * MINUTE_SECONDS, endSecond: endMinute * MINUTE_SECONDS };
}
