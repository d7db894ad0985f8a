// Tables as one Excel workbook, a sheet each. Text is stored as text: nothing in a cell can run as a formula.
import writeXlsxFile, { type Cell, type SheetData } from "write-excel-file/node";
import { columnCells, columnTypes, type DataTable } from "./data-table.ts";
import { steadyZip } from "./steady-zip.ts";

/** What Excel allows in the name of a sheet, and in a cell. */
const LONGEST_SHEET_NAME = 31;
const LONGEST_CELL = 32_767;
const WIDEST_COLUMN = 60;

/** The workbook's bytes: the same for the same tables. */
export async function workbook(tables: readonly DataTable[]): Promise<Uint8Array> {
  const names = new Set<string>();
  const sheets = tables.map((table) => {
    const types = columnTypes(table);
    const columns = types.map((type, column) => columnCells(table, column, type));
    const head: Cell[] = table.headings.map((value) => ({ value, type: String, fontWeight: "bold" }));
    const body: SheetData = table.rows.map((_, row) => columns.map((cells) => cellOf(cells[row] ?? null)));
    const widths = columns.map((cells, column) => ({
      width: Math.min(WIDEST_COLUMN, Math.max(...[table.headings[column] ?? "", ...cells].map((cell) => String(cell ?? "").length)) + 2),
    }));
    return { sheet: sheetName(table.name, names), data: [head, ...body], columns: widths, stickyRowsCount: 1 };
  });
  return steadyZip(await writeXlsxFile(sheets).toBuffer());
}

function cellOf(value: string | number | null): Cell {
  if (value === null) return null;
  return typeof value === "number" ? { value, type: Number } : { value: value.slice(0, LONGEST_CELL), type: String };
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
