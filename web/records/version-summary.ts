// What boards show of a version without opening its memoria: worked out once, when it is handed in.
import { z } from "zod";
import type { Analysis } from "../../analysis/index.ts";

const count = z.int().nonnegative();
const spans = z.array(z.tuple([z.number(), z.number()]));

export const sourceStripSchema = z.object({
  source: z.enum(["declared", "log", "monitor"]),
  spans: z.object({ up: spans, unknown: spans, degraded: spans, down: spans, excluded: spans }),
});

export const versionSummarySchema = z.object({
  /** The period of the figures. */
  period: z.object({ name: z.string(), start: z.string(), end: z.string(), timeZone: z.string() }),
  /** Of the window (or the reported period) and of each month, all sources of a kind pooled. */
  availability: z.array(
    z.object({
      source: z.enum(["declared", "log", "monitor"]),
      period: z.string(),
      verdict: z.enum(["cumple", "incumple", "no-verificable"]).nullable(),
      availability: z.number().nullable(),
      coverage: z.number().nullable(),
      downSeconds: z.number(),
      allowedSeconds: z.number().nullable(),
    }),
  ),
  visits: count,
  uniqueVisitors: count,
  pageViews: count,
  hits: count,
  incidents: count,
  /** By effect: caida, degradacion, ninguno. */
  incidentsByEffect: z.record(z.string(), count),
  peakMinute: z.object({ at: z.string(), hits: count }).nullable(),
  /** What the required sections still lacked. */
  pending: count,
  objections: count,
  graveObjections: count,
  /** The delivery's revision that it was made of: a higher one now means changes that it does not have. */
  revision: z.int().optional(),
  /** What each source says of every moment of the period, in seconds from its start. Memorias of before do not have it. */
  strips: z.array(sourceStripSchema).optional(),
  /** Clauses by verdict. */
  clauses: z.record(z.string(), count),
});
export type VersionSummary = z.infer<typeof versionSummarySchema>;

/**
 * @param strips as stripsOf makes them of the same analysis.
 * @param told what the program said of the memoria that it wrote.
 */
export function versionSummary(
  { period, availability, traffic, incidents, compliance }: Analysis,
  strips: z.infer<typeof sourceStripSchema>[],
  told: { pending: readonly string[]; objections: readonly { weight: string }[]; revision: number },
): VersionSummary {
  return {
    period,
    availability: availability.results
      .filter(({ logSource }) => logSource === null)
      .map((result) => ({
        source: result.source,
        period: result.period,
        verdict: result.verdict,
        availability: result.availability,
        coverage: result.coverage,
        downSeconds: result.downSeconds,
        allowedSeconds: result.allowedSeconds,
      })),
    visits: traffic.visits,
    uniqueVisitors: traffic.uniqueVisitors,
    pageViews: traffic.pageViews,
    hits: traffic.hits,
    incidents: incidents.length,
    incidentsByEffect: countBy(incidents.map(({ effect }) => effect)),
    peakMinute: traffic.peakMinute,
    pending: told.pending.length,
    objections: told.objections.length,
    graveObjections: told.objections.filter(({ weight }) => weight === "grave").length,
    revision: told.revision,
    strips,
    clauses: countBy(compliance.map(({ verdict }) => verdict)),
  };
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
