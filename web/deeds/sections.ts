// The parts of a memoria that an observation can be on.

import { callOf } from "../records/calls.ts";
import type { Delivery } from "../records/deliveries.ts";
import type { Records } from "../records/records.ts";

const own: readonly [id: string, title: string][] = [
  ["general", "La memoria en general"],
  ["incidencias", "Reporte de incidencias"],
  ["disponibilidad", "Disponibilidad"],
  ["clausulas", "Cumplimiento de las cláusulas"],
  ["estadisticas", "Estadísticas de visitas"],
  ["comparacion", "Comparación con el promedio habitual"],
  ["analisis", "Análisis y conclusiones"],
  ["comentarios", "Comentarios y sugerencias"],
  ["bitacoras", "Bitácoras de acceso"],
];

export interface MemoriaSection {
  id: string;
  title: string;
  clause: string | null;
}

/** Those that the call asks for under its own names, and the others that a memoria may have. */
export function sectionsOf(services: Records, { call }: Pick<Delivery, "call">): MemoriaSection[] {
  const asked = callOf(services, call).memoria.sections;
  return own.map(([id, title]) => {
    const section = asked.find((each) => each.id === id);
    return { id, title: section?.title ?? title, clause: section?.clause ?? null };
  });
}

export function sectionTitle(services: Records, delivery: Pick<Delivery, "call">, id: string): string {
  return sectionsOf(services, delivery).find((section) => section.id === id)?.title ?? "Otra parte";
}
