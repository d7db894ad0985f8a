// What an analysis is made from: the hits of a delivery as views, with repeated files and overlaps taken out.
import { readFileSync } from "node:fs";
import { type Database, type FileRecord, sqlList, sqlText } from "../ingest/index.ts";

/** How many hits of each file are repeated (file id to count). */
export type RepeatedHits = Map<number, number>;

/** Reads one of the SQL files of analysis/rollups. */
export function rollupSql(name: string): string {
  return readFileSync(new URL(`./rollups/${name}.sql`, import.meta.url), "utf8");
}

const hitColumns = `file_id, "at", address, method, path, query, protocol, status, bytes, referrer, agent, host, port, "user", extra`;

/**
 * Creates the view `hits` over a delivery's batches, without the repeated ones (definitions.md, duplicates), and answers
 * how many were repeated in each file.
 */
export async function openHits(database: Database, batchPaths: readonly string[], files: readonly FileRecord[]): Promise<RepeatedHits> {
  const repeated: RepeatedHits = new Map();
  // Told by content among the files that count now: when the first of two is taken back, the second counts.
  const firstIds = new Set([...Map.groupBy(files, (file) => file.contentSha256).values()].map(([first]) => first?.id));
  const twins = files.filter((file) => !firstIds.has(file.id));
  for (const twin of twins) repeated.set(twin.id, twin.hits);
  const exclude = twins.length === 0 ? "" : `AND file_id NOT IN (${twins.map((f) => Number(f.id)).join(", ")})`;
  const source = batchPaths.length === 0 ? emptyLines : `read_parquet(${sqlList(batchPaths)}, hive_partitioning = false)`;
  await database.run(`CREATE TEMP VIEW delivered_hits AS SELECT ${hitColumns} FROM ${source} WHERE class = 0 ${exclude}`);
  const overlaps = overlappingFiles(files.filter((file) => firstIds.has(file.id)));
  if (overlaps.length === 0) {
    await database.run("CREATE TEMP VIEW hits AS SELECT * FROM delivered_hits");
    return repeated;
  }
  await database.run(
    `CREATE TEMP TABLE overlapping_files AS SELECT * FROM (VALUES ${overlaps
      .map((o) => `(${o.fileId}, ${sqlText(o.group)}, ${o.rank}, ${o.fromSecond}, ${o.toSecond})`)
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
  for (const row of dropped) repeated.set(row.file_id, (repeated.get(row.file_id) ?? 0) + row.dropped);
  return repeated;
}

const emptyLines = `(SELECT NULL::INTEGER AS file_id, NULL::UTINYINT AS class, NULL::TIMESTAMPTZ AS "at", NULL::VARCHAR AS address, NULL::VARCHAR AS method,
  NULL::VARCHAR AS path, NULL::VARCHAR AS query, NULL::VARCHAR AS protocol, NULL::SMALLINT AS status, NULL::BIGINT AS bytes, NULL::VARCHAR AS referrer,
  NULL::VARCHAR AS agent, NULL::VARCHAR AS host, NULL::INTEGER AS port, NULL::VARCHAR AS "user", NULL::VARCHAR AS extra WHERE false)`;

interface OverlappingFile {
  fileId: number;
  /** Files of one source that overlap, directly or through others. */
  group: string;
  /** Place in the order of SHA-256 inside the group. */
  rank: number;
  /** The part of the file in which another one has hits too, both ends included. */
  fromSecond: number;
  toSecond: number;
}

type Timed = Pick<FileRecord, "id" | "source" | "contentSha256"> & { firstSecond: number; lastSecond: number };

/** Files of one source whose times overlap by more than one second: exact rotation borders do not count. */
function overlappingFiles(
  files: readonly (Omit<Timed, "firstSecond" | "lastSecond"> & Pick<FileRecord, "firstSecond" | "lastSecond">)[],
): OverlappingFile[] {
  const timed = files.filter((f): f is Timed => f.firstSecond !== null && f.lastSecond !== null);
  const ordered = [...timed].sort((a, b) => (a.contentSha256 < b.contentSha256 ? -1 : 1));
  const spans = new Map<number, { group: string; from: number; to: number }>();
  const bySource = Map.groupBy(
    [...timed].sort((a, b) => a.firstSecond - b.firstSecond || a.id - b.id),
    (f) => f.source,
  );
  for (const [source, list] of bySource) {
    let open: Timed[] = [];
    for (const file of list) {
      open = open.filter((other) => other.lastSecond - file.firstSecond > 1);
      for (const other of open) {
        const to = Math.min(other.lastSecond, file.lastSecond);
        // The later file decides by itself whether it overlaps by more than a second: it may lie whole inside one second.
        if (to - file.firstSecond > 1) joinSpans(spans, other, file, file.firstSecond, to, source);
      }
      open.push(file);
    }
  }
  return ordered.flatMap((file, rank) => {
    const span = spans.get(file.id);
    return span ? [{ fileId: file.id, group: span.group, rank, fromSecond: span.from, toSecond: span.to }] : [];
  });
}

function joinSpans(
  spans: Map<number, { group: string; from: number; to: number }>,
  a: Timed,
  b: Timed,
  from: number,
  to: number,
  source: string,
): void {
  for (const file of [a, b]) {
    const span = spans.get(file.id);
    spans.set(file.id, { group: source, from: Math.min(span?.from ?? from, from), to: Math.max(span?.to ?? to, to) });
  }
}
