// The figures of an analysis for other programs: its tables as files of one format, or the whole value as JSON.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Analysis } from "../../analysis/index.ts";
import { annexTables } from "../annexes.ts";
import { csvText } from "../csv.ts";
import { annexWords } from "../locale/es-MX.ts";
import { publish } from "../output-dir.ts";
import { arrowFile } from "./arrow.ts";
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

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  csv: (analysis, dir) => eachTable(analysis, dir, "csv", ({ headings, rows }) => csvText(headings, rows)),
  arrow: (analysis, dir) => eachTable(analysis, dir, "arrow", arrowFile),
  parquet: (analysis, dir) => writeParquetFiles(annexTables(analysis), dir),
  json: (analysis, dir) => oneFile(dir, annexWords.analysisFile, `${JSON.stringify(analysis, null, 2)}\n`),
  xlsx: async (analysis, dir) => oneFile(dir, annexWords.workbookFile, await workbook(annexTables(analysis))),
};

async function eachTable(
  analysis: Analysis,
  dir: string,
  ending: string,
  contentOf: (table: ReturnType<typeof annexTables>[number]) => string | Uint8Array,
): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const names: string[] = [];
  for (const table of annexTables(analysis)) names.push(...(await oneFile(dir, `${table.name}.${ending}`, contentOf(table))));
  return names;
}

async function oneFile(dir: string, name: string, content: string | Uint8Array): Promise<string[]> {
  await writeFile(join(dir, name), content);
  return [name];
}
