// zstd, with many frames and the skippable ones between them.
import { createZstdDecompress } from "node:zlib";
import { DamagedBytes } from "./damage.ts";
import { decoded, type EngineKind } from "./engine.ts";
import { LimitReached, mostWindowBytes } from "./limits.ts";
import type { Source } from "./source.ts";

/** Some bytes of zstd can stand for tens of megabytes: it gets few at a time. */
const pieceBytes = 8192;
const magicBytes = 4;

function failureOf(code: string, message: string, offset: number): Error {
  if (code === "Z_BUF_ERROR") return new DamagedBytes(offset, "truncated");
  if (code === "ZSTD_error_checksum_wrong") return new DamagedBytes(offset + 1, "checksum");
  if (code === "ZSTD_error_frameParameter_windowTooLarge") return new LimitReached("memory", mostWindowBytes.zstd);
  if (code === "ZSTD_error_prefix_unknown" && offset > magicBytes) return new DamagedBytes(offset, "trailing-garbage");
  return code.startsWith("ZSTD_") ? new DamagedBytes(offset, "corrupt") : new Error(message);
}

const kind: EngineKind = { create: () => createZstdDecompress({ chunkSize: 1024 * 1024 }), failureOf, after: "members" };

/** All frames, one after the other. */
export function zstdDecoded(source: Source): AsyncGenerator<Buffer> {
  return decoded(() => inPieces(source()), kind);
}

async function* inPieces(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const block of blocks) for (let at = 0; at < block.length; at += pieceBytes) yield block.subarray(at, at + pieceBytes);
}
