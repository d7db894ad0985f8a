// How answers were given, where the format tells: from the cache, in what time, over TLS.
import { isoInZone } from "../../ingest/index.ts";
import { formatDateTime, formatDecimal, formatShare } from "../wording.ts";
import type { AnswerTraits, TimedAnswers } from "./evidence-types.ts";
import { type Draft, type Facts, type Rule, shareOf, sumOf } from "./finding.ts";
import { shownPath } from "./server-errors.ts";

const leastCacheKnown = 1000;
const lowCacheShare = 0.7;
const mostListed = 3;

export const cacheLow: Rule = {
  id: "cache-low",
  threshold: (words) => words.cacheLow.threshold(formatShare(lowCacheShare, 0), leastCacheKnown),
  find: ({ evidence, analysis, words }) => {
    const answers = evidence.answers.filter(({ isPolling }) => !isPolling);
    const known = sumOf(answers, ({ cacheKnown }) => cacheKnown);
    const cached = sumOf(answers, (answer) => answer.cached);
    const share = shareOf(cached, known);
    if (known < leastCacheKnown || share >= lowCacheShare) return [];
    const missed = (answer: AnswerTraits): number => answer.cacheKnown - answer.cached;
    const heaviest = answers
      .filter((answer) => answer.path !== null && missed(answer) > 0)
      .sort((a, b) => missed(b) - missed(a))
      .slice(0, mostListed);
    const told = heaviest.map((answer) => words.cacheLow.path(shownPath(answer.path ?? ""), missed(answer), answer.cacheKnown));
    return [
      {
        severity: "notice",
        weight: shareOf(known - cached, analysis.traffic.hits) / 2,
        text: words.cacheLow.text(formatShare(share), cached, known, words.listed(told)),
        recommendation: words.cacheLow.advice,
        evidence: {
          known,
          cached,
          share,
          paths: heaviest.map((answer) => ({ path: shownPath(answer.path ?? ""), missed: missed(answer), known: answer.cacheKnown })),
          threshold: lowCacheShare,
        },
      },
    ];
  },
};

const leastPolledCached = 20;
const polledCachedShare = 0.01;

export const polledFromCache: Rule = {
  id: "polled-from-cache",
  threshold: (words) => words.polledFromCache.threshold(formatShare(polledCachedShare, 0), leastPolledCached),
  find: ({ evidence, analysis, convocatoria, words }) => {
    const path = analysis.parameters.resultPath;
    const answer = evidence.answers.find((candidate) => candidate.path === path);
    const share = answer === undefined ? 0 : shareOf(answer.cached, answer.cacheKnown);
    if (answer === undefined || answer.cached < leastPolledCached || share < polledCachedShare) return [];
    const duty = convocatoria?.duties.find(({ id }) => id === "cache-control");
    const asked = duty === undefined ? "" : words.polledFromCache.asked(duty.clause);
    return [
      {
        severity: duty === undefined ? "notice" : "warning",
        weight: shareOf(answer.cached, analysis.traffic.hits),
        text: words.polledFromCache.text(formatShare(share), shownPath(path), answer.cached, answer.cacheKnown, asked),
        recommendation: words.polledFromCache.advice,
        evidence: { path: shownPath(path), cached: answer.cached, known: answer.cacheKnown, share, threshold: polledCachedShare },
      },
    ];
  },
};

const leastTimed = 1000;
const leastTimedHour = 200;
const slowUs = 1_000_000;
const verySlowUs = 3_000_000;

/** The 95th percentile by nearest rank, of times rounded down to two figures: at least so much. Null of no answers. */
function p95Us(times: readonly Pick<TimedAnswers, "floorUs" | "hits">[]): number | null {
  const rank = Math.ceil(sumOf(times, ({ hits }) => hits) * 0.95);
  let passed = 0;
  for (const { floorUs, hits } of times.toSorted((a, b) => a.floorUs - b.floorUs)) {
    passed += hits;
    if (passed >= rank) return floorUs;
  }
  return null;
}

function secondsOf(us: number): string {
  return `${formatDecimal(us / 1e6)} s`;
}

function worstHour({ evidence }: Facts): { hourSecond: number; p95: number; hits: number } | null {
  const hours = [...Map.groupBy(evidence.times, ({ hourSecond }) => hourSecond)].map(([hourSecond, times]) => ({
    hourSecond,
    p95: p95Us(times) ?? 0,
    hits: sumOf(times, ({ hits }) => hits),
  }));
  const full = hours.filter(({ hits }) => hits >= leastTimedHour);
  return full.reduce<(typeof full)[number] | null>((worst, hour) => (worst && worst.p95 >= hour.p95 ? worst : hour), null);
}

