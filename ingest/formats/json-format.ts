// A format told by names: one JSON object a line, its fields found at paths; the same table reads for detection and in SQL.
import type { ColumnReading, FormatContext, FormatSample, LineFormat, LineVerdict, TextColumn } from "./format.ts";
import { objectLane } from "./json-lane.ts";
import { type JsonPath, jsonReader, valueAt } from "./json-path.ts";
import { parseObject, withHexEscapes, withReadableEscapes } from "./json-text.ts";
import { durationSql, looksLikeTime, type TimeStyle, timeSql, zoneMissing } from "./time-style.ts";

/** What a value can be. `request`: method, target and protocol in one text; `sampleInterval`: how many requests a line stands for. */
export const jsonFields = [
  "time",
  "date",
  "address",
  "status",
  "request",
  "method",
  "target",
  "query",
  "protocol",
  "bytes",
  "referrer",
  "agent",
  "host",
  "port",
  "user",
  "forwarded",
  "cache",
  "scheme",
  "extra",
  "duration_s",
  "duration_ms",
  "duration_us",
  "duration_ns",
  "sampleInterval",
] as const;
export type JsonField = (typeof jsonFields)[number];

/** Where each field stands: the first path that holds a value counts. */
export type JsonFields = Readonly<Partial<Record<JsonField, readonly JsonPath[]>>>;

/** A line with a value at this path is no request of a visitor, unless it is one of these. */
export interface SkipRule {
  path: JsonPath;
  unless: readonly string[];
}

/** What comes of a text expression before it is stored. */
type Change = (text: string) => string;

export interface JsonSpec extends Pick<LineFormat, "name" | "description" | "source" | "sampleTimeZone" | "specificity"> {
  samples: readonly FormatSample[];
  fields: JsonFields;
  /** Default: `any`. A `date` makes the time UTC. */
  time?: TimeStyle;
  /** `a.b` may also be the one key `a.b`. */
  dottedKeys?: boolean;
  /** Values may hold `\xHH`, which is no JSON. */
  hexEscapes?: boolean;
  skipped?: readonly SkipRule[];
  changes?: Readonly<Partial<Record<JsonField, Change>>>;
  /** Paths of lines that hold the real line as a text: told, not read. */
  wrappers?: readonly JsonPath[];
}

const durations = [
  ["duration_s", "s"],
  ["duration_ms", "ms"],
  ["duration_us", "us"],
  ["duration_ns", "ns"],
] as const;

const plainColumns = [
  "referrer",
  "agent",
  "host",
  "port",
  "user",
  "forwarded",
  "cache",
  "scheme",
  "extra",
] as const satisfies readonly TextColumn[];

const required = [
  ["time", "la hora de la solicitud"],
  ["address", "la dirección del cliente"],
  ["status", "el código de estado, de una a tres cifras"],
] as const;

/** Builds the format; detection and parser find their values by the same paths. */
export function jsonFormat(spec: JsonSpec): LineFormat {
  const { name, description, source, samples, specificity, sampleTimeZone } = spec;
  return {
    name,
    description,
    source,
    samples,
    specificity,
    ...(sampleTimeZone !== undefined && { sampleTimeZone }),
    examine: (line, _fields, timeZone) => examineObject(spec, line, timeZone),
    reading: (context) => columnReading(spec, context),
  };
}

function examineObject(spec: JsonSpec, line: string, timeZone: string | null): LineVerdict {
  const parsed = parseObject(line, spec.hexEscapes === true);
  if ("column" in parsed) {
    const looksJson = line.trimStart().startsWith("{");
    const whole = "un objeto JSON completo por línea";
    const expected = looksJson ? whole : 'un objeto JSON completo por línea, como {"time": "...", "status": 200}';
    return { kind: "failed", field: "JSON", column: parsed.column, expected, progress: looksJson ? 0.3 : 0 };
  }
  const at = (path: JsonPath): string | null => valueAt(parsed.object, path, spec.dottedKeys === true);
  if (spec.skipped?.some((rule) => isSkipped(rule, at(rule.path)))) return { kind: "skipped" };
  const texts = required.map(([field]) => first(spec.fields[field], at) ?? "");
  const found = texts.filter((text) => text !== "").length;
  const wrapper = texts[1] === "" && texts[2] === "" ? spec.wrappers?.find((path) => at(path) !== null) : undefined;
  if (wrapper !== undefined) return wrapped(line, wrapper);
  const missing = texts.indexOf("");
  const missed = required[missing];
  const progress = 0.4 + (0.5 * found) / required.length;
  if (missed) return { kind: "failed", field: named(spec.fields[missed[0]]), column: 1, expected: missed[1], progress };
  const [time = "", , status = ""] = texts;
  const day = first(spec.fields.date, at);
  const told = looksLikeTime(spec.time ?? { kind: "any" }, day === null || isNumber(time) ? time : `${day}T${time}Z`, timeZone);
  const failed = (field: "time" | "status", expected: string): LineVerdict => {
    const path = spec.fields[field]?.find((each) => at(each) !== null) ?? field;
    return { kind: "failed", field: path, column: columnOf(line, path), expected, progress };
  };
  if (told !== "yes") return failed("time", told === "no" ? "una hora ISO 8601, de Apache o en segundos desde 1970" : zoneMissing);
  if (!/^\d{1,3}$/.test(status)) return failed("status", required[2][1]);
  return { kind: "read", distinctive: true };
}

