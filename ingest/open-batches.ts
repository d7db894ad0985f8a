// The batches that are being filled: scanned files of one reading wait together, are parsed at once, and lie in the store whole or not at all.
import { rm } from "node:fs/promises";
import { type BatchTarget, checkedCounts, copyLines, emptyCounts, type FileCounts, type LaneOptions } from "./batch.ts";
import type { BatchRecord, FileRecord } from "./catalog-records.ts";
import type { Database } from "./database.ts";
import { fileHash } from "./file-hash.ts";
import type { Reading } from "./formats/index.ts";
import { JoinedFiles, mostJoinedFiles } from "./joined-files.ts";
import type { LineSource } from "./line-sql.ts";
import { RawPack } from "./raw-pack.ts";
import { dropSpool, recordOf, refuseWithoutHits, type ScannedFile } from "./scanned-file.ts";
import type { Store } from "./store.ts";

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

/** A batch of small files is written from so many bytes on; the first ones earlier, so that the engine does not wait for work. */
const mostJoinedBytes = 96 * 1024 * 1024;
const firstJoinedBytes = 8 * 1024 * 1024;
const joinedGrowth = 3;

/** From so many bytes on, what waits is written while nothing else is. */
const leastBeside = 64 * 1024 * 1024;

/** Fewer small files are kept each by itself. */
const leastPacked = 16;

/** The engine keeps a handle for each file that it reads. */
const mostFiles = 500;

/** A batch as the engine wrote it. */
interface ParsedBatch {
  /** Null: its files have no lines. */
  name: string | null;
  draft: string;
  counts: Map<number, FileCounts>;
}

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
  /** See `BatchTarget`. */
  unneeded: readonly string[];
  lane?: LaneOptions;
}

