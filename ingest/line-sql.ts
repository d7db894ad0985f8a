// The SQL that turns lines into typed rows: what a format reads of each, then the target taken apart, a class for every line.
// Rows of other classes than hit may hold what could be read of them: only rows of class hit are hits.

import { longestLine, readCells, unreadColumns } from "./cells-sql.ts";
import { sqlList, sqlText } from "./database.ts";
import type { Reading } from "./formats/index.ts";
import { joinedSeparator } from "./joined-files.ts";
import { lineClass } from "./line-class.ts";
import { unwrappedMacro } from "./wrapped-line.ts";

const absolutePattern = "^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?;@]*@)?([^/?;]*)((?s:.*))$";

/** Bytes of more digits than this are a damaged number: not known. Sums of fewer stay exact in a double. */
const mostByteDigits = 12;

/** Times that are stored: from 1970 until a second no longer fits in 32 bits. */
const earliestTime = "TIMESTAMPTZ '1970-01-01 00:00:00+00'";
const latestTime = "TIMESTAMPTZ '2106-01-01 00:00:00+00'";

const whiteSpace =
  "' \t\u000b\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'";

const hexDigit = "[0-9A-Fa-f]";
const trailByte = String.raw`\\x[89ABab]${hexDigit}`;

/** One escape: \xHH once for every byte of a UTF-8 character (never NUL), or a backslash and what follows; or text between escapes. */
const escapeTokens = [
  String.raw`\\x(?:0[1-9A-Fa-f]|[1-7]${hexDigit})`,
  String.raw`\\x(?:[Cc][2-9A-Fa-f]|[Dd]${hexDigit})${trailByte}`,
  String.raw`\\x(?:[Ee]0\\x[ABab]${hexDigit}|[Ee][Dd]\\x[89]${hexDigit}|[Ee][1-9A-CE-Fa-ce-f]${trailByte})${trailByte}`,
  String.raw`\\x(?:[Ff]0\\x[9ABab]${hexDigit}|[Ff]4\\x8${hexDigit}|[Ff][1-3]${trailByte})${trailByte}${trailByte}`,
  String.raw`\\.`,
  String.raw`[^\\]+`,
  String.raw`\\$`,
].join("|");

/** Macros that the parsing SQL uses; created once on a connection. */
export const macros: readonly string[] = [
  `CREATE OR REPLACE TEMP MACRO escape_bytes(token) AS CASE
     WHEN starts_with(token, '\\x') AND len(token) > 2 THEN replace(token, '\\x', '')
     ELSE CASE token WHEN '\\"' THEN '22' WHEN '\\\\' THEN '5C' WHEN '\\t' THEN '09' WHEN '\\n' THEN '0A' WHEN '\\r' THEN '0D'
       WHEN '\\b' THEN '08' WHEN '\\f' THEN '0C' WHEN '\\v' THEN '0B' ELSE hex(token) END END`,
  // \" \\ \xHH \t \n ... as Apache and nginx write them, read from left to right; what is no such escape, or no UTF-8, stays as written.
  // Where quotes alone are escaped, which is nearly always, replacing them is enough: taking a text to pieces costs a hundred times as much.
  `CREATE OR REPLACE TEMP MACRO unescaped(field) AS CASE WHEN contains(field, '\\') THEN
     CASE WHEN regexp_matches(field, '\\\\[^"]', 's') THEN
       decode(unhex(array_to_string(list_transform(regexp_extract_all(field, ${sqlText(escapeTokens)}, 0, 's'), lambda token: escape_bytes(token)), '')))
       ELSE replace(field, '\\"', '"') END
     ELSE field END`,
  // A target without a path, or with nothing in front of its query, is of the root.
  `CREATE OR REPLACE TEMP MACRO rooted_target(field) AS CASE WHEN field = '' OR field[1] = '?' OR field[1] = ';' THEN '/' || field ELSE field END`,
  // An absolute target loses scheme and host.
  `CREATE OR REPLACE TEMP MACRO located_target(field) AS CASE
     WHEN NOT regexp_matches(field, '${absolutePattern}') THEN {'host': NULL::VARCHAR, 'target': rooted_target(field)}
     ELSE {'host': nullif(regexp_extract(field, '${absolutePattern}', 1), ''), 'target': rooted_target(regexp_extract(field, '${absolutePattern}', 2))} END`,
  unwrappedMacro,
];

