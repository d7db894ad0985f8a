// Deliveries as a comparison reads them, made by hand.
import { expect } from "vitest";
import { deliveriesComparisonSchema } from "../../analysis/compare-schema.ts";
import { type ComparedAnalysis, compareAnalyses } from "../../analysis/index.ts";
import { fullAnalysis } from "../report/fixture-analysis.ts";

export interface Made {
  difusor?: string;
  call?: string | null;
  /** First day of a window of `hours`. */
  day?: string;
  hours?: number;
  hits?: number;
  peak?: number | null;
  second?: number | null;
  coverage?: number | null;
  visitors?: number;
  bytes?: number | null;
  name?: string;
  unknownHours?: number;
  /** Keys of its traffic as given. */
  change?: Partial<ComparedAnalysis["traffic"]>;
}

export function analysis({
  difusor = "Radio",
  call = "iem-uno-2021",
  day = "2021-06-06",
  hours = 24,
  hits = 4800,
  peak = 600,
  second = 25,
  coverage = 1,
  visitors = 100,
  bytes = 3_600_000,
  name = "window",
  unknownHours = 0,
  change = {},
}: Made): ComparedAnalysis {
  const start = `${day}T20:00:00-06:00`;
  const end = new Date(Date.parse(start) + hours * 3_600_000).toISOString();
  const at = `${day}T20:41:00-06:00`;
  const log = {
    ...fullAnalysis().availability.results[1],
    source: "log" as const,
    logSource: null,
    period: name,
    coverage,
    seconds: hours * 3600,
    unknownSeconds: unknownHours * 3600,
  };
  return {
    schemaVersion: 1,
    difusor,
    convocatoria: call === null ? null : { id: call, version: "original" },
    period: { name, start, end, timeZone: "America/Mexico_City" },
    traffic: {
      ...{ hits, humanHits: hits / 2, bytes: 9_000_000, pageViews: hits / 4, uniqueVisitors: visitors, visits: hits / 8 },
      visitDuration: { mean: 100, median: 50, meanIncludingSingle: 20, measurableVisits: 1, singlePageShare: 0, histogram: [] },
      activeTime: { mean: 200, median: 150, visits: 1 },
      peakMinute: peak === null ? null : { at, hits: peak },
      peakSecond: second === null ? null : { at, hits: second },
      peakHour: { at: start, hits: 1200 },
      hours: [{ at: start, ...ofHour(1200), bytes }],
      ...{ peakBytesMinute: null, pollingHits: null, cache: null, series: null },
      countries: [
        { code: "MX", visitors: 75, hits: 1 },
        { code: "unknown", visitors: 25, hits: 1 },
      ],
      states: [
        { code: "unknown", visitors: 60, hits: 1 },
        { code: "MX-MIC", visitors: 40, hits: 1 },
      ],
      cities: [],
      devices: [{ name: "mobile", visitors: 80, hits: 1 }],
      ...change,
    },
    availability: { unknown: null, results: [log as ComparedAnalysis["availability"]["results"][number]] },
  };
}

export const ofHour = (hits: number) => ({ hits, humanHits: hits / 2, pageViews: hits / 4, visits: hits / 8 });

export const compare = (made: readonly (Made & { as?: string })[], margin: number | null = null, capacity: number | null = null) => {
  const comparison = compareAnalyses(
    made.map((one, i) => ({ name: one.as ?? `d${i + 1}`, analysis: analysis(one) })),
    { margin, capacity },
  );
  expect(deliveriesComparisonSchema.parse(comparison)).toEqual(comparison);
  return comparison;
};

/** A night of these hits an hour from its start on; `unknown` hours by their places have no log. */
export function night(name: string, day: string, hits: readonly number[], unknown: readonly number[] = [], made: Made = {}) {
  const one = analysis({
    call: `iem-${name}`,
    day,
    hours: hits.length,
    hits: hits.reduce((sum, n) => sum + n, 0),
    unknownHours: unknown.length,
    ...made,
  });
  const at = (place: number) => new Date(Date.parse(one.period.start) + place * 3_600_000).toISOString();
  const hours = hits.flatMap((count, place) => (count === 0 ? [] : [{ at: at(place), ...ofHour(count), bytes: count * 10 }]));
  const gaps = unknown.map((place) => ({ source: "log" as const, start: at(place), end: at(place + 1) }));
  return {
    name,
    analysis: { ...one, traffic: { ...one.traffic, hours, ...made.change }, availability: { ...one.availability, unknown: gaps } },
  };
}
