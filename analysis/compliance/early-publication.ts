// Nothing is published before its hour: answers on result paths before it are an indicio, and only logs that cover the hours before can clear it.
import type { Convocatoria } from "../convocatoria.ts";
import { type Interval, subtract, total } from "../intervals.ts";
import { countOf, formatDuration, printable } from "../wording.ts";
import type { ResultAnswers } from "./answers.ts";
import { type CallBound, type CallBounds, generalRule } from "./bounds.ts";
import { type Check, type Clock, checked, clausesOf, isoOrNull, originNote } from "./clause.ts";

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
export function earlyBounds(call: Convocatoria, { start, earliest }: CallBounds): EarlyBound[] {
  const forbidden = call.window.earlyPublicationForbidden;
  if (forbidden.value !== true) return [];
  const byStart = { id: "early-publication", bound: start ?? earliest, clause: clausesOf((start ?? earliest).clause, forbidden.clause) };
  if (start === null || start.second === earliest.second) return [byStart];
  return [byStart, { id: "earliest-hour", bound: earliest, clause: clausesOf(earliest.clause, generalRule) }];
}

/** *indicio* for any served answer; *cumple* only where the log of every source covers the election day up to the bound. */
export function checkEarlyPublication({ id, bound, clause }: EarlyBound, evidence: EarlyEvidence, day: Interval, clock: Clock): Check {
  const requirement = { id, clause, requirement: `Nada se publica antes del ${clock.at(bound.second)}${originNote(bound)}` };
  const { electionDay, earlierDays, inTests, known } = evidence;
  const before = { startSecond: day.startSecond, endSecond: bound.second };
  const unknown = subtract([before], known);
  const figures = {
    bound: clock.iso(bound.second),
    electionDayAnswers: electionDay.pages + electionDay.polled,
    earlierDaysAnswers: earlierDays.pages + earlierDays.polled,
    polledAnswers: electionDay.polled + earlierDays.polled,
    testAnswers: inTests.pages + inTests.polled,
    firstAt: isoOrNull(earlierDays.firstSecond ?? electionDay.firstSecond, clock),
    lastAt: isoOrNull(electionDay.lastSecond ?? earlierDays.lastSecond, clock),
    unknownSeconds: total(unknown),
  };
  const outcome = { figures, period: "jornada", source: "log" } as const;
  if (figures.electionDayAnswers + figures.earlierDaysAnswers > 0) {
    return checked(requirement, { ...outcome, verdict: "indicio", evidence: earlyWords(bound, evidence, clock) });
  }
  if (unknown.length === 0) {
    const evidence = `Las bitácoras de todas las fuentes cubren la jornada desde las 00:00 h hasta el ${clock.zoned(bound.second)} sin una respuesta exitosa a páginas ni al archivo de resultados${testWords(inTests)}.`;
    return checked(requirement, { ...outcome, verdict: "cumple", evidence });
  }
  const evidenceText = `No hay respuestas exitosas anteriores al ${clock.zoned(bound.second)}, pero de ${formatDuration(total(unknown))} de la jornada previos a esa hora no hay registro de todas las fuentes: el silencio no prueba que no se publicó${testWords(inTests)}. Lo mostrarían las bitácoras completas de ese día.`;
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence: evidenceText });
}

function earlyWords(bound: CallBound, { electionDay, earlierDays, inTests, resultPath }: EarlyEvidence, clock: Clock): string {
  const parts = [
    ...(electionDay.firstSecond === null
      ? []
      : [`el día de la jornada, ${amountWords(electionDay, resultPath)}, ${spanWords(electionDay, clock.hour, "de las", "a las")}`]),
    ...(earlierDays.firstSecond === null
      ? []
      : [`en días anteriores, ${amountWords(earlierDays, resultPath)}, ${spanWords(earlierDays, clock.at, "del", "al")}`]),
  ];
  return `Hay respuestas exitosas antes del ${clock.zoned(bound.second)}: ${parts.join("; ")}${testWords(inTests)}. La bitácora no dice qué mostraban, y una página de espera también responde 200: lo confirma quien revisa.`;
}

function amountWords({ pages, polled }: ResultAnswers, resultPath: string): string {
  const amounts = [
    ...(pages === 0 ? [] : [`${countOf(pages, "respuesta", "respuestas")} de páginas`]),
    ...(polled === 0 ? [] : [`${countOf(polled, "respuesta", "respuestas")} de ${printable(resultPath)}`]),
  ];
  return amounts.join(" y ");
}

function spanWords({ firstSecond, lastSecond }: ResultAnswers, told: (second: number) => string, from: string, to: string): string {
  const [first, last] = [told(firstSecond ?? 0), told(lastSecond ?? 0)];
  return first === last ? `${to} ${first}` : `${from} ${first} ${to} ${last}`;
}

function testWords({ pages, polled }: ResultAnswers): string {
  const answers = pages + polled;
  return answers === 0 ? "" : `; aparte, ${countOf(answers, "respuesta", "respuestas")} en pruebas o simulacros anunciados, que no cuentan`;
}
