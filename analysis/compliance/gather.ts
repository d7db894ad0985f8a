// The evidence that the checks of clauses work on, read from the rollups: the only queries of this room besides `answers.ts`.
import { type Database, dayStart, type FileRecord, localHourStart } from "../../ingest/index.ts";
import { countedRole, logOf } from "../evidence.ts";
import { type Interval, intersect, subtract, union } from "../intervals.ts";
import { answersIn } from "./answers.ts";
import type { AskedLogsEvidence } from "./asked-logs.ts";
import type { PeakBytes } from "./bandwidth.ts";
import type { CallBounds } from "./bounds.ts";
import type { CutEvidence, SourceSightings } from "./cadence.ts";
import { cutSightings, type SizeRow } from "./cut-sightings.ts";
import type { EarlyEvidence } from "./early-publication.ts";
import { atBoundSeconds, badSecondsIn, type EndAnswers, type NearestAnswer, soonAfterSeconds } from "./publication-span.ts";

/** What the logs say of time itself: which seconds they speak of, and in which the service was down. */
export interface LogTime {
  /**
   * Seconds in which the absence of an answer means something: every source's log covers them (definitions, "Availability"), has a line in
   * their hour, and is not silent amid traffic. A file may leap over days that it does not speak of. Empty where the lines are a sample.
   */
  known: Interval[];
  bad: Interval[];
}

/** Later than any log: the end of a span that nothing closes. */
export const noEndSecond = 2 ** 32 - 1;
const minuteSeconds = 60;
const hourSeconds = 3600;

export async function logTime(database: Database, files: readonly FileRecord[]): Promise<LogTime> {
  const role = countedRole(files);
  const counted = files.filter((file) => file.role === role && file.hits > 0);
  const { bad } = await logOf(database, files, null);
  const hours = await hoursWithLines(database);
  let known: Interval[] | null = null;
  for (const source of new Set(counted.map((file) => file.source))) {
    const log = await logOf(database, files, source);
    const spoken = intersect(subtract(log.covered, log.silent), hours.get(source) ?? []);
    known = known === null ? spoken : intersect(known, spoken);
  }
  return { known: counted.some((file) => file.sampledLines > 0) ? [] : (known ?? []), bad };
}

/** The hours in which each source has a line of any kind. */
async function hoursWithLines(database: Database): Promise<Map<string, Interval[]>> {
  const rows = await database.rows<{ source: string; hour: number }>(
    "SELECT DISTINCT name AS source, minute // 60 AS hour FROM minutes JOIN source_names USING (source_id) WHERE counted ORDER BY source, hour",
  );
  const span = (hour: number): Interval => ({ startSecond: hour * hourSeconds, endSecond: (hour + 1) * hourSeconds });
  return new Map([...Map.groupBy(rows, (row) => row.source)].map(([source, found]) => [source, found.map(({ hour }) => span(hour))]));
}

/** What was answered before a bound, announced tests apart. */
export async function earlyEvidence(
  database: Database,
  boundSecond: number,
  { tests, electionDay }: CallBounds,
  { known, resultPath }: { known: readonly Interval[]; resultPath: string },
): Promise<EarlyEvidence> {
  const before = (from: number, to: number): Interval[] => subtract([{ startSecond: from, endSecond: Math.min(to, boundSecond) }], tests);
  return {
    electionDay: await answersIn(database, before(electionDay.startSecond, boundSecond)),
    earlierDays: await answersIn(database, before(0, electionDay.startSecond)),
    inTests: await answersIn(database, intersect(tests, [{ startSecond: 0, endSecond: boundSecond }])),
    known,
    resultPath,
  };
}

/** The first answer at or after a start, and what failed until then. */
export async function firstAnswer(
  database: Database,
  { startSecond, endSecond }: Interval,
  bad: readonly Interval[],
): Promise<NearestAnswer> {
  const { firstSecond } = await answersIn(database, [{ startSecond, endSecond }]);
  const until = { startSecond, endSecond: firstSecond ?? endSecond };
  return nearest(database, firstSecond, until, { startSecond, endSecond: Math.min(until.endSecond, startSecond + atBoundSeconds) }, bad);
}

/** The last answer before an end, what failed from it to the end, and the first answer soon after. */
export async function endAnswers(database: Database, { startSecond, endSecond }: Interval, bad: readonly Interval[]): Promise<EndAnswers> {
  const { lastSecond } = await answersIn(database, [{ startSecond, endSecond }]);
  const { firstSecond } = await answersIn(database, [{ startSecond: endSecond, endSecond: endSecond + soonAfterSeconds + 1 }]);
  const since = { startSecond: lastSecond === null ? startSecond : lastSecond + 1, endSecond };
  const atEnd = { startSecond: Math.max(since.startSecond, endSecond - atBoundSeconds), endSecond };
  return { ...(await nearest(database, lastSecond, since, atEnd, bad)), afterSecond: firstSecond };
}

