// How figures, times and texts of a log are written for a reader: numbers, shares, durations and sizes alike in every language, dates and zones in each one's own: pure functions, the same everywhere.
import { Temporal } from "temporal-polyfill";
import type { Language, Writing } from "./language.ts";
import { englishWriting } from "./locale/en/writing.ts";
import { spanishWriting } from "./locale/es-MX/writing.ts";

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
/** Below this a share times a power of ten is the same figure: floating point keeps no more. */
const FLOATING_NOISE = 1e-9;

const WRITINGS: Readonly<Record<Language, Writing>> = { es: spanishWriting, en: englishWriting };

/** Made once each: to make one takes fifty times as long as to write a number with it. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function grouped(value: number, minimumDigits: number, maximumDigits: number): string {
  const key = `${minimumDigits} ${maximumDigits}`;
  const format =
    numberFormats.get(key) ??
    new Intl.NumberFormat("es-MX", {
      useGrouping: "always",
      minimumFractionDigits: minimumDigits,
      maximumFractionDigits: maximumDigits,
    } as Intl.NumberFormatOptions);
  numberFormats.set(key, format);
  return format.format(value);
}

function padded(value: number): string {
  return String(value).padStart(2, "0");
}

/** The value written by `format`, or the words for a figure that nobody knows. */
export function known<Value>(value: Value | null, format: (value: Value) => string, language: Language = "es"): string {
  return value === null ? WRITINGS[language].unavailable : format(value);
}

/** A whole number with thousands separated: "1,234,567". */
export function formatCount(count: number): string {
  return grouped(count, 0, 0);
}

/** A count with its noun: "1 línea", "2 líneas". */
export function countOf(count: number, singular: string, plural: string): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** A number with a fixed count of decimals: "1,234.5". */
export function formatDecimal(value: number, decimals = 1): string {
  return grouped(value, decimals, decimals);
}

/** A share of 0..1 as a rounded percentage: "99.87 %". What lacks a part is never rounded up to the whole: three failures in 84,000 are "99.99 %". */
export function formatShare(share: number, decimals = 2): string {
  const almostWhole = 100 - 10 ** -decimals;
  const percent = share * 100 > almostWhole && share < 1 - FLOATING_NOISE ? almostWhole : share * 100;
  return `${grouped(percent, decimals, decimals)} %`;
}

function decimalsOf(percent: number): number {
  const text = String(Number(percent.toFixed(8)));
  return text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
}

/**
 * A share of 0..1 as a truncated percentage, for verdicts: 0.998999 is "99.89 %". It has at least as many decimals as the
 * target, so that a figure under the target never reads as the target.
 */
export function formatShareTruncated(share: number, target: number | null = null): string {
  const decimals = Math.max(2, target === null ? 0 : decimalsOf(target * 100));
  const factor = 10 ** decimals;
  const truncated = Math.floor(share * 100 * factor + FLOATING_NOISE * factor) / factor;
  return `${grouped(truncated, decimals, decimals)} %`;
}

/** The target of a verdict as a percentage with no decimals that say nothing: "99.9 %". */
export function formatTarget(share: number): string {
  return `${grouped(share * 100, 0, 8)} %`;
}

/** Parts of a duration from the greatest unit down, without units of zero at either end. */
function durationParts(wholeSeconds: number): [amount: number, unit: string][] {
  const parts: [number, string][] = [
    [Math.floor(wholeSeconds / DAY_SECONDS), "d"],
    [Math.floor((wholeSeconds % DAY_SECONDS) / HOUR_SECONDS), "h"],
    [Math.floor((wholeSeconds % HOUR_SECONDS) / MINUTE_SECONDS), "min"],
    [wholeSeconds % MINUTE_SECONDS, "s"],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  const last = parts.findLastIndex(([amount]) => amount > 0);
  return parts.slice(first, last + 1);
}

/** A duration to the second: "1 h 23 min 05 s", "43 min 12 s", "2 d 3 h"; under ten seconds with a decimal where it has one. */
export function formatDuration(seconds: number): string {
  if (seconds < 10 && !Number.isInteger(seconds)) return `${grouped(seconds, 1, 1)} s`;
  const whole = Math.round(seconds);
  if (whole === 0) return "0 s";
  return durationParts(whole)
    .map(([amount, unit], index) => `${index > 0 && unit !== "h" ? padded(amount) : amount} ${unit}`)
    .join(" ");
}

/** A duration to the hundredth of a second, truncated, for an arithmetic that decides a verdict: "2 min 35.52 s". */
export function formatDurationExact(seconds: number): string {
  const hundredths = Math.floor(seconds * 100 + FLOATING_NOISE * 100);
  const fraction = hundredths % 100;
  if (fraction === 0) return formatDuration(hundredths / 100);
  const whole = Math.floor(hundredths / 100);
  const rest = grouped((whole % MINUTE_SECONDS) + fraction / 100, 0, 2);
  const minutes = whole - (whole % MINUTE_SECONDS);
  return minutes === 0 ? `${rest} s` : `${formatDuration(minutes)} ${rest} s`;
}

/** An amount of bytes in decimal units: "2.31 GB", "640.0 MB", "812 kB", "97 bytes". */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e12) return `${grouped(bytes / 1e12, 2, 2)} TB`;
  if (bytes >= 1e9) return `${grouped(bytes / 1e9, 2, 2)} GB`;
  if (bytes >= 1e6) return `${grouped(bytes / 1e6, 1, 1)} MB`;
  if (bytes >= 1e3) return `${grouped(bytes / 1e3, 0, 0)} kB`;
  return `${formatCount(bytes)} bytes`;
}

