// Exclusions: all four columns in every row, and an end after the start.
import { describe, expect, it } from "vitest";
import { readExclusions } from "../../ingest/exclusions.ts";

const read = (text: string) => readExclusions(new TextEncoder().encode(text), { file: "exclusiones.csv", timeZone: "America/Mexico_City" });

describe("readExclusions", () => {
  it("reads Spanish and English headings", async () => {
    const expected = [{ startSecond: 1733709600, endSecond: 1733713200, reason: "mantenimiento", approvedBy: "IEM" }];
    expect((await read("Inicio;Fin;Motivo;Aprobado por\n2024-12-08 20:00;08/12/2024 21:00;mantenimiento;IEM\n")).exclusions).toEqual(
      expected,
    );
    expect((await read("start,end,reason,approved_by\n2024-12-09T02:00Z,2024-12-09T03:00Z,mantenimiento,IEM\n")).exclusions).toEqual(
      expected,
    );
  });

  it.each([
    ["2024-12-08 20:00,2024-12-08 20:00,m,IEM", "fin"],
    ["2024-12-08 20:00,,m,IEM", "fin"],
    ["2024-12-08 20:00,2024-12-08 21:00,,IEM", "motivo"],
    ["2024-12-08 20:00,2024-12-08 21:00,m,", "aprobado_por"],
  ])("refuses %s", async (row, column) => {
    const { exclusions, refused } = await read(`inicio,fin,motivo,aprobado_por\n${row}\n`);
    expect(exclusions).toEqual([]);
    expect(refused.map(({ facts }) => [facts.row, facts.column])).toEqual([[2, column]]);
  });

  it("asks for every column", async () => {
    await expect(read("inicio,fin,motivo\n")).rejects.toThrowError(
      expect.objectContaining({ code: "table-column-missing", facts: expect.objectContaining({ column: "aprobado_por" }) }),
    );
  });
});
