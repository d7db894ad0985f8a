// What stands in the fields of an object, into the columns of a row: as ../../formats/json-format.ts says it in SQL.
import { address, agent, cache, duration, extra, forwarded, host, lineKind, method, path, port, protocol, query, referrer, sampled, scheme, sentBytes, status, time, user } from "./columns";
import { secondOf } from "./clock";
import { asIs, setDecoded } from "./decoded";
import { methodNameEnd, mostByteDigits, mostPortDigits, setHost } from "./fields";
import { colon, dash, isDigit, pathEnd, slash, space } from "./find";
import { objectFields, pages } from "./memory";
import { momentOf } from "./moments";
import { rowCount, setNumber, setText } from "./rows";

/** As in ../object-setup.ts. */
const timeField: i32 = 1;
const dateField: i32 = 2;
const addressField: i32 = 3;
const statusField: i32 = 4;
const requestField: i32 = 5;
const methodField: i32 = 6;
const targetField: i32 = 7;
const queryField: i32 = 8;
const protocolField: i32 = 9;
const bytesField: i32 = 10;
const referrerField: i32 = 11;
const agentField: i32 = 12;
const hostField: i32 = 13;
const portField: i32 = 14;
const userField: i32 = 15;
const forwardedField: i32 = 16;
const cacheField: i32 = 17;
const schemeField: i32 = 18;
const extraField: i32 = 19;
const secondsField: i32 = 20;
const millisecondsField: i32 = 21;
const microsecondsField: i32 = 22;
const nanosecondsField: i32 = 23;
const intervalField: i32 = 24;

const http: i32 = 0x50545448;
const mostSecondDigits: i32 = 6;
const mostIntervalDigits: i32 = 9;
const question: u8 = 63;
const semicolon: u8 = 59;
const point: u8 = 46;

// @ts-ignore: decorator
@inline function startOf(field: i32): i32 { return load<i32>(objectFields + (field << 4)); }
// @ts-ignore: decorator
@inline function endOf(field: i32): i32 { return load<i32>(objectFields + (field << 4), 4); }
/** There is nothing, an empty text, or a dash. */
// @ts-ignore: decorator
@inline function isNone(field: i32): bool {
  const start = startOf(field);
  const length = endOf(field) - start;
  return length === 0 || (length === 1 && load<u8>(start) === dash);
}

let verbStart: i32 = 0;
let verbEnd: i32 = 0;
let targetStart: i32 = 0;
let targetStop: i32 = 0;
let protocolStart: i32 = 0;
let protocolStop: i32 = 0;

/** Fills the present row; false: the line is for others, and what was written of it is written over. */
export function setObjectFields(moments: i32, isLabelled: bool): bool {
  const moment = momentOfLine(moments);
  if (moment < 0) return false;
  const addressStart = startOf(addressField);
  const addressStop = addressEnd(addressStart, endOf(addressField));
  const answer = wholeOf(statusField, 3);
  if (addressStop === 0 || answer < 0 || !findRequest()) return false;
  const place = rowCount << 2;
  let fails = setText(address, place, addressStart, addressStop);
  fails |= setText(method, place, verbStart, verbEnd);
  fails |= setTarget(place);
  if (protocolStop > protocolStart) fails |= setText(protocol, place, protocolStart, protocolStop);
  fails |= setNumber(time, place, moment);
  fails |= setNumber(status, place, answer);
  fails |= setWhole(sentBytes, place, bytesField, mostByteDigits);
  const from = startOf(referrerField);
  if (from !== 0 && (endOf(referrerField) !== from + 1 || load<u8>(from) !== dash)) fails |= setText(referrer, place, from, endOf(referrerField));
  // A dash is an agent: it was sent, or nothing was.
  if (startOf(agentField) !== 0) fails |= setText(agent, place, startOf(agentField), endOf(agentField));
  fails |= setUser(place);
  fails |= setKnown(forwarded, place, forwardedField);
  fails |= setKnown(cache, place, cacheField);
  if (!isNone(schemeField)) fails |= areSmallLetters(startOf(schemeField), endOf(schemeField)) ? setKnown(scheme, place, schemeField) : -1;
  if (!isNone(hostField)) fails |= setHost(place, startOf(hostField), endOf(hostField));
  // Where there is one, it goes before the host's.
  fails |= setWhole(port, place, portField, mostPortDigits);
  fails |= setExtra(place, isLabelled);
  fails |= setTaken(place);
  if (endOf(intervalField) > startOf(intervalField)) {
    const interval = wholeOf(intervalField, mostIntervalDigits);
    fails |= interval < 0 ? -1 : setNumber(sampled, place, i64(interval > 1));
  }
  fails |= setNumber(lineKind, place, 0);
  return fails >= 0;
}

