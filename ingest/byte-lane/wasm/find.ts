// Where the next byte of some kinds stands, sixteen bytes at a time.

export const newline: u8 = 10;
export const space: u8 = 32;
export const quote: u8 = 34;
export const asterisk: u8 = 42;
export const dash: u8 = 45;
export const slash: u8 = 47;
export const colon: u8 = 58;
export const backslash: u8 = 92;

// @ts-ignore: decorator
@inline export function isByte(bytes: v128, byte: u8): v128 { return i8x16.eq(bytes, i8x16.splat(byte)); }

/** The first space, quote, backslash or control character. */
// @ts-ignore: decorator
@inline export function tokenEnd(from: i32): i32 {
  let at = from - 16;
  let found: i32;
  do {
    at += 16;
    const bytes = v128.load(at);
    found = i8x16.bitmask(v128.or(i8x16.le_u(bytes, i8x16.splat(space)), v128.or(isByte(bytes, quote), isByte(bytes, backslash))));
  } while (found === 0);
  return at + ctz(found);
}

/** The first space, quote, backslash or newline. */
// @ts-ignore: decorator
@inline export function targetEnd(from: i32): i32 {
  let at = from - 16;
  let found: i32;
  do {
    at += 16;
    const bytes = v128.load(at);
    found = i8x16.bitmask(
      v128.or(v128.or(isByte(bytes, space), isByte(bytes, quote)), v128.or(isByte(bytes, backslash), isByte(bytes, newline))),
    );
  } while (found === 0);
  return at + ctz(found);
}

/** The first `?` or `;`, or the end. */
// @ts-ignore: decorator
@inline export function pathEnd(from: i32, end: i32): i32 {
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(v128.or(isByte(bytes, 63), isByte(bytes, 59)));
    if (found !== 0) return min(end, at + ctz(found));
  }
  return end;
}

/** The first quote, backslash or newline. */
// @ts-ignore: decorator
@inline export function quotedEnd(from: i32): i32 {
  let at = from - 16;
  let found: i32;
  do {
    at += 16;
    const bytes = v128.load(at);
    found = i8x16.bitmask(v128.or(isByte(bytes, quote), v128.or(isByte(bytes, backslash), isByte(bytes, newline))));
  } while (found === 0);
  return at + ctz(found);
}

/** The first quote, backslash or control character. */
// @ts-ignore: decorator
@inline export function textEnd(from: i32): i32 {
  let at = from - 16;
  let found: i32;
  do {
    at += 16;
    const bytes = v128.load(at);
    found = i8x16.bitmask(
      v128.or(i8x16.le_u(bytes, i8x16.splat(31)), v128.or(isByte(bytes, quote), isByte(bytes, backslash))),
    );
  } while (found === 0);
  return at + ctz(found);
}

// @ts-ignore: decorator
@inline export function lineEnd(from: i32): i32 {
  let at = from - 16;
  let found: i32;
  do {
    at += 16;
    const bytes = v128.load(at);
    found = i8x16.bitmask(isByte(bytes, newline));
  } while (found === 0);
  return at + ctz(found);
}

// @ts-ignore: decorator
@inline export function isDigit(byte: u8): bool { return <u32>byte - 48 <= 9; }

