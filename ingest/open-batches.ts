// The batches that are being filled: scanned files of one reading wait together, are parsed at once, and lie in the store whole or not at all.
import { rm } from "node:fs/promises";
import { type BatchFile, checkedCounts, copyLines, emptyCounts, type FileCounts } from "./batch.ts";
import type { BatchRecord, FileRecord } from "./catalog-records.ts";
import type { Database } from "./database.ts";
import { detect, hasLogLine } from "./detect.ts";
import { fileHash } from "./file-hash.ts";
import type { LineFormat, Reading } from "./formats/index.ts";
import type { LogInput } from "./inputs.ts";
import { JoinedFiles, mostJoinedFiles } from "./joined-files.ts";
import { parserVersion } from "./line-class.ts";
import type { LineSource } from "./line-sql.ts";
import type { Wrapping } from "./open.ts";
import { RawPack } from "./raw-pack.ts";
import type { Store } from "./store.ts";

/** A file that was scanned, with the way in which its lines are to be read. */
export interface ScannedFile extends BatchFile {
  input: LogInput;
  wrapping: Wrapping;
  /** Null, both: it has no lines. */
  format: LineFormat | null;
  reading: Reading | null;
  timeZone: string | null;
  mixedWith: string | null;
  /** The batch that was parsed while this file was scanned; it then holds nothing else. */
  earlyDraft: string | null;
}

/** Enough of a file's beginning to say why no line of it fits. */
const keptHead = 4096;

/** Files that wait to be parsed together. */
interface OpenBatch {
  files: ScannedFile[];
  /** Of their contents. */
  bytes: number;
  /** The contents of small files; null: its files are read where they lie. */
  joined: JoinedFiles | null;
  /** Their bytes as handed in; null in a temporary store. */
  pack: RawPack | null;
}

/** A batch of small files is written from so many bytes on; the first earlier, so that the engine does not wait for work. */
const mostJoinedBytes = 96 * 1024 * 1024;
const firstJoinedBytes = 24 * 1024 * 1024;

/** Fewer small files are kept each by itself. */
const leastPacked = 16;

/** The engine keeps a handle for each file that it reads. */
const mostFiles = 500;

/** Files that were entered; bytes on disk, of the batch that is being parsed too. */
interface ParsedSoFar {
  bytes: number;
  files: number;
}

interface BatchOptions {
  delivery: string;
  /** As the caller named it; null: found file by file. */
  format: string | null;
  /** Contents that wait together, at most. */
  batchBytes: number;
}

export class OpenBatches {
  readonly #database: Database;
  readonly #store: Store;
  readonly #delivery: string;
  /** As the caller named it. */
  readonly #format: string | null;
  readonly #mostBytes: number;
  readonly #onParsed: (parsed: ParsedSoFar) => void;
  readonly #parsed: ParsedSoFar = { bytes: 0, files: 0 };
  /** By reading: a file in another format, or with other fields, waits in another batch. */
  readonly #waiting = new Map<string, OpenBatch>();
  #waitingBytes = 0;
  #joinedBytes = firstJoinedBytes;
  /** A reading and its text, which is long. */
  #told: { reading: Reading | null; text: string } = { reading: null, text: "null" };
  /** The batch that is being written while others fill. */
  #writing: Promise<void> = Promise.resolve();
  /** Batches that could not be written: to be tidied up. */
  #failed: OpenBatch[] = [];
  /** Of the files that lie in the store and are not entered yet. */
  readonly records: FileRecord[] = [];
  /** As they were written; a temporary store is read by the process that wrote it, and records nothing. */
  readonly written: BatchRecord[] = [];

  constructor(database: Database, store: Store, options: BatchOptions, onParsed: (parsed: ParsedSoFar) => void) {
    this.#database = database;
    this.#store = store;
    this.#delivery = options.delivery;
    this.#format = options.format;
    this.#mostBytes = options.batchBytes;
    this.#onParsed = onParsed;
  }

