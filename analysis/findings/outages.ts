// Outages as the log shows them, and where the sources of availability disagree.
import { formatDateTime, formatDuration } from "../wording.ts";
import { periodSeconds, type Rule, shareOf } from "./finding.ts";

export const logOutages: Rule = {
  id: "log-outages",
  threshold: (words) => words.outages.threshold,
  find: ({ analysis, words }) => {
    const { availability, period } = analysis;
    const seen = availability.outages.filter((outage) => outage.source === "log");
    if (seen.length === 0) return [];
    const seconds = seen.reduce((sum, outage) => sum + outage.seconds, 0);
    const longest = seen.reduce((a, b) => (b.seconds > a.seconds ? b : a));
    const { startSecond, endSecond } = periodSeconds(analysis);
    const [when, long] = [formatDateTime(longest.start, period.timeZone, words.language), formatDuration(longest.seconds)];
    const which = seen.length === 1 ? words.outages.one(long, when) : words.outages.several(formatDuration(seconds), when, long);
    return [
      {
        severity: "warning",
        weight: 1 + shareOf(seconds, endSecond - startSecond),
        text: words.outages.text(seen.length, which),
        recommendation: words.outages.advice(seen.length),
        evidence: { outages: seen.length, seconds, longestStart: longest.start, longestSeconds: longest.seconds, threshold: 0.5 },
      },
    ];
  },
};

export const disagreements: Rule = {
  id: "disagreement",
  threshold: (words) => words.disagreement.threshold,
  find: ({ analysis, words }) => {
    const { availability, period } = analysis;
    const { startSecond, endSecond } = periodSeconds(analysis);
    return availability.disagreements.map((d, i) => {
      const when = formatDateTime(d.start, period.timeZone, words.language);
      const told = (seconds: number | null): string => formatDuration(seconds ?? 0);
      const [declared, log, monitor] = [told(d.declaredSeconds), told(d.logSeconds), told(d.monitorSeconds)];
      const byMonitor = d.seenBy === "monitor";
      const seen = byMonitor ? monitor : log;
      const text = {
        "declared-not-seen": words.disagreement.declaredNotSeen(when, declared, byMonitor),
        "seen-not-declared": words.disagreement.seenNotDeclared(when, seen, byMonitor),
        "different-length": words.disagreement.differentLength(when, declared, seen, byMonitor),
        "observers-differ": words.disagreement.observersDiffer(when, log, monitor),
      }[d.kind];
      const longest = Math.max(d.declaredSeconds ?? 0, d.logSeconds ?? 0, d.monitorSeconds ?? 0);
      return {
        id: `disagreement-${i + 1}`,
        severity: d.kind === "seen-not-declared" ? ("warning" as const) : ("notice" as const),
        weight: 0.9 + shareOf(longest, endSecond - startSecond),
        text,
        recommendation: words.disagreement.advice,
        evidence: { ...d },
      };
    });
  },
};
