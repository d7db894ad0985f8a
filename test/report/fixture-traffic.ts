// The traffic of the report's fixtures: an election night with an outage.
import type { Traffic } from "../../analysis/analysis.ts";
import { NO_ANSWERS, waysAndAnswers } from "./fixture-answers.ts";
import { at, HOURS } from "./fixture-clock.ts";
import { AGENTS, PATHS, PLACES } from "./fixture-names.ts";

/** Demand of election night: a steep rise, a peak at 20:21, a quiet dawn, a second and lower wave next morning. */
function demand(secondsAfterStart: number): number {
  const hour = secondsAfterStart / 3600;
  const night = 6200 * Math.exp(-(((hour - 0.7) / 1.4) ** 2));
  const morning = 2100 * Math.exp(-(((hour - 13) / 3.2) ** 2));
  const ripple = 1 + 0.08 * Math.sin(secondsAfterStart / 700) + 0.05 * Math.cos(secondsAfterStart / 190);
  return Math.round((90 + night + morning) * ripple);
}

function isDown(secondsAfterStart: number): boolean {
  return secondsAfterStart >= 5400 && secondsAfterStart < 6300;
}

function seriesPoint(secondsAfterStart: number): Traffic["series"]["points"][number] {
  const hits = demand(secondsAfterStart);
  const pageViews = Math.round(hits * 0.21);
  const errors5xx = isDown(secondsAfterStart) ? Math.round(hits * 0.83) : Math.round(hits * 0.0004);
  return { at: at(secondsAfterStart), hits, humanHits: Math.round(hits * 0.93), pageViews, errors5xx };
}

function hourOf(hour: number): Traffic["hours"][number] {
  const points = Array.from({ length: 12 }, (_, step) => seriesPoint(hour * 3600 + step * 300));
  const sum = (key: "hits" | "humanHits" | "pageViews" | "errors5xx"): number => points.reduce((total, point) => total + point[key], 0);
  const pageViews = sum("pageViews");
  return {
    at: at(hour * 3600),
    hits: sum("hits"),
    humanHits: sum("humanHits"),
    pageViews,
    visits: Math.round(pageViews / 3.1),
    visitors: Math.round(pageViews / 3.6),
    errors5xx: sum("errors5xx"),
    bytes: sum("hits") * 8_431,
  };
}

/** The hours added up by day; visitors of a day are fewer than those of its hours. */
function daysOf(hours: Traffic["hours"]): Traffic["days"] {
  return [...Map.groupBy(hours, (hour) => hour.at.slice(0, 10))].map(([day, ofDay]) => {
    const sum = (key: "hits" | "humanHits" | "pageViews" | "visits" | "visitors" | "errors5xx"): number =>
      ofDay.reduce((total, hour) => total + hour[key], 0);
    return {
      at: `${day}T00:00:00-06:00`,
      hits: sum("hits"),
      humanHits: sum("humanHits"),
      pageViews: sum("pageViews"),
      visits: sum("visits"),
      visitors: Math.round(sum("visitors") * 0.8),
      errors5xx: sum("errors5xx"),
      bytes: sum("hits") * 8_431,
    };
  });
}

/** A whole traffic value. */
export function traffic(): Traffic {
  const hours = Array.from({ length: HOURS }, (_, hour) => hourOf(hour));
  const sum = (key: "hits" | "humanHits" | "pageViews" | "visits" | "errors5xx"): number =>
    hours.reduce((total, hour) => total + hour[key], 0);
  const hits = sum("hits");
  const errors = sum("errors5xx");
  const visits = sum("visits");
  return {
    hits,
    humanHits: sum("humanHits"),
    pollingHits: Math.round(sum("humanHits") * 0.7),
    bytes: hits * 8_431,
    pageViews: sum("pageViews"),
    uniqueVisitors: 9_874,
    distinctAddresses: 8_112,
    visits,
    bounces: Math.round(visits * 0.384),
    pagesPerVisit: sum("pageViews") / visits,
    visitDuration: {
      mean: 412.6,
      median: 251,
      meanIncludingSingle: 254.2,
      measurableVisits: visits - Math.round(visits * 0.384),
      singlePageShare: 0.384,
      histogram: HISTOGRAM.map(([fromSeconds, toSeconds, share]) => ({
        fromSeconds,
        toSeconds,
        visits: Math.round(visits * 0.616 * share),
      })),
    },
    activeTime: { mean: 1_327.4, median: 845, visits: Math.round(visits * 0.91) },
    statusClasses: { "1xx": 0, "2xx": hits - errors - 9_700, "3xx": 7_431, "4xx": 2_255, "5xx": errors, other: 14 },
    requestSuccess: 1 - errors / (hits - 14),
    peakMinute: { at: at(21 * 60), hits: 1_512 },
    peakHour: { at: at(0), hits: hours[0]?.hits ?? 0 },
    peakSecond: { at: at(21 * 60 + 7), hits: 61 },
    peakBytesMinute: { at: at(22 * 60), bytes: 48_300_000 },
    topPages: PATHS.map((path, index) => ({
      path,
      pageViews: Math.round(21_430 / (index + 1) ** 1.15),
      visitors: Math.round(9_874 / (index + 1)),
      meanTimeOnPage: index === 13 ? null : 96 - index * 4.3,
    })),
    hours,
    days: daysOf(hours),
    series: { stepSeconds: 300, points: Array.from({ length: HOURS * 12 }, (_, step) => seriesPoint(step * 300)) },
    ...PLACES,
    ...AGENTS,
    ...waysAndAnswers(hits, errors, visits),
  };
}

const HISTOGRAM: [number, number | null, number][] = [
  [0, 30, 0.11],
  [30, 60, 0.13],
  [60, 120, 0.16],
  [120, 300, 0.24],
  [300, 600, 0.17],
  [600, 1200, 0.11],
  [1200, 1800, 0.05],
  [1800, null, 0.03],
];

/** One request, of which nothing is known. */
export const NO_TRAFFIC: Traffic = {
  hits: 1,
  humanHits: 1,
  pollingHits: 0,
  bytes: null,
  pageViews: 0,
  uniqueVisitors: 0,
  distinctAddresses: 1,
  visits: 0,
  bounces: 0,
  pagesPerVisit: null,
  visitDuration: { mean: null, median: null, meanIncludingSingle: null, measurableVisits: 0, singlePageShare: null, histogram: [] },
  activeTime: { mean: null, median: null, visits: 0 },
  statusClasses: { "1xx": 0, "2xx": 0, "3xx": 0, "4xx": 1, "5xx": 0, other: 0 },
  requestSuccess: null,
  peakMinute: null,
  peakHour: null,
  peakSecond: null,
  peakBytesMinute: null,
  topPages: [],
  hours: [],
  days: [],
  series: { stepSeconds: 60, points: [] },
  countries: [],
  states: [],
  cities: [],
  browsers: [],
  systems: [],
  devices: [],
  referrers: [],
  bots: [],
  ...NO_ANSWERS,
};
