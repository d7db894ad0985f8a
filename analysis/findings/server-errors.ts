// Server errors: over the period, and in bursts that are no outage.
import { isoInZone } from "../../ingest/index.ts";
import type { Analysis } from "../analysis.ts";
import { type Interval, joinGaps } from "../intervals.ts";
import type { AnalysisWords } from "../locale/words.ts";
import { formatCount, formatDuration, formatShare, readablePath } from "../wording.ts";
import type { PathErrors } from "./evidence-types.ts";
import { type Facts, momentOf, type Rule, shareOf, sumOf } from "./finding.ts";

const errorThreshold = 0.001;
const gravestErrors = 0.01;
const leastErrors = 5;

export const serverErrors: Rule = {
  id: "server-errors",
  threshold: (words) => words.serverErrors.threshold(formatShare(errorThreshold, 1), leastErrors, formatShare(gravestErrors, 0)),
  find: ({ analysis: { traffic }, words }) => {
    const errors = traffic.statusClasses["5xx"];
    const share = shareOf(errors, traffic.hits);
    if (share <= errorThreshold || errors < leastErrors) return [];
    return [
      {
        severity: share > gravestErrors ? "warning" : "notice",
        weight: share,
        text: words.serverErrors.text(errors, formatShare(share)),
        recommendation: words.serverErrors.advice,
        evidence: { errors, share, threshold: errorThreshold },
      },
    ];
  },
};

const leastMinuteRequests = 20;
const leastMinuteShare = 0.05;
const leastMinuteErrors = 3;
const leastBurstErrors = 20;
const joinedSeconds = 120;
const mostPaths = 3;
const mostBursts = 20;

interface Burst extends Interval {
  requests: number;
  errors: number;
  paths: { path: string; errors: number }[];
}

/** Runs of minutes with errors that touch no outage of the log, the gravest first. */
function errorBursts({ analysis, evidence }: Facts): Burst[] {
  const rough = evidence.minutes.filter(
    ({ hits, errors5xx }) => hits >= leastMinuteRequests && errors5xx >= leastMinuteErrors && errors5xx >= hits * leastMinuteShare,
  );
  const runs = joinGaps(
    rough.map(({ minute }) => ({ startSecond: minute * 60, endSecond: (minute + 1) * 60 })),
    joinedSeconds,
  );
  const outages = analysis.availability.outages.filter(({ source }) => source === "log");
  const touches = (run: Interval): boolean =>
    outages.some(({ start, end }) => Date.parse(start) / 1000 <= run.endSecond && Date.parse(end) / 1000 >= run.startSecond);
  return runs
    .filter((run) => !touches(run))
    .map((run) => {
      const inside = ({ minute }: { minute: number }): boolean => minute * 60 >= run.startSecond && minute * 60 < run.endSecond;
      const minutes = evidence.minutes.filter(inside);
      return {
        ...run,
        requests: sumOf(minutes, ({ hits }) => hits),
        errors: sumOf(minutes, ({ errors5xx }) => errors5xx),
        paths: worstPaths(evidence.errorPaths.filter(inside)),
      };
    })
    .filter(({ errors }) => errors >= leastBurstErrors)
    .sort((a, b) => b.errors - a.errors || a.startSecond - b.startSecond);
}

function worstPaths(errors: readonly PathErrors[]): Burst["paths"] {
  const counts = new Map<string, number>();
  for (const { path, errors5xx } of errors) counts.set(path, (counts.get(path) ?? 0) + errors5xx);
  return [...counts]
    .map(([path, count]) => ({ path: shownPath(path), errors: count }))
    .sort((a, b) => b.errors - a.errors || (a.path < b.path ? -1 : 1))
    .slice(0, mostPaths);
}

const longestPath = 60;

/** A logged path as a sentence may hold it: readable, harmless and not too long. */
export function shownPath(path: string): string {
  const readable = readablePath(path);
  return readable.length > longestPath ? `${readable.slice(0, longestPath)}…` : readable;
}

/** The declared incidents that overlap a span, by id. */
function incidentIds(incidents: Analysis["incidents"], { startSecond, endSecond }: Interval): string[] {
  return incidents
    .filter(({ start, end }) => Date.parse(start) / 1000 < endSecond && (end === null || Date.parse(end) / 1000 > startSecond))
    .map(({ id }) => id);
}

/** "la incidencia declarada 2", as the report numbers them. */
function incidentNumbers(words: AnalysisWords, incidents: Analysis["incidents"], bursts: readonly Burst[]): string {
  const ids = new Set(bursts.flatMap((burst) => incidentIds(incidents, burst)));
  const numbers = incidents.flatMap(({ id }, place) => (ids.has(id) ? [formatCount(place + 1)] : []));
  return words.bursts.incidents(numbers, words.listed(numbers));
}

function burstText(facts: Facts, worst: Burst, bursts: readonly Burst[]): string {
  const { words } = facts;
  const paths = worst.paths.map(({ path, errors }) => `${path} (${formatCount(errors)})`);
  const most = paths.length === 0 ? "" : words.bursts.paths(words.listed(paths));
  const length = formatDuration(worst.endSecond - worst.startSecond);
  const share = formatShare(worst.errors / worst.requests);
  const when = words.bursts.when(momentOf(facts, worst.startSecond), length, worst.errors, worst.requests, share);
  if (bursts.length === 1) return words.bursts.one(when, most);
  const errors = sumOf(bursts, (burst) => burst.errors);
  return words.bursts.several(bursts.length, errors, when, most);
}

export const errorBurstRule: Rule = {
  id: "error-bursts",
  threshold: (words) => words.bursts.threshold(leastMinuteRequests, leastMinuteErrors, formatShare(leastMinuteShare, 0), leastBurstErrors),
  find: (facts) => {
    const bursts = errorBursts(facts);
    const [worst] = bursts;
    if (worst === undefined) return [];
    const { words } = facts;
    const { incidents, period, traffic } = facts.analysis;
    const undeclared = bursts.filter((burst) => incidentIds(incidents, burst).length === 0);
    const declared = bursts.length - undeclared.length;
    const told =
      undeclared.length === 0
        ? words.bursts.allDeclared(bursts.length, incidentNumbers(words, incidents, bursts))
        : declared === 0
          ? words.bursts.noneDeclared
          : words.bursts.someDeclared(undeclared.length);
    return [
      {
        severity: undeclared.length > 0 ? "warning" : "notice",
        weight: shareOf(
          sumOf(bursts, (burst) => burst.errors),
          traffic.hits,
        ),
        text: `${burstText(facts, worst, bursts)}${told}`,
        recommendation: undeclared.length > 0 ? words.bursts.advice : null,
        evidence: {
          bursts: bursts.slice(0, mostBursts).map(({ startSecond, endSecond, ...burst }) => ({
            start: isoInZone(startSecond, period.timeZone),
            end: isoInZone(endSecond, period.timeZone),
            ...burst,
            share: burst.errors / burst.requests,
            incidents: incidentIds(incidents, { startSecond, endSecond }),
          })),
          total: bursts.length,
          threshold: leastMinuteShare,
        },
      },
    ];
  },
};
