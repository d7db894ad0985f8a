// How times are written in logs: one style, read in SQL for every line and in JavaScript for the few that detection looks at.
import { sqlText } from "../database.ts";

/**
 * `strptime`: DuckDB's format, `zoned` when it holds an offset. `iso`: ISO 8601 with an offset or without. `epoch`: a number of
 * seconds, milli-, micro- or nanoseconds, told apart by its size. `any`: whichever of ISO, Apache's and epoch it is.
 */
export type TimeStyle =
  | { kind: "strptime"; format: string; shape: RegExp; zoned: boolean }
  | { kind: "iso" }
  | { kind: "epoch" }
  | { kind: "any" };

const isoShape = String.raw`^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?`;
const isoOffset = String.raw`(?: ?Z| ?UTC|[+-]\d\d(?::?\d\d)?)$`;
const epochShape = String.raw`^\d{9,19}(?:\.\d+)?$`;
const apacheShape = String.raw`^\[?\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]?$`;

export const apacheTime: TimeStyle = {
  kind: "strptime",
  format: "%d/%b/%Y:%H:%M:%S %z",
  shape: new RegExp(apacheShape),
  zoned: true,
};

/** TIMESTAMPTZ of a text expression; null where it is no such time, or one without an offset and no zone is known. */
export function timeSql(style: TimeStyle, text: string, timeZone: string | null): string {
  switch (style.kind) {
    case "strptime": {
      const read = `TRY_STRPTIME(${text}, ${sqlText(style.format)})`;
      return style.zoned ? read : zoned(read, timeZone);
    }
    case "iso":
      return isoSql(text, timeZone);
    case "epoch":
      return epochSql(text);
    case "any":
      return `CASE WHEN regexp_matches(${text}, '${epochShape}') THEN ${epochSql(text)}
        WHEN regexp_matches(${text}, '${apacheShape}') THEN TRY_STRPTIME(trim(${text}, '[]'), '%d/%b/%Y:%H:%M:%S %z')
        ELSE ${isoSql(text, timeZone)} END`;
  }
}

const zoned = (timestamp: string, timeZone: string | null): string =>
  timeZone === null ? "NULL::TIMESTAMPTZ" : `timezone(${sqlText(timeZone)}, ${timestamp})`;

function isoSql(text: string, timeZone: string | null): string {
  const dotted = `replace(${text}, ',', '.')`;
  return `CASE WHEN regexp_matches(${text}, '${isoShape}${isoOffset}') THEN TRY_CAST(${dotted} AS TIMESTAMPTZ)
    WHEN regexp_matches(${text}, '${isoShape}$') THEN ${zoned(`TRY_CAST(${dotted} AS TIMESTAMP)`, timeZone)} END`;
}

/** Seconds have up to 11 digits before the point, milliseconds up to 14, microseconds up to 17, nanoseconds more: until the year 5138. */
function epochSql(text: string): string {
  return `CASE WHEN regexp_matches(${text}, '${epochShape}') THEN make_timestamptz(CASE strlen(split_part(${text}, '.', 1)) // 3
    WHEN 3 THEN split_part(${text}, '.', 1)::BIGINT * 1000000 + left(rpad(split_part(${text}, '.', 2), 6, '0'), 6)::BIGINT WHEN 4 THEN (split_part(${text}, '.', 1)::BIGINT * 1000)
    WHEN 5 THEN split_part(${text}, '.', 1)::BIGINT ELSE TRY_CAST(split_part(${text}, '.', 1) AS BIGINT) // 1000 END) END`;
}

const [zonedIso, bareIso] = [new RegExp(isoShape + isoOffset), new RegExp(`${isoShape}$`)];
const [epoch, epochOrApache] = [new RegExp(epochShape), new RegExp(`${epochShape}|${apacheShape}`)];

/** Whether a text is a time of this style, and what is missing if not. Looks at its shape: days that do not exist are the parser's to refuse. */
export function looksLikeTime(style: TimeStyle, text: string, timeZone: string | null): "yes" | "no" | "zone-missing" {
  switch (style.kind) {
    case "strptime":
      return style.shape.test(text) ? (style.zoned || timeZone !== null ? "yes" : "zone-missing") : "no";
    case "iso":
      if (zonedIso.test(text)) return "yes";
      return bareIso.test(text) ? (timeZone === null ? "zone-missing" : "yes") : "no";
    case "epoch":
      return epoch.test(text) ? "yes" : "no";
    case "any":
      return epochOrApache.test(text) ? "yes" : looksLikeTime({ kind: "iso" }, text, timeZone);
  }
}

export const zoneMissing = "una hora con su zona; si el servidor no la escribe, se indica con --time-zone";

/** BIGINT microseconds of a number written as text in this unit; null for anything else. */
export function durationSql(text: string, unit: "s" | "ms" | "us" | "ns"): string {
  const microseconds = { s: 1_000_000, ms: 1000, us: 1, ns: 0.001 }[unit];
  return `TRY_CAST(round(TRY_CAST(${text} AS DOUBLE) * ${microseconds}) AS BIGINT)`;
}
