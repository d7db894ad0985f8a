// Bytes on their way through the layers: read from disk, counted, and looked at ahead.
import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";

/** Opens the bytes from their beginning; a second call reads them again. */
export type Source = () => AsyncIterable<Buffer>;

/** Undoes one layer. Everything before a damage is handed on first, then DamagedBytes is thrown. */
export type Decoder = (source: Source) => AsyncGenerator<Buffer>;

export interface RawFile {
  source: Source;
  /** Bytes that were read from the beginning, in the reading that is on. */
  position: () => number;
  /** Shows `onRaw` what nobody has read yet. */
  drain: () => Promise<void>;
}

/** From this size on, a file is read in the background. */
const smallFileBytes = 2 * 1024 * 1024;

/**
 * The blocks of a file from `start` to `end` (exclusive; null: its end). A small one is read at once: handing each of thousands to the
 * background and back takes thirty times as long as reading them. It is read into `scratch`, if there is one and it is large enough.
 */
export async function* fileBlocks(
  path: string,
  blockBytes: number,
  { start = 0, end = null, scratch }: { start?: number; end?: number | null; scratch?: Buffer | undefined } = {},
): AsyncGenerator<Buffer> {
  const small = readSmall(path, start, end, scratch);
  if (!small) {
    for await (const chunk of createReadStream(path, { highWaterMark: blockBytes, start, ...(end !== null && { end: end - 1 }) }))
      yield chunk as Buffer;
    return;
  }
  for (let at = 0; at < small.length; at += blockBytes) yield small.subarray(at, at + blockBytes);
}

/**
 * The blocks of a file in two buffers that take turns: one is filled while the other is worked on. A block is gone as soon as the next is
 * asked for. New buffers for gigabytes would keep the collector of garbage as busy as the work itself.
 */
export async function* passingBlocks(path: string, blockBytes: number): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  let [filling, resting] = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)];
  const fill = (): Promise<{ bytesRead: number }> => {
    const filled = file.read(filling, 0, blockBytes, null);
    // A failure is told where the block is waited for.
    filled.catch(() => {});
    return filled;
  };
  let filled = fill();
  try {
    for (;;) {
      const { bytesRead } = await filled;
      if (bytesRead === 0) return;
      const block = filling.subarray(0, bytesRead);
      [filling, resting] = [resting, filling];
      filled = fill();
      yield block;
    }
  } finally {
    await filled.catch(() => {});
    await file.close();
  }
}

/** The first bytes of a file: thousands are looked at before the first is read. */
export function fileHead(path: string, bytes: number): Buffer {
  const file = openSync(path, "r");
  try {
    const head = Buffer.allocUnsafe(bytes);
    return head.subarray(0, readSync(file, head, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
}

/** What lies in some blocks; one alone is not copied. */
export function joinedBlocks(blocks: readonly Buffer[]): Buffer {
  const [first] = blocks;
  return first && blocks.length === 1 ? first : Buffer.concat(blocks);
}

/** What is to be read of a file, where that is little; else null. */
function readSmall(path: string, start: number, end: number | null, scratch: Buffer | undefined): Buffer | null {
  const file = openSync(path, "r");
  try {
    const facts = fstatSync(file);
    const length = Math.min(facts.size, end ?? facts.size) - start;
    if (!facts.isFile() || length > smallFileBytes) return null;
    const bytes = scratch && scratch.length >= length ? scratch : Buffer.allocUnsafe(Math.max(0, length));
    return bytes.subarray(0, readSync(file, bytes, 0, Math.max(0, length), start));
  } finally {
    closeSync(file);
  }
}

/** A file on disk, or `range` of it (`end` exclusive). `onRaw` sees every byte once, however often it is read. */
export function rawFile(
  path: string,
  blockBytes: number,
  onRaw: (bytes: Buffer) => void,
  range: { start: number; end: number } | null = null,
): RawFile {
  let position = 0;
  let seen = 0;
  async function* read(from: number): AsyncGenerator<Buffer> {
    position = from;
    const start = (range?.start ?? 0) + from;
    if (range && start >= range.end) return;
    for await (const bytes of fileBlocks(path, blockBytes, { start, end: range?.end ?? null })) {
      position += bytes.length;
      if (position > seen) onRaw(bytes.subarray(Math.max(0, bytes.length - (position - seen))));
      seen = Math.max(seen, position);
      yield bytes;
    }
  }
  return {
    source: () => read(0),
    position: () => position,
    drain: async () => {
      for await (const _ of read(seen));
    },
  };
}

/** Bytes ahead of a decoder that works on what lies together in memory. */
export class Lookahead {
  /** Offset in the source of the first byte of `bytes`. */
  offset = 0;
  bytes: Buffer = Buffer.alloc(0);
  /** True when nothing comes after `bytes`. */
  ended = false;
  #failure: unknown = null;
  readonly #iterator: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  /** Reads on until `least` bytes lie ahead, or the source ends. A failure of the source waits until what came before it is used up. */
  async fill(least: number): Promise<void> {
    if (this.bytes.length >= least || this.ended) return;
    const parts = [this.bytes];
    let length = this.bytes.length;
    while (length < least && !this.ended) {
      try {
        const next = await this.#iterator.next();
        if (next.done) this.ended = true;
        else {
          parts.push(next.value);
          length += next.value.length;
        }
      } catch (error) {
        this.#failure = error;
        this.ended = true;
      }
    }
    this.bytes = Buffer.concat(parts);
  }

  /** Leaves bytes behind. */
  skip(count: number): void {
    this.bytes = this.bytes.subarray(count);
    this.offset += count;
  }

  /** The source's own failure where the bytes ran out because of it, else `otherwise`. */
  failure(otherwise: Error): unknown {
    return this.#failure ?? otherwise;
  }

  /** Throws the source's own failure, if that is why it ended. */
  checkEnd(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
