// Words of the sections on findings, comparison and comments.

export const title = "Análisis y conclusiones";
export const findingsTitle = "Hallazgos";
export const recommendation = "Recomendación";
export const noFindings = "El análisis automático no encontró hechos que destacar.";
export const thresholds =
  "Cada hallazgo sale de una regla con un umbral fijo; los umbrales y las cifras en que se apoya están en anexos/hallazgos.csv.";
export const userAnalysis = "Análisis del difusor";
export const conclusions = "Conclusiones";
export const recommendations = "Recomendaciones";
export const conclusionsPending = "Las conclusiones están pendientes: las redacta el difusor.";
export const conclusionsPendingItem = "Faltan las conclusiones; las redacta el difusor.";
export const recommendationsPending = "Las recomendaciones están pendientes: las redacta el difusor.";
export const recommendationsPendingItem = "Faltan las recomendaciones; las redacta el difusor.";

export const comparisonTitle = "Comparación con el promedio habitual del portal";
export const comparisonCaption = "Promedio habitual del portal y periodo que se compara: por día y en total";
export const comparisonColumns = {
  measure: "Medida",
  baseline: "Habitual por día",
  period: "Periodo por día",
  ratio: "Razón",
  baselineTotal: "Habitual, total",
  periodTotal: "Periodo, total",
} as const;
export const comparisonPerHourCaption = "Por hora, con la media habitual de las mismas horas";
export const comparisonPerHourColumns = {
  measure: "Medida",
  baseline: "Habitual por hora",
  period: "Periodo por hora",
  ratio: "Razón",
} as const;
export const comparisonHoursCaption = "Solicitudes de cada hora y las habituales";
export const comparisonHourColumns = ["Hora", "Solicitudes", "Habituales", "Con qué se compara"] as const;
export const sameHour = "mismo día de la semana y hora";
export const plainMean = "media simple";
export const declaredCaption = "Promedios declarados por el difusor";
export const declaredColumns = { measure: "Medida", perDay: "Por día", start: "Desde", end: "Hasta", source: "Fuente" } as const;
export const baselineLogs =
  "El promedio habitual se obtuvo de las bitácoras siguientes, que se leyeron con las mismas reglas y no cuentan en ninguna otra cifra de este documento.";
export const baselineFilesCaption = "Bitácoras del promedio habitual, con su huella SHA-256";
export const baselineLedgerCaption = "Balance de líneas de las bitácoras del promedio habitual";
export const comparisonPending =
  "Este apartado está pendiente: falta el promedio habitual del portal. Lo proporciona el difusor, como bitácoras de los días anteriores o como promedios declarados.";
export const comparisonPendingItem =
  "Falta el promedio habitual del portal; lo proporciona el difusor, como bitácoras de los días anteriores o como promedios declarados.";
export function method(text: string): string {
  return `Método: ${text}`;
}
export function times(ratio: string): string {
  return `${ratio} veces`;
}

export const commentsTitle = "Comentarios y sugerencias";
export const commentsPending = "Este apartado está pendiente: los comentarios y sugerencias los redacta el difusor.";
export const commentsPendingItem = "Faltan los comentarios y sugerencias; los redacta el difusor.";
