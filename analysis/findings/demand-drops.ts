// Sharp drops of demand that nothing declared or seen explains: silence, or nearly, amid traffic.
import { type Interval, subtract, total } from "../intervals.ts";
import { type Facts, periodSeconds } from "./finding.ts";

export interface DemandDrop extends Interval {
  observed: number;
  /** What the lesser of both sides lets expect, less what was observed. */
  missing: number;
}

const sideMinutes = 15;
const leastSideMean = 20;
const lowShare = 0.3;
const leastMinutes = 3;
const mostMinutes = 180;
const explainedSeconds = 120;

/** In order of time. A drop that demand does not come back from within three hours, or whose sides the log does not cover, is none. */
export function demandDrops(facts: Facts): DemandDrop[] {
  const { startSecond, endSecond } = periodSeconds(facts.analysis);
  const { loadedMinutes, covered } = facts.evidence;
  const hits = new Map(loadedMinutes.map(({ minute, humanHits }) => [minute, humanHits]));
  const at = (minute: number): number => hits.get(minute) ?? 0;
  const mean = (first: number): number => {
    let sum = 0;
    for (let minute = first; minute < first + sideMinutes; minute++) sum += at(minute);
    return sum / sideMinutes;
  };
  const loaded = [...hits.keys()].sort((a, b) => a - b);
  let place = 0;
  const explained = explainedSpans(facts);
  const found: DemandDrop[] = [];
  const end = Math.floor(endSecond / 60);
  for (let first = Math.ceil(startSecond / 60); first < end; first++) {
    const before = mean(first - sideMinutes);
    if (before === 0) {
      // Nothing for so long: up to the next minute with requests it stays so, and a period may have years of such minutes.
      while (place < loaded.length && (loaded[place] ?? 0) < first) place++;
      first = loaded[place] ?? end;
      continue;
    }
    if (before < leastSideMean || at(first) >= before * lowShare) continue;
    let next = first + 1;
    while (next < end && next - first <= mostMinutes && at(next) < before * lowShare) next++;
    const usual = Math.min(before, mean(next));
    const run: Interval = { startSecond: first * 60, endSecond: next * 60 };
    const whole: Interval = { startSecond: run.startSecond - sideMinutes * 60, endSecond: run.endSecond + sideMinutes * 60 };
    const isLow = usual >= leastSideMean && everyBelow(first, next, usual * lowShare, at);
    const isKnown = total(subtract([whole], covered)) === 0;
    const isExplained = explained.some((span) => span.startSecond <= run.endSecond && span.endSecond >= run.startSecond);
    if (next - first >= leastMinutes && next - first <= mostMinutes && isLow && isKnown && !isExplained) {
      let observed = 0;
      for (let minute = first; minute < next; minute++) observed += at(minute);
      found.push({ ...run, observed, missing: usual * (next - first) - observed });
    }
    first = next - 1;
  }
  return found;
}

function everyBelow(first: number, end: number, limit: number, at: (minute: number) => number): boolean {
  for (let minute = first; minute < end; minute++) if (at(minute) >= limit) return false;
  return true;
}

/** Declared incidents and outages of the log, two minutes wider at each end: people write whole minutes. */
function explainedSpans({ analysis }: Facts): Interval[] {
  const outages = analysis.availability.outages.filter(({ source }) => source !== "monitor");
  return [...analysis.incidents, ...outages].map(({ start, end }) => ({
    startSecond: Date.parse(start) / 1000 - explainedSeconds,
    endSecond: end === null ? Number.POSITIVE_INFINITY : Date.parse(end) / 1000 + explainedSeconds,
  }));
}