/**
 * Where lines come from. `files`: read where they lie, `ids` are the catalog's numbers, in the same order. `joined`: see joined-files.ts.
 * `text`: lines of the text that is bound as `$1`, of no file.
 */
export type LineSource =
  | { kind: "files"; files: readonly { id: number; path: string }[] }
  | { kind: "joined"; path: string; ids: readonly number[] }
  | { kind: "text" };

/**
 * The query that reads a source (all in one reading) and answers one row for every physical line, in order.
 * A reading that numbers its lines takes one file.
 */
export function linesQuery(reading: Reading, source: LineSource): string {
  const lines = sourceQuery(source);
  const numbered = reading.kind === "columns" && reading.numbered ? `SELECT *, row_number() OVER () AS row FROM (${lines})` : lines;
  const chained = reading.parts.map(([name, sql], i) => `step_${i + 1} AS (SELECT *, ${sql} AS ${name} FROM step_${i})`);
  const steps = [`step_0 AS (${numbered})`, ...chained];
  return `WITH ${steps.join(",\n")},
${readCells(reading, `step_${reading.parts.length}`)},
${afterCells}`;
}

/** The same without `unneeded` columns and those that the reading never yields: one of nulls alone would cost a hundredth of all the work. */
export function batchQuery(reading: Reading, source: LineSource, unneeded: readonly string[] = []): string {
  const absent = [...new Set([...absentColumns(reading), ...unneeded])].map((name) => `"${name}"`);
  return `SELECT * ${absent.length === 0 ? "" : `EXCLUDE (${absent.join(", ")})`} FROM (${linesQuery(reading, source)})`;
}

/** The columns that are null in every line of a reading, whatever stands there. */
export function absentColumns(reading: Reading): string[] {
  return [
    ...unreadColumns(reading),
    ...(reading.duration === null ? ["duration_us"] : []),
    ...(reading.kind === "columns" && reading.sampled !== null ? [] : ["sampled"]),
  ];
}

/**
 * One row a physical line. Nothing here or after may be a join (`IN` with a list of values is one):
 * rows would leave in any order, and the line numbers of rejects would be wrong.
 */
function sourceQuery(source: LineSource): string {
  if (source.kind === "text")
    return `SELECT 0::INTEGER AS file_id, nullif(text, '') AS line FROM (SELECT unnest(string_split($1::VARCHAR, chr(10))) AS text)`;
  const ids = source.kind === "joined" ? source.ids : source.files.map(({ id }) => id);
  const [first = 0] = ids;
  const isRow = ids.every((id, i) => id === first + i);
  const idAt = (place: string): string =>
    ids.length === 1 ? String(Number(first)) : isRow ? `(${Number(first)} + ${place})` : `[${ids.map(Number).join(", ")}][${place} + 1]`;
  if (source.kind === "files") {
    const paths = source.files.map(({ path }) => path);
    return `SELECT ${idAt("file_index::BIGINT")}::INTEGER AS file_id, line
      FROM (SELECT *${paths.length > 1 ? ", file_index" : ""} FROM ${readCsv(paths, "'line': 'VARCHAR'", "")})`;
  }
  return `SELECT ${idAt("place")}::INTEGER AS file_id, line FROM ${readCsv([source.path], "'place': 'INTEGER', 'line': 'VARCHAR'", joinedSeparator)}`;
}

const readCsv = (paths: readonly string[], columns: string, delimiter: string): string =>
  `read_csv(${sqlList(paths)}, columns = {${columns}}, delim = ${sqlText(delimiter)}, quote = '', escape = '', header = false,
      auto_detect = false, new_line = '\\n', max_line_size = 2097152, buffer_size = 8388608, nullstr = '', compression = 'none', hive_partitioning = false)`;

