// A board as a table for other programs: the figures as they are, what is not known left empty.
import type { Board, BoardRow } from "./boards.ts";
import { monthsOf } from "./summaries.ts";

type Cell = string | number | null;

export interface BoardTable {
  name: string;
  title: string;
  headings: string[];
  rows: Cell[][];
}

const sources = { declared: "declarada", log: "bitacora", monitor: "monitor" } as const;

export function boardTableOf({ call }: Board, rows: readonly BoardRow[]): BoardTable {
  const periods = ["window", ...monthsOf(rows.map(({ summary }) => summary))];
  const facts = periods.flatMap((period) => (Object.keys(sources) as (keyof typeof sources)[]).map((source) => ({ period, source })));
  const headings = [
    ...["difusor", "estado", "convocatoria", "fecha_limite", "version", "entregada", "fuera_del_plazo", "resultado"],
    ...facts.flatMap(({ period, source }) => {
      const end = `${period === "window" ? "publicacion" : period.slice("month:".length)}_${sources[source]}`;
      return [`disponibilidad_${end}`, `cobertura_${end}`, `veredicto_${end}`];
    }),
    ...["clausulas_cumple", "clausulas_incumple", "clausulas_no_verificable", "clausulas_indicio", "incidencias"],
    ...["visitas", "visitantes_unicos", "paginas_vistas", "solicitudes", "minuto_mayor", "solicitudes_del_minuto_mayor"],
    ...["pendientes", "objeciones", "observaciones_abiertas", "reclasificaciones"],
  ];
  const cells = (row: BoardRow): Cell[] => [
    ...stateCells(row),
    ...facts.flatMap(({ period, source }) => {
      const fact = row.summary?.availability.find((each) => each.period === period && each.source === source);
      return [fact?.availability ?? null, fact?.coverage ?? null, fact?.verdict ?? null];
    }),
    ...figureCells(row),
  ];
  return { name: `tablero-${call.id}`, title: `Tablero de ${call.document.value}`, headings, rows: rows.map(cells) };
}

function stateCells({ difusor, state, delivery, due, version, outcome }: BoardRow): Cell[] {
  return [
    ...[difusor, state, delivery.call, due?.day ?? null],
    ...(version === null ? [null, null, null] : [version.number, version.handedInAt, version.isLate ? "sí" : "no"]),
    outcome,
  ];
}

function figureCells({ summary, openObservations, reclassified }: BoardRow): Cell[] {
  const clauses = summary?.clauses ?? null;
  return [
    ...(["cumple", "incumple", "no-verificable", "indicio"] as const).map((verdict) => clauses?.[verdict] ?? null),
    ...(["incidents", "visits", "uniqueVisitors", "pageViews", "hits"] as const).map((key) => summary?.[key] ?? null),
    ...[summary?.peakMinute?.at ?? null, summary?.peakMinute?.hits ?? null, summary?.pending ?? null, summary?.objections ?? null],
    ...[openObservations, reclassified?.changes.length ?? 0],
  ];
}
