// The way in: scan, detect, parse in batches, and enter each batch whole or not at all.
import { rm, symlink } from "node:fs/promises";
import { type BatchFile, checkedCounts, copyLines, emptyCounts, type FileCounts } from "./batch.ts";
import type { FileRecord } from "./catalog.ts";
import type { Database } from "./database.ts";
import { describeFile } from "./describe.ts";
import { detect, sampleOf } from "./detect.ts";
import { UserError } from "./errors.ts";
import { formatNamed, type LineFormat } from "./formats/index.ts";
import type { LogInput } from "./inputs.ts";
import { macros, parserVersion } from "./line-sql.ts";
import { type Wrapping, wrappingOf } from "./open.ts";
import { type Scan, scanFile } from "./scan.ts";
import type { Store } from "./store.ts";

/** How far an ingest is. */
export interface IngestProgress {
  file: string;
  filesDone: number;
  files: number;
  bytesRead: number;
  bytes: number;
  linesDone: number;
}

export interface IngestOptions {
  delivery: string;
  /** A format's name when the caller knows it; null: found file by file. */
  format: string | null;
  /** ISO time at which the delivery is entered. */
  now: string;
  onProgress: (progress: IngestProgress) => void;
}

/** Small files share a batch up to this size; a larger file is a batch of its own. */
const batchBytes = 256 * 1024 * 1024;
/** A plain file from this size is parsed while it is scanned, in the hope that it needs no repair. */
const earlyBytes = 32 * 1024 * 1024;

/** A log with its size on disk. */
export type SizedInput = LogInput & { bytes: number };

interface Scanned extends BatchFile {
  input: LogInput;
  wrapping: Wrapping;
  format: LineFormat | null;
  sameAsFileId: number | null;
  /** The batch that was parsed while this file was scanned; it then holds nothing else. */
  earlyDraft: string | null;
}

/** The batch that is being filled, and what all batches share. */
interface Run {
  database: Database;
  store: Store;
  options: IngestOptions;
  progress: IngestProgress;
  waiting: Scanned[];
  waitingBytes: number;
  /** By content hash: every file that counts, of earlier runs and of this one. */
  known: Map<string, { id: number; name: string; source: string }>;
}

/**
 * Ingests logs into a delivery: each batch is parsed to a temporary name, flushed, renamed, and only then entered in the
 * catalog. Every file is opened before the first is parsed, so a misspelt name stops the run before it has begun.
 * Throws UserError for what the caller can mend.
 */
export async function ingest(database: Database, store: Store, inputs: readonly SizedInput[], options: IngestOptions): Promise<void> {
  const forced = options.format === null ? null : formatNamed(options.format);
  const opened = await openAll(inputs);
  for (const macro of macros) await database.run(macro);
  await store.lock(options.delivery);
  store.catalog.ensureDelivery(options.delivery, options.now);
  const run: Run = {
    database,
    store,
    options,
    progress: {
      file: "",
      filesDone: 0,
      files: opened.length,
      bytesRead: 0,
      bytes: inputs.reduce((sum, f) => sum + f.bytes, 0),
      linesDone: 0,
    },
    waiting: [],
    waitingBytes: 0,
    known: new Map(store.catalog.files(options.delivery).map((f) => [f.contentSha256, { id: f.id, name: f.name, source: f.source }])),
  };
  try {
    for (const { input, wrapping } of opened) {
      const early = wrapping === "plain" && input.bytes >= earlyBytes;
      if (early) await writeWaiting(run);
      const scanned = await (early ? scanWhileParsing(run, input, forced) : scanInTurn(run, input, wrapping, forced));
      const fits =
        run.waitingBytes + scanned.scan.contentBytes <= batchBytes &&
        run.waiting.every((f) => f.format === scanned.format || !f.format || !scanned.format);
      if (run.waiting.length > 0 && !fits) await writeWaiting(run);
      run.waiting.push(scanned);
      run.waitingBytes += scanned.scan.contentBytes;
      if (scanned.earlyDraft !== null) await writeWaiting(run);
    }
    await writeWaiting(run);
  } finally {
    for (const file of run.waiting) await dropSpool(file.scan);
  }
}

/** Looks at the beginning of every file. An empty one among others is a file of no lines; nothing but empty ones is refused. */
async function openAll(inputs: readonly SizedInput[]): Promise<{ input: SizedInput; wrapping: Wrapping }[]> {
  const opened: { input: SizedInput; wrapping: Wrapping; empty: boolean }[] = [];
  for (const input of inputs) {
    try {
      opened.push({ input, wrapping: await wrappingOf(input.path, input.name), empty: false });
    } catch (error) {
      if (!(error instanceof UserError && error.code === "file-empty")) throw error;
      opened.push({ input, wrapping: "plain", empty: true });
    }
  }
  const first = opened[0];
  if (first && opened.every((file) => file.empty)) throw new UserError("file-empty", { file: first.input.name });
  return opened;
}

async function scanInTurn(run: Run, input: SizedInput, wrapping: Wrapping, forced: LineFormat | null): Promise<Scanned> {
  const id = run.store.catalog.reserveFileId();
  const scanned = await scanOne(run, id, { ...input, path: await plainlyNamed(run, id, input.path) }, wrapping, forced);
  return { ...scanned, input };
}

/**
 * Scans a large plain file and parses it at the same time. The scan alone decides: if the file needs repair, or the parser stumbled,
 * the draft is thrown away and the file goes the ordinary way.
 */
