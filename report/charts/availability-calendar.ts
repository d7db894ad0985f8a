// The availability calendar: a strip for each day and source, so that gaps in the records stand beside the outages.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis } from "../../analysis/index.ts";
import { formatDurationExact, wallClock } from "../../analysis/index.ts";
import { type ChartBlock, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { keysFrom } from "./legend.ts";
import { boundsWords } from "./moment.ts";
import { pixelRules } from "./pixels.ts";
import { clippedSpans, downSeconds, excludedSpans, type SourceStates, type Span, sourceStates, totalSeconds } from "./source-states.ts";
import { type Strip, type StripSpan, stripKeys, stripMarks, stripTexts } from "./strip.ts";
import { frame } from "./theme.ts";

const MARGINS = { left: 62, right: 66, top: 40, bottom: 6 };
const STRIP_PX = 9;
const STRIP_STEP_PX = 12;
const DAY_GAP_PX = 7;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Days that fit half a page with three sources. */
const MOST_DAYS = 12;
const MOST_DATA_ROWS = 120;

/** A local day of the period: the moments where it begins and ends. */
interface Day extends Span {
  name: string;
  day: string;
}

/** The local days that the period touches, cut at its ends. */
function daysOf(words: Words, { period }: Analysis): Day[] {
  const { timeZone } = period;
  const [startMs, endMs] = [Date.parse(period.start), Date.parse(period.end)];
  const dayOf = (ms: number): string => wallClock(new Date(ms).toISOString(), timeZone).slice(0, 10);
  const days: Day[] = [];
  for (let ms = startMs; ms < endMs; ) {
    const day = dayOf(ms);
    // The next local midnight: a day later at the most 25 hours, found by halves.
    let [low, high] = [ms, Math.min(ms + 26 * HOUR_MS, endMs)];
    if (dayOf(high) !== day) {
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (dayOf(middle) === day) low = middle;
        else high = middle;
      }
    }
    days.push({ day, name: words.charts.shortDay(day), fromMs: ms, toMs: high });
    ms = high;
  }
  return days;
}

function isNotable(day: Day, sources: SourceStates[], excluded: Span[]): boolean {
  const spans = sources.flatMap(({ spans }) => [...spans.down, ...spans.degraded, ...spans.unknown]);
  return clippedSpans([...spans, ...excluded], day).length > 0;
}

/** All days, or of many the ones with something to see, filled up with the first ones. */
function shownDays(days: Day[], sources: SourceStates[], excluded: Span[]): Day[] {
  if (days.length <= MOST_DAYS) return days;
  const notable = days.filter((day) => isNotable(day, sources, excluded)).slice(0, MOST_DAYS);
  const plainDays = days.filter((day) => !notable.includes(day)).slice(0, MOST_DAYS - notable.length);
  return [...notable, ...plainDays].sort((a, b) => a.fromMs - b.fromMs);
}

/** Spans of a day where the wall clock puts them; an hour that the clock repeats lies over itself. */
function placed(spans: readonly Span[], day: Day, timeZone: string, widthPx: number): StripSpan[] {
  const dayStart = Date.parse(`${day.day}T00:00:00Z`);
  const place = (ms: number): number => {
    const wall = Date.parse(`${wallClock(new Date(ms).toISOString(), timeZone)}Z`) - dayStart;
    return (Math.min(wall, DAY_MS) / DAY_MS) * widthPx;
  };
  return clippedSpans(spans, day).map(({ fromMs, toMs }) => ({ fromPx: place(fromMs), toPx: place(toMs) }));
}

interface Calendar {
  days: Day[];
  shown: Day[];
  sources: SourceStates[];
  excluded: Span[];
}

function stripsOf({ shown, sources, excluded }: Calendar, timeZone: string, widthPx: number): Strip[] {
  const dayPx = sources.length * STRIP_STEP_PX + DAY_GAP_PX;
  return shown.flatMap((day, row) =>
    sources.map(({ spans }, index): Strip => {
      const of = (list: readonly Span[]): StripSpan[] => placed(list, day, timeZone, widthPx);
      const states = { up: of(spans.up), down: of(spans.down), degraded: of(spans.degraded), unknown: of(spans.unknown) };
      return { y: row * dayPx + index * STRIP_STEP_PX, heightPx: STRIP_PX, spans: { ...states, excluded: of(excluded) } };
    }),
  );
}

