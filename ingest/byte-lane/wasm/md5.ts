// Lower halves of the MD5 of lines (RFC 1321), four lines at a time: alone, each step of one would wait for the step before.
import { lineHash } from "./columns";
import { numberOfValue } from "./dictionary";
import { hashing, mostRows, numbersOf, unhashedLines } from "./memory";
import { forgetUnhashed, unhashed } from "./rows";

const lanes: i32 = 4;
const blockBytes: i32 = 64;
/** In the last block, behind the text and a byte that ends it, stands its length. */
const mostLastBytes: i32 = 55;

/** Four numbers for each of a, b, c and d. */
const states: i32 = hashing;
/** Sixteen words, four numbers for each. */
const words: i32 = states + 64;
/** Two blocks for the end of each text. */
const tails: i32 = words + 256;
/** 16 bytes for each lane: where its next block lies; bytes of text that are left there, or, where that is less than none, blocks of its end; entry of its line. */
const works: i32 = tails + lanes * 2 * blockBytes;

/** 2^32 times the sine of 1 to 64, whole and without sign. */
const sines: usize = memory.data<u32>([
  0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
  0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
  0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
  0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
  0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
  0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
  0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
  0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
]);

let nextEntry: i32 = 0;
let busy: i32 = 0;

/** Hashes the lines that were noted, where they were read. */
export function hashNotedLines(): void {
  if (unhashed() === 0) return;
  nextEntry = 0;
  busy = 0;
  for (let lane = 0; lane < lanes; lane++) begin(lane);
  while (busy > 0) {
    loadWords();
    mixWords();
    for (let lane = 0; lane < lanes; lane++) advance(lane);
  }
  forgetUnhashed();
}

// @ts-ignore: decorator
@inline function workOf(lane: i32): i32 { return works + (lane << 4); }
// @ts-ignore: decorator
@inline function tailOf(lane: i32): i32 { return tails + lane * 2 * blockBytes; }
// @ts-ignore: decorator
@inline function lineOf(entry: i32): i32 { return unhashedLines + entry * 12; }

/** Takes the next line, or none: then the lane goes idly through its last block. */
function begin(lane: i32): void {
  const work = workOf(lane);
  if (nextEntry === unhashed()) {
    store<i32>(work, tailOf(lane));
    store<i32>(work, -1, 8);
    return;
  }
  busy++;
  const line = lineOf(nextEntry);
  const state = states + (lane << 2);
  store<u32>(state, 0x67452301);
  store<u32>(state, 0xefcdab89, 16);
  store<u32>(state, 0x98badcfe, 32);
  store<u32>(state, 0x10325476, 48);
  store<i32>(work, load<i32>(line, 4));
  store<i32>(work, load<i32>(line, 8), 4);
  store<i32>(work, nextEntry++, 8);
  if (load<i32>(line, 8) < blockBytes) endText(lane);
}

/** A block of the lane is mixed in. */
function advance(lane: i32): void {
  const work = workOf(lane);
  const entry = load<i32>(work, 8);
  if (entry < 0) return;
  const left = load<i32>(work, 4);
  store<i32>(work, load<i32>(work) + blockBytes);
  if (left >= 0) {
    store<i32>(work, left - blockBytes, 4);
    if (left < 2 * blockBytes) endText(lane);
    return;
  }
  store<i32>(work, left + 1, 4);
  if (left < -1) return;
  const state = states + (lane << 2);
  const hash = <i64>((<u64>load<u32>(state, 48) << 32) | <u64>load<u32>(state, 32));
  const number = numberOfValue(lineHash, hash, mostRows);
  store<i32>(numbersOf(lineHash) + (load<i32>(lineOf(entry)) << 2), number + 1);
  busy--;
  begin(lane);
}

/** What is left of the text, less than a block, goes into the lane's last blocks. */
function endText(lane: i32): void {
  const work = workOf(lane);
  const text = load<i32>(work);
  const left = load<i32>(work, 4);
  const tail = tailOf(lane);
  const places = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  for (let i = 0; i < blockBytes; i += 16) {
    const isText = i8x16.lt_s(places, i8x16.splat(<i8>(left - i)));
    v128.store(tail + i, v128.and(v128.load(text + i), isText));
    v128.store(tail + blockBytes + i, i8x16.splat(0));
  }
  store<u8>(tail + left, 0x80);
  const blocks = left <= mostLastBytes ? 1 : 2;
  store<i64>(tail + blocks * blockBytes - 8, <i64>load<i32>(lineOf(load<i32>(work, 8)), 8) << 3);
  store<i32>(work, tail);
  store<i32>(work, -blocks, 4);
}

