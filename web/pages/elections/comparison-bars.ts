// What a planner asks of elections side by side, as bars; their tables have the same figures.
import { formatCount, formatDecimal, formatDuration, known, printable } from "../../../analysis/index.ts";
import type { Markup } from "../../../report/index.ts";
import type { ChosenElections } from "../../deeds/elections.ts";
import { barChart } from "./bar-chart.ts";

type Comparison = ChosenElections["comparison"];

export function visitBars({ deliveries }: Comparison): Markup {
  return barChart(
    "Visitas en las horas comunes",
    "Visitas que empiezan en las horas que registran todas las bitácoras comparadas",
    deliveries.map(({ name, common }) => ({
      name,
      value: common?.visits ?? null,
      text: known(common, ({ visits }) => formatCount(visits)),
    })),
  );
}

export function peakBars({ deliveries }: Comparison): Markup {
  return barChart(
    "Minuto de mayor demanda",
    "Solicitudes en ese minuto, en el periodo de cada memoria",
    deliveries.map(({ name, peakMinute }) => ({
      name,
      value: peakMinute?.hits ?? null,
      text: known(peakMinute, ({ hits }) => formatCount(hits)),
    })),
  );
}

export function stayBars({ deliveries }: Comparison): Markup {
  return barChart(
    "Tiempo de permanencia, media",
    "De las visitas con dos páginas o más, en el periodo de cada memoria",
    deliveries.map(({ name, visitDuration }) => ({ name, value: visitDuration.mean, text: known(visitDuration.mean, formatDuration) })),
  );
}

/** Null: no difusor has two elections. */
export function growthBars({ growth }: Comparison): Markup | null {
  if (growth.length === 0) return null;
  return barChart(
    "Crecimiento del minuto de mayor demanda",
    "Veces el de la elección anterior del mismo difusor; 1.00 es igual",
    growth.map(({ from, to, peakMinute }) => ({
      name: `${printable(to)}, frente a ${printable(from)}`,
      value: peakMinute,
      text: known(peakMinute, (value) => `${formatDecimal(value, 2)} veces`),
    })),
  );
}
