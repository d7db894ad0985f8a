// Bars of one quantity, a difusor each, the greatest first; the table beside has them all.
import { namedBarsSpec } from "../charts/bars.ts";
import type { ChartBlock } from "../document.ts";
import * as electionWords from "../locale/es-MX/elections.ts";
import { wordsOf } from "../locale/words.ts";

/** More bars than these are no chart. */
const mostBars = 25;

export function barsChart(id: string, title: string, unit: string, bars: { name: string; value: number; label: string }[]): ChartBlock[] {
  if (bars.length === 0) return [];
  const shown = bars.toSorted((a, b) => b.value - a.value).slice(0, mostBars);
  const alt = `${title}. ${shown.map(({ name, label }) => `${name}: ${label}`).join("; ")}.`;
  const subtitle = electionWords.election.chartSubtitle(unit);
  return [{ kind: "chart", id, spec: namedBarsSpec(wordsOf("es"), shown), title, subtitle, alt, dataTable: null }];
}
