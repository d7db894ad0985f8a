// Texts and numbers numbered as they are met, in hash tables of open slots.
import { columnCount, dictionaryOf, entriesOf, firstSlots, slotsOf } from "./memory";
import { keepText } from "./texts";

/** A value of a clean line that needs more steps to be told from others is not numbered: hostile values may share a hash, and then each would cost as much. */
export const usualSteps: i32 = 64;

/** The number of what could not be numbered. */
export const notNumbered: i32 = -2;

export function clearDictionaries(): void {
  for (let column = 0; column < columnCount; column++) {
    const dictionary = dictionaryOf(column);
    if (load<i32>(dictionary) === 0 && load<i32>(dictionary, 4) !== 0) continue;
    store<i32>(dictionary, 0);
    store<i32>(dictionary, firstSlots - 1, 4);
    store<i32>(dictionary, -1, 8);
    memory.fill(slotsOf(column), 0, firstSlots * 4);
  }
}

/** The number of a text, or `notNumbered` after so many steps. Behind it lie 16 bytes or more. */
export function numberOfText(column: i32, start: i32, length: i32, steps: i32): i32 {
  const dictionary = dictionaryOf(column);
  const entries = entriesOf(column);
  const last = load<i32>(dictionary, 8);
  if (last >= 0) {
    const entry = entries + (last << 4);
    if (load<i32>(entry, 4) === length && isSame(load<i32>(entry), start, length)) return last;
  }
  const hash = hashOf(start, length);
  const slots = slotsOf(column);
  const mask = load<i32>(dictionary, 4);
  let slot = hash & mask;
  for (let step = 0; step < steps; step++) {
    const number = load<i32>(slots + (slot << 2)) - 1;
    if (number < 0) return add(column, slot, keepText(start, length), length, hash);
    const entry = entries + (number << 4);
    if (load<i32>(entry, 8) === hash && load<i32>(entry, 4) === length && isSame(load<i32>(entry), start, length)) {
      store<i32>(dictionary, number, 8);
      return number;
    }
    slot = (slot + 1) & mask;
  }
  return notNumbered;
}

/** The number of a value, or `notNumbered` after so many steps. */
export function numberOfValue(column: i32, value: i64, steps: i32): i32 {
  const dictionary = dictionaryOf(column);
  const entries = entriesOf(column);
  const last = load<i32>(dictionary, 8);
  if (last >= 0 && load<i64>(entries + (last << 4)) === value) return last;
  let mixed = <u64>value * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 32)) * 0xbf58476d1ce4e5b9;
  const hash = <i32>(mixed ^ (mixed >> 29));
  const slots = slotsOf(column);
  const mask = load<i32>(dictionary, 4);
  let slot = hash & mask;
  for (let step = 0; step < steps; step++) {
    const number = load<i32>(slots + (slot << 2)) - 1;
    if (number < 0) return add(column, slot, <i32>value, <i32>(value >> 32), hash);
    if (load<i64>(entries + (number << 4)) === value) {
      store<i32>(dictionary, number, 8);
      return number;
    }
    slot = (slot + 1) & mask;
  }
  return notNumbered;
}

function add(column: i32, slot: i32, low: i32, high: i32, hash: i32): i32 {
  const dictionary = dictionaryOf(column);
  const number = load<i32>(dictionary);
  store<i32>(slotsOf(column) + (slot << 2), number + 1);
  const entry = entriesOf(column) + (number << 4);
  store<i32>(entry, low);
  store<i32>(entry, high, 4);
  store<i32>(entry, hash, 8);
  store<i32>(dictionary, number + 1);
  store<i32>(dictionary, number, 8);
  if ((number + 1) * 2 > load<i32>(dictionary, 4)) grow(column);
  return number;
}

function grow(column: i32): void {
  const dictionary = dictionaryOf(column);
  const mask = load<i32>(dictionary, 4) * 2 + 1;
  store<i32>(dictionary, mask, 4);
  const slots = slotsOf(column);
  memory.fill(slots, 0, (mask + 1) << 2);
  const count = load<i32>(dictionary);
  let entry = entriesOf(column);
  for (let number = 1; number <= count; number++) {
    let slot = load<i32>(entry, 8) & mask;
    while (load<i32>(slots + (slot << 2)) !== 0) slot = (slot + 1) & mask;
    store<i32>(slots + (slot << 2), number);
    entry += 16;
  }
}

// @ts-ignore: decorator
@inline export function isSame(a: i32, b: i32, length: i32): bool {
  let i = 0;
  for (; i + 16 <= length; i += 16) if (v128.any_true(v128.xor(v128.load(a + i), v128.load(b + i)))) return false;
  for (; i + 8 <= length; i += 8) if (load<i64>(a + i) !== load<i64>(b + i)) return false;
  const left = length - i;
  // What lies behind the text is shifted out.
  return left === 0 || (load<u64>(a + i) ^ load<u64>(b + i)) << ((8 - left) << 3) === 0;
}

/** Two lanes, so that neither waits for the other. */
// @ts-ignore: decorator
@inline function hashOf(start: i32, length: i32): i32 {
  let a: u64 = <u64>length * 0x9e3779b97f4a7c15;
  let b: u64 = 0xc2b2ae3d27d4eb4f;
  let i = start;
  const end = start + length;
  for (; i + 16 <= end; i += 16) {
    a = (a ^ load<u64>(i)) * 0x9fb21c651e98df25;
    b = (b ^ load<u64>(i, 8)) * 0xd6e8feb86659fd93;
    a ^= a >> 29;
    b ^= b >> 32;
  }
  if (i + 8 <= end) {
    a = (a ^ load<u64>(i)) * 0x9fb21c651e98df25;
    a ^= a >> 29;
    i += 8;
  }
  if (i < end) b = (b ^ (load<u64>(i) << ((8 - (end - i)) << 3))) * 0xd6e8feb86659fd93;
  let hash = a ^ (b >> 31) ^ b;
  hash = (hash ^ (hash >> 32)) * 0x9fb21c651e98df25;
  return <i32>(hash >> 32);
}
