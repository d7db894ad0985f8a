// zip: entries by its directory; where that is damaged, one after the other as they lie in the file.
import { open, stat } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { type Entry, openPromise } from "yauzl";
import { bzip2Decoded } from "./bzip2.ts";
import { DamagedBytes, UnreadableWrapping } from "./damage.ts";
import type { ArchiveEntry } from "./entry.ts";
import { zipName } from "./entry-names.ts";
import { deflateDecoded } from "./gzip.ts";
import { checkExpansion, LimitReached, type Limits } from "./limits.ts";
import { type Decoder, rawFile, type Source } from "./source.ts";
import { xzDecoded } from "./xz.ts";
import { zipSequence } from "./zip-sequence.ts";
import { zstdDecoded } from "./zstd.ts";

const readBytes = 64 * 1024;
const fileTypes = { mask: 0o170000, regular: 0o100000, folder: 0o040000 };
const unix = 3;

const deflate = 8;
const decoders: Record<number, Decoder> = {
  0: (source) => copied(source),
  [deflate]: (source) => deflateDecoded(source),
  12: bzip2Decoded,
  93: zstdDecoded,
  95: xzDecoded,
};

async function* copied(source: Source): AsyncGenerator<Buffer> {
  yield* source();
}

/**
 * The entries of a zip. Where its directory cannot be read, those that can be found without it come first, then DamagedBytes is thrown.
 */
export async function* zipEntries(path: string, limits: Limits): AsyncGenerator<ArchiveEntry> {
  const entries = await directoryOf(path, limits);
  if (entries instanceof DamagedBytes) {
    yield* zipSequence(path);
    throw entries;
  }
  for (const entry of entries) {
    const name = zipName(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields);
    yield { name, kind: kindOf(entry, name), bytes: entry.uncompressedSize, content: () => contentOf(path, entry, limits) };
  }
}

/** The directory, or what is wrong with it. A file that does not end in one was cut. */
async function directoryOf(path: string, limits: Limits): Promise<Entry[] | DamagedBytes> {
  const { size } = await stat(path);
  const entries: Entry[] = [];
  const zip = await openPromise(path, { decodeStrings: false, validateEntrySizes: false }).catch((error: Error) => error);
  if (zip instanceof Error) {
    const isCut = /unexpected EOF|truncated/.test(zip.message);
    if ("code" in zip) throw zip;
    return new DamagedBytes(size, isCut ? "truncated" : "corrupt");
  }
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > limits.entries) throw new LimitReached("entries", limits.entries);
    }
    return entries;
  } catch (error) {
    if (error instanceof LimitReached) throw error;
    if (error instanceof Error && /strong encryption/.test(error.message)) throw new UnreadableWrapping("encrypted");
    return new DamagedBytes(Number(zip.readEntryCursor), "corrupt");
  }
}

function kindOf(entry: Entry, name: string): ArchiveEntry["kind"] {
  if (/[\\/]$/.test(name)) return "folder";
  if (entry.versionMadeBy >>> 8 !== unix) return "file";
  const type = (entry.externalFileAttributes >>> 16) & fileTypes.mask;
  if (type === fileTypes.folder) return "folder";
  return type === 0 || type === fileTypes.regular ? "file" : "other";
}

async function* contentOf(path: string, entry: Entry, limits: Limits): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new UnreadableWrapping("encrypted");
  const decode = decoders[entry.compressionMethod];
  if (!decode) throw new UnreadableWrapping("method");
  const start = await dataStart(path, entry);
  const file = rawFile(path, readBytes, () => {}, { start, end: start + entry.compressedSize });
  const expansion = entry.compressionMethod === deflate ? limits.deflate : limits.otherwise;
  let length = 0;
  for await (const block of checked(decode(file.source), start, entry)) {
    length += block.length;
    checkExpansion(entry.compressedSize, length, expansion, limits);
    yield block;
  }
}

/** Hands the content on, and holds it against what the archive says of it. */
async function* checked(blocks: AsyncIterable<Buffer>, start: number, entry: Entry): AsyncGenerator<Buffer> {
  let length = 0;
  let sum = 0;
  try {
    for await (const block of blocks) {
      length += block.length;
      sum = crc32(block, sum);
      yield block;
    }
  } catch (error) {
    if (error instanceof DamagedBytes) error.offset += start;
    throw error;
  }
  const end = start + entry.compressedSize;
  if (length !== entry.uncompressedSize || sum !== entry.crc32)
    throw new DamagedBytes(end, length < entry.uncompressedSize ? "truncated" : "checksum");
}

/** The entry's bytes follow its own header, whose names may be longer than the directory's. */
async function dataStart(path: string, entry: Entry): Promise<number> {
  const handle = await open(path, "r");
  try {
    const header = Buffer.alloc(30);
    const at = entry.relativeOffsetOfLocalHeader;
    const { bytesRead } = await handle.read(header, 0, header.length, at);
    if (bytesRead < header.length || header.readUInt32LE(0) !== 0x04034b50) throw new DamagedBytes(at, "corrupt");
    return at + header.length + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}
