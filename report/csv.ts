// Comma-separated values that a spreadsheet opens in peace: RFC 4180, UTF-8 with its mark, no cell that runs as a formula.
import { printable } from "../analysis/index.ts";

export type CsvCell = string | number | null;

const BYTE_ORDER_MARK = "\uFEFF";
/** A cell that begins like this is a formula to a spreadsheet. */
const FORMULA_START = /^[\s]*[=+\-@\t\r|]/u;

/** One cell: numbers as they are, null as nothing, foreign text printable, disarmed and quoted where it must be. */
export function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const shown = printable(cell);
  const disarmed = FORMULA_START.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/u.test(disarmed) ? `"${disarmed.replaceAll('"', '""')}"` : disarmed;
}

/** One row with its line end. */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A whole table; the first row holds the headings. */
export function csvText(headings: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return BYTE_ORDER_MARK + csvRow(headings) + rows.map(csvRow).join("");
}
