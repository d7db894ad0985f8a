// The entries of a zip without its directory: each begins with a header of its own, and tells where it ends.
import { open } from "node:fs/promises";
import { parseExtraFields } from "yauzl";
import { DamagedBytes, UnreadableWrapping } from "./damage.ts";
import type { ArchiveEntry } from "./entry.ts";
import { zipName } from "./entry-names.ts";
import { deflateDecoded } from "./gzip.ts";
import { rawFile, type Source } from "./source.ts";

const readBytes = 64 * 1024;
const headerBytes = 30;
const headerMagic = 0x04034b50;
const descriptorMagic = 0x08074b50;
const zip64 = 1;
const flags = { encrypted: 1, descriptor: 8 };

interface LocalHeader {
  name: string;
  flag: number;
  method: number;
  /** Wrapped bytes; null: written behind them, in a descriptor. */
  wrapped: number | null;
  start: number;
}

/** The entries as they lie in the file, up to the first that cannot be followed. Ends without an error: the caller knows of the damage. */
export async function* zipSequence(path: string): AsyncGenerator<ArchiveEntry> {
  for (let at = 0; ; ) {
    const header = await localHeader(path, at);
    if (header === null) return;
    let end = header.wrapped === null ? null : header.start + header.wrapped;
    const content = (): AsyncGenerator<Buffer> =>
      contentOf(path, header, (used) => {
        end ??= header.start + used;
      });
    yield { name: header.name, kind: /[\\/]$/.test(header.name) ? "folder" : "file", bytes: null, content };
    // Only reading it tells where an entry with a descriptor ends.
    if (end === null) for await (const _ of content());
    if (end === null) return;
    at = header.wrapped === null ? await behindDescriptor(path, end) : end;
  }
}

async function* contentOf(path: string, header: LocalHeader, onEnd: (used: number) => void): AsyncGenerator<Buffer> {
  const { flag, method, wrapped, start } = header;
  if ((flag & flags.encrypted) !== 0) throw new UnreadableWrapping("encrypted");
  const isStored = method === 0 && wrapped !== null;
  // Where it ends stands in the directory alone, which is lost.
  if (method === 0 && !isStored) throw new DamagedBytes(start, "corrupt");
  if (method !== 8 && !isStored) throw new UnreadableWrapping("method");
  const { source } = rawFile(path, readBytes, () => {}, { start, end: wrapped === null ? Number.MAX_SAFE_INTEGER : start + wrapped });
  try {
    yield* isStored ? copied(source, wrapped) : deflateDecoded(source, onEnd);
  } catch (error) {
    if (error instanceof DamagedBytes) error.offset += start;
    throw error;
  }
}

async function* copied(source: Source, bytes: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const block of source()) {
    length += block.length;
    yield block;
  }
  if (length < bytes) throw new DamagedBytes(length, "truncated");
}

async function localHeader(path: string, at: number): Promise<LocalHeader | null> {
  const header = await bytesAt(path, at, headerBytes);
  if (header.length < headerBytes || header.readUInt32LE(0) !== headerMagic) return null;
  const [nameBytes, extraBytes] = [header.readUInt16LE(26), header.readUInt16LE(28)];
  const rest = await bytesAt(path, at + headerBytes, nameBytes + extraBytes);
  if (rest.length < nameBytes + extraBytes) return null;
  const flag = header.readUInt16LE(6);
  const fields = fieldsIn(rest.subarray(nameBytes));
  const stated = header.readUInt32LE(18);
  const large = fields.find((field) => field.id === zip64)?.data;
  const wrapped = stated === 0xffffffff && large && large.length >= 16 ? Number(large.readBigUInt64LE(8)) : stated;
  return {
    name: zipName(flag, rest.subarray(0, nameBytes), fields),
    flag,
    method: header.readUInt16LE(8),
    wrapped: (flag & flags.descriptor) === 0 ? wrapped : null,
    start: at + headerBytes + nameBytes + extraBytes,
  };
}

function fieldsIn(extra: Buffer): ReturnType<typeof parseExtraFields> {
  try {
    return parseExtraFields(extra);
  } catch {
    return [];
  }
}

/** A descriptor has its magic or not, and its two sizes in four or eight bytes each: the next header tells which. */
async function behindDescriptor(path: string, end: number): Promise<number> {
  const bytes = await bytesAt(path, end, 28);
  const sum = bytes.length >= 4 && bytes.readUInt32LE(0) === descriptorMagic ? 8 : 4;
  const isShort = bytes.length < sum + 12 || bytes.toString("latin1", sum + 8, sum + 10) === "PK";
  return end + sum + (isShort ? 8 : 16);
}

async function bytesAt(path: string, at: number, length: number): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
