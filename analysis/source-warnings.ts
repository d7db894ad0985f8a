// What a reader must know of the sources: clocks that differ, logs that are told twice, and logs that do not reach the whole period.
import type { Analysis } from "./analysis.ts";
import { type Interval, intersect, subtract, total } from "./intervals.ts";
import type { AnalysisWords } from "./locale/words.ts";
import type { SharedLines } from "./shared-lines.ts";
import { formatDateTime, formatDuration, formatShare, formatShareTruncated, printable } from "./wording.ts";

type Warning = Analysis["warnings"][number];

/** Less is the time between the beginning of a request and its end, or a rounding. */
const leastSkewSeconds = 5;
/** From so much on, a share of the period without logs is no quiet minute at its edge. */
const leastUncoveredSeconds = 900;

/** Clocks that are ahead or behind, with the method and what speaks for it. */
export function clockWarnings(words: AnalysisWords, { sources }: Pick<Analysis, "sources">): Warning[] {
  return sources.flatMap(({ source, clock }) => {
    if (clock === null || Math.abs(clock.skewSeconds) < leastSkewSeconds) return [];
    const { skewSeconds, reference } = clock;
    const skew = { time: formatDuration(Math.abs(skewSeconds)), isAhead: skewSeconds > 0, isWholeHours: skewSeconds % 3600 === 0 };
    const text = words.sources.skew(printable(source), skew, printable(reference), evidenceOf(words, clock));
    return [{ code: "clock-skew", text }];
  });
}

/** More pairs than these are told by their count. */
const mostPairs = 5;

/** Sources that tell the same hits: both count, as nothing says which is the copy. */
export function sharedLineWarnings({ sources: words }: AnalysisWords, shared: readonly SharedLines[]): Warning[] {
  if (shared.length === 0) return [];
  const named = shared
    .slice(0, mostPairs)
    .map(({ first, second, share }) => words.sharedPair(printable(first), printable(second), formatShare(share, 1)));
  return [{ code: "sources-share-hits", text: words.sharedHits(named.join("; "), shared.length - named.length) }];
}

function evidenceOf(
  { sources: words }: AnalysisWords,
  { method, compared, agreement, runnerUp }: NonNullable<Analysis["sources"][number]["clock"]>,
): string {
  if (method === "shared-requests") {
    return words.sharedRequests(compared, formatShare(agreement, 1), formatShare(runnerUp, 1));
  }
  return words.demandShape(formatDuration(compared * 300), agreement.toFixed(2), runnerUp.toFixed(2));
}

/**
 * Logs that hold something of the period and not all of it.
 * @param covered by the logs of the role that traffic comes from.
 */
export function coverageWarnings(
  words: AnalysisWords,
  { period, traffic }: Pick<Analysis, "period" | "traffic">,
  covered: readonly Interval[],
): Warning[] {
  const span = { startSecond: Date.parse(period.start) / 1000, endSecond: Date.parse(period.end) / 1000 };
  const holes = subtract([span], covered);
  const missing = total(holes);
  const [first] = holes;
  if (first === undefined || traffic.hits === 0 || missing < leastUncoveredSeconds) return [];
  const whole = span.endSecond - span.startSecond;
  const share = formatShareTruncated(total(intersect([span], covered)) / whole);
  const at = (second: number): string => formatDateTime(new Date(second * 1000).toISOString(), period.timeZone, words.language);
  const where = words.sources.holes(holes.length, at(first.startSecond), at(first.endSecond));
  const text = words.sources.incomplete(formatDuration(missing), share, where);
  return [{ code: "logs-incomplete", text }];
}
