// The rows of a group: how many, the values of the present one, and the lines that are noted for others.
import { numberOfText, numberOfValue, usualSteps } from "./dictionary";
import { numbersOf, oddLines, unhashedLines } from "./memory";
import { keepText } from "./texts";

export let rowCount: i32 = 0;
let oddCount: i32 = 0;
let unhashedCount: i32 = 0;
let oddLength: i32 = 0;
let lineLength: i32 = 0;

export function rows(): i32 { return rowCount; }
export function odd(): i32 { return oddCount; }
/** Bytes of odd lines, and of all lines. */
export function oddBytes(): i32 { return oddLength; }
export function lineBytes(): i32 { return lineLength; }
/** Lines that were read just now, whose columns do not tell them apart from all others. */
export function unhashed(): i32 { return unhashedCount; }
export function forgetUnhashed(): void { unhashedCount = 0; }
export function clearRows(): void {
  rowCount = 0;
  oddCount = 0;
  oddLength = 0;
  lineLength = 0;
}

/** The present row is done. */
// @ts-ignore: decorator
@inline export function endRow(): void { rowCount++; }

/** Bytes that were read as lines. */
// @ts-ignore: decorator
@inline export function countBytes(bytes: i32): void { lineLength += bytes; }

/** Keeps the present row's line for the parsing SQL. */
export function noteOdd(start: i32, end: i32): void {
  note(oddLines, oddCount++, keepText(start, end - start), end - start);
  oddLength += end - start;
}

/** Notes the present row's line to be hashed while it is still there. */
// @ts-ignore: decorator
@inline export function noteUnhashed(start: i32, end: i32): void {
  note(unhashedLines, unhashedCount++, start, end - start);
}

// @ts-ignore: decorator
@inline function note(list: i32, count: i32, place: i32, length: i32): void {
  const line = list + count * 12;
  store<i32>(line, rowCount);
  store<i32>(line, place, 4);
  store<i32>(line, length, 8);
}

// @ts-ignore: decorator
@inline export function setText(column: i32, place: i32, start: i32, end: i32): i32 {
  const number = numberOfText(column, start, end - start, usualSteps);
  store<i32>(numbersOf(column) + place, number + 1);
  return number;
}

// @ts-ignore: decorator
@inline export function setNumber(column: i32, place: i32, value: i64): i32 {
  const number = numberOfValue(column, value, usualSteps);
  store<i32>(numbersOf(column) + place, number + 1);
  return number;
}
