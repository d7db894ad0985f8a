// Availability arithmetic that every source of evidence shares: allowed seconds, verdict, and the row of the result (definitions, "Availability").
import type { AvailabilityResult } from "./analysis.ts";
import { clip, type Interval, intersect, subtract, total, union } from "./intervals.ts";
import { restoreTimes, untoldRestoreTimes } from "./restore-times.ts";

/** What a figure is of: a named period, in epoch seconds, half-open. */
export interface AvailabilityPeriod {
  name: string;
  startSecond: number;
  endSecond: number;
}

/** What the convocatoria and the delivery say about a period, whatever the evidence. */
export interface AvailabilityTerms {
  period: AvailabilityPeriod;
  /** Spans out of account, each approved by somebody; they may overlap and reach beyond the period. */
  exclusions: readonly Interval[];
  /** Share (0.999), or null when the call states none: then nothing is allowed or judged. */
  target: number | null;
}

/** A stretch of the period in which the service was down. */
export interface Outage extends Interval {
  source: AvailabilityResult["source"];
  seconds: number;
  /** The declared incidents it is made of, `I-001, I-004`; null for evidence without incidents. */
  incidentId: string | null;
}

/** What a source of evidence says about a period; intervals may overlap and reach beyond it. */
export interface Evidence {
  source: AvailabilityResult["source"];
  logSource: string | null;
  down: readonly Interval[];
  /** Down seconds with degradations by weight, exclusions taken out already; null where it equals the plain figure. */
  weightedDownSeconds: number | null;
  /** Null: the source cannot say what it does not know (a list of incidents without a statement that it is complete). */
  unknown: readonly Interval[] | null;
  /** Null as for `unknown`. */
  covered: readonly Interval[] | null;
  /** False: the source says nothing at all about the period, so that it has no availability either. */
  saysAnything: boolean;
}

/**
 * Seconds of downtime that a target allows in `countedSeconds` = T - |E|: (1 - target) x counted.
 * Worked out in decimal, so that downtime of exactly the allowance is never judged by a rounding error of 1 - target.
 * @returns unrounded seconds, or null without a target.
 */
export function allowedSeconds(target: number | null, countedSeconds: number): number | null {
  if (target === null) return null;
  const decimals = /^\d+(?:\.(\d+))?$/.exec(String(target))?.[1]?.length ?? 15;
  const scale = 10 ** decimals;
  return (countedSeconds * (scale - Math.round(target * scale))) / scale;
}

/**
 * *incumple* if down > allowed; *cumple* if down + unknown <= allowed; else *no-verificable*. Null without a target.
 * @param unknownSeconds null when it is not known how much is unknown: then nothing can be found compliant.
 */
export function verdictOf(allowed: number | null, downSeconds: number, unknownSeconds: number | null): AvailabilityResult["verdict"] {
  if (allowed === null) return null;
  if (downSeconds > allowed) return "incumple";
  return unknownSeconds !== null && downSeconds + unknownSeconds <= allowed ? "cumple" : "no-verificable";
}

/** One row of the result: the evidence clipped to the period, exclusions taken out, compared unrounded. */
export function availabilityRow({ period, exclusions, target }: AvailabilityTerms, evidence: Evidence): AvailabilityResult {
  const seconds = period.endSecond - period.startSecond;
  const counted = subtract([period], exclusions);
  const countedSeconds = total(counted);
  const countedOf = (intervals: readonly Interval[]) => total(intersect(intervals, counted));
  const downSeconds = countedOf(evidence.down);
  const weightedDownSeconds = evidence.weightedDownSeconds ?? downSeconds;
  const unknownSeconds = evidence.unknown === null ? null : countedOf(evidence.unknown);
  const allowed = allowedSeconds(target, countedSeconds);
  const available = (down: number) => (countedSeconds === 0 || !evidence.saysAnything ? null : 1 - down / countedSeconds);
  return {
    source: evidence.source,
    logSource: evidence.logSource,
    period: period.name,
    seconds,
    downSeconds,
    weightedDownSeconds,
    unknownSeconds,
    excludedSeconds: seconds - countedSeconds,
    coverage: evidence.covered === null || countedSeconds === 0 ? null : countedOf(evidence.covered) / countedSeconds,
    availability: available(downSeconds),
    weightedAvailability: available(weightedDownSeconds),
    allowedSeconds: allowed,
    // Where everything is excluded there is nothing to comply with.
    verdict: allowed !== null && countedSeconds === 0 ? "no-verificable" : verdictOf(allowed, downSeconds, unknownSeconds),
    ...(evidence.saysAnything ? restoreTimes(evidence.down, counted, unknownSeconds) : untoldRestoreTimes),
  };
}

/** The down stretches of a period as outages; `idsOf` names the incidents behind one. Exclusions do not shorten an outage: they are shown beside it. */
export function outagesOf(
  source: Outage["source"],
  period: AvailabilityPeriod,
  down: readonly Interval[],
  idsOf: (outage: Interval) => string | null,
): Outage[] {
  return clip(union(down), period).map((outage) => ({
    source,
    ...outage,
    seconds: outage.endSecond - outage.startSecond,
    incidentId: idsOf(outage),
  }));
}
