// What a version's summary says of its memoria, so that boards open no memoria: read with care, as it was written when it was handed in.
import { z } from "zod";
import { sourceStripSchema } from "../records/version-summary.ts";
import type { Version } from "../records/versions.ts";

const count = z.number().nonnegative().nullable().catch(null);
const share = z.number().min(0).max(1).nullable().catch(null);
const verdict = z.enum(["cumple", "incumple", "no-verificable"]).nullable().catch(null);

const availabilityFact = z.object({
  source: z.enum(["declared", "log", "monitor"]),
  /** Name of the period: `window`, `month:YYYY-MM`, ... */
  period: z.string(),
  availability: share,
  coverage: share,
  downSeconds: z.number().nonnegative().nullable().catch(null).default(null),
  verdict,
});

const clauseCounts = z.object({
  cumple: count.default(null),
  incumple: count.default(null),
  "no-verificable": count.default(null),
  indicio: count.default(null),
});

const summarySchema = z.object({
  period: z.object({ name: z.string(), start: z.string(), end: z.string(), timeZone: z.string() }).nullable().catch(null).default(null),
  /** Null: it was handed in before a summary had them. */
  strips: z.array(sourceStripSchema).nullable().catch(null).default(null),
  availability: z.array(availabilityFact).catch([]).default([]),
  visits: count.default(null),
  uniqueVisitors: count.default(null),
  pageViews: count.default(null),
  hits: count.default(null),
  incidents: count.default(null),
  peakMinute: z.object({ at: z.string(), hits: z.number() }).nullable().catch(null).default(null),
  /** What required sections lacked, and what an auditor would object to. */
  pending: count.default(null),
  objections: count.default(null),
  clauses: clauseCounts.nullable().catch(null).default(null),
});

export type Summary = z.infer<typeof summarySchema>;
export type AvailabilityFact = z.infer<typeof availabilityFact>;
export type Outcome = "cumple" | "incumple" | "no-verificable";

/** What is not there or not understood is null: never 0. */
export function summaryOf({ summary }: Pick<Version, "summary">): Summary {
  return summarySchema.parse(summary);
}

/** The sentence of a whole memoria: one breach is a breach; it complies where nothing is left open. */
export function outcomeOf({ availability, clauses }: Pick<Summary, "availability" | "clauses">): Outcome | null {
  const verdicts = availability.map((fact) => fact.verdict).filter((given) => given !== null);
  if (verdicts.length === 0 && clauses === null) return null;
  if (verdicts.includes("incumple") || (clauses?.incumple ?? 0) > 0) return "incumple";
  const isOpen = verdicts.includes("no-verificable") || (clauses?.["no-verificable"] ?? 0) > 0 || (clauses?.indicio ?? 0) > 0;
  return isOpen ? "no-verificable" : "cumple";
}

/** Names of the calendar months that any of the summaries tells of, in order. */
export function monthsOf(summaries: readonly (Summary | null)[]): string[] {
  const names = summaries.flatMap((summary) => summary?.availability.map(({ period }) => period) ?? []);
  return [...new Set(names)].filter((name) => /^month:\d{4}-\d{2}$/.test(name)).sort();
}
