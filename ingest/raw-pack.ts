// What was handed in as thousands of small files, kept as one: a tar that any tool opens, each entry named by its SHA-256.
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { BufferedFile } from "./buffered-file.ts";
import { tarEnd, tarHeader, tarPadding } from "./tar-header.ts";
import { isTarHeader } from "./wrappings/tar.ts";

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
    for (const part of [tarHeader(sha256, bytes.length), bytes, tarPadding(bytes.length)]) await this.#file.add(part);
  }

  /** Ends the pack; answers a name that no other has: the SHA-256 of those of its entries. */
  async close(): Promise<string> {
    await this.#file.add(tarEnd());
    await this.#file.close();
    return createHash("sha256")
      .update([...this.#entries].join("\n"))
      .digest("hex");
  }

  remove(): Promise<void> {
    return this.#file.remove();
  }
}

const headerBytes = 512;

/**
 * Where each file of a pack lies in it, by its SHA-256: read from header to header, as this program writes them. Ends where one is damaged:
 * what stands behind is then not found.
 */
export async function packIndex(path: string): Promise<Map<string, { offset: number; bytes: number }>> {
  const index = new Map<string, { offset: number; bytes: number }>();
  const file = await open(path, "r");
  try {
    const block = Buffer.alloc(headerBytes);
    for (let at = 0; (await file.read(block, 0, headerBytes, at)).bytesRead === headerBytes && isTarHeader(block); ) {
      const name = block.toString("latin1", 0, 64);
      const bytes = Number.parseInt(block.toString("latin1", 124, 135), 8);
      if (!/^[0-9a-f]{64}$/.test(name) || !Number.isSafeInteger(bytes)) break;
      index.set(name, { offset: at + headerBytes, bytes });
      at += headerBytes + Math.ceil(bytes / headerBytes) * headerBytes;
    }
  } finally {
    await file.close();
  }
  return index;
}
