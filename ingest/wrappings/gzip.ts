// gzip, with many members, and the raw deflate inside a zip's entries.
import { createGunzip, createInflateRaw } from "node:zlib";
import { DamagedBytes } from "./damage.ts";
import { decoded, type EngineKind } from "./engine.ts";
import type { Source } from "./source.ts";

const chunkSize = 1024 * 1024;

/** What follows a wrong checksum: three more bytes of it are used already, then four of the length. */
const checksumTails: Record<string, number> = { "incorrect data check": 5, "incorrect length check": 1 };

function failureOf(code: string, message: string, offset: number): Error {
  if (code === "Z_BUF_ERROR") return new DamagedBytes(offset, "truncated");
  const tail = checksumTails[message];
  if (tail !== undefined) return new DamagedBytes(offset + tail, "checksum");
  // Told at the second byte, behind the last good member.
  if (message === "incorrect header check" && offset > 1) return new DamagedBytes(offset - 1, "trailing-garbage");
  return code.startsWith("Z_") ? new DamagedBytes(offset, "corrupt") : new Error(message);
}

const gunzip: EngineKind = { create: () => createGunzip({ chunkSize }), failureOf, after: "padding" };
const inflateRaw: EngineKind = { create: () => createInflateRaw({ chunkSize }), failureOf, after: "anything" };

/** All members, one after the other; zeros behind the last are padding. A damage that decodes is known at its member's end alone. */
export const gzipDecoded = (source: Source): AsyncGenerator<Buffer> => decoded(source, gunzip);

/** Raw deflate, which tells its own end: `onEnd` hears how many bytes it took. */
export const deflateDecoded = (source: Source, onEnd?: (used: number) => void): AsyncGenerator<Buffer> =>
  decoded(source, inflateRaw, onEnd);
