// Where declared outages, access logs and monitors tell different stories: declared and not seen, seen and not declared, of different length.
import type { AvailabilityPeriod } from "./availability.ts";
import { type DeclaredIncident, incidentSpan, outageIds, outageSpans, overlaps } from "./declared-availability.ts";
import { clip, type Interval, intersect, subtract } from "./intervals.ts";
import type { LogEvidence } from "./log-availability.ts";
import { type MonitorEvidence, monitorCoverage } from "./monitor-availability.ts";

/** A disagreement over [startSecond, endSecond), epoch seconds. Seconds down by each source that is compared; null for the one that is not. */
export interface Disagreement extends Interval {
  kind: "declared-not-seen" | "seen-not-declared" | "different-length" | "observers-differ";
  /** What the declaration is compared with; null where log and monitor differ. */
  seenBy: "log" | "monitor" | null;
  /** Declared downtime inside the observer's coverage. */
  declaredSeconds: number | null;
  /** Bad minutes, and silent ones within a declared outage. */
  logSeconds: number | null;
  monitorSeconds: number | null;
  incidentId: string | null;
}

/** The log counts in whole minutes, so that an outage may differ by one at each end. */
const logToleranceSeconds = 120;
/** A check stands up to five minutes: an outage may begin and end as much before it is noticed, and a shorter one may fall between two. */
const monitorToleranceSeconds = 300;

/** Something that sees outages by itself; `quiet` counts as seen only within a declared outage. */
interface Observer {
  seenBy: "log" | "monitor";
  covered: readonly Interval[];
  down: readonly Interval[];
  quiet: readonly Interval[];
  toleranceSeconds: number;
  /** A declared outage of this length or less may go unseen. */
  unseenSeconds: number;
}

/** All disagreements inside a period, in order of time. @param monitor null where there is none. */
export function outageDisagreements(
  period: AvailabilityPeriod,
  incidents: readonly DeclaredIncident[],
  log: LogEvidence,
  monitor: MonitorEvidence | null,
): Disagreement[] {
  const byLog: Observer = {
    seenBy: "log",
    covered: log.covered,
    down: log.bad,
    quiet: log.silent,
    toleranceSeconds: logToleranceSeconds,
    unseenSeconds: 0,
  };
  const found = declaredAndSeen(period, incidents, byLog);
  if (monitor !== null) {
    const tolerance = { toleranceSeconds: monitorToleranceSeconds, unseenSeconds: monitorToleranceSeconds };
    const byMonitor: Observer = { seenBy: "monitor", covered: monitorCoverage(monitor), down: monitor.down, quiet: [], ...tolerance };
    found.push(...declaredAndSeen(period, incidents, byMonitor), ...observersDiffer(period, log, monitor));
  }
  return found.sort((a, b) => a.startSecond - b.startSecond || a.endSecond - b.endSecond);
}

/**
 * Only what the observer covers is compared: an outage that the coverage does not hold whole cannot be called "not seen".
 * Overlapping outages and runs of minutes are compared as one.
 */
function declaredAndSeen(period: AvailabilityPeriod, incidents: readonly DeclaredIncident[], observer: Observer): Disagreement[] {
  const { seenBy, covered, toleranceSeconds, unseenSeconds } = observer;
  const declaredWhole = clip(outageSpans(incidents, period), period);
  const declared = intersect(declaredWhole, covered);
  const degraded = incidents.filter(({ effect }) => effect === "degradacion").map((incident) => incidentSpan(incident, period));
  const down = clip(observer.down, period);
  const quiet = clip(observer.quiet, period).filter((run) => declared.some((outage) => overlaps(outage, run)));
  return storiesOf(declared, down, quiet).flatMap(({ span, seconds: [declaredSeconds, downSeconds, quietSeconds] }): Disagreement[] => {
    const seenSeconds = downSeconds + quietSeconds;
    const told = (kind: Disagreement["kind"]): Disagreement[] => {
      const seen = { logSeconds: seenBy === "log" ? seenSeconds : null, monitorSeconds: seenBy === "monitor" ? seenSeconds : null };
      return [{ kind, seenBy, ...span, declaredSeconds, ...seen, incidentId: outageIds(incidents, period, span) }];
    };
    if (declaredSeconds === 0) return degraded.some((other) => overlaps(other, span)) ? [] : told("seen-not-declared");
    if (seenSeconds === 0) return declaredSeconds > unseenSeconds && isCoveredWhole(span, declaredWhole) ? told("declared-not-seen") : [];
    return Math.abs(declaredSeconds - seenSeconds) > toleranceSeconds ? told("different-length") : [];
  });
}

/** Log and monitor beside each other, where both know something: silence in the log is no knowledge. */
function observersDiffer(period: AvailabilityPeriod, log: LogEvidence, monitor: MonitorEvidence): Disagreement[] {
  const both = clip(intersect(subtract(log.covered, log.silent), monitorCoverage(monitor)), period);
  const [bad, down] = [intersect(log.bad, both), intersect(monitor.down, both)];
  return storiesOf(bad, down, []).flatMap(({ span, seconds: [logSeconds, monitorSeconds] }): Disagreement[] => {
    if (Math.abs(logSeconds - monitorSeconds) <= monitorToleranceSeconds) return [];
    return [{ kind: "observers-differ", seenBy: null, ...span, declaredSeconds: null, logSeconds, monitorSeconds, incidentId: null }];
  });
}

/** True when the story is a declared outage from end to end, with no part of it cut off by the observer's coverage. */
function isCoveredWhole(story: Interval, declaredWhole: readonly Interval[]): boolean {
  return declaredWhole.some((outage) => outage.startSecond === story.startSecond && outage.endSecond === story.endSecond);
}

/** Spans that overlap, directly or through others, as one, with the seconds that each list has in it; spans that only touch stay apart. */
interface Story {
  span: Interval;
  seconds: [number, number, number];
}

/** @param lists each normalised. */
function storiesOf(...lists: readonly [readonly Interval[], readonly Interval[], readonly Interval[]]): Story[] {
  const spans = lists.flatMap((list, index) => list.map((span) => ({ ...span, index })));
  const stories: Story[] = [];
  for (const { startSecond, endSecond, index } of spans.sort((a, b) => a.startSecond - b.startSecond)) {
    const last = stories.at(-1);
    const story: Story =
      last !== undefined && startSecond < last.span.endSecond ? last : { span: { startSecond, endSecond }, seconds: [0, 0, 0] };
    if (story !== last) stories.push(story);
    story.span.endSecond = Math.max(story.span.endSecond, endSecond);
    story.seconds[index] = (story.seconds[index] ?? 0) + endSecond - startSecond;
  }
  return stories;
}