function zoned(at: string, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
}

/** The wall clock of the zone at that moment, "2024-12-08T20:41:00": what a chart draws, whatever the computer's own zone. */
export function wallClock(at: string, timeZone: string): string {
  return zoned(at, timeZone).toPlainDateTime().toString({ smallestUnit: "second" });
}

function clock(at: Temporal.ZonedDateTime): string {
  const minutes = `${padded(at.hour)}:${padded(at.minute)}`;
  return at.second === 0 ? minutes : `${minutes}:${padded(at.second)}`;
}

/** "8 de diciembre de 2024", "8 December 2024". */
export function formatDate(at: string, timeZone: string, language: Language = "es"): string {
  const { day, month, year } = zoned(at, timeZone);
  const writing = WRITINGS[language];
  return writing.date(day, writing.months[month - 1] ?? String(month), year);
}

/** "19:00 h", "19:00", with seconds only where they are not zero. */
export function formatTime(at: string, timeZone: string, language: Language = "es"): string {
  return WRITINGS[language].clock(clock(zoned(at, timeZone)));
}

/** "8 de diciembre de 2024, 19:00 h". The zone is told once for the table or chart, by `zoneLabel`. */
export function formatDateTime(at: string, timeZone: string, language: Language = "es"): string {
  return `${formatDate(at, timeZone, language)}, ${formatTime(at, timeZone, language)}`;
}

/** The short form for tables: "08/12/2024 19:00"; in English "2024-12-08 19:00", which nobody reads as a day of August. */
export function formatShortDateTime(at: string, timeZone: string, language: Language = "es"): string {
  const moment = zoned(at, timeZone);
  return `${WRITINGS[language].shortDate(padded(moment.day), padded(moment.month), moment.year)} ${clock(moment)}`;
}

/** A calendar month "2024-12" as "diciembre de 2024", "December 2024". */
export function formatMonth(month: string, language: Language = "es"): string {
  const [year = "", number = ""] = month.split("-");
  const writing = WRITINGS[language];
  return writing.month(writing.months[Number(number) - 1] ?? number, year);
}

/** More changes of clock than these say nothing new: there are two a year, between the same two offsets. */
const MOST_CLOCK_CHANGES = 4;

/** The offsets that the zone has from start to end, in order: one for each change of clock after the first. */
function offsetsBetween(timeZone: string, start: string, end: string): string[] {
  const last = Date.parse(end);
  const offsets: string[] = [];
  let next: Temporal.ZonedDateTime | null = zoned(start, timeZone);
  while (next !== null && (offsets.length === 0 || next.epochMilliseconds <= last) && offsets.length <= MOST_CLOCK_CHANGES) {
    const offset = utcOffset(next);
    if (offset !== offsets.at(-1)) offsets.push(offset);
    next = next.getTimeZoneTransition("next");
  }
  return offsets;
}

/**
 * The zone as people say it, with its offset at that moment: "hora del centro, UTC-6". With an `end`, the offsets of that whole
 * time, the end included: "hora del centro, UTC-5 y, desde el cambio de horario, UTC-6".
 */
export function zoneLabel(timeZone: string, start: string, end: string = start, language: Language = "es"): string {
  const { zones, afterClockChange, or, byDate } = WRITINGS[language];
  const offsets = offsetsBetween(timeZone, start, end);
  const told =
    offsets.length === 2 ? offsets.join(afterClockChange) : [...new Set(offsets)].join(or).concat(offsets.length > 2 ? byDate : "");
  return `${zones[timeZone] ?? timeZone}, ${told}`;
}

/** "UTC-6", "UTC+5:30", "UTC". */
function utcOffset(at: Temporal.ZonedDateTime): string {
  const offset = at.offset.slice(0, 6);
  const [hours = "", minutes = ""] = offset.slice(1).split(":");
  const number = minutes === "00" ? String(Number(hours)) : `${Number(hours)}:${minutes}`;
  return number === "0" ? "UTC" : `UTC${offset.startsWith("-") ? "-" : "+"}${number}`;
}

/** Harmless in every display: printable ASCII, Latin letters, the signs of Spanish typography, and the mark of bytes that were not text. */
const HARMLESS = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u20ac\u2122\u2212\ufffd]$/u;
const LATIN_LETTER = /^\p{Script=Latin}$/u;

/**
 * Text of a log made safe to look at: control characters, terminal escapes, bidirectional marks and characters outside the
 * Latin script are written out as \u{...}. Nothing is cut.
 */
export function printable(text: string): string {
  let shown = "";
  for (const character of text.normalize("NFC")) {
    const harmless = HARMLESS.test(character) || LATIN_LETTER.test(character);
    shown += harmless ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  }
  return shown;
}

/** What no name needs: controls, marks of direction, what is not assigned. A joiner stays between two signs that it makes one. */
const UNSEEN =
  /(?<!\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)\u200d|\u200d(?!\p{Extended_Pictographic})|(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/**
 * The name of a person or an organisation as it was written, in any script and with its signs. What could hide or turn about what stands beside it is
 * taken out: controls, marks of direction, heaps of accents.
 */
export function wholeName(name: string): string {
  return name
    .normalize("NFC")
    .replace(/[^\S\ufeff]/gu, " ")
    .replace(UNSEEN, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/ {2,}/gu, " ")
    .trim();
}

/** A logged path as a person reads it: percent-encoded letters decoded where they are valid, and made printable. Never a key. */
export function readablePath(path: string): string {
  try {
    return printable(decodeURIComponent(path));
  } catch {
    return printable(path);
  }
}
