// A call as a table of requirement, value and clause: what it states, and what it leaves unsaid.
import { type Convocatoria, formatDuration, formatTarget } from "../analysis/index.ts";

/** A value of the profile with its clause, as `analysis/convocatoria.ts` holds it. */
interface CitedValue {
  value: unknown;
  clause: string | null;
  note: string | null;
  derived: boolean;
}

type Row = [requirement: string, value: string, clause: string];

const notStated = "no lo señala";

/** One row for each value of the call, in the order of the profiles; a value that it does not state says so. */
export function convocatoriaRows(call: Convocatoria): Row[] {
  return [
    ["versión", `${call.version} (${call.status === "official" ? "oficial" : "conocida por la prensa"})`, call.source.document],
    row("documento", call.document),
    row("instituto", call.institute, (v) => `${v.name} (${v.shortName})`),
    row("elecciones", call.elections, (v) => v.join(", ")),
    row("jornada electoral", call.electionDate),
    row("zona horaria", call.timeZone),
    row("inicio de operación del PREP", call.operation.start, hour),
    row("fin de operación del PREP", call.operation.end, hour),
    row("inicio de la publicación", call.window.start, hour),
    row("inicio más temprano", call.window.earliestStart, hour),
    row(call.window.endKind.value === "minimum" ? "publicación al menos hasta" : "publicación hasta", call.window.end, hour),
    row("duración mínima de la publicación", call.window.minimumDuration),
    row("prohibido publicar antes", call.window.earlyPublicationForbidden, yesNo),
    row("último corte publicado", call.lastCut.required, yesNo),
    row("último corte desde", call.lastCut.start, hour),
    row("último corte hasta", call.lastCut.end, hour),
    row("un corte cada", call.cutEverySeconds, formatDuration),
    row("retraso máximo de un corte", call.greatestDelaySeconds, formatDuration),
    row("disponibilidad", call.availability.target, formatTarget),
    row("base de la disponibilidad", call.availability.basis, () => "mensual"),
    row("registro de", call.recordedMeasures, (v) => v.map((measure) => measure.title).join("; ")),
    row("etapa", call.stage.title),
    row("etapa: primer día", call.stage.firstDay),
    row("etapa: último día", call.stage.lastDay),
    ...call.announcedTests.map((test) => row("prueba o simulacro anunciado", test, announced)),
    row("puede estar dentro del portal", call.insidePortal, yesNo),
    row("memoria técnica", call.memoria.required, (v) => (v ? "se pide" : "no se pide (voluntaria)")),
    row("entrega de la memoria", call.memoria.dueDate),
    row("medio de entrega", call.memoria.means, (v) => v.map((means) => (means === "paper" ? "impreso" : "digital")).join(" y ")),
    row("finalidad", call.memoria.purpose),
    ...call.memoria.sections.map((section, i): Row => [`apartado ${i + 1}`, sectionText(section), section.clause ?? ""]),
    row("bitácoras: primer día", call.logs.firstDay),
    row("bitácoras: último día", call.logs.lastDay),
    ...call.duties.map((duty) => row("otra obligación", duty)),
  ];
}

function row<Value>(name: string, cited: CitedValue & { value: Value | null }, format: (value: Value) => string = String): Row {
  const value = cited.value === null ? notStated : format(cited.value);
  const remark = [cited.derived ? "derivado" : null, cited.note].filter((text) => text !== null).join("; ");
  return [name, remark === "" ? value : `${value} [${remark}]`, cited.clause ?? ""];
}

const hour = (local: string): string => `${local.replace("T", " ")} h`;
const yesNo = (value: boolean): string => (value ? "sí" : "no");

function announced(test: { title: string; firstDay: string; lastDay: string; dailyStart: string | null; dailyEnd: string | null }): string {
  const days = test.firstDay === test.lastDay ? test.firstDay : `${test.firstDay} a ${test.lastDay}`;
  const hours = test.dailyStart === null || test.dailyEnd === null ? "" : `, ${test.dailyStart}-${test.dailyEnd} h`;
  return `${test.title}: ${days}${hours}`;
}

function sectionText(section: Convocatoria["memoria"]["sections"][number]): string {
  const parts = section.parts.map((part) => part.title).join("; ");
  return parts === "" ? section.title : `${section.title}: ${parts}`;
}
