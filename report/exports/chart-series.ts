// What the charts of a delivery's pages are drawn from, as tables: demand of every hour, what stands under it, and what each source of availability says of every moment.
import type { Analysis } from "../../analysis/index.ts";
import { sourceStates } from "../charts/source-states.ts";
import type { CsvCell } from "../csv.ts";
import { wordsOf } from "../locale/words.ts";
import type { DataTable } from "./data-table.ts";

const titles = wordsOf("es").annexes.seriesTitles;

/** Hours without hits are not listed: the chart draws them as none. */
function demand({ traffic }: Analysis): DataTable {
  return {
    name: "demanda-por-hora",
    title: titles.demand,
    headings: ["hora", "solicitudes", "errores_5xx"],
    rows: traffic.hours.map(({ at, hits, errors5xx }) => [at, hits, errors5xx]),
  };
}

/** Declared incidents, whatever their effect, and the outages that a log or a monitor shows; an end that nobody knows is null. */
function spans({ incidents, availability }: Analysis): DataTable {
  const declared = incidents.map(({ id, start, end, effect }): CsvCell[] => ["declared", effect, start, end, id]);
  const seen = availability.outages
    .filter(({ source }) => source !== "declared")
    .map(({ source, start, end }): CsvCell[] => [source, "caida", start, end, null]);
  return {
    name: "incidencias-e-interrupciones",
    title: titles.spans,
    headings: ["fuente", "efecto", "inicio", "fin", "incidencia"],
    rows: [...declared, ...seen],
  };
}

function states(analysis: Analysis): DataTable {
  const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
  const rows = sourceStates(analysis).flatMap(({ source, spans: of }) =>
    Object.entries(of)
      .flatMap(([state, list]) => list.map((span) => ({ state, ...span })))
      .sort((a, b) => a.fromMs - b.fromMs)
      .map(({ state, fromMs, toMs }): CsvCell[] => [source, state, iso(fromMs), iso(toMs), (toMs - fromMs) / 1000]),
  );
  return {
    name: "estados-de-disponibilidad",
    title: titles.states,
    headings: ["fuente", "estado", "inicio", "fin", "segundos"],
    rows,
  };
}

/** The series of the charts, in the order of the page. */
export function chartSeries(analysis: Analysis): DataTable[] {
  return [demand(analysis), spans(analysis), states(analysis)];
}
