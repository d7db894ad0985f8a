// Reading a table: delimiter, encoding and physical rows; a broken row never takes a good one with it.
import { describe, expect, it } from "vitest";
import { readTable } from "../../ingest/table.ts";

const columns = [
  { key: "start", headings: ["inicio", "start"], required: true },
  { key: "cause", headings: ["causa_raiz", "root_cause"], required: false },
] as const;

const read = (text: string) => readTable<"start" | "cause">(new TextEncoder().encode(text), "tabla.csv", columns);

describe("readTable", () => {
  it.each([
    ["comma", "inicio,causa_raiz\n1,2\n"],
    ["semicolon", "inicio;causa_raiz\n1;2\n"],
    ["tab", "inicio\tcausa_raiz\n1\t2\n"],
    ["English headings", "start,root cause\n1,2\n"],
    ["byte order mark, accents, capitals, spaces", "\uFEFF Inicio ; Causa RAÍZ \r\n 1 ; 2 \r\n"],
    ["quoted headings", '"inicio","causa-raíz"\n"1","2"'],
  ])("reads %s", (_what, text) => {
    expect(read(text)).toEqual({ rows: [{ row: 2, cells: { start: "1", cause: "2" } }], refused: [], notes: [] });
  });

  it("numbers physical rows, over blank lines and fields of many lines", () => {
    const { rows } = read('\r\ninicio,causa_raiz\r\n1,"uno\r\ndos\r\ntres"\r\n\r\n2,\r\n,\r\n3\r\n');
    expect(rows.map(({ row, cells }) => [row, cells.start, cells.cause])).toEqual([
      [3, "1", "uno\ndos\ntres"],
      [7, "2", ""],
      [9, "3", ""],
    ]);
  });

  it("refuses a row whose quotes do not close, and keeps its neighbours", () => {
    const { rows, refused } = read('inicio,causa_raiz\n1,a\n2,"b\n3,"c"\n4,x "y" z\n5,d\n6,"e');
    expect(rows.map(({ row }) => row)).toEqual([2, 4, 6]);
    expect(refused.map(({ facts }) => [facts.row, facts.value])).toEqual([
      [3, '2,"b'],
      [5, '4,x "y" z'],
      [7, '6,"e'],
    ]);
  });

  it("refuses a row with more cells than headings", () => {
    const { rows, refused } = read("inicio,causa_raiz\n1,falla, y otra\n2,b,,\n");
    expect(rows.map(({ row }) => row)).toEqual([3]);
    expect(refused[0]?.facts).toMatchObject({ row: 2, column: "(columna 3)", value: "y otra" });
  });

  it("reads Latin-1 only when the bytes are not UTF-8, and says so", () => {
    const { rows, notes } = readTable<"start" | "cause">(Buffer.from("inicio,causa_raíz\n1,año\n", "latin1"), "tabla.csv", columns);
    expect([rows[0]?.cells.cause, notes.length]).toEqual(["año", 1]);
    expect(notes[0]).toContain("Latin-1");
  });

  it("mentions columns that it does not read", () => {
    expect(read("inicio,folio,start\n1,2,3\n").notes).toEqual([
      "columna «folio»: no se conoce y no se leyó",
      "columna «start»: repite a otra y no se leyó",
    ]);
  });

  it.each([
    ["", "table-empty", {}],
    ["\uFEFF \r\n\n", "table-empty", {}],
    ["causa_raiz,otra\n1,2", "table-column-missing", { column: "inicio", found: "causa_raiz, otra" }],
    ['"inicio,causa_raiz\n1,2', "table-column-missing", {}],
    ["PK\u0003\u0004", "file-binary", { looksLike: "xlsx" }],
    ["inicio\u0000", "file-binary", {}],
    [`inicio\n${'"a\n'.repeat(600)}`, "file-damaged", {}],
  ])("refuses %j: %s", (text, code, facts) => {
    expect(() => read(text)).toThrowError(
      expect.objectContaining({ code, facts: expect.objectContaining({ file: "tabla.csv", ...facts }) }),
    );
  });

  it("takes a heading without rows as no rows", () => {
    expect(read("inicio")).toEqual({ rows: [], refused: [], notes: [] });
  });
});
