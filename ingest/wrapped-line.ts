// Whole lines wrapped in quotes, as spreadsheets and log shippers export them: unwrapped alike by the parser and by detection.

/** An opening quote, and no other before the request. Two groups: where the inner quotes are escaped, and where they are doubled. */
const wrappedPattern = String.raw`^"[^"\[\\]+\[[^"\]\\]+\] (?:(\\")|(""[^ ])|")`;

/** The line as it was before it was wrapped; any other line as it is. */
export function unwrapLine(line: string): string {
  const match = new RegExp(wrappedPattern).exec(line);
  if (!match) return line;
  const inside = line.slice(1).replace(/"$/, "");
  if (match[1] !== undefined) return inside.replace(/\\(["\\])/g, "$1");
  return match[2] === undefined ? inside : inside.replaceAll('""', '"');
}

/** The same as an SQL macro. */
export const unwrappedMacro = `CREATE OR REPLACE TEMP MACRO unwrapped(line) AS CASE
  WHEN NOT starts_with(line, '"') OR NOT regexp_matches(line, '${wrappedPattern}') THEN line
  WHEN regexp_extract(line, '${wrappedPattern}', 1) <> '' THEN regexp_replace(regexp_replace(line[2:], '"$', ''), '\\\\(["\\\\])', '\\1', 'g')
  WHEN regexp_extract(line, '${wrappedPattern}', 2) <> '' THEN replace(regexp_replace(line[2:], '"$', ''), '""', '"')
  ELSE regexp_replace(line[2:], '"$', '') END`;
