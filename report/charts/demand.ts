// Demand over time: hits and page views, with declared incidents as bands and the period's bounds as rules.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis, Traffic } from "../../analysis/index.ts";
import type { ChartBlock } from "../document.ts";
import { chartWords as words } from "../locale/es-MX.ts";
import { LIGHT } from "../palette.ts";
import { boundsWords, momentWords, stepMomentWords } from "./moment.ts";
import { frame } from "./theme.ts";
import { filledSeries, TICK_LABEL, tickValues, wallMs } from "./time-axis.ts";

interface Band {
  from: number;
  to: number;
}

function incidentBands(analysis: Analysis, fromMs: number, toMs: number): Band[] {
  const { timeZone } = analysis.period;
  return analysis.incidents
    .filter((incident) => incident.effect !== "ninguno")
    .map((incident) => ({
      from: Math.max(fromMs, wallMs(incident.start, timeZone)),
      to: Math.min(toMs, incident.end === null ? toMs : wallMs(incident.end, timeZone)),
    }))
    .filter((band) => band.to > band.from);
}

function boundRules(analysis: Analysis, fromMs: number, toMs: number): { at: number; label: string; align: "left" | "right" }[] {
  const { period } = analysis;
  return [
    { at: wallMs(period.start, period.timeZone), label: words.windowStart, align: "left" as const },
    { at: wallMs(period.end, period.timeZone), label: words.windowEnd, align: "right" as const },
  ].filter((rule) => rule.at >= fromMs && rule.at <= toMs);
}

const x = { field: "at", type: "quantitative" } as const;

function lines(rows: { at: number; hits: number; pageViews: number }[]): object[] {
  const y = (field: string) => ({ field, type: "quantitative", stack: null }) as const;
  return [
    { data: { values: rows }, mark: { type: "area", color: LIGHT.accentSoft, opacity: 0.35 }, encoding: { x, y: y("hits") } },
    { data: { values: rows }, mark: { type: "line", color: LIGHT.accent, strokeWidth: 1.4 }, encoding: { x, y: y("hits") } },
    {
      data: { values: rows },
      mark: { type: "line", color: LIGHT.ink, strokeWidth: 1, strokeDash: [3, 2] },
      encoding: { x, y: y("pageViews") },
    },
  ];
}

/** The names of the two lines, above the plot: no line ever runs through them. */
function keys(widthPx: number): object[] {
  const key = (text: string, x: number, color: string) => ({
    data: { values: [{}] },
    mark: { type: "text", text, align: "right", baseline: "bottom", color, x, y: -18 },
    encoding: {},
  });
  return [key(`— ${words.series.hits}`, widthPx - 110, LIGHT.accent), key(`- - ${words.series.pageViews}`, widthPx, LIGHT.ink)];
}

function demandSpec(analysis: Analysis, series: Traffic["series"]): TopLevelSpec {
  const { timeZone } = analysis.period;
  const rows = filledSeries(series, timeZone).map((point) => ({ at: point.wallMs, hits: point.hits, pageViews: point.pageViews }));
  const fromMs = rows[0]?.at ?? 0;
  const toMs = Math.max(rows.at(-1)?.at ?? 0, fromMs + 1);
  const box = frame(250, { left: 52, right: 16, top: 34, bottom: 24 });
  const scale = { domain: [fromMs, toMs], nice: false } as const;
  const axis = { values: tickValues(fromMs, toMs), labelExpr: TICK_LABEL };
  const layer = [
    {
      data: { values: incidentBands(analysis, fromMs, toMs) },
      mark: { type: "rect", color: LIGHT.band, opacity: 0.8 },
      encoding: { x: { field: "from", type: "quantitative", scale, axis }, x2: { field: "to" } },
    },
    ...lines(rows),
    {
      data: { values: boundRules(analysis, fromMs, toMs) },
      layer: [
        { mark: { type: "rule", color: LIGHT.muted, strokeWidth: 0.8, strokeDash: [2, 2] }, encoding: { x } },
        ...(["left", "right"] as const).map((align) => ({
          transform: [{ filter: `datum.align === '${align}'` }],
          mark: { type: "text", align, baseline: "bottom", y: -3, color: LIGHT.muted },
          encoding: { x, text: { field: "label" } },
        })),
      ],
    },
    ...keys(box.width),
  ];
  return { ...box, encoding: { y: { axis: { format: ",d" } } }, layer } as unknown as TopLevelSpec;
}

/** The curve of demand, titled by its peak; null where there are too few points to draw one. */
export function demandChart(analysis: Analysis): ChartBlock | null {
  const { traffic, period } = analysis;
  const { points, stepSeconds } = traffic.series;
  const first = points[0];
  if (first === undefined || points.length < 3) return null;
  const peak = points.reduce((best, point) => (point.hits > best.hits ? point : best), first);
  const step = words.stepWords(stepSeconds);
  const moment = stepMomentWords(peak.at, stepSeconds, period.timeZone);
  const hasBands = analysis.incidents.some((incident) => incident.effect !== "ninguno");
  const { peakMinute } = traffic;
  const minute =
    peakMinute === null || stepSeconds === 60 ? "" : words.peakMinuteNote(peakMinute.hits, momentWords(peakMinute.at, period.timeZone));
  return {
    kind: "chart",
    id: "grafica-demanda",
    spec: demandSpec(analysis, traffic.series),
    title: words.demandTitle(step, peak.hits, moment),
    subtitle: `${words.demandSubtitle(step, boundsWords(period), hasBands)}${minute}`,
    alt: words.demandAlt(peak.hits, moment),
    dataTable: null,
  };
}
