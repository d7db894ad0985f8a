// tar: ustar, with the long names of GNU and pax; regular files alone are handed on.
import { DamagedBytes, UnreadableWrapping } from "./damage.ts";
import type { ArchiveEntry } from "./entry.ts";
import { tarName } from "./entry-names.ts";
import { Lookahead, type Source } from "./source.ts";

const blockBytes = 512;
const readBytes = 256 * 1024;
const zeros = Buffer.alloc(readBytes);
/** Names and other facts of an entry that stand in a block of their own. */
const mostExtraBytes = 1024 * 1024;

interface Header {
  name: string;
  size: number;
  type: string;
}

/** True when these bytes begin with a header whose checksum is right. */
export function isTarHeader(bytes: Buffer): boolean {
  if (bytes.length < blockBytes || bytes[0] === 0) return false;
  let sum = 0;
  for (let at = 0; at < blockBytes; at++) sum += at >= 148 && at < 156 ? 32 : (bytes[at] ?? 0);
  return sum === numberAt(bytes, 148, 8);
}

/**
 * The entries in their order; the content of each must be read before the next is asked for, or is skipped. Ends at the block of zeros:
 * an archive without one is cut. Throws DamagedBytes, with offsets in the tar itself.
 */
export async function* tarEntries(source: Source): AsyncGenerator<ArchiveEntry> {
  const ahead = new Lookahead(source());
  let longName: string | null = null;
  let extra: Record<string, string> = {};
  try {
    for (;;) {
      await ahead.fill(blockBytes);
      const block = ahead.bytes.subarray(0, blockBytes);
      if (block.length < blockBytes) throw ahead.failure(new DamagedBytes(ahead.offset + block.length, "truncated"));
      if (isZero(block, blockBytes)) {
        if (!(await isFollowed(ahead))) return ahead.checkEnd();
        continue;
      }
      if (!isTarHeader(block)) throw new DamagedBytes(ahead.offset, "corrupt");
      const header = headerIn(block);
      ahead.skip(blockBytes);
      if ("LKxg".includes(header.type)) {
        const bytes = await wholeContent(ahead, header.size);
        if (header.type === "L") longName = tarName(bytes.subarray(0, lengthOfText(bytes)));
        if (header.type === "x") extra = paxFacts(bytes);
        continue;
      }
      const size = extra["size"] === undefined ? header.size : Number(extra["size"]);
      if (!Number.isSafeInteger(size) || size < 0) throw new DamagedBytes(ahead.offset, "corrupt");
      const name = extra["GNU.sparse.name"] ?? extra["path"] ?? longName ?? header.name;
      const isSparse = header.type === "S" || Object.keys(extra).some((key) => key.startsWith("GNU.sparse"));
      longName = null;
      extra = {};
      const end = ahead.offset + Math.ceil(size / blockBytes) * blockBytes;
      yield { name, kind: kindOf(header.type, name), bytes: size, content: () => (isSparse ? refuseSparse() : content(ahead, size)) };
      await skipTo(ahead, end);
    }
  } finally {
    await ahead.close();
  }
}

function kindOf(type: string, name: string): ArchiveEntry["kind"] {
  if (type === "5" || name.endsWith("/")) return "folder";
  return "0\x007S".includes(type) ? "file" : "other";
}

async function* refuseSparse(): AsyncGenerator<Buffer> {
  yield Buffer.alloc(0);
  throw new UnreadableWrapping("sparse");
}

async function* content(ahead: Lookahead, size: number): AsyncGenerator<Buffer> {
  for (let left = size; left > 0; ) {
    await ahead.fill(Math.min(left, readBytes));
    const bytes = ahead.bytes.subarray(0, left);
    if (bytes.length === 0) throw ahead.failure(new DamagedBytes(ahead.offset, "truncated"));
    left -= bytes.length;
    ahead.skip(bytes.length);
    yield bytes;
  }
}

async function wholeContent(ahead: Lookahead, size: number): Promise<Buffer> {
  if (size > mostExtraBytes) throw new DamagedBytes(ahead.offset, "corrupt");
  const end = ahead.offset + Math.ceil(size / blockBytes) * blockBytes;
  const parts: Buffer[] = [];
  for await (const part of content(ahead, size)) parts.push(part);
  await skipTo(ahead, end);
  return Buffer.concat(parts);
}

async function skipTo(ahead: Lookahead, end: number): Promise<void> {
  for await (const _ of content(ahead, end - ahead.offset));
}

const isZero = (bytes: Buffer, length: number): boolean => bytes.subarray(0, length).equals(zeros.subarray(0, length));

/** Leaves the filling behind the end behind; true where another archive follows, as when one was written at another's end. Throws DamagedBytes where anything else does. */
async function isFollowed(ahead: Lookahead): Promise<boolean> {
  for (;;) {
    await ahead.fill(blockBytes);
    if (ahead.bytes.length === 0) return false;
    // Whole blocks; less than one is the very end.
    const most = Math.min(ahead.bytes.length, zeros.length);
    const length = most < blockBytes ? most : most - (most % blockBytes);
    if (isZero(ahead.bytes, length)) ahead.skip(length);
    else if (isZero(ahead.bytes, blockBytes)) ahead.skip(blockBytes);
    else if (isTarHeader(ahead.bytes.subarray(0, blockBytes))) return true;
    else throw ahead.failure(new DamagedBytes(ahead.offset, "trailing-garbage"));
  }
}

function headerIn(block: Buffer): Header {
  const prefix = block.toString("latin1", 257, 263) === "ustar\0" ? textAt(block, 345, 155) : "";
  const name = textAt(block, 0, 100);
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    size: numberAt(block, 124, 12),
    type: block.toString("latin1", 156, 157),
  };
}

function textAt(block: Buffer, at: number, length: number): string {
  const bytes = block.subarray(at, at + length);
  return tarName(bytes.subarray(0, lengthOfText(bytes)));
}

function lengthOfText(bytes: Buffer): number {
  const end = bytes.indexOf(0);
  return end === -1 ? bytes.length : end;
}

/** Octal digits, or, with the highest bit set, a binary number. */
function numberAt(block: Buffer, at: number, length: number): number {
  if (((block[at] ?? 0) & 0x80) === 0) {
    const digits = /^ *([0-7]+)/.exec(block.toString("latin1", at, at + length))?.[1];
    return digits === undefined ? 0 : Number.parseInt(digits, 8);
  }
  let value = (block[at] ?? 0) & 0x7f;
  for (let i = at + 1; i < at + length; i++) value = value * 256 + (block[i] ?? 0);
  return value;
}

/** Records `length key=value\n`, the length its own digits included. */
function paxFacts(bytes: Buffer): Record<string, string> {
  const found: Record<string, string> = {};
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const length = Number(bytes.toString("latin1", at, space));
    if (space === -1 || !Number.isSafeInteger(length) || length < 5) return found;
    const record = bytes.toString("utf8", space + 1, at + length - 1);
    const equals = record.indexOf("=");
    if (equals > 0) found[record.slice(0, equals)] = record.slice(equals + 1);
    at += length;
  }
  return found;
}
