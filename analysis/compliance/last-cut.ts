// The last cut stays published between its hours: the polled file keeps one size, and the log covers all that time.
import type { Convocatoria } from "../convocatoria.ts";
import { type Interval, subtract } from "../intervals.ts";
import { formatDuration, printable } from "../wording.ts";
import type { CallBounds } from "./bounds.ts";
import { type CutEvidence, cutToleranceSeconds } from "./cadence.ts";
import { type Check, checked, clausesOf, isoOrNull, type Outcome, type Telling } from "./clause.ts";
import { tellsCuts } from "./cut-sightings.ts";
import type { EndAnswers } from "./publication-span.ts";

/** Evidence on the last cut while it must stay. */
export interface LastCutEvidence {
  cuts: CutEvidence;
  /** At the end of the span; null where the call does not bound it. */
  answers: EndAnswers | null;
  known: readonly Interval[];
}

/** *cumple*: the same size of the polled file is served over the whole span, which the log covers. Null where it is not asked for. */
export function checkLastCut(
  call: Convocatoria,
  { lastCutStart, lastCutEnd }: CallBounds,
  found: LastCutEvidence,
  telling: Telling,
): Check | null {
  const { required } = call.lastCut;
  if (required.value !== true) return null;
  const words = telling.words.lastCut;
  const clause = clausesOf(telling.words, required.clause);
  if (lastCutStart === null || lastCutEnd === null || found.answers === null) {
    const outcome = { verdict: "no-verificable", evidence: words.unbounded } as const;
    return checked({ id: "last-cut", requirement: words.anyRequirement, clause }, outcome);
  }
  const requirement = {
    id: "last-cut",
    requirement: words.requirement(telling.at(lastCutStart.second), telling.at(lastCutEnd.second)),
    clause,
  };
  const span = { startSecond: lastCutStart.second, endSecond: lastCutEnd.second };
  const settledSeconds = (call.cutEverySeconds.value ?? 0) + cutToleranceSeconds;
  return checked(requirement, lastCutOutcome(span, settledSeconds, { ...found, answers: found.answers }, telling));
}

function lastCutOutcome(
  span: Interval,
  settledSeconds: number,
  { cuts, answers, known }: LastCutEvidence & { answers: EndAnswers },
  telling: Telling,
): Outcome {
  const { second: lastSecond, afterSecond, badSeconds, badAtBound } = answers;
  const settled = { startSecond: span.startSecond + settledSeconds, endSecond: span.endSecond };
  const readable = cuts.sources.length > 0 && cuts.sources.every(tellsCuts);
  const changes = cuts.sources
    .flatMap((source) => source.sightings.slice(1))
    .filter(({ firstSecond }) => firstSecond >= settled.startSecond && firstSecond < settled.endSecond);
  const stays = cuts.sources.every(
    ({ sightings, lastSeenSecond }) =>
      (sightings[0]?.firstSecond ?? settled.endSecond) <= settled.startSecond && (lastSeenSecond ?? 0) >= span.endSecond,
  );
  const figures = {
    lastAnswerBefore: isoOrNull(lastSecond, telling),
    firstAnswerAfter: isoOrNull(afterSecond, telling),
    sizeChanges: readable ? changes.length : null,
    outageSeconds: badSeconds,
  };
  const outcome = { figures, source: "log" } as const;
  const file = printable(cuts.resultPath);
  const words = telling.words.lastCut;
  const end = telling.zoned(span.endSecond);
  const last = lastSecond === null ? words.noAnswer : words.lastAnswer(telling.at(lastSecond));
  if (badAtBound) {
    const evidence = words.down(end, last, formatDuration(badSeconds));
    return { ...outcome, verdict: "incumple", evidence };
  }
  const change = changes[0];
  if (readable && change !== undefined) {
    const evidence = words.changed(file, changes.length, telling.zoned(change.firstSecond));
    return { ...outcome, verdict: "indicio", evidence };
  }
  if (readable && stays && subtract([span], known).length === 0) {
    const evidence = words.stays(file, end, last);
    return { ...outcome, verdict: "cumple", evidence };
  }
  const evidence = words.unseen(end, last, readable ? null : file);
  return { ...outcome, verdict: "no-verificable", evidence };
}
