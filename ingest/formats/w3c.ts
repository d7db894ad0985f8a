// The family of W3C Extended Log File Format: a builder for products whose rows are told by the `#Fields:` lists in the file.
import type { ByteLane, ColumnReading, FormatContext, LaneValue, LineFormat, LineVerdict, TextColumn } from "./format.ts";
import { beforeFile, listsOfFile, namesOf } from "./w3c-lists.ts";
import { rowCells, rowCellsSql, type Separator } from "./w3c-rows.ts";

/** What a row may hold; `stem` and `query` make the target. */
type W3cField = Exclude<TextColumn, "extra"> | "method" | "stem" | "query" | "protocol";

/** How a value is taken back from the text in which it was written: in SQL, and as the reader of bytes names it. */
interface Decoding {
  sql: (text: string) => string;
  bytes: LaneValue["written"];
}

/** What a product writes, and how. */
export interface W3cSpec extends Pick<LineFormat, "name" | "description" | "source" | "preamble" | "samples"> {
  separator: Separator;
  /** The list in force where a file has none at all, if the product documents one order for all; else null. */
  usualFields: string | null;
  /** The name that shows a list to be another product's, and what was expected instead (Spanish); null: it may be this one's. */
  foreign: (names: readonly string[]) => { field: string; expected: string } | null;
  /** Names in the lists, lower case, the preferred first; none: the product has no such field. */
  fields: Readonly<Record<W3cField, readonly string[]>>;
  decoding: Readonly<Partial<Record<W3cField, Decoding>>>;
  /** BIGINT microseconds of `time-taken`. */
  duration: Decoding;
}

const absent = "NULL::VARCHAR";

const required = {
  date: "el campo date en la lista #Fields: sin él ningún renglón dice su día (IIS lo deja solo en #Date); se activa en el servidor",
  time: "el campo time en la lista #Fields",
  "c-ip": "el campo c-ip, la dirección del cliente, en la lista #Fields",
  "cs-method": "el campo cs-method en la lista #Fields; sin él no es una bitácora de acceso web",
  "cs-uri-stem": "el campo cs-uri-stem en la lista #Fields; sin él no es una bitácora de acceso web",
  "sc-status": "el campo sc-status en la lista #Fields; sin él no es una bitácora de acceso web",
};

const listExpected =
  "una línea #Fields antes de los renglones; si se perdió, la lista se indica con --format '#Fields: date time ...', en el orden de los renglones";

