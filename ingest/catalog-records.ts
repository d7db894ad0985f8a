// What the catalog holds of files, batches and analyses.
import type { LeftOut } from "./left-out.ts";

/** One ingested file with its line classes. */
export interface FileRecord {
  id: number;
  batch: string | null;
  name: string;
  /** Where its bytes are: inside the store, or the caller's path in a temporary store. */
  path: string;
  wrapping: string;
  sha256: string;
  contentSha256: string;
  bytes: number;
  format: string;
  source: string;
  role: "edge" | "origin";
  parserVersion: number;
  /** Row in its batch at which its first line stands. */
  rowOffset: number;
  read: number;
  hits: number;
  blank: number;
  directives: number;
  rejected: number;
  firstSecond: number | null;
  lastSecond: number | null;
  replacedLines: number;
  carriageReturns: number;
  cutLines: number;
  rejectedByReason: Record<string, number>;
  /** Byte at which what was handed in is damaged: it was read up to there, as the user asked. */
  damageOffset: number | null;
  damageReason: string | null;
  /** The archive that is damaged behind this file, the last that could be read of it; null: the file itself is. */
  damagedArchive: string | null;
  /** Hits of data that its CDN sampled. */
  sampledLines: number;
  /** Another format that reads a good part of the lines. */
  mixedWith: string | null;
  /** Zone of its times, where the lines do not say. */
  timeZone: string | null;
  /** Name of the pack in which its bytes are kept, under its SHA-256; null: they lie in a file of their own. */
  pack: string | null;
  /** Tells the folder that its source was named for, without naming it; null: the caller named the source, or the store is a temporary one. */
  folderKey: string | null;
  /** What lay in its archive and was not read; carried by one log of the archive. Null: nothing, or another carries it. */
  leftOut: LeftOut[] | null;
}

/** A batch as it was written; of those of earlier versions of this program nothing was recorded. */
export interface BatchRecord {
  name: string;
  sha256: string;
  bytes: number;
  /** The format as the user named it (a name, or the server's own format string); null: found file by file. */
  format: string | null;
}

/** The last analysis of a delivery: what it was made from, and the file of it among the rollups. */
export interface KeptAnalysisRecord {
  /** See `filesKey`. */
  filesKey: string;
  /** Hash of everything that it depends on, but the moment at which it was made. */
  inputsKey: string;
  /** Name in the delivery's folder of rollups, and the SHA-256 of its bytes. */
  file: string;
  sha256: string;
  /** ISO time. */
  generatedAt: string;
}

/** Every column of a file but the delivery and whether it counts. */
export const fileColumns = [
  "id",
  "batch",
  "name",
  "path",
  "wrapping",
  "sha256",
  "contentSha256",
  "bytes",
  "format",
  "source",
  "role",
  "parserVersion",
  "rowOffset",
  "read",
  "hits",
  "blank",
  "directives",
  "rejected",
  "firstSecond",
  "lastSecond",
  "replacedLines",
  "carriageReturns",
  "cutLines",
  "rejectedByReason",
  "damageOffset",
  "damageReason",
  "damagedArchive",
  "sampledLines",
  "mixedWith",
  "timeZone",
  "pack",
  "folderKey",
  "leftOut",
] as const satisfies readonly (keyof FileRecord)[];
