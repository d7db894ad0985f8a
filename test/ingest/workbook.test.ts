// Workbooks: incidents out of XLSX, cells compared with another reader, and what hostile or careless sheets must not do.

import readXlsxFile from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { readIncidents } from "../../ingest/incidents.ts";
import { isoInZone } from "../../ingest/local-time.ts";
import { workbookRows } from "../../ingest/workbook.ts";
import fc from "../support/cases.ts";
import { processorSeconds } from "../support/processor-time.ts";
import { type WrittenCell, type WrittenWorkbook, workbookFile, zipFile } from "../support/workbook-file.ts";

const timeZone = "America/Mexico_City";
const heading = ["Inicio", "Duración", "Tipo", "Descripción", "Efecto", "Peso", "Fin"];
const formats = ["dd/mm/yyyy hh:mm", "[h]:mm:ss", "h:mm", '[$-80A]d" de "mmmm" de "yyyy;@', '0.00"d"', "[Red]0.0"];
/** 8 December 2024, 20:00, as days since 1900. */
const evening = 45_634 + 20 / 24;
const at = (serial: number, format = 0): WrittenCell => ({ serial, format });
const good: WrittenCell[] = [at(evening), at(1.5 / 24, 1), "Falla página", "sin servicio", "caída"];

const read = (workbook: WrittenWorkbook) => readIncidents(workbookFile({ formats, ...workbook }), { file: "i.xlsx", timeZone });
const readRow = (row: WrittenCell[], more: Partial<WrittenWorkbook["sheets"][number]> = {}) =>
  read({ sheets: [{ name: "Hoja1", rows: { 1: heading, 2: row }, ...more }] });

