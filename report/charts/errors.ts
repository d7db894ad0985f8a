// Server errors (5xx) over time, as bars of the series' own step.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis } from "../../analysis/index.ts";
import { formatCount, formatShortDateTime } from "../../analysis/index.ts";
import type { ChartBlock, Reading } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { axisUnit } from "./legend.ts";
import { boundsWords, stepMomentWords } from "./moment.ts";
import { frame } from "./theme.ts";
import { filledSeries, TICK_LABEL, tickValues } from "./time-axis.ts";

const MARGINS = { left: 58, right: 16, top: 26, bottom: 24 };

type Row = ReturnType<typeof filledSeries>[number];

function spanOf(rows: Row[], stepMs: number): [fromMs: number, toMs: number] {
  const fromMs = rows[0]?.wallMs ?? 0;
  return [fromMs, (rows.at(-1)?.wallMs ?? fromMs) + stepMs];
}

function errorsSpec(words: Words, rows: Row[], stepSeconds: number): TopLevelSpec {
  const stepMs = stepSeconds * 1000;
  const [fromMs, toMs] = spanOf(rows, stepMs);
  const values = rows
    .filter((row) => row.errors5xx > 0)
    .map((row) => ({ from: row.wallMs, to: row.wallMs + stepMs, errors: row.errors5xx }));
  const bars = {
    data: { values },
    mark: { type: "rect", color: LIGHT.attention },
    encoding: {
      x: {
        field: "from",
        type: "quantitative",
        scale: { domain: [fromMs, toMs], nice: false },
        axis: { values: tickValues(fromMs, toMs), labelExpr: TICK_LABEL },
      },
      x2: { field: "to" },
      y: { field: "errors", type: "quantitative", axis: { tickCount: 3, format: ",d" }, scale: { zero: true } },
      y2: { datum: 0 },
    },
  };
  const unit = axisUnit(words.charts.errorsPerStep(words.charts.stepWords(stepSeconds)), -MARGINS.left + 6, -16);
  return { ...frame(words, 166, MARGINS), layer: [bars, unit] } as unknown as TopLevelSpec;
}

/** The steps with errors, where they are drawn. */
function readingOf(words: Words, rows: Row[], stepSeconds: number): Reading {
  const stepMs = stepSeconds * 1000;
  const [fromMs, toMs] = spanOf(rows, stepMs);
  const { width } = frame(words, 0, MARGINS);
  return {
    heads: [words.charts.series.errors, words.charts.series.hits],
    points: rows
      .filter((row) => row.errors5xx > 0)
      .map((row) => ({
        x: Math.round((MARGINS.left + ((row.wallMs + stepMs / 2 - fromMs) / (toMs - fromMs)) * width) * 10) / 10,
        y: null,
        name: formatShortDateTime(new Date(row.wallMs).toISOString(), "UTC", words.language),
        values: [row.errors5xx, row.hits],
      })),
  };
}

/** Server errors over time, titled by their sum and peak; null where there were none. */
export function errorsChart(words: Words, analysis: Analysis): ChartBlock | null {
  const { series, statusClasses } = analysis.traffic;
  const { timeZone } = analysis.period;
  const first = series.points[0];
  if (first === undefined || statusClasses["5xx"] === 0 || series.points.length < 3) return null;
  const peak = series.points.reduce((best, point) => (point.errors5xx > best.errors5xx ? point : best), first);
  const rows = filledSeries(series, timeZone);
  const errors = formatCount(statusClasses["5xx"]);
  const peakAt = stepMomentWords(words, peak.at, series.stepSeconds, timeZone);
  return {
    kind: "chart",
    id: "grafica-errores",
    spec: errorsSpec(words, rows, series.stepSeconds),
    title: words.charts.errorsTitle(errors, peakAt),
    subtitle: words.charts.errorsSubtitle(words.charts.stepWords(series.stepSeconds), boundsWords(words, analysis.period)),
    alt: words.charts.errorsAlt(errors, formatCount(peak.errors5xx), peakAt),
    dataTable: null,
    reading: readingOf(words, rows, series.stepSeconds),
  };
}
