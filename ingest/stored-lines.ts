// The columns of a stored line: a batch holds those that its format yields, and the others are null in its lines.
import { sqlList } from "./database.ts";

const columnTypes = {
  file_id: "INTEGER",
  class: "UTINYINT",
  at: "TIMESTAMPTZ",
  address: "VARCHAR",
  method: "VARCHAR",
  path: "VARCHAR",
  query: "VARCHAR",
  protocol: "VARCHAR",
  status: "SMALLINT",
  bytes: "BIGINT",
  referrer: "VARCHAR",
  agent: "VARCHAR",
  host: "VARCHAR",
  port: "INTEGER",
  user: "VARCHAR",
  extra: "VARCHAR",
  forwarded: "VARCHAR",
  duration_us: "BIGINT",
  cache: "VARCHAR",
  scheme: "VARCHAR",
  sampled: "BOOLEAN",
  line_hash: "UBIGINT",
  reason: "VARCHAR",
  raw: "VARCHAR",
} as const;

const aboutTheLine: readonly string[] = ["file_id", "class", "reason", "raw"];

/** All that is read of a hit: lines that differ in none of these are the same line. */
export const lineColumns: readonly string[] = Object.keys(columnTypes).filter((name) => !aboutTheLine.includes(name));

/** What no figure reads: they only tell lines of different files apart (definitions.md, duplicates). */
export const tellingApart: readonly string[] = ["query", "user", "line_hash"];

const noLines = `SELECT ${Object.entries(columnTypes)
  .map(([name, type]) => `NULL::${type} AS "${name}"`)
  .join(", ")} WHERE false`;

/** A table expression of the lines in these batches, with every column. `options`: more of them for `read_parquet`. */
export function storedLines(batchPaths: readonly string[], options = ""): string {
  if (batchPaths.length === 0) return `(${noLines})`;
  return `(${noLines} UNION ALL BY NAME FROM read_parquet(${sqlList(batchPaths)}, union_by_name = true, hive_partitioning = false${options}))`;
}
