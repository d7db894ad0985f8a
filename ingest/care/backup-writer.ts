// The tar of a backup as it is written: files streamed in with their hashes, and which of them belong to it in the end.
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { BufferedFile } from "../buffered-file.ts";
import { tarEnd, tarHeader, tarPadding } from "../tar-header.ts";
import type { BackupManifest } from "./backup-manifest.ts";

const blockBytes = 1024 * 1024;

export type BackupEntry = BackupManifest["files"][number];

export class BackupWriter {
  readonly #file: BufferedFile;
  readonly entries = new Map<string, BackupEntry>();

  private constructor(file: BufferedFile) {
    this.#file = file;
  }

  static async create(path: string): Promise<BackupWriter> {
    return new BackupWriter(await BufferedFile.create(path));
  }

  /** Adds a file as it is now; one that became shorter while it was read is filled up and does not belong. Null: it is not there. */
  async addFile(name: string, path: string, onBytes: (bytes: number) => void): Promise<BackupEntry | null> {
    const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (handle === null) return null;
    try {
      const { size } = await handle.stat();
      await this.#file.add(tarHeader(name, size));
      const hash = createHash("sha256");
      const bytes = await this.#copy(handle, size, (block) => {
        hash.update(block);
        onBytes(block.length);
      });
      for (let left = size - bytes; left > 0; left -= blockBytes) await this.#file.add(Buffer.alloc(Math.min(left, blockBytes)));
      await this.#file.add(tarPadding(size));
      const entry = { name, bytes, sha256: hash.digest("hex") };
      if (bytes === size) this.entries.set(name, entry);
      return entry;
    } finally {
      await handle.close();
    }
  }

  /** Answers how much there was. */
  async #copy(handle: FileHandle, size: number, onBlock: (block: Buffer) => void): Promise<number> {
    let at = 0;
    while (at < size) {
      // A buffer of its own each time: blocks wait to be written.
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(Math.min(blockBytes, size - at)), 0, null, at);
      if (bytesRead === 0) break;
      const block = buffer.subarray(0, bytesRead);
      onBlock(block);
      await this.#file.add(block);
      at += bytesRead;
    }
    return at;
  }

  /** Adds the last entry and ends the tar. */
  async close(name: string, content: Buffer): Promise<void> {
    for (const part of [tarHeader(name, content.length), content, tarPadding(content.length), tarEnd()]) await this.#file.add(part);
    await this.#file.close();
  }

  async remove(): Promise<void> {
    await this.#file.remove();
  }
}
