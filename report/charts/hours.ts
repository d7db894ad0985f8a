// Hits of each hour, people's and automated ones stacked.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis, Traffic } from "../../analysis/index.ts";
import { formatCount, formatTime, wallClock, zoneLabel } from "../../analysis/index.ts";
import type { ChartBlock } from "../document.ts";
import { chartWords as words } from "../locale/es-MX.ts";
import { LIGHT } from "../palette.ts";
import { frame } from "./theme.ts";

/** More bars than these say no more than the curve of demand. */
const MOST_HOURS = 72;
const LABELLED_HOURS = 12;

function hoursSpec(hours: Traffic["hours"], timeZone: string): TopLevelSpec {
  const rows = hours.flatMap((hour, index) => [
    { from: index + 0.12, to: index + 0.88, low: 0, high: hour.humanHits, color: LIGHT.accent },
    { from: index + 0.12, to: index + 0.88, low: hour.humanHits, high: hour.hits, color: LIGHT.accentSoft },
  ]);
  const every = Math.ceil(hours.length / LABELLED_HOURS);
  const labels = hours.map((hour) => wallClock(hour.at, timeZone).slice(11, 16));
  const values = hours.map((_, index) => index + 0.5).filter((_, index) => index % every === 0);
  return {
    ...frame(180, { left: 52, right: 16, top: 10, bottom: 24 }),
    data: { values: rows },
    mark: { type: "rect" },
    encoding: {
      x: {
        field: "from",
        type: "quantitative",
        scale: { domain: [0, hours.length], nice: false },
        axis: { values, labelExpr: `${JSON.stringify(labels)}[floor(datum.value)]`, ticks: false },
      },
      x2: { field: "to" },
      y: { field: "low", type: "quantitative", axis: { tickCount: 4, format: ",d" } },
      y2: { field: "high" },
      color: { field: "color", type: "nominal", scale: null },
    },
  } as unknown as TopLevelSpec;
}

/** The bars of each hour with hits, titled by the greatest; null with fewer than two hours or too many. */
export function hoursChart(analysis: Analysis): ChartBlock | null {
  const { hours } = analysis.traffic;
  const { timeZone, start } = analysis.period;
  const first = hours[0];
  if (first === undefined || hours.length < 2 || hours.length > MOST_HOURS) return null;
  const peak = hours.reduce((best, hour) => (hour.hits > best.hits ? hour : best), first);
  return {
    kind: "chart",
    id: "grafica-horas",
    spec: hoursSpec(hours, timeZone),
    title: words.hoursTitle(formatTime(peak.at, timeZone), formatCount(peak.hits)),
    subtitle: words.hoursSubtitle(zoneLabel(timeZone, start)),
    alt: words.hoursAlt,
    dataTable: null,
  };
}
