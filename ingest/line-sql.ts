// The SQL that turns lines into typed rows: a fast lane that only splits, a pattern for the rest, a class for every line.
// Rows of other classes than hit may hold what could be read of them: only rows of class hit are hits.
import { sqlList, sqlText } from "./database.ts";
import type { LineFormat } from "./formats/index.ts";

/** Goes up whenever the same bytes would yield other rows. */
export const parserVersion = 1;

/** Class of a physical line, as stored in the `class` column. */
export const lineClass = { hit: 0, blank: 1, directive: 2, rejected: 3 } as const;

const longestLine = 1024 * 1024 - 4;

const requestPattern = String.raw`^([A-Z][A-Z0-9_-]*) (.*?)(?: (HTTP/\S*))?$`;

const absolutePattern = String.raw`^[A-Za-z][A-Za-z0-9+.-]*://([^/?;]*)(.*)$`;

/** Macros that the parsing SQL uses; created once on a connection. */
export const macros: readonly string[] = [
  // \" \\ \xHH \t \n ... as Apache and nginx write them, read from left to right; bytes that are not UTF-8 stay as written.
  `CREATE OR REPLACE TEMP MACRO escape_bytes(token) AS CASE
     WHEN token[1] <> '\\' THEN hex(token)
     WHEN token[2] = 'x' AND len(token) = 4 THEN token[3:4]
     WHEN token[2] = 't' THEN '09' WHEN token[2] = 'n' THEN '0A' WHEN token[2] = 'r' THEN '0D'
     WHEN token[2] = 'b' THEN '08' WHEN token[2] = 'f' THEN '0C' WHEN token[2] = 'v' THEN '0B'
     ELSE hex(token[2:]) END`,
  `CREATE OR REPLACE TEMP MACRO unescaped(field) AS CASE WHEN contains(field, '\\') THEN
     coalesce(TRY(decode(unhex(array_to_string(
       list_transform(regexp_extract_all(field, '\\\\x[0-9A-Fa-f]{2}|\\\\.|[^\\\\]+|\\\\$'), lambda token: escape_bytes(token)), '')))), field)
     ELSE field END`,
  // A target is known when the request is METHOD target HTTP/x, or METHOD /target as HTTP/0.9 writes it; an absolute one loses scheme and host.
  `CREATE OR REPLACE TEMP MACRO located_target(verb, field, protocol) AS CASE
     WHEN verb IS NULL OR verb = '' OR field = '' OR (protocol = '' AND NOT starts_with(field, '/')) THEN NULL
     WHEN NOT regexp_matches(field, '${absolutePattern}') THEN {'host': NULL::VARCHAR, 'target': field}
     ELSE {'host': nullif(regexp_extract(field, '${absolutePattern}', 1), ''),
       'target': CASE WHEN starts_with(regexp_extract(field, '${absolutePattern}', 2), '/') THEN regexp_extract(field, '${absolutePattern}', 2)
         ELSE '/' || regexp_extract(field, '${absolutePattern}', 2) END} END`,
];


/**
 * The query that reads `files` (all of one format) and answers one row for every physical line, in order.
 * `ids` are the catalog's numbers of the files, in the same order.
 */
export function linesQuery(format: LineFormat, files: readonly string[], ids: readonly number[]): string {
  const chained = format.lanes.parts.map(([name, sql], i) => `step_${i + 1} AS (SELECT *, ${sql} AS ${name} FROM step_${i})`);
  const last = `step_${format.lanes.parts.length}`;
  return `WITH step_0 AS (${sourceQuery(files, ids)}),
${chained.join(",\n")},
laned AS (
  SELECT *, coalesce(${format.lanes.clean} AND strlen(line) < ${longestLine}, false) AS is_clean FROM ${last}
),
matched AS (
  SELECT *, CASE WHEN is_clean THEN NULL
    ELSE regexp_extract(line, ${sqlText(format.pattern)}, ${sqlList(format.fields)}) END AS m
  FROM laned
),
fields AS (
  SELECT file_id, line, is_clean, ${fieldColumns(format)}
  FROM matched
),
${afterFields(format)}`;
}

/** One row a physical line, from one or many files. */
function sourceQuery(files: readonly string[], ids: readonly number[]): string {
  const reader = `read_csv(${sqlList(files)}, columns = {'line': 'VARCHAR'}, delim = '', quote = '', escape = '', header = false,
    auto_detect = false, new_line = '\\n', max_line_size = 2097152, buffer_size = 8388608, nullstr = '', compression = 'none'`;
  if (files.length === 1) return `SELECT ${Number(ids[0])}::INTEGER AS file_id, line FROM ${reader})`;
  const rows = files.map((file, i) => `(${sqlText(file)}, ${Number(ids[i])}::INTEGER)`).join(", ");
  return `SELECT named.file_id, source.line FROM ${reader}, filename = true) AS source
    JOIN (VALUES ${rows}) AS named(filename, file_id) ON source.filename = named.filename`;
}

