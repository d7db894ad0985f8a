// Nothing is published before its hour: answers on result paths before it are an indicio, and only logs that cover the hours before can clear it.
import type { Convocatoria } from "../convocatoria.ts";
import { type Interval, subtract, total } from "../intervals.ts";
import { formatDuration, printable } from "../wording.ts";
import type { ResultAnswers } from "./answers.ts";
import { type CallBound, type CallBounds, generalRule } from "./bounds.ts";
import { type Check, checked, clausesOf, isoOrNull, originNote, type Telling } from "./clause.ts";

/** What was answered before one bound, announced tests left out. */
export interface EarlyEvidence {
  electionDay: ResultAnswers;
  earlierDays: ResultAnswers;
  /** Answers within announced tests: expected, and only told. */
  inTests: ResultAnswers;
  /** Seconds of the election day before the bound of which every source's log speaks. */
  known: readonly Interval[];
  resultPath: string;
}

/** A bound before which nothing may be published, and how the clause is named. */
export interface EarlyBound {
  id: string;
  bound: CallBound;
  clause: string;
}

/**
 * The bounds to check. Where the call or the difusor fixes a start, that start and the general rule of 18:00; else only the earliest hour.
 * None where the call does not forbid to publish before.
 */
export function earlyBounds(call: Convocatoria, { start, earliest }: CallBounds, telling: Telling): EarlyBound[] {
  const forbidden = call.window.earlyPublicationForbidden;
  if (forbidden.value !== true) return [];
  const byStart = {
    id: "early-publication",
    bound: start ?? earliest,
    clause: clausesOf(telling.words, (start ?? earliest).clause, forbidden.clause),
  };
  if (start === null || start.second === earliest.second) return [byStart];
  return [byStart, { id: "earliest-hour", bound: earliest, clause: clausesOf(telling.words, earliest.clause, generalRule) }];
}

/** *indicio* for any served answer; *cumple* only where the log of every source covers the election day up to the bound. */
export function checkEarlyPublication({ id, bound, clause }: EarlyBound, evidence: EarlyEvidence, day: Interval, telling: Telling): Check {
  const words = telling.words.early;
  const requirement = { id, clause, requirement: words.requirement(telling.at(bound.second), originNote(telling.words, bound)) };
  const { electionDay, earlierDays, inTests, known } = evidence;
  const before = { startSecond: day.startSecond, endSecond: bound.second };
  const unknown = subtract([before], known);
  const figures = {
    bound: telling.iso(bound.second),
    electionDayAnswers: electionDay.pages + electionDay.polled,
    earlierDaysAnswers: earlierDays.pages + earlierDays.polled,
    polledAnswers: electionDay.polled + earlierDays.polled,
    testAnswers: inTests.pages + inTests.polled,
    firstAt: isoOrNull(earlierDays.firstSecond ?? electionDay.firstSecond, telling),
    lastAt: isoOrNull(electionDay.lastSecond ?? earlierDays.lastSecond, telling),
    unknownSeconds: total(unknown),
  };
  const outcome = { figures, period: "jornada", source: "log" } as const;
  if (figures.electionDayAnswers + figures.earlierDaysAnswers > 0) {
    return checked(requirement, { ...outcome, verdict: "indicio", evidence: earlyWords(bound, evidence, telling) });
  }
  if (unknown.length === 0) {
    const evidence = words.cleared(telling.zoned(bound.second), words.tests(figures.testAnswers));
    return checked(requirement, { ...outcome, verdict: "cumple", evidence });
  }
  const unknownTime = formatDuration(total(unknown));
  const evidenceText = words.unknown(telling.zoned(bound.second), unknownTime, words.tests(figures.testAnswers));
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence: evidenceText });
}

function earlyWords(bound: CallBound, { electionDay, earlierDays, inTests, resultPath }: EarlyEvidence, telling: Telling): string {
  const words = telling.words.early;
  const amounts = ({ pages, polled }: ResultAnswers): string => words.amounts(pages, polled, printable(resultPath));
  const ends = ({ firstSecond, lastSecond }: ResultAnswers, told: (second: number) => string): [first: string, last: string] => [
    told(firstSecond ?? 0),
    told(lastSecond ?? 0),
  ];
  const parts = [
    ...(electionDay.firstSecond === null ? [] : [words.electionDay(amounts(electionDay), ...ends(electionDay, telling.hour))]),
    ...(earlierDays.firstSecond === null ? [] : [words.earlierDays(amounts(earlierDays), ...ends(earlierDays, telling.at))]),
  ];
  return words.found(telling.zoned(bound.second), parts, words.tests(inTests.pages + inTests.polled));
}
