// The hits of a period as a grid of local hours: a row a day, or a row a weekday with means where days repeat often enough.
import type { Analysis } from "../../analysis/index.ts";
import { wallClock } from "../../analysis/index.ts";
import type { Words } from "../locale/words.ts";

export interface Cell {
  row: number;
  hour: number;
  /** Null: the log knows nothing of that hour. */
  hits: number | null;
}

export interface Grid {
  isByWeekday: boolean;
  rows: string[];
  /** The same in full, as a sentence names them. */
  names: string[];
  /** In order of rows and hours; hours outside the period have none. */
  cells: Cell[];
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** From three weeks on a weekday is seen three times. */
const LEAST_WEEKDAY_HOURS = 21 * DAY_HOURS;
/** Beyond this the grid would be made of means of means: it says nothing more. */
const MOST_HOURS = 400 * DAY_HOURS;

interface Hour {
  day: string;
  hour: number;
  hits: number | null;
}

/** Whether the log knows nothing at all of an hour: nobody counts its silence as no demand. */
function unknownHours(analysis: Analysis): (fromMs: number, toMs: number) => boolean {
  const spans = analysis.availability.unknown
    .filter(({ source }) => source === "log")
    .map(({ start, end }) => [Date.parse(start), Date.parse(end)] as const);
  return (fromMs, toMs) => {
    const seconds = spans.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, toMs) - Math.max(start, fromMs)), 0);
    return seconds >= toMs - fromMs;
  };
}

/** Every local hour that the period touches. */
function hoursOf(analysis: Analysis): Hour[] {
  const { timeZone, start, end } = analysis.period;
  const hitsAt = new Map(analysis.traffic.hours.map((hour) => [Date.parse(hour.at), hour.hits]));
  const isUnknown = unknownHours(analysis);
  const [startMs, endMs] = [Date.parse(start), Date.parse(end)];
  // Local hours begin on the quarter at the latest: the hour before holds the first moment.
  const offsetMs = (Date.parse(`${wallClock(start, timeZone)}Z`) - startMs) % HOUR_MS;
  const firstMs = Math.floor((startMs + offsetMs) / HOUR_MS) * HOUR_MS - offsetMs;
  const hours: Hour[] = [];
  for (let ms = firstMs; ms < endMs; ms += HOUR_MS) {
    const wall = wallClock(new Date(ms).toISOString(), timeZone);
    const [fromMs, toMs] = [Math.max(ms, startMs), Math.min(ms + HOUR_MS, endMs)];
    const hits = hitsAt.get(ms) ?? (isUnknown(fromMs, toMs) ? null : 0);
    hours.push({ day: wall.slice(0, 10), hour: Number(wall.slice(11, 13)), hits });
  }
  return hours;
}

/** Hours that fall into the same cell: those known are added, or averaged. */
function cellsOf(hours: Hour[], rowOf: (day: string) => number, isMean: boolean): Cell[] {
  const groups = Map.groupBy(hours, ({ day, hour }) => rowOf(day) * DAY_HOURS + hour);
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([key, group]) => {
      const known = group.flatMap(({ hits }) => (hits === null ? [] : [hits]));
      const sum = known.reduce((total, hits) => total + hits, 0);
      const hits = known.length === 0 ? null : isMean ? sum / known.length : sum;
      return { row: Math.floor(key / DAY_HOURS), hour: key % DAY_HOURS, hits };
    });
}

/** Monday first. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The grid of a period of more than a day; null for a shorter one, or one far too long. */
export function hourGrid(words: Words, analysis: Analysis): Grid | null {
  const lengthHours = (Date.parse(analysis.period.end) - Date.parse(analysis.period.start)) / HOUR_MS;
  if (lengthHours <= DAY_HOURS || lengthHours > MOST_HOURS) return null;
  const hours = hoursOf(analysis);
  if (lengthHours >= LEAST_WEEKDAY_HOURS)
    return { isByWeekday: true, rows: words.charts.weekdays, names: words.charts.weekdays, cells: cellsOf(hours, weekdayOf, true) };
  const days = [...new Set(hours.map(({ day }) => day))];
  return {
    isByWeekday: false,
    rows: days.map(words.charts.shortDay),
    names: days.map(words.charts.longDay),
    cells: cellsOf(hours, (day) => days.indexOf(day), false),
  };
}
