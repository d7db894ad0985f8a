// The logs as they were handed in, packed on demand: an annex of restricted access, as they hold people's addresses.
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { FileRecord } from "../ingest/index.ts";

/** Only its owner reads it. */
const OWNER_ONLY = 0o600;
/** The same files make the same bytes. */
const NO_DATE = { mtime: new Date(1980, 0, 1), mode: 0o100600, forceDosTimestamp: true };
const DIGITS_OF_HASH = 12;

/**
 * Packs what was handed in, byte for byte; entries bear the beginning of their SHA-256 and their own name, and `SHA256SUMS` lists all of
 * them for `sha256sum --check`. Logs of one archive or pack are packed once, as that.
 */
export async function writeOriginals(files: readonly FileRecord[], path: string): Promise<void> {
  const zip = new ZipFile();
  const sums: string[] = [];
  for (const [place, [file]] of Map.groupBy(files, (record) => record.path)) {
    if (file === undefined) continue;
    const name = entryName(file);
    zip.addFile(place, name, NO_DATE);
    if (file.pack === null) sums.push(`${file.sha256}  ${name}\n`);
  }
  zip.addBuffer(Buffer.from(sums.sort().join(""), "utf8"), "SHA256SUMS", NO_DATE);
  const written = pipeline(zip.outputStream, createWriteStream(path, { mode: OWNER_ONLY }));
  zip.end();
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  await Promise.race([written, failed]);
}

/** The last part of a name alone, without what a file system or a shell takes for something else. */
function entryName(file: FileRecord): string {
  const plain = (file.name.split(/[\\/]/u).at(-1) ?? "").replace(/[^\p{L}\p{N}._-]/gu, "_");
  return file.pack ?? `${file.sha256.slice(0, DIGITS_OF_HASH)}-${plain}`;
}
