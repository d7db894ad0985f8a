// The publication starts at its hour and stays until its minimum end: what answers, failures and silence around both hours can show.
import type { Convocatoria } from "../convocatoria.ts";
import { clip, type Interval, total } from "../intervals.ts";
import { countOf, formatDuration } from "../wording.ts";
import type { CallBound, CallBounds } from "./bounds.ts";
import { type Check, type Clock, checked, clausesOf, isoOrNull, originNote } from "./clause.ts";

/** What lies between a bound and the served answer nearest to it. */
export interface NearestAnswer {
  /** Of the first answer at or after the start, or of the last one of all; null: there is none. */
  second: number | null;
  /** Failed answers between the two, and the minutes there that count as an outage in the log (definitions, "Availability"). */
  failed: number;
  badSeconds: number;
}

/** The minute of the hour that a clause names: an answer in it is at the hour. */
const hourToleranceSeconds = 60;

/** Down time of the log inside a span. */
export function badSecondsIn(bad: readonly Interval[], span: Interval): number {
  return span.endSecond > span.startSecond ? total(clip(bad, span)) : 0;
}

/** *cumple*: served within the minute of the start. *incumple*: an outage in the log from the start on, before the first answer. */
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
 * Published at least until the end. *cumple*: served at or after it. *incumple*: an outage in the log between the last answer and the end.
 * Null where the call asks for no minimum: who serves longer, or less, breaches nothing.
 */
export function checkMinimumEnd(call: Convocatoria, { end }: CallBounds, last: NearestAnswer, clock: Clock): Check | null {
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

function endOutcome(end: CallBound, last: NearestAnswer, clock: Clock): Parameters<typeof checked>[1] {
  const early = last.second === null ? null : end.second - last.second;
  const figures = {
    end: clock.iso(end.second),
    lastAnswerAt: isoOrNull(last.second, clock),
    secondsBeforeEnd: early === null ? null : Math.max(0, early),
    failedAnswers: last.failed,
    outageSeconds: last.badSeconds,
  };
  const outcome = { figures, period: "window", source: "log" } as const;
  const bound = `${clock.zoned(end.second)}${originNote(end)}`;
  if (last.second === null || early === null) {
    const silent = failureOrSilence(
      last,
      `No hay una respuesta exitosa hasta el ${bound}`,
      "Lo mostrarían las bitácoras completas o la medición de un monitor.",
    );
    return { ...outcome, ...silent };
  }
  if (early <= 0) {
    return {
      ...outcome,
      verdict: "cumple",
      evidence: `La última respuesta exitosa es del ${clock.at(last.second)}, y el mínimo termina el ${bound}.`,
    };
  }
  const told = `La última respuesta exitosa es del ${clock.at(last.second)}, ${formatDuration(early)} antes del fin del mínimo, el ${bound}`;
  return { ...outcome, ...failureOrSilence(last, told, "Lo mostrarían las bitácoras posteriores o la medición de un monitor.") };
}

/** An outage breaks the clause, single failures are a hint, and silence says nothing. */
function failureOrSilence({ failed, badSeconds }: NearestAnswer, told: string, wouldShow: string): Pick<Check, "verdict" | "evidence"> {
  const failures = countOf(failed, "respuesta fallida", "respuestas fallidas");
  if (badSeconds > 0) {
    const evidence = `${told}; entre ambas horas la bitácora muestra ${formatDuration(badSeconds)} sin servicio (minutos con 20 solicitudes o más y la mitad o más con error del servidor).`;
    return { verdict: "incumple", evidence };
  }
  if (failed > 0) return { verdict: "indicio", evidence: `${told}; entre ambas horas hay ${failures}. Lo confirma quien revisa.` };
  return {
    verdict: "no-verificable",
    evidence: `${told}; entre ambas horas no hay fallas, y el silencio no es una interrupción. ${wouldShow}`,
  };
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
