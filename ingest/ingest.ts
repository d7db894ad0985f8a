// The way in: scan, detect, parse in batches, and enter each batch whole or not at all.
import { rm, symlink } from "node:fs/promises";
import { copyLines, type LaneOptions } from "./batch.ts";
import { LaneThreads } from "./byte-lane/lane-threads.ts";
import type { Database } from "./database.ts";
import { describeFile } from "./describe.ts";
import { beginsAs, confirmingLines, type Detection, detect, hasLogLine } from "./detect.ts";
import { isParsedEarly } from "./early-parse.ts";
import { UserError } from "./errors.ts";
import { formatNamed } from "./formats/format-named.ts";
import type { FormatContext, LineFormat, Reading } from "./formats/index.ts";
import type { LogInput } from "./inputs.ts";
import { macros } from "./line-sql.ts";
import { namingMembers } from "./not-logs.ts";
import type { Wrapping } from "./open.ts";
import { OpenBatches } from "./open-batches.ts";
import { openedInputs } from "./opened-inputs.ts";
import { type ReadSoFar, type Scan, scanFile, smallFileBytes } from "./scan.ts";
import type { ScannedFile } from "./scanned-file.ts";
import type { Store } from "./store.ts";
import { tellingApart } from "./stored-lines.ts";

/** How far an ingest is. Bytes are those on disk; lines are counted when they are scanned. */
export interface IngestProgress {
  /** The file that is being scanned or was scanned last. */
  file: string;
  fileBytes: number;
  fileBytesRead: number;
  filesDone: number;
  files: number;
  bytesRead: number;
  /** Bytes of the files that were parsed, and of the part of the present batch that was. */
  bytesParsed: number;
  bytes: number;
  linesRead: number;
}

export interface IngestOptions {
  delivery: string;
  /** A format's name or the server's own format string when the caller knows it; null: found file by file. */
  format: string | null;
  /** IANA zone of times that are written without an offset; default: such times are refused. */
  timeZone?: string | null;
  /** Takes what can be read before a damage; default: a damaged file is refused. */
  acceptDamaged?: boolean;
  /** Small files share a batch up to so many bytes. */
  batchBytes?: number;
  /** ISO time at which the delivery is entered. */
  now: string;
  /** Number of the file that this run stands in for: it is taken back in the transaction that enters the others. */
  replaces?: number;
  /** Nothing but figures will be read of what this run stores: of a single log, what tells lines of different files apart is left out. */
  forFiguresAlone?: boolean;
  lane?: Omit<LaneOptions, "threads">;
  onProgress: (progress: IngestProgress) => void;
}

const usualBatchBytes = 256 * 1024 * 1024;

/** What all files of a run share. */
interface Run {
  database: Database;
  store: Store;
  options: IngestOptions;
  progress: IngestProgress;
  /** Columns that no batch of this run needs. */
  unneeded: readonly string[];
  lane: LaneOptions;
  batches: OpenBatches;
  /** The format that the caller named. */
  forced: LineFormat | null;
  /** Of the file before, and how many in a row had it. */
  expected: LineFormat | null;
  alike: number;
  /** How it was read: thousands of files are read alike. */
  reading: { format: LineFormat; context: string; reading: Reading } | null;
  /** The bytes of the small file that is being read: each is gone into its batch before the next comes. */
  scratch: Buffer;
  /** By content hash: every file that counts, of earlier runs and of this one. */
  known: Map<string, { name: string; source: string }>;
}

/**
 * Ingests logs into a delivery: each batch is parsed to a temporary name, flushed and renamed, and only when all are there are the
 * files entered in the catalog, in one transaction: a run that fails or is killed leaves the delivery as it was. Every file is opened
 * before the first is parsed, so a misspelt name stops the run before it has begun. Throws UserError for what the caller can mend.
 */
export async function ingest(database: Database, store: Store, inputs: readonly LogInput[], options: IngestOptions): Promise<void> {
  const forced = options.format === null ? null : formatNamed(options.format);
  try {
    await ingestAll(database, store, inputs, { ...options, forced });
  } catch (error) {
    throw await namingMembers(error, inputs, { forced, timeZone: options.timeZone ?? null });
  }
}

