// A piece of a file, block by block: threads read side by side, and each takes the lines that begin in its own piece.
import { readSync } from "node:fs";
import type { LaneModule } from "./lane-module.ts";

/** Lines of a file that begin in a stretch of it. */
export interface Piece {
  /** In the order of all pieces. */
  number: number;
  fileId: number;
  /** Its descriptor, which is the process's. */
  file: number;
  start: number;
  length: number;
  /** Of the file. */
  size: number;
}

/** What cannot be read here, or is not worth it: the file is read otherwise. */
export class NotForLane extends Error {}

/** A longer line is for the scan to cut. */
const longestLine = 1024 * 1024;
/** Few enough to be read while they are still in the processor's own memory. */
const blockBytes = 256 * 1024;
const newline = 10;

export class PieceReader {
  readonly #module: LaneModule;
  readonly #file: number;
  readonly #size: number;
  readonly #end: number;
  /** Of the file, from where the next block is read. */
  #at: number;
  /** What was read of a line whose end was not: where it lies in the memory. */
  #rest = { from: 0, until: 0 };
  /** The line before the piece is another's. */
  #isSkipping: boolean;

  constructor(module: LaneModule, { file, start, length, size }: Piece) {
    this.#module = module;
    this.#file = file;
    this.#size = size;
    this.#end = Math.min(size, start + length);
    // With the byte before: where that is a newline, the first line is this piece's.
    this.#at = start === 0 ? 0 : start - 1;
    this.#isSkipping = start > 0;
  }

  /**
   * Whole lines, each with its newline, where they lie in the chunk until the next are asked for; null: there are no more. The last line of a
   * file gets a newline if it has none; a mark of byte order at the file's beginning is left out.
   */
  next(): { from: number; to: number } | null {
    const { bytes, chunk } = this.#module;
    for (;;) {
      const held = this.#rest.until - this.#rest.from;
      const isTail = this.#at >= this.#end;
      if (isTail && (held === 0 || this.#isSkipping)) return null;
      if (held > longestLine) throw new NotForLane("a line is too long");
      bytes.copyWithin(chunk, this.#rest.from, this.#rest.until);
      const filled = chunk + held;
      const first = this.#at;
      const length = Math.min(blockBytes, (isTail ? this.#size : this.#end) - first);
      readFully(this.#file, bytes, filled, first, length);
      this.#at += length;
      if (length === 0) {
        // The file ends in a line.
        bytes[filled] = newline;
        this.#rest = { from: 0, until: 0 };
        return { from: chunk, to: filled + 1 };
      }
      const until = filled + length;
      const read = bytes.subarray(0, until);
      let from = first === 0 ? chunk + markLength(bytes, chunk, length) : chunk;
      if (this.#isSkipping) {
        const skipped = read.indexOf(newline, filled);
        if (skipped === -1) continue;
        this.#isSkipping = false;
        from = skipped + 1;
      }
      const last = isTail ? read.indexOf(newline, filled) : read.lastIndexOf(newline);
      const to = Math.max(from, last + 1);
      // Behind the tail's first newline nothing is this piece's.
      this.#rest = isTail && last !== -1 ? { from: 0, until: 0 } : { from: to, until };
      if (to > from) return { from, to };
    }
  }
}

function readFully(file: number, bytes: Uint8Array, place: number, start: number, length: number): void {
  for (let done = 0; done < length; ) {
    const got = readSync(file, bytes, place + done, length - done, start + done);
    if (got === 0) throw new NotForLane("the file is shorter than it was");
    done += got;
  }
}

function markLength(bytes: Uint8Array, at: number, length: number): number {
  return length >= 3 && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? 3 : 0;
}