  /** Takes a file, and writes what does not fit with it. Small files go on being scanned while a batch of them is written. */
  async add(file: ScannedFile): Promise<void> {
    const { reading, scan } = file;
    const isAlone = file.earlyDraft !== null || (reading?.kind === "columns" && reading.numbered);
    const key = `${isAlone ? file.id : ""} ${scan.content ? "joined" : ""} ${this.#textOf(reading)}`;
    const batch = this.#waiting.get(key);
    try {
      if (this.#waitingBytes + scan.contentBytes > this.#mostBytes) await this.writeAll();
      else if (batch && batch.files.length >= (scan.content ? mostJoinedFiles : mostFiles)) await this.#writeBeside(key);
      else if (batch?.joined && batch.bytes > Math.min(this.#joinedBytes, this.#mostBytes)) await this.#writeBeside(key);
      await this.#wait(key, file);
    } catch (error) {
      await dropSpool(file);
      throw error;
    }
    if (isAlone) {
      await this.#ended();
      await this.#write(key);
    }
  }

  /** Files of one kind share a reading. */
  #textOf(reading: Reading | null): string {
    if (this.#told.reading !== reading) this.#told = { reading, text: JSON.stringify(reading) };
    return this.#told.text;
  }

  /** Begins to write a batch once the one before is written. */
  async #writeBeside(key: string): Promise<void> {
    this.#joinedBytes = mostJoinedBytes;
    await this.#ended();
    const written = this.#write(key);
    // Told when it is waited for.
    written.catch(() => {});
    this.#writing = written;
  }

  async #ended(): Promise<void> {
    await this.#writing;
    this.#writing = Promise.resolve();
  }

  /** In the list before it is written: what is in the list is tidied up. */
  async #wait(key: string, file: ScannedFile): Promise<void> {
    const { content, raw, ...scan } = file.scan;
    const batch = this.#waiting.get(key) ?? { files: [], bytes: 0, joined: null, pack: null };
    // Known from now on: what is known is tidied up.
    this.#waiting.set(key, batch);
    if (content) {
      batch.joined ??= await JoinedFiles.create(this.#store.temporaryPath(this.#delivery, `${file.id}.joined`));
      await batch.joined.add(content, scan.lineCount);
    }
    if (raw && !file.input.archive && !this.#store.temporary) {
      batch.pack ??= await RawPack.create(this.#store.temporaryPath(this.#delivery, `${file.id}.pack`));
      await batch.pack.add(scan.sha256, raw);
    }
    // Of thousands of waiting files, what their text said is no longer needed.
    batch.files.push({ ...file, scan: { ...scan, content: null, raw: null, head: scan.head.shortened(keptHead) } });
    batch.bytes += scan.contentBytes;
    this.#waitingBytes += scan.contentBytes;
  }

  /** Tells which share of so many bytes more is parsed. */
  tellShare(share: number, bytes: number): void {
    this.#onParsed({ ...this.#parsed, bytes: this.#parsed.bytes + share * bytes });
  }

  async writeAll(): Promise<void> {
    await this.#ended();
    for (const key of [...this.#waiting.keys()]) await this.#write(key);
  }

  /** Removes the copies of files that were not entered. */
  async drop(): Promise<void> {
    await this.#writing.catch(() => {});
    for (const { files, joined, pack } of [...this.#waiting.values(), ...this.#failed]) {
      for (const file of files) await dropSpool(file);
      await joined?.remove();
      await pack?.remove();
    }
    this.#waiting.clear();
    this.#failed = [];
  }

  /** Parses what waits under a key, and gives it its name. */
  async #write(key: string): Promise<void> {
    const open = this.#waiting.get(key);
    if (!open) return;
    // From here on, files of its kind wait in a new one.
    this.#waiting.delete(key);
    this.#waitingBytes -= open.bytes;
    try {
      await this.#enter(open);
    } catch (error) {
      this.#failed.push(open);
      throw error;
    }
  }

  async #enter(open: OpenBatch): Promise<void> {
    const { files, joined } = open;
    const first = files[0];
    if (!first) return;
    const delivery = this.#delivery;
    const store = this.#store;
    const diskBytes = files.reduce((sum, file) => sum + file.input.bytes, 0);
    let counts = new Map<number, FileCounts>();
    const batch = first.reading === null ? null : `${String(first.id).padStart(8, "0")}-${first.scan.contentSha256.slice(0, 12)}`;
    if (batch !== null && first.reading) {
      const draft = first.earlyDraft ?? store.temporaryPath(delivery, `${batch}.parquet`);
      const source: LineSource = joined
        ? { kind: "joined", path: joined.path, ids: files.map(({ id }) => id) }
        : { kind: "files", files: files.map(({ id, scan }) => ({ id, path: scan.readablePath })) };
      await joined?.close();
      if (first.earlyDraft === null)
        await copyLines(this.#database, first.reading, source, draft, (share) => this.tellShare(share, diskBytes));
      counts = await checkedCounts(this.#database, files, draft);
      refuseWithoutHits(files, counts);
      // Before it is flushed: its bytes are still in memory.
      if (!store.temporary) this.written.push({ name: batch, ...(await fileHash(draft)), format: this.#format });
      await store.settle(draft, store.batchPath(delivery, batch));
    }
    const kept = await this.#keep(open);
    let rowOffset = 0;
    for (const [i, file] of files.entries()) {
      this.records.push(recordOf(file, batch, kept[i] ?? { path: "", pack: null }, rowOffset, counts.get(file.id) ?? emptyCounts()));
      rowOffset += file.scan.lineCount;
    }
    for (const file of files) {
      await dropSpool(file);
      if (file.input.archive) await rm(file.input.path, { force: true });
    }
    await joined?.remove();
    await open.pack?.remove();
    this.#parsed.bytes += diskBytes;
    this.#parsed.files += files.length;
    this.#onParsed(this.#parsed);
  }

  /** Keeps what was handed in, small files in a pack; answers where each lies. */
  async #keep({ files, pack }: OpenBatch): Promise<{ path: string; pack: string | null }[]> {
    const packName = pack && pack.size >= leastPacked ? await this.#store.keepPack(this.#delivery, pack) : null;
    // What was handed in is the archive, where a log was taken out of one.
    const alone = files.filter(({ input }) => packName === null || input.archive);
    const raw = alone.map(({ input, scan }) => input.archive ?? { path: input.path, sha256: scan.sha256, bytes: scan.bytes });
    const paths = await this.#store.keepRawFiles(this.#delivery, raw);
    const pathOf = new Map(alone.map((file, i) => [file.id, paths[i] ?? ""]));
    return files.map(({ id }) => {
      const path = pathOf.get(id);
      return path === undefined && packName !== null
        ? { path: this.#store.rawPath(this.#delivery, packName), pack: packName }
        : { path: path ?? "", pack: null };
    });
  }
}

/** A file read in a format that the caller chose, and not one line of it fits: the format is wrong, nothing is entered. */
function refuseWithoutHits(files: readonly ScannedFile[], counts: Map<number, FileCounts>): void {
  const bad = files.find((file) => (counts.get(file.id)?.hits ?? 0) === 0 && hasLogLine(file.scan.head.text()));
  if (bad?.format) detect(bad.name, bad.scan.head.text(), { candidates: [bad.format], timeZone: bad.timeZone });
}

function recordOf(
  file: ScannedFile,
  batch: string | null,
  kept: { path: string; pack: string | null },
  rowOffset: number,
  counts: FileCounts,
): FileRecord {
  const damage = file.scan.damage ?? file.input.damage;
  return {
    id: file.id,
    batch,
    name: file.input.name,
    ...kept,
    wrapping: file.wrapping,
    sha256: file.input.archive?.sha256 ?? file.scan.sha256,
    contentSha256: file.scan.contentSha256,
    bytes: file.scan.bytes,
    format: file.format?.name ?? "",
    source: file.input.source,
    role: file.input.role,
    parserVersion,
    rowOffset,
    ...counts,
    ...file.scan.repairs,
    damageOffset: damage?.offset ?? null,
    damageReason: damage?.reason ?? null,
    damagedArchive: damage?.archive ?? null,
    mixedWith: file.mixedWith,
    timeZone: file.timeZone,
    folderKey: file.input.folderKey ?? null,
  };
}

async function dropSpool({ scan }: ScannedFile): Promise<void> {
  if (scan.spooled) await rm(scan.readablePath, { force: true });
}