export const slowAnswers: Rule = {
  id: "slow-answers",
  threshold: (words) => words.slowAnswers.threshold(leastTimed, leastTimedHour),
  find: (facts) => {
    const timed = sumOf(facts.evidence.times, ({ hits }) => hits);
    const overall = p95Us(facts.evidence.times);
    const hour = worstHour(facts);
    const slow = overall !== null && timed >= leastTimed && overall >= slowUs;
    if (overall === null || (!slow && (hour === null || hour.p95 < slowUs))) return [];
    const { timeZone } = facts.analysis.period;
    const words = facts.words.slowAnswers;
    const at = hour === null ? null : isoInZone(hour.hourSecond, timeZone);
    const worst =
      hour === null || at === null
        ? ""
        : words.worstHour(formatDateTime(at, timeZone, facts.words.language), secondsOf(hour.p95), hour.hits);
    const share = shareOf(
      sumOf(facts.evidence.times, ({ floorUs, hits }) => (floorUs >= slowUs ? hits : 0)),
      timed,
    );
    const all = words.overall(secondsOf(overall), timed);
    const text = slow ? `${all}. ${worst}`.trim() : words.inAnHour(worst);
    return [
      {
        severity: slow && overall >= verySlowUs ? "warning" : "notice",
        weight: share,
        text,
        recommendation: words.advice,
        evidence: {
          p95Us: overall,
          timed,
          slowShare: share,
          worstHourAt: at,
          worstHourP95Us: hour?.p95 ?? null,
          worstHourTimed: hour?.hits ?? null,
          thresholdUs: slowUs,
        },
      },
    ];
  },
};

const leastTimedPath = 100;
const slowPathShare = 0.05;
const slowPathTimes = 3;

export const slowPaths: Rule = {
  id: "slow-paths",
  threshold: (words) => words.slowPaths.threshold(leastTimedPath, formatShare(slowPathShare, 0), slowPathTimes),
  find: ({ evidence, words }) => {
    const timed = sumOf(evidence.answers, (answer) => answer.timed);
    const slow = sumOf(evidence.answers, (answer) => answer.slow);
    const others = (answer: AnswerTraits): number => shareOf(slow - answer.slow, timed - answer.timed);
    const found = evidence.answers
      .filter((answer) => {
        const share = shareOf(answer.slow, answer.timed);
        return answer.path !== null && answer.timed >= leastTimedPath && share >= slowPathShare && share >= others(answer) * slowPathTimes;
      })
      .sort((a, b) => b.slow - a.slow)
      .slice(0, mostListed);
    if (found.length === 0) return [];
    const told = found.map((answer) =>
      words.slowPaths.path(shownPath(answer.path ?? ""), formatShare(answer.slow / answer.timed), answer.timed),
    );
    return [
      {
        severity: "notice",
        weight: shareOf(
          sumOf(found, (answer) => answer.slow),
          timed,
        ),
        text: words.slowPaths.text(found.length, words.listed(told)),
        recommendation: words.slowPaths.advice,
        evidence: {
          paths: found.map((answer) => ({
            path: shownPath(answer.path ?? ""),
            slow: answer.slow,
            timed: answer.timed,
            othersShare: others(answer),
          })),
          threshold: slowPathShare,
        },
      },
    ] satisfies Draft[];
  },
};

const leastSecureKnown = 100;
const plainThreshold = 0.01;

export const plainHttp: Rule = {
  id: "plain-http",
  threshold: (words) => words.plainHttp.threshold(formatShare(plainThreshold, 0), leastSecureKnown),
  find: ({ evidence, words }) => {
    const known = sumOf(evidence.answers, ({ secureKnown }) => secureKnown);
    const secure = sumOf(evidence.answers, (answer) => answer.secure);
    const share = shareOf(known - secure, known);
    if (known < leastSecureKnown || secure === 0 || share < plainThreshold) return [];
    return [
      {
        severity: "notice",
        weight: share / 2,
        text: words.plainHttp.text(formatShare(share), known - secure, known),
        recommendation: words.plainHttp.advice,
        evidence: { plain: known - secure, known, share, threshold: plainThreshold },
      },
    ];
  },
};
