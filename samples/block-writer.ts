// Writes text lines to a file in big blocks; the caller waits while the disk is behind.
import type { FileHandle } from "node:fs/promises";

const BLOCK_BYTES = 4 * 1024 * 1024;

/** Collects lines (ASCII) in a block; `flushFullBlocks` hands full blocks to the disk. */
export class BlockWriter {
  readonly #file: FileHandle;
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #used = 0;
  #waiting: Buffer[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** A line with its end. */
  write(line: string): void {
    if (this.#used + line.length > this.#block.length) {
      this.#waiting.push(this.#block.subarray(0, this.#used));
      this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
      this.#used = 0;
    }
    this.#used += this.#block.write(line, this.#used, "latin1");
  }

  get hasFullBlock(): boolean {
    return this.#waiting.length > 0;
  }

  /** Waits for the blocks given before, then starts to write those that are full now. */
  async flushFullBlocks(): Promise<void> {
    await this.#writing;
    const blocks = this.#waiting;
    this.#waiting = [];
    this.#writing = this.#writeAll(blocks);
    // A failure is thrown by the next wait; until then nobody listens, which Node would take for unhandled.
    this.#writing.catch(() => undefined);
  }

  async finish(): Promise<void> {
    this.#waiting.push(this.#block.subarray(0, this.#used));
    this.#used = 0;
    await this.flushFullBlocks();
    await this.#writing;
  }

  async #writeAll(blocks: readonly Buffer[]): Promise<void> {
    for (const block of blocks) await this.#file.writeFile(block);
  }
}
