// A new cut every so many seconds, and in time: what the sizes of the polled file show of it, and what they cannot.
import type { Convocatoria } from "../convocatoria.ts";
import type { Interval } from "../intervals.ts";
import type { AnalysisWords } from "../locale/words.ts";
import { formatDuration, formatShare, printable } from "../wording.ts";
import type { CallBounds } from "./bounds.ts";
import { type Check, checked, clausesOf, isoOrNull, type Outcome, type Requirement, type Telling } from "./clause.ts";
import { type CutSightings, type Sighting, tellsCuts } from "./cut-sightings.ts";

/** The sizes of the polled file at one source. */
export interface SourceSightings extends CutSightings {
  source: string;
}

export interface CutEvidence {
  /** One for each source that served the polled file with sizes. */
  sources: readonly SourceSightings[];
  /** Served answers of the polled file without a size, and with one. */
  unsized: number;
  sized: number;
  resultPath: string;
}

/** The call names the interval, not how late a cut may come within it: a change seen this much later is still on time. */
export const cutToleranceSeconds = 60;
/** By art. 353 updates close within 24 hours of the start: the end where the call names none. */
const longestOperationSeconds = 86_400;

/** The time in which cuts are due, and whether the call itself says when it ends. */
export interface CutSpan extends Interval {
  endStated: boolean;
}

/** From the start of the PREP (else of the publication) to its close; null where neither start is known. */
function cutSpan({ operationStart, operationEnd, start }: CallBounds): CutSpan | null {
  const from = operationStart ?? start;
  if (from === null) return null;
  const endSecond = operationEnd?.second ?? from.second + longestOperationSeconds;
  return { startSecond: from.second, endSecond, endStated: operationEnd !== null };
}

/** What lies between two cuts that follow each other, as seen by requests: the true gap is between the two figures. */
interface Gap {
  fromSecond: number;
  toSecond: number;
  leastSeconds: number;
  mostSeconds: number;
}

export interface Cadence {
  /** Sizes one after the other, the first included. */
  changes: number;
  /** The greatest gap by what is sure of it; null: no change was seen. */
  greatest: Gap | null;
  /** All gaps are surely within the interval; at least one surely beyond it. */
  allOnTime: boolean;
  anyLate: boolean;
  /** From the last change to the close. */
  secondsAfterLast: number;
  lastChangeSecond: number | null;
  /** How long the file was seen in the span with one size, where it never changed to another; null where it did, or was not seen. */
  frozenSeconds: number | null;
}

/** The gaps between the changes of a span, its start included, measured against the interval. */
export function cadenceOf(
  { sightings, lastSeenSecond }: Pick<CutSightings, "sightings" | "lastSeenSecond">,
  span: Interval,
  everySeconds: number,
): Cadence {
  const { startSecond, endSecond } = span;
  const due = everySeconds + cutToleranceSeconds;
  const changes = sightings.filter(({ firstSecond }) => firstSecond >= startSecond && firstSecond < endSecond);
  const gaps: Gap[] = [];
  let before = { latest: startSecond, earliest: startSecond };
  for (const { firstSecond, lastBeforeSecond } of changes) {
    // Nothing is known of the time before the first sight of all: it may have been there from the start on.
    const sinceSecond = lastBeforeSecond === null ? before.earliest : Math.max(startSecond, lastBeforeSecond);
    const leastSeconds = Math.max(0, sinceSecond - before.latest);
    gaps.push({ fromSecond: before.latest, toSecond: firstSecond, leastSeconds, mostSeconds: firstSecond - before.earliest });
    before = { latest: firstSecond, earliest: sinceSecond };
  }
  const bySize = gaps.toSorted((a, b) => b.leastSeconds - a.leastSeconds || b.mostSeconds - a.mostSeconds);
  const last = changes.at(-1) ?? null;
  return {
    changes: changes.length,
    greatest: bySize[0] ?? null,
    allOnTime: gaps.every(({ mostSeconds }) => mostSeconds <= due),
    anyLate: gaps.some(({ leastSeconds }) => leastSeconds > due),
    secondsAfterLast: endSecond - (last?.firstSecond ?? startSecond),
    lastChangeSecond: last?.firstSecond ?? null,
    frozenSeconds: changes.every(({ lastBeforeSecond }) => lastBeforeSecond === null) ? seenSeconds(sightings, lastSeenSecond, span) : null,
  };
}

/** From the first sight of the size that stands in the span to its last; null where none is seen in it. */
function seenSeconds(sightings: readonly Sighting[], lastSeenSecond: number | null, { startSecond, endSecond }: Interval): number | null {
  const at = sightings.findLastIndex(({ firstSecond }) => firstSecond < endSecond);
  const until = sightings[at + 1]?.lastBeforeSecond ?? lastSeenSecond;
  const first = sightings[at]?.firstSecond;
  if (first === undefined || until === null || until < startSecond) return null;
  return Math.min(until, endSecond) - Math.max(first, startSecond);
}

