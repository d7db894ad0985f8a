// Many small files as one: every line with the number of its file in front, as the engine takes milliseconds to open each file.
import { BufferedFile } from "./buffered-file.ts";

/** Digits of a file's number: so many files at most share one. */
export const ordinalDigits = 4;
export const mostJoinedFiles = 10 ** ordinalDigits;

const byteOrderMark = "\xef\xbb\xbf";

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

  /** Adds a file's content: whole lines in UTF-8 that end in LF alone. Its number is its place, from 0. */
  async add(content: Buffer): Promise<void> {
    const ordinal = String(this.#count++).padStart(ordinalDigits, "0");
    // As Latin-1, bytes stay as they are, and the engine of the language searches faster than a loop.
    const text = content.toString("latin1");
    const lines = (text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text).replace(/\n$/, "");
    if (lines === "" && !text.endsWith("\n")) return;
    await this.#file.add(Buffer.from(`${ordinal}${lines.replaceAll("\n", `\n${ordinal}`)}\n`, "latin1"));
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  remove(): Promise<void> {
    return this.#file.remove();
  }
}
