// Hits of each hour of the period against what is usual in it: the same weekday and hour of the portal's average.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis } from "../../analysis/index.ts";
import { formatDecimal, formatShortDateTime } from "../../analysis/index.ts";
import { type ChartBlock, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { boundsWords } from "./moment.ts";
import { frame } from "./theme.ts";
import { TICK_LABEL, tickValues, wallMs } from "./time-axis.ts";

type Comparison = NonNullable<Analysis["comparison"]>;

const HOUR_MS = 3_600_000;
/** A longer table says no more than the chart; analysis.json has it whole. */
const MOST_TABLE_HOURS = 168;

interface Step {
  at: number;
  hits: number | null;
  usual: number | null;
}

/** Each hour as a level step; where hours are not covered the lines break, as nothing is known there. */
function steps(hours: Comparison["hours"], timeZone: string): Step[] {
  return hours.flatMap((hour, i) => {
    const at = wallMs(hour.at, timeZone);
    const next = hours[i + 1];
    const ends = next === undefined || Date.parse(next.at) - Date.parse(hour.at) > HOUR_MS;
    const step = { at, hits: hour.hits, usual: hour.baselineHits };
    const end = { ...step, at: at + HOUR_MS };
    return ends ? [step, end, { at: at + HOUR_MS, hits: null, usual: null }] : [step];
  });
}

function comparisonSpec(words: Words, hours: Comparison["hours"], timeZone: string): TopLevelSpec {
  const rows = steps(hours, timeZone);
  const [fromMs, toMs] = [rows[0]?.at ?? 0, rows.at(-1)?.at ?? 1];
  const box = frame(words, 230, { left: 52, right: 16, top: 34, bottom: 24 });
  const x = {
    field: "at",
    type: "quantitative",
    scale: { domain: [fromMs, toMs], nice: false },
    axis: { values: tickValues(fromMs, toMs), labelExpr: TICK_LABEL },
  };
  const y = (field: string) => ({ field, type: "quantitative", stack: null, scale: { zero: true }, axis: { format: ",d" } });
  const line = (field: string, mark: object) => ({
    mark: { interpolate: "step-after", invalid: "break-paths-show-path-domains", ...mark },
    encoding: { x, y: y(field) },
  });
  const key = (text: string, place: number, color: string) => ({
    data: { values: [{}] },
    mark: { type: "text", text, align: "right", baseline: "bottom", color, x: place, y: -18 },
    encoding: {},
  });
  return {
    ...box,
    data: { values: rows },
    layer: [
      line("hits", { type: "area", color: LIGHT.accentSoft, opacity: 0.35 }),
      line("hits", { type: "line", color: LIGHT.accent, strokeWidth: 1.4 }),
      line("usual", { type: "line", color: LIGHT.ink, strokeWidth: 1.2, strokeDash: [4, 2] }),
      key(`— ${words.charts.comparisonSeries.period}`, box.width - 150, LIGHT.accent),
      key(`- - ${words.charts.comparisonSeries.usual}`, box.width, LIGHT.ink),
    ],
  } as unknown as TopLevelSpec;
}

/** The hours of the period against the usual ones, titled by their ratio; null where nothing is usual, or for fewer than three hours. */
export function comparisonChart(words: Words, { comparison, period }: Analysis): ChartBlock | null {
  if (comparison === null || comparison.hours.length < 3) return null;
  const ratio = comparison.rows.find((row) => row.measure === "hits")?.hourRatio ?? null;
  if (ratio === null) return null;
  const { timeZone } = period;
  const columns = words.analysis.comparisonHourColumns;
  const rows = comparison.hours.map((hour) => [
    formatShortDateTime(hour.at, timeZone, words.language),
    formatDecimal(hour.hits, 0),
    hour.baselineHits === null ? "" : formatDecimal(hour.baselineHits),
    hour.matched ? words.analysis.sameHour : words.analysis.plainMean,
  ]);
  const data = table(
    "datos-comparacion",
    words.analysis.comparisonHoursCaption,
    columns.map((title, i) => ({ title, kind: i === 1 || i === 2 ? ("number" as const) : ("text" as const) })),
    rows.slice(0, MOST_TABLE_HOURS),
  );
  const times = formatDecimal(ratio, 2);
  return {
    kind: "chart",
    id: "grafica-comparacion",
    spec: comparisonSpec(words, comparison.hours, timeZone),
    title: words.charts.comparisonTitle(times),
    subtitle: words.charts.comparisonSubtitle(boundsWords(words, { ...comparison.period, timeZone })),
    alt: words.charts.comparisonAlt(times),
    dataTable: rows.length > MOST_TABLE_HOURS ? null : data,
  };
}
