// What stands in the fields of an object, into the columns of a row: as ../../formats/json-format.ts says it in SQL.
import { address, agent, cache, duration, extra, forwarded, lineKind, port, referrer, sampled, scheme, sentBytes, status, time, user } from "./columns";
import { mostByteDigits, mostPortDigits, setHost } from "./fields";
import { colon, dash, isDigit, space } from "./find";
import { pages } from "./memory";
import { momentOf } from "./moments";
import { findRequest, setRequest } from "./object-request";
import { addressField, agentField, bytesField, cacheField, endOf, extraField, forwardedField, hostField, intervalField, isNone, microsecondsField, nanosecondsField, portField, referrerField, schemeField, secondsField, startOf, statusField, timeField, userField, wholeOf } from "./object-values";
import { rowCount, setNumber, setText } from "./rows";

const mostSecondDigits: i32 = 6;
const mostIntervalDigits: i32 = 9;
const point: u8 = 46;

/** Fills the present row; false: the line is for others, and what was written of it is written over. */
export function setObjectFields(moments: i32, isLabelled: bool): bool {
  if (startOf(timeField) === 0) return false;
  const moment = momentOf(startOf(timeField), endOf(timeField), moments);
  if (moment < 0) return false;
  const addressStart = startOf(addressField);
  const addressStop = addressEnd(addressStart, endOf(addressField));
  const answer = wholeOf(statusField, 3);
  if (addressStop === 0 || answer < 0 || !findRequest()) return false;
  const place = rowCount << 2;
  let fails = setText(address, place, addressStart, addressStop) | setRequest(place);
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

// @ts-ignore: decorator
@inline function setWhole(column: i32, place: i32, field: i32, most: i32): i32 {
  if (isNone(field)) return 0;
  const number = wholeOf(field, most);
  return number < 0 ? -1 : setNumber(column, place, number);
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
