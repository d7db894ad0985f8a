// Deliveries side by side as one typed value: what is read of each analysis, and the zod schema of what comes of it.
import { z } from "zod";
import { isTimeZone, UserError } from "../ingest/index.ts";
import { analysisSchema } from "./analysis.ts";

const { difusor, convocatoria, traffic, availability, incidents } = analysisSchema.shape;

/** A file may have been written by anyone: a time that is none would become a figure that is none. */
const instant = z.iso.datetime({ offset: true });
const hourCount = z.int().nonnegative();
const peak = z.object({ at: instant, hits: z.int().nonnegative() }).nullable();
const period = z
  .object({
    name: z.string(),
    start: instant,
    end: instant,
    timeZone: z.string().refine(isTimeZone, { error: "se esperaba una zona horaria IANA" }),
  })
  .refine(({ start, end }) => Date.parse(start) < Date.parse(end), { error: "se esperaba un fin posterior al inicio" });

/** What a comparison reads of an analysis; the rest is not looked at, so that forty of them take no time. */
const comparedSchema = z.object({
  schemaVersion: z.literal(1),
  difusor,
  convocatoria,
  period,
  traffic: traffic
    .pick({
      hits: true,
      humanHits: true,
      bytes: true,
      pageViews: true,
      uniqueVisitors: true,
      visits: true,
      visitDuration: true,
      activeTime: true,
      countries: true,
      states: true,
      cities: true,
      devices: true,
    })
    .extend({
      peakMinute: peak,
      peakHour: peak,
      // An analysis of an earlier version of the program does not tell it.
      peakSecond: peak.default(null),
      peakBytesMinute: z.object({ at: instant, bytes: z.int().nonnegative() }).nullable().default(null),
      pollingHits: z.int().nonnegative().nullable().default(null),
      cache: z
        .object({ share: z.number().min(0).max(1) })
        .nullable()
        .default(null),
      hours: z.array(
        z.object({
          at: instant,
          ...{ hits: hourCount, humanHits: hourCount, pageViews: hourCount, visits: hourCount },
          bytes: hourCount.nullable(),
        }),
      ),
      series: z
        .object({ stepSeconds: z.number(), points: z.array(z.object({ at: instant, hits: hourCount })) })
        .nullable()
        .default(null),
    }),
  availability: z.object({
    results: z.array(
      availability.shape.results.element.pick({
        ...{ source: true, logSource: true, period: true, seconds: true, downSeconds: true, unknownSeconds: true },
        ...{ coverage: true, availability: true, verdict: true },
      }),
    ),
    /** Null: an earlier version does not tell. */
    unknown: z
      .array(z.object({ source: z.enum(["log", "monitor"]), start: instant, end: instant }))
      .nullable()
      .default(null),
  }),
  /** A file of others may lack them; then it is not known how many there were. */
  incidents: z.array(incidents.element.pick({ type: true, effect: true, seconds: true, start: true, end: true })).optional(),
});

/** As much of an analysis as a comparison reads; a whole one fits too. */
export type ComparedAnalysis = z.infer<typeof comparedSchema>;

/** As much of an analysis as a comparison reads, with what earlier versions do not tell as unknown; null: it is none. */
export function comparedOf(analysis: unknown): ComparedAnalysis | null {
  return comparedSchema.safeParse(analysis).data ?? null;
}

const knownVersion = 1;

/**
 * Reads the text of an analysis.json.
 * @throws UserError `analysis-version` (made by another version of the schema), `analysis-invalid` with the first key that is wrong.
 */
