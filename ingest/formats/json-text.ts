// JSON as servers really write it: escapes that no JSON parser takes are mended, alike in SQL and in JavaScript.

/** One escape, or text between escapes. */
const tokens = [
  // A character in two halves is whole.
  String.raw`\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}`,
  // NUL, or half a character.
  String.raw`\\u(?:0000|[dD][89a-fA-F][0-9A-Fa-f]{2})`,
  String.raw`\\x[0-9A-Fa-f]{2}`,
  String.raw`\\.`,
  String.raw`[^\\]+`,
  String.raw`\\$`,
].join("|");

/**
 * SQL text of a line whose `\xHH` (nginx without `escape=json`) can be parsed: its values then hold `\xHH` as text, which `unescaped` reads.
 * Any other line as it is, so another length tells that there were such escapes.
 */
export function withHexEscapes(line: string): string {
  return `CASE WHEN contains(${line}, '\\x') THEN ${eachToken(line, "CASE WHEN starts_with(token, '\\x') THEN '\\' || token ELSE token END")}
    ELSE ${line} END`;
}

/** SQL text of a line in which NUL and halves of characters, which are no text, are U+FFFD. */
export function withReadableEscapes(line: string): string {
  const replaced = String.raw`CASE WHEN strlen(token) = 6 AND (token = '\u0000' OR starts_with(token, '\ud') OR starts_with(token, '\uD')) THEN '\ufffd' ELSE token END`;
  return `CASE WHEN contains(${line}, '\\u0000') OR contains(${line}, '\\ud') OR contains(${line}, '\\uD') THEN ${eachToken(line, replaced)}
    ELSE ${line} END`;
}

function eachToken(line: string, change: string): string {
  return `array_to_string(list_transform(regexp_extract_all(${line}, '${tokens}', 0, 's'), lambda token: ${change}), '')`;
}

const tokenPattern = new RegExp(tokens, "gs");

/** The object on a line, or where it stops being one: the column, from 1. */
export function parseObject(line: string, hexEscapes: boolean): { object: object } | { column: number } {
  // Every line of every other format comes by here, and a failed parse costs a hundred times this look.
  if (!line.trimStart().startsWith("{")) return { column: 1 };
  const mended =
    hexEscapes && line.includes("\\x") ? line.replace(tokenPattern, (token) => (token.startsWith("\\x") ? `\\${token}` : token)) : line;
  try {
    const value: unknown = JSON.parse(mended);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { object: value } : { column: 1 };
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    return { column: position === undefined ? Math.max(1, line.length) : Number(position) + 1 };
  }
}
