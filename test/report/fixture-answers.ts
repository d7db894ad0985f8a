// Ways through the site and answers of the report's fixtures.
import type { Traffic } from "../../analysis/analysis.ts";
import { PATHS } from "./fixture-names.ts";

type WaysAndAnswers = Pick<
  Traffic,
  "entryPages" | "exitPages" | "visitPaths" | "statuses" | "methods" | "protocols" | "secure" | "cache" | "responseTimes"
>;

/** More paths than a table shows, hostile ones among them. */
export function waysAndAnswers(hits: number, errors: number, visits: number): WaysAndAnswers {
  const falling = (index: number): number => Math.round(visits / (index + 2) ** 1.6);
  const rest = hits - errors - 9_700;
  return {
    entryPages: PATHS.map((path, index) => ({ path, visits: falling(index) })),
    exitPages: PATHS.toReversed().map((path, index) => ({ path, visits: falling(index) })),
    visitPaths: PATHS.map((path, index) => ({ pages: [path, ...PATHS.slice(0, index % 3)], visits: falling(index) })),
    statuses: [
      { status: 200, hits: rest },
      { status: 503, hits: errors },
      { status: 304, hits: 7_431 },
      { status: 404, hits: 2_255 },
      { status: 0, hits: 14 },
    ],
    methods: [
      { name: "GET", hits: hits - 120 },
      { name: "HEAD", hits: 90 },
      { name: "unknown", hits: 30 },
    ],
    protocols: [
      { name: "HTTP/2", hits: hits - 40_000 },
      { name: "HTTP/1.1", hits: 39_000 },
      { name: "unknown", hits: 1_000 },
    ],
    secure: { tls: hits - 51_000, plain: 50_000, unknown: 1_000, share: (hits - 51_000) / (hits - 1_000) },
    cache: { answers: hits - 1_000, cacheHits: Math.round(hits * 0.91), share: Math.round(hits * 0.91) / (hits - 1_000) },
    responseTimes: {
      all: { count: hits, p50: 0.004, p90: 0.061, p95: 0.118, p99: 0.902, max: 30.001 },
      pages: { count: Math.round(hits * 0.21), p50: 0.011, p90: 0.094, p95: 0.203, p99: 1.402, max: 12.4 },
    },
  };
}

/** Of one request, of which nothing is recorded. */
export const NO_ANSWERS: WaysAndAnswers = {
  entryPages: [],
  exitPages: [],
  visitPaths: [],
  statuses: [{ status: 404, hits: 1 }],
  methods: [{ name: "unknown", hits: 1 }],
  protocols: [{ name: "unknown", hits: 1 }],
  secure: { tls: 0, plain: 0, unknown: 1, share: null },
  cache: null,
  responseTimes: { all: null, pages: null },
};