async function ingestAll(
  database: Database,
  store: Store,
  inputs: readonly LogInput[],
  { forced, ...options }: IngestOptions & { forced: LineFormat | null },
): Promise<void> {
  // The lock first: a second writer is told at once.
  await store.lock(options.delivery);
  const opened = await openedInputs(inputs);
  for (const macro of macros) await database.run(macro);
  const progress: IngestProgress = {
    file: "",
    filesDone: 0,
    files: opened.length,
    fileBytes: 0,
    fileBytesRead: 0,
    bytesRead: 0,
    bytesParsed: 0,
    bytes: inputs.reduce((sum, f) => sum + f.bytes, 0),
    linesRead: 0,
  };
  const before = store.catalog.files(options.delivery).filter((f) => f.id !== options.replaces);
  const unneeded = options.forFiguresAlone && opened.length === 1 && before.length === 0 ? tellingApart : [];
  const threads = new LaneThreads();
  const lane = { ...options.lane, threads };
  const run: Run = {
    database,
    store,
    options,
    progress,
    unneeded,
    lane,
    batches: new OpenBatches(
      database,
      store,
      { ...options, unneeded, lane, batchBytes: options.batchBytes ?? usualBatchBytes },
      ({ bytes, files }) => {
        progress.bytesParsed = Math.min(progress.bytes, bytes);
        progress.filesDone = files;
        options.onProgress(progress);
      },
    ),
    forced,
    expected: null,
    alike: 0,
    reading: null,
    scratch: Buffer.allocUnsafeSlow(opened.length > 1 ? smallFileBytes : 0),
    known: new Map(before.map((f) => [f.contentSha256, { name: f.name, source: f.source }])),
  };
  try {
    let id = store.catalog.reserveFileIds(opened.length);
    for (const { input, wrapping } of opened) {
      const early = await isParsedEarly(input, wrapping);
      // What waits is written first: two parsers at once would share the memory of one.
      if (early) await run.batches.writeAll();
      await run.batches.add(await (early ? scanWhileParsing(run, id, input) : scanInTurn(run, id, input, wrapping)));
      id++;
    }
    await run.batches.writeAll();
    const replaced = options.replaces === undefined ? [] : [options.replaces];
    store.catalog.addFiles(options.delivery, run.batches.records, { createdAt: options.now, replaced, batches: run.batches.written });
  } finally {
    await run.batches.drop();
    await threads.end();
  }
}

async function scanInTurn(run: Run, id: number, input: LogInput, wrapping: Wrapping): Promise<ScannedFile> {
  return { ...(await scanOne(run, id, { ...input, path: await plainlyNamed(run, id, input.path) }, wrapping, null)), input };
}

/**
 * Scans a large plain file and parses it at the same time. The scan alone decides: if the file needs repair, says later that its
 * fields change, or the parser stumbled, the draft is thrown away and the file goes the ordinary way.
 */
