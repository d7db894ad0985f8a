// Words of the section on method: its groups of definitions and the parameters as used.

export const title = "Metodología";
export const intro =
  "Las convocatorias no definen qué es una visita, un visitante o una página, ni cómo se mide la disponibilidad. Estas son las definiciones con que se calcularon todas las cifras de este documento.";

export const groups = {
  lines: "Líneas, fuentes y periodos",
  hits: "Solicitudes y páginas",
  visits: "Visitantes y visitas",
  availability: "Disponibilidad",
  comparison: "Comparación con el promedio habitual",
  places: "Lugares y privacidad",
} as const;

export const parametersTitle = "Parámetros usados";
export const parametersCaption = "Parámetros del análisis";
export const parameterColumns = { name: "Parámetro", value: "Valor" } as const;
export const parameters = {
  period: "Periodo",
  timeZone: "Zona horaria",
  visitGap: "Pausa máxima dentro de una visita",
  scope: "Alcance (direcciones que son del PREP)",
  internal: "Direcciones propias del difusor",
  trustedProxies: "Intermediarios de confianza (X-Forwarded-For)",
  pages: "Rutas contadas como página",
  notPages: "Rutas no contadas como página",
  resultPath: "Ruta de los resultados",
  target: "Meta de disponibilidad",
  geography: "Base de datos geográfica",
  isbot: "Lista de programas automatizados",
  program: "Programa",
  versions: "Versión de lectura y de reglas",
} as const;
export const everything = "todas";
export const none = "ninguna";
export const noProxies = "ninguno";
export const standardRule = "las de la definición";
export const noTarget = "sin meta fijada";
export const noGeography = "ninguna";
export function isbotVersion(version: string): string {
  return `isbot ${version}`;
}
export function rules(parser: number, rulesVersion: number): string {
  return `lectura ${parser}, reglas ${rulesVersion}`;
}
/** Where the bounds of a period come from: its clause, the difusor, the calendar or the log. */
export function boundSource(name: string, clause: string | null, declaredByUser: boolean): string {
  if (clause !== null) return declaredByUser ? `cláusula ${clause} y declarado por el difusor` : `cláusula ${clause}`;
  if (declaredByUser) return "declarado por el difusor";
  if (name.startsWith("month:")) return "mes natural";
  return name === "custom" ? "primera y última solicitud de las bitácoras" : "fecha de la convocatoria";
}
export const boundsCaption = "Periodos y origen de sus límites";
export const boundsColumns = { name: "Periodo", start: "Inicio", end: "Fin", source: "Origen" } as const;
