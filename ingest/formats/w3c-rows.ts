// A row of a W3C log taken apart into its values, alike in SQL and in JavaScript.
import { sqlText } from "../database.ts";

/** CloudFront separates by tabs and never quotes; others separate by spaces and may quote a value that holds some. */
export type Separator = " " | "\t";

/** One value of a row; `column` from 1. */
export interface Cell {
  text: string;
  column: number;
}

/** A value behind a space: quoted (an inner quote is doubled; one that is cut off has no end), or up to the next space. */
const cellPattern = ' ("(?:[^"]|"")*"?|[^ ]*)';
const quotedPattern = '"(?:[^"]|"")*"';

/**
 * The values of a row. Quotes are looked through only where splitting does not yield as many values as there are fields: IIS
 * writes the quotes of a user agent as they came, and they must not swallow its neighbours.
 */
export function rowCells(line: string, separator: Separator, fieldCount: number): Cell[] {
  let column = 1;
  const split = line.split(separator).map((text) => {
    const cell = { text, column };
    column += text.length + 1;
    return cell;
  });
  if (separator === "\t" || !line.includes('"')) return split;
  const cells =
    split.length === fieldCount
      ? split
      : [...` ${line}`.matchAll(new RegExp(cellPattern, "g"))].map((match) => ({ text: match[1] ?? "", column: match.index + 1 }));
  return cells.map((cell) => ({ ...cell, text: unquoted(cell.text) }));
}

function unquoted(text: string): string {
  const isQuoted = text.startsWith('"') && (text.includes(" ") || new RegExp(`^${quotedPattern}$`).test(text));
  return isQuoted ? text.slice(1).replace(/"$/, "").replaceAll('""', '"') : text;
}

/** The same in SQL, over the column `line`; `fieldCount` is an expression. */
export function rowCellsSql(separator: Separator, fieldCount: string): string {
  const split = `string_split(line, ${sqlText(separator)})`;
  if (separator === "\t") return split;
  return `CASE WHEN NOT contains(line, '"') THEN ${split} ELSE list_transform(
    CASE WHEN len(${split}) = ${fieldCount} THEN ${split} ELSE regexp_extract_all(' ' || line, ${sqlText(cellPattern)}, 1) END,
    lambda cell: CASE WHEN starts_with(cell, '"') AND (contains(cell, ' ') OR regexp_full_match(cell, ${sqlText(quotedPattern)}))
      THEN replace(regexp_replace(cell[2:], '"$', ''), '""', '"') ELSE cell END) END`;
}
