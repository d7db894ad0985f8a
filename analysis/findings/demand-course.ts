// The course of demand: how visits crowd, how fast demand decays after its height, later rises, the trend, and the days.
import { isoInZone } from "../../ingest/index.ts";
import { intersect, total } from "../intervals.ts";
import { formatDate, formatDecimal, formatDuration, formatShare } from "../wording.ts";
import type { MinuteCounts } from "./evidence-types.ts";
import { type Facts, momentOf, periodSeconds, type Rule, shareOf, sumOf } from "./finding.ts";
import { floods } from "./floods.ts";
import { publicationStart } from "./peak.ts";

const leastVisits = 100;
const crowdedShare = 0.25;
const firstHours = 2;

/** The end of the minute in which half of all visits had begun. */
function halfSecond(minutes: readonly MinuteCounts[], visits: number): number | null {
  let begun = 0;
  for (const { minute, visits: more } of minutes) {
    begun += more;
    if (begun * 2 >= visits) return (minute + 1) * 60;
  }
  return null;
}

export const visitsConcentration: Rule = {
  id: "visits-concentration",
  threshold: (words) => words.concentration.threshold(leastVisits),
  find: (facts) => {
    const { minutes } = facts.evidence;
    const visits = sumOf(minutes, (minute) => minute.visits);
    const { startSecond, endSecond } = periodSeconds(facts.analysis);
    const half = halfSecond(minutes, visits);
    if (visits < leastVisits || half === null || half - startSecond > (endSecond - startSecond) * crowdedShare) return [];
    const start = publicationStart(facts);
    const limit = start === null ? 0 : start + firstHours * 3600;
    const first = start === null || start < startSecond || limit > endSecond ? null : start;
    const early = first === null ? null : sumOf(minutes, (m) => (m.minute * 60 >= first && m.minute * 60 < limit ? m.visits : 0));
    const earlyShare = early === null ? null : early / visits;
    const told = early === null || earlyShare === null ? "" : facts.words.concentration.early(firstHours, formatShare(earlyShare), early);
    return [
      {
        severity: "info",
        weight: 0.5,
        text: `${facts.words.concentration.text(visits, momentOf(facts, half), formatDuration(half - startSecond))}${told}`,
        recommendation: facts.words.concentration.advice,
        evidence: {
          visits,
          halfAt: isoInZone(half, facts.analysis.period.timeZone),
          firstHours,
          early,
          earlyShare,
          threshold: crowdedShare,
        },
      },
    ];
  },
};

const quarterSeconds = 900;
const leastQuarterHits = 100;

/** Requests of people by quarter of an hour of the period, quiet ones included; a part of a quarter at either end is left out. */
function quarters(facts: Facts): { second: number; hits: number }[] {
  const { startSecond, endSecond } = periodSeconds(facts.analysis);
  const first = Math.ceil(startSecond / quarterSeconds);
  const counts = new Array<number>(Math.max(0, Math.floor(endSecond / quarterSeconds) - first)).fill(0);
  for (const { minute, humanHits } of facts.evidence.minutes) {
    const place = Math.floor(minute / 15) - first;
    if (counts[place] !== undefined) counts[place] += humanHits;
  }
  return counts.map((hits, place) => ({ second: (first + place) * quarterSeconds, hits }));
}

/** The greatest quarter, and the first of two running quarters after it at half of it or less. */
function heightAndHalf(
  facts: Facts,
): { height: { second: number; hits: number }; half: number | null; all: ReturnType<typeof quarters> } | null {
  const all = quarters(facts);
  const height = undisturbed(facts, all).reduce<{ second: number; hits: number } | null>(
    (best, q) => (best && best.hits >= q.hits ? best : q),
    null,
  );
  if (height === null || height.hits < leastQuarterHits) return null;
  const half = all.find(
    ({ second, hits }, place) => second > height.second && hits * 2 <= height.hits && (all[place + 1]?.hits ?? hits) * 2 <= height.hits,
  );
  const isCovered = half !== undefined && isWhole(facts, height.second, half.second + 2 * quarterSeconds);
  return { height, half: isCovered ? half.second : null, all };
}

/** Quarters that no flood touches: what a few programs ask for is no demand of readers. */
function undisturbed(facts: Facts, all: ReturnType<typeof quarters>): ReturnType<typeof quarters> {
  const flooded = floods(facts);
  return all.filter(({ second }) => !flooded.some((flood) => flood.startSecond < second + quarterSeconds && flood.endSecond > second));
}

function isWhole({ evidence }: Facts, startSecond: number, endSecond: number): boolean {
  return total(intersect(evidence.covered, [{ startSecond, endSecond }])) === endSecond - startSecond;
}

