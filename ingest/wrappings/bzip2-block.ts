// One block of bzip2: Huffman codes, move to front, the Burrows-Wheeler transform and the runs, undone.

/** Work space that the blocks of a stream share. */
export interface Tables {
  permutation: Uint32Array;
  symbols: Uint8Array;
}

export interface Block {
  pieces: Buffer[];
  checksum: number;
}

/** Bits from the highest of each byte on. Behind the end it reads zeros: ask `isInside` afterwards. */
export class BitReader {
  readonly #bytes: Buffer;
  #next: number;
  #window = 0;
  #held = 0;

  constructor(bytes: Buffer, bit: number) {
    this.#bytes = bytes;
    this.#next = bit >>> 3;
    if ((bit & 7) > 0) this.read(bit & 7);
  }

  /** The next bits, at most 24, left where they are. */
  peek(count: number): number {
    while (this.#held < count) {
      this.#window = (this.#window << 8) | (this.#bytes[this.#next++] ?? 0);
      this.#held += 8;
    }
    return (this.#window >>> (this.#held - count)) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#held -= count;
  }

  read(count: number): number {
    const value = this.peek(count);
    this.#held -= count;
    return value;
  }

  /** In bits, from the beginning of the bytes. */
  position(): number {
    return this.#next * 8 - this.#held;
  }

  bytesTouched(): number {
    return Math.ceil(this.position() / 8);
  }

  isInside(): boolean {
    return this.position() <= this.#bytes.length * 8;
  }
}

const longestCode = 20;
const quickBits = 10;
const groupSize = 50;
const pieceBytes = 1024 * 1024;

/** Decodes the block whose magic and checksum were read; null: it is corrupt, or the bytes end in it. */
export function decodeBlock(bits: BitReader, tables: Tables): Block | null {
  // Blocks made random are of before 1997; nothing writes them.
  if (bits.read(1) === 1) return null;
  const origin = bits.read(24);
  const values = readValues(bits);
  const groups = bits.read(3);
  const selectorCount = bits.read(15);
  if (values.length === 0 || groups < 2 || groups > 6 || selectorCount === 0) return null;
  const selectors = readSelectors(bits, groups, selectorCount);
  if (selectors === null) return null;
  const codes: Code[] = [];
  for (let i = 0; i < groups; i++) {
    const code = readCode(bits, values.length + 2);
    if (code === null) return null;
    codes.push(code);
  }
  const length = readSymbols(bits, values, selectors, codes, tables.symbols);
  if (length === -1 || origin >= length || !bits.isInside()) return null;
  return untransform(tables, length, origin);
}

/** The byte values that occur in the block. */
function readValues(bits: BitReader): Uint8Array {
  const rows = bits.read(16);
  const values: number[] = [];
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >>> row)) === 0) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) if ((columns & (0x8000 >>> column)) !== 0) values.push(row * 16 + column);
  }
  return Uint8Array.from(values);
}

/** Which code each run of fifty symbols is written in. */
function readSelectors(bits: BitReader, groups: number, count: number): Uint8Array | null {
  const order = [0, 1, 2, 3, 4, 5];
  const selectors = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let index = 0;
    while (bits.read(1) === 1) if (++index >= groups) return null;
    const [selector = 0] = order.splice(index, 1);
    order.unshift(selector);
    selectors[i] = selector;
  }
  return selectors;
}

/** A canonical Huffman code: by the next ten bits where that is enough, else length by length. */
interface Code {
  /** `symbol << 5 | length`, 0 where the code is longer. */
  quick: Uint16Array;
  /** By length: the greatest code, and what leads from a code to its place in `sorted`. */
  limits: Int32Array;
  bases: Int32Array;
  sorted: Uint16Array;
}

function readCode(bits: BitReader, symbolCount: number): Code | null {
  const lengths = new Uint8Array(symbolCount);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > longestCode) return null;
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return codeOf(lengths);
}

function codeOf(lengths: Uint8Array): Code {
  const quick = new Uint16Array(1 << quickBits);
  const limits = new Int32Array(longestCode + 1).fill(-1);
  const bases = new Int32Array(longestCode + 1);
  const sorted = new Uint16Array(lengths.length);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= longestCode; length++) {
    bases[length] = place - code;
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      if (length <= quickBits) quick.fill((symbol << 5) | length, code << (quickBits - length), (code + 1) << (quickBits - length));
      sorted[place++] = symbol;
      limits[length] = code++;
    }
    code *= 2;
  }
  return { quick, limits, bases, sorted };
}