/** With a date the time is UTC's, unless it counts seconds. */
// @ts-ignore: decorator
@inline function momentOfLine(moments: i32): i64 {
  const start = startOf(timeField);
  const end = endOf(timeField);
  const date = startOf(dateField);
  if (date === 0 || end - start !== 8) return start === 0 ? -1 : momentOf(start, end, moments);
  if (endOf(dateField) - date !== 10) return -1;
  const second = secondOf(date, start);
  return second < 0 ? -1 : second * 1000000;
}

/** Where the address ends, in front of its port if it has one; 0: it is for others. */
// @ts-ignore: decorator
@inline function addressEnd(start: i32, end: i32): i32 {
  if (start === end) return 0;
  const first = load<u8>(start);
  if (first === dash || first === 91 || first === 123) return 0;
  let colons = 0;
  let place = end;
  for (let at = start; at < end; at++) {
    if (load<u8>(at) !== colon) continue;
    colons++;
    place = at;
  }
  if (colons !== 1) return end;
  return place === start ? 0 : place;
}

/** A whole number of so many digits at most; -1: it is none. */
function wholeOf(field: i32, most: i32): i64 {
  const start = startOf(field);
  const end = endOf(field);
  if (end === start || end - start > most) return -1;
  let number: i64 = 0;
  for (let at = start; at < end; at++) {
    const byte = load<u8>(at);
    if (!isDigit(byte)) return -1;
    number = number * 10 + <i64>(byte - 48);
  }
  return number;
}

// @ts-ignore: decorator
@inline function setWhole(column: i32, place: i32, field: i32, most: i32): i32 {
  if (isNone(field)) return 0;
  const number = wholeOf(field, most);
  return number < 0 ? -1 : setNumber(column, place, number);
}

/** Finds method, target and protocol: each in a field of its own, else in the request's; false: no request of HTTP, or not a plain one. */
// @ts-ignore: decorator
@inline function findRequest(): bool {
  verbStart = startOf(methodField);
  verbEnd = endOf(methodField);
  targetStart = startOf(targetField);
  targetStop = endOf(targetField);
  protocolStart = startOf(protocolField);
  protocolStop = endOf(protocolField);
  if (protocolStop === protocolStart + 1 && load<u8>(protocolStart) === dash) protocolStop = protocolStart;
  const request = startOf(requestField);
  if (request !== 0 && (verbStart === 0 || targetStart === 0 || protocolStart === 0) && !partRequest(request, endOf(requestField))) return false;
  const first = load<u8>(verbStart);
  if (verbStart === 0 || first < 65 || first > 90 || methodNameEnd(verbStart) !== verbEnd) return false;
  return targetStart !== 0 && targetStop > targetStart && load<u8>(targetStart) === slash;
}

/** `GET /index.html HTTP/1.1` */
function partRequest(start: i32, end: i32): bool {
  const verbStop = spaceIn(start, end);
  const pathStop = verbStop === end ? end : spaceIn(verbStop + 1, end);
  if (pathStop === end || end - pathStop < 6 || load<i32>(pathStop + 1) !== http || load<u8>(pathStop, 5) !== slash || spaceIn(pathStop + 1, end) !== end) return false;
  if (verbStart === 0) {
    verbStart = start;
    verbEnd = verbStop;
  }
  if (targetStart === 0) {
    targetStart = verbStop + 1;
    targetStop = pathStop;
  }
  if (protocolStart === 0) {
    protocolStart = pathStop + 1;
    protocolStop = end;
  }
  return true;
}