/** The next block of each lane, word by word: the first of all four, the second, and so on. */
function loadWords(): void {
  const first = load<i32>(workOf(0));
  const second = load<i32>(workOf(1));
  const third = load<i32>(workOf(2));
  const fourth = load<i32>(workOf(3));
  for (let i = 0; i < blockBytes; i += 16) {
    const a = v128.load(first + i);
    const b = v128.load(second + i);
    const c = v128.load(third + i);
    const d = v128.load(fourth + i);
    const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    const out = words + (i << 2);
    v128.store(out, v128.shuffle<i64>(abLow, cdLow, 0, 2));
    v128.store(out, v128.shuffle<i64>(abLow, cdLow, 1, 3), 16);
    v128.store(out, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), 32);
    v128.store(out, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), 48);
  }
}

// @ts-ignore: decorator
@inline function turned(sum: v128, by: i32, b: v128): v128 {
  return i32x4.add(b, v128.or(i32x4.shl(sum, by), i32x4.shr_u(sum, 32 - by)));
}

/** A number and what is mixed of the three others, with a word and a sine. */
// @ts-ignore: decorator
@inline function sumOf(a: v128, mixed: v128, word: i32, step: i32): v128 {
  return i32x4.add(i32x4.add(a, v128.load32_splat(sines + (step << 2))), i32x4.add(mixed, v128.load(words + ((word & 15) << 4))));
}

/** The 64 steps, of all lanes at once. */
function mixWords(): void {
  let a = v128.load(states);
  let b = v128.load(states, 16);
  let c = v128.load(states, 32);
  let d = v128.load(states, 48);
  for (let i = 0; i < 16; i += 4) {
    a = turned(sumOf(a, v128.bitselect(c, d, b), i, i), 7, b);
    d = turned(sumOf(d, v128.bitselect(b, c, a), i + 1, i + 1), 12, a);
    c = turned(sumOf(c, v128.bitselect(a, b, d), i + 2, i + 2), 17, d);
    b = turned(sumOf(b, v128.bitselect(d, a, c), i + 3, i + 3), 22, c);
  }
  for (let i = 16; i < 32; i += 4) {
    a = turned(sumOf(a, v128.bitselect(b, c, d), 5 * i + 1, i), 5, b);
    d = turned(sumOf(d, v128.bitselect(a, b, c), 5 * i + 6, i + 1), 9, a);
    c = turned(sumOf(c, v128.bitselect(d, a, b), 5 * i + 11, i + 2), 14, d);
    b = turned(sumOf(b, v128.bitselect(c, d, a), 5 * i, i + 3), 20, c);
  }
  for (let i = 32; i < 48; i += 4) {
    a = turned(sumOf(a, v128.xor(b, v128.xor(c, d)), 3 * i + 5, i), 4, b);
    d = turned(sumOf(d, v128.xor(a, v128.xor(b, c)), 3 * i + 8, i + 1), 11, a);
    c = turned(sumOf(c, v128.xor(d, v128.xor(a, b)), 3 * i + 11, i + 2), 16, d);
    b = turned(sumOf(b, v128.xor(c, v128.xor(d, a)), 3 * i + 14, i + 3), 23, c);
  }
  for (let i = 48; i < 64; i += 4) {
    a = turned(sumOf(a, v128.xor(c, v128.or(b, v128.not(d))), 7 * i, i), 6, b);
    d = turned(sumOf(d, v128.xor(b, v128.or(a, v128.not(c))), 7 * i + 7, i + 1), 10, a);
    c = turned(sumOf(c, v128.xor(a, v128.or(d, v128.not(b))), 7 * i + 14, i + 2), 15, d);
    b = turned(sumOf(b, v128.xor(d, v128.or(c, v128.not(a))), 7 * i + 21, i + 3), 21, c);
  }
  v128.store(states, i32x4.add(v128.load(states), a));
  v128.store(states, i32x4.add(v128.load(states, 16), b), 16);
  v128.store(states, i32x4.add(v128.load(states, 32), c), 32);
  v128.store(states, i32x4.add(v128.load(states, 48), d), 48);
}
