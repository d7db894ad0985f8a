// The bytes of what was handed in, each file or archive once, proven against their SHA-256 while they are read.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { FileRecord } from "./catalog-records.ts";
import { UserError } from "./errors.ts";
import { packIndex } from "./raw-pack.ts";
import { readFailure } from "./read-failure.ts";

const blockBytes = 256 * 1024;

export interface HandedIn {
  /** The last part of its own name: of an archive, not of the logs in it. */
  name: string;
  sha256: string;
  /** Opens it. Reading throws `log-changed` before its end where it is not what was handed in. */
  open(): Readable;
}

/**
 * Logs of one archive are handed on once, as that; those of a pack one by one. Nothing is opened yet, but what is not there is told.
 * Throws `log-changed` for what is gone from a pack, and what reading throws.
 */
export async function handedIn(files: readonly FileRecord[]): Promise<HandedIn[]> {
  const found = new Map<string, HandedIn>();
  for (const [place, kept] of Map.groupBy(files, (file) => file.path)) {
    await requireFile(place, kept[0]?.name ?? place);
    const index = kept[0]?.pack == null ? null : await packIndex(place);
    for (const file of kept) {
      const { sha256, bytes } = file;
      const inPack = index?.get(sha256);
      if (index !== null && inPack === undefined) throw new UserError("log-changed", { file: file.name });
      const part =
        inPack === undefined ? { start: 0, bytes } : { start: inPack.offset, bytes: inPack.bytes, end: inPack.offset + inPack.bytes };
      const name = ownName(file);
      if (!found.has(sha256)) found.set(sha256, { name, sha256, open: () => opened(place, { name, sha256, ...part }) });
    }
  }
  return [...found.values()];
}

async function requireFile(place: string, name: string): Promise<void> {
  const facts = await stat(place).catch((error: unknown) => {
    throw readFailure(error, name);
  });
  if (!facts.isFile()) throw new UserError("log-changed", { file: name });
}

const archiveName = /\.(?:zip|tar|tgz|tbz2?|txz|tzst|tar\.\w+)$/i;

function ownName({ name, sha256, contentSha256 }: FileRecord): string {
  const parts = name.split(/[\\/]/);
  // What is read as it came stands in no archive, whatever its folder is called.
  const archive = sha256 === contentSha256 ? undefined : parts.slice(0, -1).find((part) => archiveName.test(part));
  return archive ?? parts.at(-1) ?? "";
}

interface Part {
  name: string;
  sha256: string;
  start: number;
  /** What was read of it then: a log that is still being written has grown since. Of an archive, the bytes of a log in it. */
  bytes: number;
  /** Behind its last byte; without it, the file's end. */
  end?: number;
}

function opened(place: string, part: Part): Readable {
  return Readable.from(provenBlocks(place, part), { objectMode: false, highWaterMark: blockBytes });
}

async function* provenBlocks(place: string, { name, sha256, start, bytes, end }: Part): AsyncGenerator<Buffer> {
  if (end !== undefined && end === start) return;
  const hash = createHash("sha256");
  let at = 0;
  const source = createReadStream(place, { start, ...(end !== undefined && { end: end - 1 }), highWaterMark: blockBytes });
  try {
    for await (const block of source as AsyncIterable<Buffer>) {
      const rest = bytes - at;
      if (rest > 0 && rest <= block.length) {
        const head = block.subarray(0, rest);
        // Whole already: what stands behind was written later.
        if (hash.copy().update(head).digest("hex") === sha256) return yield head;
      }
      hash.update(block);
      at += block.length;
      yield block;
    }
  } catch (error) {
    throw error instanceof UserError ? error : readFailure(error, name);
  }
  if (hash.digest("hex") !== sha256) throw new UserError("log-changed", { file: name });
}
