// xz, with many streams: the decoder is a WebAssembly module inside `xz-decompress`, driven here to know where each stream ends.
import xz from "xz-decompress";
import { DamagedBytes, UnreadableWrapping } from "./damage.ts";
import { LimitReached, mostWindowBytes } from "./limits.ts";
import { Lookahead, type Source } from "./source.ts";

/** What the module exports. A context is two buffers and a decoder; its facts are 32-bit words, in this order. */
interface Module {
  memory: { buffer: ArrayBuffer };
  create_context(): number;
  destroy_context(context: number): void;
  supply_input(context: number, bytes: number): void;
  get_next_output(context: number): number;
}
const facts = { bufferBytes: 0, input: 1, inputUsed: 2, inputBytes: 3, output: 4, outputBytes: 5 } as const;

const result = { ok: 0, streamEnd: 1, memory: 3, window: 4, options: 6, noProgress: 8 } as const;
const streamEnd = Buffer.from("YZ");
const magic = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);

/** The package shows its stream alone; the version is pinned, and a test reads many streams. */
const holder = xz.XzReadableStream as unknown as { _getModuleInstance(): Promise<void>; _moduleInstance?: { exports: Module } };
let loading: Promise<void> | null = null;

async function loadModule(): Promise<Module> {
  loading ??= holder._getModuleInstance();
  await loading;
  if (!holder._moduleInstance) throw new Error("the xz module did not load");
  return holder._moduleInstance.exports;
}

/** All streams, one after the other; zeros behind the last are padding. */
export async function* xzDecoded(source: Source): AsyncGenerator<Buffer> {
  const module = await loadModule();
  const ahead = new Lookahead(source());
  try {
    for (let isFirst = true; ; isFirst = false) {
      await ahead.fill(magic.length);
      if (ahead.bytes.length === 0 && !isFirst) return ahead.checkEnd();
      const start = ahead.bytes.subarray(0, magic.length);
      if (start.equals(magic.subarray(0, start.length))) yield* stream(module, ahead);
      else if (isFirst || start.subarray(0, 4).some((byte) => byte !== 0))
        throw new DamagedBytes(ahead.offset, isFirst ? "corrupt" : "trailing-garbage");
      // Padding between streams and behind them comes in fours.
      else ahead.skip(Math.min(4, start.length));
    }
  } finally {
    await ahead.close();
  }
}

/** One stream, in steps of the context's buffers. */
async function* stream(module: Module, ahead: Lookahead): AsyncGenerator<Buffer> {
  const context = module.create_context();
  // The memory grows and moves: its words are looked up anew.
  const words = (): Uint32Array => new Uint32Array(module.memory.buffer, context, 8);
  const fact = (name: keyof typeof facts): number => words()[facts[name]] ?? 0;
  try {
    for (;;) {
      await ahead.fill(2);
      const input = ahead.bytes.subarray(0, stepBytes(ahead.bytes, fact("bufferBytes")));
      new Uint8Array(module.memory.buffer).set(input, fact("input"));
      module.supply_input(context, input.length);
      let isFull = true;
      while (isFull || fact("inputUsed") < input.length) {
        const code = module.get_next_output(context);
        const bytes = fact("outputBytes");
        if (bytes > 0) yield Buffer.from(new Uint8Array(module.memory.buffer, fact("output"), bytes).slice());
        words()[facts.outputBytes] = 0;
        if (code === result.streamEnd) return ahead.skip(fact("inputUsed"));
        if (bytes === 0) refuse(code, ahead.offset + fact("inputUsed"), fact("inputUsed") === input.length);
        isFull = bytes === fact("bufferBytes");
      }
      ahead.skip(input.length);
      // Asked without input, the decoder tells whether it stands behind a stream.
      module.supply_input(context, 0);
      if (module.get_next_output(context) === result.streamEnd) return;
      if (input.length === 0) throw ahead.failure(new DamagedBytes(ahead.offset, "truncated"));
    }
  } finally {
    module.destroy_context(context);
  }
}

function refuse(code: number, offset: number, isUsedUp: boolean): void {
  if (code === result.memory || code === result.window) throw new LimitReached("memory", mostWindowBytes.xz);
  if (code === result.options) throw new UnreadableWrapping("method");
  if (code !== result.ok && !(code === result.noProgress && isUsedUp)) throw new DamagedBytes(offset, "corrupt");
}

/** Streams end in `YZ`: a step ends there, so that the decoder never looks for the next stream in what is perhaps something else. */
function stepBytes(bytes: Buffer, most: number): number {
  const input = bytes.subarray(0, most);
  const end = input.indexOf(streamEnd);
  if (end !== -1) return end + streamEnd.length;
  return input.length > 1 && input.at(-1) === streamEnd[0] ? input.length - 1 : input.length;
}
