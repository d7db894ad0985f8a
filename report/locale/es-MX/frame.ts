// Words of the cover, the contents, the summary and the page margins.
import { formatCount } from "../../../analysis/index.ts";

export const memoriaTitle = "Memoria técnica del difusor oficial";
export const voluntaryTitle = "Memoria técnica voluntaria del difusor oficial";
export const generalTitle = "Informe de acceso y disponibilidad";
export const prep = "Programa de Resultados Electorales Preliminares (PREP)";
export const keyword = "memoria técnica";
/** On the printed cover, for a name with signs or letters that the fonts do not have. */
export const nameInPart =
  "El nombre del difusor se imprime aquí sin los signos que este tipo de letra no tiene; los demás archivos lo llevan completo.";
export const unprintableName = "(nombre sin letras que se puedan imprimir)";
export const unnamedDifusor = "Difusor no indicado";

export const coverTerms = {
  election: "Elección",
  electionDate: "Jornada electoral",
  period: "Periodo de publicación",
  otherPeriod: "Periodo que se informa",
  zone: "Zona horaria",
  call: "Convocatoria",
  version: "Versión",
  due: "Fecha límite de entrega",
  generated: "Fecha de elaboración",
} as const;

export const statusWords = { official: "documento oficial", press: "conocida por la prensa, sin documento oficial" } as const;

export const declaredBounds = "Los límites del periodo que la convocatoria no fija fueron declarados por el difusor.";
export const voluntaryNote = "La convocatoria no pide una memoria técnica: esta se presenta de manera voluntaria.";
export const generalNote = "Este informe no responde a una convocatoria; por ello no contiene verificación de cláusulas.";

export const contents = "Contenido";
export const summary = "Resumen";
export const availabilityLead = "Disponibilidad";
export const keyFigures = "Cifras principales";
export const mainFindings = "Hallazgos principales";
export const coverSection = "Portada";
export const difusorPending = "Falta el nombre del difusor.";
export const boundsPending = "Falta un límite del periodo de publicación que la convocatoria no fija; lo declara el difusor.";
export const pending = "Pendiente para completar la memoria";
export const nothingPending = "No hay apartados pendientes.";
export const noFindings = "El análisis no encontró hechos que destacar en el periodo.";
export const noTraffic =
  "No hay solicitudes del periodo en las bitácoras: no se sabe cuántas visitas hubo. El apartado de estadísticas queda pendiente.";
export const noFindingsWithoutTraffic = "No hay solicitudes del periodo que analizar.";
export const warnings = "Advertencias";
export function zoneNote(zone: string): string {
  return `Horas locales: ${zone}.`;
}
export const noAvailability = "No hay registros con los cuales calcular la disponibilidad del periodo.";

export function lead(difusor: string | null, period: string): string {
  return `Publicación ${difusor === null ? "" : `de ${difusor}, `}${period}. Las cifras son de ese periodo, salvo donde se indica otro.`;
}

export function pageOf(page: number, total: number): string {
  return `Página ${page} de ${total}`;
}

export function asksFor(parts: string[]): string {
  return `La convocatoria pide en este apartado: ${parts.map((part) => part.charAt(0).toLowerCase() + part.slice(1)).join("; ")}.`;
}

export function clauseWords(clause: string): string {
  return `Cláusula ${clause}`;
}

export const metricWords = {
  visits: "Visitas",
  uniqueVisitors: "Visitantes únicos",
  estimated: "estimados",
  pageViews: "Páginas vistas",
  stay: "Tiempo de permanencia",
  stayNote: "media por visita medible",
  hits: "Solicitudes",
  peak: "Minuto de mayor demanda",
  bytes: "Datos transferidos",
  requestSuccess: "Sin error del servidor",
  requestSuccessNote: "de las solicitudes",
} as const;

export function ofPeople(hits: number): string {
  return `${formatCount(hits)} de personas`;
}

export function peakDayNote(day: string, hits: number): string {
  return `${day}; ${peakNote(hits)}`;
}

export function peakNote(hits: number): string {
  return `${formatCount(hits)} ${hits === 1 ? "solicitud" : "solicitudes"}`;
}

export function pagesPerVisitNote(pages: string): string {
  return `${pages} páginas por visita`;
}

export function pendingItem(section: string, sentence: string): string {
  return `**${section}.** ${sentence}`;
}

export const skipToContent = "Ir al contenido";

/** What of a list the summary has no room for. */
export function morePending(count: number, isAll: boolean): string {
  const more = isAll ? "" : " más";
  return count === 1
    ? `Hay un pendiente${more}, señalado en su apartado.`
    : `Hay ${formatCount(count)} pendientes${more}, señalados en sus apartados.`;
}

export function moreWarnings(count: number, isAll: boolean): string {
  const more = isAll ? "" : " más";
  return count === 1
    ? `Hay una advertencia${more}, en «Balance de líneas».`
    : `Hay ${formatCount(count)} advertencias${more}, en «Balance de líneas».`;
}

/** Between two moments: "del 8 de diciembre de 2024, 20:00 h, al 10 de diciembre de 2024, 02:00 h". */
export function fromTo(start: string, end: string): string {
  return `del ${start}, al ${end}`;
}
