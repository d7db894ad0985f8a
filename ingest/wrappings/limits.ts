// How much a wrapped file may become, so that no crafted archive fills the disk, the memory or the night.
import { statfs } from "node:fs/promises";
import { UserError } from "../errors.ts";

/** `names`: of what is left out; `memory`: a window that its compressor chose too large to hold. */
export type LimitName = "ratio" | "bytes" | "nesting" | "entries" | "names" | "memory";

export interface Limits {
  /** Archives in archives, and layers of compression around a file. */
  nesting: number;
  /** Entries of all archives of one run together, those that are skipped too. */
  entries: number;
  /** Bytes of the names of what is left out of all archives of one run: they stand in the catalog and in the memoria. */
  names: number;
  /** Unwrapped bytes of one file, and of all archives of one run together. */
  bytes: number;
  /** A file of more than `floor` unwrapped bytes is refused when it was wrapped in less than 1/`ratio` of them. */
  deflate: Expansion;
  otherwise: Expansion;
}

interface Expansion {
  floor: number;
  ratio: number;
}

const mebibyte = 1024 * 1024;

/**
 * Deflate comes near its greatest ratio of 1032 only where fewer than five bytes repeat, which no log line is: identical lines reach
 * about 300. The others have no such ceiling: a log of a flood (a thousand equal requests a second) can reach 3300 in zstd.
 */
export const standardLimits: Limits = {
  nesting: 3,
  entries: 100_000,
  names: 4 * mebibyte,
  bytes: 1024 * 1024 * mebibyte,
  deflate: { floor: 64 * mebibyte, ratio: 1000 },
  otherwise: { floor: 1024 * mebibyte, ratio: 5000 },
};

/** The window that each of zstd and xz may ask for. */
export const mostWindowBytes = { zstd: 128 * mebibyte, xz: 64 * mebibyte };

/** A limit was reached while unwrapping; the file's name is added where it is known. */
export class LimitReached extends Error {
  readonly limit: LimitName;
  readonly most: number;

  constructor(limit: LimitName, most: number) {
    super(`${limit} > ${most}`);
    this.name = "LimitReached";
    this.limit = limit;
    this.most = most;
  }
}

/** Throws LimitReached when so much came out of so little. `wrapped`: bytes read so far; `unwrapped`: bytes that came of them. */
export function checkExpansion(wrapped: number, unwrapped: number, expansion: Expansion, limits: Limits): void {
  if (unwrapped > expansion.floor && unwrapped > wrapped * expansion.ratio) throw new LimitReached("ratio", expansion.ratio);
  if (unwrapped > limits.bytes) throw new LimitReached("bytes", limits.bytes);
}

/** Room that is left to everybody else on the disk. */
const reserveBytes = 64 * mebibyte;
const bytesBetweenLooks = 64 * mebibyte;

/** Watches the disk on which `folder` lies while it is written to: call it with the bytes about to be written. Throws `disk-full` in time. */
export function diskWatch(folder: string): (bytes: number) => Promise<void> {
  let unseen = Number.POSITIVE_INFINITY;
  return async (bytes) => {
    unseen += bytes;
    if (unseen < bytesBetweenLooks) return;
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < bytes + reserveBytes) throw new UserError("disk-full", {});
    unseen = 0;
  };
}
