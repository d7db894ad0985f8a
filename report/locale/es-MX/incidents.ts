// Words of the section on incidents.
import { formatCount, type Incident } from "../../../analysis/index.ts";

export const title = "Reporte de incidencias";
export const tableCaption = "Incidencias declaradas por el difusor";
export const columns = { number: "Núm.", start: "Inicio", duration: "Duración", type: "Tipo", effect: "Efecto" } as const;
export const fields = {
  date: "Fecha",
  time: "Hora",
  duration: "Duración",
  effect: "Efecto",
  description: "Descripción",
  rootCause: "Causa raíz",
  impact: "Impacto en la difusión",
  measures: "Medidas tomadas",
  component: "Componente",
  source: "Fuente del registro",
  trace: "Rastro en el tráfico",
} as const;
export const notDeclared = "no declarada";
export const notDeclaredMasculine = "no declarado";
export const notDeclaredPlural = "no declaradas";
export const noEnd = "sin hora de término declarada";
export const detail = "Detalle de cada incidencia";
export const complete =
  "El difusor declara bajo firma que la lista de incidencias está completa para el periodo y para los meses naturales que se muestran.";
export const incomplete =
  "No hay declaración firmada de que la lista esté completa: los lapsos sin incidencias no prueban, por sí solos, que el servicio estuvo disponible.";
export const noneDeclared = "El difusor declara bajo firma que no hubo incidencias en el periodo.";
export const nonePending =
  "Este apartado está pendiente: el difusor no ha entregado la lista de incidencias ni la declaración de que no las hubo.";
export const pendingSentence = "Falta la lista de incidencias o la declaración de que no las hubo; la proporciona el difusor.";

export const statementPending = "Falta la declaración de que la lista está completa; la firma el difusor.";
export const missingParts = { end: "la hora de término", impact: "el impacto en la difusión", measures: "las medidas tomadas" } as const;
export function partsPending(number: number, parts: string[]): string {
  const listed = parts.length === 1 ? parts.join("") : `${parts.slice(0, -1).join(", ")} y ${parts.at(-1)}`;
  return `De la incidencia ${number} falta ${listed}; lo proporciona el difusor.`;
}

export function card(number: number, type: string): string {
  return `Incidencia ${number}. ${type}`;
}

export function timeRange(start: string, end: string): string {
  return `de ${start} a ${end}`;
}

export function openTime(start: string): string {
  return `desde ${start}, ${noEnd}`;
}

export function weighted(effect: string, weight: string): string {
  return `${effect}, con peso de ${weight}`;
}

export function countSentence(total: number, outages: number, degradations: number): string {
  const incidents = total === 1 ? "Se declara 1 incidencia" : `Se declaran ${formatCount(total)} incidencias`;
  const down = outages === 1 ? "1 caída" : `${formatCount(outages)} caídas`;
  const degraded = degradations === 1 ? "1 degradación" : `${formatCount(degradations)} degradaciones`;
  return `${incidents}: ${down}, ${degraded} y ${formatCount(total - outages - degradations)} sin efecto en el servicio.`;
}

type Trace = NonNullable<Incident["trace"]>;

export const traceMethod =
  "En el rastro, las solicitudes esperadas se estiman por la demanda de los 30 minutos anteriores y posteriores a la incidencia.";

/** What the incident left in the traffic, with the figures that say so. */
export function traceSentence({ verdict, observedHits, errors5xx, expectedHits, lostHits, lostPageViews, lostVisits }: Trace): string {
  if (observedHits === null || errors5xx === null) return "No verificable: la bitácora no cubre el lapso.";
  const requests = observedHits === 1 ? "1 solicitud de personas" : `${formatCount(observedHits)} solicitudes de personas`;
  const errors = errors5xx === 1 ? "1 con error del servidor" : `${formatCount(errors5xx)} con error del servidor`;
  const seen = `${requests}, ${errors}`;
  const lead = verdict === "con-rastro" ? "Con rastro" : verdict === "sin-rastro" ? "Sin rastro" : "No verificable";
  if (expectedHits === null || lostHits === null) return `${lead}: ${seen}; la demanda vecina no basta para estimar lo esperado.`;
  const views = lostPageViews ? `, ${formatCount(lostPageViews)} páginas vistas` : "";
  const visits = lostVisits ? ` y ${formatCount(lostVisits)} visitas` : "";
  const lost =
    verdict === "con-rastro" && lostHits > 0 ? `; se estima que se perdieron ${formatCount(lostHits)} solicitudes${views}${visits}` : "";
  return `${lead}: ${seen}; se esperaban ${formatCount(expectedHits)} atendidas${lost}.`;
}
