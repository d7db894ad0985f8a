// Server errors (5xx) over time, as bars of the series' own step.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis } from "../../analysis/index.ts";
import { formatCount, formatShortDateTime } from "../../analysis/index.ts";
import type { ChartBlock, Reading } from "../document.ts";
import { chartWords as words } from "../locale/es-MX.ts";
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

function errorsSpec(rows: Row[], stepSeconds: number): TopLevelSpec {
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
  const unit = axisUnit(words.errorsPerStep(words.stepWords(stepSeconds)), -MARGINS.left + 6, -16);
  return { ...frame(166, MARGINS), layer: [bars, unit] } as unknown as TopLevelSpec;
}

/** The steps with errors, where they are drawn. */
function readingOf(rows: Row[], stepSeconds: number): Reading {
  const stepMs = stepSeconds * 1000;
  const [fromMs, toMs] = spanOf(rows, stepMs);
  const { width } = frame(0, MARGINS);
  return {
    heads: [words.series.errors, words.series.hits],
    points: rows
      .filter((row) => row.errors5xx > 0)
      .map((row) => ({
        x: Math.round((MARGINS.left + ((row.wallMs + stepMs / 2 - fromMs) / (toMs - fromMs)) * width) * 10) / 10,
        y: null,
        name: formatShortDateTime(new Date(row.wallMs).toISOString(), "UTC"),
        values: [row.errors5xx, row.hits],
      })),
  };
}

/** Server errors over time, titled by their sum and peak; null where there were none. */
export function errorsChart(analysis: Analysis): ChartBlock | null {
  const { series, statusClasses } = analysis.traffic;
  const { timeZone } = analysis.period;
  const first = series.points[0];
  if (first === undefined || statusClasses["5xx"] === 0 || series.points.length < 3) return null;
  const peak = series.points.reduce((best, point) => (point.errors5xx > best.errors5xx ? point : best), first);
  const rows = filledSeries(series, timeZone);
  const errors = formatCount(statusClasses["5xx"]);
  const peakAt = stepMomentWords(peak.at, series.stepSeconds, timeZone);
  return {
    kind: "chart",
    id: "grafica-errores",
    spec: errorsSpec(rows, series.stepSeconds),
    title: words.errorsTitle(errors, peakAt),
    subtitle: words.errorsSubtitle(words.stepWords(series.stepSeconds), boundsWords(analysis.period)),
    alt: words.errorsAlt(errors, formatCount(peak.errors5xx), peakAt),
    dataTable: null,
    reading: readingOf(rows, series.stepSeconds),
  };
}
