// The last cut stays published between its hours: the polled file keeps one size, and the log covers all that time.
import type { Convocatoria } from "../convocatoria.ts";
import { type Interval, subtract } from "../intervals.ts";
import { countOf, formatDuration, printable } from "../wording.ts";
import type { CallBounds } from "./bounds.ts";
import { type CutEvidence, cutToleranceSeconds } from "./cadence.ts";
import { type Check, type Clock, checked, clausesOf, isoOrNull, type Outcome } from "./clause.ts";
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
  clock: Clock,
): Check | null {
  const { required } = call.lastCut;
  if (required.value !== true) return null;
  const clause = clausesOf(required.clause);
  if (lastCutStart === null || lastCutEnd === null || found.answers === null) {
    const evidence =
      "La convocatoria no fija entre qué horas, y una bitácora no dice qué corte se mostraba. Lo mostraría una copia fechada de la página.";
    return checked(
      { id: "last-cut", requirement: "Se publica el último corte disponible", clause },
      { verdict: "no-verificable", evidence },
    );
  }
  const requirement = {
    id: "last-cut",
    requirement: `El último corte sigue publicado del ${clock.at(lastCutStart.second)}, al ${clock.at(lastCutEnd.second)}`,
    clause,
  };
  const span = { startSecond: lastCutStart.second, endSecond: lastCutEnd.second };
  const settledSeconds = (call.cutEverySeconds.value ?? 0) + cutToleranceSeconds;
  return checked(requirement, lastCutOutcome(span, settledSeconds, { ...found, answers: found.answers }, clock));
}

function lastCutOutcome(
  span: Interval,
  settledSeconds: number,
  { cuts, answers, known }: LastCutEvidence & { answers: EndAnswers },
  clock: Clock,
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
    lastAnswerBefore: isoOrNull(lastSecond, clock),
    firstAnswerAfter: isoOrNull(afterSecond, clock),
    sizeChanges: readable ? changes.length : null,
    outageSeconds: badSeconds,
  };
  const outcome = { figures, source: "log" } as const;
  const file = printable(cuts.resultPath);
  const end = clock.zoned(span.endSecond);
  const last =
    lastSecond === null ? "no hay una respuesta exitosa en ese tiempo" : `la última respuesta exitosa es del ${clock.at(lastSecond)}`;
  if (badAtBound) {
    const evidence = `Hasta el ${end}, ${last}; después, la bitácora muestra ${formatDuration(badSeconds)} sin servicio, a la hora misma o a menos de 5 min de ella.`;
    return { ...outcome, verdict: "incumple", evidence };
  }
  const change = changes[0];
  if (readable && change !== undefined) {
    const evidence = `El tamaño de ${file} cambió ${countOf(changes.length, "vez", "veces")} cuando ya debía ser el último corte, la primera el ${clock.zoned(change.firstSecond)}. Lo confirma quien revisa.`;
    return { ...outcome, verdict: "indicio", evidence };
  }
  if (readable && stays && subtract([span], known).length === 0) {
    const evidence = `${file} se sirvió con un mismo tamaño hasta el ${end} o después, y las bitácoras cubren todo ese tiempo; ${last}. El tamaño muestra que el archivo no cambió, no qué corte contenía.`;
    return { ...outcome, verdict: "cumple", evidence };
  }
  const evidence = `Hasta el ${end}, ${last}. ${readable ? "Las bitácoras o las solicitudes no alcanzan a cubrir todo ese tiempo" : `La bitácora no permite seguir el tamaño de ${file}`}, y no dice qué corte se mostraba. Lo mostraría una copia fechada de la página.`;
  return { ...outcome, verdict: "no-verificable", evidence };
}
