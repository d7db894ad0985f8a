// The figures of an analysis for other programs: its tables as files of one format, or the whole value as JSON.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Analysis } from "../../analysis/index.ts";
import { annexTables } from "../annexes.ts";
import { csvText } from "../csv.ts";
import { annexWords } from "../locale/es-MX.ts";
import { publish } from "../output-dir.ts";
import { arrowFile } from "./arrow.ts";
import type { DataTable } from "./data-table.ts";
import type { ExportFormat } from "./formats.ts";
import { writeParquetFiles } from "./parquet.ts";
import { workbook } from "./xlsx.ts";

/**
 * Writes the analysis into `outDir`, all of it or nothing, and answers the files.
 * @throws UserError `output-not-writable`
 */
export async function exportAnalysis(analysis: Analysis, format: ExportFormat, outDir: string): Promise<{ name: string; bytes: number }[]> {
  return publish(outDir, (dir) => WRITERS[format](analysis, dir));
}

type Writer = (analysis: Analysis, dir: string) => Promise<string[]>;

const tablesOf =
  (format: TableFormat): Writer =>
  (analysis, dir) =>
    exportTables(annexTables(analysis), format, dir, annexWords.workbookFile);

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  csv: tablesOf("csv"),
  arrow: tablesOf("arrow"),
  parquet: tablesOf("parquet"),
  json: (analysis, dir) => oneFile(dir, annexWords.analysisFile, `${JSON.stringify(analysis, null, 2)}\n`),
  xlsx: tablesOf("xlsx"),
};

export type TableFormat = Exclude<ExportFormat, "json">;

/** Any tables as files of one format in a folder that no other program writes to; answers their names. `workbookName` is that of the XLSX. */
export async function exportTables(
  tables: readonly DataTable[],
  format: TableFormat,
  dir: string,
  workbookName: string,
): Promise<string[]> {
  switch (format) {
    case "csv":
      return eachTable(tables, dir, "csv", ({ headings, rows }) => csvText(headings, rows));
    case "arrow":
      return eachTable(tables, dir, "arrow", arrowFile);
    case "parquet":
      return writeParquetFiles(tables, dir);
    case "xlsx":
      return oneFile(dir, workbookName, await workbook(tables));
  }
}

async function eachTable(
  tables: readonly DataTable[],
  dir: string,
  ending: string,
  contentOf: (table: DataTable) => string | Uint8Array,
): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const names: string[] = [];
  for (const table of tables) names.push(...(await oneFile(dir, `${table.name}.${ending}`, contentOf(table))));
  return names;
}

async function oneFile(dir: string, name: string, content: string | Uint8Array): Promise<string[]> {
  await writeFile(join(dir, name), content);
  return [name];
}
