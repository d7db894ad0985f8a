// Tables as Parquet files, each in the order of its rows: the same bytes for the same table.
import { join } from "node:path";
import { Database, sqlText } from "../../ingest/index.ts";
import { type ColumnType, columnCells, columnTypes, type DataTable } from "./data-table.ts";

const SQL_TYPES: Readonly<Record<ColumnType, string>> = { text: "VARCHAR", integer: "BIGINT", real: "DOUBLE" };

/** One thread keeps the rows in order, and these tables are small: the least that `--memory` takes is enough. */
const LIMITS = { memoryMegabytes: 128, threads: 1 };

/** Writes `<name>.parquet` for every table into `dir`, which no other program writes to, and answers their names. */
export async function writeParquetFiles(tables: readonly DataTable[], dir: string): Promise<string[]> {
  const database = await Database.open({ ...LIMITS, temporaryDirectory: dir, allowedDirectories: [dir], allowedFiles: [] });
  try {
    const names: string[] = [];
    for (const [i, table] of tables.entries()) {
      await fill(database, `table_${i}`, table);
      const name = `${table.name}.parquet`;
      await database.run(`COPY table_${i} TO ${sqlText(join(dir, name))} (FORMAT parquet, COMPRESSION zstd)`);
      names.push(name);
    }
    return names;
  } finally {
    database.close();
  }
}

async function fill(database: Database, name: string, table: DataTable): Promise<void> {
  const types = columnTypes(table);
  const columns = table.headings.map((heading, i) => `"${heading.replaceAll('"', '""')}" ${SQL_TYPES[types[i] ?? "text"]}`);
  await database.run(`CREATE TEMP TABLE ${name} (${columns.join(", ")})`);
  const cells = types.map((type, i) => columnCells(table, i, type));
  const appender = await database.appender(name);
  for (const [row] of table.rows.entries()) {
    for (const [column, type] of types.entries()) {
      const value = cells[column]?.[row] ?? null;
      if (value === null) appender.appendNull();
      else if (type === "text") appender.appendVarchar(String(value));
      else if (type === "integer") appender.appendBigInt(BigInt(value));
      else appender.appendDouble(Number(value));
    }
    appender.endRow();
  }
  appender.closeSync();
}
