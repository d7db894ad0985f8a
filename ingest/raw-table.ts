// A table before its columns are named: heading and rows of cells, wherever they came from (CSV, JSON, a workbook).
import { UserError } from "./errors.ts";

/** `row`: where a person finds it (physical line, element, or row of the sheet; 1 is the first). Cells are trimmed texts, "" when absent. */
export interface RawRow {
  row: number;
  cells: string[];
  /** Cells that hold something which is no text to read: the row is refused where their column is a known one. */
  unreadable?: UnreadableCell[];
}

export interface UnreadableCell {
  /** Index in the heading. */
  place: number;
  value: string;
  expected: string;
}

export interface RawTable {
  heading: string[];
  body: (RawRow | UserError<"table-row">)[];
  /** What was read otherwise than as written, in Spanish. */
  notes: string[];
}

export const mostColumns = 1000;

/** @throws UserError `table-invalid` for a heading of more columns than any table of people or monitors has. */
export function refuseManyColumns(file: string, columns: number): void {
  if (columns <= mostColumns) return;
  const expected = `una tabla de ${mostColumns} columnas a lo más`;
  throw new UserError("table-invalid", { file, place: "los encabezados", expected });
}

/** As much of a wrong value as a message shows. */
export const shownCharacters = 200;

/** Lower case, without accents, words joined by `separator`: how headings and closed lists of values are compared. */
export function folded(text: string, separator: "_" | "-"): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, separator).replace(/^[_-]|[_-]$/g, "");
}
