// Clean lines of the Apache family, read byte by byte; every other line is left to the parsing SQL, which alone says what it is.
import { secondAt } from "./clock";
import { notNumbered, numberOfText, numberOfValue, usualSteps } from "./dictionary";
import { mostRows, numbersOf, oddLines, unhashedLines } from "./memory";
import { keepText } from "./texts";

/** The columns, as in columns.ts. */
const address: i32 = 0;
const method: i32 = 1;
const path: i32 = 2;
const query: i32 = 3;
const protocol: i32 = 4;
const referrer: i32 = 5;
const agent: i32 = 6;
const host: i32 = 7;
const user: i32 = 8;
const extra: i32 = 9;
const forwarded: i32 = 10;
const cache: i32 = 14;
const scheme: i32 = 15;
const lineKind: i32 = 16;
const time: i32 = 17;
const status: i32 = 18;
const sentBytes: i32 = 19;
const port: i32 = 20;
const duration: i32 = 21;
const file: i32 = 22;

/** What stands in a line of the lane: bits of a number. */
const withHost: i32 = 1;
const withReferrerAndAgent: i32 = 2;
const withCounters: i32 = 4;
const withQuery: i32 = 8;
const withUser: i32 = 16;
const withHash: i32 = 32;
/** Behind the agent stand the labelled fields of ../../formats/memoria-combined.ts. */
const withLabels: i32 = 128;
/** In front of each line stands which of the joined files it is of: see ../../joined-files.ts. */
const withPlace: i32 = 64;
const placeDigits: i32 = 4;
const placeBytes: i32 = placeDigits + 1;

const newline: u8 = 10;
const space: u8 = 32;
const quote: u8 = 34;
const asterisk: u8 = 42;
const dash: u8 = 45;
const slash: u8 = 47;
const colon: u8 = 58;
const backslash: u8 = 92;

/** `GET `, `POST`, `HEAD`, `OPTI`, `ONS ` and `HTTP` as they lie in memory, and `- - `. */
const get: i32 = 0x20544547;
const post: i32 = 0x54534f50;
const head: i32 = 0x44414548;
const opti: i32 = 0x4954504f;
const ons: i32 = 0x20534e4f;
const http: i32 = 0x50545448;
const nobody: i32 = 0x202d202d;

const mostByteDigits: i32 = 12;
const mostPortDigits: i32 = 9;
/** With its quotes: what is shorter is not looked into (cells-sql.ts). */
const leastForwarded: i32 = 8;
const longestLine: i32 = 1024 * 1024 - 4;

let rowCount: i32 = 0;
let oddCount: i32 = 0;
let unhashedCount: i32 = 0;
let oddLength: i32 = 0;
let lineLength: i32 = 0;

export function rows(): i32 { return rowCount; }
export function odd(): i32 { return oddCount; }
/** Bytes of odd lines, and of all lines. */
export function oddBytes(): i32 { return oddLength; }
export function lineBytes(): i32 { return lineLength; }
/** Lines that were read, whose columns do not tell them apart from all others. */
export function unhashed(): i32 { return unhashedCount; }
export function clearRows(): void {
  rowCount = 0;
  oddCount = 0;
  unhashedCount = 0;
  oddLength = 0;
  lineLength = 0;
}

// @ts-ignore: decorator
@inline function isByte(bytes: v128, byte: u8): v128 { return i8x16.eq(bytes, i8x16.splat(byte)); }

/** The first space, quote, backslash or control character. */
// @ts-ignore: decorator
@inline function tokenEnd(from: i32): i32 {
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
@inline function targetEnd(from: i32): i32 {
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
@inline function pathEnd(from: i32, end: i32): i32 {
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at);
    const found = i8x16.bitmask(v128.or(isByte(bytes, 63), isByte(bytes, 59)));
    if (found !== 0) return min(end, at + ctz(found));
  }
  return end;
}

/** The first quote, backslash or newline. */
// @ts-ignore: decorator
@inline function quotedEnd(from: i32): i32 {
  let at = from - 16;
  let found: i32;
  do {
    at += 16;
    const bytes = v128.load(at);
    found = i8x16.bitmask(v128.or(isByte(bytes, quote), v128.or(isByte(bytes, backslash), isByte(bytes, newline))));
  } while (found === 0);
  return at + ctz(found);
}

