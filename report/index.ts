// Entry of the report: writes the memoria as PDF, HTML, JSON and annexes, all of it or nothing.
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Analysis, Convocatoria } from "../analysis/index.ts";
import type { AddressMask, RejectedLine } from "../ingest/index.ts";
import { type Annex, annexes, rejectedLinesCsv } from "./annexes.ts";
import type { Document } from "./document.ts";
import { annexWords } from "./locale/es-MX.ts";
import type { Texts } from "./markdown.ts";
import { ANNEX_DIR, publish } from "./output-dir.ts";
import type { Attachment } from "./pdf.ts";

export { rejectedLinesCsv } from "./annexes.ts";
export { convocatoriaRows } from "./convocatoria-table.ts";
export { errorMessage, type Language } from "./locale/errors.ts";
export { definitionOf } from "./locale/es-MX/explained.ts";
export { periodName } from "./locale/es-MX.ts";
export { parseTexts, type Texts } from "./markdown.ts";
export { writableOutput } from "./output-dir.ts";

export interface MemoriaInput {
  analysis: Analysis;
  convocatoria: Convocatoria | null;
  texts: Texts;
  /** The lines that were not recognised, for an annex of their own; null leaves it out. */
  rejects: Iterable<RejectedLine> | AsyncIterable<RejectedLine> | null;
  /** How addresses in those lines are shown; default: their networks. */
  mask?: AddressMask;
  outDir: string;
}

export interface WrittenMemoria {
  /** Names relative to the output directory, with `/`. */
  files: { name: string; bytes: number }[];
  /** What the required sections still lack, headed by the section's title, without a full stop. */
  pending: string[];
}

function attachments(analysisJson: string, listed: Annex[]): Attachment[] {
  const tables = listed.map(
    (annex): Attachment => ({
      name: annex.name,
      content: annex.csv,
      type: "text/csv",
      description: annex.content,
      relationship: "Supplement",
    }),
  );
  const source: Attachment = {
    name: annexWords.analysisFile,
    content: analysisJson,
    type: "application/json",
    description: annexWords.analysisContent,
    relationship: "Source",
  };
  return [source, ...tables];
}

/** Writes every file into `dir` and tells their names in the order of writing. */
async function writeAll(document: Document, { analysis, rejects, mask }: MemoriaInput, dir: string): Promise<string[]> {
  const { renderCharts } = await import("./charts/render.ts");
  const { renderHtml } = await import("./html.ts");
  const { renderPdf } = await import("./pdf.ts");
  const drawings = await renderCharts(document);
  const listed = annexes(analysis);
  const analysisJson = `${JSON.stringify(analysis, null, 2)}\n`;
  const files: [string, string | Uint8Array][] = [
    ["memoria.pdf", await renderPdf(document, drawings, attachments(analysisJson, listed))],
    ["memoria.html", renderHtml(document, drawings)],
    [annexWords.analysisFile, analysisJson],
    ...listed.map((annex): [string, string] => [`${ANNEX_DIR}/${annex.name}`, annex.csv]),
  ];
  await mkdir(join(dir, ANNEX_DIR));
  for (const [name, content] of files) await writeFile(join(dir, name), content);
  const names = files.map(([name]) => name);
  if (rejects === null) return names;
  const name = `${ANNEX_DIR}/${annexWords.rejectsFile}`;
  await pipeline(Readable.from(rejectedLinesCsv(rejects, mask)), createWriteStream(join(dir, name)));
  return [...names, name];
}

/**
 * Writes memoria.pdf, memoria.html, analysis.json and anexos/* into `outDir`. Everything is made in a new directory on the same
 * disk and moved at the end: a failure leaves what was there as it was.
 * @throws UserError `output-not-writable` when the directory cannot be made or written.
 */
export async function writeMemoria(input: MemoriaInput): Promise<WrittenMemoria> {
  // What draws and typesets takes a third of a second to load: commands that only print figures go without.
  const { buildMemoria } = await import("./memoria.ts");
  const document = buildMemoria({ ...input, hasRejects: input.rejects !== null });
  const files = await publish(input.outDir, (workDir) => writeAll(document, input, workDir));
  return { files, pending: document.pending.map(({ section, sentence }) => `${section}: ${sentence.replace(/\.$/u, "")}`) };
}