async function nearest(
  database: Database,
  second: number | null,
  between: Interval,
  atBound: Interval,
  bad: readonly Interval[],
): Promise<NearestAnswer> {
  const { failed } = await answersIn(database, between.endSecond > between.startSecond ? [between] : []);
  return { second, failed, badSeconds: badSecondsIn(bad, between), badAtBound: badSecondsIn(bad, atBound) > 0 };
}

/** The sizes of the polled file from the election day on, by source. */
export async function cutEvidence(database: Database, { startSecond }: Interval, resultPath: string): Promise<CutEvidence> {
  const rows = await database.rows<SizeRow & { source: string } & Record<string, unknown>>(
    `SELECT name AS source, minute, bytes, hits, first_second AS "firstSecond", last_second AS "lastSecond", minute_hits AS "minuteHits"
     FROM polled_sizes JOIN source_names USING (source_id) WHERE minute >= $firstMinute ORDER BY source, minute, hits DESC, bytes`,
    { firstMinute: Math.floor(startSecond / minuteSeconds) },
  );
  const [served] = await database.rows<{ hits: number }>(
    "SELECT coalesce(sum(hits), 0)::BIGINT AS hits FROM result_answers WHERE polled AND answer = 2 AND second >= $startSecond",
    { startSecond },
  );
  const sources = [...Map.groupBy(rows, (row) => row.source)].map(
    ([source, sizes]): SourceSightings => ({ source, ...cutSightings(sizes) }),
  );
  const sized = [...Map.groupBy(rows, (row) => `${row.source} ${row.minute}`).values()].reduce(
    (sum, [row]) => sum + (row?.minuteHits ?? 0),
    0,
  );
  return { sources, sized, unsized: Math.max(0, (served?.hits ?? 0) - sized), resultPath };
}

/** The minute, and the five minutes in a row, in which most bytes were sent; null where no size is recorded. */
export async function peakBytes(database: Database): Promise<PeakBytes | null> {
  const [row] = await database.rows<Record<"minute" | "bytes" | "fiveEnd" | "fiveBytes", number | null>>(
    `WITH sent AS (
       SELECT minute, sum(bytes) AS bytes FROM minutes WHERE counted AND kind < 6 AND bytes IS NOT NULL GROUP BY minute
     ),
     fives AS (SELECT *, sum(bytes) OVER (ORDER BY minute RANGE BETWEEN 4 PRECEDING AND CURRENT ROW) AS five FROM sent)
     SELECT arg_max(minute, (bytes, -minute)) AS minute, max(bytes)::BIGINT AS bytes,
       arg_max(minute, (five, -minute)) AS "fiveEnd", max(five)::BIGINT AS "fiveBytes" FROM fives`,
  );
  if (row === undefined || row.minute === null || row.fiveEnd === null) return null;
  return {
    minute: { second: row.minute * minuteSeconds, bytes: row.bytes ?? 0 },
    fiveMinutes: { second: (row.fiveEnd - 4) * minuteSeconds, bytes: row.fiveBytes ?? 0 },
  };
}

/** The hours with lines of each source that was handed in, whatever its role: the call asks for the logs, not for the traffic. */
export async function askedLogs(
  database: Database,
  { firstDay, lastDay, timeZone }: { firstDay: string; lastDay: string; timeZone: string },
): Promise<AskedLogsEvidence> {
  const asked = { startSecond: dayStart(firstDay, timeZone), endSecond: dayStart(lastDay, timeZone, 1) };
  const rows = await database.rows<{ source: string; quarter: number | null }>(
    `SELECT name AS source, quarter FROM source_names LEFT JOIN (
       SELECT DISTINCT source_id, minute // 15 AS quarter FROM minutes WHERE minute >= $first AND minute < $end
     ) USING (source_id) ORDER BY source, quarter`,
    { first: asked.startSecond / minuteSeconds, end: asked.endSecond / minuteSeconds },
  );
  const hourOf = ({ quarter }: { quarter: number | null }): Interval[] => {
    if (quarter === null) return [];
    const startSecond = localHourStart(quarter * 15 * minuteSeconds, timeZone);
    return [{ startSecond, endSecond: startSecond + hourSeconds }];
  };
  const dayStarts: number[] = [];
  for (let day = 0; (dayStarts.at(-1) ?? 0) < asked.endSecond; day += 1) dayStarts.push(dayStart(firstDay, timeZone, day));
  const sources = [...Map.groupBy(rows, (row) => row.source)].map(([source, found]) => ({ source, hours: union(found.flatMap(hourOf)) }));
  return { asked, sources, dayStarts };
}