const isSkipped = ({ unless }: SkipRule, value: string | null): boolean => value !== null && !unless.includes(value);

const isNumber = (text: string): boolean => /^\d{9}/.test(text);

function first(paths: readonly JsonPath[] | undefined, at: (path: JsonPath) => string | null): string | null {
  for (const path of paths ?? []) {
    const value = at(path);
    if (value !== null && value !== "") return value;
  }
  return null;
}

/** The names that a field may have, the first few of them. */
function named(paths: readonly JsonPath[] | undefined): string {
  return (paths ?? []).slice(0, 4).join(" | ");
}

function columnOf(line: string, path: JsonPath): number {
  const key = path.replace(/\[.*$/, "").split(".").at(-1) ?? "";
  return line.indexOf(`"${key}"`) + 1 || line.indexOf(`"${path}"`) + 1 || 1;
}

function wrapped(line: string, path: JsonPath): LineVerdict {
  const expected = `los campos de la solicitud; aquí la línea original viene envuelta como texto por otro programa, y hay que extraerla antes (por ejemplo, con jq -r '.${path}')`;
  return { kind: "failed", field: path, column: columnOf(line, path), expected, progress: 0.95 };
}

function columnReading(spec: JsonSpec, { timeZone }: FormatContext): ColumnReading {
  const skipped = spec.skipped ?? [];
  const paths = [...Object.values(spec.fields).flat(), ...skipped.map(({ path }) => path)];
  const reader = jsonReader([...new Set(paths)], spec.dottedKeys === true);
  const text = (field: JsonField): string | null => {
    const found = spec.fields[field]?.map((path) => reader.text("j", path)) ?? [];
    if (found.length === 0) return null;
    const chosen = firstOf(found, field === "agent" || field === "referrer");
    const whole = spec.hexEscapes ? `CASE WHEN has_hex THEN unescaped(${chosen}) ELSE ${chosen} END` : chosen;
    return spec.changes?.[field]?.(whole) ?? whole;
  };
  const some = (field: JsonField): string => text(field) ?? "NULL::VARCHAR";
  const columns = plainColumns.map((name) => [name, missingIsNull(name, some(name))] as const);
  const taken = durations.flatMap(([field, unit]) => (spec.fields[field] ? [durationSql(some(field), unit)] : []));
  return {
    kind: "columns",
    bytes: laneOf(spec),
    numbered: false,
    parts: [
      ...(spec.hexEscapes ? ([["hexed", withHexEscapes("line")]] as const) : []),
      ["has_hex", spec.hexEscapes ? "strlen(hexed) <> strlen(line)" : "false"],
      ["j", reader.struct(withReadableEscapes(spec.hexEscapes ? "hexed" : "line"))],
      ["time_text", timeText(spec, some)],
      ["address_text", some("address")],
      ["status_text", some("status")],
      ["bytes_text", some("bytes")],
      ...requestParts(text),
    ],
    recognised: "time_text <> '' OR address_text <> '' OR status_text <> ''",
    skipped:
      skipped.length === 0 ? null : skipped.map((rule) => `coalesce(${skipSql(rule, reader.text("j", rule.path))}, false)`).join(" OR "),
    time: timeSql(spec.time ?? { kind: "any" }, "time_text", timeZone),
    request: { method: "asked_1", target: "asked_2", protocol: "nullif(asked_3, '-')" },
    columns: {
      ...Object.fromEntries(columns),
      address: addressSql("address_text"),
      // Numbers as JSON may write them, and nothing that a cast would make one.
      status: "CASE WHEN regexp_full_match(status_text, '[0-9]{1,3}') THEN status_text END",
      bytes: "CASE WHEN NOT starts_with(bytes_text, '-') THEN bytes_text END",
    },
    duration: taken.length === 0 ? null : taken.length === 1 ? (taken[0] ?? null) : `coalesce(${taken.join(", ")})`,
    sampled: spec.fields.sampleInterval ? `TRY_CAST(${some("sampleInterval")} AS DOUBLE) > 1` : null,
  };
}

/** Values that are changed, but for a label in front, are the engine's to read. */
function laneOf({
  fields,
  time = { kind: "any" },
  dottedKeys = false,
  skipped = [],
  changes = {},
}: JsonSpec): ReturnType<typeof objectLane> {
  const isLabelled = changes.extra === cacheControlLabel;
  const changed = Object.keys(changes).length - (isLabelled ? 1 : 0);
  return changed > 0 ? null : objectLane({ fields, time, dottedKeys, skipped, isLabelled });
}

/** The Cache-Control header that was sent, as memoria_combined keeps it: one that was not sent is told from one that is not logged. */
export const cacheControlLabel: Change = (text) => `CASE WHEN ${text} IS NOT NULL THEN 'cc=' || coalesce(nullif(${text}, ''), '-') END`;

/** An empty value does not hide the name after it; where empty is not the same as missing, it stays when nothing else is there. */
function firstOf(texts: readonly string[], isEmptyKept: boolean): string {
  if (texts.length === 1) return texts.join();
  return `coalesce(${[...texts.map((text) => `nullif(${text}, '')`), ...(isEmptyKept ? texts : [])].join(", ")})`;
}

/** Values that are `-` or empty where nothing was recorded; of agent and referrer that is told apart. */
function missingIsNull(name: (typeof plainColumns)[number], text: string): string {
  return (name === "host" || name === "user") && text !== "NULL::VARCHAR" ? `nullif(nullif(${text}, '-'), '')` : text;
}

function timeText(spec: JsonSpec, some: (field: JsonField) => string): string {
  if (!spec.fields.date) return some("time");
  return `CASE WHEN regexp_matches(${some("time")}, '^[0-9]{9}') THEN ${some("time")} ELSE ${some("date")} || 'T' || ${some("time")} || 'Z' END`;
}

/** `asked_1` to `asked_3`: method, target, protocol. Each value is computed once, in a part of its own. */
function requestParts(text: (field: JsonField) => string | null): (readonly [name: string, sql: string])[] {
  const line = text("request");
  const query = text("query");
  const target = text("target") ?? "NULL::VARCHAR";
  const alone: string[] = [text("method") ?? "NULL::VARCHAR", "target_text", text("protocol") ?? "NULL::VARCHAR"];
  if (query !== null)
    alone[1] =
      "target_text || CASE WHEN query_text <> '' AND query_text <> '-' AND NOT contains(target_text, '?') THEN '?' || ltrim(query_text, '?') ELSE '' END";
  const parts: [string, string][] = [["target_text", target]];
  if (query !== null) parts.push(["query_text", query]);
  if (line === null) return [...parts, ...alone.map((sql, i) => [`asked_${i + 1}`, sql] as const)];
  return [
    ...parts,
    ["request_text", line],
    ["words", "string_split(request_text, ' ')"],
    // A target with spaces lies between the first word and a protocol at the end; without a protocol there are two words and the second is a path.
    ["is_asked", "len(words) > 2 AND starts_with(words[-1], 'HTTP/') OR len(words) = 2 AND starts_with(words[2], '/')"],
    ["asked_1", `coalesce(${alone[0]}, CASE WHEN is_asked THEN words[1] END)`],
    [
      "asked_2",
      `coalesce(${alone[1]}, CASE WHEN is_asked THEN CASE WHEN len(words) < 4 THEN words[2] ELSE array_to_string(words[2:-2], ' ') END END)`,
    ],
    ["asked_3", `coalesce(${alone[2]}, CASE WHEN is_asked AND len(words) > 2 THEN words[-1] END)`],
  ];
}

/** The address without brackets and port; null for what is no text (an object, a list) and for a dash. */
function addressSql(text: string): string {
  return `CASE WHEN contains(${text}, '"') OR starts_with(${text}, '{') THEN NULL
    WHEN NOT contains(${text}, ':') THEN CASE WHEN NOT starts_with(${text}, '[') THEN nullif(${text}, '-') END
    WHEN starts_with(${text}, '[') THEN split_part(${text}[2:], ']', 1)
    WHEN strlen(${text}) - strlen(replace(${text}, ':', '')) = 1 THEN split_part(${text}, ':', 1)
    ELSE ${text} END`;
}

function skipSql({ unless }: SkipRule, text: string): string {
  const values = unless.map((value) => `${text} <> '${value.replaceAll("'", "''")}'`);
  return values.length === 0 ? `${text} IS NOT NULL` : values.join(" AND ");
}

/** What a URL encodes, undone once; what is no such encoding, or no UTF-8 afterwards, stays as logged. */
export const urlDecoded: Change = (text) =>
  `CASE WHEN contains(${text}, '%') AND NOT contains(${text}, '%00') THEN coalesce(TRY(url_decode(${text})), ${text}) ELSE ${text} END`;
