// The lines that no format could read, with file, line number, reason and text.
import type { FileRecord } from "./catalog-records.ts";
import { type Database, sqlText } from "./database.ts";
import { lineClass } from "./line-class.ts";

export interface RejectedLine {
  file: string;
  /** The physical line in its file, from 1. */
  line: number;
  reason: string;
  /** At most 4,096 characters. */
  text: string;
}

/** Lines in memory at once: at most 40 MB of text. */
const pageLines = 10_000;

/** Reads the rejected lines of these files one by one, in their order: there may be millions. `pathOf` says where a batch lies. */
export async function* readRejected(
  database: Database,
  files: readonly FileRecord[],
  pathOf: (batch: string) => string,
): AsyncGenerator<RejectedLine> {
  for (const file of files) {
    if (file.rejected === 0 || file.batch === null) continue;
    let page: { line: number; reason: string; text: string }[] = [];
    do {
      page = await database.rows(
        `SELECT file_row_number - $offset + 1 AS line, reason, raw AS text
         FROM read_parquet(${sqlText(pathOf(file.batch))}, file_row_number = true, hive_partitioning = false)
         WHERE class = ${lineClass.rejected} AND file_id = $id AND file_row_number >= $offset + $after
         ORDER BY file_row_number LIMIT ${pageLines}`,
        { offset: file.rowOffset, id: file.id, after: page.at(-1)?.line ?? 0 },
      );
      for (const row of page) yield { file: file.name, ...row };
    } while (page.length === pageLines);
  }
}

/** The first `limit` rejected lines of these files. */
export async function rejectedLines(
  database: Database,
  files: readonly FileRecord[],
  pathOf: (batch: string) => string,
  limit: number,
): Promise<RejectedLine[]> {
  const found: RejectedLine[] = [];
  for await (const line of readRejected(database, files, pathOf)) {
    if (found.length >= limit) break;
    found.push(line);
  }
  return found;
}
