// A clean line of JSON: one object of texts, numbers and truths without an escape, its keys in any order.
import { longestLine, withHash } from "./fields";
import { colon, isDigit, newline, quote, space, textEnd } from "./find";
import { clearKeys, isAllowed, keyAt, keyEnd } from "./keys";
import { objectFields } from "./memory";
import { setObjectFields } from "./object-fields";
import { agentField, nanosecondsField, referrerField, secondsField, timeField } from "./object-values";
import { noteUnhashed } from "./rows";

/** What a key holds: as in ../object-setup.ts; those of fields are in object-values.ts. Its rank is in the bits behind, then whether the field has no other key. */
const mostFields: i32 = 32;
/** A line with a value there is no request unless it is one of those that are allowed. */
const skipped: i32 = 30;
/** A line with such a key is for others. */
const odd: i32 = 31;
const rankBits: i32 = 8;
const aloneBit: i32 = 65536;
/** An empty text gives way to any other. */
const emptyRank: i32 = 255;

const openBrace: u8 = 123;
const closeBrace: u8 = 125;
const comma: u8 = 44;
const minus: u8 = 45;
const point: u8 = 46;
/** As they lie in memory. */
const nullText: i32 = 0x6c6c756e;
const trueText: i32 = 0x65757274;
const falseText: i32 = 0x736c6166;

const asText: i32 = 0;
const asWhole: i32 = 1;
const asReal: i32 = 2;
/** A truth, or a number below zero. */
const asOther: i32 = 3;
const asNull: i32 = 4;

const mostWholeDigits: i32 = 19;
/** A number that is not whole goes through a double: of so many digits it comes back as it was. */
const mostRealDigits: i32 = 11;
const mostFractionDigits: i32 = 6;

let line: i32 = 0;
let moments: i32 = 0;
let isLabelled: bool = false;
let shape: i32 = 0;

/** What lines hold from now on: keys are added next. `momentForms`: moments.ts; `labelled`: what goes to the column `extra` gets the label `cc=`. */
export function beginObjects(momentForms: i32, labelled: i32): void {
  clearKeys();
  line = 0;
  moments = momentForms;
  isLabelled = labelled !== 0;
}

/** Reads a line into the next row; answers where the next begins, or 0: it is for others. */
export function readObjectLine(start: i32, lane: i32): i32 {
  if (load<u8>(start) !== openBrace) return 0;
  line++;
  memory.fill(objectFields, 0, mostFields << 4);
  let at = behindSpace(start + 1);
  for (let turn = 0; ; turn++) {
    if (load<u8>(at) !== quote) return 0;
    const key = keyAt(at + 1, turn);
    if (key === 0 || load<u8>(keyEnd, 1) !== colon) return 0;
    const first = behindSpace(keyEnd + 2);
    const end = valueEnd(first);
    if (end === 0) return 0;
    const use = load<i32>(key, 8);
    const isText = i32(shape === asText);
    if (use !== 0 && !takes(key, use, first + isText, end - isText)) return 0;
    at = end;
    if (load<u8>(at) === comma) {
      at = behindSpace(at + 1);
      continue;
    }
    at = behindSpace(at);
    if (load<u8>(at) !== closeBrace || load<u8>(at, 1) !== newline) return 0;
    const lineEnd = at + 1;
    if (lineEnd - start >= longestLine || !setObjectFields(moments, isLabelled)) return 0;
    if (lane & withHash) noteUnhashed(start, lineEnd);
    return lineEnd + 1;
  }
  return 0;
}

// @ts-ignore: decorator
@inline function behindSpace(at: i32): i32 { return at + i32(load<u8>(at) === space); }

/** Where a value ends that begins at a place, and its `shape`; 0: it is none, or one that others must look at. */
// @ts-ignore: decorator
@inline function valueEnd(start: i32): i32 {
  const first = load<u8>(start);
  if (first === quote) {
    shape = asText;
    const end = textEnd(start + 1);
    return load<u8>(end) === quote ? end + 1 : 0;
  }
  if (isDigit(first) || first === minus) return numberEnd(start);
  const word = load<i32>(start);
  shape = word === nullText ? asNull : asOther;
  if (word === nullText || word === trueText) return start + 4;
  return word === falseText && load<u8>(start, 4) === 101 ? start + 5 : 0;
}

/** Few digits, no exponent and no zero in front: such a number has one text. */
function numberEnd(start: i32): i32 {
  const whole = start + i32(load<u8>(start) === minus);
  let at = whole;
  while (isDigit(load<u8>(at))) at++;
  if (at === whole || (load<u8>(whole) === 48 && at !== whole + 1) || at - whole > mostWholeDigits) return 0;
  shape = asWhole;
  if (load<u8>(at) === point) {
    const fraction = ++at;
    while (isDigit(load<u8>(at))) at++;
    if (at === fraction || at - fraction > mostFractionDigits || fraction - whole > mostRealDigits) return 0;
    shape = asReal;
  }
  if (whole !== start) shape = asOther;
  const behind = load<u8>(at);
  return behind === comma || behind === closeBrace || behind === space ? at : 0;
}

/** Takes what stands at a key; false: the line is for others. */
// @ts-ignore: decorator
@inline function takes(key: i32, use: i32, start: i32, end: i32): bool {
  const kind = use & 255;
  // A key twice.
  if (kind === odd || load<i32>(key, 12) === line) return false;
  store<i32>(key, line, 12);
  if (shape === asNull) return true;
  if (kind === skipped) return isAllowed(key, start, end);
  if (shape === asOther || (shape === asReal && kind !== timeField && (kind < secondsField || kind > nanosecondsField))) return false;
  const field = objectFields + (kind << 4);
  const isThere = load<i32>(field) !== 0;
  let rank = (use >> rankBits) & 255;
  if (start === end) {
    if (isThere || (!(use & aloneBit) && kind !== agentField && kind !== referrerField)) return true;
    rank = emptyRank;
  } else if (isThere && load<i32>(field, 8) < rank) return true;
  store<i32>(field, start);
  store<i32>(field, end, 4);
  store<i32>(field, rank, 8);
  return true;
}
