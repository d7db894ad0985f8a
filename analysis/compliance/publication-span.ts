// The publication starts at its hour and stays until its minimum end: what answers, failures and silence around both hours can show.
import type { Convocatoria } from "../convocatoria.ts";
import { clip, type Interval, total } from "../intervals.ts";
import type { AnalysisWords } from "../locale/words.ts";
import { formatDuration } from "../wording.ts";
import type { CallBound, CallBounds } from "./bounds.ts";
import { type Check, checked, clausesOf, isoOrNull, type Outcome, originNote, type Telling } from "./clause.ts";

/** What lies between a bound and the served answer nearest to it. */
export interface NearestAnswer {
  /** Of the first answer at or after the start, or of the last one before the end; null: there is none. */
  second: number | null;
  /** Failed answers between the two, and the time there that counts as an outage in the log (definitions, "Availability"). */
  failed: number;
  badSeconds: number;
  /** Such an outage within five minutes of the bound: the service was down at the hour itself, as far as a log can tell. */
  badAtBound: boolean;
}

/** The last answer before an end, and the first one at or soon after it. */
export interface EndAnswers extends NearestAnswer {
  afterSecond: number | null;
}

/** The minute of the hour that a clause names: an answer in it is at the hour. */
const hourToleranceSeconds = 60;
/** As long as the gap of a log that is still joined. */
export const atBoundSeconds = 300;
/** An answer later than this after an end says nothing of the end. */
export const soonAfterSeconds = 3600;

/** Down time of the log inside a span. */
export function badSecondsIn(bad: readonly Interval[], span: Interval): number {
  return span.endSecond > span.startSecond ? total(clip(bad, span)) : 0;
}

/** *cumple*: served within the minute of the start. *incumple*: an outage in the log at the start, before the first answer. */
export function checkStart(call: Convocatoria, { start }: CallBounds, first: NearestAnswer, telling: Telling): Check {
  const words = telling.words.publication;
  const cited = call.window.start;
  if (start === null) return openStart(cited.clause, cited.note, telling);
  const requirement = {
    id: "publication-start",
    requirement: words.start(telling.at(start.second), originNote(telling.words, start)),
    clause: clausesOf(telling.words, start.clause),
  };
  const delay = first.second === null ? null : first.second - start.second;
  const figures = {
    start: telling.iso(start.second),
    firstAnswerAt: isoOrNull(first.second, telling),
    secondsAfterStart: delay,
    failedAnswers: first.failed,
    outageSeconds: first.badSeconds,
  };
  const outcome = { figures, period: "window", source: "log" } as const;
  const bound = telling.zoned(start.second);
  if (first.second === null || delay === null) {
    return checked(requirement, {
      ...outcome,
      ...failureOrSilence(words, first, words.noAnswerFrom(bound), words.wholeLogs),
    });
  }
  const seen = words.firstAnswer(bound, telling.hour(first.second));
  if (delay < hourToleranceSeconds) return checked(requirement, { ...outcome, verdict: "cumple", evidence: `${seen}.` });
  const told = words.after(seen, formatDuration(delay));
  return checked(requirement, {
    ...outcome,
    ...failureOrSilence(words, first, told, words.monitor),
  });
}

function openStart(clause: string | null, note: string | null, telling: Telling): Check {
  const words = telling.words.publication;
  const evidence = words.noStart(note === null ? null : lowered(note));
  const requirement = { id: "publication-start", requirement: words.openStart, clause: clausesOf(telling.words, clause) };
  return checked(requirement, { verdict: "no-verificable", evidence });
}

/**
 * Published at least until the end. *cumple*: served before it, and again at it or soon after. *incumple*: an outage in the log at it.
 * Null where the call asks for no minimum: who serves longer, or less, breaches nothing.
 */
export function checkMinimumEnd(call: Convocatoria, { end }: CallBounds, last: EndAnswers, telling: Telling): Check | null {
  const words = telling.words.publication;
  const { endKind, minimumDuration } = call.window;
  if (endKind.value !== "minimum") return null;
  const until = end === null ? words.untilFixed : words.untilAtLeast(telling.at(end.second));
  const requirement = {
    id: "minimum-end",
    requirement: minimumDuration.value === null ? words.kept(until) : words.keptAsStated(minimumDuration.value),
    clause: clausesOf(telling.words, end?.clause ?? null, minimumDuration.clause),
  };
  if (end === null) {
    const evidence = words.noEnd;
    return checked(requirement, { verdict: "no-verificable", evidence });
  }
  return checked(requirement, endOutcome(end, last, telling));
}

function endOutcome(end: CallBound, last: EndAnswers, telling: Telling): Outcome {
  const early = last.second === null ? null : end.second - last.second;
  const figures = {
    end: telling.iso(end.second),
    lastAnswerBefore: isoOrNull(last.second, telling),
    secondsBeforeEnd: early,
    firstAnswerAfter: isoOrNull(last.afterSecond, telling),
    failedAnswers: last.failed,
    outageSeconds: last.badSeconds,
  };
  const outcome = { figures, period: "window", source: "log" } as const;
  const bound = `${telling.zoned(end.second)}${originNote(telling.words, end)}`;
  const words = telling.words.publication;
  if (last.second === null || early === null) {
    return { ...outcome, ...failureOrSilence(words, last, words.noAnswerBefore(bound), words.fullerLogs) };
  }
  if (last.afterSecond !== null && last.badSeconds === 0) {
    const evidence = words.aroundEnd(bound, telling.at(last.second), telling.hour(last.afterSecond));
    return { ...outcome, verdict: "cumple", evidence };
  }
  const told = words.lastAnswer(telling.at(last.second), formatDuration(early), bound);
  return { ...outcome, ...failureOrSilence(words, last, told, words.fullerLogs) };
}

/** An outage at the hour breaks the clause; one at another time, or single failures, are a hint; and silence says nothing. */
function failureOrSilence(
  words: AnalysisWords["publication"],
  { failed, badSeconds, badAtBound }: NearestAnswer,
  told: string,
  wouldShow: string,
): Pick<Check, "verdict" | "evidence"> {
  const outage = words.outage(told, formatDuration(badSeconds));
  if (badAtBound) return { verdict: "incumple", evidence: words.atTheHour(outage) };
  if (badSeconds > 0) return { verdict: "indicio", evidence: words.farFromTheHour(outage) };
  if (failed > 0) return { verdict: "indicio", evidence: words.failures(told, failed) };
  return { verdict: "no-verificable", evidence: words.silence(told, wouldShow) };
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
