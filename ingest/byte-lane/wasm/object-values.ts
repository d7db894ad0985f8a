// What stands in the fields of the present object.
import { dash, isDigit } from "./find";
import { objectFields } from "./memory";

/** As in ../object-setup.ts. */
export const timeField: i32 = 1;
export const addressField: i32 = 3;
export const statusField: i32 = 4;
export const requestField: i32 = 5;
export const methodField: i32 = 6;
export const targetField: i32 = 7;
export const queryField: i32 = 8;
export const protocolField: i32 = 9;
export const bytesField: i32 = 10;
export const referrerField: i32 = 11;
export const agentField: i32 = 12;
export const hostField: i32 = 13;
export const portField: i32 = 14;
export const userField: i32 = 15;
export const forwardedField: i32 = 16;
export const cacheField: i32 = 17;
export const schemeField: i32 = 18;
export const extraField: i32 = 19;
export const secondsField: i32 = 20;
export const millisecondsField: i32 = 21;
export const microsecondsField: i32 = 22;
export const nanosecondsField: i32 = 23;
export const intervalField: i32 = 24;

// @ts-ignore: decorator
@inline export function startOf(field: i32): i32 { return load<i32>(objectFields + (field << 4)); }
// @ts-ignore: decorator
@inline export function endOf(field: i32): i32 { return load<i32>(objectFields + (field << 4), 4); }
/** There is nothing, an empty text, or a dash. */
// @ts-ignore: decorator
@inline export function isNone(field: i32): bool {
  const start = startOf(field);
  const length = endOf(field) - start;
  return length === 0 || (length === 1 && load<u8>(start) === dash);
}

/** A whole number of so many digits at most; -1: it is none. */
export function wholeOf(field: i32, most: i32): i64 {
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