export const demandDecay: Rule = {
  id: "demand-decay",
  threshold: (words) => words.decay.threshold(leastQuarterHits),
  find: (facts) => {
    const found = heightAndHalf(facts);
    if (found === null || found.half === null) return [];
    const { height, half } = found;
    const seconds = half - height.second;
    return [
      {
        severity: "info",
        weight: 0.4,
        text: facts.words.decay.text(height.hits, momentOf(facts, height.second), formatDuration(seconds)),
        recommendation: null,
        evidence: {
          heightAt: isoInZone(height.second, facts.analysis.period.timeZone),
          heightHits: height.hits,
          halfAt: isoInZone(half, facts.analysis.period.timeZone),
          seconds,
          threshold: 0.5,
        },
      },
    ];
  },
};

const leastSecondShare = 0.1;
const leastRise = 3;
const leastApartSeconds = 2 * 3600;

export const secondPeak: Rule = {
  id: "second-peak",
  threshold: (words) => words.secondPeak.threshold(leastQuarterHits, formatShare(leastSecondShare, 0), leastRise),
  find: (facts) => {
    const found = heightAndHalf(facts);
    if (found === null || found.half === null) return [];
    const { height, half, all } = found;
    let lowest = Number.POSITIVE_INFINITY;
    let best: { second: number; hits: number; lowest: number } | null = null;
    for (const { second, hits } of undisturbed(facts, all).filter((quarter) => quarter.second >= half)) {
      const isRise = hits >= leastQuarterHits && hits >= height.hits * leastSecondShare && hits >= lowest * leastRise;
      if (isRise && second - height.second >= leastApartSeconds && hits > (best?.hits ?? 0)) best = { second, hits, lowest };
      lowest = Math.min(lowest, hits);
    }
    if (best === null || !isWhole(facts, height.second, best.second + quarterSeconds)) return [];
    const { period } = facts.analysis;
    return [
      {
        severity: "info",
        weight: best.hits / height.hits / 2,
        text: facts.words.secondPeak.text(
          momentOf(facts, best.second),
          best.hits,
          formatShare(best.hits / height.hits),
          momentOf(facts, height.second),
        ),
        recommendation: null,
        evidence: {
          at: isoInZone(best.second, period.timeZone),
          hits: best.hits,
          lowestBetween: best.lowest,
          heightHits: height.hits,
          share: best.hits / height.hits,
          threshold: leastSecondShare,
        },
      },
    ];
  },
};

const leastTrendSeconds = 6 * 3600;
const leastTrendHitsAnHour = 100;
const leastTrendTimes = 2;

export const demandTrend: Rule = {
  id: "demand-trend",
  threshold: (words) => words.trend.threshold(leastTrendHitsAnHour),
  find: (facts) => {
    const { startSecond, endSecond } = periodSeconds(facts.analysis);
    const third = (endSecond - startSecond) / 3;
    if (endSecond - startSecond < leastTrendSeconds || !isWhole(facts, startSecond, endSecond)) return [];
    const perHour = (from: number): number =>
      sumOf(facts.evidence.minutes, ({ minute, humanHits }) => (minute * 60 >= from && minute * 60 < from + third ? humanHits : 0)) /
      (third / 3600);
    const [first, last] = [perHour(startSecond), perHour(startSecond + 2 * third)];
    const [less, more] = [Math.min(first, last), Math.max(first, last)];
    if (more < leastTrendHitsAnHour || more < less * leastTrendTimes) return [];
    return [
      {
        severity: "info",
        weight: 0.3,
        text: facts.words.trend.text(last < first, formatDecimal(first), formatDuration(third), formatDecimal(last)),
        recommendation: null,
        evidence: { firstThirdPerHour: first, lastThirdPerHour: last, thirdSeconds: third, threshold: leastTrendTimes },
      },
    ];
  },
};

const mostDays = 7;

export const dayShares: Rule = {
  id: "day-shares",
  threshold: (words) => words.days.threshold(leastVisits, mostDays),
  find: ({ analysis, words }) => {
    const days = new Map<string, { at: string; visits: number }>();
    for (const { at, visits } of analysis.traffic.hours) {
      const day = at.slice(0, 10);
      days.set(day, { at: days.get(day)?.at ?? at, visits: (days.get(day)?.visits ?? 0) + visits });
    }
    const visited = [...days.values()].filter(({ visits }) => visits > 0);
    const visits = sumOf(visited, (day) => day.visits);
    if (visits < leastVisits || visited.length < 2) return [];
    const most = visited.toSorted((a, b) => b.visits - a.visits).slice(0, mostDays);
    const told = most.map((day) =>
      words.days.day(formatDate(day.at, analysis.period.timeZone, words.language), formatShare(day.visits / visits), day.visits),
    );
    const rest = visited.length > most.length ? words.days.rest(visited.length - most.length) : "";
    return [
      {
        severity: "info",
        weight: 0.2,
        text: words.days.text(words.listed(told), rest),
        recommendation: null,
        evidence: {
          visits,
          days: most.map((day) => ({ day: day.at.slice(0, 10), visits: day.visits, share: shareOf(day.visits, visits) })),
          threshold: leastVisits,
        },
      },
    ];
  },
};
