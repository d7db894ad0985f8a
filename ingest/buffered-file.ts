// A file written in large blocks, whatever the size of what is added: each write goes to the background and back.
import { type FileHandle, open, rm } from "node:fs/promises";

const blockBytes = 4 * 1024 * 1024;

export class BufferedFile {
  readonly path: string;
  readonly #file: FileHandle;
  /** One block for the whole file: new ones for gigabytes would keep the collector of garbage busy. */
  #block = Buffer.allocUnsafeSlow(blockBytes);
  #filled = 0;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  static async create(path: string): Promise<BufferedFile> {
    return new BufferedFile(path, await open(path, "w"));
  }

  /** Adds bytes to the end; they may reach the disk later, and `bytes` may be overwritten afterwards. */
  async add(bytes: Buffer): Promise<void> {
    let added = 0;
    while (added < bytes.length) {
      const copied = bytes.copy(this.#block, this.#filled, added);
      added += copied;
      this.#filled += copied;
      if (this.#filled === this.#block.length) await this.#flush();
    }
  }

  /** Room for so many bytes behind what was added: what is written there is added by `take`, before anything else is. */
  async room(bytes: number): Promise<Buffer> {
    if (this.#block.length - this.#filled < bytes) await this.#flush();
    if (this.#block.length < bytes) this.#block = Buffer.allocUnsafeSlow(bytes);
    return this.#block.subarray(this.#filled);
  }

  /** Adds the first bytes of the room that was given. */
  take(bytes: number): void {
    this.#filled += bytes;
  }

  /** Ends the writing; the file stays until it is removed. */
  async close(): Promise<void> {
    await this.#flush();
    await this.#file.close();
  }

  async remove(): Promise<void> {
    await this.#file.close().catch(() => {});
    await rm(this.path, { force: true });
  }

  async #flush(): Promise<void> {
    await this.#file.appendFile(this.#block.subarray(0, this.#filled));
    this.#filled = 0;
  }
}