describe("incidents of a workbook", () => {
  it("reads dates as local times of the zone and a time as a duration", async () => {
    const { incidents, refused } = await readRow([...good, 0.25]);
    expect(refused).toEqual([]);
    expect(incidents).toEqual([
      expect.objectContaining({ type: "falla-pagina", effect: "caida", weight: 0.25, endSecond: (incidents[0]?.startSecond ?? 0) + 5400 }),
    ]);
    expect(isoInZone(incidents[0]?.startSecond ?? 0, timeZone)).toBe("2024-12-08T20:00:00-06:00");
  });

  it("reads midnight where the cell shows an hour, so that no incident of the night is refused for its minute", async () => {
    const { incidents, refused } = await readRow([at(45_635), at(0.5 / 24, 1), "otro", "x", "caida", null, at(45_635 + 0.5 / 24)]);
    expect(refused).toEqual([]);
    expect(isoInZone(incidents[0]?.startSecond ?? 0, timeZone)).toBe("2024-12-09T00:00:00-06:00");
  });

  it("reads the same moment in both date systems", async () => {
    const row1904 = [at(evening - 1462), at(25.5 / 24, 1), "otro", "x", "caida"];
    const { incidents } = await read({ dates1904: true, sheets: [{ name: "a", rows: { 1: heading, 2: row1904 } }] });
    expect(isoInZone(incidents[0]?.startSecond ?? 0, timeZone)).toBe("2024-12-08T20:00:00-06:00");
    expect((incidents[0]?.endSecond ?? 0) - (incidents[0]?.startSecond ?? 0)).toBe(25.5 * 3600);
  });

  it("takes the sheet whose heading fits, below titles, with the sheet's row numbers, and says what it did not read", async () => {
    const { incidents, refused, notes } = await read({
      sheets: [
        { name: "Portada", rows: { 1: ["Memoria"] } },
        {
          name: "Incidencias",
          rows: { 2: ["Reporte de incidencias", null, "x"], 4: heading, 900: good, 1000: ["mal", null, "otro", "x", "caida"] },
          merged: ["A2:C2"],
        },
        { name: "Borrador", rows: { 1: heading, 2: good }, state: "hidden" },
      ],
    });
    expect(incidents).toHaveLength(1);
    expect(refused.map(({ facts }) => [facts.row, facts.column, facts.value])).toEqual([[1000, "inicio", "mal"]]);
    expect(notes).toEqual(["hoja «Portada»: no se leyó", "hoja «Borrador»: está oculta y no se leyó"]);
  });

  it("reads hidden rows and columns, and names them; the one table in a hidden sheet is refused by its name", async () => {
    const rows = Object.fromEntries([5, 6, 7, 9, 12].map((row) => [row, good]));
    const rowAttributes = {
      4: 'hidden="1"',
      5: 'hidden="1"',
      6: 'hidden="true"',
      9: 'ht="0" customHeight="1"',
      12: 'hidden="0" ht="15"',
      20: 'hidden="1"',
    };
    const columns =
      '<cols><col min="1" max="1" width="9"/><col min="4" max="5" hidden="1"/><col min="6" max="6" width="0"/><col min="40" max="50" hidden="1"/></cols>';
    const { incidents, notes } = await readRow(good, { rows: { 1: heading, ...rows }, rowAttributes, columns });
    expect(incidents).toHaveLength(5);
    expect(notes).toEqual([
      "hoja «Hoja1»: renglones ocultos que sí se leyeron: 5-6, 9",
      "hoja «Hoja1»: columnas ocultas que sí se leyeron: D (Descripción), E (Efecto), F (Peso)",
    ]);
    const sheets: WrittenWorkbook["sheets"] = [
      { name: "Portada", rows: { 1: ["Memoria"] } },
      { name: "Borrador", rows: { 1: heading, 2: good }, state: "veryHidden" },
    ];
    await expect(read({ sheets })).rejects.toMatchObject({
      code: "table-invalid",
      facts: { expected: expect.stringMatching(/oculta: Borrador$/) },
    });
  });

  it.each<[string, WrittenCell[], string, string]>([
    ["a date without its hour", [at(45_634, 3), null, "otro", "x", "caida"], "inicio", "2024-12-08"],
    ["a number that is no date", [evening, null, "otro", "x", "caida"], "inicio", String(evening)],
    ["a time without its date", [at(20 / 24, 2), null, "otro", "x", "caida"], "inicio", "20:00:00"],
    ["a duration that shows less than it holds", [at(evening), at(1.0625, 2), "otro", "x", "caida"], "duracion", "1899-12-31T01:30:00"],
    ["a plain number as a duration", [at(evening), 0.0625, "otro", "x", "caida"], "duracion", "0.0625"],
    [
      "a formula's error",
      [at(evening), null, "otro", "x", "caida", null, { xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' }],
      "Fin",
      "#DIV/0!",
    ],
    ["a formula without a saved result", [at(evening), null, "otro", { xml: '<c t="str"><f>A1</f></c>' }, "caida"], "Descripción", ""],
  ])("refuses %s", async (_what, row, column, value) => {
    const { incidents, refused } = await readRow(row);
    expect(incidents).toEqual([]);
    expect(refused.map(({ facts }) => [facts.row, facts.column, facts.value])).toEqual([[2, column, value]]);
  });

  it("reads the saved result of a formula, and says so", async () => {
    const { incidents, notes } = await readRow([
      at(evening),
      null,
      "otro",
      { xml: '<c t="str"><f>"a"&amp;"b"</f><v>a&amp;b_x0041_</v></c>' },
      "caida",
    ]);
    expect(incidents[0]?.description).toBe("a&bA");
    expect(notes).toEqual(["hoja «Hoja1»: tiene fórmulas; se leyó su último resultado guardado"]);
  });

  it("refuses every row that a merged value covers, since it is one row's or another's", async () => {
    const rows = { 1: heading, 2: [...good, null, at(evening + 1)], 3: [...good], 4: [...good] };
    const { incidents, refused } = await read({ sheets: [{ name: "a", rows, merged: ["G2:G3"] }] });
    expect(incidents).toHaveLength(1);
    expect(refused.map(({ facts }) => [facts.row, facts.column])).toEqual([
      [2, "Fin"],
      [3, "Fin"],
    ]);
  });

  it.each<[string, WrittenWorkbook | Buffer, string]>([
    ["two sheets that fit", { sheets: ["a", "b"].map((name) => ({ name, rows: { 1: heading } })) }, "table-invalid"],
    ["no sheet that fits", { sheets: [{ name: "a", rows: { 1: ["Inicio", "Tipo"] } }] }, "table-column-missing"],
    ["a row beyond the last", { sheets: [{ name: "a", rows: { 1: heading, 999999999: good } }] }, "table-invalid"],
    [
      "a cell beyond the last column",
      { sheets: [{ name: "a", rows: { 1: [...heading, { xml: '<c r="ZZZZ1"><v>1</v></c>' }] } }] },
      "table-invalid",
    ],
    [
      "merged cells without end",
      {
        sheets: [
          {
            name: "a",
            rows: Object.fromEntries(Array.from({ length: 99 }, (_, index) => [index + 1, heading])),
            merged: ["A1:XFD1048576"],
          },
        ],
      },
      "table-invalid",
    ],
    ["a ZIP without a workbook", zipFile([{ name: "a.txt", bytes: Buffer.from("a") }]), "table-invalid"],
    [
      "a document type",
      zipFile([{ name: "xl/workbook.xml", bytes: Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><workbook/>') }]),
      "table-invalid",
    ],
    ["a tag that never ends", zipFile([{ name: "xl/workbook.xml", bytes: Buffer.from('<workbook a="'.repeat(100_000)) }]), "table-invalid"],
    [
      "a part that unpacks to more than it says",
      zipFile([{ name: "xl/workbook.xml", bytes: Buffer.alloc(1e6), declaredBytes: 10 }]),
      "table-invalid",
    ],
    ["a bomb", zipFile([{ name: "xl/worksheets/sheet1.xml", bytes: Buffer.alloc(70 * 1024 * 1024) }]), "table-too-large"],
    ["an archive cut short", workbookFile({ sheets: [{ name: "a", rows: { 1: heading } }] }).subarray(0, 700), "table-invalid"],
  ])("refuses %s", async (_what, input, code) => {
    const bytes = Buffer.isBuffer(input) ? input : workbookFile(input);
    const refused = () =>
      expect(readIncidents(bytes, { file: "i.xlsx", timeZone })).rejects.toThrowError(expect.objectContaining({ code }));
    expect(await processorSeconds(refused)).toBeLessThan(5);
  });

  it("reads 5,000 rows in under five seconds of processor", async () => {
    const rows = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [index + 2, good]));
    const bytes = workbookFile({ formats, sheets: [{ name: "a", rows: { 1: heading, ...rows } }] });
    const read = async () => expect((await readIncidents(bytes, { file: "i.xlsx", timeZone })).incidents).toHaveLength(5000);
    expect(await processorSeconds(read)).toBeLessThan(5);
  });
});

it("reads the same cells as another reader of workbooks", async () => {
  const text = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .filter((value) => /^\S/.test(value) && value.trim() === value && !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]|_x/u.test(value));
  const cell = fc.oneof(
    text,
    fc.integer({ min: -1000, max: 100_000 }),
    fc.record({
      serial: fc.integer({ min: 40_000 * 86_400, max: 50_000 * 86_400 }).map((seconds) => seconds / 86_400),
      format: fc.constantFrom(0, 3),
    }),
    fc.record({ serial: fc.integer({ min: 0, max: 5000 }).map((hundredths) => hundredths / 100), format: fc.constantFrom(4, 5) }),
    fc.constant(null),
  );
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async (rows, dates1904) => {
      const heading = ["a", "b", "c", "d", "e", "f"];
      const bytes = workbookFile({
        formats,
        dates1904,
        sheets: [{ name: "a", rows: { 1: heading, ...Object.fromEntries(rows.map((row, index) => [index + 2, row])) } }],
      });
      const ours = await workbookRows(bytes, "t.xlsx", { columns: [], fits: () => true });
      const [theirs] = await readXlsxFile(bytes);
      const width = heading.length;
      const expected = (theirs?.data ?? []).slice(1).map((row) => Array.from({ length: width }, (_, index) => shown(row[index])));
      const got = new Map(ours.body.flatMap((row) => ("cells" in row ? [[row.row, row.cells] as const] : [])));
      const cells = expected.map((_, index) => Array.from({ length: width }, (__, place) => got.get(index + 2)?.[place] ?? ""));
      expect(cells).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

/** What the other reader gives (dates cut to the millisecond, in UTC), as a text. */
function shown(value: unknown): string {
  if (!(value instanceof Date)) return value === null || value === undefined ? "" : String(value);
  const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19);
}
