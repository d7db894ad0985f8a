// A format told by names, in SQL: from the line's object to the columns, and which lines are read as bytes.
import type { ColumnReading, FormatContext, TextColumn } from "./format.ts";
import { cacheControlLabel } from "./json-changes.ts";
import type { JsonField, JsonSpec, SkipRule } from "./json-format.ts";
import { objectLane } from "./json-lane.ts";
import { jsonReader } from "./json-path.ts";
import { withHexEscapes, withReadableEscapes } from "./json-text.ts";
import { durationSql, timeSql } from "./time-style.ts";

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

export function columnReading(spec: JsonSpec, { timeZone }: FormatContext): ColumnReading {
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
