// From scanned files of one format to one Parquet batch of lines, checked against the scan before anything is entered.
import { rm } from "node:fs/promises";
import { copyByLane } from "./byte-lane/index.ts";
import type { LaneThreads } from "./byte-lane/lane-threads.ts";
import type { Database } from "./database.ts";
import { sqlText } from "./database.ts";
import { UserError } from "./errors.ts";
import type { Reading } from "./formats/index.ts";
import { lineClass } from "./line-class.ts";
import { batchQuery, type LineSource } from "./line-sql.ts";
import type { Scan } from "./scan.ts";
import { storedLines } from "./stored-lines.ts";

/** One scanned file on its way into a batch. */
export interface BatchFile {
  id: number;
  name: string;
  scan: Scan;
}

/** What the parser found in one file; `read = hits + blank + directives + rejected`. */
export interface FileCounts {
  read: number;
  hits: number;
  blank: number;
  directives: number;
  rejected: number;
  rejectedByReason: Record<string, number>;
  /** Hits that stand for more requests than themselves. */
  sampledLines: number;
  firstSecond: number | null;
  lastSecond: number | null;
}

const progressMilliseconds = 200;
/** A quarter of the engine's usual: a sixth faster to write, with less memory, and hardly larger. */
const rowGroupRows = 30_720;

/** How files go by their lane. */
export interface LaneOptions {
  /** From how many bytes on, and in which pieces: tests make both small. */
  leastBytes?: number;
  pieceBytes?: number;
  /** Threads that are kept; default: some of its own for each batch. */
  threads?: LaneThreads;
}

/** Where a batch is written, the columns that nobody will read there, and whether it goes when the process that writes it ends. */
export interface BatchTarget {
  draftPath: string;
  unneeded: readonly string[];
  isPassing: boolean;
  lane?: LaneOptions;
}

/**
 * Parses a source of one reading into a Parquet file, one row a physical line, in the order of the files.
 * Answers how many bytes were read, where the files were not read to their end, wherever that was. `onShare` hears now and then which share of them is done, 0..1.
 */
export async function copyLines(
  database: Database,
  reading: Reading,
  source: LineSource,
  target: BatchTarget,
  onShare: (share: number) => void,
): Promise<{ bytes: number | null }> {
  const bytes = await copyByLane(database, reading, source, target, onShare);
  if (bytes !== null) return { bytes };
  const query = batchQuery(reading, source, target.unneeded);
  const timer = setInterval(() => onShare(database.progress), progressMilliseconds);
  try {
    await database.run(
      `COPY (${query}) TO ${sqlText(target.draftPath)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroupRows})`,
    );
  } finally {
    clearInterval(timer);
  }
  return { bytes: null };
}

/**
 * Counts what came of each file. The number of rows must be the number of lines that the scan counted by itself, else the
 * draft is dropped and the file refused as changed meanwhile.
 */
export async function checkedCounts(database: Database, files: readonly BatchFile[], draftPath: string): Promise<Map<number, FileCounts>> {
  const counts = await countBatch(database, draftPath);
  for (const file of files) {
    const read = counts.get(file.id)?.read ?? 0;
    if (read !== file.scan.lineCount) {
      await rm(draftPath, { force: true });
      throw new UserError("file-changed", { file: file.name, scanned: file.scan.lineCount, parsed: read });
    }
  }
  return counts;
}

/** What a batch holds of each of its files. */
export async function countBatch(database: Database, batchPath: string): Promise<Map<number, FileCounts>> {
  const rows = await database.rows<{
    file_id: number;
    class: number;
    reason: string | null;
    lines: number;
    sampled: number;
    first: number | null;
    last: number | null;
  }>(
    `SELECT file_id, class, reason, count(*) AS lines, count(*) FILTER (sampled) AS sampled,
       epoch_us(min("at")) // 1000000 AS first, epoch_us(max("at")) // 1000000 AS last
     FROM ${storedLines([batchPath])} GROUP BY ALL ORDER BY ALL`,
  );
  const byFile = new Map<number, FileCounts>();
  for (const row of rows) {
    const counts = byFile.get(row.file_id) ?? emptyCounts();
    byFile.set(row.file_id, counts);
    counts.read += row.lines;
    if (row.class === lineClass.blank) counts.blank += row.lines;
    else if (row.class === lineClass.directive) counts.directives += row.lines;
    else if (row.class === lineClass.rejected) {
      counts.rejected += row.lines;
      counts.rejectedByReason[row.reason ?? "no-match"] = row.lines;
    } else {
      counts.hits += row.lines;
      counts.sampledLines += row.sampled;
      counts.firstSecond = row.first;
      counts.lastSecond = row.last;
    }
  }
  return byFile;
}

export function emptyCounts(): FileCounts {
  return {
    read: 0,
    hits: 0,
    blank: 0,
    directives: 0,
    rejected: 0,
    rejectedByReason: {},
    sampledLines: 0,
    firstSecond: null,
    lastSecond: null,
  };
}