function calendarSpec(words: Words, calendar: Calendar, timeZone: string): TopLevelSpec {
  const { shown, sources } = calendar;
  const dayPx = sources.length * STRIP_STEP_PX + DAY_GAP_PX;
  const heightPx = shown.length * dayPx - DAY_GAP_PX;
  const box = frame(words, heightPx + MARGINS.top + MARGINS.bottom, MARGINS);
  const strips = stripsOf(calendar, timeZone, box.width);
  const hours = Array.from({ length: 9 }, (_, index) => ({ x: (index * box.width) / 8, text: `${String(index * 3).padStart(2, "0")}:00` }));
  const names = shown.map((day, row) => ({ x: -8, y: row * dayPx + (sources.length * STRIP_STEP_PX - 3) / 2, text: day.name }));
  const kinds = strips.map((strip, index) => {
    const { source } = sources[index % sources.length] ?? { source: "log" as const };
    return { x: box.width + 6, y: strip.y + STRIP_PX / 2, text: words.terms.availabilitySourcesShort[source] };
  });
  const grid = pixelRules(
    hours.map(({ x }) => [x, -2, x, heightPx]),
    { color: LIGHT.hairline, strokeWidth: 0.5 },
  );
  return {
    ...box,
    layer: [
      grid,
      ...stripMarks(strips),
      stripTexts(
        hours.map(({ x, text }) => ({ x: x - 12, y: -9, text })),
        "left",
      ),
      stripTexts(names, "right", { fontSize: 11, color: LIGHT.ink }),
      stripTexts(kinds, "left"),
      ...keysFrom(stripKeys(words, strips), 0, -28),
    ],
  } as unknown as TopLevelSpec;
}

/** The same in figures: days and sources with something else than service. */
function calendarData(words: Words, { days, sources, excluded }: Calendar): ChartBlock["dataTable"] {
  const rows = days.flatMap((day) =>
    sources.flatMap(({ source, spans }) => {
      const parts = [spans.down, spans.degraded, spans.unknown, excluded].map((list) => totalSeconds(clippedSpans(list, day)));
      if (parts.every((seconds) => seconds === 0)) return [];
      return [[day.name, words.terms.availabilitySources[source], ...parts.map(formatDurationExact)]];
    }),
  );
  if (rows.length === 0) return null;
  const note = words.strips.calendarNote(Math.max(0, rows.length - MOST_DATA_ROWS));
  return table("datos-calendario", words.strips.calendarCaption, words.strips.calendarColumns, rows.slice(0, MOST_DATA_ROWS), {
    note: note === "" ? null : note,
  });
}

function calendarTitle(words: Words, told: (Parameters<Words["strips"]["calendarTitle"]>[0][number] & { seconds: number })[]): string {
  if (told.length === 0) return words.strips.calendarUnknown;
  return told.every(({ seconds }) => seconds === 0) ? words.strips.calendarQuiet : words.strips.calendarTitle(told);
}

/** The calendar of the period; null where no source says anything of it. */
export function availabilityCalendar(words: Words, analysis: Analysis): ChartBlock | null {
  const sources = sourceStates(analysis);
  if (sources.length === 0) return null;
  const days = daysOf(words, analysis);
  const excluded = excludedSpans(analysis);
  const calendar = { days, shown: shownDays(days, sources, excluded), sources, excluded };
  const [fromMs, toMs] = [Date.parse(analysis.period.start), Date.parse(analysis.period.end)];
  const told = sources.flatMap((states) => {
    const seconds = downSeconds(states, { fromMs, toMs });
    return seconds === null ? [] : [{ source: states.source, seconds, words: formatDurationExact(seconds) }];
  });
  const shown = calendar.shown.length === days.length ? null : { days: calendar.shown.length, of: days.length };
  return {
    kind: "chart",
    id: "grafica-calendario",
    spec: calendarSpec(words, calendar, analysis.period.timeZone),
    title: calendarTitle(words, told),
    subtitle: words.strips.calendarSubtitle(boundsWords(words, analysis.period), shown),
    alt: words.strips.calendarAlt(
      told
        .map(({ source, words: time }) => words.strips.storyFact(words.terms.availabilitySources[source], words.strips.downFor(time)))
        .join("; "),
    ),
    dataTable: calendarData(words, calendar),
  };
}
