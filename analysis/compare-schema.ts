// Deliveries side by side as one typed value: what is read of each analysis, and the zod schema of what comes of it.
import { z } from "zod";
import { isTimeZone, UserError } from "../ingest/index.ts";
import { analysisSchema } from "./analysis.ts";

const { difusor, convocatoria, traffic, availability, incidents } = analysisSchema.shape;

/** A file may have been written by anyone: a time that is none would become a figure that is none. */
const instant = z.iso.datetime({ offset: true });
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
      hours: z.array(z.object({ at: instant, hits: z.int().nonnegative(), bytes: z.int().nonnegative().nullable() })),
    }),
  availability: availability.pick({ results: true }),
  /** A file of others may lack them; then it is not known how many there were. */
  incidents: z.array(incidents.element.pick({ type: true, effect: true, seconds: true })).optional(),
});

/** As much of an analysis as a comparison reads; a whole one fits too. */
export type ComparedAnalysis = z.infer<typeof comparedSchema>;

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

/** Figures that grow between elections: amounts only where the periods are as long, by the hour and at the peak always. */
const growth = z.object({
  difusor: z.string(),
  from: z.string(),
  to: z.string(),
  /** Periods of the same name and, within 1 %, as many covered hours: amounts can be compared. */
  sameLength: z.boolean(),
  fromHours: z.number(),
  toHours: z.number(),
  totals: z.object({ hits: ratio, humanHits: ratio, pageViews: ratio, visits: ratio, uniqueVisitors: ratio }),
  perHour: z.object({ hits: ratio, humanHits: ratio, pageViews: ratio, visits: ratio }),
  peakMinute: ratio,
  meanVisitDuration: ratio,
  peakBandwidth: ratio,
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
      /** Hours of the period that the logs cover; null where the analysis does not tell. Figures by the hour are of these, else of the period's. */
      coveredHours: amount,
      hits: count,
      humanHits: count,
      pageViews: count,
      visits: count,
      uniqueVisitors: count,
      bytes: amount,
      perHour: z.object({ hits: amount, humanHits: amount, pageViews: amount, visits: amount }),
      visitDuration: z.object({ mean: amount, median: amount }),
      activeTime: z.object({ mean: amount, median: amount }),
      /** Hits of the greatest minute, and by the second of it. */
      peakMinute: z.object({ at: time, hits: count, hitsPerSecond: z.number() }).nullable(),
      peakSecond: z.object({ at: time, hits: count }).nullable(),
      /** The greatest second over the mean second of the greatest minute. */
      burstFactor: amount,
      /** Bytes of the hour with most hits, and what they come to a second. */
      peakHour: z.object({ at: time, hits: count, bytes: amount, bitsPerSecond: amount }).nullable(),
      /** Estimated: hits a second of the greatest minute by the mean size of an answer in its hour, in bits. */
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
          verdict: z.string().nullable(),
        }),
      ),
      /** Declared incidents by what caused them; `seconds` null where one has no end. Null where the analysis does not tell. */
      incidents: z.array(z.object({ type: z.string(), count, seconds: amount })).nullable(),
    }),
  ),
  growth: z.array(growth),
  /** Whether all periods are equally long; where not, only figures by the hour and at the peak stand side by side. */
  sameLength: z.boolean(),
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
    burstFactor: z.number().nullable(),
    /** Through a whole minute, and in its worst second; null where nothing is known to go by. */
    hitsPerSecond: amount,
    burstHitsPerSecond: amount,
    bitsPerSecond: amount,
  }),
});

export type DeliveriesComparison = z.infer<typeof deliveriesComparisonSchema>;
export type ComparedDelivery = DeliveriesComparison["deliveries"][number];
export type Growth = DeliveriesComparison["growth"][number];
