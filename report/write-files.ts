// Every file of a memoria, written into one folder: tables in four formats, the analysis and its schema, the page, the manifest, and the PDF last.

import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Analysis, analysisJsonSchema } from "../analysis/index.ts";
import type { AddressMask, ExtractedHit, FileRecord, RejectedLine } from "../ingest/index.ts";
import { ANNEX_DIR, ANNEX_FILES } from "./annex-names.ts";
import { annexTables, extractTable, rejectedLinesCsv } from "./annexes.ts";
import { renderCharts } from "./charts/render.ts";
import { csvText } from "./csv.ts";
import type { Document } from "./document.ts";
import type { DataTable } from "./exports/data-table.ts";
import { writeParquetFiles } from "./exports/parquet.ts";
import { workbook } from "./exports/xlsx.ts";
import { renderHtml } from "./html.ts";
import type { Words } from "./locale/words.ts";
import { MANIFEST_FILE, manifestText, PDF_FILE, SEAL_FILE, sealText, sha256Of } from "./manifest.ts";
import { writeOriginals } from "./originals.ts";
import { type Attachment, renderPdf } from "./pdf.ts";
import { sealBlocks } from "./sections/signature.ts";

export interface MemoriaFiles {
  analysis: Analysis;
  /** The checked clauses, with the row that only the memoria knows; default: those of the analysis. */
  clauses?: Analysis["compliance"];
  /** The lines that were not recognised, for an annex of their own; null leaves it out. */
  rejects: Iterable<RejectedLine> | AsyncIterable<RejectedLine> | null;
  /** A sample of the hits, masked; null leaves it out. */
  extract?: readonly ExtractedHit[] | null;
  /** What was handed in, to be packed as an annex of restricted access; null leaves it out. */
  originals?: readonly FileRecord[] | null;
  /** How addresses in the lines that were not recognised are shown; default: their networks. */
  mask?: AddressMask;
}

/** Annexes that may hold what names people: an institute keeps them apart. */
const RESTRICTED = new Set([ANNEX_FILES.rejects, ANNEX_FILES.originals].map((name) => `${ANNEX_DIR}/${name}`));

/** Writes every file into `dir` and tells their names in the order of writing: the manifest after all that it lists. */
export async function writeFiles(words: Words, document: Document, inputs: MemoriaFiles, dir: string): Promise<string[]> {
  const { analysis } = inputs;
  const drawings = await renderCharts(document);
  const tables = [
    ...annexTables(words, analysis, inputs.clauses),
    ...(inputs.extract ? [extractTable(words, inputs.extract, analysis)] : []),
  ];
  const analysisJson = `${JSON.stringify(analysis, null, 2)}\n`;
  await mkdir(join(dir, ANNEX_DIR));
  await writeFile(join(dir, "memoria.html"), renderHtml(document, drawings));
  await writeFile(join(dir, ANNEX_FILES.analysis), analysisJson);
  const listed = ["memoria.html", ANNEX_FILES.analysis, ...(await writeAnnexes(tables, inputs, dir))];
  const manifest = await manifestText(analysis, dir, listed, RESTRICTED);
  await writeFile(join(dir, MANIFEST_FILE), manifest);
  const sealed = { ...document, blocks: [...document.blocks, ...sealBlocks(words, document, sha256Of(manifest))] };
  const pdf = await renderPdf(sealed, drawings, attachments(words, analysisJson, tables, manifest));
  await writeFile(join(dir, PDF_FILE), pdf);
  await writeFile(join(dir, SEAL_FILE), sealText(sha256Of(pdf), sha256Of(manifest)));
  return [...listed, MANIFEST_FILE, PDF_FILE, SEAL_FILE];
}

async function writeAnnexes(tables: readonly DataTable[], { rejects, mask, originals }: MemoriaFiles, dir: string): Promise<string[]> {
  const annexDir = join(dir, ANNEX_DIR);
  const names = await writeParquetFiles(tables, annexDir);
  for (const { name, headings, rows } of tables) {
    await writeFile(join(annexDir, `${name}.csv`), csvText(headings, rows));
    names.push(`${name}.csv`);
  }
  await writeFile(join(annexDir, ANNEX_FILES.workbook), await workbook(tables));
  await writeFile(join(annexDir, ANNEX_FILES.schema), await analysisJsonSchema());
  names.push(ANNEX_FILES.workbook, ANNEX_FILES.schema);
  if (rejects !== null) {
    await pipeline(Readable.from(rejectedLinesCsv(rejects, mask)), createWriteStream(join(annexDir, ANNEX_FILES.rejects)));
    names.push(ANNEX_FILES.rejects);
  }
  if (originals) {
    await writeOriginals(originals, join(annexDir, ANNEX_FILES.originals));
    names.push(ANNEX_FILES.originals);
  }
  return names.map((name) => `${ANNEX_DIR}/${name}`);
}

/** What the PDF carries: the analysis, the tables as CSV, and the manifest. */
function attachments(words: Words, analysisJson: string, tables: readonly DataTable[], manifest: string): Attachment[] {
  const json = { type: "application/json" };
  return [
    { name: ANNEX_FILES.analysis, content: analysisJson, ...json, description: words.annexes.analysisContent, relationship: "Source" },
    ...tables.map(
      ({ name, title, headings, rows }): Attachment => ({
        name: `${name}.csv`,
        content: csvText(headings, rows),
        type: "text/csv",
        description: title,
        relationship: "Supplement",
      }),
    ),
    { name: MANIFEST_FILE, content: manifest, ...json, description: words.annexes.manifestContent, relationship: "Data" },
  ];
}
