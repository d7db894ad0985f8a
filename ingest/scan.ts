// One pass over a log's bytes: its hashes, its lines counted without the parser, and a copy repaired only where it must be.
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { readBlocks, type Wrapping } from "./open.ts";

/** What had to be changed so that the parser can read every line; all of it is shown and counted. */
export interface Repairs {
  /** Lines with bytes that are not UTF-8 or with NUL bytes: each such byte became U+FFFD. */
  replacedLines: number;
  /** Lines that ended in CR or CRLF. */
  carriageReturns: number;
  /** Lines longer than `longestLineBytes`, cut there. */
  cutLines: number;
}

export interface Scan {
  /** SHA-256 of the file as it lies on disk, and of its decompressed content. */
  sha256: string;
  contentSha256: string;
  bytes: number;
  contentBytes: number;
  lineCount: number;
  /** What the parser reads: the file itself, or the spooled copy. */
  readablePath: string;
  /** True when `readablePath` is a temporary copy. */
  spooled: boolean;
  repairs: Repairs;
  /** The `#Fields:` directives, each time that they change: what the lines after them hold. */
  fieldLists: FieldList[];
  /** The first mebibyte of text, for detection. */
  head: string;
}

/** A W3C `#Fields:` directive. */
export interface FieldList {
  /** Its physical line, from 1. */
  line: number;
  /** What follows the colon, trimmed. */
  fields: string;
}

/** A longer line is cut here and rejected as `line-too-long`. */
const longestLineBytes = 1024 * 1024;
const headBytes = 1024 * 1024;
const newline = 10;
const carriageReturn = 13;
const fieldsDirective = "#Fields:";
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Scans one file. A plain and clean file is read where it lies; anything compressed, or with NUL bytes, bytes that are not
 * UTF-8, carriage returns or overlong lines, is copied to `spoolPath` with these repaired.
 * `onBytes` hears the bytes read from disk.
 */
export async function scanFile(
  file: { path: string; name: string; wrapping: Wrapping },
  spoolPath: string,
  onBytes: (bytes: number) => void,
): Promise<Scan> {
  if (file.wrapping === "plain") {
    const scan = await pass(file, null, onBytes);
    if (scan) return scan;
  }
  const scan = await pass(file, spoolPath, file.wrapping === "plain" ? () => {} : onBytes);
  if (!scan) throw new Error("a repairing pass always ends");
  return scan;
}

/** Reads the file once; without a spool it gives up (null) at the first block that needs repair. */
async function pass(
  file: { path: string; name: string; wrapping: Wrapping },
  spoolPath: string | null,
  onBytes: (bytes: number) => void,
): Promise<Scan | null> {
  const rawHash = createHash("sha256");
  const contentHash = file.wrapping === "plain" ? null : createHash("sha256");
  const lines = new LineBlocks();
  let bytes = 0;
  let contentBytes = 0;
  const spool = spoolPath === null ? null : await open(spoolPath, "w");
  try {
    const onRaw = (chunk: Buffer): void => {
      rawHash.update(chunk);
      bytes += chunk.length;
      onBytes(chunk.length);
    };
    for await (const data of readBlocks(file.path, file.name, file.wrapping, onRaw)) {
      contentHash?.update(data);
      contentBytes += data.length;
      if (!(await take(lines.add(data), lines, spool))) return null;
    }
    if (!(await take(lines.end(), lines, spool))) return null;
    const sha256 = rawHash.digest("hex");
    return {
      sha256,
      contentSha256: contentHash?.digest("hex") ?? sha256,
      bytes,
      contentBytes,
      lineCount: lines.count,
      readablePath: spoolPath ?? file.path,
      spooled: spool !== null,
      repairs: lines.repairs,
      fieldLists: lines.fieldLists,
      head: lines.head(),
    };
  } catch (error) {
    await spool?.close();
    if (spoolPath !== null) await rm(spoolPath, { force: true });
    throw error;
  } finally {
    await spool?.close().catch(() => {});
  }
}

