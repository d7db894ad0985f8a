// Many small files as one table of two columns, the number of a line's file and the line, as the engine takes milliseconds to open each file.
import { BufferedFile } from "./buffered-file.ts";

/** Digits of a file's number: so many files at most share one. */
const ordinalDigits = 4;
export const mostJoinedFiles = 10 ** ordinalDigits;

/** A number and the separator. */
const prefixBytes = ordinalDigits + 1;

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const newline = 10;
/** Stands between the columns, and in no line: see `canBeJoined`. */
export const joinedSeparator = "\x1f";
const separator = joinedSeparator.charCodeAt(0);
const digitZero = 48;

/** False for lines with the separator in them: their file is read where it lies. */
export const canBeJoined = (lines: Buffer): boolean => lines.indexOf(separator) === -1;

/** The file into which the contents of small files are written one after the other. */
export class JoinedFiles {
  readonly #file: BufferedFile;
  #count = 0;

  private constructor(file: BufferedFile) {
    this.#file = file;
  }

  static async create(path: string): Promise<JoinedFiles> {
    return new JoinedFiles(await BufferedFile.create(path));
  }

  get path(): string {
    return this.#file.path;
  }

  /** Adds a file's content: whole lines in UTF-8 that end in LF alone, and that can be joined. Its number is its place, from 0. `lineCount`: how many there are. `content` may be overwritten afterwards. */
  async add(content: Buffer, lineCount: number): Promise<void> {
    const ordinal = this.#count++;
    const start = content.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? byteOrderMark.length : 0;
    if (content.length === start) return;
    const out = await this.#file.room(prefixBytes * (lineCount + 1) + content.length - start + 1);
    this.#file.take(numbered(content.subarray(start), out, { ordinal, lineCount }));
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  remove(): Promise<void> {
    return this.#file.remove();
  }
}

/**
 * Writes lines with their file's number into `out`; answers how many bytes. They are put behind the room that the numbers need, and moved forward one by one: the
 * cheapest way to copy short pieces.
 */
function numbered(content: Buffer, out: Buffer, { ordinal, lineCount }: { ordinal: number; lineCount: number }): number {
  const room = prefixBytes * (lineCount + 1);
  const isEnded = content.at(-1) === newline;
  const end = room + content.length;
  content.copy(out, room);
  if (!isEnded) out[end] = newline;
  let at = 0;
  for (let from = room; from < end; ) {
    const next = out.indexOf(newline, from) + 1;
    for (let digit = ordinalDigits - 1, rest = ordinal; digit >= 0; digit--, rest = Math.floor(rest / 10))
      out[at + digit] = digitZero + (rest % 10);
    if (at + prefixBytes > from) throw new Error("more lines than were counted");
    out[at + ordinalDigits] = separator;
    out.copyWithin(at + prefixBytes, from, next);
    at += prefixBytes + next - from;
    from = next;
  }
  return at;
}
