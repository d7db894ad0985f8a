// Demand over time: hits and page views above, visits of each hour below, with incidents, outages seen, cuts and the period's bounds.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis, Convocatoria } from "../../analysis/index.ts";
import { formatShortDateTime } from "../../analysis/index.ts";
import type { ChartBlock, Reading } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { demandMarks, type Marked } from "./demand-marks.ts";
import { axisUnit, keysEndingAt } from "./legend.ts";
import { boundsWords, momentWords, stepMomentWords } from "./moment.ts";
import { frame } from "./theme.ts";
import { filledSeries, TICK_LABEL, tickValues, wallMs } from "./time-axis.ts";

const MARGINS = { left: 58, right: 16, top: 36, bottom: 24 };
const CURVE_PX = 176;
const VISITS_PX = 56;
const LANE_PX = 11;
const HOUR_MS = 3_600_000;
/** More bars than these would be thinner than the gaps between them. */
const MOST_VISIT_BARS = 240;

const x = { field: "at", type: "quantitative" } as const;

type Row = ReturnType<typeof filledSeries>[number];

function curve(rows: Row[]): object {
  const values = rows.map(({ wallMs, hits, pageViews }) => ({ at: wallMs, hits, pageViews }));
  const scale = { range: [CURVE_PX, 0], zero: true, nice: true };
  const y = (field: string) => ({ field, type: "quantitative", stack: null, scale, axis: { format: ",d" } });
  return {
    data: { values },
    layer: [
      { mark: { type: "area", color: LIGHT.accentSoft, opacity: 0.35 }, encoding: { x, y: y("hits") } },
      { mark: { type: "line", color: LIGHT.accent, strokeWidth: 1.3 }, encoding: { x, y: y("hits") } },
      { mark: { type: "line", color: LIGHT.ink, strokeWidth: 1, strokeDash: [3, 2] }, encoding: { x, y: y("pageViews") } },
    ],
  };
}

function hasVisitPanel({ traffic }: Analysis): boolean {
  return traffic.hours.length > 0 && traffic.hours.length <= MOST_VISIT_BARS;
}

/** The visits that began in each hour, as a panel of its own under the curve: another unit never shares an axis. */
function visits(words: Words, analysis: Analysis, topPx: number, fromMs: number, toMs: number): object[] {
  const { hours } = analysis.traffic;
  if (!hasVisitPanel(analysis)) return [];
  const bars = hours.map((hour) => {
    const at = wallMs(hour.at, analysis.period.timeZone);
    return { at: Math.max(at + HOUR_MS * 0.1, fromMs), to: Math.min(at + HOUR_MS * 0.9, toMs), visits: hour.visits };
  });
  return [
    {
      data: { values: bars.filter((bar) => bar.to > bar.at) },
      mark: { type: "rect", color: LIGHT.class3 },
      encoding: {
        x,
        x2: { field: "to" },
        y: {
          field: "visits",
          type: "quantitative",
          scale: { range: [topPx + VISITS_PX, topPx], zero: true, nice: true },
          axis: { orient: "left", tickCount: 2, format: ",d" },
        },
        y2: { datum: 0 },
      },
    },
    axisUnit(words.charts.visitsPerHour, -MARGINS.left + 6, topPx - 12),
  ];
}

/** Where the panels stand, from the curve downwards. */
interface Layout {
  fromMs: number;
  toMs: number;
  visitsTopPx: number;
  heightPx: number;
}

function layoutOf(analysis: Analysis, rows: Row[], lanes: number): Layout {
  const fromMs = rows[0]?.wallMs ?? 0;
  const toMs = Math.max(rows.at(-1)?.wallMs ?? 0, fromMs + 1);
  const visitsTopPx = CURVE_PX + 8 + lanes * LANE_PX + 26;
  return { fromMs, toMs, visitsTopPx, heightPx: hasVisitPanel(analysis) ? visitsTopPx + VISITS_PX : visitsTopPx - 24 };
}

