// Reading a table: delimiter, encoding and physical rows; a broken row never takes a good one with it.
import { describe, expect, it } from "vitest";
import { readTable } from "../../ingest/table.ts";

const columns = [
  { key: "start", headings: ["inicio", "start"], required: true },
  { key: "cause", headings: ["causa_raiz", "root_cause"], required: false },
] as const;

const read = (text: string) => readTable<"start" | "cause">(new TextEncoder().encode(text), "tabla.csv", columns, ["filas"]);

describe("readTable", () => {
  it.each([
    ["comma", "inicio,causa_raiz\n1,2\n"],
    ["semicolon", "inicio;causa_raiz\n1;2\n"],
    ["pipe", "inicio|causa_raiz\n1|2\n"],
    ["tab", "inicio\tcausa_raiz\n1\t2\n"],
    ["English headings", "start,root cause\n1,2\n"],
    ["byte order mark, accents, capitals, spaces", "\uFEFF Inicio ; Causa RAÍZ \r\n 1 ; 2 \r\n"],
    ["quoted headings", '"inicio","causa-raíz"\n"1","2"'],
  ])("reads %s", async (_what, text) => {
    expect(await read(text)).toEqual({ rows: [{ row: 2, cells: { start: "1", cause: "2" } }], refused: [], notes: [] });
  });

  it("numbers physical rows, over blank lines and fields of many lines", async () => {
    const { rows } = await read('\r\ninicio,causa_raiz\r\n1,"uno\r\ndos\r\ntres"\r\n\r\n2,\r\n,\r\n3\r\n');
    expect(rows.map(({ row, cells }) => [row, cells.start, cells.cause])).toEqual([
      [3, "1", "uno\ndos\ntres"],
      [7, "2", ""],
      [9, "3", ""],
    ]);
  });

  it("refuses a row whose quotes do not close, and keeps its neighbours", async () => {
    const { rows, refused } = await read('inicio,causa_raiz\n1,a\n2,"b\n3,"c"\n4,x "y" z\n5,d\n6,"e');
    expect(rows.map(({ row }) => row)).toEqual([2, 4, 6]);
    expect(refused.map(({ facts }) => [facts.row, facts.value])).toEqual([
      [3, '2,"b'],
      [5, '4,x "y" z'],
      [7, '6,"e'],
    ]);
  });

  it("refuses a row with more cells than headings", async () => {
    const { rows, refused } = await read("inicio,causa_raiz\n1,falla, y otra\n2,b,,\n");
    expect(rows.map(({ row }) => row)).toEqual([3]);
    expect(refused[0]?.facts).toMatchObject({ row: 2, column: "(columna 3)", value: "y otra" });
  });

  it("reads Latin-1 only when the bytes are not UTF-8, and says so", async () => {
    const { rows, notes } = await readTable<"start" | "cause">(
      Buffer.from("inicio,causa_raíz\n1,año\n", "latin1"),
      "tabla.csv",
      columns,
      [],
    );
    expect([rows[0]?.cells.cause, notes.length]).toEqual(["año", 1]);
    expect(notes[0]).toContain("Latin-1");
  });

  it("mentions columns that it does not read", async () => {
    expect((await read("inicio,folio,start\n1,2,3\n")).notes).toEqual([
      "columna «folio»: no se conoce y no se leyó",
      "columna «start»: repite a otra y no se leyó",
    ]);
  });

  it.each([
    ["", "table-empty", {}],
    ["\uFEFF \r\n\n", "table-empty", {}],
    ["causa_raiz,otra\n1,2", "table-column-missing", { column: "inicio", found: "causa_raiz, otra" }],
    ['"inicio,causa_raiz\n1,2', "table-invalid", { place: "línea 1" }],
    ["PK\u0003\u0004", "table-invalid", { place: "el archivo ZIP" }],
    ["inicio\u0000", "table-invalid", { place: "byte 1" }],
    ['{"filas": [{"inicio": 1},]}', "table-invalid", { place: expect.stringContaining("1},]}") }],
    ['{"filas": [\n{"inicio": 1 2}]}', "table-invalid", { place: "línea 2, columna 14" }],
    ['{"filas": [', "table-invalid", { place: "línea 1, columna 12" }],
    ['{"otra": []}', "table-invalid", { place: "línea 1" }],
  ])("refuses %j: %s", async (text, code, facts) => {
    await expect(read(text)).rejects.toThrowError(
      expect.objectContaining({ code, facts: expect.objectContaining({ file: "tabla.csv", ...facts }) }),
    );
  });

  it("gives up a file whose quotes are broken all over", async () => {
    await expect(read(`inicio\n${'"a\n'.repeat(600)}`)).rejects.toThrowError(expect.objectContaining({ code: "table-invalid" }));
  });

  it("takes a heading without rows as no rows", async () => {
    expect(await read("inicio")).toEqual({ rows: [], refused: [], notes: [] });
  });

  it("believes a first line that says the delimiter, and numbers rows from the file's first line", async () => {
    const { rows } = await read("sep=;\r\nINICIO;Causa raíz\r\n1,5;a\r\n");
    expect(rows).toEqual([{ row: 3, cells: { start: "1,5", cause: "a" } }]);
  });

  it.each(["utf16le", "utf16be"])("reads %s by its mark", async (encoding) => {
    const bytes = Buffer.from("\uFEFFinicio,causa_raíz\n1,año\n", "utf16le");
    const { rows, notes } = await readTable<"start" | "cause">(encoding === "utf16le" ? bytes : bytes.swap16(), "t.csv", columns, []);
    expect([rows, notes]).toEqual([[{ row: 2, cells: { start: "1", cause: "año" } }], []]);
  });

  it("reads JSON, bare or under a name, by element", async () => {
    const rows = [
      { row: 1, cells: { start: "a", cause: "b" } },
      { row: 3, cells: { start: "c", cause: "" } },
    ];
    expect((await read('[{"Inicio":" a ","causa raíz":"b"},{},{"start":"c","causa_raiz":null,"folio":7}]')).rows.slice(0, 1)).toEqual(
      rows.slice(0, 1),
    );
    expect((await read('\uFEFF {"total":3,"Filas":[{"inicio":"a","causa_raiz":"b"},{},{"inicio":"c"}]}')).rows).toEqual(rows);
    expect((await read("[]")).rows).toEqual([]);
  });

  it("refuses a JSON value of another type like a cell, and an element that is no object", async () => {
    const { rows, refused, notes } = await read(
      '[{"inicio":5},7,{"inicio":"a","folio":{"x":1}},{"inicio":["a"]},{"__proto__":"x","inicio":"b"}]',
    );
    expect(rows.map(({ row, cells }) => [row, cells.start])).toEqual([
      [3, "a"],
      [5, "b"],
    ]);
    expect(refused.map(({ facts }) => [facts.row, facts.column, facts.value])).toEqual([
      [1, "inicio", "5"],
      [2, "(elemento)", "7"],
      [4, "inicio", '["a"]'],
    ]);
    expect(notes).toEqual(["columna «folio»: no se conoce y no se leyó", "columna «__proto__»: no se conoce y no se leyó"]);
  });

  it("refuses a cell of over 20,000 characters by its row, and takes one of that length", async () => {
    const { rows, refused } = await read(
      `inicio,causa_raiz,otra\n1,${"x".repeat(20_001)},\n2,${"x".repeat(20_000)},${"y".repeat(30_000)}\n`,
    );
    expect(rows.map(({ row }) => row)).toEqual([3]);
    expect(refused[0]?.facts).toMatchObject({ row: 2, column: "causa_raiz", value: "x".repeat(200) });
  });
});
