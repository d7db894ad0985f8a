// A file written in large blocks, whatever the size of what is added: each write goes to the background and back.
import { type FileHandle, open, rm } from "node:fs/promises";

const blockBytes = 4 * 1024 * 1024;

export class BufferedFile {
  readonly path: string;
  readonly #file: FileHandle;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  static async create(path: string): Promise<BufferedFile> {
    return new BufferedFile(path, await open(path, "w"));
  }

  /** Adds bytes to the end; they may reach the disk later. */
  async add(bytes: Buffer): Promise<void> {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= blockBytes) await this.#flush();
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
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#file.appendFile(bytes);
  }
}
