// Words of the table of a call: what it states, and what it leaves unsaid.

export const notStated = "no lo señala";
export const derived = "derivado";
export const rows = {
  version: "versión",
  document: "documento",
  institute: "instituto",
  elections: "elecciones",
  electionDate: "jornada electoral",
  timeZone: "zona horaria",
  operationStart: "inicio de operación del PREP",
  operationEnd: "fin de operación del PREP",
  windowStart: "inicio de la publicación",
  earliestStart: "inicio más temprano",
  atLeastUntil: "publicación al menos hasta",
  until: "publicación hasta",
  minimumDuration: "duración mínima de la publicación",
  forbiddenBefore: "prohibido publicar antes",
  lastCut: "último corte publicado",
  lastCutStart: "último corte desde",
  lastCutEnd: "último corte hasta",
  cutEvery: "un corte cada",
  greatestDelay: "retraso máximo de un corte",
  availability: "disponibilidad",
  availabilityBasis: "base de la disponibilidad",
  measures: "registro de",
  stage: "etapa",
  stageFirstDay: "etapa: primer día",
  stageLastDay: "etapa: último día",
  test: "prueba o simulacro anunciado",
  insidePortal: "puede estar dentro del portal",
  memoria: "memoria técnica",
  dueDate: "entrega de la memoria",
  means: "medio de entrega",
  purpose: "finalidad",
  logsFirstDay: "bitácoras: primer día",
  logsLastDay: "bitácoras: último día",
  duty: "otra obligación",
} as const;
export function section(number: number): string {
  return `apartado ${number}`;
}
export const status = { official: "oficial", press: "conocida por la prensa" } as const;
export const monthly = "mensual";
export function required(isRequired: boolean): string {
  return isRequired ? "se pide" : "no se pide (voluntaria)";
}
export function meansOf(means: readonly ("paper" | "digital")[]): string {
  return means.map((one) => (one === "paper" ? "impreso" : "digital")).join(" y ");
}
export function yesNo(value: boolean): string {
  return value ? "sí" : "no";
}
export function dayRange(first: string, last: string): string {
  return `del ${first} al ${last}`;
}
export function hours(start: string, end: string): string {
  return `, de ${start} a ${end} h`;
}
/** Of the list of all calls. */
export const listColumns = ["id@versión", "estado", "instituto", "jornada", "elecciones"] as const;
export const listStatus = { official: "oficial", press: "prensa" } as const;
export const tableColumns = ["requisito", "cláusula", "valor"] as const;
