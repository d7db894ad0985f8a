// Times as they are written: days and offsets of consecutive lines are the same, what was read of them is kept.

import { colon, dash, slash } from "./find";

const firstYear: i32 = 1970;
/** In the next one the seconds that are stored end. */
const lastYear: i32 = 2104;

let dayHigh: i64 = 0;
let dayLow: i32 = 0;
/** Epoch second of the day's beginning in UTC; -1: no such day. */
let midnight: i64 = -1;
let offsetWord: i64 = 0;
/** Seconds east of UTC; `noOffset`: none. */
let offset: i64 = i64.MAX_VALUE;
const noOffset: i64 = i64.MAX_VALUE;

/** Two digits; a number beyond 99 where they are none. */
// @ts-ignore: decorator
@inline function twoDigits(at: i32): i32 {
  const tens = <u32>load<u8>(at) - 48;
  const ones = <u32>load<u8>(at, 1) - 48;
  return tens > 9 || ones > 9 ? 1000 : <i32>(tens * 10 + ones);
}

/** Epoch second of `[08/Dec/2024:20:00:00 -0600]` at a place; -1 where it is no such time, or one that others must look at. */
export function secondAt(at: i32): i64 {
  const high = load<i64>(at, 1);
  const low = load<i32>(at, 9);
  if (high !== dayHigh || low !== dayLow) {
    dayHigh = high;
    dayLow = low;
    midnight = midnightAt(at + 1);
  }
  const zone = load<i64>(at, 20);
  // Its first byte is the second's last digit.
  if (zone >> 8 !== offsetWord) {
    offsetWord = zone >> 8;
    offset = offsetAt(at + 21);
  }
  const ofDay = secondOfDay(at + 13);
  if (midnight < 0 || offset === noOffset || ofDay < 0) return -1;
  const second = midnight + ofDay - offset;
  return second >= 0 ? second : -1;
}

/** Epoch second of `2024-12-08` and `20:00:00` at their places, in UTC; -1 as above. */
export function secondOf(date: i32, clock: i32): i64 {
  const high = load<i64>(date);
  const low = <i32>load<u16>(date, 8);
  if (high !== dayHigh || low !== dayLow) {
    dayHigh = high;
    dayLow = low;
    const isDate = load<u8>(date, 4) === dash && load<u8>(date, 7) === dash;
    midnight = isDate ? midnightOf(twoDigits(date), twoDigits(date + 2), twoDigits(date + 5), twoDigits(date + 8)) : -1;
  }
  const ofDay = secondOfDay(clock);
  return midnight < 0 || ofDay < 0 ? -1 : midnight + ofDay;
}

/** `20:00:00`; -1: none. */
// @ts-ignore: decorator
@inline function secondOfDay(at: i32): i64 {
  const hours = twoDigits(at);
  const minutes = twoDigits(at + 3);
  const seconds = twoDigits(at + 6);
  if (hours > 23 || minutes > 59 || seconds > 59 || load<u8>(at, 2) !== colon || load<u8>(at, 5) !== colon) return -1;
  return hours * 3600 + minutes * 60 + seconds;
}

/** `08/Dec/2024:` */
function midnightAt(at: i32): i64 {
  const day = twoDigits(at);
  const month = monthOf(load<u8>(at, 3), load<u8>(at, 4), load<u8>(at, 5));
  if (load<u8>(at, 2) !== slash || load<u8>(at, 6) !== slash || load<u8>(at, 11) !== colon) return -1;
  return midnightOf(twoDigits(at + 7), twoDigits(at + 9), month, day);
}

function midnightOf(century: i32, years: i32, month: i32, day: i32): i64 {
  const year = century * 100 + years;
  if (century > 99 || years > 99 || year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || day > daysOf(month, year)) return -1;
  // Days since 1970 by the rule of the Gregorian calendar, with years that begin in March.
  const shifted = month <= 2 ? year - 1 : year;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719468;
  return <i64>days * 86400;
}

function daysOf(month: i32, year: i32): i32 {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `Jan` to `Dec`, written so; 0: none. */
function monthOf(a: u8, b: u8, c: u8): i32 {
  switch ((<i32>a << 16) | (<i32>b << 8) | <i32>c) {
    case 0x4a616e: return 1;
    case 0x466562: return 2;
    case 0x4d6172: return 3;
    case 0x417072: return 4;
    case 0x4d6179: return 5;
    case 0x4a756e: return 6;
    case 0x4a756c: return 7;
    case 0x417567: return 8;
    case 0x536570: return 9;
    case 0x4f6374: return 10;
    case 0x4e6f76: return 11;
    case 0x446563: return 12;
    default: return 0;
  }
}

/** ` -0600]` */
function offsetAt(at: i32): i64 {
  const hours = twoDigits(at + 2);
  const minutes = twoDigits(at + 4);
  const sign = load<u8>(at, 1);
  if (load<u8>(at) !== 32 || (sign !== 43 && sign !== 45) || load<u8>(at, 6) !== 93 || hours > 14 || minutes > 59) return noOffset;
  const seconds: i64 = hours * 3600 + minutes * 60;
  return sign === 45 ? -seconds : seconds;
}
