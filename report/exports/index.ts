// The figures of an analysis for other programs: its tables as files of one format, or the whole value as JSON.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Analysis, Language } from "../../analysis/index.ts";
import { ANNEX_FILES } from "../annex-names.ts";
import { annexTables } from "../annexes.ts";
import { csvText } from "../csv.ts";
import { type Words, wordsOf } from "../locale/words.ts";
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
export async function exportAnalysis(
  analysis: Analysis,
  format: ExportFormat,
  outDir: string,
  language: Language = "es",
): Promise<{ name: string; bytes: number }[]> {
  return publish(outDir, (dir) => writers(wordsOf(language))[format](analysis, dir));
}

type Writer = (analysis: Analysis, dir: string) => Promise<string[]>;

function writers(words: Words): Readonly<Record<ExportFormat, Writer>> {
  const tablesOf =
    (format: TableFormat): Writer =>
    (analysis, dir) =>
      exportTables(annexTables(words, analysis), format, dir, ANNEX_FILES.workbook);
  return {
    csv: tablesOf("csv"),
    arrow: tablesOf("arrow"),
    parquet: tablesOf("parquet"),
    json: (analysis, dir) => oneFile(dir, ANNEX_FILES.analysis, `${JSON.stringify(analysis, null, 2)}\n`),
    xlsx: tablesOf("xlsx"),
  };
}

type TableFormat = Exclude<ExportFormat, "json">;

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