export class OpenBatches {
  readonly #database: Database;
  readonly #store: Store;
  readonly #delivery: string;
  /** As the caller named it. */
  readonly #format: string | null;
  readonly #target: Omit<BatchTarget, "draftPath">;
  readonly #mostBytes: number;
  readonly #onParsed: (parsed: ParsedSoFar) => void;
  readonly #parsed: ParsedSoFar = { bytes: 0, files: 0 };
  /** By reading: a file in another format, or with other fields, waits in another batch. */
  readonly #waiting = new Map<string, OpenBatch>();
  #waitingBytes = 0;
  #joinedBytes = firstJoinedBytes;
  /** A reading and its text, which is long. */
  #told: { reading: Reading | null; text: string } = { reading: null, text: "null" };
  /** The batch that is being parsed while others fill. */
  #parsing: Promise<void> = Promise.resolve();
  #isParsing = false;
  /** Those that were parsed before it: one after the other they are flushed and get their names, while the engine goes on. */
  #settling: Promise<void> = Promise.resolve();
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
    const { unneeded, lane } = options;
    this.#target = { unneeded, isPassing: store.temporary, ...(lane && { lane }) };
    this.#mostBytes = options.batchBytes;
    this.#onParsed = onParsed;
  }

  /** Takes a file, and writes what does not fit with it, while the next is scanned. */
  async add(file: ScannedFile): Promise<void> {
    const { reading, scan } = file;
    const isAlone = file.earlyDraft !== null || (reading?.kind === "columns" && reading.numbered);
    const key = `${isAlone ? file.id : ""} ${scan.content ? "joined" : ""} ${this.#textOf(reading)}`;
    const batch = this.#waiting.get(key);
    try {
      const mostBytes = this.#isParsing ? this.#mostBytes : Math.min(leastBeside, this.#mostBytes);
      if (this.#waitingBytes + scan.contentBytes > mostBytes) await this.#writeBeside([...this.#waiting.keys()]);
      else if (batch && batch.files.length >= (scan.content ? mostJoinedFiles : mostFiles)) await this.#writeBeside([key]);
      else if (batch?.joined && batch.bytes > Math.min(this.#joinedBytes, this.#mostBytes)) await this.#writeBeside([key]);
      await this.#wait(key, file);
    } catch (error) {
      await dropSpool(file);
      throw error;
    }
    if (isAlone) {
      await this.#ended();
      await this.#write(this.#taken([key]));
      await this.#ended();
    }
  }

  /** Files of one kind share a reading. */
  #textOf(reading: Reading | null): string {
    if (this.#told.reading !== reading) this.#told = { reading, text: JSON.stringify(reading) };
    return this.#told.text;
  }

  /** Begins to write batches once those before are parsed. */
  async #writeBeside(keys: readonly string[]): Promise<void> {
    this.#joinedBytes = Math.min(mostJoinedBytes, joinedGrowth * this.#joinedBytes);
    await this.#parsing;
    this.#isParsing = true;
    this.#parsing = this.#write(this.#taken(keys)).finally(() => {
      this.#isParsing = false;
    });
    // Told when it is waited for.
    this.#parsing.catch(() => {});
  }

  /** What waits under the keys, all at once: from here on, files of their kinds wait in new ones. */
  #taken(keys: readonly string[]): OpenBatch[] {
    return keys.flatMap((key) => {
      const open = this.#waiting.get(key);
      if (!open) return [];
      this.#waiting.delete(key);
      this.#waitingBytes -= open.bytes;
      return [open];
    });
  }

  /** Nothing is being written any more. */
  async #ended(): Promise<void> {
    await this.#parsing;
    await this.#settling;
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
    await this.#parsing;
    await this.#write(this.#taken([...this.#waiting.keys()]));
    await this.#ended();
  }

  /** Removes the copies of files that were not entered. */
  async drop(): Promise<void> {
    await this.#parsing.catch(() => {});
    await this.#settling.catch(() => {});
    for (const { files, joined, pack } of [...this.#waiting.values(), ...this.#failed]) {
      for (const file of files) await dropSpool(file);
      await joined?.remove();
      await pack?.remove();
    }
    this.#waiting.clear();
    this.#failed = [];
  }

  /** Parses batches, one after the other; each gets its name once those before it have theirs. */
  async #write(batches: readonly OpenBatch[]): Promise<void> {
    for (const [i, open] of batches.entries()) {
      const parsed = await this.#tidied(batches.slice(i), this.#parse(open));
      const before = this.#settling;
      this.#settling = this.#tidied(
        [open],
        before.then(() => this.#settle(open, parsed)),
      );
      this.#settling.catch(() => {});
    }
  }

  async #tidied<Result>(batches: readonly OpenBatch[], work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      this.#failed.push(...batches);
      throw error;
    }
  }

  async #parse({ files, joined }: OpenBatch): Promise<ParsedBatch> {
    const first = files[0];
    await joined?.close();
    const diskBytes = files.reduce((sum, file) => sum + file.input.bytes, 0);
    let parsed: ParsedBatch = { name: null, draft: "", counts: new Map() };
    if (first?.reading) {
      const name = `${String(first.id).padStart(8, "0")}-${first.scan.contentSha256.slice(0, 12)}`;
      const draft = first.earlyDraft ?? this.#store.temporaryPath(this.#delivery, `${name}.parquet`);
      const source: LineSource = joined
        ? { kind: "joined", path: joined.path, ids: files.map(({ id }) => id) }
        : { kind: "files", files: files.map(({ id, scan }) => ({ id, path: scan.readablePath })) };
      if (first.earlyDraft === null)
        await copyLines(this.#database, first.reading, source, { ...this.#target, draftPath: draft }, (share) =>
          this.tellShare(share, diskBytes),
        );
      parsed = { name, draft, counts: await checkedCounts(this.#database, files, draft) };
      refuseWithoutHits(files, parsed.counts);
    }
    this.#parsed.bytes += diskBytes;
    return parsed;
  }

  async #settle(open: OpenBatch, { name, draft, counts }: ParsedBatch): Promise<void> {
    const { files, joined, pack } = open;
    const store = this.#store;
    if (name !== null) {
      // Before it is flushed: its bytes are still in memory.
      if (!store.temporary) this.written.push({ name, ...(await fileHash(draft)), format: this.#format });
      await store.settle(draft, store.batchPath(this.#delivery, name));
    }
    const kept = await this.#keep(open);
    let rowOffset = 0;
    for (const [i, file] of files.entries()) {
      this.records.push(recordOf(file, name, kept[i] ?? { path: "", pack: null }, rowOffset, counts.get(file.id) ?? emptyCounts()));
      rowOffset += file.scan.lineCount;
    }
    for (const file of files) {
      await dropSpool(file);
      if (file.input.archive) await rm(file.input.path, { force: true });
    }
    await joined?.remove();
    await pack?.remove();
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
