// The lines that no format could read, with file, line number, reason and text.
import type { FileRecord } from "./catalog.ts";
import { type Database, sqlText } from "./database.ts";
import { lineClass } from "./line-sql.ts";

export interface RejectedLine {
  file: string;
  /** The physical line in its file, from 1. */
  line: number;
  reason: string;
  /** At most 4,096 characters. */
  text: string;
}

/** Reads the rejected lines of these files, in their order; at most `limit`. `pathOf` says where a batch lies. */
export async function rejectedLines(
  database: Database,
  files: readonly FileRecord[],
  pathOf: (batch: string) => string,
  limit: number,
): Promise<RejectedLine[]> {
  const found: RejectedLine[] = [];
  for (const file of files) {
    if (file.rejected === 0 || file.batch === null || found.length >= limit) continue;
    const rows = await database.rows<{ line: number; reason: string; text: string }>(
      `SELECT file_row_number - $offset + 1 AS line, reason, raw AS text
       FROM read_parquet(${sqlText(pathOf(file.batch))}, file_row_number = true, hive_partitioning = false)
       WHERE class = ${lineClass.rejected} AND file_id = $id ORDER BY file_row_number LIMIT $limit`,
      { offset: file.rowOffset, id: file.id, limit: limit - found.length },
    );
    found.push(...rows.map((row) => ({ file: file.name, ...row })));
  }
  return found;
}
