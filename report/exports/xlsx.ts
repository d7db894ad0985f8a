// Tables as one Excel workbook, a sheet each.
import { type WorkbookSheet, workbookBytes } from "../workbook.ts";
import { columnCells, columnTypes, type DataTable } from "./data-table.ts";

/** What Excel allows in the name of a sheet. */
const LONGEST_SHEET_NAME = 31;
const WIDEST_COLUMN = 60;

/** The workbook's bytes: the same for the same tables. */
export async function workbook(tables: readonly DataTable[]): Promise<Uint8Array> {
  const names = new Set<string>();
  return workbookBytes(tables.map((table) => sheetOf(table, sheetName(table.name, names))));
}

function sheetOf(table: DataTable, name: string): WorkbookSheet {
  const columns = columnTypes(table).map((type, column) => columnCells(table, column, type));
  const widthOf = (column: number): number => {
    const lengths = [table.headings[column], ...(columns[column] ?? [])].map((cell) => String(cell ?? "").length);
    return Math.min(WIDEST_COLUMN, lengths.reduce((most, length) => Math.max(most, length), 0) + 2);
  };
  return {
    name,
    columns: table.headings.map((title, i) => ({ title, widthCharacters: widthOf(i) })),
    rows: table.rows.map((_, row) => columns.map((cells) => cells[row] ?? null)),
  };
}

/** Names are cut to what Excel allows and stay different. */
function sheetName(name: string, taken: Set<string>): string {
  const plain = name.replace(/[\\/?*[\]:]/g, "-");
  for (let n = 1; ; n++) {
    const end = n === 1 ? "" : ` ${n}`;
    const candidate = plain.slice(0, LONGEST_SHEET_NAME - end.length) + end;
    if (taken.has(candidate.toLowerCase())) continue;
    taken.add(candidate.toLowerCase());
    return candidate;
  }
}
