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
  return {
    csv: (analysis, dir) => eachTable(words, analysis, dir, "csv", ({ headings, rows }) => csvText(headings, rows)),
    arrow: (analysis, dir) => eachTable(words, analysis, dir, "arrow", arrowFile),
    parquet: (analysis, dir) => writeParquetFiles(annexTables(words, analysis), dir),
    json: (analysis, dir) => oneFile(dir, ANNEX_FILES.analysis, `${JSON.stringify(analysis, null, 2)}\n`),
    xlsx: async (analysis, dir) => oneFile(dir, ANNEX_FILES.workbook, await workbook(annexTables(words, analysis))),
  };
}

async function eachTable(
  words: Words,
  analysis: Analysis,
  dir: string,
  ending: string,
  contentOf: (table: ReturnType<typeof annexTables>[number]) => string | Uint8Array,
): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const names: string[] = [];
  for (const table of annexTables(words, analysis)) names.push(...(await oneFile(dir, `${table.name}.${ending}`, contentOf(table))));
  return names;
}

async function oneFile(dir: string, name: string, content: string | Uint8Array): Promise<string[]> {
  await writeFile(join(dir, name), content);
  return [name];
}
