// Scanners: addresses that try the usual doors, doors that opened, and the share of requests that were refused.
import { isoInZone } from "../../ingest/index.ts";
import { formatCount, formatShare, printable } from "../wording.ts";
import type { Prober } from "./evidence-types.ts";
import { momentOf, type Rule, shareOf, sumOf } from "./finding.ts";
import { disclosurePathPattern } from "./probe-paths.ts";
import { shownPath } from "./server-errors.ts";

const leastProbeHits = 5;
const leastProbePaths = 3;
const leastRefused = 20;
const leastRefusedShare = 0.5;
const leastRefusedPaths = 10;
const noticedShare = 0.01;
const mostListed = 3;

function isScanner({ probeHits, probePaths, hits, totalHits, paths }: Prober): boolean {
  const triesDoors = probeHits >= leastProbeHits && probePaths >= leastProbePaths;
  return triesDoors || (hits >= leastRefused && hits >= totalHits * leastRefusedShare && paths >= leastRefusedPaths);
}

function byNetwork(scanners: readonly Prober[]): { network: string; addresses: number; hits: number }[] {
  return [...Map.groupBy(scanners, ({ network }) => network)]
    .map(([network, of]) => ({ network: printable(network), addresses: of.length, hits: sumOf(of, ({ hits }) => hits) }))
    .sort((a, b) => b.hits - a.hits || (a.network < b.network ? -1 : 1));
}

export const scanners: Rule = {
  id: "scanners",
  threshold: (words) =>
    words.scanners.threshold(
      { probeHits: leastProbeHits, probePaths: leastProbePaths, refused: leastRefused, refusedPaths: leastRefusedPaths },
      formatShare(noticedShare, 0),
    ),
  find: ({ analysis, evidence, words }) => {
    const found = evidence.probers.filter(isScanner);
    if (found.length === 0) return [];
    const hits = sumOf(found, (scanner) => scanner.hits);
    const share = shareOf(hits, analysis.traffic.hits);
    const [first, last] = [Math.min(...found.map((s) => s.firstSecond)), Math.max(...found.map((s) => s.lastSecond))];
    const networks = byNetwork(found);
    const paths = evidence.probedPaths.filter(({ isProbe }) => isProbe).slice(0, mostListed);
    const told = networks.slice(0, mostListed).map(({ network, addresses, hits: of }) => words.scanners.network(network, addresses, of));
    const tried =
      paths.length === 0
        ? ""
        : words.scanners.tried(words.listed(paths.map(({ path, hits: of }) => `${shownPath(path)} (${formatCount(of)})`)));
    const [from, to] = [momentOf({ analysis, words }, first), momentOf({ analysis, words }, last)];
    const lead = words.scanners.text(found.length, hits, formatShare(share), from, to);
    return [
      {
        severity: share >= noticedShare ? "notice" : "info",
        weight: share,
        text: `${lead}${words.scanners.networks(networks.length, words.listed(told), networks.length > told.length)}${tried}`,
        recommendation: words.scanners.advice,
        evidence: {
          addresses: found.length,
          hits,
          share,
          firstAt: isoInZone(first, analysis.period.timeZone),
          lastAt: isoInZone(last, analysis.period.timeZone),
          networks: networks.slice(0, 20),
          paths: paths.map(({ path, hits: of, answered }) => ({ path: shownPath(path), hits: of, answered })),
          threshold: leastProbeHits,
        },
      },
    ];
  },
};

export const exposedProbes: Rule = {
  id: "exposed-probes",
  threshold: (words) => words.exposed.threshold,
  find: ({ evidence, words }) => {
    const open = evidence.probedPaths.filter(({ path, answered }) => answered > 0 && disclosurePathPattern.test(path));
    if (open.length === 0) return [];
    const answered = sumOf(open, (path) => path.answered);
    const told = open.slice(0, mostListed).map((path) => `${shownPath(path.path)} (${formatCount(path.answered)})`);
    return [
      {
        severity: "warning",
        weight: 0.95,
        text: words.exposed.text(answered, words.listed(told), open.length > told.length),
        recommendation: words.exposed.advice,
        evidence: {
          answered,
          paths: open.slice(0, 20).map((path) => ({ path: shownPath(path.path), answered: path.answered })),
          threshold: 1,
        },
      },
    ];
  },
};

const refusedThreshold = 0.05;
const leastRefusedHits = 20;

export const refusedRequests: Rule = {
  id: "refused-requests",
  threshold: (words) => words.refused.threshold(formatShare(refusedThreshold, 0), leastRefusedHits),
  find: ({ analysis: { traffic }, words }) => {
    const refused = traffic.statusClasses["4xx"];
    const share = shareOf(refused, traffic.hits);
    if (share < refusedThreshold || refused < leastRefusedHits) return [];
    return [
      {
        severity: "notice",
        weight: share,
        text: words.refused.text(formatShare(share), refused),
        recommendation: words.refused.advice,
        evidence: { refused, share, threshold: refusedThreshold },
      },
    ];
  },
};