async function scanWhileParsing(run: Run, input: SizedInput, forced: LineFormat | null): Promise<Scanned> {
  const format = forced ?? (await describeFile(input.path, input.name)).format;
  const id = run.store.catalog.reserveFileId();
  const path = await plainlyNamed(run, id, input.path);
  const draft = run.store.temporaryPath(run.options.delivery, `${id}.early.parquet`);
  const parsing = copyLines(run.database, format, [{ id, path }], draft).then(
    () => true,
    () => false,
  );
  try {
    const scanned = await scanOne(run, id, { ...input, path }, "plain", format);
    const usable = (await parsing) && !scanned.scan.spooled && scanned.scan.lineCount > 0;
    if (!usable) await rm(draft, { force: true });
    return { ...scanned, input, earlyDraft: usable ? draft : null };
  } catch (error) {
    await parsing;
    await rm(draft, { force: true });
    throw error;
  }
}

/** The engine takes `*`, `?` and `[` in a file's name for a pattern and would read other files: such a one is read through a link. */
async function plainlyNamed(run: Run, id: number, path: string): Promise<string> {
  if (!/[*?[\]{}]/.test(path)) return path;
  const link = run.store.temporaryPath(run.options.delivery, `${id}.link`);
  await symlink(path, link);
  return link;
}

async function scanOne(run: Run, id: number, input: LogInput, wrapping: Wrapping, forced: LineFormat | null): Promise<Scanned> {
  run.progress.file = input.name;
  const spool = run.store.temporaryPath(run.options.delivery, `${id}.spool`);
  const scan = await scanFile({ path: input.path, name: input.name, wrapping }, spool, (bytes) => {
    run.progress.bytesRead += bytes;
    run.options.onProgress(run.progress);
  });
  try {
    // Files without a line of their own (rotated empty, a remark) look alike on every server.
    const twin = sampleOf(scan.head).length > 0 ? run.known.get(scan.contentSha256) : undefined;
    if (twin && twin.source !== input.source) {
      throw new UserError("source-conflict", { file: input.name, first: twin.name, source: twin.source });
    }
    if (!twin) run.known.set(scan.contentSha256, { id, name: input.name, source: input.source });
    return {
      id,
      name: input.name,
      input,
      wrapping,
      scan,
      format: formatOf(input.name, scan, forced),
      sameAsFileId: twin?.id ?? null,
      earlyDraft: null,
    };
  } catch (error) {
    await dropSpool(scan);
    throw error;
  }
}

/** Null: a file without a single line to tell by (empty, blank, or directives only). */
function formatOf(name: string, scan: Scan, forced: LineFormat | null): LineFormat | null {
  if (scan.lineCount === 0) return null;
  if (forced) return forced;
  // Blank lines and directives read the same in any format.
  return sampleOf(scan.head).length === 0 ? formatNamed("common") : detect(name, scan.head).format;
}

/** Parses what waits, gives it its name, and enters it. */
async function writeWaiting(run: Run): Promise<void> {
  const { database, store, options, waiting } = run;
  const first = waiting[0];
  if (!first) return;
  const parsed = waiting.filter((file) => file.format !== null);
  const batch = parsed.length > 0 ? `${String(first.id).padStart(8, "0")}-${first.scan.contentSha256.slice(0, 12)}` : null;
  let counts = new Map<number, FileCounts>();
  const format = parsed[0]?.format;
  if (batch !== null && format) {
    const draft = first.earlyDraft ?? store.temporaryPath(options.delivery, `${batch}.parquet`);
    const files = parsed.map((file) => ({ id: file.id, path: file.scan.readablePath }));
    if (first.earlyDraft === null) await copyLines(database, format, files, draft);
    counts = await checkedCounts(database, parsed, draft);
    refuseWithoutHits(parsed, counts);
    await store.settle(draft, store.batchPath(options.delivery, batch));
  }
  const records: FileRecord[] = [];
  let rowOffset = 0;
  for (const file of waiting) {
    const path = await store.keepRaw(options.delivery, file.input.path, file.scan.sha256);
    records.push(recordOf(file, batch, path, rowOffset, counts.get(file.id) ?? emptyCounts()));
    rowOffset += file.scan.lineCount;
    run.progress.linesDone += file.scan.lineCount;
    run.progress.filesDone++;
  }
  store.catalog.addFiles(options.delivery, records);
  for (const file of waiting) await dropSpool(file.scan);
  run.waiting = [];
  run.waitingBytes = 0;
  options.onProgress(run.progress);
}

/** A file read in a format that the caller chose, and not one line of it fits: the format is wrong, nothing is entered. */
function refuseWithoutHits(files: readonly Scanned[], counts: Map<number, FileCounts>): void {
  const bad = files.find((file) => (counts.get(file.id)?.hits ?? 0) === 0 && sampleOf(file.scan.head).length > 0);
  if (bad?.format) detect(bad.name, bad.scan.head, [bad.format]);
}

function recordOf(file: Scanned, batch: string | null, path: string, rowOffset: number, counts: FileCounts): FileRecord {
  return {
    id: file.id,
    batch,
    name: file.input.name,
    path,
    wrapping: file.wrapping,
    sha256: file.scan.sha256,
    contentSha256: file.scan.contentSha256,
    bytes: file.scan.bytes,
    format: file.format?.name ?? "",
    source: file.input.source,
    role: file.input.role,
    parserVersion,
    rowOffset,
    ...counts,
    ...file.scan.repairs,
    sameAsFileId: file.sameAsFileId,
  };
}

async function dropSpool(scan: Scan): Promise<void> {
  if (scan.spooled) await rm(scan.readablePath, { force: true });
}