/** Every field as text: split where the line is clean, from the pattern where it is not, null where the format has none. */
function fieldColumns(format: LineFormat): string {
  const names = ["host", "address", "user", "time", "request", "status", "bytes", "referrer", "agent", "extra"];
  return names
    .map((name) => {
      const split = format.lanes.split[name];
      if (split === undefined) return `NULL::VARCHAR AS f_${name}`;
      // A quoted field that may be cut off keeps its opening quote in the pattern: without it, it is not there.
      const matched = format.distinctive.includes(name) && name !== "host" ? `CASE WHEN m.${name} <> '' THEN m.${name}[2:] END` : `m.${name}`;
      return `CASE WHEN is_clean THEN ${split} ELSE ${matched} END AS f_${name}`;
    })
    .join(",\n    ");
}

/** From fields as text to the stored columns. What only dirty lines need is behind a CASE, so that clean lines do not pay for it. */
const afterFields = (format: LineFormat): string => `typed AS (
  SELECT *,
    CASE WHEN is_clean THEN TRY_STRPTIME(f_time, ${sqlText(format.lanes.timeFormats.clean)})
      ELSE TRY_STRPTIME(f_time, ${sqlText(format.lanes.timeFormats.matched)}) END AS at_time,
    TRY_CAST(f_status AS SMALLINT) AS status_code,
    string_split(f_request, ' ') AS r
  FROM fields
),
requested AS (
  SELECT *,
    (is_clean AND len(r) = 3 AND r[1] IN ('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT')
      AND starts_with(r[3], 'HTTP/') AND starts_with(r[2], '/')) AS is_plain
  FROM typed
),
targeted AS (
  SELECT *,
    CASE WHEN is_plain THEN NULL ELSE regexp_extract(f_request, '${requestPattern}', ['method', 'target', 'protocol']) END AS q
  FROM requested
),
located AS (
  SELECT *,
    CASE WHEN is_plain THEN NULL ELSE located_target(q.method, unescaped(q.target), q.protocol) END AS located
  FROM targeted
),
classed AS (
  SELECT *,
    CASE WHEN is_plain THEN r[2] ELSE located.target END AS target_text,
    CASE
      WHEN is_clean AND at_time IS NOT NULL AND status_code IS NOT NULL AND f_address <> '' THEN ${lineClass.hit}
      WHEN line IS NULL OR trim(line, E' \\t\\r\\n\\x0B\\x0C') = '' THEN ${lineClass.blank}
      WHEN starts_with(line, '#') THEN ${lineClass.directive}
      WHEN strlen(line) >= ${longestLine} OR f_address IS NULL OR f_address = '' OR at_time IS NULL OR status_code IS NULL THEN ${lineClass.rejected}
      ELSE ${lineClass.hit} END AS class
  FROM located
),
split_target AS (
  SELECT *,
    CASE WHEN contains(target_text, '?') OR contains(target_text, ';')
      THEN split_part(split_part(target_text, '?', 1), ';', 1) ELSE target_text END AS path_text
  FROM classed
)
SELECT
  file_id,
  class::UTINYINT AS class,
  at_time AS at,
  f_address AS address,
  CASE WHEN is_plain THEN r[1] WHEN target_text IS NOT NULL THEN q.method END AS method,
  path_text AS path,
  CASE WHEN strlen(path_text) < strlen(target_text) THEN substr(target_text, length(path_text) + 1) END AS query,
  CASE WHEN is_plain THEN r[3] WHEN target_text IS NOT NULL THEN nullif(q.protocol, '') END AS protocol,
  status_code AS status,
  TRY_CAST(f_bytes AS BIGINT) AS bytes,
  CASE WHEN f_referrer = '-' THEN NULL WHEN is_clean THEN f_referrer ELSE unescaped(f_referrer) END AS referrer,
  CASE WHEN is_clean THEN f_agent ELSE unescaped(f_agent) END AS agent,
  CASE WHEN f_host IS NOT NULL THEN regexp_replace(f_host, ':[0-9]+$', '') WHEN is_plain THEN NULL ELSE located.host END AS host,
  CASE WHEN f_host IS NOT NULL THEN TRY_CAST(nullif(regexp_extract(f_host, ':([0-9]+)$', 1), '') AS INTEGER) END AS port,
  CASE WHEN f_user <> '- -' THEN CASE WHEN starts_with(f_user, '- ') THEN f_user[3:] ELSE f_user END END AS user,
  CASE WHEN f_extra <> '' THEN trim(f_extra) END AS extra,
  CASE WHEN class = ${lineClass.rejected} THEN CASE
    WHEN strlen(line) >= ${longestLine} THEN 'line-too-long'
    WHEN f_address IS NULL OR f_address = '' THEN 'no-match'
    WHEN at_time IS NULL THEN 'bad-time'
    ELSE 'bad-status' END END AS reason,
  CASE WHEN class = ${lineClass.rejected} THEN left(line, 4096) END AS raw
FROM split_target`;
