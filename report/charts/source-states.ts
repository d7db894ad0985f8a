// What each source of availability says of every moment of the period: down, degraded, not known, else up.
import type { Analysis } from "../../analysis/index.ts";

export type Source = Analysis["availability"]["outages"][number]["source"];
export type State = "up" | "down" | "degraded" | "unknown";

/** [fromMs, toMs) of epoch milliseconds. */
export interface Span {
  fromMs: number;
  toMs: number;
}

export interface SourceStates {
  source: Source;
  spans: Record<State, Span[]>;
}

const SOURCES = ["declared", "log", "monitor"] as const;

function spanOf({ start, end }: { start: string; end: string }): Span {
  return { fromMs: Date.parse(start), toMs: Date.parse(end) };
}

/** Sorted, and what touches or overlaps as one. */
export function joinedSpans(spans: readonly Span[], gapMs = 0): Span[] {
  const joined: Span[] = [];
  for (const { fromMs, toMs } of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (last !== undefined && fromMs - last.toMs <= gapMs) last.toMs = Math.max(last.toMs, toMs);
    else if (toMs > fromMs) joined.push({ fromMs, toMs });
  }
  return joined;
}

/** The spans without those taken out. */
function withoutSpans(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const holes = joinedSpans(taken);
  return joinedSpans(spans).flatMap(({ fromMs, toMs }) => {
    const left: Span[] = [];
    let from = fromMs;
    for (const hole of holes) {
      if (hole.toMs <= from || hole.fromMs >= toMs) continue;
      if (hole.fromMs > from) left.push({ fromMs: from, toMs: hole.fromMs });
      from = hole.toMs;
    }
    if (from < toMs) left.push({ fromMs: from, toMs });
    return left;
  });
}

/** The part of each span inside the bounds. */
export function clippedSpans(spans: readonly Span[], bounds: Span): Span[] {
  return spans
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, bounds.fromMs), toMs: Math.min(toMs, bounds.toMs) }))
    .filter((span) => span.toMs > span.fromMs);
}

export function totalSeconds(spans: readonly Span[]): number {
  return joinedSpans(spans).reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / 1000, 0);
}

/** Seconds down inside a stretch; null where the source says nothing of it at all: that is no zero. */
export function downSeconds({ spans }: SourceStates, stretch: Span): number | null {
  const inside = (list: readonly Span[]): number => totalSeconds(clippedSpans(list, stretch));
  const down = inside(spans.down);
  return down === 0 && inside(spans.up) + inside(spans.degraded) === 0 ? null : down;
}

function degradations({ incidents }: Analysis, period: Span): Span[] {
  const found = incidents
    .filter((incident) => incident.effect === "degradacion")
    .map((incident) => ({
      fromMs: Date.parse(incident.start),
      toMs: incident.end === null ? period.toMs : Date.parse(incident.end),
    }));
  return clippedSpans(found, period);
}

/** Of a list of incidents that nobody signed as complete, what is not in it is not known. */
function unknownOf({ availability }: Analysis, source: Source, period: Span): Span[] {
  if (source === "declared") return availability.statementComplete ? [] : [period];
  return availability.unknown.filter((span) => span.source === source).map(spanOf);
}

/** The sources that have a result for the period of the analysis, each with its states; the four add up to the period. */
export function sourceStates(analysis: Analysis): SourceStates[] {
  const { availability, period: named } = analysis;
  const period = spanOf(named);
  const speaks = (source: Source): boolean =>
    availability.results.some((result) => result.source === source && result.logSource === null && result.period === named.name);
  return SOURCES.filter(speaks).map((source) => {
    const down = joinedSpans(availability.outages.filter((outage) => outage.source === source).map(spanOf));
    const degraded = source === "declared" ? withoutSpans(degradations(analysis, period), down) : [];
    const unknown = withoutSpans(unknownOf(analysis, source, period), [...down, ...degraded]);
    return { source, spans: { down, degraded, unknown, up: withoutSpans([period], [...down, ...degraded, ...unknown]) } };
  });
}

/** Time that is out of account, inside the period. */
export function excludedSpans({ availability, period }: Analysis): Span[] {
  return joinedSpans(clippedSpans(availability.exclusions.map(spanOf), spanOf(period)));
}