/** Counts a block of whole lines and writes it to the spool; false when it needs repair and there is no spool. */
async function take(block: Buffer, lines: LineBlocks, spool: FileHandle | null): Promise<boolean> {
  if (block.length === 0) return true;
  const clean = block.indexOf(0) === -1 && block.indexOf(carriageReturn) === -1 && isUtf8(block) && lines.fits(block);
  if (!clean && !spool) return false;
  const readable = clean ? block : lines.repair(block);
  lines.countIn(readable);
  if (spool) await spool.appendFile(readable);
  return true;
}

/** Cuts a stream of bytes into blocks of whole lines, and keeps what is known of them. */
class LineBlocks {
  count = 0;
  readonly repairs: Repairs = { replacedLines: 0, carriageReturns: 0, cutLines: 0 };
  readonly fieldLists: FieldList[] = [];
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #head = "";

  /** The whole lines that this data completes; the rest waits. A CR at the very end waits too: it may belong to a CRLF. */
  add(data: Buffer): Buffer {
    const last = data.lastIndexOf(newline);
    if (last === -1) {
      this.#pending.push(data);
      this.#pendingBytes += data.length;
      // A file without any newline (old Macintosh ends, or no log at all) is handed on in pieces at its carriage returns.
      return this.#pendingBytes > 64 * longestLineBytes ? this.#flushUnended() : Buffer.alloc(0);
    }
    const block = this.#pending.length === 0 ? data.subarray(0, last + 1) : Buffer.concat([...this.#pending, data.subarray(0, last + 1)]);
    const rest = data.subarray(last + 1);
    this.#pending = rest.length > 0 ? [rest] : [];
    this.#pendingBytes = rest.length;
    return block;
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
    if (this.#head.length < headBytes) this.#head += block.toString("utf8", 0, headBytes);
    this.#noteFieldLists(block);
    let at = block.indexOf(newline);
    let last = -1;
    while (at !== -1) {
      this.count++;
      last = at;
      at = block.indexOf(newline, at + 1);
    }
    // A lone byte-order mark is no line.
    const rest = block.subarray(last + 1);
    const isMark = this.count === 0 && rest.length === 3 && rest.equals(byteOrderMark);
    if (rest.length > 0 && !isMark) this.count++;
  }

  /** Directives stand at the beginning of a line; the same list again changes nothing. */
  #noteFieldLists(block: Buffer): void {
    for (let at = block.indexOf(fieldsDirective); at !== -1; at = block.indexOf(fieldsDirective, at + 1)) {
      const isMarked = this.count === 0 && at === 3 && block.subarray(0, 3).equals(byteOrderMark);
      if (at > 0 && block[at - 1] !== newline && !isMarked) continue;
      const end = block.indexOf(newline, at);
      const fields = block
        .subarray(at + fieldsDirective.length, end === -1 ? block.length : end)
        .toString("utf8")
        .trim();
      if (fields === this.fieldLists.at(-1)?.fields) continue;
      let line = this.count + 1;
      for (let i = block.indexOf(newline); i !== -1 && i < at; i = block.indexOf(newline, i + 1)) line++;
      this.fieldLists.push({ line, fields });
    }
  }

  /** The block with LF ends only, visible replacements for unreadable bytes, and overlong lines cut. */
  repair(block: Buffer): Buffer {
    const text = block.toString("utf8");
    const ends = text.match(/\r\n?/g)?.length ?? 0;
    this.repairs.carriageReturns += ends;
    const unreadable = !isUtf8(block) || block.includes(0);
    const lines = (ends > 0 ? text.replace(/\r\n?/g, "\n") : text).split("\n");
    const mended = lines.map((line) => this.#mend(line, unreadable));
    return Buffer.from(mended.join("\n"), "utf8");
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

  head(): string {
    return this.#head.slice(0, headBytes);
  }
}

/** The longest beginning of a text that fits in so many UTF-8 bytes. */
function cutToBytes(text: string, bytes: number): string {
  const cut = Buffer.from(text, "utf8").subarray(0, bytes).toString("utf8");
  return cut.endsWith("\ufffd") ? cut.slice(0, -1) : cut;
}
