// Tables for other programs: read back by independent readers, the same bytes twice, and nothing that runs in a spreadsheet.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Database } from "../../ingest/index.ts";
import { annexTables, extractTable } from "../../report/annexes.ts";
import { csvText } from "../../report/csv.ts";
import { arrowFile } from "../../report/exports/arrow.ts";
import { columnTypes, type DataTable } from "../../report/exports/data-table.ts";
import { writeParquetFiles } from "../../report/exports/parquet.ts";
import { steadyZip } from "../../report/exports/steady-zip.ts";
import { workbook } from "../../report/exports/xlsx.ts";
import { exportAnalysis, exportFormats } from "../../report/index.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { fullAnalysis, minimalAnalysis } from "./fixture-analysis.ts";

const dir = mkdtempSync(join(tmpdir(), "memoria-exports-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const hostile: DataTable = {
  name: "tabla-de-nombre-muy-largo-que-excel-no-admite",
  title: "x",
  headings: ["texto", "entero", "real", "vacía", 'con "comillas"'],
  rows: [
    ['=HYPERLINK("http://malo.example")', 1, 0.5, null, "a\u202eb"],
    [null, null, null, null, "\u0000\u001b[2J"],
    ["@SUM(A1)", Number.MAX_SAFE_INTEGER, -1e-9, null, "ñ".repeat(40_000)],
  ],
};
const empty: DataTable = { name: "vacia", title: "x", headings: ["uno"], rows: [] };
/** A number among texts is a text. */
function shownAs(table: DataTable, column: number, cell: number | null): string | number | null {
  return cell !== null && columnTypes(table)[column] === "text" ? String(cell) : cell;
}
const tables = [hostile, empty, ...annexTables(wordsOf("es"), fullAnalysis())];

test("columns have one type each", () => {
  expect(columnTypes(hostile)).toEqual(["text", "integer", "real", "text", "text"]);
  expect(columnTypes(empty)).toEqual(["text"]);
});

describe("Excel", () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await workbook(tables);
  });

  test("has every table as a sheet, cell by cell", async () => {
    const sheets = await readXlsxFile(Buffer.from(bytes), { sheet: undefined } as never);
    expect(sheets).toHaveLength(tables.length);
    for (const [i, table] of tables.entries()) {
      const { data } = sheets[i] as unknown as { sheet: string; data: unknown[][] };
      expect(data[0], table.name).toEqual(table.headings);
      expect(data.length - 1).toBe(table.rows.length);
      for (const [r, row] of table.rows.entries()) {
        for (const [c, cell] of row.entries()) if (typeof cell === "number") expect(data[r + 1]?.[c]).toBe(shownAs(table, c, cell));
      }
    }
  });

  test("stores text that looks like a formula as text", async () => {
    const [first] = (await readXlsxFile(Buffer.from(bytes))) as unknown as { data: unknown[][] }[];
    expect(first?.data[1]?.[0]).toBe('=HYPERLINK("http://malo.example")');
    expect(first?.data[1]?.[4]).toBe("a\\u{202e}b");
    expect(String(first?.data[3]?.[4])).toHaveLength(32_767);
    expect(Buffer.from(bytes).toString("latin1")).not.toContain("<f>");
  });

  test("is the same bytes whenever it is made, and no archive is damaged by it", async () => {
    expect(Buffer.from(await workbook(tables)).equals(Buffer.from(bytes))).toBe(true);
    expect(() => steadyZip(new Uint8Array(10))).toThrow(RangeError);
  });
});

test("Arrow holds the same rows, with types and nulls", () => {
  for (const table of tables) {
    const read = tableFromIPC(arrowFile(table));
    expect(read.numRows).toBe(table.rows.length);
    expect(read.schema.fields.map(({ name }) => name)).toEqual(table.headings);
    for (const [c, heading] of table.headings.entries()) {
      const column = read.getChild(heading);
      for (const [r, row] of table.rows.entries()) {
        const cell = row[c] ?? null;
        const value: unknown = column?.get(r) ?? null;
        if (typeof cell !== "string") expect(typeof value === "bigint" ? Number(value) : value).toBe(shownAs(table, c, cell));
      }
    }
  }
  expect(tableFromIPC(arrowFile(hostile)).schema.fields.map(({ type }) => String(type))).toEqual([
    "Utf8",
    "Int64",
    "Float64",
    "Utf8",
    "Utf8",
  ]);
});

test("Parquet holds the same rows in the same order, and is the same bytes twice", async () => {
  const names = await writeParquetFiles(tables, dir);
  const again = mkdtempSync(join(tmpdir(), "memoria-exports-again-"));
  await writeParquetFiles(tables, again);
  const database = await Database.open({
    memoryMegabytes: 256,
    threads: 2,
    temporaryDirectory: dir,
    allowedDirectories: [dir],
    allowedFiles: [],
  });
  for (const [i, table] of tables.entries()) {
    const name = names[i] ?? "";
    expect(readFileSync(join(again, name)).equals(readFileSync(join(dir, name))), name).toBe(true);
    const rows = await database.rows(`FROM read_parquet('${join(dir, name)}')`);
    expect(rows).toHaveLength(table.rows.length);
    for (const [r, row] of table.rows.entries()) {
      for (const [c, cell] of row.entries())
        if (typeof cell !== "string") expect(rows[r]?.[table.headings[c] ?? ""]).toBe(shownAs(table, c, cell));
    }
  }
  database.close();
  rmSync(again, { recursive: true });
});

test("CSV reads back through another reader", () => {
  for (const table of tables) {
    const rows = parse(csvText(table.headings, table.rows), { bom: true }) as string[][];
    expect(rows[0]).toEqual(table.headings);
    for (const [r, row] of table.rows.entries()) {
      for (const [c, cell] of row.entries()) if (typeof cell === "number") expect(Number(rows[r + 1]?.[c])).toBe(cell);
    }
  }
});

test.each(exportFormats)("an export as %s is all there, and keeps what others left in the folder", async (format) => {
  const out = join(dir, `salida-${format}`);
  const files = await exportAnalysis(minimalAnalysis(), format, out);
  expect(files.length).toBe(format === "json" || format === "xlsx" ? 1 : annexTables(wordsOf("es"), minimalAnalysis()).length);
  for (const { name, bytes } of files) expect(readFileSync(join(out, name))).toHaveLength(bytes);
  const again = await exportAnalysis(minimalAnalysis(), format, out);
  expect(again).toEqual(files);
});

test("the sample of hits is a table of its own", () => {
  const hit = {
    ...{ file: "a.log", line: 3, second: 1733709601, address: "187.188.10.0/24", method: "GET", path: "/", protocol: null },
    status: 200,
  };
  const { headings, rows } = extractTable(wordsOf("es"), [{ ...hit, bytes: null, referrer: null, agent: "x" }], fullAnalysis());
  expect(rows).toEqual([["a.log", 3, "2024-12-08T20:00:01-06:00", "187.188.10.0/24", "GET", "/", null, 200, null, null, "x"]]);
  expect(headings).toHaveLength(rows[0]?.length ?? 0);
});