/** From what was read of each line to the stored columns. What only odd lines need is behind a CASE, so that plain lines do not pay for it. */
const afterCells = `typed AS (
  SELECT *,
    CASE WHEN any_time >= ${earliestTime} AND any_time < ${latestTime} THEN any_time END AS at_time,
    TRY_CAST(c_status AS SMALLINT) AS status_code
  FROM cells
),
located AS (
  SELECT *,
    CASE WHEN is_plain THEN NULL WHEN odd_target IS NULL THEN NULL ELSE located_target(odd_target) END AS located
  FROM typed
),
classed AS (
  SELECT *,
    CASE WHEN is_plain THEN plain_target ELSE located.target END AS target_text,
    CASE WHEN c_host IS NOT NULL THEN c_host WHEN is_plain THEN NULL ELSE located.host END AS host_text,
    CASE
      WHEN is_clean AND at_time IS NOT NULL AND status_code IS NOT NULL AND c_address <> '' THEN ${lineClass.hit}
      WHEN line IS NULL OR trim(line, ${whiteSpace}) = '' THEN ${lineClass.blank}
      WHEN starts_with(line, '#') THEN ${lineClass.directive}
      WHEN strlen(line) >= ${longestLine} OR is_skipped OR c_address IS NULL OR c_address = '' OR at_time IS NULL OR status_code IS NULL
        THEN ${lineClass.rejected}
      ELSE ${lineClass.hit} END AS class
  FROM located
),
split_target AS (
  SELECT *,
    CASE WHEN contains(target_text, '?') THEN split_part(split_part(target_text, '?', 1), ';', 1)
      WHEN contains(target_text, ';') THEN split_part(target_text, ';', 1) ELSE target_text END AS path_text
  FROM classed
)
SELECT
  file_id,
  class::UTINYINT AS class,
  at_time AS at,
  c_address AS address,
  method,
  path_text AS path,
  CASE WHEN strlen(path_text) < strlen(target_text) THEN substr(target_text, length(path_text) + 1) END AS query,
  protocol,
  status_code AS status,
  CASE WHEN strlen(c_bytes) <= ${mostByteDigits} THEN TRY_CAST(c_bytes AS BIGINT) END AS bytes,
  nullif(c_referrer, '-') AS referrer,
  c_agent AS agent,
  regexp_replace(host_text, ':[0-9]+$', '') AS host,
  coalesce(TRY_CAST(c_port AS INTEGER), TRY_CAST(nullif(regexp_extract(host_text, ':([0-9]+)$', 1), '') AS INTEGER)) AS port,
  CASE WHEN c_user <> '- -' THEN CASE WHEN starts_with(c_user, '- ') THEN c_user[3:] ELSE c_user END END AS user,
  CASE WHEN c_extra <> '' THEN nullif(trim(c_extra, ' '), '') END AS extra,
  nullif(nullif(c_forwarded, '-'), '') AS forwarded,
  c_duration AS duration_us,
  nullif(nullif(c_cache, '-'), '') AS cache,
  lower(nullif(nullif(c_scheme, '-'), '')) AS scheme,
  c_sampled AS sampled,
  -- What these columns do not tell apart: lines that are read otherwise than by splitting alone.
  CASE WHEN is_clean AND is_plain AND is_split THEN NULL WHEN class = ${lineClass.hit} THEN md5_number_lower(line) END AS line_hash,
  CASE WHEN class = ${lineClass.rejected} THEN CASE
    WHEN strlen(line) >= ${longestLine} THEN 'line-too-long'
    WHEN NOT is_recognised THEN 'no-match'
    WHEN is_skipped THEN 'not-access'
    WHEN c_address IS NULL OR c_address = '' THEN 'no-address'
    WHEN at_time IS NULL THEN 'bad-time'
    ELSE 'bad-status' END END AS reason,
  CASE WHEN class = ${lineClass.rejected} THEN left(line, 4096) END AS raw
FROM split_target`;
