// Files of one lane parsed by threads of this process: they read clean lines, the engine the others, and a batch is put together here.
import path from "node:path";
import type { Worker } from "node:worker_threads";
import { BufferedFile } from "../buffered-file.ts";
import { diskWatch } from "../wrappings/limits.ts";
import { fileColumn, laneColumns } from "./columns.ts";
import { compileLane } from "./lane-module.ts";
import type { LaneSetup } from "./lane-setup.ts";
import type { FromThread, ThreadSetup, ToThread } from "./lane-thread.ts";
import { type LaneThreads, stopped } from "./lane-threads.ts";
import { fileEnd, magic, type RowGroup } from "./parquet-file.ts";
import { NotForLane, type Piece } from "./piece-reader.ts";

export interface LaneWork {
  /** So many bytes of each file are read; `id` is the catalog's number, or the first of joined files, `file` the descriptor. */
  files: readonly { id: number; file: number; size: number }[];
  /** Names of the columns to be written, beside the file's. */
  columns: readonly string[];
  lane: LaneSetup;
  /** What is read once, soon, and taken away is not worth compressing. */
  isCompressed: boolean;
  /** At most so many threads, and so many megabytes in all that they may come to. */
  threads: number;
  memoryMegabytes: number;
  /** Bytes of a file that are read in one piece. */
  pieceBytes: number;
  /** Reads so many lines, one text, that are not clean; answers JSON of `OddValues`. */
  readOdd: (count: number, text: string) => Promise<string>;
  /** Hears which share of the pieces is parsed, 0..1. */
  onShare: (share: number) => void;
}

/** One waits for its odd lines while the other reads. */
const modulesOfThread = 2;
/** What the modules of a thread hold of hostile lines, and what waits of them; of usual ones it is a fourth. */
const threadMegabytes = 128;
/** Pieces that each thread may be ahead of the first that is not written: what they yield waits in memory. */
const aheadOfThread = 3;

/**
 * Writes every line of the files to a Parquet file at `draftPath`, in their order. Throws `NotForLane` where they are to be read otherwise,
 * `disk-full`, and what `readOdd` throws; nothing is left of the file then.
 */
export async function copyPieces(work: LaneWork, draftPath: string, threads: LaneThreads): Promise<void> {
  const pieces = piecesOf(work);
  const count = Math.min(work.threads, Math.floor(work.memoryMegabytes / threadMegabytes), pieces.length);
  const module = await compileLane();
  const batch = await BatchFile.create(draftPath, pieces.length, work.columns);
  const workers: Worker[] = [];
  const setup: ThreadSetup = { module, columns: work.columns, lane: work.lane, isCompressed: work.isCompressed, modules: modulesOfThread };
  const ahead = aheadOfThread * Math.max(1, count);
  const queue = new PieceQueue(pieces, ahead);
  batch.onWritten = (written) => {
    work.onShare(written / Math.max(1, pieces.length));
    queue.allow(written + ahead);
  };
  try {
    while (workers.length < Math.max(1, count)) workers.push(threads.take());
    await Promise.all(workers.map((worker) => serve(worker, setup, work, queue, batch)));
    for (const worker of workers) threads.giveBack(worker);
    await batch.end();
  } catch (error) {
    await stopped(workers);
    await batch.remove();
    throw error;
  }
}

function piecesOf({ files, pieceBytes }: LaneWork): Piece[] {
  return files
    .flatMap(({ id, file, size }) =>
      Array.from({ length: Math.ceil(size / pieceBytes) }, (_, i) => {
        const start = i * pieceBytes;
        return { number: 0, fileId: id, file, start, length: Math.min(pieceBytes, size - start), size };
      }),
    )
    .map((piece, number) => ({ ...piece, number }));
}

/** A system may not have the room for a thread. */
const notStarted = ["ERR_WORKER_INIT_FAILED", "ERR_WORKER_OUT_OF_MEMORY"];

