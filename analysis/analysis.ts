// The result of an analysis as one typed value: the zod schema from which its JSON Schema is generated.
import { z } from "zod";
import { comparisonSchema } from "./comparison-schema.ts";
import { restoreKeys } from "./restore-keys.ts";
import { answerKeys, dayKeys, sourceSchema, wayKeys } from "./traffic-keys.ts";

const count = z.int().nonnegative();
const seconds = z.number().nonnegative();
const share = z.number().min(0).max(1);
/** ISO 8601 with offset, in the analysis's time zone. */
const time = z.string();

const lines = z.object({ read: count, hits: count, blank: count, directives: count, rejected: count, duplicates: count });

const ledger = z.object({
  lines,
  rejectedByReason: z.record(z.string(), count),
  hitsByKind: z.object({ internal: count, bot: count, polling: count, page: count, asset: count, other: count }),
  outsidePeriod: count,
  outOfScope: count,
  originHits: count,
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      sha256: z.string(),
      bytes: count,
      format: z.string(),
      source: z.string(),
      role: z.enum(["edge", "origin"]),
      firstAt: time.nullable(),
      lastAt: time.nullable(),
      lines,
    }),
  ),
  /** What lay in archives beside their logs and was not read. Absent: the analysis is of an earlier version of this program. */
  leftOut: z
    .array(
      z.object({
        archive: z.string(),
        archiveSha256: z.string(),
        name: z.string(),
        bytes: count.nullable(),
        sha256: z.string().nullable(),
        reason: z.enum(["debris", "hidden", "link", "folder", "asked"]),
      }),
    )
    .optional(),
});

const peak = z.object({ at: time, hits: count }).nullable();
const named = z.object({ name: z.string(), visitors: count, hits: count });

const trafficSchema = z.object({
  hits: count,
  humanHits: count,
  /** Refreshes of the results, one of the kinds that make up humanHits. */
  pollingHits: count,
  bytes: count.nullable(),
  pageViews: count,
  uniqueVisitors: count,
  distinctAddresses: count,
  visits: count,
  bounces: count,
  pagesPerVisit: z.number().nullable(),
  visitDuration: z.object({
    mean: seconds.nullable(),
    median: seconds.nullable(),
    meanIncludingSingle: seconds.nullable(),
    measurableVisits: count,
    singlePageShare: share.nullable(),
    /** Measurable visits by duration: [fromSeconds, toSeconds), the last one open. */
    histogram: z.array(z.object({ fromSeconds: seconds, toSeconds: seconds.nullable(), visits: count })),
  }),
  activeTime: z.object({ mean: seconds.nullable(), median: seconds.nullable(), visits: count }),
  statusClasses: z.object({ "1xx": count, "2xx": count, "3xx": count, "4xx": count, "5xx": count, other: count }),
  requestSuccess: share.nullable(),
  peakMinute: peak,
  peakHour: peak,
  /** The second with most hits: demand inside the peak minutes. */
  peakSecond: peak,
  /** The minute with most bytes answered, rarely the one with most hits; null where no line records bytes. A download counts in the minute of its line. */
  peakBytesMinute: z.object({ at: time, bytes: count }).nullable(),
  topPages: z.array(z.object({ path: z.string(), pageViews: count, visitors: count, meanTimeOnPage: seconds.nullable() })),
  hours: z.array(
    z.object({
      at: time,
      hits: count,
      humanHits: count,
      pageViews: count,
      visits: count,
      visitors: count,
      errors5xx: count,
      bytes: count.nullable(),
    }),
  ),
  ...dayKeys,
  /** The curve for charts: at most 3,000 points, so coarser than the minute (see stepSeconds) where the hits span over 50 hours; steps without hits are not listed. */
  series: z.object({
    stepSeconds: z.union([z.literal(60), z.literal(300), z.literal(900), z.literal(3600), z.literal(86400)]),
    points: z.array(z.object({ at: time, hits: count, humanHits: count, pageViews: count, errors5xx: count })),
  }),
  countries: z.array(z.object({ code: z.string(), visitors: count, hits: count })),
  states: z.array(z.object({ code: z.string(), visitors: count, hits: count })),
  cities: z.array(z.object({ country: z.string(), state: z.string(), name: z.string(), visitors: count, hits: count })),
  browsers: z.array(named),
  systems: z.array(named),
  devices: z.array(named),
  referrers: z.array(named),
  bots: z.array(z.object({ name: z.string(), reason: z.string(), hits: count })),
  ...wayKeys,
  ...answerKeys,
});

const verdict = z.enum(["cumple", "incumple", "no-verificable"]);

const availabilityResult = z.object({
  source: z.enum(["declared", "log", "monitor"]),
  /** Null: all sources of the role, or all monitors, pooled; else the one log source or monitored endpoint that this row is of. */
  logSource: z.string().nullable(),
  /** Period name, `window` or `month:YYYY-MM`, ... */
  period: z.string(),
  seconds,
  downSeconds: seconds,
  /** With degradations by their weight (overlaps take the greatest); equals downSeconds where there are none. */
  weightedDownSeconds: seconds,
  unknownSeconds: seconds.nullable(),
  excludedSeconds: seconds,
  coverage: share.nullable(),
  availability: share.nullable(),
  weightedAvailability: share.nullable(),
  /** Null as for the verdict. */
  allowedSeconds: seconds.nullable(),
  /** Null: the call has no target, or the period is the span of the hits because the publication period lacks a bound. */
  verdict: verdict.nullable(),
  ...restoreKeys,
});

