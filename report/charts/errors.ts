// Server errors (5xx) over time, as bars of the series' own step.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis } from "../../analysis/index.ts";
import { formatCount } from "../../analysis/index.ts";
import type { ChartBlock } from "../document.ts";
import { chartWords as words } from "../locale/es-MX.ts";
import { LIGHT } from "../palette.ts";
import { boundsWords, stepMomentWords } from "./moment.ts";
import { frame } from "./theme.ts";
import { filledSeries, TICK_LABEL, tickValues } from "./time-axis.ts";

function errorsSpec(analysis: Analysis): TopLevelSpec {
  const { series } = analysis.traffic;
  const { timeZone } = analysis.period;
  const stepMs = series.stepSeconds * 1000;
  const rows = filledSeries(series, timeZone).map(({ wallMs, errors5xx }) => ({ from: wallMs, to: wallMs + stepMs, errors: errors5xx }));
  const fromMs = rows[0]?.from ?? 0;
  const toMs = rows.at(-1)?.to ?? fromMs + 1;
  return {
    ...frame(150, { left: 52, right: 16, top: 10, bottom: 24 }),
    data: { values: rows.filter((row) => row.errors > 0) },
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
  } as unknown as TopLevelSpec;
}

/** Server errors over time, titled by their sum and peak; null where there were none. */
export function errorsChart(analysis: Analysis): ChartBlock | null {
  const { series, statusClasses } = analysis.traffic;
  const { timeZone } = analysis.period;
  const first = series.points[0];
  if (first === undefined || statusClasses["5xx"] === 0 || series.points.length < 3) return null;
  const peak = series.points.reduce((best, point) => (point.errors5xx > best.errors5xx ? point : best), first);
  const errors = formatCount(statusClasses["5xx"]);
  const peakAt = stepMomentWords(peak.at, series.stepSeconds, timeZone);
  return {
    kind: "chart",
    id: "grafica-errores",
    spec: errorsSpec(analysis),
    title: words.errorsTitle(errors, peakAt),
    subtitle: words.errorsSubtitle(words.stepWords(series.stepSeconds), boundsWords(analysis.period)),
    alt: words.errorsAlt(errors, formatCount(peak.errors5xx), peakAt),
    dataTable: null,
  };
}
