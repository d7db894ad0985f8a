// Hits of each hour, people's and automated ones stacked.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis, Traffic } from "../../analysis/index.ts";
import { formatCount, formatShortDateTime, wallClock } from "../../analysis/index.ts";
import type { ChartBlock, Reading } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { axisUnit, keysEndingAt } from "./legend.ts";
import { boundsWords, momentWords } from "./moment.ts";
import { frame } from "./theme.ts";

/** More bars than these say no more than the curve of demand. */
const MOST_HOURS = 72;
const LABELLED_HOURS = 12;
const MARGINS = { left: 58, right: 16, top: 26, bottom: 24 };

function hoursSpec(words: Words, hours: Traffic["hours"], timeZone: string): TopLevelSpec {
  const rows = hours.flatMap((hour, index) => [
    { from: index + 0.12, to: index + 0.88, low: 0, high: hour.humanHits, color: LIGHT.accent },
    { from: index + 0.12, to: index + 0.88, low: hour.humanHits, high: hour.hits, color: LIGHT.accentSoft },
  ]);
  const every = Math.ceil(hours.length / LABELLED_HOURS);
  const labels = hours.map((hour) => wallClock(hour.at, timeZone).slice(11, 16));
  const values = hours.map((_, index) => index + 0.5).filter((_, index) => index % every === 0);
  const box = frame(words, 194, MARGINS);
  const bars = {
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
  };
  return {
    ...box,
    layer: [bars, axisUnit(words.charts.perHour, -MARGINS.left + 6, -16), ...keys(words, box.width)],
  } as unknown as TopLevelSpec;
}

function keys(words: Words, widthPx: number): object[] {
  const { people, automated } = words.charts.hoursSeries;
  return keysEndingAt(
    [
      { name: people, colour: LIGHT.accent, sample: "square" },
      { name: automated, colour: LIGHT.accentSoft, sample: "square" },
    ],
    widthPx,
    -16,
  );
}

function readingOf(words: Words, hours: Traffic["hours"], timeZone: string): Reading {
  const step = frame(words, 0, MARGINS).width / hours.length;
  return {
    heads: [words.charts.hoursSeries.people, words.charts.hoursSeries.automated],
    points: hours.map((hour, index) => ({
      x: Math.round((MARGINS.left + (index + 0.5) * step) * 10) / 10,
      y: null,
      name: formatShortDateTime(hour.at, timeZone, words.language),
      values: [hour.humanHits, hour.hits - hour.humanHits],
    })),
  };
}

/** The bars of each hour with hits, titled by the greatest; null with fewer than two hours or too many. */
export function hoursChart(words: Words, analysis: Analysis): ChartBlock | null {
  const { hours } = analysis.traffic;
  const { timeZone } = analysis.period;
  const first = hours[0];
  if (first === undefined || hours.length < 2 || hours.length > MOST_HOURS) return null;
  const peak = hours.reduce((best, hour) => (hour.hits > best.hits ? hour : best), first);
  const moment = momentWords(words, peak.at, timeZone);
  return {
    kind: "chart",
    id: "grafica-horas",
    spec: hoursSpec(words, hours, timeZone),
    title: words.charts.hoursTitle(moment, peak.hits),
    subtitle: words.charts.hoursSubtitle(boundsWords(words, analysis.period)),
    alt: words.charts.hoursAlt(moment, formatCount(peak.hits)),
    dataTable: null,
    reading: readingOf(words, hours, timeZone),
  };
}
