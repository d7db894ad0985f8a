// A column of the rows as Parquet keeps it: a page of its different values, and one of their numbers or of the values themselves.
import { dictionaryOf, entriesOf, firstNumber, numbersOf, pages } from "./memory";

/** Different values of a column. */
export function valueCount(column: i32): i32 {
  return load<i32>(dictionaryOf(column));
}

/** Bytes of the values of all rows; of texts without their lengths. */
export function plainBytes(column: i32, rows: i32): f64 {
  let bytes: i64 = 0;
  const entries = entriesOf(column);
  const end = numbersOf(column) + (rows << 2);
  for (let at = numbersOf(column); at < end; at += 4) {
    const number = load<i32>(at);
    if (number !== 0) bytes += column < firstNumber ? load<i32>(entries + ((number - 1) << 4), 4) : 8;
  }
  return <f64>bytes;
}

/** Rows among the first `rows` without a value. */
export function nullCount(column: i32, rows: i32): i32 {
  let nulls = 0;
  const end = numbersOf(column) + (rows << 2);
  for (let at = numbersOf(column); at < end; at += 4) nulls += i32(load<i32>(at) === 0);
  return nulls;
}

/** Writes a value; answers where the next goes. `width`: bytes of a number, or of each text where all are as long; 0: texts with their lengths. */
// @ts-ignore: decorator
@inline function writeValue(column: i32, number: i32, width: i32, out: i32): i32 {
  const entry = entriesOf(column) + (number << 4);
  if (column >= firstNumber) {
    if (width === 8) store<i64>(out, load<i64>(entry));
    else store<i32>(out, load<i32>(entry));
    return out + width;
  }
  const length = load<i32>(entry, 4);
  let to = out;
  if (width === 0) {
    store<i32>(to, length);
    to += 4;
  }
  memory.copy(to, load<i32>(entry), length);
  return to + length;
}

/** The page of different values, in the order of their numbers; answers its length. It lies at `pages`. */
export function writeDictionary(column: i32, width: i32): i32 {
  let out = pages;
  const count = valueCount(column);
  for (let number = 0; number < count; number++) out = writeValue(column, number, width, out);
  return out - pages;
}

/** The page of values one by one, where nearly each is another; answers its length. */
export function writePlain(column: i32, rows: i32, nulls: i32, width: i32): i32 {
  let out = writeDefinitionLevels(column, rows, nulls);
  const end = numbersOf(column) + (rows << 2);
  for (let at = numbersOf(column); at < end; at += 4) {
    const number = load<i32>(at);
    if (number !== 0) out = writeValue(column, number - 1, width, out);
  }
  return out - pages;
}

/** The page of numbers, in as few bits as the largest needs; answers its length. */
export function writeNumbers(column: i32, rows: i32, nulls: i32): i32 {
  let out = writeDefinitionLevels(column, rows, nulls);
  const count = valueCount(column);
  const bits = count <= 2 ? 1 : 32 - clz(count - 1);
  store<u8>(out++, bits);
  const values = rows - nulls;
  if (values === 0) return out - pages;
  if (count === 1) {
    out = writeVariable(values << 1, out);
    store<u8>(out++, 0);
    return out - pages;
  }
  out = writeVariable((((values + 7) >> 3) << 1) | 1, out);
  const packed = out + ((values + 7) >> 3) * bits;
  const end = numbersOf(column) + (rows << 2);
  let gathered: u64 = 0;
  let held = 0;
  for (let at = numbersOf(column); at < end; at += 4) {
    const number = load<i32>(at);
    if (number === 0) continue;
    gathered |= <u64>(number - 1) << held;
    held += bits;
    if (held >= 32) {
      store<u32>(out, <u32>gathered);
      out += 4;
      gathered >>= 32;
      held -= 32;
    }
  }
  store<u64>(out, gathered);
  // The last group of eight is filled with zeros.
  for (let at = out + 8; at < packed; at++) store<u8>(at, 0);
  return packed - pages;
}

/** The page of truths, a bit for each row that has a value; answers its length. */
export function writeTruths(column: i32, rows: i32, nulls: i32): i32 {
  let out = writeDefinitionLevels(column, rows, nulls);
  const entries = entriesOf(column);
  const end = numbersOf(column) + (rows << 2);
  let bits = 0;
  let held = 0;
  for (let at = numbersOf(column); at < end; at += 4) {
    const number = load<i32>(at);
    if (number === 0) continue;
    bits |= load<i32>(entries + ((number - 1) << 4)) << held++;
    if (held < 8) continue;
    store<u8>(out++, bits);
    bits = 0;
    held = 0;
  }
  if (held > 0) store<u8>(out++, bits);
  return out - pages;
}

/** Which rows have a value, a bit for each. */
function writeDefinitionLevels(column: i32, rows: i32, nulls: i32): i32 {
  const first = pages + 4;
  let out = first;
  if (nulls === 0 || nulls === rows) {
    out = writeVariable(rows << 1, out);
    store<u8>(out++, nulls === 0 ? 1 : 0);
  } else {
    const bytes = (rows + 7) >> 3;
    out = writeVariable((bytes << 1) | 1, out);
    const numbers = numbersOf(column);
    for (let group = 0; group < bytes; group++) {
      let bits = 0;
      const most = min(8, rows - (group << 3));
      for (let i = 0; i < most; i++) bits |= i32(load<i32>(numbers + (((group << 3) + i) << 2)) !== 0) << i;
      store<u8>(out++, bits);
    }
  }
  store<i32>(pages, out - first);
  return out;
}

/** An unsigned number in as few bytes as it needs. */
function writeVariable(value: u32, at: i32): i32 {
  let out = at;
  let left = value;
  while (left > 127) {
    store<u8>(out++, <u8>(left & 127) | 128);
    left >>= 7;
  }
  store<u8>(out++, <u8>left);
  return out;
}

/** The least and the greatest value of a column of numbers, at `pages`. */
export function writeBounds(column: i32, rows: i32): void {
  let least = i64.MAX_VALUE;
  let greatest = i64.MIN_VALUE;
  let before = 0;
  const entries = entriesOf(column);
  const end = numbersOf(column) + (rows << 2);
  for (let at = numbersOf(column); at < end; at += 4) {
    const number = load<i32>(at);
    // A value that no row has may be there: of a line that others read in the end.
    if (number === 0 || number === before) continue;
    before = number;
    const value = load<i64>(entries + ((number - 1) << 4));
    least = min(least, value);
    greatest = max(greatest, value);
  }
  store<i64>(pages, least);
  store<i64>(pages, greatest, 8);
}
