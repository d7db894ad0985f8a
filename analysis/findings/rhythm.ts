// Folds the minutes of demand over a cycle, to see whether one part of it stands out again and again.
import { type Interval, subtract, total } from "../intervals.ts";
import type { FindingEvidence } from "./evidence-types.ts";

export interface Rhythm {
  /** The part of the cycle that stands out most, 0 the first. */
  part: number;
  /** Its requests against the mean of the cycle, averaged over the cycles. */
  times: number;
  cycles: number;
  /** Cycles in which it stands above their mean. */
  risen: number;
}

interface RhythmOptions {
  leastCycles: number;
  leastHitsAMinute: number;
  leastRise: number;
  leastSteadiness: number;
}

/**
 * The part of the cycle with the greatest mean, if it is a rhythm. Only whole cycles count that are covered by the log and busy enough;
 * each weighs the same, so that one great peak is no rhythm. @param span starts where a cycle does, on a minute.
 */
export function rhythmOf(
  { minutes, covered }: Pick<FindingEvidence, "minutes" | "covered">,
  span: Interval,
  cycleMinutes: number,
  partMinutes: number,
  options: RhythmOptions,
): Rhythm | null {
  const firstMinute = Math.floor(span.startSecond / 60);
  const cycleCount = Math.floor((span.endSecond - span.startSecond) / 60 / cycleMinutes);
  const parts = Math.floor(cycleMinutes / partMinutes);
  if (cycleCount < options.leastCycles || parts < 3) return null;
  const hits: number[][] = Array.from({ length: cycleCount }, () => new Array<number>(parts).fill(0));
  for (const { minute, humanHits } of minutes) {
    const place = minute - firstMinute;
    const row = place < 0 ? undefined : hits[Math.floor(place / cycleMinutes)];
    const part = Math.floor((place % cycleMinutes) / partMinutes);
    if (row?.[part] !== undefined) row[part] += humanHits;
  }
  const busy = hits.flatMap((row, cycle) => {
    const mean = row.reduce((sum, count) => sum + count, 0) / parts;
    if (mean < options.leastHitsAMinute * partMinutes) return [];
    const startSecond = span.startSecond + cycle * cycleMinutes * 60;
    const isCovered = total(subtract([{ startSecond, endSecond: startSecond + cycleMinutes * 60 }], covered)) === 0;
    return isCovered ? [row.map((count) => count / mean)] : [];
  });
  if (busy.length < options.leastCycles) return null;
  const times = Array.from({ length: parts }, (_, part) => busy.reduce((sum, row) => sum + (row[part] ?? 0), 0) / busy.length);
  const part = times.indexOf(Math.max(...times));
  const risen = busy.filter((row) => (row[part] ?? 0) > 1).length;
  const found: Rhythm = { part, times: times[part] ?? 0, cycles: busy.length, risen };
  return found.times >= options.leastRise && risen >= busy.length * options.leastSteadiness ? found : null;
}
