// What is marked on the curve of demand: declared incidents, outages by each source, the cuts that the call expects, the period's bounds.
import type { Analysis, Convocatoria } from "../../analysis/index.ts";
import { formatDuration } from "../../analysis/index.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { pixelRules } from "./pixels.ts";
import { CHART_WIDTH_PX } from "./theme.ts";
import { wallMs } from "./time-axis.ts";

/** What goes behind and before the curve, and what is said of it under the title. */
export interface Marked {
  behind: object[];
  before: (lanePx: number, widthPx: number) => object[];
  /** Rows of outages under the curve. */
  lanes: number;
  remarks: string[];
}

interface Plot {
  fromMs: number;
  toMs: number;
  curvePx: number;
}

interface Band {
  from: number;
  to: number;
  label: string;
  isOutage: boolean;
}

const SOURCES = ["declared", "log", "monitor"] as const;
const x = { field: "from", type: "quantitative" } as const;
const x2 = { field: "to" } as const;
/** Labels nearer than this would run into each other. */
const LABEL_ROOM_PX = 13;
/** Ticks nearer than this are a grey bar, not ticks. */
const LEAST_TICK_PX = 2.5;

/** Incidents with an effect, numbered as in their section. */
function incidentBands(analysis: Analysis, { fromMs, toMs }: Plot): Band[] {
  const { timeZone } = analysis.period;
  return analysis.incidents
    .map((incident, index) => ({
      from: Math.max(fromMs, wallMs(incident.start, timeZone)),
      to: Math.min(toMs, incident.end === null ? toMs : wallMs(incident.end, timeZone)),
      label: String(index + 1),
      effect: incident.effect,
      isOutage: incident.effect === "caida",
    }))
    .filter((band) => band.effect !== "ninguno" && band.to > band.from)
    .sort((a, b) => a.from - b.from);
}

/** The bands whose number has room, from the left. */
function labelled(bands: Band[], { fromMs, toMs }: Plot): (Band & { at: number })[] {
  const roomMs = ((toMs - fromMs) * LABEL_ROOM_PX) / CHART_WIDTH_PX;
  let last = Number.NEGATIVE_INFINITY;
  return bands.flatMap((band) => {
    const at = (band.from + band.to) / 2;
    if (at - last < roomMs) return [];
    last = at;
    return [{ ...band, at }];
  });
}

function bandMarks(bands: Band[], plot: Plot): object[] {
  const rect = { type: "rect", color: LIGHT.band, y: 0, y2: plot.curvePx };
  return [
    { data: { values: bands.filter((band) => band.isOutage) }, mark: { ...rect, opacity: 0.85 }, encoding: { x, x2 } },
    {
      data: { values: bands.filter((band) => !band.isOutage) },
      mark: { ...rect, opacity: 0.35, stroke: LIGHT.attention, strokeWidth: 0.6, strokeDash: [3, 2] },
      encoding: { x, x2 },
    },
  ];
}

function bandLabels(bands: Band[], plot: Plot): object {
  return {
    data: { values: labelled(bands, plot) },
    mark: { type: "text", baseline: "top", y: 2, color: LIGHT.attention, fontWeight: 600 },
    encoding: { x: { field: "at", type: "quantitative" }, text: { field: "label" } },
  };
}

function boundRules(words: Words, { period }: Analysis, { fromMs, toMs, curvePx }: Plot): object[] {
  const rules = [
    { from: wallMs(period.start, period.timeZone), label: words.charts.windowStart, align: "left" },
    { from: wallMs(period.end, period.timeZone), label: words.charts.windowEnd, align: "right" },
  ].filter((rule) => rule.from >= fromMs && rule.from <= toMs);
  const stroke = { color: LIGHT.muted, strokeWidth: 0.8, strokeDash: [2, 2] };
  return [
    { data: { values: rules }, mark: { type: "rule", y: 0, y2: curvePx, ...stroke }, encoding: { x } },
    ...["left", "right"].map((align) => ({
      data: { values: rules.filter((rule) => rule.align === align) },
      mark: { type: "text", align, baseline: "bottom", y: -3, color: LIGHT.muted },
      encoding: { x, text: { field: "label" } },
    })),
  ];
}

