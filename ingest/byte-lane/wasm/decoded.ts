// Values that a server wrote otherwise than they came: as the decodings of ../../formats/ take them back.
import { notNumbered } from "./dictionary";
import { dash, isByte, isDigit, space } from "./find";
import { pages } from "./memory";
import { setText } from "./rows";

/** As in ../lane-setup.ts. */
export const asIs: i32 = 0;
/** A plus for each space: iis-w3c.ts. */
const plus: i32 = 1;
/** A URL: cloudfront.ts. */
const url: i32 = 2;

const percent: u8 = 37;
/** The text is not to be decoded here. */
const undecoded: i32 = -1;

/** Sets a column to a value, decoded, behind one more byte unless that is 0. `notNumbered`: others are to decode it. */
export function setDecoded(column: i32, place: i32, start: i32, end: i32, decoding: i32, front: u8): i32 {
  if (decoding !== plus && !hasPercent(start, end, decoding)) {
    if (front === 0) return setText(column, place, start, end);
    return setText(column, place, pages, copied(start, end, behind(front)));
  }
  const to = decoding === plus ? spaced(start, end, behind(front)) : unescaped(start, end, decoding, behind(front));
  return to === undecoded ? notNumbered : setText(column, place, pages, to);
}

/** False where the value becomes a dash: that is none. */
export function isDecoded(start: i32, end: i32, decoding: i32): bool {
  if (decoding === plus || decoding === url || !hasPercent(start, end, decoding)) return true;
  return unescaped(start, end, decoding, pages) !== pages + 1 || load<u8>(pages) !== dash;
}

/** Nothing is written at `pages` while lines are read. */
// @ts-ignore: decorator
@inline function behind(front: u8): i32 {
  if (front === 0) return pages;
  store<u8>(pages, front);
  return pages + 1;
}

// @ts-ignore: decorator
@inline function hasPercent(start: i32, end: i32, decoding: i32): bool {
  if (decoding === asIs) return false;
  for (let at = start; at < end; at += 16) {
    const found = i8x16.bitmask(isByte(v128.load(at), percent));
    if (found !== 0) return at + ctz(found) < end;
  }
  return false;
}

// @ts-ignore: decorator
@inline function copied(start: i32, end: i32, to: i32): i32 {
  for (let i = 0; i < end - start; i += 16) v128.store(to + i, v128.load(start + i));
  return to + end - start;
}

// @ts-ignore: decorator
@inline function spaced(start: i32, end: i32, to: i32): i32 {
  for (let i = 0; i < end - start; i += 16) {
    const bytes = v128.load(start + i);
    v128.store(to + i, v128.bitselect(i8x16.splat(space), bytes, isByte(bytes, 43)));
  }
  return to + end - start;
}

/** Answers where the text ends that is written at `to`. */
function unescaped(start: i32, end: i32, decoding: i32, to: i32): i32 {
  let out = to;
  for (let at = start; at < end; ) {
    const byte = load<u8>(at);
    if (byte !== percent) {
      store<u8>(out++, byte);
      at++;
      continue;
    }
    const code = at + 2 < end ? codeAt(at + 1) : -1;
    if (decoding === url) {
      const isWritten = isWrittenInUrls(code);
      store<u8>(out++, isWritten ? <u8>code : percent);
      at += isWritten ? 3 : 1;
      continue;
    }
    // Printable and no percent sign: anything else needs a look at the whole text.
    if (code < 32 || code > 126 || code === percent) return undecoded;
    store<u8>(out++, <u8>code);
    at += 3;
  }
  return out;
}

/** Two hexadecimal digits, letters large; -1: they are none. */
// @ts-ignore: decorator
@inline function codeAt(at: i32): i32 {
  const high = hexValue(load<u8>(at));
  const low = hexValue(load<u8>(at, 1));
  return high > 15 || low > 15 ? -1 : high * 16 + low;
}

// @ts-ignore: decorator
@inline function hexValue(byte: u8): i32 {
  if (isDigit(byte)) return <i32>byte - 48;
  return byte >= 65 && byte <= 70 ? <i32>byte - 55 : 16;
}

/** `<>"#{}|\^~[]` and a backquote, a quote and the percent sign. */
// @ts-ignore: decorator
@inline function isWrittenInUrls(code: i32): bool {
  switch (code) {
    case 0x22:
    case 0x23:
    case 0x25:
    case 0x27:
    case 0x3c:
    case 0x3e:
    case 0x5b:
    case 0x5c:
    case 0x5d:
    case 0x5e:
    case 0x60:
    case 0x7b:
    case 0x7c:
    case 0x7d:
    case 0x7e: return true;
    default: return false;
  }
}
