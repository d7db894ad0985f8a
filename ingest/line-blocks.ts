// A stream of bytes cut into blocks of whole lines: counted, and repaired only where it must be.
import { isUtf8 } from "node:buffer";
import { LogHead } from "./log-head.ts";

/** What had to be changed so that the parser can read every line; all of it is shown and counted. */
export interface Repairs {
  /** Lines with bytes that are not UTF-8 or with NUL bytes: each such byte became U+FFFD. */
  replacedLines: number;
  /** Lines that ended in CR or CRLF. */
  carriageReturns: number;
  /** Lines longer than `longestLineBytes`, cut there. */
  cutLines: number;
}

/** A W3C `#Fields:` directive. */
export interface FieldList {
  /** Its physical line, from 1. */
  line: number;
  /** What follows the colon, trimmed. */
  fields: string;
  /** True of a file's first list where rows stand above it. */
  afterRows?: boolean;
}

/** A longer line is cut here and rejected as `line-too-long`. */
const longestLineBytes = 1024 * 1024;
/** Less data than this is copied behind the line that it completes: one block costs less than two. */
const leastApartBytes = 256 * 1024;
const newline = 10;
export const carriageReturn = 13;
const fieldsDirective = "#Fields:";
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

const isMarkedBlock = (block: Buffer): boolean => block.subarray(0, 3).equals(byteOrderMark);

/** Cuts a stream of bytes into blocks of whole lines, and keeps what is known of them. */
export class LineBlocks {
  count = 0;
  readonly repairs: Repairs = { replacedLines: 0, carriageReturns: 0, cutLines: 0 };
  readonly fieldLists: FieldList[] = [];
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  readonly head = new LogHead();
  readonly #lasting: boolean;

  /** `lasting`: what is added stays as it is for as long as the head is asked for. */
  constructor({ lasting = false }: { lasting?: boolean } = {}) {
    this.#lasting = lasting;
  }

