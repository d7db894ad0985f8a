// Definitions by the names under which analysis/measures.ts knows them: the memoria's own words, and a few that only an explanation needs.
import type { DefinitionId } from "../../../analysis/index.ts";
import { availability, comparison, hits, lines, type MethodParameters, places, visits } from "./definitions.ts";

/** The term in definitions.ts that each stands for. */
const terms: Partial<Record<DefinitionId, string>> = {
  "line-class": "Clase de una línea",
  "repeated-line": "Línea repetida",
  "source-role": "Fuente y papel",
  "source-clock": "Reloj de una fuente",
  scope: "Alcance",
  period: "Periodo",
  hit: "Solicitud",
  internal: "Propia del difusor",
  bot: "Automatizada",
  polling: "Actualización automática",
  "page-view": "Página vista",
  asset: "Recurso",
  other: "Otra",
  "human-hits": "Solicitudes de personas",
  lists: "Qué cuenta cada lista",
  "client-address": "Dirección IP del cliente",
  "unique-visitor": "Visitante único (estimado)",
  visit: "Visita",
  "single-page-visit": "Visita de una sola página",
  "visit-way": "Página de entrada, página de salida y recorrido",
  "answer-facts": "Tiempo de respuesta, caché y conexión cifrada",
  stay: "Tiempo de permanencia",
  "active-time": "Tiempo activo",
  "time-on-page": "Tiempo en la página",
  peak: "Minuto y hora de mayor demanda",
  "list-order": "Orden de las listas",
  availability: "Disponibilidad",
  declared: "Declarada por el difusor",
  log: "Observada en la bitácora",
  "log-coverage": "Cobertura de la bitácora",
  monitor: "Medida por monitor",
  disagreement: "Diferencias entre las fuentes",
  "restore-times": "Tiempo medio de restablecimiento y entre interrupciones",
  verdict: "Veredicto",
  "request-success": "Solicitudes sin error del servidor",
  "usual-average": "Promedio habitual del portal",
  "hourly-comparison": "Comparación por hora",
  place: "Lugar",
  privacy: "Privacidad",
};

/** What no memoria prints, as it shows what these are. */
const own: Partial<Record<DefinitionId, [term: string, text: string]>> = {
  given: ["Dato indicado", "Se toma tal cual de las opciones, de la convocatoria o del propio programa; no se calcula."],
  "read-from-file": ["Dato leído", "Se toma tal cual del archivo que se entregó."],
  curve: ["Curva", "Suma por pasos de igual duración, de un minuto a un día: los más finos con que la curva no pasa de 3,000 puntos."],
  finding: ["Hallazgo", "Regla sobre las demás cifras; cada uno lleva en su evidencia los números y el umbral de que resulta."],
  warning: ["Advertencia", "Lo que conviene saber antes de confiar en una cifra; resulta de los archivos y de las demás cifras."],
  compliance: ["Cumplimiento", "Veredicto de cada cláusula medible de la convocatoria, con la evidencia de que resulta."],
};

/** Term and text of a definition. */
export function definitionOf(id: DefinitionId, parameters: MethodParameters): [term: string, text: string] {
  const all = [...lines, ...hits, ...visits(parameters), ...availability(parameters), ...comparison, ...places];
  const found = own[id] ?? all.find(([term]) => term === terms[id]);
  if (!found) throw new Error(`no definition ${id}`);
  return found;
}