// @ts-ignore: decorator
@inline function lineEnd(from: i32): i32 {
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
@inline function isDigit(byte: u8): bool { return <u32>byte - 48 <= 9; }

/**
 * Reads whole lines from `start` until `end`, where the last has its newline, or until there are `limit` rows; answers where it stopped. Bytes
 * behind `end` are looked at and not read as lines. `fileId`: of the file, or of the first of those that are joined.
 */
export function readLines(start: i32, end: i32, lane: i32, limit: i32, fileId: i32): i32 {
  let at = start;
  const most = min(limit, mostRows);
  while (at < end && rowCount < most) {
    let id = fileId;
    if (lane & withPlace) {
      id += placeOf(at);
      at += placeBytes;
    }
    // There is room for every file of a group: files are numbered in few steps, as they follow each other.
    store<i32>(numbersOf(file) + (rowCount << 2), numberOfValue(file, id, mostRows) + 1);
    const next = readLine(at, lane);
    if (next > 0) at = next;
    else {
      const to = lineEnd(at);
      note(oddLines, oddCount++, at, to);
      oddLength += to - at;
      at = to + 1;
    }
    rowCount++;
  }
  lineLength += at - start;
  return at;
}

/** Reads a line into the next row; answers where the next begins, or 0: it is for others. */
// @ts-ignore: decorator
@inline function readLine(start: i32, lane: i32): i32 {
  if (load<u8>(start) === 35) return 0;
  let at = start;
  let hostEnd = 0;
  if (lane & withHost) {
    hostEnd = tokenEnd(at);
    if (hostEnd === at || load<u8>(hostEnd) !== space) return 0;
    at = hostEnd + 1;
    if (load<u8>(at) === dash) return 0;
  }
  const addressStart = at;
  const addressEnd = tokenEnd(at);
  if (addressEnd === at || load<u8>(addressEnd) !== space) return 0;
  at = addressEnd + 1;
  let userStart = 0;
  let userEnd = 0;
  if (load<i32>(at) === nobody) at += 4;
  else {
    userStart = at;
    const identityEnd = tokenEnd(at);
    if (identityEnd === at || load<u8>(identityEnd) !== space) return 0;
    userEnd = tokenEnd(identityEnd + 1);
    if (userEnd === identityEnd + 1 || load<u8>(userEnd) !== space) return 0;
    // Without an identity the user stands alone.
    if (identityEnd === userStart + 1 && load<u8>(userStart) === dash) userStart += 2;
    at = userEnd + 1;
  }
  const second = load<u8>(at) === 91 ? secondAt(at) : -1;
  if (second < 0 || load<u16>(at, 28) !== 0x2220) return 0;
  const methodStart = at + 30;
  let methodEnd = 0;
  let targetStart = 0;
  let endOfTarget = 0;
  let protocolStart = 0;
  let protocolEnd = 0;
  /** Split at spaces, a path asked for by a usual method: the columns tell all of the line. */
  let isPlain = true;
  /** Not by splitting alone. */
  let isMatched = false;
  const first = load<u8>(methodStart);
  if (first >= 65 && first <= 90) {
    const verb = load<i32>(methodStart);
    if (verb === get) methodEnd = methodStart + 3;
    else if (verb === post || verb === head) methodEnd = methodStart + 4;
    else if (verb === opti && load<i32>(methodStart, 4) === ons) methodEnd = methodStart + 7;
    else {
      isPlain = false;
      methodEnd = methodNameEnd(methodStart);
    }
    if (load<u8>(methodEnd) !== space) return 0;
    targetStart = methodEnd + 1;
    endOfTarget = targetEnd(targetStart);
    if (load<u8>(endOfTarget) !== space) return 0;
    if (load<u8>(targetStart) !== slash) {
      // `OPTIONS *`; what else stands there may have a host.
      if (load<u8>(targetStart) !== asterisk || endOfTarget !== targetStart + 1) return 0;
      isPlain = false;
    }
    protocolStart = endOfTarget + 1;
    if (load<i32>(protocolStart) !== http || load<u8>(protocolStart, 4) !== slash) return 0;
    protocolEnd = targetEnd(protocolStart + 5);
    at = protocolEnd;
  } else {
    // No HTTP: nothing is read of it. A TLS client that speaks to port 80 leaves such lines, by the thousand.
    isPlain = false;
    at = quotedEnd(methodStart);
    while (load<u8>(at) === backslash) {
      if (load<u8>(at, 1) === newline) return 0;
      isMatched = true;
      at = quotedEnd(at + 2);
    }
  }
  if (load<u8>(at) !== quote) return 0;
  at++;
  if (load<u8>(at) !== space || !isDigit(load<u8>(at, 1)) || !isDigit(load<u8>(at, 2)) || !isDigit(load<u8>(at, 3)) || load<u8>(at, 4) !== space) return 0;
  const answer = <i64>(<i32>load<u8>(at, 1) * 100 + <i32>load<u8>(at, 2) * 10 + <i32>load<u8>(at, 3) - 5328);
  at += 5;
  let sent: i64 = -1;
  if (load<u8>(at) === dash) at++;
  else {
    const first = at;
    sent = 0;
    while (isDigit(load<u8>(at))) sent = sent * 10 + <i64>(load<u8>(at++) - 48);
    if (at === first || at - first > mostByteDigits) return 0;
  }
  let referrerStart = 0;
  let referrerEnd = 0;
  let agentStart = 0;
  let agentEnd = 0;
  if (lane & withReferrerAndAgent) {
    if (load<u16>(at) !== 0x2220) return 0;
    referrerStart = at + 2;
    referrerEnd = quotedEnd(referrerStart);
    if (load<u8>(referrerEnd) !== quote || load<u16>(referrerEnd, 1) !== 0x2220) return 0;
    agentStart = referrerEnd + 3;
    agentEnd = quotedEnd(agentStart);
    if (load<u8>(agentEnd) !== quote) return 0;
    at = agentEnd + 1;
    if (lane & withCounters) {
      at = countersEnd(at);
      if (at === 0) return 0;
    }
    if (lane & withLabels) {
      at = labelsEnd(at);
      if (at === 0) return 0;
    }
  }
  let extraStart = at;
  let extraEnd = at;
  let isForwarded = false;
  if (load<u8>(at) !== newline) {
    if (load<u8>(at) !== space || isMatched) return 0;
    const stop = quotedEnd(at);
    if (load<u8>(stop) === quote) {
      // X-Forwarded-For as nginx's own settings write it, and nothing else.
      extraStart = stop;
      extraEnd = quotedEnd(stop + 1) + 1;
      if (!(lane & withReferrerAndAgent) || lane & (withCounters | withLabels) || stop !== at + 1) return 0;
      if (load<u8>(extraEnd - 1) !== quote || load<u8>(extraEnd) !== newline) return 0;
      const isNone = extraEnd === extraStart + 3 && load<u8>(extraStart, 1) === dash;
      if (!isNone && (extraEnd - extraStart < leastForwarded || !isAddressList(extraStart + 1, extraEnd - 1))) return 0;
      isForwarded = !isNone;
      isMatched = true;
      isPlain = false;
      at = extraEnd;
    } else {
      at = stop;
      if (load<u8>(at) !== newline) return 0;
      extraEnd = at;
      while (extraStart < extraEnd && load<u8>(extraStart) === space) extraStart++;
      while (extraStart < extraEnd && load<u8>(extraEnd - 1) === space) extraEnd--;
    }
  }
  // A line that does not split cleanly is read by the pattern, which takes no `name:port` for an address.
  if (isMatched && (userStart !== 0 || (!(lane & withHost) && colonsIn(addressStart, addressEnd) === 1))) return 0;
  if (at - start >= longestLine) return 0;
  // All of the line is known: it is numbered.
  const place = rowCount << 2;
  let fails = setText(address, place, addressStart, addressEnd);
  if (methodEnd !== 0) {
    const endOfPath = pathEnd(targetStart, endOfTarget);
    fails |= setText(method, place, methodStart, methodEnd);
    fails |= setText(path, place, targetStart, endOfPath);
    if (lane & withQuery && endOfPath < endOfTarget) fails |= setText(query, place, endOfPath, endOfTarget);
    fails |= setText(protocol, place, protocolStart, protocolEnd);
  }
  fails |= setNumber(time, place, second * 1000000);
  fails |= setNumber(status, place, answer);
  if (sent >= 0) fails |= setNumber(sentBytes, place, sent);
  if (lane & withReferrerAndAgent) {
    if (referrerEnd - referrerStart !== 1 || load<u8>(referrerStart) !== dash) fails |= setText(referrer, place, referrerStart, referrerEnd);
    fails |= setText(agent, place, agentStart, agentEnd);
  }
  if (lane & withUser && userEnd !== 0) fails |= setText(user, place, userStart, userEnd);
  if (extraStart < extraEnd) fails |= setText(extra, place, extraStart, extraEnd);
  if (isForwarded) fails |= setText(forwarded, place, extraStart + 1, extraEnd - 1);
  if (lane & withLabels) fails |= setLabels(place);
  if (lane & withHost && (hostEnd - start !== 1 || load<u8>(start) !== dash)) fails |= setHost(place, start, hostEnd);
  fails |= setNumber(lineKind, place, 0);
  // What was written of it is written over: a line that others read has every column.
  if (fails < 0) return 0;
  if (lane & withHash && !isPlain) note(unhashedLines, unhashedCount++, start, at);
  return at + 1;
}

// @ts-ignore: decorator
@inline function placeOf(at: i32): i32 {
  let place = 0;
  for (let digit = 0; digit < placeDigits; digit++) place = place * 10 + <i32>load<u8>(at + digit) - 48;
  return place;
}

/** Keeps a line for others, with its row. */
function note(list: i32, count: i32, start: i32, end: i32): void {
  const line = list + count * 12;
  store<i32>(line, rowCount);
  store<i32>(line, keepText(start, end - start), 4);
  store<i32>(line, end - start, 8);
}

/** What stands behind `[A-Z][A-Z0-9_-]*`. */
function methodNameEnd(start: i32): i32 {
  let at = start;
  for (;;) {
    const byte = load<u8>(at);
    if ((byte < 65 || byte > 90) && !isDigit(byte) && byte !== 95 && byte !== dash) return at;
    at++;
  }
  return 0;
}

/** Addresses behind commas: of IPv4, or of IPv6 with two colons or more; others are not looked at here. */
function isAddressList(start: i32, end: i32): bool {
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

function colonsIn(start: i32, end: i32): i32 {
  let colons = 0;
  for (let at = start; at < end; at++) colons += i32(load<u8>(at) === colon);
  return colons;
}

// @ts-ignore: decorator
@inline function setText(column: i32, place: i32, start: i32, end: i32): i32 {
  const number = numberOfText(column, start, end - start, usualSteps);
  store<i32>(numbersOf(column) + place, number + 1);
  return number;
}

// @ts-ignore: decorator
@inline function setNumber(column: i32, place: i32, value: i64): i32 {
  const number = numberOfValue(column, value, usualSteps);
  store<i32>(numbersOf(column) + place, number + 1);
  return number;
}

/** `www.ejemplo.mx:443`: what stands behind the last colon is the port, where it is a number. */
function setHost(place: i32, start: i32, end: i32): i32 {
  let digits = end;
  while (digits > start && isDigit(load<u8>(digits - 1))) digits--;
  if (digits === end || digits === start || load<u8>(digits - 1) !== colon) return setText(host, place, start, end);
  if (end - digits > mostPortDigits) return notNumbered;
  let value: i64 = 0;
  for (let at = digits; at < end; at++) value = value * 10 + <i64>(load<u8>(at) - 48);
  return setText(host, place, start, digits - 1) | setNumber(port, place, value);
}

/** ` 512 5480`, then a space or the line's end; answers where that stands, or 0. */
function countersEnd(start: i32): i32 {
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
function labelsEnd(start: i32): i32 {
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

function setLabels(place: i32): i32 {
  let fails = setKnown(forwarded, place, xffStart, xffEnd) | setKnown(scheme, place, schemeStart, schemeEnd) | setKnown(cache, place, cacheStart, cacheEnd);
  if (taken >= 0) fails |= setNumber(duration, place, taken);
  return fails;
}
