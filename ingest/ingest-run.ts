// What an ingest is asked for, how far it is, and what all files of its run share.
import type { LaneOptions } from "./batch.ts";
import type { Database } from "./database.ts";
import type { LineFormat, Reading } from "./formats/index.ts";
import type { OpenBatches } from "./open-batches.ts";
import type { Store } from "./store.ts";

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

/** What all files of a run share. */
export interface Run {
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
