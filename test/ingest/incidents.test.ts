// Incident records: every column and format of the contract, and the exact cell of every refusal.
import { describe, expect, it } from "vitest";
import { readIncidents } from "../../ingest/incidents.ts";
import { isoInZone } from "../../ingest/local-time.ts";
import { workbookFile } from "../support/workbook-file.ts";

const timeZone = "America/Mexico_City";
const HEADING = "inicio,fin,duracion,tipo,descripcion,causa_raiz,impacto,medidas,efecto,peso,componente,fuente";
const read = (text: string) => readIncidents(new TextEncoder().encode(text), { file: "incidencias.csv", timeZone });
const readRow = (row: string) => read(`${HEADING}\n${row}\n`);

describe("readIncidents", () => {
  it("reads every column", async () => {
    const { incidents, refused } = await readRow(
      '08/12/2024 20:10,2024-12-08T20:25:30,,ataque,"SYN flood, 3 Gbps",botnet,lento,filtro,degradacion,"0,4",CDN,monitor',
    );
    expect(refused).toEqual([]);
    const [incident] = incidents;
    expect(incident).toEqual({
      id: "I-001",
      startSecond: incident?.startSecond,
      endSecond: (incident?.startSecond ?? 0) + 930,
      type: "ataque",
      description: "SYN flood, 3 Gbps",
      rootCause: "botnet",
      impact: "lento",
      measures: "filtro",
      effect: "degradacion",
      weight: 0.4,
      component: "CDN",
      source: "monitor",
    });
    expect(isoInZone(incident?.startSecond ?? 0, timeZone)).toBe("2024-12-08T20:10:00-06:00");
  });

  it("reads English headings, only the required columns, and tolerant spellings", async () => {
    const { incidents } = await read(
      "Start;TYPE;Description;Effect\n2024-12-08T20:10-05:00;Falla Página;x;CAÍDA\n2024-12-08 21:00;INTERRUPCIÓN;y;Degradación\n",
    );
    expect(incidents.map(({ id, type, effect, endSecond, weight, rootCause }) => [id, type, effect, endSecond, weight, rootCause])).toEqual(
      [
        ["I-001", "falla-pagina", "caida", null, null, null],
        ["I-002", "interrupcion", "degradacion", null, null, null],
      ],
    );
  });

  it.each([
    ["01:30", 5400],
    ["0:00:45", 45],
    ["48:00", 172_800],
    ["PT1H30M", 5400],
    ["P1DT2M", 86_520],
  ])("reads the duration %s", async (duration, seconds) => {
    const [incident] = (await readRow(`2024-12-08T20:00,,${duration},otro,x,,,,ninguno,,,`)).incidents;
    expect((incident?.endSecond ?? 0) - (incident?.startSecond ?? 0)).toBe(seconds);
  });

  it("takes an end and a duration that agree, also over a change of clocks", async () => {
    const { incidents, refused } = await readRow("2022-10-30T00:30,2022-10-30T02:30,03:00,otro,x,,,,ninguno,,,");
    expect([incidents.length, refused.length]).toEqual([1, 0]);
  });

  it.each([
    [",,,otro,x,,,,caida,,,", "inicio", ""],
    ["2024-12-08,,,otro,x,,,,caida,,,", "inicio", "2024-12-08"],
    ["8 de diciembre,,,otro,x,,,,caida,,,", "inicio", "8 de diciembre"],
    ["2022-04-03T02:30,,,otro,x,,,,caida,,,", "inicio", "2022-04-03T02:30"],
    ["2022-10-30T01:30,,,otro,x,,,,caida,,,", "inicio", "2022-10-30T01:30"],
    ["2024-12-08T20:00,2024-12-08T19:59,,otro,x,,,,caida,,,", "fin", "2024-12-08T19:59"],
    ["2024-12-08T20:00,2024-12-08T21:00,00:59,otro,x,,,,caida,,,", "duracion", "00:59"],
    ["2024-12-08T20:00,,90,otro,x,,,,caida,,,", "duracion", "90"],
    ["2024-12-08T20:00,,P1M,otro,x,,,,caida,,,", "duracion", "P1M"],
    ["2024-12-08T20:00,,PT,otro,x,,,,caida,,,", "duracion", "PT"],
    ["2024-12-08T20:00,,,hackeo,x,,,,caida,,,", "tipo", "hackeo"],
    ["2024-12-08T20:00,,,otro,,,,,caida,,,", "descripcion", ""],
    ["2024-12-08T20:00,,,otro,x,,,,total,,,", "efecto", "total"],
    ["2024-12-08T20:00,,,otro,x,,,,degradacion,1.5,,", "peso", "1.5"],
    ["2024-12-08T20:00,,,otro,x,,,,degradacion,mitad,,", "peso", "mitad"],
    ["2024-12-08T20:00,,,otro,x,,,,degradacion,-0.1,,", "peso", "-0.1"],
  ])("refuses %s by its cell", async (row, column, value) => {
    const { incidents, refused } = await readRow(row);
    expect(incidents).toEqual([]);
    expect(refused.map(({ code, facts }) => ({ code, facts }))).toEqual([
      { code: "table-row", facts: { file: "incidencias.csv", row: 2, column, value, expected: expect.stringMatching(/.+/) } },
    ]);
  });

  it("keeps good rows beside bad ones, with physical row numbers in order", async () => {
    const text = `${HEADING}\n2024-12-08T20:00,,,otro,"dos\nlíneas",,,,caida,,,\nmal,,,otro,x,,,,caida,,,\n\n2024-12-08T21:00,,,otro,"x,,,,caida,,,\n2024-12-08T22:00,,,otro,x,,,,caida,,,\n`;
    const { incidents, refused } = await read(text);
    expect(incidents.map(({ id, description }) => [id, description])).toEqual([
      ["I-001", "dos\nlíneas"],
      ["I-002", "x"],
    ]);
    expect(refused.map(({ facts }) => facts.row)).toEqual([4, 6]);
  });

  it("names all required columns that are missing", async () => {
    await expect(read("inicio,fin\n")).rejects.toThrowError(
      expect.objectContaining({
        code: "table-column-missing",
        facts: { file: "incidencias.csv", column: "tipo, descripcion, efecto", found: "inicio, fin" },
      }),
    );
  });

  it("takes a heading alone as no incidents", async () => {
    expect(await read(HEADING)).toEqual({ incidents: [], refused: [], notes: [] });
  });

  it("reads the same from CSV, JSON and a workbook, told by content", async () => {
    const heading = ["inicio", "duracion", "tipo", "descripcion", "efecto", "peso"];
    const row = ["08/12/2024 20:10", "PT2M", "otro", "x", "degradacion", 0.5];
    const element = Object.fromEntries(heading.map((key, index) => [key, row[index]]));
    const files = [
      `sep=;\r\n${heading.join(";")}\r\n${row.join(";")}\r\n`,
      JSON.stringify([element]),
      JSON.stringify({ incidents: [element] }),
      workbookFile({ sheets: [{ name: "a", rows: { 1: heading, 2: row } }] }),
    ];
    const tables = await Promise.all(files.map((content) => readIncidents(Buffer.from(content), { file: "i.txt", timeZone })));
    expect(tables[0]?.incidents).toMatchObject([{ id: "I-001", weight: 0.5, type: "otro" }]);
    for (const table of tables) expect(table).toEqual(tables[0]);
  });

  it("refuses a whole file in which a date can only be month/day/year", async () => {
    const rows = ["05/06/2024 20:00", "12/25/2024 20:00"].map((start) => `${start},,,otro,x,,,,caida,,,`);
    await expect(read(`${HEADING}\n${rows.join("\n")}\n`)).rejects.toThrowError(
      expect.objectContaining({ code: "table-date-order", facts: { file: "incidencias.csv", row: 3, value: "12/25/2024 20:00" } }),
    );
  });
});
