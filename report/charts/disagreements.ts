// Where sources of availability disagree: their strips one under the other over the same stretch of time.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis } from "../../analysis/index.ts";
import { formatDateTime, formatDurationExact, zoneLabel } from "../../analysis/index.ts";
import type { ChartBlock } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { keysFrom } from "./legend.ts";
import { pixelRules } from "./pixels.ts";
import { clippedSpans, downSeconds, excludedSpans, type SourceStates, type Span, sourceStates } from "./source-states.ts";
import { type Strip, type StripSpan, stripKeys, stripMarks, stripTexts } from "./strip.ts";
import { frame } from "./theme.ts";
import { minuteTicks } from "./time-axis.ts";

const MARGINS = { left: 82, right: 140, top: 24, bottom: 22 };
const STRIP_PX = 13;
const STEP_PX = 19;
const LEAST_MARGIN_MS = 600_000;
/** More charts than these would crowd out the table that has them all. */
const MOST_STORIES = 2;

type Disagreement = Analysis["availability"]["disagreements"][number];

/** How far the sources are apart, in seconds. */
function distance({ declaredSeconds, logSeconds, monitorSeconds }: Disagreement): number {
  const known = [declaredSeconds, logSeconds, monitorSeconds].filter((seconds) => seconds !== null);
  return Math.max(...known) - Math.min(...known);
}

interface Story extends Span {
  /** The greatest of the disagreements at that time names the chart. */
  main: Disagreement;
}

/** Disagreements at the same time are one story; the farthest apart come first, and those shown are in order of time. */
function storiesOf(found: readonly Disagreement[]): Story[] {
  const stories: Story[] = [];
  for (const main of found.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const span = { fromMs: Date.parse(main.start), toMs: Date.parse(main.end) };
    const last = stories.at(-1);
    if (last === undefined || span.fromMs >= last.toMs) stories.push({ ...span, main });
    else {
      last.toMs = Math.max(last.toMs, span.toMs);
      if (distance(main) > distance(last.main)) last.main = main;
    }
  }
  return stories;
}

/** The stretch to draw: half as much again on both sides, at least ten minutes, inside the period. */
function stretchOf({ fromMs, toMs }: Story, { start, end }: Analysis["period"]): Span {
  const margin = Math.max(LEAST_MARGIN_MS, (toMs - fromMs) / 2);
  const minute = 60_000;
  return {
    fromMs: Math.max(Math.floor((fromMs - margin) / minute) * minute, Date.parse(start)),
    toMs: Math.min(Math.ceil((toMs + margin) / minute) * minute, Date.parse(end)),
  };
}

function downWords(words: Words, states: SourceStates, stretch: Span): string {
  const seconds = downSeconds(states, stretch);
  return seconds === null ? words.strips.states.unknown : words.strips.downFor(formatDurationExact(seconds));
}

function storySpec(words: Words, sources: SourceStates[], excluded: Span[], stretch: Span, timeZone: string): TopLevelSpec {
  const box = frame(words, sources.length * STEP_PX + MARGINS.top + MARGINS.bottom, MARGINS);
  const place = (ms: number): number => ((ms - stretch.fromMs) / (stretch.toMs - stretch.fromMs)) * box.width;
  const of = (spans: readonly Span[]): StripSpan[] =>
    clippedSpans(spans, stretch).map(({ fromMs, toMs }) => ({ fromPx: place(fromMs), toPx: place(toMs) }));
  const strips = sources.map(({ spans }, row): Strip => {
    const states = { up: of(spans.up), down: of(spans.down), degraded: of(spans.degraded), unknown: of(spans.unknown) };
    return { y: row * STEP_PX, heightPx: STRIP_PX, spans: { ...states, excluded: of(excluded) } };
  });
  const names = sources.map(({ source }, row) => ({
    x: -8,
    y: row * STEP_PX + STRIP_PX / 2,
    text: words.terms.availabilitySourcesShort[source],
  }));
  const times = sources.map((states, row) => ({
    x: box.width + 8,
    y: row * STEP_PX + STRIP_PX / 2,
    text: downWords(words, states, stretch),
  }));
  const ticks = minuteTicks(stretch.fromMs, stretch.toMs, timeZone).map(({ ms, label }) => ({ x: place(ms), label }));
  const bottom = sources.length * STEP_PX;
  const grid = pixelRules(
    ticks.map(({ x }) => [x, -3, x, bottom]),
    { color: LIGHT.hairline, strokeWidth: 0.5 },
  );
  return {
    ...box,
    layer: [
      grid,
      ...stripMarks(strips),
      stripTexts(names, "right", { fontSize: 11, color: LIGHT.ink }),
      stripTexts(times, "left", { fontSize: 11, color: LIGHT.ink }),
      stripTexts(
        ticks.map(({ x, label }) => ({ x: x - 12, y: bottom + 9, text: label })),
        "left",
      ),
      ...keysFrom(stripKeys(words, strips), 0, -14),
    ],
  } as unknown as TopLevelSpec;
}

/** The kind in words, with the seconds of each source that is compared. */
function titleOf(words: Words, { main }: Story): string {
  const parts = [
    { source: "declared" as const, seconds: main.declaredSeconds },
    { source: "log" as const, seconds: main.logSeconds },
    { source: "monitor" as const, seconds: main.monitorSeconds },
  ].flatMap(({ source, seconds }) => (seconds === null ? [] : [{ source, words: formatDurationExact(seconds) }]));
  return words.strips.storyTitle(words.terms.disagreementName(main.kind, main.seenBy), parts);
}

function storyChart(words: Words, analysis: Analysis, story: Story, number: number, sources: SourceStates[]): ChartBlock {
  const { timeZone } = analysis.period;
  const stretch = stretchOf(story, analysis.period);
  const [start, end] = [stretch.fromMs, stretch.toMs].map((ms) => new Date(ms).toISOString()) as [string, string];
  const facts = sources.map((states) =>
    words.strips.storyFact(words.terms.availabilitySources[states.source], downWords(words, states, stretch)),
  );
  return {
    kind: "chart",
    id: `grafica-diferencia-${number}`,
    spec: storySpec(words, sources, excludedSpans(analysis), stretch, timeZone),
    title: titleOf(words, story),
    subtitle: words.strips.storySubtitle(
      formatDateTime(start, timeZone, words.language),
      formatDateTime(end, timeZone, words.language),
      zoneLabel(timeZone, start, end, words.language),
    ),
    alt: words.strips.storyAlt(facts.join("; ")),
    dataTable: null,
  };
}

/** The greatest disagreements as charts, in order of time, and how many there are in all. */
export function disagreementCharts(words: Words, analysis: Analysis): { charts: ChartBlock[]; total: number } {
  const sources = sourceStates(analysis);
  const stories = storiesOf(analysis.availability.disagreements);
  const shown = stories
    .toSorted((a, b) => distance(b.main) - distance(a.main))
    .slice(0, MOST_STORIES)
    .sort((a, b) => a.fromMs - b.fromMs);
  return { charts: shown.map((story, index) => storyChart(words, analysis, story, index + 1, sources)), total: stories.length };
}
