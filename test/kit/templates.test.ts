// The templates come back through Memoria's own readers and through an independent one; the workbook is the same each time.
import { readFileSync } from "node:fs";
import path from "node:path";
import readWorkbook from "read-excel-file/node";
import { beforeAll, describe, expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { readIncidents, readMonitor } from "../../ingest/index.ts";
import { workbookBytes } from "../../report/workbook.ts";
import { kitFolder, writtenKit } from "./written-kit.ts";

const columns = "inicio,fin,duracion,tipo,descripcion,causa_raiz,impacto,medidas,efecto,peso,componente,fuente".split(",");
const timeZone = "America/Mexico_City";
const folder = kitFolder();

const read = (name: string): Buffer => readFileSync(path.join(folder, name));

beforeAll(async () => {
  await writtenKit(folder);
});

describe.each(["incidencias.csv", "incidencias.xlsx"])("%s", (file) => {
  it("is read by Memoria: one example, marked to be deleted, of no effect", async () => {
    const { incidents, refused, notes } = await readIncidents(read(file), { file, timeZone });
    expect(refused).toEqual([]);
    expect(notes).toEqual(file.endsWith("xlsx") ? ["hoja «Valores permitidos»: no se leyó"] : []);
    expect(incidents).toEqual([
      expect.objectContaining({
        // 8 December 2024, 21:15 and 21:22 in central Mexico.
        startSecond: Date.UTC(2024, 11, 9, 3, 15) / 1000,
        endSecond: Date.UTC(2024, 11, 9, 3, 22) / 1000,
        type: "otro",
        effect: "ninguno",
        weight: null,
        description: expect.stringMatching(/^EJEMPLO: HAY QUE BORRAR ESTE RENGLÓN/),
        component: "Ejemplo: servidor 1",
      }),
    ]);
  });
});

describe("the workbook", () => {
  it("has the columns of the contract for an independent reader, and a guide to them", async () => {
    const [table, guide] = await readWorkbook(read("incidencias.xlsx"));
    expect(table?.sheet).toBe("Incidencias");
    expect(table?.data[0]).toEqual(columns);
    expect(guide?.data.slice(1).map(([name]) => name)).toEqual(columns);
    expect(guide?.data.find(([name]) => name === "tipo")?.[2]).toContain("interrupcion (");
  });

  it("offers the values that the reader takes", async () => {
    const xml = await part(read("incidencias.xlsx"), "xl/worksheets/sheet1.xml");
    const lists = [...xml.matchAll(/sqref="([A-Z])2:[A-Z]\d+"><formula1>"([^"]*)"/g)].map(([, letter, values]) => [letter, values]);
    expect(lists).toEqual([
      ["D", "interrupcion,falla-pagina,conectividad,ataque,otro"],
      ["I", "caida,degradacion,ninguno"],
    ]);
    // In the order that the standard asks for, or spreadsheets call it damaged.
    expect(xml.indexOf("<dataValidations")).toBeGreaterThan(xml.indexOf("</sheetData>"));
  });

  it("is the same bytes at another time, and holds hostile texts as texts", async () => {
    const sheet = {
      name: "A & <B>",
      columns: [
        { title: "=1+1", widthCharacters: 10, choices: ["a<b", "c&d"] },
        { title: "n", widthCharacters: 5 },
      ],
      rows: [
        ['=HYPERLINK("x")', 1.5],
        ["@SUM(1)\u0000\u202e</t>", null],
      ],
    };
    const first = await workbookBytes([sheet]);
    await new Promise((done) => setTimeout(done, 2100));
    expect((await workbookBytes([sheet])).equals(first)).toBe(true);
    const [back] = await readWorkbook(first);
    expect(back?.data).toEqual([
      ["=1+1", "n"],
      ['=HYPERLINK("x")', 1.5],
      ["@SUM(1)\\u{0}\\u{202e}</t>", null],
    ]);
    expect(await part(first, "xl/worksheets/sheet1.xml")).not.toContain("<f>");
  });
});

it("monitor.csv is read by Memoria, its examples on the day before", async () => {
  const monitor = await readMonitor(read("monitor.csv"), { file: "monitor.csv", timeZone });
  expect(monitor.refused).toEqual([]);
  expect(monitor.checks.map(({ second, up }) => [new Date(second * 1000).toISOString(), up])).toEqual([
    ["2024-12-07T18:00:00.000Z", true],
    ["2024-12-07T18:01:00.000Z", true],
  ]);
});

async function part(bytes: Buffer, name: string): Promise<string> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== name) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  }
  throw new Error(`no ${name}`);
}
