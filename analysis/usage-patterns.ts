// Patterns of use that only findings ask for: visitors that never pause, page views of the servers themselves, automatic refreshes.
import { type AddressMask, type Database, isoInZone } from "../ingest/index.ts";
import type { TrafficPeriod } from "./traffic.ts";

/** Sessions longer than this are offered for exclusion (definitions.md, Visitors and visits). */
export const probeSeconds = 12 * 3600;

export interface UsagePatterns {
  /** Keys active for over twelve hours without a pause, in sessions that start in the period; `networks`: of the longest, masked. */
  probes: { visitors: number; hits: number; longestSeconds: number; networks: string[] };
  /** Page views from loopback addresses in the period: programs on the server itself, such as its health probe. */
  loopback: { pageViews: number; visitors: number };
  /** Hits of kind `polling` in the period. */
  pollingHits: number;
  loneHits: LoneHits | null;
  /** Share of the hits in scope whose agent is not known, 0..1. */
  agentlessShare: number;
  gaps: RecordGaps;
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
const mostNetworks = 5;

/** 127.0.0.0/8 and ::1, mapped, in brackets or with a port. */
const loopbackPattern = "^(?:\\[?(?:::ffff:)?127(?:\\.[0-9]{1,3}){3}|\\[?::1)(?:%[0-9a-z]+)?(?:\\](?::[0-9]+)?|:[0-9]+)?$";

/** `mask`: how the addresses behind a pattern may be shown. */
export async function usagePatterns(database: Database, period: TrafficPeriod, mask: AddressMask): Promise<UsagePatterns> {
  const { startSecond, endSecond, firstSegment, lastSegment } = period;
  const [probes] = await database.rows<{ visitors: number; hits: number; longest: number }>(
    `SELECT count(DISTINCT visitor) AS visitors, coalesce(sum(hits), 0)::BIGINT AS hits, coalesce(max(last_second - start_second), 0)::BIGINT AS longest
     FROM sessions WHERE last_second - start_second > ${probeSeconds} AND start_second >= $startSecond AND start_second < $endSecond`,
    { startSecond, endSecond },
  );
  const networks = await probeNetworks(database, period, mask);
  const [loopback] = await database.rows<UsagePatterns["loopback"]>(
    `SELECT count(*) AS "pageViews", count(DISTINCT visitor) AS visitors FROM page_views
     WHERE second >= $startSecond AND second < $endSecond
       AND visitor // 4294967296 IN (SELECT address_id FROM address_dimension WHERE regexp_matches(lower(address), $loopbackPattern))`,
    { startSecond, endSecond, loopbackPattern },
  );
  const [polling] = await database.rows<{ hits: number }>(
    "SELECT coalesce(sum(hits), 0)::BIGINT AS hits FROM minutes WHERE counted AND kind = 2 AND segment BETWEEN $firstSegment AND $lastSegment",
    { firstSegment, lastSegment },
  );
  const [agentless] = await database.rows<{ share: number }>(
    "SELECT coalesce(sum(hits) FILTER (agent IS NULL) / sum(hits), 0)::DOUBLE AS share FROM agent_hits JOIN agent_classes USING (agent_id)",
  );
  const [gaps] = await database.rows<RecordGaps & Record<string, unknown>>("SELECT hits, forwarded, peers, byteless FROM record_gaps");
  return {
    gaps: gaps ?? { hits: 0, forwarded: 0, peers: 0, byteless: 0 },
    probes: { visitors: probes?.visitors ?? 0, hits: probes?.hits ?? 0, longestSeconds: probes?.longest ?? 0, networks },
    loopback: loopback ?? { pageViews: 0, visitors: 0 },
    pollingHits: polling?.hits ?? 0,
    loneHits: await loneHits(database, period.timeZone),
    agentlessShare: agentless?.share ?? 0,
  };
}

async function probeNetworks(database: Database, { startSecond, endSecond }: TrafficPeriod, mask: AddressMask): Promise<string[]> {
  const longest = await database.rows<{ address: string }>(
    `SELECT address FROM sessions JOIN address_dimension ON address_id = visitor // 4294967296
     WHERE last_second - start_second > ${probeSeconds} AND start_second >= $startSecond AND start_second < $endSecond
     GROUP BY address ORDER BY max(last_second - start_second) DESC, address LIMIT ${mostNetworks}`,
    { startSecond, endSecond },
  );
  return [...new Set(longest.map(({ address }) => mask(address)))];
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
