// Floods: a network that takes most of the requests for some minutes, and visitors faster than people.
import { isoInZone } from "../../ingest/index.ts";
import { type Interval, joinGaps } from "../intervals.ts";
import { formatDecimal, formatDuration, formatShare, printable } from "../wording.ts";
import type { NetworkLoad } from "./evidence-types.ts";
import { type Facts, momentOf, type Rule, shareOf, sumOf } from "./finding.ts";

const leastFloodMinute = 60;
const leastFloodShare = 0.2;
const leastFloodMinutes = 3;
const joinedSeconds = 60;
/** Outside its flood the network has at most this part of the share that it has inside. */
const mostUsual = 0.25;
const mostListed = 3;

interface Flood extends Interval {
  network: string;
  addresses: number;
  hits: number;
  /** Of all requests of its minutes. */
  share: number;
  peakPerMinute: number;
  /** Its share of all requests of the period outside of it. */
  usualShare: number;
}

/** Floods of the period, the greatest first; of each network the greatest run. */
export function floods({ analysis, evidence }: Facts): Flood[] {
  const all = new Map(evidence.minutes.map(({ minute, hits }) => [minute, hits]));
  return evidence.networks
    .flatMap((load) => {
      const run = runsOf(load, all).sort((a, b) => b.hits - a.hits || a.startSecond - b.startSecond)[0];
      if (run === undefined) return [];
      const usualShare = shareOf(load.hits - run.hits, analysis.traffic.hits - run.all);
      if (usualShare > run.share * mostUsual) return [];
      const { all: _, ...flood } = run;
      return [{ ...flood, network: printable(load.network), addresses: load.addresses, usualShare }];
    })
    .sort((a, b) => b.hits - a.hits || (a.network < b.network ? -1 : 1));
}

function runsOf({ minutes }: NetworkLoad, all: ReadonlyMap<number, number>) {
  const flooded = minutes.filter(({ minute, hits }) => hits >= leastFloodMinute && hits >= (all.get(minute) ?? 0) * leastFloodShare);
  const runs = joinGaps(
    flooded.map(({ minute }) => ({ startSecond: minute * 60, endSecond: (minute + 1) * 60 })),
    joinedSeconds,
  );
  return runs
    .map((run) => {
      const inside = flooded.filter(({ minute }) => minute * 60 >= run.startSecond && minute * 60 < run.endSecond);
      const hits = sumOf(inside, (minute) => minute.hits);
      const of = sumOf(inside, ({ minute }) => all.get(minute) ?? 0);
      const peakPerMinute = Math.max(...inside.map((minute) => minute.hits));
      return { ...run, minutes: inside.length, hits, all: of, share: shareOf(hits, of), peakPerMinute };
    })
    .filter((run) => run.minutes >= leastFloodMinutes)
    .map(({ minutes: _, ...run }) => run);
}

function floodText(facts: Facts, found: readonly Flood[]): string {
  const { words } = facts;
  const told = found.slice(0, mostListed).map((flood) =>
    words.floods.flood(flood, {
      share: formatShare(flood.share),
      length: formatDuration(flood.endSecond - flood.startSecond),
      moment: momentOf(facts, flood.startSecond),
      usual: formatShare(flood.usualShare),
    }),
  );
  const all = found.length > told.length ? sumOf(found, ({ hits }) => hits) : null;
  return words.floods.text(found.length, words.listed(told), all);
}

export const networkFloods: Rule = {
  id: "network-floods",
  threshold: (words) => words.floods.threshold(leastFloodMinute, formatShare(leastFloodShare, 0), leastFloodMinutes),
  find: (facts) => {
    const found = floods(facts);
    if (found.length === 0) return [];
    const { period, traffic } = facts.analysis;
    const hits = sumOf(found, (flood) => flood.hits);
    return [
      {
        severity: "warning",
        weight: 0.5 + shareOf(hits, traffic.hits) / 2,
        text: floodText(facts, found),
        recommendation: facts.words.floods.advice,
        evidence: {
          floods: found.slice(0, 20).map(({ startSecond, endSecond, ...flood }) => ({
            ...flood,
            start: isoInZone(startSecond, period.timeZone),
            end: isoInZone(endSecond, period.timeZone),
          })),
          total: found.length,
          hits,
          threshold: leastFloodShare,
        },
      },
    ];
  },
};

const leastFastRate = 60;
const leastFastHits = 300;
const leastFastTimes = 10;

export const fastVisitorsRule: Rule = {
  id: "fast-visitors",
  threshold: (words) => words.fastVisitors.threshold(leastFastHits, leastFastRate, leastFastTimes),
  find: ({ analysis, evidence, words }) => {
    const { visitors, meanPerMinute } = evidence.fastVisitors;
    const rated = visitors.map((visitor) => ({ ...visitor, perMinute: (visitor.hits * 60) / visitor.seconds }));
    const usual = meanPerMinute ?? 0;
    const fast = rated.filter(
      ({ hits, perMinute }) => hits >= leastFastHits && perMinute >= leastFastRate && perMinute >= usual * leastFastTimes,
    );
    const [fastest] = fast;
    if (fastest === undefined || meanPerMinute === null) return [];
    const hits = sumOf(fast, (visitor) => visitor.hits);
    const share = shareOf(hits, analysis.traffic.hits);
    const networks = [...new Set(fast.map(({ network }) => printable(network)))];
    const shown = networks.slice(0, mostListed);
    const more = networks.length > shown.length ? words.fastVisitors.moreNetworks(networks.length - shown.length) : "";
    return [
      {
        severity: "notice",
        weight: share,
        // The list of the fastest is cut: as many as it holds may be fewer than there are.
        text: words.fastVisitors.text(
          { visitors: fast.length, isCut: fast.length === 100, hits, rate: leastFastRate },
          {
            fastest: formatDecimal(fastest.perMinute),
            length: formatDuration(fastest.seconds),
            usual: formatDecimal(meanPerMinute),
            share: formatShare(share),
            networks: `${more === "" ? words.listed(shown) : shown.join(", ")}${more}`,
            isOneNetwork: shown.length === 1,
          },
        ),
        recommendation: words.fastVisitors.advice,
        evidence: {
          visitors: fast.length,
          hits,
          share,
          fastestPerMinute: fastest.perMinute,
          fastestSeconds: fastest.seconds,
          usualPerMinute: meanPerMinute,
          networks: networks.slice(0, 20),
          threshold: leastFastRate,
        },
      },
    ];
  },
};
