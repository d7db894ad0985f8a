// What was handed in as thousands of small files, kept as one: a tar that any tool opens, each entry named by its SHA-256.
import { createHash } from "node:crypto";
import { BufferedFile } from "./buffered-file.ts";

const blockBytes = 512;

/** The header of an entry (POSIX.1-1988 ustar): no owner, no time, so that the same files make the same bytes. */
function entryHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, at: number, digits: number): void =>
    void header.write(value.toString(8).padStart(digits, "0"), at, "latin1");
  header.write(name, 0, 100, "latin1");
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(0, 136, 11);
  header.write("        0", 148, "latin1");
  header.write("ustar\0" + "00", 257, "latin1");
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  header.write("\0 ", 154, "latin1");
  return header;
}

/** A pack that is being written. */
export class RawPack {
  readonly #file: BufferedFile;
  readonly #entries = new Set<string>();

  private constructor(file: BufferedFile) {
    this.#file = file;
  }

  static async create(path: string): Promise<RawPack> {
    return new RawPack(await BufferedFile.create(path));
  }

  get path(): string {
    return this.#file.path;
  }

  /** How many different files lie in it. */
  get size(): number {
    return this.#entries.size;
  }

  /** Adds the bytes of a file as it was handed in; the same bytes twice lie in it once. */
  async add(sha256: string, bytes: Buffer): Promise<void> {
    if (this.#entries.has(sha256)) return;
    this.#entries.add(sha256);
    const padding = Buffer.alloc((blockBytes - (bytes.length % blockBytes)) % blockBytes);
    for (const part of [entryHeader(sha256, bytes.length), bytes, padding]) await this.#file.add(part);
  }

  /** Ends the pack; answers a name that no other has: the SHA-256 of those of its entries. */
  async close(): Promise<string> {
    await this.#file.add(Buffer.alloc(2 * blockBytes));
    await this.#file.close();
    return createHash("sha256")
      .update([...this.#entries].join("\n"))
      .digest("hex");
  }

  remove(): Promise<void> {
    return this.#file.remove();
  }
}
