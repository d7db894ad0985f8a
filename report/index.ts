// Entry of the report: writes the memoria as PDF, HTML, JSON and annexes, all of it or nothing.
import { randomUUID } from "node:crypto";
import { constants, createWriteStream } from "node:fs";
import { access, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Analysis, Convocatoria } from "../analysis/index.ts";
import { type RejectedLine, UserError } from "../ingest/index.ts";
import { type Annex, annexes, rejectedLinesCsv } from "./annexes.ts";
import { renderCharts } from "./charts/render.ts";
import { renderHtml } from "./html.ts";
import { annexWords } from "./locale/es-MX.ts";
import type { Texts } from "./markdown.ts";
import { buildMemoria } from "./memoria.ts";
import { type Attachment, renderPdf } from "./pdf.ts";

export { errorMessage, type Language } from "./locale/errors.ts";
export { parseTexts, type Texts } from "./markdown.ts";

export interface MemoriaInput {
  analysis: Analysis;
  convocatoria: Convocatoria | null;
  texts: Texts;
  /** The lines that were not recognised, for an annex of their own; null leaves it out. */
  rejects: Iterable<RejectedLine> | AsyncIterable<RejectedLine> | null;
  outDir: string;
}

export interface WrittenFile {
  /** Relative to the output directory, with `/`. */
  name: string;
  bytes: number;
}

const ANNEX_DIR = "anexos";

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
async function writeAll(input: MemoriaInput, dir: string): Promise<string[]> {
  const document = buildMemoria({ ...input, hasRejects: input.rejects !== null });
  const drawings = await renderCharts(document);
  const listed = annexes(input.analysis);
  const analysisJson = `${JSON.stringify(input.analysis, null, 2)}\n`;
  const files: [string, string | Uint8Array][] = [
    ["memoria.pdf", await renderPdf(document, drawings, attachments(analysisJson, listed))],
    ["memoria.html", renderHtml(document, drawings)],
    [annexWords.analysisFile, analysisJson],
    ...listed.map((annex): [string, string] => [`${ANNEX_DIR}/${annex.name}`, annex.csv]),
  ];
  await mkdir(join(dir, ANNEX_DIR));
  for (const [name, content] of files) await writeFile(join(dir, name), content);
  const names = files.map(([name]) => name);
  if (input.rejects === null) return names;
  const name = `${ANNEX_DIR}/${annexWords.rejectsFile}`;
  await pipeline(Readable.from(rejectedLinesCsv(input.rejects)), createWriteStream(join(dir, name)));
  return [...names, name];
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** A directory in the way of one of our files would stop the move half way; it is found before the first file moves. */
async function refuseCollisions(names: string[], outDir: string): Promise<void> {
  await access(outDir, constants.W_OK);
  for (const name of names) {
    const found = await stat(join(outDir, name)).catch(() => null);
    if (found?.isDirectory()) throw Object.assign(new Error(name), { code: "EISDIR" });
  }
}

/** Moves the finished files into place: the whole directory where there was none, else file by file, and what else is there stays. */
async function moveAll(names: string[], workDir: string, outDir: string): Promise<void> {
  if (!(await exists(outDir))) return rename(workDir, outDir);
  await refuseCollisions(names, outDir);
  await mkdir(join(outDir, ANNEX_DIR), { recursive: true });
  for (const name of names) await rename(join(workDir, name), join(outDir, name));
}

/** A new directory on the same disk: beside the one that is not there yet, or hidden inside the one that is. */
async function makeWorkDir(outDir: string): Promise<string> {
  const name = `.${basename(outDir)}-${randomUUID()}`;
  const parent = (await exists(outDir)) ? outDir : dirname(outDir);
  await mkdir(parent, { recursive: true });
  const workDir = join(parent, name);
  await mkdir(workDir);
  return workDir;
}

/** An annex of an earlier memoria that this one does not have would tell of other data. */
async function removeStale(names: string[], outDir: string): Promise<void> {
  const own = [...Object.keys(annexWords.contents), annexWords.rejectsFile];
  const present = await readdir(join(outDir, ANNEX_DIR));
  const stale = present.filter((name) => own.includes(name) && !names.includes(`${ANNEX_DIR}/${name}`));
  for (const name of stale) await rm(join(outDir, ANNEX_DIR, name));
}

function notWritable(dir: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === undefined || !/^E[A-Z]+$/u.test(code)) return cause;
  return new UserError("output-not-writable", { dir, reason: annexWords.writeFailure(code) });
}

/**
 * Writes memoria.pdf, memoria.html, analysis.json and anexos/* into `outDir`. Everything is made in a new directory on the same
 * disk and moved at the end: a failure leaves what was there as it was.
 * @throws UserError `output-not-writable` when the directory cannot be made or written.
 */
export async function writeMemoria(input: MemoriaInput): Promise<{ files: WrittenFile[] }> {
  const outDir = resolve(input.outDir);
  let workDir: string | null = null;
  try {
    workDir = await makeWorkDir(outDir);
    const names = await writeAll(input, workDir);
    await moveAll(names, workDir, outDir);
    await removeStale(names, outDir);
    const files = await Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(outDir, name))).size })));
    return { files };
  } catch (error) {
    throw notWritable(outDir, error);
  } finally {
    if (workDir !== null) await rm(workDir, { recursive: true, force: true });
  }
}