async function scanWhileParsing(run: Run, id: number, input: LogInput): Promise<ScannedFile> {
  const timeZone = run.options.timeZone ?? null;
  const told = await describeFile(input.path, input.name, { timeZone, ...(run.forced && { candidates: [run.forced] }) });
  const context: FormatContext = { fieldLists: told.fieldLists, timeZone };
  const path = await plainlyNamed(run, id, input.path);
  const draft = run.store.temporaryPath(run.options.delivery, `${id}.early.parquet`);
  const reading = told.format.reading(context);
  const target = {
    draftPath: draft,
    unneeded: run.unneeded,
    isPassing: run.store.temporary,
    lane: run.lane,
  };
  const parsing = copyLines(run.database, reading, { kind: "files", files: [{ id, path }] }, target, (share) =>
    run.batches.tellShare(share, input.bytes),
  ).then(
    (read) => read,
    () => null,
  );
  try {
    const scanned = await scanOne(run, id, { ...input, path }, "plain", told);
    // The disk copies while the engine parses; what is not entered in the end is swept.
    await run.store.keepRawFiles(run.options.delivery, [
      input.archive ?? { path: input.path, sha256: scanned.scan.sha256, bytes: scanned.scan.bytes },
    ]);
    const parsed = await parsing;
    const usable =
      parsed !== null &&
      (parsed.bytes ?? scanned.scan.bytes) === scanned.scan.bytes &&
      !scanned.scan.spooled &&
      scanned.scan.lineCount > 0 &&
      JSON.stringify(scanned.reading) === JSON.stringify(reading);
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

async function scanOne(run: Run, id: number, input: LogInput, wrapping: Wrapping, told: Detection | null): Promise<ScannedFile> {
  const onRead = readListener(run, input);
  const spool = run.store.temporaryPath(run.options.delivery, `${id}.spool`);
  const scan = await scanFile({ path: input.path, name: input.name, wrapping, bytes: input.bytes }, spool, onRead, {
    acceptDamaged: run.options.acceptDamaged ?? false,
    scratch: run.scratch,
  });
  onRead({ bytes: scan.bytes, lines: scan.lineCount });
  try {
    // Files without a line of their own (rotated empty, a remark) look alike on every server.
    const firstLines = scan.head.firstLines(confirmingLines);
    const hasLines = hasLogLine(firstLines) || hasLogLine(scan.head.text());
    const twin = hasLines ? run.known.get(scan.contentSha256) : undefined;
    if (twin && twin.source !== input.source) {
      throw new UserError("source-conflict", { file: input.name, first: twin.name, source: twin.source });
    }
    if (!twin) run.known.set(scan.contentSha256, { name: input.name, source: input.source });
    const timeZone = run.options.timeZone ?? null;
    const { format, mixedWith } = told ?? formatOf(run, input.name, scan, hasLines ? firstLines : null);
    return {
      id,
      name: input.name,
      input,
      wrapping,
      scan,
      format,
      reading: format === null ? null : readingOf(run, format, { fieldLists: scan.fieldLists, timeZone }),
      timeZone,
      mixedWith: mixedWith?.format.name ?? null,
      earlyDraft: null,
    };
  } catch (error) {
    await rm(spool, { force: true });
    throw error;
  }
}

function readingOf(run: Run, format: LineFormat, context: FormatContext): Reading {
  const told = JSON.stringify(context);
  if (run.reading?.format !== format || run.reading.context !== told)
    run.reading = { format, context: told, reading: format.reading(context) };
  return run.reading.reading;
}

/** Adds what is read of one file to what was read before it; a second pass over it adds nothing until it is further than the first. */
function readListener({ progress, options }: Run, input: LogInput): (read: ReadSoFar) => void {
  const before = { bytes: progress.bytesRead, lines: progress.linesRead };
  Object.assign(progress, { file: input.name, fileBytes: input.bytes, fileBytesRead: 0 });
  return ({ bytes, lines }) => {
    progress.fileBytesRead = Math.max(progress.fileBytesRead, bytes);
    progress.bytesRead = before.bytes + progress.fileBytesRead;
    progress.linesRead = Math.max(progress.linesRead, before.lines + lines);
    options.onProgress(progress);
  };
}

/**
 * Null: a file without a single line to tell by (empty). Blank lines and directives read the same in any format; `firstLines` is null where there is
 * nothing else.
 */
function formatOf(
  run: Run,
  name: string,
  scan: Scan,
  firstLines: string | null,
): { format: LineFormat | null; mixedWith: Detection["mixedWith"] } {
  const { forced, options } = run;
  if (scan.lineCount === 0) return { format: null, mixedWith: null };
  if (forced) return { format: forced, mixedWith: null };
  if (firstLines === null) return { format: formatNamed("common"), mixedWith: null };
  const timeZone = options.timeZone ?? null;
  const { expected, alike } = run;
  if (expected && beginsAs(expected, firstLines, { timeZone, alike })) {
    run.alike++;
    return { format: expected, mixedWith: null };
  }
  const detection = detect(name, scan.head.text(), { timeZone });
  run.alike = detection.format === expected ? alike + 1 : 1;
  run.expected = detection.format;
  return detection;
}
