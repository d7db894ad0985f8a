// Declared averages: measures by their names, numbers as people write them, days that are whole, every bad row told.
import { describe, expect, it } from "vitest";
import { readBaselineAverages } from "../../ingest/baseline-averages.ts";
import { workbookFile } from "../support/workbook-file.ts";

const from = { file: "promedios.csv", timeZone: "America/Mexico_City" };
const read = (text: string) => readBaselineAverages(new TextEncoder().encode(text), from);
const at = (time: string): number => Date.parse(time) / 1000;
const november = { startSecond: at("2024-11-01T00:00:00-06:00"), endSecond: at("2024-12-01T00:00:00-06:00") };

describe("readBaselineAverages", () => {
  it("reads Spanish and English headings and measures; a last day is included", async () => {
    const expected = [
      { measure: "visits", perDay: 1234.5, ...november, source: "Analítica" },
      { measure: "pageViews", perDay: 5000, ...november, source: null },
    ];
    const spanish =
      'Medida;Promedio diario;Desde;Hasta;Fuente\nVisitas;"1,234.5";01/11/2024;30/11/2024;Analítica\nPáginas vistas;5000;2024-11-01;2024-11-30;\n';
    expect((await read(spanish)).averages).toEqual(expected);
    const english =
      "measure,per_day,from,to,source\nvisits,1234.5,2024-11-01,2024-11-30,Analítica\npage_views,5000,2024-11-01,2024-11-30,\n";
    expect((await read(english)).averages).toEqual(expected);
  });

  it("reads JSON and XLSX", async () => {
    const json = JSON.stringify({ promedios: [{ medida: "solicitudes", promedio_diario: 12.5 }] });
    expect((await read(json)).averages).toEqual([{ measure: "hits", perDay: 12.5, startSecond: null, endSecond: null, source: null }]);
    const sheet = {
      name: "Hoja1",
      rows: { 1: ["medida", "promedio_diario", "desde", "hasta"], 2: ["visitantes únicos", 800, "2024-11-01", "2024-11-30"] },
    };
    const { averages } = await readBaselineAverages(workbookFile({ sheets: [sheet] }), from);
    expect(averages).toEqual([{ measure: "uniqueVisitors", perDay: 800, ...november, source: null }]);
  });

  it("takes hours where they are written", async () => {
    const { averages } = await read("medida,promedio_diario,desde,hasta\nvisitas,1,2024-11-01 06:00,2024-11-02T06:00\n");
    expect(averages[0]).toMatchObject({ startSecond: at("2024-11-01T06:00:00-06:00"), endSecond: at("2024-11-02T06:00:00-06:00") });
  });

  it.each([
    ["clics,1,,", "medida", "clics"],
    ["constructor,1,,", "medida", "constructor"],
    ["visitas,-1,,", "promedio_diario", "-1"],
    ["visitas,mil,,", "promedio_diario", "mil"],
    ['visitas,"1,5",,', "promedio_diario", "1,5"],
    ['visitas,"1.234,5",,', "promedio_diario", "1.234,5"],
    ["visitas,12.345.678,,", "promedio_diario", "12.345.678"],
    ["visitas,1.234,,", "promedio_diario", "1.234"],
    ["visitas,120.500,,", "promedio_diario", "120.500"],
    ["visitas,,,", "promedio_diario", ""],
    ["visitas,1e999,,", "promedio_diario", "1e999"],
    ["visitas,1,2024-11-01,", "hasta", ""],
    ["visitas,1,,2024-11-01", "desde", ""],
    ["visitas,1,2024-11-02,2024-11-01", "hasta", "2024-11-01"],
    ["visitas,1,2024-13-02,2024-11-01", "desde", "2024-13-02"],
  ])("refuses %s, with its column", async (row, column, value) => {
    const { averages, refused } = await read(`medida,promedio_diario,desde,hasta\n${row}\nsolicitudes,7,,\n`);
    expect(refused.map(({ facts }) => [facts.row, facts.column, facts.value])).toEqual([[2, column, value]]);
    expect(averages.map(({ measure }) => measure)).toEqual(["hits"]);
  });

  it("says both readings of a number that may be thousands or decimals, of whatever kind of file; others are in no doubt", async () => {
    const expected = "una cifra que no se lea de dos maneras: 12345 si el punto separa miles, o 12.35 si separa decimales";
    const sheet = { name: "a", rows: { 1: ["medida", "promedio_diario"], 2: ["visitas", 12.345] } };
    for (const bytes of [workbookFile({ sheets: [sheet] }), Buffer.from('[{"medida":"visitas","promedio_diario":12.345}]')])
      expect((await readBaselineAverages(bytes, from)).refused[0]?.facts).toMatchObject({ value: "12.345", expected });
    const numbers = {
      "0.123": 0.123,
      "1.2345": 1.2345,
      "1234.567": 1234.567,
      '"1,234"': 1234,
      '"1,234.567"': 1234.567,
      "1.23": 1.23,
      "000.123": 0.123,
    };
    for (const [written, perDay] of Object.entries(numbers))
      expect((await read(`medida,promedio_diario\nvisitas,${written}\n`)).averages, written).toMatchObject([{ perDay }]);
  });

  it("refuses a measure that stands twice, and a table without a required column", async () => {
    const { refused } = await read("medida,promedio_diario\nvisitas,1\nvisits,2\n");
    expect(refused.map(({ facts }) => [facts.row, facts.expected])).toEqual([[3, "una sola fila por medida"]]);
    await expect(read("medida\nvisitas\n")).rejects.toMatchObject({ code: "table-column-missing" });
  });
});
