// A table as it goes into files for other programs: named columns of one type each.
import { printable } from "../../analysis/index.ts";
import type { CsvCell } from "../csv.ts";

export interface DataTable {
  /** Of the file, without its ending. */
  name: string;
  /** For people. */
  title: string;
  headings: readonly string[];
  rows: readonly (readonly CsvCell[])[];
}

export type ColumnType = "text" | "integer" | "real";

/** The type of each column: whole numbers, numbers, or text; a column without a value is text. */
export function columnTypes({ headings, rows }: DataTable): ColumnType[] {
  return headings.map((_, column) => {
    const values = rows.flatMap((row) => row[column] ?? []);
    if (values.length === 0 || values.some((value) => typeof value === "string")) return "text";
    return values.every((value) => Number.isSafeInteger(value)) ? "integer" : "real";
  });
}

/** The cells of one column, foreign text made printable; null stays null. */
export function columnCells({ rows }: DataTable, column: number, type: ColumnType): CsvCell[] {
  return rows.map((row) => {
    const value = row[column] ?? null;
    return type !== "text" || value === null ? value : printable(String(value));
  });
}
