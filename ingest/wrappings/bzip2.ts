// bzip2, with many streams: block after block, each handed on once its checksum is right.
import { BitReader, decodeBlock, type Tables } from "./bzip2-block.ts";
import { DamagedBytes, type DamageReason } from "./damage.ts";
import { Lookahead, type Source } from "./source.ts";

/** More than a block can take: 32767 groups of 50 symbols, none longer than 20 bits, and their tables. */
const mostBlockBytes = 5 * 1024 * 1024;
const headerBytes = 4;
const blockMagic = [0x314159, 0x265359];
const endMagic = [0x177245, 0x385090];

/** All streams, one after the other; zeros behind the last are padding. A block cannot be read in part: a cut one is lost whole. */
export async function* bzip2Decoded(source: Source): AsyncGenerator<Buffer> {
  const ahead = new Lookahead(source());
  try {
    for (let isFirst = true; ; isFirst = false) {
      await ahead.fill(mostBlockBytes);
      if (ahead.bytes.length === 0 && !isFirst) return ahead.checkEnd();
      yield* stream(ahead, isFirst);
      if (await onlyZeros(ahead)) return ahead.checkEnd();
    }
  } finally {
    await ahead.close();
  }
}

async function* stream(ahead: Lookahead, isFirst: boolean): AsyncGenerator<Buffer> {
  const level = levelOf(ahead, isFirst);
  const tables: Tables = { permutation: new Uint32Array(level * 100_000), symbols: new Uint8Array(level * 100_000) };
  let bit = headerBytes * 8;
  let streamChecksum = 0;
  for (;;) {
    // The block is read at a bit of the first byte ahead.
    ahead.skip(bit >>> 3);
    bit &= 7;
    if (ahead.bytes.length < mostBlockBytes) await ahead.fill(2 * mostBlockBytes);
    const bits = new BitReader(ahead.bytes, bit);
    const magic = [bits.read(24), bits.read(24)];
    const checksum = ((bits.read(16) << 16) | bits.read(16)) >>> 0;
    if (!bits.isInside()) throw ahead.failure(damage(ahead, ahead.bytes.length, "truncated"));
    if (magic[0] === endMagic[0] && magic[1] === endMagic[1]) {
      ahead.skip(bits.bytesTouched());
      if (checksum !== streamChecksum) throw damage(ahead, 0, "checksum");
      return;
    }
    if (magic[0] !== blockMagic[0] || magic[1] !== blockMagic[1]) throw damage(ahead, 0, "corrupt");
    const block = decodeBlock(bits, tables);
    if (!bits.isInside()) throw ahead.failure(damage(ahead, ahead.bytes.length, "truncated"));
    if (block === null) throw damage(ahead, 0, "corrupt");
    if (block.checksum !== checksum) throw damage(ahead, bits.bytesTouched(), "checksum");
    streamChecksum = (((streamChecksum << 1) | (streamChecksum >>> 31)) ^ checksum) >>> 0;
    bit = bits.position();
    yield* block.pieces;
  }
}

/** The block size of a stream, in units of 100,000 bytes. */
function levelOf(ahead: Lookahead, isFirst: boolean): number {
  const header = ahead.bytes.subarray(0, headerBytes).toString("latin1");
  const level = /^BZh([1-9])$/.exec(header)?.[1];
  if (level !== undefined) return Number(level);
  if ("BZh".startsWith(header.slice(0, 3)) && header.length < headerBytes) throw ahead.failure(damage(ahead, header.length, "truncated"));
  throw damage(ahead, 0, isFirst ? "corrupt" : "trailing-garbage");
}

async function onlyZeros(ahead: Lookahead): Promise<boolean> {
  const start = ahead.offset;
  for (;;) {
    await ahead.fill(headerBytes);
    const length = ahead.bytes.length;
    const other = ahead.bytes.findIndex((byte) => byte !== 0);
    if (other === 0 && ahead.offset === start) return false;
    if (other !== -1) throw new DamagedBytes(start, "trailing-garbage");
    if (length === 0) return true;
    ahead.skip(length);
  }
}

const damage = (ahead: Lookahead, bytes: number, reason: DamageReason): DamagedBytes => new DamagedBytes(ahead.offset + bytes, reason);
