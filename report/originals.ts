// The logs as they were handed in, packed on demand: an annex of restricted access, as they hold people's addresses.
import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { type FileRecord, type HandedIn, handedIn } from "../ingest/index.ts";
import { sumsFile } from "./annex-names.ts";

/** Only its owner reads it. */
const OWNER_ONLY = 0o600;
/** The same files make the same bytes. */
const NO_DATE = { mtime: new Date(1980, 0, 1), mode: 0o100600, forceDosTimestamp: true };
const DIGITS_OF_HASH = 12;
/** Text that is packed while somebody waits: the first level takes a third of the time of the usual one. */
const QUICK = 1;
const PACKED = /\.(?:gz|tgz|zip|zst|bz2|xz|txz|7z)$/i;

/**
 * Adds what was handed in, byte for byte, each proven while it is read; entries bear the beginning of their SHA-256 and their own name, and
 * `SHA256SUMS` beside their folder lists all of them for `sha256sum --check`. What is not what was handed in ends the archive with an error
 * of the ZIP file (`log-changed`).
 */
export function addOriginals(zip: ZipFile, logs: readonly HandedIn[], folder = ""): void {
  const named = logs.map((log) => ({ log, name: folder + entryName(log) })).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { log, name } of named)
    zip.addReadStreamLazy(name, { ...NO_DATE, compressionLevel: PACKED.test(name) ? 0 : QUICK }, (ready) => {
      const content = log.open();
      content.on("error", (error) => zip.emit("error", error));
      ready(null, content);
    });
  const sums = named.map(({ log, name }) => `${log.sha256}  ${name}\n`);
  zip.addBuffer(Buffer.from(sums.join(""), "utf8"), sumsFile, NO_DATE);
}

/**
 * Packs the logs that a memoria was made from into a file. Throws `log-changed` where one is no longer what was read, and what reading and
 * writing throw.
 */
export async function writeOriginals(files: readonly FileRecord[], path: string): Promise<void> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on("error", (error: Error) => output.destroy(error));
  addOriginals(zip, await handedIn(files));
  zip.end();
  await pipeline(output, createWriteStream(path, { mode: OWNER_ONLY }));
}

/** Without what a file system or a shell takes for something else. */
function entryName({ name, sha256 }: HandedIn): string {
  return `${sha256.slice(0, DIGITS_OF_HASH)}-${name.replace(/[^\p{L}\p{N}._-]/gu, "_")}`;
}
