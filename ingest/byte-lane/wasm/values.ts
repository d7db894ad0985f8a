// A clean line of values in a fixed order, a separator between two, as the W3C family writes them; nothing is quoted.
import { secondOf } from "./clock";
import { address, agent, cache, duration, forwarded, lineKind, method, path, port, protocol, query, referrer, scheme, sentBytes, status, time, user } from "./columns";
import { asIs, isDecoded, setDecoded } from "./decoded";
import { longestLine, methodNameEnd, mostByteDigits, mostPortDigits, setHost, withHash } from "./fields";
import { dash, isByte, isDigit, newline, pathEnd, quote, slash, space } from "./find";
import { valueDecodings, valueKinds, valuePlaces } from "./memory";
import { noteUnhashed, rowCount, setNumber, setText } from "./rows";

/** What a value is: as in ../lane-setup.ts. None: nobody reads it. */
const mostKinds: i32 = 32;
const dateKind: i32 = 1;
const timeKind: i32 = 2;
const addressKind: i32 = 3;
const userKind: i32 = 4;
const methodKind: i32 = 5;
const stemKind: i32 = 6;
const queryKind: i32 = 7;
const protocolKind: i32 = 8;
const statusKind: i32 = 9;
const bytesKind: i32 = 10;
const referrerKind: i32 = 11;
const agentKind: i32 = 12;
const hostKind: i32 = 13;
const portKind: i32 = 14;
const forwardedKind: i32 = 15;
const cacheKind: i32 = 16;
const schemeKind: i32 = 17;
const durationKind: i32 = 18;
/** Of a time taken, instead of a decoding: thousandths or seconds with three decimals. */
const inSeconds: i32 = 1;

const mostSecondDigits: i32 = 6;

let separator: u8 = space;
let lastValue: i32 = 0;

/** What lines hold from now on: so many values, of no kind yet. */
export function beginValues(separatedBy: i32, count: i32): void {
  separator = <u8>separatedBy;
  lastValue = count - 1;
  memory.fill(valueKinds, 0, count);
  memory.fill(valueDecodings, 0, mostKinds);
  memory.fill(valuePlaces, 0, mostKinds << 3);
}

/** The value at a place, from 0, is of a kind, and written in a way: decoded.ts. */
export function setValueKind(place: i32, kind: i32, decoding: i32): void {
  store<u8>(valueKinds + place, <u8>kind);
  store<u8>(valueDecodings + kind, <u8>decoding);
}

// @ts-ignore: decorator
@inline function startOf(kind: i32): i32 { return load<i32>(valuePlaces + (kind << 3)); }
// @ts-ignore: decorator
@inline function endOf(kind: i32): i32 { return load<i32>(valuePlaces + (kind << 3), 4); }
/** The list names no such value, or it is a dash. */
// @ts-ignore: decorator
@inline function isNone(kind: i32): bool {
  const start = startOf(kind);
  return start === 0 || (endOf(kind) === start + 1 && load<u8>(start) === dash);
}
// @ts-ignore: decorator
@inline function decodingOf(kind: i32): i32 { return <i32>load<u8>(valueDecodings + kind); }

/** Bits of what ends a value, or makes the line another's, in sixteen bytes. */
// @ts-ignore: decorator
@inline function endsIn(at: i32, ends: v128, quotes: v128): i32 {
  const bytes = v128.load(at);
  return i8x16.bitmask(v128.or(i8x16.eq(bytes, ends), v128.or(i8x16.eq(bytes, quotes), isByte(bytes, newline))));
}

/** Finds the values; answers where the line ends, or 0: it has more, or fewer, or an empty or quoted one. */
// @ts-ignore: decorator
@inline function placeValues(start: i32): i32 {
  const ends = i8x16.splat(separator);
  // Between tabs, quotes are characters like others.
  const quotes = separator === space ? i8x16.splat(quote) : ends;
  let at = start;
  let block = start;
  let found = endsIn(block, ends, quotes);
  for (let value = 0; ; value++) {
    while (found === 0) {
      block += 16;
      found = endsIn(block, ends, quotes);
    }
    const end = block + ctz(found);
    found &= found - 1;
    if (end === at) return 0;
    const place = valuePlaces + (<i32>load<u8>(valueKinds + value) << 3);
    store<i32>(place, at);
    store<i32>(place, end, 4);
    if (value === lastValue) return load<u8>(end) === newline ? end : 0;
    if (load<u8>(end) !== separator) return 0;
    at = end + 1;
  }
  return 0;
}

