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
    statuses: await statuses(database.measuring("statuses"), period),
    methods: await byNumber(database.measuring("methods"), period, "method", methodNames),
    protocols: await byNumber(database.measuring("protocols"), period, "protocol", protocolNames),
    ...(await secureAndCache(database.measuring("secure-and-cache"), period)),
    responseTimes: await responseTimes(database.measuring("response-times"), period),
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

const ranks = [50, 90, 95, 99] as const;

/** Nearest rank: the least value that at least so many per cent of the hits do not exceed. */
async function responseTimes(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<Traffic["responseTimes"]> {
  const figuresOf = (set: "all" | "pages"): string => `coalesce(max(up_to_${set}), 0)::BIGINT AS count_${set},
    max(duration_us) FILTER (of_${set} > 0) AS max_${set},
    ${ranks.map((p) => `min(duration_us) FILTER (up_to_${set} > 0 AND up_to_${set} * 100 >= every_${set} * ${p}) AS p${p}_${set}`).join(", ")}`;
  const [row] = await database.rows<Record<string, number>>(
    `WITH by_value AS (
       SELECT duration_us, sum(hits)::BIGINT AS of_all, coalesce(sum(hits) FILTER (is_page), 0)::BIGINT AS of_pages FROM response_times
       WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY duration_us
     ),
     ranked AS (
       SELECT *, sum(of_all) OVER () AS every_all, sum(of_pages) OVER () AS every_pages,
         sum(of_all) OVER in_order AS up_to_all, sum(of_pages) OVER in_order AS up_to_pages
       FROM by_value WINDOW in_order AS (ORDER BY duration_us)
     )
     SELECT ${figuresOf("all")}, ${figuresOf("pages")} FROM ranked`,
    { firstSegment, lastSegment },
  );
  return { all: secondsOf(row, "all"), pages: secondsOf(row, "pages") };
}

function secondsOf(row: Record<string, number> | undefined, set: "all" | "pages"): Traffic["responseTimes"]["all"] {
  const count = row?.[`count_${set}`] ?? 0;
  if (count === 0) return null;
  const seconds = (name: string): number => (row?.[`${name}_${set}`] ?? Number.NaN) / 1e6;
  return { count, p50: seconds("p50"), p90: seconds("p90"), p95: seconds("p95"), p99: seconds("p99"), max: seconds("max") };
}
