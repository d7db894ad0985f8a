// The part of the parsing SQL that differs from format to format: from a line to its cells, by splitting, by pattern or by name.
import { sqlList, sqlText } from "./database.ts";
import { forwardedInExtra } from "./formats/apache.ts";
import type { ColumnReading, PatternReading, Reading, TextColumn } from "./formats/index.ts";

const textColumns: readonly TextColumn[] = [
  "address",
  "user",
  "status",
  "bytes",
  "referrer",
  "agent",
  "host",
  "port",
  "extra",
  "forwarded",
  "cache",
  "scheme",
];

/** A line as long as this was cut by the scan. */
export const longestLine = 1024 * 1024 - 4;

/** METHOD target HTTP/x, or METHOD /target as HTTP/0.9 writes it; anything else is no HTTP request. */
const httpPattern = "^[A-Z][A-Z0-9_-]* (?:.+ HTTP/[^ ]*|/[^ ]*)$";
const requestPattern = "^([A-Z][A-Z0-9_-]*) (.+?)(?: (HTTP/[^ ]*))?$";
const methodPattern = "^[A-Z][A-Z0-9_-]*$";

/**
 * The steps that end in `cells`: file_id, line, is_clean (split, nothing to unescape), is_split (by the fast lane), is_recognised,
 * is_skipped, any_time, every text column as `c_<name>`, c_duration, c_sampled, and the request taken apart: is_plain, method,
 * plain_target (a path as it is) or odd_target, protocol.
 */
export function readCells(reading: Reading, from: string): string {
  return reading.kind === "pattern" ? patternCells(reading, from) : columnCells(reading, from);
}

/** The text columns that a reading never fills. A host, and with it a port, may stand in any target. */
export function unreadColumns(reading: Reading): TextColumn[] {
  const isRead = (name: TextColumn): boolean =>
    reading.kind === "columns"
      ? reading.columns[name] !== undefined
      : reading.fields.includes(name) ||
        reading.lane?.split[name] !== undefined ||
        (name === "forwarded" && reading.fields.includes("extra"));
  return textColumns.filter((name) => name !== "host" && name !== "port" && !isRead(name));
}

function patternCells(reading: PatternReading, from: string): string {
  const { lane } = reading;
  const matched = (name: string): string =>
    reading.fields.includes(name) ? patternField(reading, name) : name === "request" ? requestInParts(reading) : "NULL::VARCHAR";
  /** Of a clean line by splitting, of any other as it was matched. */
  const field = (name: string, otherwise: string = matched(name)): string => {
    const split = lane?.split[name];
    return lane && (split !== undefined || otherwise !== "NULL::VARCHAR")
      ? `CASE WHEN is_clean THEN ${split ?? "NULL::VARCHAR"} ELSE ${otherwise} END`
      : otherwise;
  };
  const column = (name: TextColumn): string => {
    if (name === "extra") return "f_extra";
    if (name === "user" || name === "host") return `nullif(${field(name)}, '-')`;
    if (name === "forwarded" && !reading.fields.includes("forwarded"))
      return `CASE WHEN strlen(f_extra) > 8 THEN nullif(regexp_extract(f_extra, ${sqlText(forwardedInExtra)}, 1), '') END`;
    if (name !== "referrer" && name !== "agent") return field(name);
    return reading.fields.includes(name) ? field(name, `unescaped(odd_${name})`) : field(name);
  };
  return `${laneSteps(lane, from)},
matched AS (
  SELECT *, CASE WHEN is_clean THEN NULL
    ELSE regexp_extract(unwrapped(line), ${sqlText(reading.pattern)}, ${sqlList(reading.fields)}) END AS m
  FROM told
),
fields AS (
  SELECT *, ${field("extra")} AS f_extra, ${field("duration")} AS f_duration,
    CASE WHEN is_clean THEN NULL ELSE ${matched("referrer")} END AS odd_referrer,
    CASE WHEN is_clean THEN NULL ELSE ${matched("agent")} END AS odd_agent,
    CASE WHEN is_plain THEN NULL ELSE ${field("request")} END AS odd_request
  FROM matched
),
targeted AS (
  SELECT *,
    CASE WHEN is_plain THEN NULL WHEN regexp_matches(odd_request, '${httpPattern}')
      THEN regexp_extract(odd_request, '${requestPattern}', ['method', 'target', 'protocol']) END AS q
  FROM fields
),
cells AS (
  SELECT file_id, line, is_clean, is_plain,
    true AS is_split,
    is_clean OR m.address <> '' AS is_recognised,
    false AS is_skipped,
    ${lane ? `CASE WHEN is_clean THEN TRY_STRPTIME(${lane.split["time"]}, ${sqlText(lane.timeFormat)}) ELSE ${reading.time} END` : reading.time} AS any_time,
    ${textColumns.map((name) => `${column(name)} AS c_${name}`).join(",\n    ")},
    ${reading.duration ?? "NULL::BIGINT"} AS c_duration,
    NULL::BOOLEAN AS c_sampled,
    CASE WHEN is_plain THEN r_method ELSE q.method END AS method,
    r_target AS plain_target,
    CASE WHEN is_plain THEN NULL ELSE unescaped(${reading.fields.includes("url") ? "nullif(m.url, '')" : "q.target"}) END AS odd_target,
    CASE WHEN is_plain THEN r_protocol ELSE nullif(q.protocol, '') END AS protocol
  FROM targeted
)`;
}

