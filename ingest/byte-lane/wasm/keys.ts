// The keys of objects: those that somebody asks for, and those that were met. Lines have the same keys in the same order, so each is first taken for what stood there before.
import { isSame } from "./dictionary";
import { quote, textEnd } from "./find";
import { allowedValues, keyEntries, keySlots, keyTextBytes, keyTexts, keyTurns, pages } from "./memory";

/** 16 bytes for each: where its text lies, its length, what is read there (objects.ts), the line in which it was met last. */
const mostKeys: i32 = 256;
/** Two bytes for each: the number of a key plus one. */
const slotCount: i32 = 512;
/** 12 bytes for each: its key's entry, where its text lies, its length. */
const mostAllowed: i32 = 80;

let keyCount: i32 = 0;
let usedBytes: i32 = 0;
let allowedCount: i32 = 0;

/** Where the key ends that was looked for last: at its quote. */
export let keyEnd: i32 = 0;

export function clearKeys(): void {
  keyCount = 0;
  usedBytes = 0;
  allowedCount = 0;
  memory.fill(keyTurns, 0, mostKeys << 2);
  memory.fill(keySlots, 0, slotCount << 1);
}

/** Adds the key whose text lies at `pages`. */
export function addKey(length: i32, use: i32): void {
  addEntry(pages, length, use);
}

/** Adds a value that may stand at the key that was added last: its text lies at `pages`. */
export function addAllowed(length: i32): void {
  if (allowedCount === mostAllowed) return;
  const value = allowedValues + 12 * allowedCount++;
  store<i32>(value, keyEntries + ((keyCount - 1) << 4));
  store<i32>(value, kept(pages, length), 4);
  store<i32>(value, length, 8);
}

/** Whether a value is one of those that may stand at a key. */
export function isAllowed(key: i32, start: i32, end: i32): bool {
  for (let value = allowedValues; value < allowedValues + 12 * allowedCount; value += 12) {
    if (load<i32>(value) === key && load<i32>(value, 8) === end - start && isSame(load<i32>(value, 4), start, end - start)) return true;
  }
  return false;
}

/** The entry of the key whose text begins at a place, the `turn`th of its line; its end is at `keyEnd`. 0: there is none, or more than there is room for. */
// @ts-ignore: decorator
@inline export function keyAt(start: i32, turn: i32): i32 {
  const expected = turn < mostKeys ? load<i32>(keyTurns + (turn << 2)) : 0;
  if (expected !== 0) {
    const length = load<i32>(expected, 4);
    if (load<u8>(start + length) === quote && isSame(load<i32>(expected), start, length)) {
      keyEnd = start + length;
      return expected;
    }
  }
  return searchedKey(start, turn);
}

function searchedKey(start: i32, turn: i32): i32 {
  const end = textEnd(start);
  if (load<u8>(end) !== quote || turn >= mostKeys) return 0;
  keyEnd = end;
  const length = end - start;
  const slot = slotOf(start, length);
  const number = <i32>load<u16>(keySlots + (slot << 1));
  const entry = number === 0 ? addEntry(start, length, 0) : keyEntries + ((number - 1) << 4);
  if (entry !== 0) store<i32>(keyTurns + (turn << 2), entry);
  return entry;
}

/** Where a key is numbered, or is to be. */
function slotOf(start: i32, length: i32): i32 {
  const last = length === 0 ? 0 : <i32>load<u8>(start + length - 1);
  const middle = length === 0 ? 0 : <i32>load<u8>(start + (length >> 1));
  let slot = (length * 37 + last * 11 + middle * 53) & (slotCount - 1);
  for (;;) {
    const number = <i32>load<u16>(keySlots + (slot << 1));
    if (number === 0) return slot;
    const entry = keyEntries + ((number - 1) << 4);
    if (load<i32>(entry, 4) === length && isSame(load<i32>(entry), start, length)) return slot;
    slot = (slot + 1) & (slotCount - 1);
  }
  return 0;
}

function addEntry(start: i32, length: i32, use: i32): i32 {
  if (keyCount === mostKeys || usedBytes + length + 16 > keyTextBytes) return 0;
  store<u16>(keySlots + (slotOf(start, length) << 1), <u16>(keyCount + 1));
  const entry = keyEntries + (keyCount++ << 4);
  store<i32>(entry, kept(start, length));
  store<i32>(entry, length, 4);
  store<i32>(entry, use, 8);
  store<i32>(entry, 0, 12);
  return entry;
}

function kept(start: i32, length: i32): i32 {
  const place = keyTexts + usedBytes;
  memory.copy(place, start, length);
  usedBytes += length;
  return place;
}