function readSymbol(bits: BitReader, code: Code): number {
  const entry = code.quick[bits.peek(quickBits)] ?? 0;
  if (entry !== 0) {
    bits.skip(entry & 31);
    return entry >>> 5;
  }
  const window = bits.peek(longestCode);
  for (let length = quickBits + 1; length <= longestCode; length++) {
    const value = window >>> (longestCode - length);
    if (value > (code.limits[length] ?? -1)) continue;
    bits.skip(length);
    return code.sorted[value + (code.bases[length] ?? 0)] ?? -1;
  }
  return -1;
}

/** Writes the block's bytes, still transformed, into `out`; answers how many, or -1. */
function readSymbols(bits: BitReader, values: Uint8Array, selectors: Uint8Array, codes: Code[], out: Uint8Array): number {
  const front = Uint8Array.from(values);
  const endOfBlock = values.length + 1;
  let length = 0;
  let run = 0;
  let runUnit = 1;
  for (const selector of selectors) {
    const code = codes[selector];
    if (code === undefined) return -1;
    for (let i = 0; i < groupSize; i++) {
      const symbol = readSymbol(bits, code);
      if (symbol === -1 || symbol > endOfBlock) return -1;
      if (symbol < 2) {
        // A run's length in digits 1 and 2, the lowest first; beyond the block's size it is no run.
        run += runUnit << symbol;
        runUnit *= 2;
        if (run > out.length - length) return -1;
        continue;
      }
      if (run > 0) {
        out.fill(front[0] ?? 0, length, length + run);
        length += run;
        run = 0;
        runUnit = 1;
      }
      if (symbol === endOfBlock) return length;
      if (length >= out.length) return -1;
      const value = front[symbol - 1] ?? 0;
      for (let at = symbol - 1; at > 0; at--) front[at] = front[at - 1] ?? 0;
      front[0] = value;
      out[length++] = value;
    }
  }
  return -1;
}

/** The bytes in their own order, runs of four and a count expanded, and their checksum. */
function untransform({ permutation, symbols }: Tables, length: number, origin: number): Block {
  const places = new Uint32Array(257);
  for (let i = 0; i < length; i++) {
    const next = (symbols[i] ?? 0) + 1;
    places[next] = (places[next] ?? 0) + 1;
  }
  for (let value = 0; value < 256; value++) places[value + 1] = (places[value + 1] ?? 0) + (places[value] ?? 0);
  permutation.fill(0, 0, length);
  for (let i = 0; i < length; i++) {
    const value = symbols[i] ?? 0;
    const place = places[value] ?? 0;
    places[value] = place + 1;
    permutation[place] = i * 256;
  }
  for (let i = 0; i < length; i++) permutation[i] = (permutation[i] ?? 0) | (symbols[i] ?? 0);
  return expand(permutation, length, origin);
}

function expand(permutation: Uint32Array, length: number, origin: number): Block {
  const pieces: Buffer[] = [];
  let piece = Buffer.allocUnsafe(pieceBytes);
  let filled = 0;
  let checksum = 0xffffffff;
  let equal = 0;
  let last = -1;
  let entry = permutation[origin] ?? 0;
  for (let i = 0; i < length; i++) {
    entry = permutation[entry >>> 8] ?? 0;
    const byte = entry & 255;
    // Four equal bytes are followed by how many more there are.
    const isCount = equal === 4;
    const copies = isCount ? byte : 1;
    const value = isCount ? last : byte;
    equal = isCount ? 0 : byte === last ? equal + 1 : 1;
    last = isCount ? -1 : byte;
    for (let copy = 0; copy < copies; copy++) {
      checksum = (checksum << 8) ^ (checksumTable[(checksum >>> 24) ^ value] ?? 0);
      piece[filled++] = value;
      if (filled < pieceBytes) continue;
      pieces.push(piece);
      piece = Buffer.allocUnsafe(pieceBytes);
      filled = 0;
    }
  }
  if (filled > 0) pieces.push(piece.subarray(0, filled));
  return { pieces, checksum: ~checksum >>> 0 };
}

/** CRC-32 from the highest bit down, which zlib does not have. */
const checksumTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});
