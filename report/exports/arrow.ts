// A table as an Apache Arrow IPC file, for notebooks and browsers.
import { Float64, Int64, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from "apache-arrow";
import type { CsvCell } from "../csv.ts";
import { type ColumnType, columnCells, columnTypes, type DataTable } from "./data-table.ts";

/** The file's bytes: whole numbers as Int64, numbers as Float64, text as Utf8, unknown as null. */
export function arrowFile(table: DataTable): Uint8Array {
  const types = columnTypes(table);
  const columns = table.headings.map((heading, i): [string, Vector] => {
    const type = types[i] ?? "text";
    return [heading, vectorOf(columnCells(table, i, type), type)];
  });
  return tableToIPC(new Table(Object.fromEntries(columns)), "file");
}

function vectorOf(cells: readonly CsvCell[], type: ColumnType): Vector {
  const toBig = (cell: CsvCell): bigint | null => (cell === null ? null : BigInt(cell));
  if (type === "integer") return vectorFromArray(cells.map(toBig), new Int64());
  return type === "real" ? vectorFromArray(cells, new Float64()) : vectorFromArray(cells, new Utf8());
}
