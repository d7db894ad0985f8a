// The request of an object: method, target and protocol, each in a field of its own or in one text.
import { method, path, protocol, query } from "./columns";
import { asIs, setDecoded } from "./decoded";
import { methodNameEnd } from "./fields";
import { dash, pathEnd, slash, space } from "./find";
import { endOf, isNone, methodField, protocolField, queryField, requestField, startOf, targetField } from "./object-values";
import { setText } from "./rows";

const http: i32 = 0x50545448;
const question: u8 = 63;
const semicolon: u8 = 59;

let verbStart: i32 = 0;
let verbEnd: i32 = 0;
let targetStart: i32 = 0;
let targetStop: i32 = 0;
let protocolStart: i32 = 0;
let protocolStop: i32 = 0;

/** Finds method, target and protocol: each in a field of its own, else in the request's; false: no request of HTTP, or not a plain one. */
// @ts-ignore: decorator
@inline export function findRequest(): bool {
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

/** Fills the columns of a request that was found. */
// @ts-ignore: decorator
@inline export function setRequest(place: i32): i32 {
  const fails = setText(method, place, verbStart, verbEnd) | setTarget(place);
  return protocolStop > protocolStart ? fails | setText(protocol, place, protocolStart, protocolStop) : fails;
}