/** Reads a line into the next row; answers where the next begins, or 0: it is for others. */
// @ts-ignore: decorator
@inline export function readValueLine(start: i32, lane: i32): i32 {
  if (load<u8>(start) === 35) return 0;
  const lineEnd = placeValues(start);
  if (lineEnd === 0 || lineEnd - start >= longestLine) return 0;
  const date = startOf(dateKind);
  const clock = startOf(timeKind);
  if (endOf(dateKind) - date !== 10 || endOf(timeKind) - clock !== 8) return 0;
  const second = secondOf(date, clock);
  if (second < 0 || isNone(addressKind)) return 0;
  const verb = startOf(methodKind);
  const stem = startOf(stemKind);
  const answer = startOf(statusKind);
  const verbByte = load<u8>(verb);
  if (verbByte < 65 || verbByte > 90 || methodNameEnd(verb) !== endOf(methodKind)) return 0;
  if (load<u8>(stem) !== slash || pathEnd(stem, endOf(stemKind)) !== endOf(stemKind)) return 0;
  if (endOf(statusKind) - answer !== 3 || !areDigits(answer, answer + 3)) return 0;
  const place = rowCount << 2;
  let fails = setText(address, place, startOf(addressKind), endOf(addressKind));
  fails |= setText(method, place, verb, endOf(methodKind));
  fails |= setDecoded(path, place, stem, endOf(stemKind), decodingOf(stemKind), 0);
  if (!isNone(queryKind)) fails |= setDecoded(query, place, startOf(queryKind), endOf(queryKind), decodingOf(queryKind), 63);
  fails |= setKnown(protocol, place, protocolKind);
  fails |= setNumber(time, place, second * 1000000);
  fails |= setNumber(status, place, numberAt(answer, answer + 3));
  fails |= setDigits(sentBytes, place, bytesKind, mostByteDigits);
  fails |= setKnown(referrer, place, referrerKind);
  // A dash is an agent: it was sent, or nothing was.
  if (startOf(agentKind) !== 0) fails |= setDecoded(agent, place, startOf(agentKind), endOf(agentKind), decodingOf(agentKind), 0);
  fails |= setKnown(user, place, userKind);
  fails |= setKnown(forwarded, place, forwardedKind);
  fails |= setKnown(cache, place, cacheKind);
  if (!isNone(schemeKind)) fails |= areSmallLetters(startOf(schemeKind), endOf(schemeKind)) ? setKnown(scheme, place, schemeKind) : -1;
  if (!isNone(hostKind)) fails |= setHost(place, startOf(hostKind), endOf(hostKind));
  // Where there is one, it goes before the host's.
  fails |= setDigits(port, place, portKind, mostPortDigits);
  fails |= setTaken(place);
  fails |= setNumber(lineKind, place, 0);
  // What was written of it is written over: a line that others read has every column.
  if (fails < 0) return 0;
  if (lane & withHash) noteUnhashed(start, lineEnd);
  return lineEnd + 1;
}

/** A value that is not a dash, nor becomes one. */
// @ts-ignore: decorator
@inline function setKnown(column: i32, place: i32, kind: i32): i32 {
  if (isNone(kind)) return 0;
  const decoding = decodingOf(kind);
  if (decoding === asIs) return setText(column, place, startOf(kind), endOf(kind));
  return isDecoded(startOf(kind), endOf(kind), decoding) ? setDecoded(column, place, startOf(kind), endOf(kind), decoding, 0) : -1;
}

/** A whole number of so many digits at most. */
// @ts-ignore: decorator
@inline function setDigits(column: i32, place: i32, kind: i32, most: i32): i32 {
  if (isNone(kind)) return 0;
  const start = startOf(kind);
  const end = endOf(kind);
  return end - start <= most && areDigits(start, end) ? setNumber(column, place, numberAt(start, end)) : -1;
}

/** Microseconds of the time taken. */
// @ts-ignore: decorator
@inline function setTaken(place: i32): i32 {
  if (isNone(durationKind)) return 0;
  const start = startOf(durationKind);
  const end = endOf(durationKind);
  if (decodingOf(durationKind) !== inSeconds) {
    return end - start <= mostByteDigits && areDigits(start, end) ? setNumber(duration, place, numberAt(start, end) * 1000) : -1;
  }
  const point = end - 4;
  if (point <= start || point - start > mostSecondDigits || load<u8>(point) !== 46 || !areDigits(start, point) || !areDigits(point + 1, end)) return -1;
  return setNumber(duration, place, numberAt(start, point) * 1000000 + numberAt(point + 1, end) * 1000);
}

// @ts-ignore: decorator
@inline function areDigits(start: i32, end: i32): bool {
  for (let at = start; at < end; at++) if (!isDigit(load<u8>(at))) return false;
  return true;
}

// @ts-ignore: decorator
@inline function areSmallLetters(start: i32, end: i32): bool {
  for (let at = start; at < end; at++) if (load<u8>(at) < 97 || load<u8>(at) > 122) return false;
  return true;
}

// @ts-ignore: decorator
@inline function numberAt(start: i32, end: i32): i64 {
  let number: i64 = 0;
  for (let at = start; at < end; at++) number = number * 10 + <i64>(load<u8>(at) - 48);
  return number;
}
