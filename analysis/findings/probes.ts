// Clients that are no readers: what the averages would be without probes that never pause, and the server's calls to itself.

import type { AnalysisWords } from "../locale/words.ts";
import { formatDuration, printable } from "../wording.ts";
import type { ProbeVisitors } from "./evidence-types.ts";
import { type Rule, shareOf } from "./finding.ts";
import { probeSeconds } from "./gather-probes.ts";

function change(words: AnalysisWords, name: string, before: number | null, after: number | null): string[] {
  if (before === null || after === null || Math.round(before) === Math.round(after)) return [];
  return [words.probes.change(name, formatDuration(Math.round(before)), formatDuration(Math.round(after)))];
}

function withoutThem(words: AnalysisWords, { averages, visitors }: ProbeVisitors): string {
  const { with: before, without: after } = averages;
  const changes = [
    ...change(words, words.probes.activeTime, before.activeTimeMean, after.activeTimeMean),
    ...change(words, words.probes.visitDuration, before.visitDurationMean, after.visitDurationMean),
  ];
  return words.probes.without(visitors, changes.length === 0 ? null : words.listed(changes));
}

function advice(words: AnalysisWords, { internal }: ProbeVisitors): string {
  const own = internal.map(({ network }) => printable(network));
  if (own.length === 0) return words.probes.declare;
  const others = internal.reduce((sum, network) => sum + network.otherVisitors, 0);
  return words.probes.declareNetworks(words.listed(own), internal.length, others);
}

export const probeVisitsRule: Rule = {
  id: "probe-visits",
  threshold: (words) => words.probes.threshold,
  find: ({ analysis, evidence: { probes }, words }) => {
    if (probes.visitors === 0) return [];
    const { internal, ...told } = probes;
    return [
      {
        severity: "notice",
        weight: shareOf(probes.hits, analysis.traffic.hits),
        text: words.probes.text(
          probes.visitors,
          formatDuration(probes.longestSeconds),
          probes.hits,
          withoutThem(words, probes),
          probes.networks.map(printable),
        ),
        recommendation: advice(words, probes),
        evidence: { ...told, internal, thresholdSeconds: probeSeconds },
      },
    ];
  },
};

export const loopbackViewsRule: Rule = {
  id: "loopback-views",
  threshold: (words) => words.loopback.threshold,
  find: ({ analysis, evidence: { loopback }, words }) => {
    const { pageViews, visitors } = loopback;
    if (pageViews === 0) return [];
    return [
      {
        severity: "notice",
        weight: shareOf(pageViews, analysis.traffic.pageViews),
        text: words.loopback.text(pageViews, visitors),
        recommendation: words.loopback.advice,
        evidence: { ...loopback },
      },
    ];
  },
};
