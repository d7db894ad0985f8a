// The access logs of the days that the call asks for: which hours of them each source's lines touch, and which they leave out.
import type { Convocatoria } from "../convocatoria.ts";
import { type Interval, subtract, total, union } from "../intervals.ts";
import { countOf, formatCount, formatDate, printable } from "../wording.ts";
import { type Check, type Clock, checked, clausesOf } from "./clause.ts";

/** The hours, local, in which a source has at least one line. */
export interface SourceHours {
  source: string;
  hours: readonly Interval[];
}

export interface AskedLogsEvidence {
  /** The days asked for, whole. */
  asked: Interval;
  sources: readonly SourceHours[];
  /** Start of each local day of the period, and the end of the last. */
  dayStarts: readonly number[];
}

const hourSeconds = 3600;
const mostNamed = 4;

/**
 * *cumple*: every source has lines in every hour. *incumple*: no line of those days at all. *indicio*: a whole day without lines.
 * Single hours without lines are *no-verificable*: nobody may have asked for anything.
 */
export function checkAskedLogs(call: Convocatoria, evidence: AskedLogsEvidence, clock: Clock): Check {
  const { asked, sources, dayStarts } = evidence;
  const { firstDay, lastDay } = call.logs;
  const zone = call.timeZone.value;
  const day = (second: number): string => formatDate(clock.iso(second), zone);
  const requirement = {
    id: "asked-logs",
    requirement: `Bitácoras de acceso del ${day(asked.startSecond)} al ${day(asked.endSecond - 1)}`,
    clause: clausesOf(firstDay.clause, lastDay.clause),
  };
  const pooled = union(sources.flatMap(({ hours }) => hours));
  const missing = subtract([asked], pooled);
  const emptyDays = dayStarts.filter((start, i) => {
    const endSecond = dayStarts[i + 1];
    return endSecond !== undefined && missing.some((gap) => gap.startSecond <= start && gap.endSecond >= endSecond);
  });
  const bySource = sources.map(({ source, hours }) => ({ source, gaps: subtract([asked], hours) })).filter(({ gaps }) => gaps.length > 0);
  const figures = {
    hours: total([asked]) / hourSeconds,
    hoursWithLines: total(pooled) / hourSeconds,
    sources: sources.length,
    sourcesWithGaps: bySource.length,
    daysWithoutLines: emptyDays.length,
  };
  const outcome = { figures, period: "logs", source: "log" } as const;
  const [have, all] = [formatCount(figures.hoursWithLines), formatCount(figures.hours)];
  if (figures.hoursWithLines === 0) {
    return checked(requirement, { ...outcome, verdict: "incumple", evidence: "Ningún archivo entregado tiene líneas de esos días." });
  }
  if (emptyDays.length > 0) {
    const named = emptyDays.map(day).join(", ");
    const text = `${have} de ${all} horas tienen líneas; ${countOf(emptyDays.length, "día no tiene", "días no tienen")} ninguna: ${named}. O faltan archivos, o el servicio no recibió solicitudes: lo confirma quien revisa.`;
    return checked(requirement, { ...outcome, verdict: "indicio", evidence: text });
  }
  if (bySource.length === 0) {
    const text = `Las ${all} horas tienen líneas en ${sources.length === 1 ? "la fuente entregada" : `cada una de las ${formatCount(sources.length)} fuentes entregadas`}.`;
    return checked(requirement, { ...outcome, verdict: "cumple", evidence: text });
  }
  const gaps = bySource.slice(0, mostNamed).map(({ source, gaps }) => `${printable(source)}, ${gapWords(gaps, clock)}`);
  const more = bySource.length > mostNamed ? ` y ${countOf(bySource.length - mostNamed, "fuente más", "fuentes más")}` : "";
  const text = `${have} de ${all} horas tienen líneas en alguna fuente. Sin líneas: ${gaps.join("; ")}${more}. Una hora sin líneas puede ser una hora sin solicitudes.`;
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence: text });
}

function gapWords(gaps: readonly Interval[], clock: Clock): string {
  const named = gaps.slice(0, mostNamed).map(({ startSecond, endSecond }) => `del ${clock.at(startSecond)}, al ${clock.at(endSecond)}`);
  const more = gaps.length > mostNamed ? ` y ${countOf(gaps.length - mostNamed, "tramo más", "tramos más")}` : "";
  return `${named.join("; ")}${more}`;
}