/** Null where the call names no interval. Never *incumple*: two cuts may be of one size, so a gap is an *indicio*. */
export function checkCadence(call: Convocatoria, bounds: CallBounds, evidence: CutEvidence, telling: Telling): Check | null {
  const { value, clause } = call.cutEverySeconds;
  if (value === null) return null;
  const words = telling.words.cadence;
  const requirement: Requirement = {
    id: "cut-cadence",
    requirement: words.requirement(formatDuration(value)),
    clause: clausesOf(telling.words, clause),
  };
  const span = cutSpan(bounds);
  if (span === null) {
    return checked(requirement, { verdict: "no-verificable", evidence: words.noStart });
  }
  const unreadable = whyUnreadable(words, evidence);
  if (unreadable !== null) return checked(requirement, { verdict: "no-verificable", evidence: unreadable });
  const outcomes = evidence.sources.map((source) => cadenceOutcome(source, span, value, evidence, telling));
  const rank = { indicio: 0, incumple: 0, "no-verificable": 1, cumple: 2 };
  const worst = outcomes.toSorted((a, b) => rank[a.verdict] - rank[b.verdict])[0];
  return worst === undefined ? null : checked(requirement, worst);
}

/** Why the sizes tell nothing; null where they do. */
function whyUnreadable(words: AnalysisWords["cadence"], { sources, sized, unsized, resultPath }: CutEvidence): string | null {
  const file = printable(resultPath);
  if (sized === 0 && unsized > 0) return words.unsized(file);
  if (sized === 0) return words.unanswered(file);
  const mixed = sources.find((source) => !tellsCuts(source));
  if (mixed === undefined) return null;
  const share = formatShare(mixed.minutes === 0 ? 0 : mixed.unclearMinutes / mixed.minutes, 0);
  return words.mixed(file, printable(mixed.source), share, mixed.returns);
}

function cadenceOutcome(
  source: SourceSightings,
  span: CutSpan,
  everySeconds: number,
  { resultPath, sources }: CutEvidence,
  telling: Telling,
): Outcome {
  const cadence = cadenceOf(source, span, everySeconds);
  const { greatest, changes, secondsAfterLast, lastChangeSecond } = cadence;
  const missed = greatest === null ? 0 : Math.max(0, Math.floor((greatest.leastSeconds - cutToleranceSeconds) / everySeconds));
  const figures = {
    everySeconds,
    changes,
    greatestGapSeconds: greatest === null ? null : greatest.toSecond - greatest.fromSecond,
    greatestGapLeastSeconds: greatest?.leastSeconds ?? null,
    greatestGapFrom: isoOrNull(greatest?.fromSecond ?? null, telling),
    missedInARow: missed,
    lastChangeAt: isoOrNull(lastChangeSecond, telling),
    logSource: source.source,
  };
  const outcome = { figures, period: "operation", source: "log" } as const;
  const words = telling.words.cadence;
  const at = sources.length > 1 ? printable(source.source) : null;
  const seen = words.seen(printable(resultPath), changes, telling.at(span.startSecond), telling.zoned(span.endSecond), at);
  if (greatest === null || cadence.frozenSeconds !== null) return { ...outcome, ...withoutChanges(words, cadence, everySeconds, seen) };
  const day = telling.day(greatest.toSecond);
  const gap = formatDuration(greatest.toSecond - greatest.fromSecond);
  const widest = `${seen}${words.widest(gap, telling.hour(greatest.fromSecond), telling.hour(greatest.toSecond), day)}`;
  if (cadence.anyLate) {
    const inARow = missed >= 1 ? words.missed(missed) : "";
    return { ...outcome, verdict: "indicio", evidence: words.late(`${widest}${inARow}`, words.sign) };
  }
  const due = everySeconds + cutToleranceSeconds;
  if (cadence.allOnTime && secondsAfterLast <= due) {
    return { ...outcome, verdict: "cumple", evidence: words.onTime(widest, formatDuration(cutToleranceSeconds)) };
  }
  const why = cadence.allOnTime ? words.stopped(telling.at(lastChangeSecond ?? span.startSecond)) : words.tooFew;
  return {
    ...outcome,
    verdict: "no-verificable",
    evidence: `${widest}. ${why}${span.endStated ? "" : words.openEnd}.`,
  };
}

/** A file that was asked for over more than an interval and never changed is an *indicio*; one that was not asked for tells nothing. */
function withoutChanges(
  words: AnalysisWords["cadence"],
  { frozenSeconds }: Cadence,
  everySeconds: number,
  seen: string,
): Pick<Outcome, "verdict" | "evidence"> {
  if (frozenSeconds !== null && frozenSeconds > everySeconds + cutToleranceSeconds) {
    const evidence = words.frozen(seen, formatDuration(frozenSeconds), words.sign);
    return { verdict: "indicio", evidence };
  }
  return { verdict: "no-verificable", evidence: words.unchanged(seen, words.sign) };
}

/** The delay of a cut is between the institute's package and the page: neither is in an access log. */
export function checkDelay(call: Convocatoria, telling: Telling): Check | null {
  const { value, clause } = call.greatestDelaySeconds;
  if (value === null) return null;
  const requirement = {
    id: "cut-delay",
    requirement: telling.words.cadence.delay(formatDuration(value)),
    clause: clausesOf(telling.words, clause),
  };
  return checked(requirement, { verdict: "no-verificable", evidence: telling.words.cadence.delayUnseen });
}
