// Where the declared outages and the access logs tell different stories: declared and not seen, seen and not declared, of different length.
import type { AvailabilityPeriod } from "./availability.ts";
import { type DeclaredIncident, incidentSpan, outageIds, outageSpans, overlaps } from "./declared-availability.ts";
import { clip, type Interval, intersect, total } from "./intervals.ts";
import type { LogEvidence } from "./log-availability.ts";

/** A disagreement over [startSecond, endSecond), epoch seconds. */
export interface Disagreement extends Interval {
  kind: "declared-not-seen" | "seen-not-declared" | "different-length";
  /** Declared downtime inside the log's coverage. */
  declaredSeconds: number;
  /** Bad minutes, and silent ones within a declared outage. */
  logSeconds: number;
  incidentId: string | null;
}

/** The log counts in whole minutes, so that an outage may differ by one at each end. */
const TOLERATED_SECONDS = 120;

/**
 * Disagreements inside a period. Only what the log covers is compared: an outage that the coverage does not hold whole cannot be called "not seen".
 * Overlapping outages and runs of minutes are compared as one.
 */
export function outageDisagreements(
  period: AvailabilityPeriod,
  incidents: readonly DeclaredIncident[],
  { covered, bad, silent }: LogEvidence,
): Disagreement[] {
  const declaredWhole = clip(outageSpans(incidents, period), period);
  const declared = intersect(declaredWhole, covered);
  const degraded = incidents.filter(({ effect }) => effect === "degradacion").map((incident) => incidentSpan(incident, period));
  const seenBad = clip(bad, period);
  const seenSilent = clip(silent, period).filter((run) => declared.some((outage) => overlaps(outage, run)));
  const stories = joined([...declared, ...seenBad, ...seenSilent]);
  return stories.flatMap((story): Disagreement[] => {
    const declaredSeconds = total(clip(declared, story));
    const logSeconds = total(clip([...seenBad, ...seenSilent], story));
    const facts = { ...story, declaredSeconds, logSeconds, incidentId: outageIds(incidents, period, story) };
    if (declaredSeconds === 0) return degraded.some((span) => overlaps(span, story)) ? [] : [{ kind: "seen-not-declared", ...facts }];
    if (logSeconds === 0) return isCoveredWhole(story, declaredWhole) ? [{ kind: "declared-not-seen", ...facts }] : [];
    return Math.abs(declaredSeconds - logSeconds) > TOLERATED_SECONDS ? [{ kind: "different-length", ...facts }] : [];
  });
}

/** True when the story is a declared outage from end to end, with no part of it cut off by the log's coverage. */
function isCoveredWhole(story: Interval, declaredWhole: readonly Interval[]): boolean {
  return declaredWhole.some((outage) => outage.startSecond === story.startSecond && outage.endSecond === story.endSecond);
}

/** Spans that overlap, directly or through others, as one; spans that only touch stay apart. */
function joined(spans: readonly Interval[]): Interval[] {
  const stories: Interval[] = [];
  for (const span of [...spans].sort((a, b) => a.startSecond - b.startSecond)) {
    const last = stories.at(-1);
    if (last !== undefined && span.startSecond < last.endSecond) last.endSecond = Math.max(last.endSecond, span.endSecond);
    else stories.push({ ...span });
  }
  return stories;
}
