// What an incident left in the traffic: what was served against what its surroundings let expect.

import type { Incident } from "../analysis.ts";
import { clip, type Interval, intersect, subtract, total } from "../intervals.ts";
import type { AnalysisWords } from "../locale/words.ts";
import type { MinuteCounts } from "./evidence-types.ts";

type Trace = NonNullable<Incident["trace"]>;

const neighbourMinutes = 30;
/** Of the thirty minutes at each side at least so many must be usable. */
const leastNeighbours = 15;
/** Minutes that demand needs to rise once publication starts. */
const startMinutes = 10;
/** Demand below this on either side is too thin to compare with. */
const leastServedAMinute = 5;
/** Fewer page views or visits than these are not estimated. */
const leastExpectedCount = 20;
const lostThreshold = 0.2;
const excessThreshold = 0.5;
/** Beyond this many standard deviations of the surroundings a difference is no chance. */
const leastDeviations = 3;
const errorShareThreshold = 0.05;
const leastErrors = 20;

/** From which figures on an incident left a trace. */
export function traceThreshold(words: AnalysisWords): string {
  return words.trace.threshold(leastDeviations, leastErrors);
}

interface Surroundings {
  minutes: readonly MinuteCounts[];
  covered: readonly Interval[];
  /** Spans of all other incidents. */
  others: readonly Interval[];
  /** Epoch second at which publication starts; null where nobody fixed it. */
  publicationStart: number | null;
}

type Measure = "humanServed" | "pageViews" | "visits";

/**
 * The trace of an incident from `startSecond` to `endSecond`, in whole minutes that it touches.
 * Figures that its surroundings do not let know are null; so is the verdict then, unless errors alone decide it.
 */
export function incidentTrace(incident: Interval, surroundings: Surroundings, words: AnalysisWords): Trace {
  // One that begins and ends on a full minute, as people write it, touches that minute.
  const touchedUntil = Math.max(incident.endSecond, incident.startSecond + 1);
  const span: Interval = { startSecond: Math.floor(incident.startSecond / 60) * 60, endSecond: Math.ceil(touchedUntil / 60) * 60 };
  const minutes = (span.endSecond - span.startSecond) / 60;
  const inside = surroundings.minutes.filter(({ minute }) => minute * 60 >= span.startSecond && minute * 60 < span.endSecond);
  const isCovered = total(subtract([span], surroundings.covered)) === 0;
  const sum = (value: (counts: MinuteCounts) => number): number => inside.reduce((all, counts) => all + value(counts), 0);
  const observed = sum(({ humanHits }) => humanHits);
  const served = sum(({ humanServed }) => humanServed);
  const errors = observed - served;
  const line = isCovered ? expectedOf(span, surroundings) : null;
  const hits = line?.("humanServed", leastServedAMinute * minutes) ?? null;
  const lost = (measure: "pageViews" | "visits"): number | null => {
    // Where more was served than expected, what readers lost is hidden by it.
    const isHidden = hits === null || served - hits.total >= hits.total * excessThreshold;
    const expected = isHidden ? null : (line?.(measure, leastExpectedCount) ?? null);
    return expected === null ? null : Math.max(0, Math.round(expected.total - sum((counts) => counts[measure])));
  };
  const hasErrors = errors >= leastErrors && errors >= observed * errorShareThreshold;
  return {
    verdict: verdictOf(hits, served, hasErrors, isCovered),
    observedHits: isCovered ? observed : null,
    errors5xx: isCovered ? errors : null,
    expectedHits: hits === null ? null : Math.round(hits.total),
    lostHits: hits === null ? null : Math.max(0, Math.round(hits.total - served)),
    excessHits: hits === null ? null : Math.max(0, Math.round(served - hits.total)),
    lostPageViews: lost("pageViews"),
    lostVisits: lost("visits"),
    method: words.trace.method,
  };
}

interface Expected {
  total: number;
  /** Of the sum over the span, as the scatter of the surroundings lets expect. */
  deviation: number;
}

function verdictOf(expected: Expected | null, served: number, hasErrors: boolean, isCovered: boolean): Trace["verdict"] {
  if (isCovered && hasErrors) return "con-rastro";
  if (expected === null) return null;
  const difference = expected.total - served;
  const isLarge = difference >= expected.total * lostThreshold || -difference >= expected.total * excessThreshold;
  return isLarge && Math.abs(difference) > leastDeviations * expected.deviation ? "con-rastro" : "sin-rastro";
}

/** How much of a measure is expected in the span; null where its surroundings are too few or too thin, or less than `least` is expected. */
function expectedOf(span: Interval, surroundings: Surroundings): (measure: Measure, least: number) => Expected | null {
  const counts = new Map(surroundings.minutes.map((minute) => [minute.minute, minute]));
  const before = usableMinutes({ startSecond: span.startSecond - neighbourMinutes * 60, endSecond: span.startSecond }, surroundings);
  const after = usableMinutes({ startSecond: span.endSecond, endSecond: span.endSecond + neighbourMinutes * 60 }, surroundings);
  return (measure, least) => {
    if (before.length < leastNeighbours || after.length < leastNeighbours) return null;
    const at = (minute: number): number => counts.get(minute)?.[measure] ?? 0;
    const [left, right] = [meanOf(before, at), meanOf(after, at)];
    if (measure === "humanServed" && Math.min(left, right) < leastServedAMinute) return null;
    const [from, to] = [meanOf(before, (minute) => minute), meanOf(after, (minute) => minute)];
    const height = (minute: number): number => left + ((right - left) * (minute - from)) / (to - from);
    const first = span.startSecond / 60;
    const minutes = Array.from({ length: span.endSecond / 60 - first }, (_, place) => first + place);
    const expected = minutes.reduce((sum, minute) => sum + Math.max(0, height(minute)), 0);
    const scatter = [...before, ...after].reduce((sum, minute) => sum + (at(minute) - height(minute)) ** 2, 0);
    const variance = scatter / (before.length + after.length - 2);
    return expected < least ? null : { total: expected, deviation: Math.sqrt(variance * minutes.length) };
  };
}

function usableMinutes(side: Interval, { covered, others, publicationStart }: Surroundings): number[] {
  const rise = publicationStart === null ? [] : [{ startSecond: publicationStart, endSecond: publicationStart + startMinutes * 60 }];
  // Before publication there is another demand than after it.
  const published = publicationStart !== null && side.endSecond > publicationStart ? [{ startSecond: 0, endSecond: publicationStart }] : [];
  const usable = subtract(clip(intersect([side], covered), side), [...others, ...rise, ...published]);
  return usable.flatMap(({ startSecond, endSecond }) => {
    const [first, end] = [Math.ceil(startSecond / 60), Math.floor(endSecond / 60)];
    return Array.from({ length: Math.max(0, end - first) }, (_, place) => first + place);
  });
}

function meanOf(minutes: readonly number[], at: (minute: number) => number): number {
  return minutes.reduce((sum, minute) => sum + at(minute), 0) / minutes.length;
}