interface Cuts {
  times: number[];
  everySeconds: number;
  /** The call leaves the end of the operation open. */
  isOpenEnded: boolean;
}

/**
 * The times at which the call expects a cut, while the PREP operates; none where it leaves the cadence or the first hour open. Where it leaves the
 * end open, those of the day in which the Reglamento de Elecciones (article 353) has every local election's publication close.
 */
function cutTimes(convocatoria: Convocatoria | null, { fromMs, toMs }: Plot): Cuts {
  const none = { times: [], everySeconds: 0, isOpenEnded: false };
  if (convocatoria === null) return none;
  const { operation, cutEverySeconds } = convocatoria;
  if (cutEverySeconds.value === null || operation.start.value === null) return none;
  const stepMs = cutEverySeconds.value * 1000;
  if ((stepMs * CHART_WIDTH_PX) / (toMs - fromMs) < LEAST_TICK_PX) return none;
  const startMs = Date.parse(`${operation.start.value}Z`);
  const endMs = operation.end.value === null ? startMs + 86_400_000 : Date.parse(`${operation.end.value}Z`);
  const times: number[] = [];
  for (let at = startMs; at <= endMs; at += stepMs) if (at >= fromMs && at <= toMs) times.push(at);
  return { times, everySeconds: cutEverySeconds.value, isOpenEnded: operation.end.value === null };
}

function cutTicks(times: number[], { curvePx }: Plot): object {
  return {
    data: { values: times.map((from) => ({ from })) },
    mark: { type: "rule", color: LIGHT.muted, strokeWidth: 0.5, y: curvePx + 1, y2: curvePx + 5 },
    encoding: { x },
  };
}

/** The outages of each source that has some, a row each. */
function outageLanes(words: Words, analysis: Analysis, { fromMs, toMs, curvePx }: Plot): { sources: string[]; marks: Marked["before"] } {
  const { timeZone } = analysis.period;
  const { outages } = analysis.availability;
  const sources = SOURCES.filter((source) => outages.some((outage) => outage.source === source));
  const leastMs = (toMs - fromMs) / 286;
  const marks = (lanePx: number, widthPx: number): object[] =>
    sources.flatMap((source, row) => {
      const y = curvePx + 8 + row * lanePx;
      const spans = outages
        .filter((outage) => outage.source === source)
        .map((outage) => ({ from: wallMs(outage.start, timeZone), to: wallMs(outage.end, timeZone) }))
        .map(({ from, to }) => ({ from: Math.max(from, fromMs), to: Math.min(Math.max(to, from + leastMs), toMs) }))
        .filter((span) => span.to > span.from);
      return [
        pixelRules([[0, y + 4, widthPx, y + 4]], { color: LIGHT.hairline, strokeWidth: 0.5 }),
        {
          data: { values: [{}] },
          mark: {
            type: "text",
            text: words.terms.availabilitySourcesShort[source],
            align: "right",
            x: -6,
            y: y + 4,
            fontSize: 10,
            color: LIGHT.muted,
          },
          encoding: {},
        },
        { data: { values: spans }, mark: { type: "rect", color: LIGHT.attention, y, y2: y + 8 }, encoding: { x, x2 } },
      ];
    });
  return { sources, marks };
}

/** All marks of the curve over a span of wall time. */
export function demandMarks(words: Words, analysis: Analysis, convocatoria: Convocatoria | null, plot: Plot): Marked {
  const bands = incidentBands(analysis, plot);
  const lanes = outageLanes(words, analysis, plot);
  const cuts = cutTimes(convocatoria, plot);
  return {
    behind: bandMarks(bands, plot),
    before: (lanePx, widthPx) => [
      bandLabels(bands, plot),
      ...boundRules(words, analysis, plot),
      ...(cuts.times.length === 0 ? [] : [cutTicks(cuts.times, plot)]),
      ...lanes.marks(lanePx, widthPx),
    ],
    lanes: lanes.sources.length,
    remarks: [
      ...(bands.length === 0 ? [] : [words.charts.bandRemark(bands.some((band) => !band.isOutage))]),
      ...(lanes.sources.length === 0 ? [] : [words.charts.laneRemark]),
      ...(cuts.times.length === 0 ? [] : [words.charts.cutRemark(formatDuration(cuts.everySeconds), cuts.isOpenEnded)]),
    ],
  };
}
