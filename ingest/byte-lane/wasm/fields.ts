// Parts of a line that few lines have, or that need more than to be found.
import { host, port } from "./columns";
import { notNumbered } from "./dictionary";
import { colon, dash, isDigit, newline, space } from "./find";
import { setNumber, setText } from "./rows";

export const mostPortDigits: i32 = 9;
/** More are a damaged number, as in ../../line-sql.ts. */
export const mostByteDigits: i32 = 12;
/** A line as long as this was cut by the scan, as in ../../cells-sql.ts. */
export const longestLine: i32 = 1024 * 1024 - 4;
/** Bit of a lane: lines whose columns do not tell them apart are hashed. */
export const withHash: i32 = 32;
/** How joined lines begin: see ../../joined-files.ts. */
const placeDigits: i32 = 4;
export const placeBytes: i32 = placeDigits + 1;

/** Which of the joined files a line is of. */
// @ts-ignore: decorator
@inline export function placeOf(at: i32): i32 {
  let place = 0;
  for (let digit = 0; digit < placeDigits; digit++) place = place * 10 + <i32>load<u8>(at + digit) - 48;
  return place;
}

/** What stands behind `[A-Z][A-Z0-9_-]*`. */
export function methodNameEnd(start: i32): i32 {
  let at = start;
  for (;;) {
    const byte = load<u8>(at);
    if ((byte < 65 || byte > 90) && !isDigit(byte) && byte !== 95 && byte !== dash) return at;
    at++;
  }
  return 0;
}

/** ` 512 5480`, then a space or the line's end; answers where that stands, or 0. */
export function countersEnd(start: i32): i32 {
  let at = start;
  for (let counter = 0; counter < 2; counter++) {
    if (load<u8>(at) !== space) return 0;
    const first = ++at;
    while (isDigit(load<u8>(at))) at++;
    if (at === first) return 0;
  }
  const behind = load<u8>(at);
  return behind === space || behind === newline ? at : 0;
}

export function colonsIn(start: i32, end: i32): i32 {
  let colons = 0;
  for (let at = start; at < end; at++) colons += i32(load<u8>(at) === colon);
  return colons;
}

/** Addresses behind commas: of IPv4, or of IPv6 with two colons or more; others are not looked at here. */
export function isAddressList(start: i32, end: i32): bool {
  let at = start;
  for (;;) {
    let colons = 0;
    let dots = 0;
    let digits = 0;
    for (; at < end; at++) {
      const byte = load<u8>(at);
      if (byte === colon) colons++;
      else if (byte === 46) {
        // Between numbers of one to three digits, or behind the second colon.
        if (colons === 0 && (digits === 0 || digits > 3)) return false;
        if (colons === 1) return false;
        dots++;
        digits = 0;
      } else if (isDigit(byte)) digits++;
      else if ((byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102)) digits = 99;
      else break;
    }
    if (colons === 0 ? dots !== 3 || digits === 0 || digits > 3 : colons === 1 || dots > 3) return false;
    if (at === end) return true;
    if (load<u8>(at++) !== 44) return false;
    if (load<u8>(at) === space) at++;
  }
  return false;
}

/** `www.ejemplo.mx:443`: what stands behind the last colon is the port, where it is a number. */
export function setHost(place: i32, start: i32, end: i32): i32 {
  let digits = end;
  while (digits > start && isDigit(load<u8>(digits - 1))) digits--;
  if (digits === end || digits === start || load<u8>(digits - 1) !== colon) return setText(host, place, start, end);
  if (end - digits > mostPortDigits) return notNumbered;
  let value: i64 = 0;
  for (let at = digits; at < end; at++) value = value * 10 + <i64>(load<u8>(at) - 48);
  return setText(host, place, start, digits - 1) | setNumber(port, place, value);
}
