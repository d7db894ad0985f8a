// The time axis of charts in local wall time: filled series, and ticks on round hours or days.
import type { Traffic } from "../../analysis/index.ts";
import { wallClock } from "../../analysis/index.ts";

/** A point of a series where it is drawn. */
type DrawnPoint = Omit<Traffic["series"]["points"][number], "at"> & { wallMs: number };

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;
const TICK_STEPS_MS = [1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 2160, 8760].map((hours) => hours * HOUR_MS);
const MOST_TICKS = 11;
/** A longer series is drawn as it is: its holes are months, not quiet minutes. */
const MOST_FILLED_POINTS = 5_000;

/** Local wall time as milliseconds of a clock without zones: what the charts' UTC scale draws. */
export function wallMs(at: string, timeZone: string): number {
  return Date.parse(`${wallClock(at, timeZone)}Z`);
}

/** The series with the steps that had no hits as zeros: a line must not bridge a silence. */
export function filledSeries({ points, stepSeconds }: Traffic["series"], timeZone: string): DrawnPoint[] {
  const stepMs = stepSeconds * 1000;
  // Local days have 23 to 25 hours and are counted on the wall clock; shorter steps as time passes.
  const isDaily = stepSeconds === DAY_SECONDS;
  const place = (at: string): number => (isDaily ? Math.floor(wallMs(at, timeZone) / stepMs) * stepMs : Date.parse(at));
  const byPlace = new Map(points.map(({ at, ...point }) => [place(at), point]));
  const places = [...byPlace.keys()];
  const first = places[0] ?? 0;
  const steps = Math.round(((places.at(-1) ?? 0) - first) / stepMs);
  const filled =
    points.length === 0 || steps > MOST_FILLED_POINTS ? places : Array.from({ length: steps + 1 }, (_, step) => first + step * stepMs);
  return filled.map((ms) => ({
    wallMs: isDaily ? ms : wallMs(new Date(ms).toISOString(), timeZone),
    ...(byPlace.get(ms) ?? { hits: 0, humanHits: 0, pageViews: 0, errors5xx: 0 }),
  }));
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

const MINUTE_STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * 60_000);
const MOST_MINUTE_TICKS = 8;

/** Ticks of a short stretch at round local minutes, with their clock times. */
export function minuteTicks(fromMs: number, toMs: number, timeZone: string): { ms: number; label: string }[] {
  const step = MINUTE_STEPS_MS.find((candidate) => (toMs - fromMs) / candidate < MOST_MINUTE_TICKS) ?? toMs - fromMs;
  const offsetMs = wallMs(new Date(fromMs).toISOString(), timeZone) - fromMs;
  const ticks: { ms: number; label: string }[] = [];
  for (let ms = Math.ceil((fromMs + offsetMs) / step) * step - offsetMs; ms <= toMs; ms += step) {
    ticks.push({ ms, label: wallClock(new Date(ms).toISOString(), timeZone).slice(11, 16) });
  }
  return ticks;
}
