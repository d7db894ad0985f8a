// What an analysis is made from: the hits of a delivery as views, with repeated files and overlaps taken out.
import { readFileSync } from "node:fs";
import { type Database, type FileRecord, lineColumns, storedLines } from "../ingest/index.ts";

/** How many hits of each file are repeated (file id to count). */
export type RepeatedHits = Map<number, number>;

/** Reads one of the SQL files of analysis/rollups. */
export function rollupSql(name: string): string {
  return readFileSync(new URL(`./rollups/${name}.sql`, import.meta.url), "utf8");
}

/** With more of them a look at a table is cheaper. */
const mostRanges = 20;

const hitColumns = ["file_id", ...lineColumns.map((name) => `"${name}"`)].join(", ");

/**
 * Creates the view `hits` over a delivery's batches, without the repeated ones (definitions.md, duplicates) and without the lines of
 * files that are not in `files`, and answers how many were repeated in each file.
 */
export async function openHits(database: Database, batchPaths: readonly string[], files: readonly FileRecord[]): Promise<RepeatedHits> {
  const ranked = files.toSorted(bySha256);
  // Told by content among the files that count now: when the one that counts is taken back, another does.
  const counted = [...Map.groupBy(ranked, (file) => file.contentSha256).values()].flatMap(([first]) => first ?? []);
  const countedIds = new Set(counted.map((file) => file.id));
  const repeated: RepeatedHits = new Map(files.filter(({ id }) => !countedIds.has(id)).map((twin) => [twin.id, twin.hits]));
  await database.run(`CREATE TEMP VIEW delivered_hits AS SELECT ${hitColumns} FROM ${storedLines(batchPaths)}
    WHERE class = 0 AND ${isOneOf("file_id", [...countedIds])}`);
  const overlaps = overlappingFiles(counted);
  if (overlaps.length === 0) {
    await database.run("CREATE TEMP VIEW hits AS SELECT * FROM delivered_hits");
    return repeated;
  }
  await database.run(
    `CREATE TEMP TABLE overlapping_files AS SELECT * FROM (VALUES ${overlaps
      .map((o) => `(${o.fileId}, ${o.group}, ${o.rank}, ${o.fromSecond}, ${o.toSecond})`)
      .join(", ")}) AS o(file_id, group_id, rank, from_second, to_second)`,
  );
  await database.run(rollupSql("overlapping-hits"));
  await database.run(`CREATE TEMP VIEW hits AS
    SELECT ${hitColumns} FROM delivered_hits AS h WHERE NOT EXISTS (
      SELECT 1 FROM overlapping_files AS o WHERE o.file_id = h.file_id AND epoch_us(h."at") // 1000000 BETWEEN o.from_second AND o.to_second)
    UNION ALL SELECT ${hitColumns} FROM overlapping_hits, generate_series(1, copies_kept)`);
  const dropped = await database.rows<{ file_id: number; dropped: number }>(
    "SELECT file_id, sum(copies - copies_kept)::BIGINT AS dropped FROM overlapping_hits GROUP BY file_id",
  );
  for (const row of dropped) repeated.set(row.file_id, row.dropped);
  return repeated;
}

/** As ranges: thousands of numbers in a row are compared twice, and not looked up for every hit. */
function isOneOf(column: string, ids: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === id - 1) last[1] = id;
    else ranges.push([id, id]);
  }
  if (ranges.length > mostRanges) return `${column} IN (${ids.join(", ")})`;
  return `(${ranges.map(([first, last]) => `${column} BETWEEN ${first} AND ${last}`).join(" OR ") || "false"})`;
}

/** The order in which copies are kept; members of one archive share its hash. */
function bySha256(a: FileRecord, b: FileRecord): number {
  return compare(a.sha256, b.sha256) || compare(a.contentSha256, b.contentSha256) || a.id - b.id;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface OverlappingFile {
  fileId: number;
  /** Number of the files of one source that overlap, directly or through others. */
  group: number;
  /** Place in the order of SHA-256 among the files of its source. */
  rank: number;
  /** The part of the file in which others of its group may have hits too, both ends included. */
  fromSecond: number;
  toSecond: number;
}

/**
 * Files of one source whose times overlap by more than one second, `ranked` by SHA-256. Exact rotation borders do not count, and neither
 * does a file that lies whole inside one second: where files only meet, their twins add up.
 */
function overlappingFiles(ranked: readonly FileRecord[]): OverlappingFile[] {
  const found: OverlappingFile[] = [];
  let group = 0;
  for (const files of Map.groupBy(ranked, (file) => file.source).values()) {
    let before = Number.NEGATIVE_INFINITY;
    const spans = files.flatMap(spanOf).sort((a, b) => a.first - b.first || a.last - b.last);
    for (const [i, span] of spans.entries()) {
      const next = spans[i + 1]?.first ?? Number.POSITIVE_INFINITY;
      const joinsEarlier = before - span.first > 1;
      const joinsLater = span.last - next > 1;
      if (!joinsEarlier) group++;
      if (joinsEarlier || joinsLater) {
        const fromSecond = joinsEarlier ? span.first : next;
        found.push({ ...span.file, group, fromSecond, toSecond: joinsLater ? span.last : Math.min(before, span.last) });
      }
      before = Math.max(before, span.last);
    }
  }
  return found;
}

/** First and last second of a file that can overlap at all. */
function spanOf(file: FileRecord, rank: number): { file: { fileId: number; rank: number }; first: number; last: number }[] {
  const { id, firstSecond: first, lastSecond: last } = file;
  return first === null || last === null || last - first <= 1 ? [] : [{ file: { fileId: id, rank }, first, last }];
}
