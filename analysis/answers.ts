// How requests were asked and answered: statuses, methods, protocols, TLS, cache, and response times.
import type { Database } from "../ingest/index.ts";
import type { Traffic } from "./analysis.ts";
import type { TrafficPeriod } from "./traffic.ts";

type Answers = Pick<Traffic, "statuses" | "methods" | "protocols" | "secure" | "cache" | "responseTimes">;

/** As numbered in classified-hits.sql. */
const protocolNames = ["other", "HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"];
const methodNames = ["other", "GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "TRACE"];

/** Of all hits of the period in scope. */
export async function answers(database: Database, period: TrafficPeriod): Promise<Answers> {
  return {
    statuses: await statuses(database, period),
    methods: await byNumber(database, period, "method", methodNames),
    protocols: await byNumber(database, period, "protocol", protocolNames),
    ...(await secureAndCache(database, period)),
    responseTimes: { all: await responseTimes(database, period, false), pages: await responseTimes(database, period, true) },
  };
}

async function statuses(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<Traffic["statuses"]> {
  return database.rows(
    `SELECT status, sum(hits)::BIGINT AS hits FROM answers WHERE segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY status ORDER BY hits DESC, status`,
    { firstSegment, lastSegment },
  );
}

async function byNumber(
  database: Database,
  { firstSegment, lastSegment }: TrafficPeriod,
  column: "method" | "protocol",
  names: readonly string[],
): Promise<{ name: string; hits: number }[]> {
  const rows = await database.rows<{ number: number | null; hits: number }>(
    `SELECT ${column} AS number, sum(hits)::BIGINT AS hits FROM answers WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY ${column}`,
    { firstSegment, lastSegment },
  );
  const named = rows.map(({ number, hits }) => ({ name: (number === null ? undefined : names[number]) ?? "unknown", hits }));
  return named.sort((a, b) => b.hits - a.hits || (a.name < b.name ? -1 : 1));
}

async function secureAndCache(
  database: Database,
  { firstSegment, lastSegment }: TrafficPeriod,
): Promise<Pick<Traffic, "secure" | "cache">> {
  const [row] = await database.rows<Record<"tls" | "plain" | "unknown" | "answers" | "cacheHits", number>>(
    `SELECT coalesce(sum(hits) FILTER (secure), 0)::BIGINT AS tls, coalesce(sum(hits) FILTER (NOT secure), 0)::BIGINT AS plain,
       coalesce(sum(hits) FILTER (secure IS NULL), 0)::BIGINT AS unknown,
       coalesce(sum(hits) FILTER (cached IS NOT NULL), 0)::BIGINT AS answers, coalesce(sum(hits) FILTER (cached), 0)::BIGINT AS "cacheHits"
     FROM answers WHERE segment BETWEEN $firstSegment AND $lastSegment`,
    { firstSegment, lastSegment },
  );
  if (!row) throw new Error("an aggregate answers one row");
  const { tls, plain, unknown, answers, cacheHits } = row;
  return {
    secure: { tls, plain, unknown, share: tls + plain === 0 ? null : tls / (tls + plain) },
    cache: answers === 0 ? null : { answers, cacheHits, share: cacheHits / answers },
  };
}

/** Nearest rank: the least value that at least so many per cent of the hits do not exceed. */
async function responseTimes(
  database: Database,
  { firstSegment, lastSegment }: TrafficPeriod,
  pagesOnly: boolean,
): Promise<Traffic["responseTimes"]["all"]> {
  const [row] = await database.rows<Record<"count" | "p50" | "p90" | "p95" | "p99" | "max", number>>(
    `WITH by_value AS (
       SELECT duration_us, sum(hits)::BIGINT AS hits FROM response_times
       WHERE segment BETWEEN $firstSegment AND $lastSegment AND (is_page OR NOT $pagesOnly) GROUP BY duration_us
     ),
     ranked AS (SELECT duration_us, sum(hits) OVER (ORDER BY duration_us) AS up_to, sum(hits) OVER () AS everything FROM by_value)
     SELECT coalesce(max(up_to), 0)::BIGINT AS count,
       ${[50, 90, 95, 99].map((p) => `min(duration_us) FILTER (up_to * 100 >= everything * ${p}) AS p${p}`).join(", ")},
       max(duration_us) AS max
     FROM ranked`,
    { firstSegment, lastSegment, pagesOnly },
  );
  if (!row || row.count === 0) return null;
  const seconds = (microseconds: number): number => microseconds / 1e6;
  return {
    count: row.count,
    p50: seconds(row.p50),
    p90: seconds(row.p90),
    p95: seconds(row.p95),
    p99: seconds(row.p99),
    max: seconds(row.max),
  };
}
