// What the rollups know of the answers on result paths: counts and moments of a span, read in one place.
import type { Database } from "../../ingest/index.ts";
import type { Interval } from "../intervals.ts";

/** Answers on result paths (pages in scope and the polled file) in a span or several. */
export interface ResultAnswers {
  /** Served or not modified. */
  polled: number;
  pages: number;
  failed: number;
  /** Of the served ones; null when there is none. */
  firstSecond: number | null;
  lastSecond: number | null;
}

const noAnswers: ResultAnswers = { polled: 0, pages: 0, failed: 0, firstSecond: null, lastSecond: null };

/** All answers in any of the spans, which do not overlap. */
export async function answersIn(database: Database, spans: readonly Interval[]): Promise<ResultAnswers> {
  let sum = noAnswers;
  for (const { startSecond, endSecond } of spans) {
    const [row] = await database.rows<ResultAnswers & Record<string, unknown>>(
      `SELECT coalesce(sum(hits) FILTER (answer < 5 AND polled), 0)::BIGINT AS polled,
         coalesce(sum(hits) FILTER (answer < 5 AND NOT polled), 0)::BIGINT AS pages,
         coalesce(sum(hits) FILTER (answer = 5), 0)::BIGINT AS failed,
         min(second) FILTER (answer < 5) AS "firstSecond", max(second) FILTER (answer < 5) AS "lastSecond"
       FROM result_answers WHERE second >= $startSecond AND second < $endSecond`,
      { startSecond, endSecond },
    );
    if (row !== undefined) sum = added(sum, row);
  }
  return sum;
}

function added(a: ResultAnswers, b: ResultAnswers): ResultAnswers {
  const pick = (x: number | null, y: number | null, of: (...values: number[]) => number): number | null =>
    x === null ? y : y === null ? x : of(x, y);
  return {
    polled: a.polled + b.polled,
    pages: a.pages + b.pages,
    failed: a.failed + b.failed,
    firstSecond: pick(a.firstSecond, b.firstSecond, Math.min),
    lastSecond: pick(a.lastSecond, b.lastSecond, Math.max),
  };
}

/** How the served answers of a span came: over TLS or not, by which port. */
export interface TransportAnswers {
  secure: number;
  plain: number;
  /** The format carries neither scheme nor port. */
  unknown: number;
  /** Served or failed, by the port that was reached, where one is recorded. */
  port80: number;
  port443: number;
  /** They came through another server, which may have been the one that spoke TLS. */
  forwarded: number;
}

export async function transportIn(database: Database, { startSecond, endSecond }: Interval): Promise<TransportAnswers> {
  const [row] = await database.rows<TransportAnswers & Record<string, unknown>>(
    `SELECT coalesce(sum(hits) FILTER (answer < 5 AND secure), 0)::BIGINT AS secure,
       coalesce(sum(hits) FILTER (answer < 5 AND NOT secure), 0)::BIGINT AS plain,
       coalesce(sum(hits) FILTER (answer < 5 AND secure IS NULL), 0)::BIGINT AS unknown,
       coalesce(sum(hits) FILTER (port = 80), 0)::BIGINT AS port80, coalesce(sum(hits) FILTER (port = 443), 0)::BIGINT AS port443,
       coalesce(sum(hits) FILTER (is_forwarded), 0)::BIGINT AS forwarded
     FROM result_answers WHERE second >= $startSecond AND second < $endSecond`,
    { startSecond, endSecond },
  );
  return row ?? { secure: 0, plain: 0, unknown: 0, port80: 0, port443: 0, forwarded: 0 };
}

/** What caches did with the polled file. */
export interface PolledCaching {
  served: number;
  /** Answers of which the log says what the cache did, and those that it gave itself. */
  recorded: number;
  fromCache: number;
  /** 304: whoever asked held a copy. */
  notModified: number;
  /** Answers of which the log holds the Cache-Control header, and those whose header forbids every copy. */
  headersKnown: number;
  headersKept: number;
}

export async function polledCachingIn(database: Database, { startSecond, endSecond }: Interval): Promise<PolledCaching> {
  const [headers] = await database.rows<Pick<PolledCaching, "headersKnown" | "headersKept">>(
    `SELECT coalesce(sum(known), 0)::BIGINT AS "headersKnown", coalesce(sum(kept), 0)::BIGINT AS "headersKept"
     FROM polled_headers WHERE minute >= $firstMinute AND minute < $endMinute`,
    { firstMinute: Math.floor(startSecond / 60), endMinute: Math.ceil(endSecond / 60) },
  );
  const [row] = await database.rows<Omit<PolledCaching, "headersKnown" | "headersKept"> & Record<string, unknown>>(
    `SELECT coalesce(sum(hits), 0)::BIGINT AS served, coalesce(sum(hits) FILTER (cached IS NOT NULL), 0)::BIGINT AS recorded,
       coalesce(sum(hits) FILTER (cached), 0)::BIGINT AS "fromCache", coalesce(sum(hits) FILTER (answer = 3), 0)::BIGINT AS "notModified"
     FROM result_answers WHERE polled AND answer < 5 AND second >= $startSecond AND second < $endSecond`,
    { startSecond, endSecond },
  );
  return { ...(row ?? { served: 0, recorded: 0, fromCache: 0, notModified: 0 }), ...(headers ?? { headersKnown: 0, headersKept: 0 }) };
}