/** Answers a thread until there is no more. */
function serve(worker: Worker, setup: ThreadSetup, { readOdd }: LaneWork, queue: PieceQueue, batch: BatchFile): Promise<void> {
  return new Promise((resolve, reject) => {
    const onExit = (): void => reject(new Error("a thread ended early"));
    const onError = (error: Error & { code?: string }): void => {
      reject(notStarted.includes(error.code ?? "") ? new NotForLane(error.message) : error);
    };
    const answer = (message: ToThread): void => worker.postMessage(message);
    const hear = async (message: FromThread): Promise<void> => {
      if (message.kind === "next") answer({ kind: "answer", id: message.id, piece: await queue.next() });
      else if (message.kind === "odd") answer({ kind: "answer", id: message.id, values: await readOdd(message.count, message.text) });
      else if (message.kind === "group") batch.add(message.number, message.group);
      else if (message.kind === "done") await batch.done(message.number);
      else if (message.kind === "ended") {
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        resolve();
      } else throw new NotForLane(message.why);
    };
    const onMessage = (message: FromThread): void => {
      hear(message).catch(reject);
    };
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.on("exit", onExit);
    answer({ kind: "begin", setup });
  });
}

/** Hands out pieces in their order, none too far ahead of what is written. */
class PieceQueue {
  readonly #pieces: readonly Piece[];
  #next = 0;
  #allowed: number;
  #waiting: (() => void)[] = [];

  constructor(pieces: readonly Piece[], allowed: number) {
    this.#pieces = pieces;
    this.#allowed = allowed;
  }

  async next(): Promise<Piece | null> {
    while (this.#next >= this.#allowed && this.#next < this.#pieces.length)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#pieces[this.#next++] ?? null;
  }

  allow(pieces: number): void {
    this.#allowed = pieces;
    for (const go of this.#waiting.splice(0)) go();
  }
}

/** The Parquet file while its groups come in, in any order of pieces. */
class BatchFile {
  readonly #file: BufferedFile;
  readonly #watch: (bytes: number) => Promise<void>;
  readonly #names: readonly string[];
  readonly #waiting: (RowGroup[] | undefined)[];
  readonly #isDone: boolean[] = [];
  readonly #groups: Omit<RowGroup, "bytes">[] = [];
  readonly #places: number[] = [];
  #written = 0;
  #bytes = magic.length;
  #writing: Promise<void> = Promise.resolve();
  onWritten: (pieces: number) => void = () => {};

  private constructor(file: BufferedFile, watch: (bytes: number) => Promise<void>, pieces: number, names: readonly string[]) {
    this.#file = file;
    this.#watch = watch;
    this.#names = names;
    this.#waiting = Array.from({ length: pieces }, () => []);
  }

  static async create(draftPath: string, pieces: number, names: readonly string[]): Promise<BatchFile> {
    const file = await BufferedFile.create(draftPath);
    await file.add(magic);
    return new BatchFile(file, diskWatch(path.dirname(draftPath)), pieces, names);
  }

  add(piece: number, group: RowGroup): void {
    this.#waiting[piece]?.push(group);
  }

  /** Writes a piece that is whole, once all before it are. */
  done(piece: number): Promise<void> {
    this.#isDone[piece] = true;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#isDone[this.#written]) {
      for (const { bytes, ...group } of this.#waiting[this.#written] ?? []) {
        await this.#watch(bytes.length);
        await this.#file.add(Buffer.from(bytes.buffer));
        this.#groups.push(group);
        this.#places.push(this.#bytes);
        this.#bytes += bytes.length;
      }
      this.#waiting[this.#written] = undefined;
      this.#written++;
      this.onWritten(this.#written);
    }
  }

  /** Refuses what is not whole. */
  async end(): Promise<void> {
    await this.#writing;
    if (this.#written < this.#waiting.length) throw new Error(`${this.#written} of ${this.#waiting.length} pieces were parsed`);
    const columns = laneColumns.filter(({ name }) => this.#names.includes(name));
    await this.#file.add(fileEnd([fileColumn, ...columns], this.#groups, this.#places));
    await this.#file.close();
  }

  async remove(): Promise<void> {
    await this.#writing.catch(() => {});
    await this.#file.remove();
  }
}
