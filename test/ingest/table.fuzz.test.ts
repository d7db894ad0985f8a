// Tables from hostile hands: whatever bytes come, they are read or refused by a user's error, and soon.

import { expect, it } from "vitest";
import { UserError } from "../../ingest/errors.ts";
import { readIncidents } from "../../ingest/incidents.ts";
import { readMonitor } from "../../ingest/monitors/index.ts";
import fc from "../support/cases.ts";
import { processorSeconds } from "../support/processor-time.ts";
import { workbookFile, zipFile } from "../support/workbook-file.ts";

const from = { file: "t", timeZone: "America/Mexico_City" };
const row = ["2024-12-08 20:00", "otro", "x", "caida"];
const workbook = workbookFile({
  sheets: [{ name: "a", rows: { 1: ["inicio", "tipo", "descripcion", "efecto"], 2: row }, merged: ["A9:B9"] }],
});
const texts = [
  `sep=;\ninicio;tipo;descripcion;efecto\n${row.join(";")}\n"a;b\n`,
  JSON.stringify({ incidencias: [{ inicio: row[0], tipo: "otro", descripcion: "x", efecto: "caida" }, 1] }),
  "timestamp,up\n2024-12-08 20:00,1\n",
  '[{"key":"a_b","name":"b","results":[{"success":true,"timestamp":"2024-12-08T20:00:00Z"}]}]',
];
const sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>inicio</t></is></c></row></sheetData></worksheet>';

/** Reads with both readers; anything but a user's error is thrown on. */
async function survives(bytes: Uint8Array): Promise<void> {
  for (const read of [readIncidents, readMonitor]) {
    await read(bytes, from).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
    });
  }
}

/** Bytes changed, cut out or put in at some places. */
const changes = fc.array(fc.record({ place: fc.nat(5000), byte: fc.nat(255), how: fc.constantFrom("set", "cut", "put") }), {
  maxLength: 6,
});

function changed(bytes: Buffer, how: { place: number; byte: number; how: string }[]): Buffer {
  return how.reduce((now, { place, byte, how }) => {
    const at = place % (now.length + 1);
    const rest = now.subarray(how === "put" ? at : Math.min(now.length, at + (how === "cut" ? byte : 1)));
    return Buffer.concat([now.subarray(0, at), how === "cut" ? Buffer.alloc(0) : Buffer.from([byte]), rest]);
  }, bytes);
}

it("survives changed bytes of a CSV, a JSON and a workbook", async () => {
  const whole = fc.constantFrom(workbook, ...texts.map((text) => Buffer.from(text)), Buffer.from(`\uFEFF${texts[0]}`, "utf16le"));
  await fc.assert(
    fc.asyncProperty(whole, changes, async (bytes, how) => survives(changed(bytes, how))),
    { numRuns: 400 },
  );
});

it("survives changed parts inside a sound archive", async () => {
  const parts = {
    "xl/workbook.xml": '<workbook><workbookPr date1904="1"/><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>',
    "xl/styles.xml":
      '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="d/m"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>',
    "xl/worksheets/s.xml": sheet.replace("</sheetData>", '<row><c s="0"><v>45000.5</v></c></row></sheetData>'),
  };
  const name = fc.constantFrom(...(Object.keys(parts) as (keyof typeof parts)[]));
  await fc.assert(
    fc.asyncProperty(name, changes, async (part, how) => {
      const entries = Object.entries(parts).map(([name, text]) => ({
        name,
        bytes: name === part ? changed(Buffer.from(text), how) : Buffer.from(text),
      }));
      await survives(zipFile(entries));
    }),
    { numRuns: 300 },
  );
});

it.each([
  ["JSON a million deep", "[".repeat(1_000_000)],
  ["a line of quotes", `inicio,tipo\n${'"'.repeat(1_000_000)}`],
  ["a heading of a million columns", `inicio,${"x,".repeat(1_000_000)}\n`],
  ["a million blank lines", `timestamp,up\n${"\n".repeat(1_000_000)}`],
  ["a million lines of spaces", `timestamp,up\n${" \n".repeat(300_000)}`],
  ["a date of many digits", `timestamp,up\n${"1/".repeat(100_000)},1\n`],
])("is done soon with %s", async (_what, text) => {
  expect(await processorSeconds(() => survives(Buffer.from(text)))).toBeLessThan(15);
});