/** Where the first space is, or the end. */
// @ts-ignore: decorator
@inline function spaceIn(start: i32, end: i32): i32 {
  for (let at = start; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(space)));
    if (found !== 0) return min(end, at + ctz(found));
  }
  return end;
}

/** The path, and what follows it: in the target, else in a field of its own. */
// @ts-ignore: decorator
@inline function setTarget(place: i32): i32 {
  const pathStop = pathEnd(targetStart, targetStop);
  const fails = setText(path, place, targetStart, pathStop);
  // The field belongs to a target of its own, and not to the request's.
  if (isNone(queryField) || startOf(targetField) === 0) return pathStop === targetStop ? fails : fails | setText(query, place, pathStop, targetStop);
  if (pathStop !== targetStop) return load<u8>(pathStop) === semicolon ? -1 : fails | setText(query, place, pathStop, targetStop);
  const asked = startOf(queryField);
  return load<u8>(asked) === question ? -1 : fails | setDecoded(query, place, asked, endOf(queryField), asIs, question);
}

/** What is empty or a dash was not recorded. */
// @ts-ignore: decorator
@inline function setKnown(column: i32, place: i32, field: i32): i32 {
  return isNone(field) ? 0 : setText(column, place, startOf(field), endOf(field));
}

/** A dash and a space in front are an identity that is none. */
// @ts-ignore: decorator
@inline function setUser(place: i32): i32 {
  if (isNone(userField)) return 0;
  const start = startOf(userField);
  return load<u8>(start) === dash && load<u8>(start, 1) === space ? -1 : setText(user, place, start, endOf(userField));
}

/** The Cache-Control header that was sent, behind its label; of others what stands there. */
// @ts-ignore: decorator
@inline function setExtra(place: i32, isLabelled: bool): i32 {
  const start = startOf(extraField);
  if (start === 0) return 0;
  const end = endOf(extraField);
  // Spaces at the ends are not kept.
  if (end > start && (load<u8>(end - 1) === space || (!isLabelled && load<u8>(start) === space))) return -1;
  if (!isLabelled) return end === start ? 0 : setText(extra, place, start, end);
  store<u8>(pages, 99);
  store<u8>(pages, 99, 1);
  store<u8>(pages, 61, 2);
  store<u8>(pages, dash, 3);
  if (end === start) return setText(extra, place, pages, pages + 4);
  for (let i = 0; i < end - start; i += 16) v128.store(pages + 3 + i, v128.load(start + i));
  return setText(extra, place, pages, pages + 3 + end - start);
}

/** Microseconds of the time taken, in the unit of the first field that holds any. */
function setTaken(place: i32): i32 {
  for (let field = secondsField; field <= nanosecondsField; field++) {
    if (isNone(field)) continue;
    const taken = takenIn(field);
    return taken < 0 ? -1 : setNumber(duration, place, taken);
  }
  return 0;
}

function takenIn(field: i32): i64 {
  if (field === nanosecondsField) {
    const nanoseconds = wholeOf(field, mostByteDigits);
    // A half is for others to round.
    return nanoseconds < 0 || nanoseconds % 1000 === 500 ? -1 : (nanoseconds + 500) / 1000;
  }
  if (field === microsecondsField) return wholeOf(field, mostByteDigits);
  const start = startOf(field);
  const end = endOf(field);
  const mostFraction = field === secondsField ? 6 : 3;
  let at = start;
  let number: i64 = 0;
  while (at < end && isDigit(load<u8>(at))) number = number * 10 + <i64>(load<u8>(at++) - 48);
  if (at === start || at - start > mostSecondDigits) return -1;
  let fraction = 0;
  if (at < end && load<u8>(at) === point) {
    at++;
    if (at === end) return -1;
    for (; at < end && fraction < mostFraction && isDigit(load<u8>(at)); at++, fraction++) number = number * 10 + <i64>(load<u8>(at) - 48);
  }
  if (at !== end) return -1;
  for (; fraction < mostFraction; fraction++) number *= 10;
  return number;
}

// @ts-ignore: decorator
@inline function areSmallLetters(start: i32, end: i32): bool {
  for (let at = start; at < end; at++) if (load<u8>(at) < 97 || load<u8>(at) > 122) return false;
  return true;
}