/** Which lines are clean, and whose request is plain: three parts, in which nothing is to be looked for but where the path ends. */
function laneSteps(lane: PatternReading["lane"], from: string): string {
  // As a CASE: outside of one, the engine tries every condition on every line, those that failed already too.
  return `laned AS (
  SELECT *, ${lane ? `CASE WHEN ${lane.clean} AND strlen(line) < ${longestLine} THEN true ELSE false END` : "false"} AS is_clean,
    ${lane ? `string_split(${lane.split["request"]}, ' ')` : "NULL::VARCHAR[]"} AS r
  FROM ${from}
),
asked AS (
  SELECT *, r[1] AS r_method, r[2] AS r_target, r[3] AS r_protocol FROM laned
),
told AS (
  SELECT *,
    CASE WHEN is_clean AND len(r) = 3
      AND CASE WHEN r_method = 'GET' THEN true WHEN r_method = 'POST' THEN true ELSE r_method = 'HEAD' OR r_method = 'OPTIONS' END
      AND starts_with(r_protocol, 'HTTP/') AND starts_with(r_target, '/') THEN true ELSE false END AS is_plain
  FROM asked
)`;
}

/** The request put together where a format writes its parts apart. A `url` stands alone: the target of a format that logs no method. */
function requestInParts({ fields }: PatternReading): string {
  if (!fields.includes("method") || !fields.includes("target")) return "NULL::VARCHAR";
  const query = fields.includes("query") ? " || CASE WHEN m.query = '' OR m.query = '-' THEN '' ELSE '?' || ltrim(m.query, '?') END" : "";
  return `m.method || ' ' || m.target${query}${fields.includes("protocol") ? " || ' ' || m.protocol" : ""}`;
}

/** A field with its quotes, or with the first of them where the line was cut; nothing, or cut before its first character: not known. */
function patternField(reading: PatternReading, name: string): string {
  const field = `m.${name}`;
  if (!reading.quotedFields.includes(name)) return /^(?:referrer|agent|user|host)$/.test(name) ? `nullif(${field}, '')` : field;
  return `CASE WHEN ${field} <> '' AND ${field} <> '"' THEN regexp_replace(${field}, '^"((?:[^"\\\\]|\\\\.)*\\\\?)"?$', '\\1') END`;
}

function columnCells(reading: ColumnReading, from: string): string {
  const column = (name: TextColumn): string => `${reading.columns[name] ?? "NULL::VARCHAR"} AS c_${name}`;
  const { request } = reading;
  const inParts = "line" in request ? null : request;
  const asked = inParts
    ? `${inParts.method} AS asked_method, ${inParts.target} AS asked_target, ${inParts.protocol} AS asked_protocol`
    : `CASE WHEN regexp_matches(asked, '${httpPattern}') THEN regexp_extract(asked, '${requestPattern}', ['method', 'target', 'protocol']) END AS q`;
  return `asked AS (
  SELECT *${inParts ? "" : `, ${"line" in request ? request.line : ""} AS asked`} FROM ${from}
),
told AS (
  SELECT *, ${asked} FROM asked
),
${inParts ? "" : "parted AS (SELECT *, q.method AS asked_method, q.target AS asked_target, nullif(q.protocol, '') AS asked_protocol FROM told),"}
valid AS (
  SELECT *, coalesce(asked_target <> '' AND regexp_matches(asked_method, '${methodPattern}'), false) AS is_http
  FROM ${inParts ? "told" : "parted"}
),
cells AS (
  SELECT file_id, line,
    coalesce(strlen(line) < ${longestLine} AND NOT starts_with(line, '#') AND (${reading.recognised}), false)
      AND NOT coalesce(${reading.skipped ?? "false"}, false) AS is_clean,
    is_http AND starts_with(asked_target, '/') AS is_plain,
    false AS is_split,
    coalesce(${reading.recognised}, false) AS is_recognised,
    coalesce(${reading.skipped ?? "false"}, false) AS is_skipped,
    ${reading.time} AS any_time,
    ${textColumns.map(column).join(",\n    ")},
    ${reading.duration ?? "NULL::BIGINT"} AS c_duration,
    ${reading.sampled ?? "NULL::BOOLEAN"} AS c_sampled,
    CASE WHEN is_http THEN asked_method END AS method,
    asked_target AS plain_target,
    CASE WHEN is_http THEN asked_target END AS odd_target,
    CASE WHEN is_http THEN nullif(asked_protocol, '') END AS protocol
  FROM valid
)`;
}
