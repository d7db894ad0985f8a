// A table as an Apache Arrow IPC file, for notebooks and browsers.
import { Float64, Int64, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from "apache-arrow";
import type { CsvCell } from "../csv.ts";
import { type ColumnType, columnCells, columnTypes, type DataTable } from "./data-table.ts";

/** The file's bytes: whole numbers as Int64, numbers as Float64, text as Utf8, unknown as null. */
export function arrowFile(table: DataTable): Uint8Array {
  return tableToIPC(arrowTable(table), "file");
}

/** The same as a stream, which needs no end to be read. */
export function arrowStream(table: DataTable): Uint8Array {
  return tableToIPC(arrowTable(table), "stream");
}

function arrowTable(table: DataTable): Table {
  const types = columnTypes(table);
  const columns = table.headings.map((heading, i): [string, Vector] => {
    const type = types[i] ?? "text";
    return [heading, vectorOf(columnCells(table, i, type), type)];
  });
  return new Table(Object.fromEntries(columns));
}

function vectorOf(cells: readonly CsvCell[], type: ColumnType): Vector {
  const toBig = (cell: CsvCell): bigint | null => (cell === null ? null : BigInt(cell));
  if (type === "integer") return vectorFromArray(cells.map(toBig), new Int64());
  return type === "real" ? vectorFromArray(cells, new Float64()) : vectorFromArray(cells, new Utf8());
}