  /**
   * The whole lines that this data completes; the rest waits. A CR at the very end waits too: it may belong to a CRLF.
   * What waits is a copy, and of much data all but its first line is handed on as it lies: `data` may be overwritten afterwards.
   */
  add(data: Buffer): Buffer[] {
    const last = data.lastIndexOf(newline);
    if (last === -1) {
      this.#pending.push(Buffer.from(data));
      this.#pendingBytes += data.length;
      // A file without any newline (old Macintosh ends, or no log at all) is handed on in pieces at its carriage returns.
      return this.#pendingBytes > 64 * longestLineBytes ? [this.#flushUnended()] : [];
    }
    const completed = this.#pending.length === 0 ? 0 : 1 + (data.length < leastApartBytes ? last : data.indexOf(newline));
    const blocks: Buffer[] = completed === 0 ? [] : [Buffer.concat([...this.#pending, data.subarray(0, completed)])];
    if (completed <= last) blocks.push(data.subarray(completed, last + 1));
    const rest = Buffer.from(data.subarray(last + 1));
    this.#pending = rest.length > 0 ? [rest] : [];
    this.#pendingBytes = rest.length;
    return blocks;
  }

  /** What is left when the stream ends: a last line without its newline. */
  end(): Buffer {
    const rest = Buffer.concat(this.#pending);
    this.#pending = [];
    return rest;
  }

  #flushUnended(): Buffer {
    const all = Buffer.concat(this.#pending);
    const cut = all.lastIndexOf(carriageReturn, all.length - 2);
    if (cut === -1) {
      // One endless line: what lies beyond the limit is dropped from the copy, the cut is counted when it is repaired.
      this.#pending = [all.subarray(0, longestLineBytes + 1)];
      this.#pendingBytes = longestLineBytes + 1;
      return Buffer.alloc(0);
    }
    this.#pending = [all.subarray(cut + 1)];
    this.#pendingBytes = all.length - cut - 1;
    return all.subarray(0, cut + 1);
  }

  /** True when no line of the block is longer than the limit. */
  fits(block: Buffer): boolean {
    if (block.length <= longestLineBytes) return true;
    let start = 0;
    while (start < block.length) {
      // From the furthest allowed end, look back for a newline: one step for thousands of lines.
      const limit = Math.min(start + longestLineBytes, block.length - 1);
      const end = block.lastIndexOf(newline, limit);
      if (end < start) return block.length - start <= longestLineBytes;
      start = end + 1;
    }
    return true;
  }

  /** Counts the lines of a readable block. */
  countIn(block: Buffer): void {
    this.head.add(block, this.#lasting);
    this.#noteFieldLists(block);
    this.count += newlinesIn(block, 0, block.length);
    const last = block.lastIndexOf(newline);
    // A lone byte-order mark is no line.
    const rest = block.subarray(last + 1);
    const isMark = this.count === 0 && rest.length === 3 && rest.equals(byteOrderMark);
    if (rest.length > 0 && !isMark) this.count++;
  }

  /** Directives stand at the beginning of a line; the same list again changes nothing. */
  #noteFieldLists(block: Buffer): void {
    let counted = 0;
    let line = this.count + 1;
    for (let at = block.indexOf(fieldsDirective); at !== -1; at = block.indexOf(fieldsDirective, at + 1)) {
      const isMarked = this.count === 0 && at === 3 && isMarkedBlock(block);
      if (at > 0 && block[at - 1] !== newline && !isMarked) continue;
      const end = block.indexOf(newline, at);
      const fields = block
        .subarray(at + fieldsDirective.length, end === -1 ? block.length : end)
        .toString("utf8")
        .trim();
      if (fields === this.fieldLists.at(-1)?.fields) continue;
      line += newlinesIn(block, counted, at);
      counted = at;
      const isFirst = this.fieldLists.length === 0;
      const afterRows = isFirst && (this.count > 0 || /^(?!#)[^\n]*\S/m.test(block.toString("utf8", isMarkedBlock(block) ? 3 : 0, at)));
      this.fieldLists.push({ line, fields, ...(afterRows && { afterRows }) });
    }
  }

  /** The block with LF ends only, visible replacements for unreadable bytes, and overlong lines cut. */
  repair(block: Buffer): Buffer {
    const unreadable = !isUtf8(block) || block.includes(0);
    // All that Windows makes necessary: nothing of it needs a look at the text.
    if (!unreadable && this.fits(block)) return this.#withoutReturns(block);
    const text = block.toString("utf8");
    const ends = text.match(/\r\n?/g)?.length ?? 0;
    this.repairs.carriageReturns += ends;
    const lines = (ends > 0 ? text.replace(/\r\n?/g, "\n") : text).split("\n");
    const mended = lines.map((line) => this.#mend(line, unreadable));
    return Buffer.from(mended.join("\n"), "utf8");
  }

  #withoutReturns(block: Buffer): Buffer {
    const out = Buffer.allocUnsafe(block.length);
    let written = 0;
    let from = 0;
    for (let at = block.indexOf(carriageReturn); at !== -1; at = block.indexOf(carriageReturn, from)) {
      this.repairs.carriageReturns++;
      written += block.copy(out, written, from, at);
      if (block[at + 1] !== newline) out[written++] = newline;
      from = at + 1;
    }
    written += block.copy(out, written, from);
    return out.subarray(0, written);
  }

  #mend(line: string, unreadable: boolean): string {
    let out = line;
    if (unreadable && /[\0\ufffd]/.test(out)) {
      this.repairs.replacedLines++;
      out = out.replaceAll("\0", "\ufffd");
    }
    if (out.length > longestLineBytes || Buffer.byteLength(out) > longestLineBytes) {
      this.repairs.cutLines++;
      out = cutToBytes(out, longestLineBytes);
    }
    return out;
  }
}

/** A stretch with more newlines than one in so many bytes is counted byte by byte: the native search costs too much a call. */
const searchedLineBytes = 48;
const searchesBetweenLooks = 256;

function newlinesIn(block: Buffer, start: number, end: number): number {
  let count = 0;
  let from = start;
  for (;;) {
    const stretch = from;
    for (let i = 0; i < searchesBetweenLooks; i++) {
      const at = block.indexOf(newline, from);
      if (at === -1 || at >= end) return count;
      count++;
      from = at + 1;
    }
    if (from - stretch >= searchesBetweenLooks * searchedLineBytes) continue;
    const next = Math.min(end, from + searchesBetweenLooks * 256);
    for (; from < next; from++) if (block[from] === newline) count++;
  }
}

/** The longest beginning of a text that fits in so many UTF-8 bytes. */
function cutToBytes(text: string, bytes: number): string {
  const cut = Buffer.from(text, "utf8").subarray(0, bytes).toString("utf8");
  return cut.endsWith("\ufffd") ? cut.slice(0, -1) : cut;
}