export function readComparedAnalysis(text: string, file: string): ComparedAnalysis {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UserError("analysis-invalid", { file, place: "/", expected: "se esperaba un objeto JSON" });
  }
  const version = typeof json === "object" && json !== null && "schemaVersion" in json ? json.schemaVersion : undefined;
  if (typeof version === "number" && version !== knownVersion) {
    throw new UserError("analysis-version", { file, version, known: knownVersion });
  }
  const result = comparedSchema.safeParse(json, { error: z.locales.es().localeError });
  if (result.success) return { ...result.data, convocatoria: result.data.convocatoria ?? null };
  const [issue] = result.error.issues;
  throw new UserError("analysis-invalid", { file, place: `/${(issue?.path ?? []).map(String).join("/")}`, expected: issue?.message ?? "" });
}

const amount = z.number().nonnegative().nullable();
const share = z.number().min(0).max(1).nullable();
const count = z.int().nonnegative();
const time = z.string();
const shares = z.array(z.object({ name: z.string(), share }));
const ratio = amount;

/** Amounts of a choice of hours. */
const hourSums = z.object({ hits: count, humanHits: count, pageViews: count, visits: count, bytes: amount });

/** Figures that grow between elections: amounts of whole periods only where the same hours are known of both; of common hours and at the peak always. */
const growth = z.object({
  difusor: z.string(),
  from: z.string(),
  to: z.string(),
  /** Periods of the same name and, within 1 %, as many known hours, the same ones from the start on: amounts can be compared. */
  sameLength: z.boolean(),
  /** Of one institute: else the elections are of other voters, and the ratio is of that too. */
  sameInstitute: z.boolean(),
  /** Of the hours from the start on that both logs tell of. */
  common: z.object({ hours: count, hits: ratio, humanHits: ratio, pageViews: ratio, visits: ratio, bytes: ratio }),
  /** Hits of the peak minute that the ratio starts from: a ratio of few is of chance. */
  fromPeakHits: count.nullable(),
  fromHours: z.number(),
  toHours: z.number(),
  totals: z.object({ hits: ratio, humanHits: ratio, pageViews: ratio, visits: ratio, uniqueVisitors: ratio }),
  perHour: z.object({ hits: ratio, humanHits: ratio, pageViews: ratio, visits: ratio }),
  peakMinute: ratio,
  meanVisitDuration: ratio,
  peakBandwidth: ratio,
});

const electionLoad = z.object({
  convocatoria: z.string(),
  timeZone: z.string(),
  hits: count,
  /** Of all together; null where an analysis tells no minutes. */
  peakMinute: z.object({ at: time, hits: count, hitsPerSecond: z.number() }).nullable(),
  /** How many of them have no log of that minute: then it is a least. */
  unknownAtPeak: count.nullable(),
  shares: z.array(z.object({ name: z.string(), hits: count, share })),
});

const spread = z.object({ least: z.number(), median: z.number(), most: z.number(), of: count }).nullable();