/** What an incident left in the traffic of people; null where its surroundings do not let know. */
const incidentTrace = z.object({
  verdict: z.enum(["con-rastro", "sin-rastro"]).nullable(),
  /** Of the whole minutes that it touches; served are those without a server error. */
  observedHits: count.nullable(),
  errors5xx: count.nullable(),
  expectedHits: count.nullable(),
  /** Expected less served, and the other way round; one of them is 0. */
  lostHits: count.nullable(),
  excessHits: count.nullable(),
  lostPageViews: count.nullable(),
  lostVisits: count.nullable(),
  method: z.string(),
});

const incident = z.object({
  id: z.string(),
  start: time,
  end: time.nullable(),
  /** Null when it has no end. */
  seconds: seconds.nullable(),
  type: z.enum(["interrupcion", "falla-pagina", "conectividad", "ataque", "otro"]),
  description: z.string(),
  rootCause: z.string().nullable(),
  impact: z.string().nullable(),
  measures: z.string().nullable(),
  effect: z.enum(["caida", "degradacion", "ninguno"]),
  weight: share.nullable(),
  component: z.string().nullable(),
  source: z.string().nullable(),
  /** Null for one without an end. */
  trace: incidentTrace.nullable(),
});

const period = z.object({ name: z.string(), start: time, end: time, timeZone: z.string() });

export const analysisSchema = z.object({
  schemaVersion: z.literal(1),
  generatedAt: time,
  difusor: z.string(),
  convocatoria: z.object({ id: z.string(), version: z.string() }).nullable(),
  period,
  /** Bounds of every named period that has both, and where they come from. */
  bounds: z.array(z.object({ name: z.string(), start: time, end: time, declaredByUser: z.boolean(), source: z.string().nullable() })),
  parameters: z.object({
    visitGapSeconds: count,
    scope: z.array(z.string()),
    internal: z.array(z.string()),
    trustedProxies: z.array(z.string()),
    pages: z.array(z.string()),
    notPages: z.array(z.string()),
    resultPath: z.string(),
    parserVersion: count,
    rulesVersion: count,
    program: z.string(),
    isbot: z.string(),
    /** The geographic database: null when none was used. */
    geography: z
      .object({ database: z.string(), version: z.string(), checksum: z.string(), builtAt: z.string().nullable(), notice: z.string() })
      .nullable(),
  }),
  ledger,
  sources: z.array(sourceSchema),
  traffic: trafficSchema,
  periods: z.record(z.string(), trafficSchema),
  comparison: comparisonSchema(ledger.pick({ lines: true, rejectedByReason: true, files: true, leftOut: true })).nullable(),
  availability: z.object({
    target: share.nullable(),
    statementComplete: z.boolean(),
    exclusions: z.array(z.object({ start: time, end: time, reason: z.string(), approvedBy: z.string() })),
    /** The monitored endpoints that the figures of source `monitor` are made of. */
    monitors: z.array(z.object({ name: z.string(), product: z.string(), checks: count, firstAt: time, lastAt: time })),
    results: z.array(availabilityResult),
    outages: z.array(
      z.object({
        source: z.enum(["declared", "log", "monitor"]),
        start: time,
        end: time,
        seconds,
        incidentId: z.string().nullable(),
      }),
    ),
    /** Stretches of the main period of which a source that observes by itself knows nothing: not covered, or silent. */
    unknown: z.array(z.object({ source: z.enum(["log", "monitor"]), start: time, end: time })),
    disagreements: z.array(
      z.object({
        kind: z.enum(["declared-not-seen", "seen-not-declared", "different-length", "observers-differ"]),
        /** What the declaration is compared with; null where log and monitor differ. */
        seenBy: z.enum(["log", "monitor"]).nullable(),
        start: time,
        end: time,
        /** Downtime by each source that is compared; null for the one that is not. */
        declaredSeconds: seconds.nullable(),
        logSeconds: seconds.nullable(),
        monitorSeconds: seconds.nullable(),
        incidentId: z.string().nullable(),
      }),
    ),
  }),
  incidents: z.array(incident),
  compliance: z.array(
    z.object({
      id: z.string(),
      requirement: z.string(),
      clause: z.string(),
      verdict: z.enum(["cumple", "incumple", "no-verificable", "indicio"]),
      evidence: z.string(),
      /** The version of the call that the clause was read from; one known from the press only is marked. */
      callVersion: z.string(),
      callStatus: z.enum(["official", "press"]),
      /** The numbers and times of the evidence; null: not known. */
      figures: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
      /** Name of the period that the evidence is of; null where it is of no named one. */
      period: z.string().nullable(),
      /** What the verdict rests on; null: on nothing that was handed in. */
      source: z.enum(["log", "declared", "several", "program"]).nullable(),
    }),
  ),
  findings: z.array(
    z.object({
      id: z.string(),
      severity: z.enum(["info", "notice", "warning"]),
      text: z.string(),
      recommendation: z.string().nullable(),
      /** From which figures on the rule speaks, in words. */
      threshold: z.string(),
      evidence: z.record(z.string(), z.unknown()),
    }),
  ),
  warnings: z.array(z.object({ code: z.string(), text: z.string() })),
});

export type Analysis = z.infer<typeof analysisSchema>;
export type Traffic = z.infer<typeof trafficSchema>;
export type AvailabilityResult = z.infer<typeof availabilityResult>;
export type Incident = z.infer<typeof incident>;
export type Ledger = z.infer<typeof ledger>;
export type LineClasses = z.infer<typeof lines>;
