// A clean line of the Apache family.
import { secondAt } from "./clock";
import { address, agent, extra, forwarded, lineKind, method, path, protocol, query, referrer, sentBytes, status, time, user } from "./columns";
import { colonsIn, countersEnd, isAddressList, longestLine, methodNameEnd, mostByteDigits, setHost, withHash } from "./fields";
import { asterisk, backslash, dash, isDigit, newline, pathEnd, quote, quotedEnd, slash, space, targetEnd, tokenEnd } from "./find";
import { labelsEnd, setLabels } from "./labels";
import { noteUnhashed, rowCount, setNumber, setText } from "./rows";

/** What stands in a line of the lane: bits of a number. */
const withHost: i32 = 1;
const withReferrerAndAgent: i32 = 2;
const withCounters: i32 = 4;
const withQuery: i32 = 8;
const withUser: i32 = 16;
/** Behind the agent stand the labelled fields of ../../formats/memoria-combined.ts. */
const withLabels: i32 = 128;

/** `GET `, `POST`, `HEAD`, `OPTI`, `ONS ` and `HTTP` as they lie in memory, and `- - `. */
const get: i32 = 0x20544547;
const post: i32 = 0x54534f50;
const head: i32 = 0x44414548;
const opti: i32 = 0x4954504f;
const ons: i32 = 0x20534e4f;
const http: i32 = 0x50545448;
const nobody: i32 = 0x202d202d;

/** With its quotes: what is shorter is not looked into (cells-sql.ts). */
const leastForwarded: i32 = 8;

/** Reads a line into the next row; answers where the next begins, or 0: it is for others. */
// @ts-ignore: decorator
@inline export function readApacheLine(start: i32, lane: i32): i32 {
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
  if (lane & withHash && !isPlain) noteUnhashed(start, at);
  return at + 1;
}
