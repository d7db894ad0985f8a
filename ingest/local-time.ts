// Instants and local times: what a user writes becomes epoch seconds in a zone, and epoch seconds become ISO text with offset.
import { Temporal } from "temporal-polyfill";
import { UserError } from "./errors.ts";

/** A time that was read, or what was expected instead. `dateOnly`: no hour was given and the day's start stands for it. */
export type ReadTime = { second: number; dateOnly: boolean } | { expected: string };

const FORMATS = "fecha y hora como 2024-12-08T20:00, 2024-12-08T20:00:00-06:00 o 08/12/2024 20:00";
const ISO_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::([0-5]\d)(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const DAY_FIRST_TIME = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2})(?::([0-5]\d))?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** True when the text names a zone that this machine's time-zone data knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads a time as a user writes it: ISO 8601 with or without offset (seconds optional, fractions cut), a date alone (start of that local day), or
 * dd/mm/aaaa hh:mm[:ss]. A local time that the zone skips or repeats is refused unless an offset says which instant is meant.
 * @returns the epoch second, or what was expected.
 * @throws UserError `time-zone-unknown`.
 */
export function readTime(text: string, timeZone: string): ReadTime {
  const parts = partsOf(text.trim());
  if (parts === null) return { expected: FORMATS };
  const { date, clock, offset } = parts;
  if (!isTimeZone(timeZone)) throw new UserError("time-zone-unknown", { value: timeZone });
  let local: Temporal.PlainDateTime;
  try {
    local = Temporal.PlainDateTime.from(`${date}T${clock ?? "00:00:00"}`, { overflow: "reject" });
  } catch {
    return { expected: "una fecha y una hora que existan en el calendario" };
  }
  if (clock === null) return { second: secondOf(local.toPlainDate().toZonedDateTime(timeZone)), dateOnly: true };
  if (offset !== null) return withOffset(local, offset);
  try {
    return { second: secondOf(local.toZonedDateTime(timeZone, { disambiguation: "reject" })), dateOnly: false };
  } catch {
    const [before, after] = (["earlier", "later"] as const).map(
      (disambiguation) => `${date}T${clock}${local.toZonedDateTime(timeZone, { disambiguation }).offset}`,
    );
    return {
      expected: `una hora que exista una sola vez en ${timeZone} (el reloj cambió ese día): escríbala con su desfase, p. ej. ${before} o ${after}`,
    };
  }
}

/**
 * The same, for the value of a command-line option or form field.
 * @returns epoch second.
 * @throws UserError `time-invalid` with the option, the value and what was expected.
 */
export function parseUserTime(option: string, text: string, timeZone: string): number {
  const read = readTime(text, timeZone);
  if ("expected" in read) throw new UserError("time-invalid", { option, value: text, expected: read.expected });
  return read.second;
}

/**
 * ISO 8601 with the zone's offset at that instant, e.g. `2024-12-08T20:00:00-06:00`. Fast enough for one call per chart point.
 * @param epochSecond fractions are cut.
 */
export function isoInZone(epochSecond: number, timeZone: string): string {
  const second = Math.floor(epochSecond);
  const offset = offsetSeconds(second, timeZone);
  return new Date((second + offset) * 1000).toISOString().slice(0, -5) + offsetText(offset);
}

/** Epoch second at which the local hour that holds the instant began (half-hour zones included). */
export function localHourStart(epochSecond: number, timeZone: string): number {
  const second = Math.floor(epochSecond);
  const local = second + offsetSeconds(second, timeZone);
  return second - (local - Math.floor(local / 3600) * 3600);
}

/** Epoch second at which the local day that holds the instant began; days of 23 and 25 hours included. */
export function localDayStart(epochSecond: number, timeZone: string): number {
  return secondOf(zoned(epochSecond, timeZone).startOfDay());
}

/** First epoch second of a local day. @param day `YYYY-MM-DD`; @param addDays whole days later (1: the end of that day, half-open). */
export function dayStart(day: string, timeZone: string, addDays = 0): number {
  return secondOf(Temporal.PlainDate.from(day).add({ days: addDays }).toZonedDateTime(timeZone));
}

/** The local calendar months that [startSecond, endSecond) touches: `YYYY-MM` with the half-open bounds of the whole month. */
export function localMonths(
  startSecond: number,
  endSecond: number,
  timeZone: string,
): { month: string; startSecond: number; endSecond: number }[] {
  const months: { month: string; startSecond: number; endSecond: number }[] = [];
  let first = zoned(startSecond, timeZone).toPlainDate().with({ day: 1 });
  for (;;) {
    const start = secondOf(first.toZonedDateTime(timeZone));
    if (start >= endSecond) return months;
    const next = first.add({ months: 1 });
    months.push({ month: first.toString().slice(0, 7), startSecond: start, endSecond: secondOf(next.toZonedDateTime(timeZone)) });
    first = next;
  }
}

function partsOf(text: string): { date: string; clock: string | null; offset: string | null } | null {
  const iso = ISO_TIME.exec(text);
  if (iso !== null) {
    const [, year, month, day, hours, minutes, seconds = "00", offset = null] = iso;
    return { date: `${year}-${month}-${day}`, clock: hours === undefined ? null : `${hours}:${minutes}:${seconds}`, offset };
  }
  const dayFirst = DAY_FIRST_TIME.exec(text);
  if (dayFirst === null) return null;
  const [, day = "", month = "", year, hours = "", minutes, seconds = "00", offset = null] = dayFirst;
  return {
    date: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`,
    clock: `${hours.padStart(2, "0")}:${minutes}:${seconds}`,
    offset,
  };
}

function withOffset(local: Temporal.PlainDateTime, offset: string): ReadTime {
  const [, sign, hours, minutes = "00"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  const seconds = sign === undefined ? 0 : (Number(hours) * 3600 + Number(minutes) * 60) * (sign === "-" ? -1 : 1);
  if (Math.abs(seconds) > 14 * 3600 || Number(minutes) > 59) return { expected: "un desfase entre -14:00 y +14:00" };
  return { second: secondOf(local.toZonedDateTime("UTC")) - seconds, dateOnly: false };
}

/** Zones change their offset on quarter hours only, so one look-up serves fifteen minutes. */
const offsetsByZone = new Map<string, Map<number, number>>();
const QUARTER_HOUR_SECONDS = 900;
const CACHED_QUARTER_HOURS = 200_000;

function offsetSeconds(epochSecond: number, timeZone: string): number {
  let offsets = offsetsByZone.get(timeZone);
  if (offsets === undefined || offsets.size > CACHED_QUARTER_HOURS) {
    offsets = new Map();
    offsetsByZone.set(timeZone, offsets);
  }
  const quarter = Math.floor(epochSecond / QUARTER_HOUR_SECONDS);
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    offset = zoned(quarter * QUARTER_HOUR_SECONDS, timeZone).offsetNanoseconds / 1e9;
    offsets.set(quarter, offset);
  }
  return offset;
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function zoned(epochSecond: number, timeZone: string): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(Math.floor(epochSecond) * 1000).toZonedDateTimeISO(timeZone);
  } catch {
    throw new UserError("time-zone-unknown", { value: timeZone });
  }
}

function secondOf(time: Temporal.ZonedDateTime): number {
  return Math.floor(time.epochMilliseconds / 1000);
}
