// What the lines of all that was loaded leave open, which warnings tell: no agents, unnamed proxies, sizes not recorded, hits far from all others, sources that tell the same.
import { type Database, isoInZone } from "../ingest/index.ts";
import { type SharedLines, sharedLines } from "./shared-lines.ts";

export interface UsagePatterns {
  loneHits: LoneHits | null;
  /** Share of the hits in scope whose agent is not known, 0..1. */
  agentlessShare: number;
  gaps: RecordGaps;
  sharedLines: SharedLines[];
}

/** What the lines of all that was loaded leave open. */
export interface RecordGaps {
  hits: number;
  /** Hits with X-Forwarded-For, and from how many addresses they come. */
  forwarded: number;
  peers: number;
  /** Answers with a body (GET, 2xx) of which no size is recorded. */
  byteless: number;
}

/** Hits that are over 30 days away from the bulk of all that was loaded. */
export interface LoneHits {
  hits: number;
  /** ISO time, to the minute. */
  firstAt: string;
}

const loneGapMinutes = 30 * 1440;

export async function usagePatterns(database: Database, timeZone: string): Promise<UsagePatterns> {
  const [agentless] = await database.rows<{ share: number }>(
    "SELECT coalesce(sum(hits) FILTER (agent IS NULL) / sum(hits), 0)::DOUBLE AS share FROM agent_hits JOIN agent_classes USING (agent_id)",
  );
  const [gaps] = await database.rows<RecordGaps & Record<string, unknown>>("SELECT hits, forwarded, peers, byteless FROM record_gaps");
  return {
    gaps: gaps ?? { hits: 0, forwarded: 0, peers: 0, byteless: 0 },
    loneHits: await loneHits(database, timeZone),
    sharedLines: await sharedLines(database),
    agentlessShare: agentless?.share ?? 0,
  };
}

/** Cuts the minutes with hits wherever over 30 days lie between two; all but the greatest group are alone. */
async function loneHits(database: Database, timeZone: string): Promise<LoneHits | null> {
  const groups = await database.rows<{ first: number; hits: number }>(
    `WITH busy AS (SELECT minute, sum(hits) AS hits FROM minutes GROUP BY minute),
     cut AS (SELECT *, coalesce(minute - lag(minute) OVER (ORDER BY minute) > ${loneGapMinutes}, true) AS begins FROM busy),
     numbered AS (SELECT *, sum(begins::INTEGER) OVER (ORDER BY minute ROWS UNBOUNDED PRECEDING) AS part FROM cut)
     SELECT min(minute)::BIGINT AS first, sum(hits)::BIGINT AS hits FROM numbered GROUP BY part ORDER BY hits DESC, first`,
  );
  const lone = groups.slice(1);
  if (lone.length === 0) return null;
  return {
    hits: lone.reduce((sum, group) => sum + group.hits, 0),
    firstAt: isoInZone(Math.min(...lone.map((group) => group.first)) * 60, timeZone),
  };
}