function demandSpec(words: Words, analysis: Analysis, rows: Row[], marked: Marked, layout: Layout): TopLevelSpec {
  const { fromMs, toMs, heightPx, visitsTopPx } = layout;
  const box = frame(words, heightPx + MARGINS.top + MARGINS.bottom, MARGINS);
  const axis = { values: tickValues(fromMs, toMs), labelExpr: TICK_LABEL };
  const step = words.charts.stepWords(analysis.traffic.series.stepSeconds);
  const clock = {
    data: { values: [{ at: fromMs }] },
    mark: { type: "rule", opacity: 0, y: 0, y2: 0 },
    encoding: { x: { ...x, scale: { domain: [fromMs, toMs], nice: false }, axis } },
  };
  const keys = keysEndingAt(
    [
      { name: words.charts.series.hits, colour: LIGHT.accent, sample: "line" },
      { name: words.charts.series.pageViews, colour: LIGHT.ink, sample: "dashed-line" },
    ],
    box.width,
    -26,
  );
  const layer = [
    clock,
    ...marked.behind,
    curve(rows),
    ...marked.before(LANE_PX, box.width),
    ...visits(words, analysis, visitsTopPx, fromMs, toMs),
    axisUnit(words.charts.perStep(step), -MARGINS.left + 6, -26),
    ...keys,
  ];
  return { ...box, resolve: { scale: { y: "independent" }, axis: { y: "independent" } }, layer } as unknown as TopLevelSpec;
}

/** Every step of the curve with its figures, where it is drawn. */
function readingOf(words: Words, rows: Row[], { fromMs, toMs }: Layout): Reading {
  const width = frame(words, 0, MARGINS).width;
  const place = (ms: number): number => MARGINS.left + ((ms - fromMs) / (toMs - fromMs)) * width;
  return {
    heads: [words.charts.series.hits, words.charts.series.pageViews, words.charts.series.errors],
    points: rows.map((row) => ({
      x: Math.round(place(row.wallMs) * 10) / 10,
      y: null,
      name: formatShortDateTime(new Date(row.wallMs).toISOString(), "UTC", words.language),
      values: [row.hits, row.pageViews, row.errors5xx],
    })),
  };
}

/** The curve of demand, titled by its peak; null where there are too few points to draw one. */
export function demandChart(words: Words, analysis: Analysis, convocatoria: Convocatoria | null = null): ChartBlock | null {
  const { traffic, period } = analysis;
  const { points, stepSeconds } = traffic.series;
  const first = points[0];
  if (first === undefined || points.length < 3) return null;
  const rows = filledSeries(traffic.series, period.timeZone);
  const peak = points.reduce((best, point) => (point.hits > best.hits ? point : best), first);
  const step = words.charts.stepWords(stepSeconds);
  const moment = stepMomentWords(words, peak.at, stepSeconds, period.timeZone);
  const { peakMinute } = traffic;
  const minute =
    peakMinute === null || stepSeconds === 60
      ? ""
      : words.charts.peakMinuteNote(peakMinute.hits, momentWords(words, peakMinute.at, period.timeZone));
  const fromMs = rows[0]?.wallMs ?? 0;
  const marked = demandMarks(words, analysis, convocatoria, {
    fromMs,
    toMs: Math.max(rows.at(-1)?.wallMs ?? 0, fromMs + 1),
    curvePx: CURVE_PX,
  });
  const layout = layoutOf(analysis, rows, marked.lanes);
  return {
    kind: "chart",
    id: "grafica-demanda",
    spec: demandSpec(words, analysis, rows, marked, layout),
    title: words.charts.demandTitle(step, peak.hits, moment),
    subtitle: [
      `${words.charts.demandSubtitle(step, boundsWords(words, period), hasVisitPanel(analysis))}${minute}`,
      ...marked.remarks,
    ].join(". "),
    alt: words.charts.demandAlt(peak.hits, moment),
    dataTable: null,
    reading: readingOf(words, rows, layout),
  };
}
