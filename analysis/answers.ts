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
  const rows = await answerRows(database.measuring("answers"), period);
  const of = (trait: Trait): AnswerRow[] => rows.filter((row) => row.level === traitLevels[trait]);
  return {
    statuses: of("status").map(({ number, hits }) => ({ status: number ?? 0, hits })),
    methods: byName(of("method"), methodNames),
    protocols: byName(of("protocol"), protocolNames),
    ...secureAndCache(of("secure"), of("cached")),
    responseTimes: await responseTimes(database.measuring("response-times"), period),
  };
}

/** The columns that a row of several groupings is not of, as bits from the left. */
const traitLevels = { status: 0b01111, method: 0b10111, protocol: 0b11011, secure: 0b11101, cached: 0b11110 };
type Trait = keyof typeof traitLevels;

/** `number`: the status, the method or protocol by its number, or 1 for true and 0 for false; null where it is not recorded. */
interface AnswerRow extends Record<string, unknown> {
  level: number;
  number: number | null;
  hits: number;
}

/** One pass over the period serves five lists. */
async function answerRows(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<AnswerRow[]> {
  return database.rows<AnswerRow>(
    `SELECT grouping(status, method, protocol, secure, cached) AS level,
       coalesce(status::INTEGER, method::INTEGER, protocol::INTEGER, secure::INTEGER, cached::INTEGER) AS number, sum(hits)::BIGINT AS hits
     FROM answers WHERE segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY GROUPING SETS ((status), (method), (protocol), (secure), (cached)) ORDER BY level, hits DESC, number`,
    { firstSegment, lastSegment },
  );
}

function byName(rows: readonly AnswerRow[], names: readonly string[]): { name: string; hits: number }[] {
  const named = rows.map(({ number, hits }) => ({ name: (number === null ? undefined : names[number]) ?? "unknown", hits }));
  return named.sort((a, b) => b.hits - a.hits || (a.name < b.name ? -1 : 1));
}

function secureAndCache(bySecure: readonly AnswerRow[], byCached: readonly AnswerRow[]): Pick<Traffic, "secure" | "cache"> {
  const hitsOf = (rows: readonly AnswerRow[], value: number | null): number => rows.find(({ number }) => number === value)?.hits ?? 0;
  const [tls, plain, unknown] = [hitsOf(bySecure, 1), hitsOf(bySecure, 0), hitsOf(bySecure, null)];
  const cacheHits = hitsOf(byCached, 1);
  const answers = cacheHits + hitsOf(byCached, 0);
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
