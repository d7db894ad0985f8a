// What gzip, raw deflate and zstd share: Node.js' own decompressors, driven so that nothing decoded before a damage is lost.
import type { Transform } from "node:stream";
import { DamagedBytes } from "./damage.ts";
import type { Source } from "./source.ts";

/** A decompressor of node:zlib. */
type Engine = Transform & { readonly bytesWritten: number };

export interface EngineKind {
  create: () => Engine;
  /** What an engine's error means at this offset: the wrapped bytes that it had used without complaint. */
  failureOf: (code: string, message: string, offset: number) => Error;
  /** What may follow a member: another one; or nothing but zeros, where the engine itself goes on to the next; or what is no matter of its. */
  after: "members" | "padding" | "anything";
}

/** Decoded bytes that may wait for their reader before the engine is held back. */
const mostWaitingBytes = 8 * 1024 * 1024;

/** Code of the engines when the bytes end in the middle of a member. */
const endedEarly = "Z_BUF_ERROR";

/** An engine's error, and the wrapped bytes that it had used. */
class EngineError extends Error {
  readonly code: string;
  readonly offset: number;

  constructor(error: Error, offset: number) {
    super(error.message);
    this.code = "code" in error ? String(error.code) : "";
    this.offset = offset;
  }
}

interface Careful {
  from: number;
  step: number;
}

/** Bytes at a time behind the place at which the reading before failed. */
const carefulSteps = [256, 1];

/**
 * Decodes a source. `onEnd` hears how many wrapped bytes were used. An engine that meets damage drops what it decoded in the same
 * step: the source is then read again, in smaller steps from there on, so that all of it is handed on and the offset is exact.
 */
export async function* decoded(source: Source, kind: EngineKind, onEnd: (used: number) => void = () => {}): AsyncGenerator<Buffer> {
  let given = 0;
  let careful = { from: Number.POSITIVE_INFINITY, step: 1 };
  for (const step of [...carefulSteps, null]) {
    let passed = 0;
    try {
      for await (const block of run(source(), kind, careful, onEnd)) {
        const known = Math.max(0, given - passed);
        passed += block.length;
        if (known >= block.length) continue;
        given = passed;
        yield block.subarray(known);
      }
      return;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (step === null) throw kind.failureOf(error.code, error.message, error.offset);
      careful = { from: error.offset, step };
    }
  }
}

/** One reading; in small steps from `careful.from` on. */
async function* run(
  blocks: AsyncIterable<Buffer>,
  kind: EngineKind,
  careful: Careful,
  onEnd: (used: number) => void,
): AsyncGenerator<Buffer> {
  let used = 0;
  let paddingFrom: number | null = null;
  let pump: Pump | null = null;
  try {
    for await (const piece of split(blocks, careful)) {
      let rest = piece;
      while (rest.length > 0 && paddingFrom === null) {
        pump ??= new Pump(kind.create(), used);
        yield* pump.write(rest);
        rest = rest.subarray(pump.offset() - used);
        used = pump.offset();
        if (rest.length === 0) break;
        // The engine has seen the end of a member before the end of the piece.
        yield* pump.take();
        if (kind.after === "anything") return onEnd(used);
        if (kind.after === "padding") paddingFrom = used;
        pump.close();
        pump = null;
      }
      if (paddingFrom !== null && rest.some((byte) => byte !== 0)) throw new DamagedBytes(paddingFrom, "trailing-garbage");
    }
    if (pump) yield* pump.end();
    onEnd(used);
  } catch (error) {
    if (error instanceof EngineError && error.code === endedEarly) throw kind.failureOf(error.code, error.message, error.offset);
    // The source failed: what came of the bytes before is handed on.
    if (pump && !(error instanceof EngineError)) yield* pump.take();
    throw error;
  } finally {
    pump?.close();
  }
}

async function* split(blocks: AsyncIterable<Buffer>, { from, step }: Careful): AsyncGenerator<Buffer> {
  let offset = 0;
  for await (const block of blocks) {
    const sound = Math.min(block.length, Math.max(0, from - offset));
    if (sound > 0) yield block.subarray(0, sound);
    for (let at = sound; at < block.length; at += step) yield block.subarray(at, at + step);
    offset += block.length;
  }
}

/** One engine at work: while it decodes, what it decoded before is with the reader. */
class Pump {
  readonly #engine: Engine;
  readonly #start: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #error: EngineError | null = null;
  #ended = false;
  #wake: () => void = () => {};

  /** `start`: offset in the source of the first byte that it gets. */
  constructor(engine: Engine, start: number) {
    this.#engine = engine;
    this.#start = start;
    engine.on("data", (block: Buffer) => {
      this.#waiting.push(block);
      this.#waitingBytes += block.length;
      if (this.#waitingBytes >= mostWaitingBytes) engine.pause();
      this.#wake();
    });
    engine.on("error", (error) => {
      this.#error = new EngineError(error, this.offset());
      this.#wake();
    });
    engine.on("end", () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Offset in the source up to which it has used what it got. */
  offset(): number {
    return this.#start + this.#engine.bytesWritten;
  }

  /** What came of these bytes may still wait afterwards. Throws EngineError. */
  async *write(piece: Buffer): AsyncGenerator<Buffer> {
    let isDone = false;
    this.#engine.write(piece, () => {
      isDone = true;
      this.#wake();
    });
    yield* this.#takeUntil(() => isDone);
  }

  /** Tells it that nothing comes any more, and hands on the rest. Throws EngineError. */
  async *end(): AsyncGenerator<Buffer> {
    this.#engine.end();
    yield* this.#takeUntil(() => this.#ended);
    yield* this.take();
  }

  *take(): Generator<Buffer> {
    const blocks = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (this.#engine.isPaused()) this.#engine.resume();
    yield* blocks;
  }

  async *#takeUntil(isDone: () => boolean): AsyncGenerator<Buffer> {
    yield* this.take();
    while (!isDone() && !this.#error) {
      // It may have been held back while the reader worked, and then it wakes nobody.
      if (this.#engine.isPaused()) yield* this.take();
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
    if (!this.#error) return;
    yield* this.take();
    throw this.#error;
  }

  close(): void {
    this.#engine.destroy();
  }
}
