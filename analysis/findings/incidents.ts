// Declared incidents and what they left in the traffic, and drops of demand that no incident explains.
import { type IncidentRecord, isoInZone } from "../../ingest/index.ts";
import type { Incident } from "../analysis.ts";
import { intersect, total } from "../intervals.ts";
import type { AnalysisWords } from "../locale/words.ts";
import { formatDateTime, formatDuration, formatShare, formatShortDateTime } from "../wording.ts";
import { demandDrops } from "./demand-drops.ts";
import type { FindingEvidence } from "./evidence-types.ts";
import { momentOf, periodSeconds, type Rule, shareOf, sumOf } from "./finding.ts";
import { incidentTrace, traceThreshold } from "./incident-trace.ts";

/** The trace of each incident, in their order; null for one without an end. */
export function incidentTraces(
  incidents: readonly Pick<IncidentRecord, "startSecond" | "endSecond">[],
  { loadedMinutes, covered }: Pick<FindingEvidence, "loadedMinutes" | "covered">,
  publicationStart: number | null,
  words: AnalysisWords,
): Incident["trace"][] {
  const spans = incidents.map(({ startSecond, endSecond }) => ({ startSecond, endSecond: endSecond ?? Number.POSITIVE_INFINITY }));
  return incidents.map(({ startSecond, endSecond }, place) => {
    if (endSecond === null) return null;
    const others = spans.filter((_, other) => other !== place);
    return incidentTrace({ startSecond, endSecond }, { minutes: loadedMinutes, covered, others, publicationStart }, words);
  });
}

/** As the report numbers them. */
function numberOf(incidents: readonly Incident[], id: string): number {
  return incidents.findIndex((incident) => incident.id === id) + 1;
}

const mostListed = 3;
type Traced = Incident & { trace: NonNullable<Incident["trace"]> };

function tracedAs(incidents: readonly Incident[], verdict: "con-rastro" | "sin-rastro"): Traced[] {
  return incidents.filter((incident): incident is Traced => incident.trace?.verdict === verdict);
}

/** Less than this part of what was expected is not told as lost. */
const toldLoss = 0.2;

/** What stands for the verdict: a loss, an excess, errors. */
function traceWords(words: AnalysisWords, { trace }: Traced): string {
  const { lostHits, excessHits, expectedHits, errors5xx, lostPageViews } = trace;
  const share = expectedHits ? (lostHits ?? 0) / expectedHits : 0;
  const pages = lostPageViews ? [words.traced.lostPages(lostPageViews)] : [];
  const lost = share >= toldLoss ? [words.traced.lost(lostHits ?? 0, formatShare(share)), ...pages] : [];
  const excess = expectedHits && (excessHits ?? 0) >= expectedHits / 2 ? [words.traced.excess(excessHits ?? 0)] : [];
  const errors = errors5xx ? [words.traced.errors(errors5xx)] : [];
  return words.listed([...lost, ...excess, ...errors]);
}

export const incidentsWithTrace: Rule = {
  id: "incidents-with-trace",
  threshold: traceThreshold,
  find: ({ analysis, words }) => {
    const { incidents, period, traffic } = analysis;
    const traced = tracedAs(incidents, "con-rastro").toSorted((a, b) => (b.trace.lostHits ?? 0) - (a.trace.lostHits ?? 0));
    if (traced.length === 0) return [];
    const told = traced.slice(0, mostListed).map((incident) => {
      const moment = formatDateTime(incident.start, period.timeZone, words.language);
      return words.traced.incident(numberOf(incidents, incident.id), moment, traceWords(words, incident));
    });
    const lost = sumOf(traced, ({ trace }) => trace.lostHits ?? 0);
    return [
      {
        severity: "notice",
        weight: shareOf(lost, traffic.humanHits),
        text: words.traced.text(traced.length, told.join("; "), traced.length > told.length),
        recommendation: words.traced.advice,
        evidence: {
          incidents: traced.map(({ id, trace: { method: _, ...trace } }) => ({ id, ...trace })),
          lostHits: lost,
          threshold: 0.2,
        },
      },
    ];
  },
};

export const incidentsWithoutTrace: Rule = {
  id: "incidents-without-trace",
  threshold: (words) => words.silent.threshold,
  find: ({ analysis, words }) => {
    const { incidents, period } = analysis;
    const silent = tracedAs(incidents, "sin-rastro").filter(({ effect }) => effect === "degradacion");
    if (silent.length === 0) return [];
    const told = silent.slice(0, mostListed).map(({ id, start, trace }) => {
      const moment = formatDateTime(start, period.timeZone, words.language);
      return words.silent.incident(numberOf(incidents, id), moment, trace.observedHits ?? 0, trace.expectedHits ?? 0, trace.errors5xx ?? 0);
    });
    return [
      {
        severity: "info",
        weight: 0.1,
        text: words.silent.text(silent.length, words.listed(told), silent.length > told.length),
        recommendation: words.silent.advice,
        evidence: { incidents: silent.map(({ id, trace: { method: _, ...trace } }) => ({ id, ...trace })), threshold: 0.2 },
      },
    ];
  },
};

export const uncoveredDrops: Rule = {
  id: "uncovered-drops",
  threshold: (words) => words.drops.threshold,
  find: (facts) => {
    const drops = demandDrops(facts);
    const [longest] = drops.toSorted((a, b) => b.missing - a.missing);
    if (longest === undefined) return [];
    const { startSecond, endSecond } = periodSeconds(facts.analysis);
    const { timeZone } = facts.analysis.period;
    const at = (second: number): string => isoInZone(second, timeZone);
    const length = formatDuration(longest.endSecond - longest.startSecond);
    const { words } = facts;
    const short = (second: number): string => formatShortDateTime(at(second), timeZone, words.language);
    const spans = drops.slice(0, mostListed).map((drop) => words.drops.span(short(drop.startSecond), short(drop.endSecond)));
    return [
      {
        severity: "warning",
        weight: 0.3 + shareOf(total(intersect(drops, [{ startSecond, endSecond }])), endSecond - startSecond),
        text: words.drops.text(
          drops.length,
          momentOf(facts, longest.startSecond),
          length,
          longest.observed,
          Math.round(longest.observed + longest.missing),
        ),
        recommendation: words.drops.advice(words.listed(spans)),
        evidence: {
          drops: drops.slice(0, 20).map((drop) => ({
            start: at(drop.startSecond),
            end: at(drop.endSecond),
            observedHits: drop.observed,
            missingHits: Math.round(drop.missing),
          })),
          total: drops.length,
          threshold: 0.3,
        },
      },
    ];
  },
};
