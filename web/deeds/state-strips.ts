// What each source of availability says of every moment of a period, in seconds from its start: small enough for a board to keep.
import type { Analysis } from "../../analysis/index.ts";
import { excludedSpans, joinedSpans, type Source, type Span, type State, sourceStates } from "../../report/index.ts";

export type StripState = State | "excluded";
export const stripStates = ["up", "unknown", "degraded", "down", "excluded"] as const satisfies readonly StripState[];

/** [from, to) in seconds from the start of the period. */
export type SecondsSpan = [number, number];

export interface SourceStrip {
  source: Source;
  spans: Record<StripState, SecondsSpan[]>;
}

/** More stretches than these in one strip are a texture: the narrowest gaps are closed. */
const mostSpans = 60;

function fewSpans(spans: readonly Span[]): Span[] {
  let joined = joinedSpans(spans);
  for (let gapMs = 60_000; joined.length > mostSpans; gapMs *= 2) joined = joinedSpans(joined, gapMs);
  return joined;
}

/** One strip for each source that has a result for the period of the analysis. */
export function stripsOf(analysis: Analysis): SourceStrip[] {
  const startMs = Date.parse(analysis.period.start);
  const seconds = (spans: readonly Span[]): SecondsSpan[] =>
    fewSpans(spans).map(({ fromMs, toMs }) => [(fromMs - startMs) / 1000, (toMs - startMs) / 1000]);
  const excluded = seconds(excludedSpans(analysis));
  return sourceStates(analysis).map(({ source, spans }) => ({
    source,
    spans: {
      up: seconds(spans.up),
      unknown: seconds(spans.unknown),
      degraded: seconds(spans.degraded),
      down: seconds(spans.down),
      excluded,
    },
  }));
}
