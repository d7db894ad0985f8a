// Layers around a log, from the outside in: told by their first bytes, and undone one after the other.
import { bzip2Decoded } from "./bzip2.ts";
import { DamagedBytes } from "./damage.ts";
import { gzipDecoded } from "./gzip.ts";
import { checkExpansion, type Limits } from "./limits.ts";
import type { Decoder, RawFile, Source } from "./source.ts";
import { utf16Decoded, utf16EncodingOf } from "./utf-16.ts";
import { xzDecoded } from "./xz.ts";
import { zstdDecoded } from "./zstd.ts";

const decoders = {
  gzip: gzipDecoded,
  zstd: zstdDecoded,
  bzip2: bzip2Decoded,
  xz: xzDecoded,
  "utf-16le": (source) => utf16Decoded(source, "utf-16le"),
  "utf-16be": (source) => utf16Decoded(source, "utf-16be"),
} as const satisfies Record<string, Decoder>;

export type Layer = keyof typeof decoders;

export const isText = (layer: Layer): boolean => layer.startsWith("utf-16");

/** The layer that begins with these bytes; null: none that is known. */
export function layerOf(head: Buffer): Layer | null {
  const hex = head.subarray(0, 10).toString("hex");
  if (hex.startsWith("1f8b")) return "gzip";
  // A frame, or a frame to be skipped, which parallel compressors write first.
  if (hex.startsWith("28b52ffd") || /^5.2a4d18/.test(hex)) return "zstd";
  if (/^425a683[1-9](?:314159265359|177245385090)/.test(hex)) return "bzip2";
  if (hex.startsWith("fd377a585a00")) return "xz";
  return utf16EncodingOf(head);
}

/** What is inside the layers. A damage is placed in the file: exactly in the outermost layer, else at the bytes read so far. */
export function unwrapped(file: RawFile, layers: readonly Layer[], limits: Limits): Source {
  return layers.reduce<Source>((source, layer, depth) => () => undone(file, source, layer, depth === 0, limits), file.source);
}

async function* undone(file: RawFile, source: Source, layer: Layer, isOutermost: boolean, limits: Limits): AsyncGenerator<Buffer> {
  let taken = 0;
  let given = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    taken = 0;
    for await (const block of source()) {
      taken += block.length;
      yield block;
    }
  }
  try {
    for await (const block of decoders[layer](counted)) {
      given += block.length;
      checkExpansion(taken, given, layer === "gzip" ? limits.deflate : limits.otherwise, limits);
      yield block;
    }
  } catch (error) {
    if (error instanceof DamagedBytes && !error.placed) {
      if (!isOutermost) error.offset = file.position();
      error.placed = true;
    }
    throw error;
  }
}
