// The keys of `traffic` that stand beside those of contract.md, as zod shapes: the ways through the site, how requests were answered, and days.
import { z } from "zod";

const count = z.int().nonnegative();
const seconds = z.number().nonnegative();
const share = z.number().min(0).max(1);

/** Of the visits that start in the period; the first 100 of each list, by visits and then by path. */
export const wayKeys = {
  /** The first page of each visit. */
  entryPages: z.array(z.object({ path: z.string(), visits: count })),
  /** The last page of each visit. */
  exitPages: z.array(z.object({ path: z.string(), visits: count })),
  /** The first pages of each visit, up to three, where a page read again at once (a reload) is one; a visit of one page has one. */
  visitPaths: z.array(z.object({ pages: z.array(z.string()).min(1).max(3), visits: count })),
};

/** Nearest-rank percentiles, in seconds, of the hits that carry a time. */
const responseTimes = z.object({ count, p50: seconds, p90: seconds, p95: seconds, p99: seconds, max: seconds });

const named = z.object({ name: z.string(), hits: count });

/** Of all hits in scope (gross); each list adds up to `hits`. */
export const answerKeys = {
  /** By status code as logged; null: none was. */
  statuses: z.array(z.object({ status: count.nullable(), hits: count })),
  /** HTTP/1.0, HTTP/1.1, HTTP/2, HTTP/3, `other`; `unknown`: not recorded. */
  protocols: z.array(named),
  /** The usual methods by name, `other`; `unknown`: not recorded, or no HTTP request. */
  methods: z.array(named),
  /** Over TLS or plain, by the scheme or port that the line records; share = tls / (tls + plain), null where no line tells. */
  secure: z.object({ tls: count, plain: count, unknown: count, share: share.nullable() }),
  /** Answers whose cache state is recorded, and those of them that the cache gave; null where no line records one. */
  cache: z.object({ answers: count, cacheHits: count, share }).nullable(),
  /** Of all hits and of page views; null where no line carries a time. */
  responseTimes: z.object({ all: responseTimes.nullable(), pages: responseTimes.nullable() }),
};

/** By local day, clock changes included; days without hits are not listed. `visitors` are distinct over the day, inside the period. */
export const dayKeys = {
  days: z.array(
    z.object({
      at: z.string(),
      hits: count,
      humanHits: count,
      pageViews: count,
      visits: count,
      visitors: count,
      errors5xx: count,
      bytes: count.nullable(),
    }),
  ),
};

/** What each source handed in, of all that was loaded, and how its clock stands against the source with most hits. */
export const sourceSchema = z.object({
  source: z.string(),
  role: z.enum(["edge", "origin"]),
  /** Traffic and visitors come from it. */
  counted: z.boolean(),
  files: count,
  hits: count,
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  /** Null: it is the reference itself, or the logs do not tell. */
  clock: z
    .object({
      reference: z.string(),
      /** How far this source's clock is ahead (negative: behind). `demand-shape` tells whole hours only. */
      skewSeconds: z.int(),
      method: z.enum(["shared-requests", "demand-shape"]),
      /** Requests found in both sources, or stretches of time compared. */
      compared: count,
      /** Share of these requests with that difference, or correlation of the two curves. */
      agreement: share,
      /** The same for the next best skew. */
      runnerUp: share,
    })
    .nullable(),
});
