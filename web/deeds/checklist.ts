// What a call asks of a memoria, what is there and what is missing, each line with its clause and the page where it is done.
import { type Analysis, type Convocatoria, type ConvocatoriaSection, countOf, formatDateTime, zoneLabel } from "../../analysis/index.ts";
import { dayStart, type FileRecord } from "../../ingest/index.ts";
import type { Attachment } from "../records/attachments.ts";
import type { DeliverySettings } from "../records/deliveries.ts";
import type { KeptText, TextSection } from "../records/texts.ts";
import { openBounds } from "./settings.ts";
import type { RegistrationCheck } from "./texts.ts";

export type ItemState = "done" | "missing" | "attention" | "optional";

export interface ChecklistItem {
  id: string;
  state: ItemState;
  title: string;
  clause: string | null;
  /** What is there, and what to do next. */
  detail: string;
  /** Part of the delivery's address: `/incidencias`. */
  part: string;
}

export interface ChecklistInputs {
  call: Convocatoria;
  settings: DeliverySettings;
  files: readonly FileRecord[];
  incidents: number;
  texts: readonly KeptText[];
  attachments: readonly Attachment[];
  registration: RegistrationCheck;
  /** Null: not analysed yet. */
  analysis: Analysis | null;
}

/** In the order in which the work is done. */
export function checklist(inputs: ChecklistInputs): ChecklistItem[] {
  return [
    logs(inputs),
    ...bounds(inputs),
    incidents(inputs),
    ...inputs.call.memoria.sections.flatMap((each) => section(inputs, each)),
    registration(inputs),
  ];
}

function logs({ call, files }: ChecklistInputs): ChecklistItem {
  const { firstDay, lastDay } = call.logs;
  const asked = firstDay.value !== null && lastDay.value !== null ? daysBetween(firstDay.value, lastDay.value) : [];
  const zone = call.timeZone.value;
  const without = asked.filter((day) => {
    const [start, end] = [dayStart(day, zone), dayStart(day, zone, 1)];
    return !files.some(
      ({ firstSecond, lastSecond }) => firstSecond !== null && lastSecond !== null && firstSecond < end && lastSecond >= start,
    );
  });
  const base = {
    id: "logs",
    title: asked.length === 0 ? "Bitácoras de acceso del periodo de publicación" : `Bitácoras de acceso del ${asked[0]} al ${asked.at(-1)}`,
    clause: firstDay.clause ?? call.recordedMeasures.clause,
    part: "/bitacoras",
  };
  if (files.length === 0) return { ...base, state: "missing", detail: "No hay ninguna. El siguiente paso es subirlas." };
  const there = countOf(files.length, "archivo leído", "archivos leídos");
  if (without.length > 0)
    return { ...base, state: "attention", detail: `${there}; sin líneas de: ${without.join(", ")}. Falta subir esos días.` };
  return { ...base, state: "done", detail: `${there}, ${spanText(files, zone)}.` };
}

function spanText(files: readonly FileRecord[], zone: string): string {
  const first = files.flatMap(({ firstSecond }) => (firstSecond === null ? [] : [firstSecond]));
  const last = files.flatMap(({ lastSecond }) => (lastSecond === null ? [] : [lastSecond]));
  if (first.length === 0) return "sin solicitudes";
  const text = (second: number): string => formatDateTime(new Date(second * 1000).toISOString(), zone);
  const end = Math.max(...last);
  const zoneText = zoneLabel(zone, new Date(end * 1000).toISOString());
  return `del ${text(Math.min(...first))} al ${text(end)} (${zoneText})`;
}

function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last) && days.length < 62; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** Only where the call leaves a bound open. */
function bounds({ call, settings }: ChecklistInputs): ChecklistItem[] {
  const open = openBounds(call);
  if (!open.start && !open.end) return [];
  const isGiven = (!open.start || settings.windowStart !== null) && (!open.end || settings.windowEnd !== null);
  const which = open.start && open.end ? "Inicio y fin" : open.start ? "Inicio" : "Fin";
  return [
    {
      id: "bounds",
      state: isGiven ? "done" : "missing",
      title: `${which} del periodo de publicación`,
      clause: (open.start ? call.window.start : call.window.end).clause,
      detail: isGiven
        ? "Declarado por el difusor, pues la convocatoria no lo fija."
        : `La convocatoria no lo fija; sin él no hay cifras del periodo de publicación. ${call.window.end.note ?? ""}`.trim(),
      part: "/datos",
    },
  ];
}

