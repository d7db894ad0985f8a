// The labelled fields behind the agent: see ../../formats/memoria-combined.ts.
import { cache, duration, forwarded, scheme } from "./columns";
import { dash, isDigit, newline, quote, quotedEnd, space } from "./find";
import { setNumber, setText } from "./rows";

let xffStart: i32 = 0;
let xffEnd: i32 = 0;
let schemeStart: i32 = 0;
let schemeEnd: i32 = 0;
let cacheStart: i32 = 0;
let cacheEnd: i32 = 0;
/** Microseconds; -1: not known. */
let taken: i64 = 0;

/** ` xff="` and so on, as they lie in memory. */
const xffLabel: i64 = 0x223d66667820;
const schemeLabel: i64 = 0x3d656d6568637320;
const cacheLabel: i64 = 0x223d656863616320;
const timeLabel: i32 = 0x003d7420;
const httpText: i32 = 0x70747468;
const mostMicrosecondDigits: i32 = 12;
const mostSecondDigits: i32 = 6;

/** ` xff="-" scheme=https cache="-" t=1234us`, then a space or the line's end; answers where that stands, or 0. */
export function labelsEnd(start: i32): i32 {
  if ((load<i64>(start) & 0xffffffffffff) !== xffLabel) return 0;
  xffStart = start + 6;
  xffEnd = quotedEnd(xffStart);
  let at = xffEnd + 1;
  if (load<u8>(xffEnd) !== quote || load<i64>(at) !== schemeLabel) return 0;
  schemeStart = at + 8;
  if (load<u8>(schemeStart) === dash) schemeEnd = schemeStart + 1;
  else if (load<i32>(schemeStart) !== httpText) return 0;
  else schemeEnd = schemeStart + (load<u8>(schemeStart, 4) === 115 ? 5 : 4);
  if (load<i64>(schemeEnd) !== cacheLabel) return 0;
  cacheStart = schemeEnd + 8;
  cacheEnd = quotedEnd(cacheStart);
  at = cacheEnd + 1;
  if (load<u8>(cacheEnd) !== quote || (load<i32>(at) & 0xffffff) !== timeLabel) return 0;
  at = takenEnd(at + 3);
  if (at === 0) return 0;
  const behind = load<u8>(at);
  return behind === space || behind === newline ? at : 0;
}

/** `1234us` as Apache counts, `0.004s` as nginx does, or a dash; answers where it ends, and sets `taken`; 0: none of them. */
function takenEnd(start: i32): i32 {
  taken = -1;
  if (load<u8>(start) === dash) return start + 1;
  let at = start;
  let whole: i64 = 0;
  while (isDigit(load<u8>(at))) whole = whole * 10 + <i64>(load<u8>(at++) - 48);
  const digits = at - start;
  if (digits === 0 || digits > mostMicrosecondDigits) return 0;
  if (load<u16>(at) === 0x7375) {
    taken = whole;
    return at + 2;
  }
  const isSeconds = load<u8>(at) === 46 && isDigit(load<u8>(at, 1)) && isDigit(load<u8>(at, 2)) && isDigit(load<u8>(at, 3)) && load<u8>(at, 4) === 115;
  if (!isSeconds || digits > mostSecondDigits) return 0;
  const thousandths = <i64>(<i32>load<u8>(at, 1) * 100 + <i32>load<u8>(at, 2) * 10 + <i32>load<u8>(at, 3) - 5328);
  taken = whole * 1000000 + thousandths * 1000;
  return at + 5;
}

/** A dash, or nothing, is not known. */
// @ts-ignore: decorator
@inline function setKnown(column: i32, place: i32, start: i32, end: i32): i32 {
  if (end === start || (end === start + 1 && load<u8>(start) === dash)) return 0;
  return setText(column, place, start, end);
}

export function setLabels(place: i32): i32 {
  let fails = setKnown(forwarded, place, xffStart, xffEnd) | setKnown(scheme, place, schemeStart, schemeEnd) | setKnown(cache, place, cacheStart, cacheEnd);
  if (taken >= 0) fails |= setNumber(duration, place, taken);
  return fails;
}
