// The batches that are being filled: scanned files of one reading wait together, are parsed at once, and lie in the store whole or not at all.
import { rm } from "node:fs/promises";
import { type BatchFile, checkedCounts, copyLines, emptyCounts, type FileCounts } from "./batch.ts";
import type { FileRecord } from "./catalog.ts";
import type { Database } from "./database.ts";
import { detect, sampleOf } from "./detect.ts";
import type { LineFormat, Reading } from "./formats/index.ts";
import type { SizedInput } from "./inputs.ts";
import { JoinedFiles, mostJoinedFiles } from "./joined-files.ts";
import { type LineSource, parserVersion } from "./line-sql.ts";
import type { Wrapping } from "./open.ts";
import type { Store } from "./store.ts";

/** A file that was scanned, with the way in which its lines are to be read. */
export interface ScannedFile extends BatchFile {
  input: SizedInput;
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
  /** The contents of small files; null: its files are read where they lie. */
  joined: JoinedFiles | null;
}

/** The engine keeps a handle for each file that it reads. */
const mostFiles = 500;

/** Files that were entered; bytes on disk, of the batch that is being parsed too. */
interface ParsedSoFar {
  bytes: number;
  files: number;
}

export class OpenBatches {
  readonly #database: Database;
  readonly #store: Store;
  readonly #delivery: string;
  readonly #mostBytes: number;
  readonly #onParsed: (parsed: ParsedSoFar) => void;
  readonly #parsed: ParsedSoFar = { bytes: 0, files: 0 };
  /** By reading: a file in another format, or with other fields, waits in another batch. */
  readonly #waiting = new Map<string, OpenBatch>();
  #waitingBytes = 0;
  /** Of the files that lie in the store and are not entered yet. */
  readonly records: FileRecord[] = [];

  constructor(database: Database, store: Store, delivery: string, mostBytes: number, onParsed: (parsed: ParsedSoFar) => void) {
    this.#database = database;
    this.#store = store;
    this.#delivery = delivery;
    this.#mostBytes = mostBytes;
    this.#onParsed = onParsed;
  }

  /** Takes a file, and writes what does not fit with it. */
  async add(file: ScannedFile): Promise<void> {
    const { reading, scan } = file;
    const isAlone = file.earlyDraft !== null || (reading?.kind === "columns" && reading.numbered);
    const key = `${isAlone ? file.id : ""} ${scan.content ? "joined" : ""} ${JSON.stringify(reading)}`;
    const most = scan.content ? mostJoinedFiles : mostFiles;
    const full = (this.#waiting.get(key)?.files.length ?? 0) >= most || this.#waitingBytes + scan.contentBytes > this.#mostBytes;
    try {
      if (full) await this.writeAll();
      await this.#wait(key, file);
    } catch (error) {
      await dropSpool(file);
      throw error;
    }
    if (isAlone) await this.#write(key);
  }

  /** In the list before it is written: what is in the list is tidied up. */
  async #wait(key: string, file: ScannedFile): Promise<void> {
    const { content, ...scan } = file.scan;
    const batch = this.#waiting.get(key) ?? { files: [], joined: null };
    if (content) {
      batch.joined ??= await JoinedFiles.create(this.#store.temporaryPath(this.#delivery, `${file.id}.joined`));
      await batch.joined.add(content);
    }
    // Of thousands of waiting files, what their text said is no longer needed.
    batch.files.push({ ...file, scan: { ...scan, content: null, head: Buffer.from(scan.head.slice(0, keptHead)).toString() } });
    this.#waiting.set(key, batch);
    this.#waitingBytes += scan.contentBytes;
  }

  /** Tells which share of so many bytes more is parsed. */
  tellShare(share: number, bytes: number): void {
    this.#onParsed({ ...this.#parsed, bytes: this.#parsed.bytes + share * bytes });
  }

  async writeAll(): Promise<void> {
    for (const key of [...this.#waiting.keys()]) await this.#write(key);
  }

  /** Removes the copies of files that were not entered. */
  async drop(): Promise<void> {
    for (const { files, joined } of this.#waiting.values()) {
      for (const file of files) await dropSpool(file);
      await joined?.remove();
    }
    this.#waiting.clear();
  }

  /** Parses what waits under a key, and gives it its name. */
  async #write(key: string): Promise<void> {
    const open = this.#waiting.get(key);
    const first = open?.files[0];
    if (!open || !first) return;
    const { files, joined } = open;
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
      await store.settle(draft, store.batchPath(delivery, batch));
    }
    // What was handed in is the archive, where a log was taken out of one.
    const raw = files.map(({ input, scan }) => input.archive ?? { path: input.path, sha256: scan.sha256, bytes: scan.bytes });
    const paths = await store.keepRawFiles(delivery, raw);
    let rowOffset = 0;
    for (const [i, file] of files.entries()) {
      this.records.push(recordOf(file, batch, paths[i] ?? "", rowOffset, counts.get(file.id) ?? emptyCounts()));
      rowOffset += file.scan.lineCount;
    }
    this.#waiting.delete(key);
    for (const { scan } of files) this.#waitingBytes -= scan.contentBytes;
    for (const file of files) {
      await dropSpool(file);
      if (file.input.archive) await rm(file.input.path, { force: true });
    }
    await joined?.remove();
    this.#parsed.bytes += diskBytes;
    this.#parsed.files += files.length;
    this.#onParsed(this.#parsed);
  }
}

/** A file read in a format that the caller chose, and not one line of it fits: the format is wrong, nothing is entered. */
function refuseWithoutHits(files: readonly ScannedFile[], counts: Map<number, FileCounts>): void {
  const bad = files.find((file) => (counts.get(file.id)?.hits ?? 0) === 0 && sampleOf(file.scan.head).length > 0);
  if (bad?.format) detect(bad.name, bad.scan.head, { candidates: [bad.format], timeZone: bad.timeZone });
}

function recordOf(file: ScannedFile, batch: string | null, path: string, rowOffset: number, counts: FileCounts): FileRecord {
  const damage = file.scan.damage ?? file.input.damage;
  return {
    id: file.id,
    batch,
    name: file.input.name,
    path,
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
    mixedWith: file.mixedWith,
    timeZone: file.timeZone,
  };
}

async function dropSpool({ scan }: ScannedFile): Promise<void> {
  if (scan.spooled) await rm(scan.readablePath, { force: true });
}