export const deliveriesComparisonSchema = z.object({
  schemaVersion: z.literal(1),
  /** By the start of their periods. */
  deliveries: z.array(
    z.object({
      name: z.string(),
      difusor: z.string(),
      convocatoria: z.string().nullable(),
      period: z.object({ name: z.string(), start: time, end: time, timeZone: z.string(), hours: z.number() }),
      /** Hours of the period of which the logs tell, covered and not silent; null where the analysis does not say. Figures by the hour are of these, else of the period's. */
      coveredHours: amount,
      hits: count,
      humanHits: count,
      pageViews: count,
      visits: count,
      uniqueVisitors: count,
      bytes: amount,
      /** Refreshes of the results among the hits; null where the analysis does not tell. */
      pollingHits: count.nullable(),
      /** Of the answers whose cache state is recorded, those that the cache gave. */
      cacheShare: share,
      /** Amounts of the hours that all compared have in common; null where there are none, or it is not known which this one's log tells of. */
      common: hourSums.nullable(),
      perHour: z.object({ hits: amount, humanHits: amount, pageViews: amount, visits: amount }),
      visitDuration: z.object({ mean: amount, median: amount }),
      activeTime: z.object({ mean: amount, median: amount }),
      /** What caused the declared incident in which the greatest minute falls, an attack first: such a peak is not what readers ask for. Null: in none. */
      peakIncident: z.string().nullable(),
      /** Hits of the greatest minute, and by the second of it. */
      peakMinute: z.object({ at: time, hits: count, hitsPerSecond: z.number() }).nullable(),
      peakSecond: z.object({ at: time, hits: count }).nullable(),
      /** The minute with most bytes, and what they come to a second. */
      peakBytesMinute: z.object({ at: time, bytes: count, bitsPerSecond: z.number() }).nullable(),
      /** The greatest second over the mean second of the greatest minute. */
      burstFactor: amount,
      /** Bytes of the hour with most hits, and what they come to a second. */
      peakHour: z.object({ at: time, hits: count, bytes: amount, bitsPerSecond: amount }).nullable(),
      /** Estimated, for analyses without `peakBytesMinute`: hits a second of the greatest minute by the mean size of an answer in its hour, in bits. */
      peakMinuteBitsPerSecond: amount,
      /** Shares of unique visitors: the first countries, states of Mexico and devices. */
      countries: shares,
      states: shares,
      cities: shares,
      devices: shares,
      /** Of the period: each source pooled. */
      availability: z.array(
        z.object({
          source: z.string(),
          availability: share,
          downSeconds: z.number(),
          unknownSeconds: amount,
          coverage: share,
          verdict: z.enum(["cumple", "incumple", "no-verificable"]).nullable(),
        }),
      ),
      /** Declared incidents by what caused them; `seconds` null where one has no end. Null where the analysis does not tell. */
      incidents: z.array(z.object({ type: z.string(), count, seconds: amount })).nullable(),
    }),
  ),
  growth: z.array(growth),
  /** Whether the same hours are known of all; where not, only figures of the common hours and at the peak stand side by side. */
  sameLength: z.boolean(),
  /** Hours from the start of each period, from 0 on, that are whole and known of all compared. */
  commonHours: z.array(count),
  /** What the difusores of one call carried together, where two or more of it are compared. */
  elections: z.array(electionLoad),
  sizing: z.object({
    peakMinuteHitsPerSecond: spread,
    peakMinuteGrowth: spread,
    burstFactors: spread,
    peakBitsPerSecond: spread,
    /** What the estimate was multiplied by: the greatest growth seen (never under 1), and the margin. */
    growthFactor: z.number().nullable(),
    marginFactor: z.number(),
    /** `assumed`: nobody gave one and there is no growth to go by; `none`: 1, as growth was seen. */
    marginFrom: z.enum(["given", "assumed", "none"]),
    /** Growth from a peak of under 60 hits, which is chance: told, and left out. */
    growthLeftOut: count,
    /** By which the worst second is estimated where an analysis does not record it; null: every one does, or none. */
    burstFactor: z.number().nullable(),
    /** The greatest second seen or estimated. */
    peakSecondHits: amount,
    /** Whether the greatest bandwidth was measured in its minute, and not estimated. */
    bandwidthMeasured: z.boolean().nullable(),
    /** Through a whole minute, and in the worst second; null where nothing is known to go by. */
    hitsPerSecond: amount,
    burstHitsPerSecond: amount,
    bitsPerSecond: amount,
    /** The least share that a cache gave, and the hits a second that it would leave to the servers behind. */
    leastCacheShare: share,
    originHitsPerSecond: amount,
    /** The greatest joint minute of one election's difusores by the same factors; null where no two of one are compared. */
    electionHitsPerSecond: amount,
    /** Hits a second that one server bears, as it was given, and how many that makes in the worst second; null: nobody gave it. */
    serverCapacity: amount,
    servers: count.nullable(),
  }),
});

export type DeliveriesComparison = z.infer<typeof deliveriesComparisonSchema>;
export type ComparedDelivery = DeliveriesComparison["deliveries"][number];
export type HourSums = z.infer<typeof hourSums>;
export type ElectionLoad = z.infer<typeof electionLoad>;
export type Growth = DeliveriesComparison["growth"][number];
