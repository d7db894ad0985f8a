// The publication starts at its hour and stays until its minimum end: what answers, failures and silence around both hours can show.
import type { Convocatoria } from "../convocatoria.ts";
import { clip, type Interval, total } from "../intervals.ts";
import { countOf, formatDuration } from "../wording.ts";
import type { CallBound, CallBounds } from "./bounds.ts";
import { type Check, type Clock, checked, clausesOf, isoOrNull, type Outcome, originNote } from "./clause.ts";

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
export function checkStart(call: Convocatoria, { start }: CallBounds, first: NearestAnswer, clock: Clock): Check {
  const cited = call.window.start;
  if (start === null) return openStart(cited.clause, cited.note);
  const requirement = {
    id: "publication-start",
    requirement: `La publicación empieza el ${clock.at(start.second)}${originNote(start)}`,
    clause: clausesOf(start.clause),
  };
  const delay = first.second === null ? null : first.second - start.second;
  const figures = {
    start: clock.iso(start.second),
    firstAnswerAt: isoOrNull(first.second, clock),
    secondsAfterStart: delay,
    failedAnswers: first.failed,
    outageSeconds: first.badSeconds,
  };
  const outcome = { figures, period: "window", source: "log" } as const;
  const bound = clock.zoned(start.second);
  if (first.second === null || delay === null) {
    return checked(requirement, {
      ...outcome,
      ...failureOrSilence(
        first,
        `No hay una respuesta exitosa a partir del ${bound}`,
        "Lo mostrarían las bitácoras completas o la medición de un monitor.",
      ),
    });
  }
  const seen = `La primera respuesta exitosa a partir del ${bound} es de las ${clock.hour(first.second)}`;
  if (delay < hourToleranceSeconds) return checked(requirement, { ...outcome, verdict: "cumple", evidence: `${seen}.` });
  const told = `${seen}, ${formatDuration(delay)} después`;
  return checked(requirement, {
    ...outcome,
    ...failureOrSilence(first, told, "Lo mostraría la medición de un monitor."),
  });
}

function openStart(clause: string | null, note: string | null): Check {
  const evidence = `La convocatoria no fija la hora de inicio y no se declaró${note === null ? "" : ` (${lowered(note)})`}. Se declara con --window-start.`;
  const requirement = { id: "publication-start", requirement: "La publicación empieza a la hora fijada", clause: clausesOf(clause) };
  return checked(requirement, { verdict: "no-verificable", evidence });
}

/**
 * Published at least until the end. *cumple*: served before it, and again at it or soon after. *incumple*: an outage in the log at it.
 * Null where the call asks for no minimum: who serves longer, or less, breaches nothing.
 */
export function checkMinimumEnd(call: Convocatoria, { end }: CallBounds, last: EndAnswers, clock: Clock): Check | null {
  const { endKind, minimumDuration } = call.window;
  if (endKind.value !== "minimum") return null;
  const until = minimumDuration.value ?? (end === null ? "hasta la hora fijada" : `al menos hasta el ${clock.at(end.second)}`);
  const requirement = {
    id: "minimum-end",
    requirement: `La publicación se mantiene ${until}`,
    clause: clausesOf(end?.clause ?? null, minimumDuration.clause),
  };
  if (end === null) {
    const evidence = `La convocatoria no fija la hora en que termina el mínimo de publicación y no se declaró. Se declara con --window-end.`;
    return checked(requirement, { verdict: "no-verificable", evidence });
  }
  return checked(requirement, endOutcome(end, last, clock));
}

function endOutcome(end: CallBound, last: EndAnswers, clock: Clock): Outcome {
  const early = last.second === null ? null : end.second - last.second;
  const figures = {
    end: clock.iso(end.second),
    lastAnswerBefore: isoOrNull(last.second, clock),
    secondsBeforeEnd: early,
    firstAnswerAfter: isoOrNull(last.afterSecond, clock),
    failedAnswers: last.failed,
    outageSeconds: last.badSeconds,
  };
  const outcome = { figures, period: "window", source: "log" } as const;
  const bound = `${clock.zoned(end.second)}${originNote(end)}`;
  const wouldShow = "Lo mostrarían bitácoras más completas o la medición de un monitor.";
  if (last.second === null || early === null) {
    return { ...outcome, ...failureOrSilence(last, `No hay una respuesta exitosa antes del fin del mínimo, el ${bound}`, wouldShow) };
  }
  if (last.afterSecond !== null && last.badSeconds === 0) {
    const evidence = `El mínimo termina el ${bound}: la última respuesta exitosa anterior es del ${clock.at(last.second)}, y la primera a partir de esa hora, de las ${clock.hour(last.afterSecond)}.`;
    return { ...outcome, verdict: "cumple", evidence };
  }
  const told = `La última respuesta exitosa es del ${clock.at(last.second)}, ${formatDuration(early)} antes del fin del mínimo, el ${bound}`;
  return { ...outcome, ...failureOrSilence(last, told, wouldShow) };
}

/** An outage at the hour breaks the clause; one at another time, or single failures, are a hint; and silence says nothing. */
function failureOrSilence(
  { failed, badSeconds, badAtBound }: NearestAnswer,
  told: string,
  wouldShow: string,
): Pick<Check, "verdict" | "evidence"> {
  const outage = `en ese tiempo la bitácora muestra ${formatDuration(badSeconds)} sin servicio (minutos con 20 solicitudes o más y la mitad o más con error del servidor)`;
  if (badAtBound) return { verdict: "incumple", evidence: `${told}; ${outage}, a la hora misma o a menos de 5 min de ella.` };
  if (badSeconds > 0) return { verdict: "indicio", evidence: `${told}; ${outage}, lejos de esa hora. Lo confirma quien revisa.` };
  if (failed > 0) {
    const failures = countOf(failed, "respuesta fallida", "respuestas fallidas");
    return { verdict: "indicio", evidence: `${told}; en ese tiempo hay ${failures}. Lo confirma quien revisa.` };
  }
  return {
    verdict: "no-verificable",
    evidence: `${told}; en ese tiempo no hay respuestas fallidas, y el silencio no es una interrupción. ${wouldShow}`,
  };
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
