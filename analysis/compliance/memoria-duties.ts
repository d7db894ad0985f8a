// What the call asks of the memoria itself and of the records behind it: the four measures, and the day on which it is due.
import { dayStart } from "../../ingest/index.ts";
import type { Traffic } from "../analysis.ts";
import type { Convocatoria } from "../convocatoria.ts";
import { countOf, formatCount, formatDate, formatDuration } from "../wording.ts";
import { type Check, type Clock, checked, clausesOf } from "./clause.ts";

const DAY_SECONDS = 86_400;

/** How a measure that the difusor must record reads in what was handed in; null where it cannot be worked out. */
const measures: Readonly<Record<string, (traffic: Traffic) => string | null>> = {
  visitors: ({ uniqueVisitors }) => (uniqueVisitors === 0 ? null : `visitantes únicos (estimados), ${formatCount(uniqueVisitors)}`),
  "page-count": ({ pageViews }) => (pageViews === 0 ? null : `páginas vistas, ${formatCount(pageViews)}`),
  "pages-consulted": ({ topPages }) =>
    topPages.length === 0 ? null : `páginas consultadas, con sus visitas (${formatCount(topPages.length)} listadas)`,
  "time-of-stay": ({ visitDuration }) =>
    visitDuration.mean === null ? null : `tiempo de permanencia, ${formatDuration(visitDuration.mean)} en promedio`,
};

/** *cumple* where every measure asked for can be worked out from the logs. Null where the call asks for none. */
export function checkRecordedMeasures(call: Convocatoria, traffic: Traffic, period: string): Check | null {
  const { value, clause } = call.recordedMeasures;
  if (value === null || value.length === 0) return null;
  const requirement = {
    id: "recorded-measures",
    requirement: `Registro de: ${value.map(({ title }) => title.toLowerCase()).join("; ")}`,
    clause: clausesOf(clause),
  };
  const found = value.map(({ id, title }) => ({ title: title.toLowerCase(), words: measures[id]?.(traffic) ?? null }));
  const lacking = found.filter(({ words }) => words === null).map(({ title }) => title);
  const there = found.flatMap(({ words }) => words ?? []);
  const figures = { measures: value.length, available: there.length };
  const outcome = { figures, period, source: "log" } as const;
  if (lacking.length === 0) {
    return checked(requirement, {
      ...outcome,
      verdict: "cumple",
      evidence: `Se obtienen de las bitácoras entregadas: ${there.join("; ")}.`,
    });
  }
  const some = there.length === 0 ? "" : ` Se obtienen: ${there.join("; ")}.`;
  const evidence = `No se obtienen de las bitácoras entregadas: ${lacking.join("; ")}.${some} Lo mostraría otro registro del difusor, como su herramienta de analítica.`;
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence });
}

/** A document made after its day cannot have been handed in by then; one made before may still be late. Null where no day is stated. */
export function checkDueDate(call: Convocatoria, generatedAt: number, clock: Clock): Check | null {
  const { required, dueDate } = call.memoria;
  if (!required.value || dueDate.value === null) return null;
  const zone = call.timeZone.value;
  const endSecond = dayStart(dueDate.value, zone, 1);
  const day = formatDate(clock.iso(dayStart(dueDate.value, zone)), zone);
  const requirement = {
    id: "memoria-due",
    requirement: `La memoria se entrega a más tardar el ${day}`,
    clause: clausesOf(dueDate.clause, required.clause),
  };
  const outcome = {
    figures: { dueDate: dueDate.value, generatedAt: clock.iso(generatedAt), secondsLeft: endSecond - generatedAt },
    source: "program",
  } as const;
  const made = `Esta versión se elaboró el ${clock.zoned(generatedAt)}`;
  if (generatedAt >= endSecond) {
    const evidence = `${made}, ${lateWords(generatedAt - endSecond)} después de terminado el plazo. Si hubo una versión anterior, la acredita su acuse.`;
    return checked(requirement, { ...outcome, verdict: "incumple", evidence });
  }
  const daysLeft = Math.floor((endSecond - 1 - generatedAt) / DAY_SECONDS);
  const left = daysLeft === 0 ? "cuando quedaba menos de un día de plazo" : `con ${countOf(daysLeft, "día", "días")} de plazo`;
  return checked(requirement, {
    ...outcome,
    verdict: "no-verificable",
    evidence: `${made}, ${left}. La entrega la acredita el acuse del instituto.`,
  });
}

/** Of a delay of days nobody needs the seconds. */
function lateWords(seconds: number): string {
  return seconds < DAY_SECONDS ? formatDuration(seconds) : countOf(Math.floor(seconds / DAY_SECONDS), "día", "días");
}