/** What a row must hold to be a hit, in the order in which it is looked at. */
const checks: readonly { field: keyof typeof required; shape: RegExp; expected: string }[] = [
  { field: "date", shape: /^\d{4}-\d\d-\d\d$/, expected: "una fecha como 2024-12-08" },
  { field: "time", shape: /^\d\d:\d\d:\d\d(?:\.\d+)?$/, expected: "una hora UTC como 20:00:00" },
  { field: "c-ip", shape: /^(?!-$)./, expected: "la dirección IP del cliente" },
  { field: "cs-method", shape: /^(?!\[\d)/, expected: "un método HTTP, como GET; un número entre corchetes es del servicio FTP" },
  { field: "sc-status", shape: /^\d{3}$/, expected: "un código de estado de tres cifras" },
];

const rowShape = /^\d{4}-\d\d-\d\d[ \t]\d\d:\d\d:\d\d[ \t]/;

/**
 * Builds a format of the family. `given`: the list that is in force before the file's own, for files that lost theirs; null: rows
 * before the first list are rejected.
 */
export function w3cFormat(spec: W3cSpec, given: string | null = null): LineFormat {
  const { name, description, source, samples, preamble } = spec;
  const usualCount = spec.usualFields === null ? null : namesOf(spec.usualFields).length;
  return {
    name,
    description,
    source,
    samples,
    ...(preamble && { preamble }),
    specificity: 30,
    examine: (line, fields) => examine(spec, line, fields ?? given ?? usualFor(spec, line, usualCount)),
    reading: (context) => reading(spec, context, given),
  };
}

/** A row of as many values as the product writes when nothing is said. */
function usualFor({ usualFields, separator }: W3cSpec, line: string, usualCount: number | null): string | null {
  return line.split(separator).length === usualCount ? usualFields : null;
}

function failed(field: string, column: number, expected: string, progress: number): LineVerdict {
  return { kind: "failed", field, column, expected, progress };
}

function examine(spec: W3cSpec, line: string, fields: string | null): LineVerdict {
  if (fields === null) return failed("#Fields", 1, listExpected, rowShape.test(line) ? 0.9 : 0);
  const names = namesOf(fields);
  const foreign = spec.foreign(names);
  if (foreign) return failed(foreign.field, 1, foreign.expected, 0.5);
  for (const [field, expected] of Object.entries(required)) if (!names.includes(field)) return failed(field, 1, expected, 0.55);
  const cells = rowCells(line, spec.separator, names.length);
  for (const [i, { field, shape, expected }] of checks.entries()) {
    const cell = cells[names.indexOf(field)];
    if (!cell || !shape.test(cell.text)) {
      const separated = cells.length === 1 && spec.separator === "\t" ? `${expected}, y tabuladores entre los valores` : expected;
      return failed(field, cell?.column ?? line.length + 1, separated, 0.6 + (0.3 * i) / checks.length);
    }
  }
  const version = names.findIndex((field) => spec.fields.protocol.includes(field));
  const protocol = cells[version];
  if (protocol && !/^(?:HTTP|-$)/i.test(protocol.text)) {
    return failed(names[version] ?? "", protocol.column, "una versión de HTTP, o un guion", 0.9);
  }
  const beyond = cells[names.length];
  if (beyond && beyond.text !== "") return failed("#Fields", beyond.column, "no más valores que campos tiene la lista #Fields", 0.9);
  return { kind: "read", distinctive: true };
}

/** SQL of a field's text, null where no list has it: a place in the row, or one for each list. */
type FieldSql = (names: readonly string[]) => string | null;

function reading(spec: W3cSpec, { fieldLists }: FormatContext, given: string | null): ColumnReading {
  const outset = given ?? (fieldLists.length === 0 ? spec.usualFields : null);
  const wanted = new Set(["date", "time", "time-taken", ...Object.values(spec.fields).flat()]);
  const { lists, listAtRow } = listsOfFile([...(outset === null ? [] : [{ line: beforeFile, fields: outset }]), ...fieldLists], wanted);
  const inForce = (numbers: readonly number[]): string => (listAtRow === null ? `${numbers[0] ?? 0}` : `[${numbers}][list_number]`);
  const field: FieldSql = (names) => {
    const places = lists.map((list) => 1 + (names.map((name) => list.indexOf(name)).find((place) => place >= 0) ?? -1));
    return places.some((place) => place > 0) ? `f[${inForce(places)}]` : null;
  };
  const fieldCount = inForce(lists.map((list) => list.length));
  const date = field(["date"]) ?? absent;
  const time = field(["time"]) ?? absent;
  const timeTaken = field(["time-taken"]);
  return {
    kind: "columns",
    bytes: listAtRow === null ? laneOf(spec, lists[0] ?? []) : null,
    numbered: listAtRow !== null,
    parts: [
      ...(listAtRow === null ? [] : [["list_number", listAtRow] as const]),
      ["f", rowCellsSql(spec.separator, fieldCount)],
      // More values than fields: nobody knows which is which.
      ["is_row", `${date} LIKE '____-__-__' AND coalesce(f[${fieldCount} + 1], '') = ''`],
    ],
    recognised: "is_row",
    skipped: null,
    // Read as a local time and then called UTC: with its offset it would take three times as long.
    time: `CASE WHEN is_row AND ${time} LIKE '__:__:__%' THEN make_timestamptz(epoch_us(
      TRY_STRPTIME(${date} || ' ' || ${time}, ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f']))) END`,
    ...columnsOf(spec, field),
    duration: timeTaken === null ? null : spec.duration.sql(timeTaken),
    sampled: null,
  };
}

/** The values of a row where one list reads all rows; null: what makes a hit is not among them. */
function laneOf({ fields, decoding, duration, separator }: W3cSpec, list: readonly string[]): ByteLane | null {
  const values: (LaneValue | null)[] = list.map(() => null);
  const names: Readonly<Record<LaneValue["name"], readonly string[]>> = {
    ...fields,
    date: ["date"],
    time: ["time"],
    duration: ["time-taken"],
  };
  for (const name of Object.keys(names) as LaneValue["name"][]) {
    // As `field` in `reading`: the preferred name that the list has, where it stands first.
    const place = names[name].map((one) => list.indexOf(one)).find((at) => at >= 0);
    if (place === undefined) continue;
    const written = name === "duration" ? duration.bytes : name === "date" || name === "time" ? "as-is" : decoding[name]?.bytes;
    values[place] = { name, written: written ?? "as-is" };
  }
  const isThere = (name: LaneValue["name"]): boolean => values.some((value) => value?.name === name);
  return (["date", "time", "address", "method", "stem", "status"] as const).every(isThere) ? { kind: "values", separator, values } : null;
}

function columnsOf({ fields, decoding }: W3cSpec, field: FieldSql): Pick<ColumnReading, "request" | "columns"> {
  const known = (name: keyof W3cSpec["fields"]): string | null => {
    const text = field(fields[name]);
    return text && (decoding[name]?.sql(text) ?? text);
  };
  const recorded = (name: keyof W3cSpec["fields"]): string => {
    const text = known(name);
    return text === null ? absent : `nullif(${text}, '-')`;
  };
  const query = field(fields.query) === null ? "" : ` || coalesce('?' || nullif(${recorded("query")}, ''), '')`;
  const digits = (name: "status" | "bytes" | "port", shape: string): string => {
    const text = known(name);
    return text === null ? absent : `CASE WHEN regexp_full_match(${text}, '${shape}') THEN ${text} END`;
  };
  const texts = ["address", "user", "referrer", "host", "forwarded", "cache", "scheme"] as const;
  return {
    request: { method: recorded("method"), target: `${recorded("stem")}${query}`, protocol: recorded("protocol") },
    columns: {
      ...Object.fromEntries(texts.map((name) => [name, recorded(name)])),
      agent: known("agent") ?? absent,
      status: digits("status", "[0-9]{3}"),
      bytes: digits("bytes", "[0-9]+"),
      port: digits("port", "[0-9]+"),
    },
  };
}
