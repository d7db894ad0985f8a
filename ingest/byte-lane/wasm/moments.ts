// Times as JSON holds them: ISO 8601 with an offset, seconds and smaller parts since 1970, or Apache's; as ../../formats/time-style.ts reads them.
import { secondAt, secondOf } from "./clock";
import { isDigit, slash, space } from "./find";
import { pages } from "./memory";

/** Which of them a format writes: bits of a number. */
export const isoMoments: i32 = 1;
export const epochMoments: i32 = 2;
export const apacheMoments: i32 = 4;

const plus: u8 = 43;
const minus: u8 = 45;
const point: u8 = 46;
/** In 2100; what is stored ends a little later. */
const lastSecond: i64 = 4102444800;
const isoLength: i32 = 19;
const apacheLength: i32 = 26;
/** Of a second: more are cut. */
const storedDigits: i32 = 6;
const mostFractionDigits: i32 = 9;
const mostOffsetHours: i32 = 14;

/** Microseconds since 1970; -1: no such time, or one that others must look at. */
export function momentOf(start: i32, end: i32, forms: i32): i64 {
  const length = end - start;
  if (forms & epochMoments && length >= 10 && isDigit(load<u8>(start, 4))) return epochMoment(start, end);
  if (forms & isoMoments && length > isoLength && load<u8>(start, 4) === minus) return isoMoment(start, end);
  if (forms & apacheMoments && length === apacheLength && load<u8>(start, 2) === slash) return apacheMoment(start);
  return -1;
}

/** `1733709601`, thousandths, millionths and so on by the count of digits; behind seconds a fraction. */
function epochMoment(start: i32, end: i32): i64 {
  let at = start;
  let whole: i64 = 0;
  while (at < end && at - start < 19 && isDigit(load<u8>(at))) whole = whole * 10 + <i64>(load<u8>(at++) - 48);
  const digits = at - start;
  let micros: i64;
  if (digits === 10) {
    micros = whole * 1000000;
    if (at < end) {
      const fraction = fractionAt(at, end);
      if (fraction < 0 || fractionEnd !== end) return -1;
      micros += fraction;
    }
  } else {
    if (at < end) return -1;
    if (digits === 13) micros = whole * 1000;
    else if (digits === 16) micros = whole;
    else if (digits === 19) micros = whole / 1000;
    else return -1;
  }
  return micros < lastSecond * 1000000 ? micros : -1;
}

let fractionEnd: i32 = 0;

/** Microseconds of `.123` at a place; its end is at `fractionEnd`; -1: there is none. */
function fractionAt(start: i32, end: i32): i64 {
  if (load<u8>(start) !== point) return -1;
  let at = start + 1;
  let fraction: i64 = 0;
  for (; at < end && isDigit(load<u8>(at)); at++) if (at - start <= storedDigits) fraction = fraction * 10 + <i64>(load<u8>(at) - 48);
  const digits = at - start - 1;
  if (digits === 0 || digits > mostFractionDigits) return -1;
  for (let i = digits; i < storedDigits; i++) fraction *= 10;
  fractionEnd = at;
  return fraction;
}

/** `2024-12-08T20:00:01.5-06:00`, or with a Z. */
function isoMoment(start: i32, end: i32): i64 {
  const parting = load<u8>(start, 10);
  if (parting !== 84 && parting !== space) return -1;
  const second = secondOf(start, start + 11);
  if (second < 0) return -1;
  let at = start + isoLength;
  let fraction: i64 = 0;
  if (load<u8>(at) === point) {
    fraction = fractionAt(at, end);
    if (fraction < 0) return -1;
    at = fractionEnd;
  }
  let offset: i64 = 0;
  const sign = load<u8>(at);
  if (sign === 90) {
    if (at + 1 !== end) return -1;
  } else {
    if ((sign !== plus && sign !== minus) || at + 6 !== end || load<u8>(at, 3) !== 58) return -1;
    const hours = pairAt(at + 1);
    const minutes = pairAt(at + 4);
    if (hours > mostOffsetHours || minutes > 59) return -1;
    offset = hours * 3600 + minutes * 60;
    if (sign === minus) offset = -offset;
  }
  const moment = second - offset;
  return moment >= 0 && moment < lastSecond ? moment * 1000000 + fraction : -1;
}

// @ts-ignore: decorator
@inline function pairAt(at: i32): i32 {
  return isDigit(load<u8>(at)) && isDigit(load<u8>(at, 1)) ? <i32>load<u8>(at) * 10 + <i32>load<u8>(at, 1) - 528 : 1000;
}

/** `08/Dec/2024:20:00:01 -0600`, put between brackets. */
function apacheMoment(start: i32): i64 {
  store<u8>(pages, 91);
  v128.store(pages + 1, v128.load(start));
  v128.store(pages + 11, v128.load(start, 10));
  store<u8>(pages + 1 + apacheLength, 93);
  const second = secondAt(pages);
  return second < 0 ? -1 : second * 1000000;
}