function incidents({ call, incidents: count, settings }: ChecklistInputs): ChecklistItem {
  const asked = call.memoria.sections.find(({ id }) => id === "incidencias");
  const said = count === 0 ? "Ninguna incidencia registrada" : countOf(count, "incidencia registrada", "incidencias registradas");
  const base = { id: "incidents", title: asked?.title ?? "Reporte de incidencias", clause: asked?.clause ?? null, part: "/incidencias" };
  if (settings.statementComplete)
    return {
      ...base,
      state: "done",
      detail: `${said}; se declaró que la lista está completa${count === 0 ? ": no hubo incidencias" : ""}.`,
    };
  const detail = `${said}. Falta declarar que la lista está completa${count === 0 ? ", o registrar las que hubo" : ""}; sin ello la disponibilidad declarada no se puede verificar.`;
  return { ...base, state: count === 0 ? "missing" : "attention", detail };
}

function section(inputs: ChecklistInputs, { id, title, clause, parts }: ConvocatoriaSection): ChecklistItem[] {
  const base = { id: `section-${id}`, title, clause };
  switch (id) {
    case "incidencias":
    case "bitacoras":
      // Told above.
      return [];
    case "estadisticas": {
      const asked = parts.length === 0 ? "" : ` Se pide: ${parts.map((part) => part.title).join("; ")}.`;
      const isThere = inputs.analysis !== null;
      const detail = isThere ? `Se calculan de las bitácoras.${asked}` : `Se calcularán al haber bitácoras.${asked}`;
      return [{ ...base, state: isThere ? "done" : "missing", detail, part: isThere ? "/cifras" : "/bitacoras" }];
    }
    case "comparacion":
      return [comparison(inputs, base)];
    case "analisis":
      return [text(inputs, base, ["analisis", "conclusiones", "recomendaciones"])];
    case "comentarios":
      return [text(inputs, base, ["comentarios"])];
  }
}

function comparison({ analysis, attachments }: ChecklistInputs, base: Pick<ChecklistItem, "id" | "title" | "clause">): ChecklistItem {
  if (analysis?.comparison)
    return { ...base, state: "done", detail: "Hay un promedio habitual del portal con que comparar.", part: "/cifras" };
  const isWaiting = attachments.some(({ kind }) => kind === "averages");
  const detail = isWaiting
    ? "Los promedios declarados aún no entran en las cifras."
    : "Falta el promedio habitual del portal: bitácoras de días habituales (en Bitácoras), o promedios diarios declarados.";
  return { ...base, state: isWaiting ? "attention" : "missing", detail, part: "/datos" };
}

const sectionNames: Readonly<Record<TextSection, string>> = {
  registro: "registro",
  analisis: "análisis",
  conclusiones: "conclusiones",
  recomendaciones: "recomendaciones",
  comentarios: "comentarios y sugerencias",
};

function text(
  { texts }: ChecklistInputs,
  base: Pick<ChecklistItem, "id" | "title" | "clause">,
  wanted: readonly TextSection[],
): ChecklistItem {
  const isWritten = (section: TextSection): boolean => texts.some((each) => each.section === section && each.text.trim() !== "");
  const missing = wanted.filter((each) => !isWritten(each)).map((each) => sectionNames[each]);
  if (missing.length === 0) return { ...base, state: "done", detail: "Está escrito.", part: "/textos" };
  const detail = `Falta escribir: ${missing.join(", ")}. Los hallazgos del análisis sirven de punto de partida.`;
  return { ...base, state: missing.length === wanted.length ? "missing" : "attention", detail, part: "/textos" };
}

function registration({ registration: check }: ChecklistInputs): ChecklistItem {
  const base = { id: "registration", title: "Datos de registro del difusor, para la portada", clause: null, part: "/textos#registro" };
  if (check.error !== null) return { ...base, state: "attention", detail: check.error };
  if (check.missing.length === 0) return { ...base, state: "done", detail: "Completos." };
  return { ...base, state: "optional", detail: `Sin indicar: ${check.missing.join(", ")}.` };
}
