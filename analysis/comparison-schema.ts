// The comparison with the portal's average as it stands in the result: its zod schema, put together with the ledger's.
import { z } from "zod";

const amount = z.number().nonnegative().nullable();
const seconds = z.number().nonnegative();
const time = z.string();

/** `ledger`: the schema of the line ledger of the logs that a baseline was made of. */
export function comparisonSchema<Ledger extends z.ZodType>(ledger: Ledger) {
  const baseline = z.object({
    /** Logs of before, hits of the portal out of scope, or averages that the difusor declared. */
    kind: z.enum(["logs", "out-of-scope", "declared"]),
    /** First and last moment of it; null where nobody told, or nothing is left of it. */
    start: time.nullable(),
    end: time.nullable(),
    /** Seconds and days (of 86,400 s) that it covers; null where nobody told. */
    coveredSeconds: seconds.nullable(),
    days: amount,
    /** Local days covered whole: unique visitors are averaged over these. Null for declared averages. */
    wholeDays: z.int().nonnegative().nullable(),
    /** Of the 168 hours of a week, those covered for an hour or more in all. Null for declared averages. */
    weekdayHours: z.int().min(0).max(168).nullable(),
    /** What was left out of it because it lies in the publication window or in the period that is compared. */
    leftOutSeconds: seconds,
    /** The ledger of lines of logs of before: they are no part of the traffic. Null for the other kinds. */
    ledger: ledger.nullable(),
    declared: z.array(
      z.object({ measure: z.string(), perDay: z.number(), start: time.nullable(), end: time.nullable(), source: z.string().nullable() }),
    ),
  });
  return z.object({
    /** How the figures were made and over which days, in words. */
    method: z.string(),
    baseline,
    /** The other side: the dated stage, else the window, else the period of the analysis, as far as the logs cover it. */
    period: z.object({ name: z.string(), start: time, end: time, coveredSeconds: seconds, days: amount, wholeDays: z.int().nonnegative() }),
    /** Covered hours of the period with the same weekday and hour in the baseline, and those that are held against its plain mean. */
    hourMatching: z.object({ matched: z.int().nonnegative(), plain: z.int().nonnegative() }),
    rows: z.array(
      z.object({
        measure: z.string(),
        baselineTotal: amount,
        periodTotal: amount,
        /** Total divided by (covered seconds / 86,400); of unique visitors the mean over whole days. */
        baselinePerDay: amount,
        periodPerDay: amount,
        ratio: amount,
        /** What was usual in the period's own hours: by weekday and hour where covered, else the plain mean. */
        baselinePerHour: amount,
        periodPerHour: amount,
        hourRatio: amount,
      }),
    ),
    /** The period hour by hour, as far as covered (up to 31 days, else empty); `covered`: seconds of the hour; usual amounts are for as many. */
    hours: z.array(
      z.object({
        at: time,
        coveredSeconds: seconds,
        matched: z.boolean(),
        hits: z.int().nonnegative(),
        baselineHits: amount,
        pageViews: z.int().nonnegative(),
        baselinePageViews: amount,
        visits: z.int().nonnegative(),
        baselineVisits: amount,
      }),
    ),
  });
}
