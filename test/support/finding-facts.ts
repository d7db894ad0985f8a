// Facts for one rule of findings: an analysis of hours on election night with what a test changes, and evidence that is empty but for that.
import type { Analysis, Traffic } from "../../analysis/analysis.ts";
import type { Convocatoria } from "../../analysis/convocatoria.ts";
import type { FindingEvidence, MinuteCounts } from "../../analysis/findings/evidence-types.ts";
import type { Draft, Facts, Rule } from "../../analysis/findings/finding.ts";
import { analysisWords } from "../../analysis/locale/words.ts";
import { minimalAnalysis } from "../report/fixture-analysis.ts";

/** 8 December 2024, 20:00 in Mexico City. */
export const START = 1_733_709_600;
export const FIRST_MINUTE = START / 60;

export function iso(secondsAfterStart: number): string {
  return `${new Date((START + secondsAfterStart - 6 * 3600) * 1000).toISOString().slice(0, 19)}-06:00`;
}

/** `count` minutes from the `first` after the start on, each with so many requests of people; `more` changes the rest. */
export function even(first: number, count: number, hits: number, more: Partial<MinuteCounts> = {}): MinuteCounts[] {
  return Array.from({ length: count }, (_, place) => ({
    minute: FIRST_MINUTE + first + place,
    hits,
    errors5xx: 0,
    humanHits: hits,
    humanServed: hits,
    pageViews: 0,
    visits: 0,
    ...more,
  }));
}

const noAverages = { activeTimeMean: null, visitDurationMean: null, visits: 0 };

const nothing: FindingEvidence = {
  loadedMinutes: [],
  minutes: [],
  covered: [{ startSecond: START - 86_400, endSecond: START + 30 * 86_400 }],
  errorPaths: [],
  missingPages: [],
  pages: [],
  ownHost: null,
  answers: [],
  times: [],
  probers: [],
  probedPaths: [],
  networks: [],
  fastVisitors: { visitors: [], meanPerMinute: null },
  probes: { visitors: 0, hits: 0, longestSeconds: 0, networks: [], internal: [], averages: { with: noAverages, without: noAverages } },
  loopback: { pageViews: 0, visitors: 0 },
  arrivals: [],
  pollingHits: 0,
};

export interface Changes {
  /** Length of the period from the start on; default 6 hours. */
  hours?: number;
  traffic?: Partial<Traffic>;
  evidence?: Partial<FindingEvidence>;
  convocatoria?: Convocatoria | null;
  incidents?: Analysis["incidents"];
  outages?: Analysis["availability"]["outages"];
  /** Bounds of the window in seconds after the start. */
  window?: [number, number];
}

/** Minutes that are given stand for all that was loaded too, and the hits of the traffic are theirs, unless a test says otherwise. */
export function factsOf({
  hours = 6,
  traffic = {},
  evidence = {},
  convocatoria = null,
  incidents = [],
  outages = [],
  window,
}: Changes): Facts {
  const { findings: _, warnings: __, ...analysis } = minimalAnalysis();
  const minutes = evidence.minutes ?? [];
  const hits = minutes.reduce((sum, minute) => sum + minute.hits, 0);
  const bound = { name: "window", declaredByUser: true, source: null };
  return {
    words: analysisWords("es"),
    analysis: {
      ...analysis,
      period: { name: "custom", start: iso(0), end: iso(hours * 3600), timeZone: "America/Mexico_City" },
      bounds: window === undefined ? [] : [{ ...bound, start: iso(window[0]), end: iso(window[1]) }],
      traffic: { ...analysis.traffic, hits, humanHits: hits, ...traffic },
      availability: { ...analysis.availability, outages },
      incidents,
    },
    convocatoria,
    evidence: { ...nothing, loadedMinutes: minutes, ...evidence },
  };
}

/** What one rule says of these facts. */
export function told(rule: Rule, changes: Changes): Draft[] {
  return rule.find(factsOf(changes));
}

/** An outage or degradation that somebody declared, in seconds after the start. */
export function declared(
  id: string,
  start: number,
  end: number,
  effect: "caida" | "degradacion" = "degradacion",
): Analysis["incidents"][number] {
  return {
    id,
    start: iso(start),
    end: iso(end),
    seconds: end - start,
    type: "otro",
    description: "prueba",
    rootCause: null,
    impact: null,
    measures: null,
    effect,
    weight: null,
    component: null,
    source: null,
    trace: null,
  };
}
