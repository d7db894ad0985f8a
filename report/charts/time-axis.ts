// The time axis of charts in local wall time: filled series, and ticks on round hours or days.
import type { Traffic } from "../../analysis/index.ts";
import { wallClock } from "../../analysis/index.ts";

export type SeriesPoint = Traffic["series"]["points"][number];

const HOUR_MS = 3_600_000;
const TICK_STEPS_MS = [1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 2160, 8760].map((hours) => hours * HOUR_MS);
const MOST_TICKS = 11;
/** A longer series is drawn as it is: its holes are months, not quiet minutes. */
const MOST_FILLED_POINTS = 5_000;

/** Local wall time as milliseconds of a clock without zones: what the charts' UTC scale draws. */
export function wallMs(at: string, timeZone: string): number {
  return Date.parse(`${wallClock(at, timeZone)}Z`);
}

/** The series with the steps that had no hits as zeros: a line must not bridge a silence. */
export function filledSeries(series: Traffic["series"]): SeriesPoint[] {
  const { points, stepSeconds } = series;
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return [];
  const byTime = new Map(points.map((point) => [Date.parse(point.at), point]));
  const start = Date.parse(first.at);
  const steps = Math.round((Date.parse(last.at) - start) / (stepSeconds * 1000));
  if (steps > MOST_FILLED_POINTS) return points;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const ms = start + step * stepSeconds * 1000;
    return byTime.get(ms) ?? { at: new Date(ms).toISOString(), hits: 0, humanHits: 0, pageViews: 0, errors5xx: 0 };
  });
}

/** Ticks at round local times between two wall times. */
export function tickValues(fromMs: number, toMs: number): number[] {
  const step = TICK_STEPS_MS.find((candidate) => (toMs - fromMs) / candidate < MOST_TICKS) ?? toMs - fromMs + 1;
  const ticks: number[] = [];
  for (let tick = Math.ceil(fromMs / step) * step; tick <= toMs; tick += step) ticks.push(tick);
  return ticks;
}

/** The hour, or at midnight the date. */
export const TICK_LABEL = "utchours(datum.value) == 0 ? utcFormat(datum.value, '%-d %b') : utcFormat(datum.value, '%H:%M')";
