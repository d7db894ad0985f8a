// The kit in English: every file of the Spanish one by another name, no Spanish of ours in it, and templates that Memoria reads.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { loadConvocatoria } from "../../analysis/index.ts";
import { readIncidents, readMonitor } from "../../ingest/index.ts";
import { writeKit } from "../../report/index.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { generatedAt, kitFolder } from "./written-kit.ts";

const reference = "iem-irimbo-2024";
const timeZone = "America/Mexico_City";
const folder = kitFolder();
const read = (name: string): Buffer => readFileSync(path.join(folder, name));

beforeAll(async () => {
  await writeKit({ call: loadConvocatoria(reference), reference, difusor: null, outDir: folder, generatedAt, language: "en" });
});

it("has every file", () => {
  expect(readdirSync(folder).sort()).toEqual(Object.values(wordsOf("en").kitGuides.files).sort());
});

it("says nothing of its own in Spanish", () => {
  const pages = ["README.md", "monitors.md", "iis-and-cdn.md", "memoria-apache.conf", "memoria-nginx.conf", "memoria-nginx-json.conf"];
  for (const page of pages) expect(read(page).toString("utf8")).not.toMatch(/[áéíóúñ¿¡«»]|\b(?:solicitud|bitácora|servidor|jornada)\b/iu);
  const page = read("checklist.html").toString("utf8");
  expect(page).toContain('<html lang="en">');
  expect(page).toContain("8 December 2024");
});

it.each(["incidents.csv", "incidents.xlsx"])("%s is read by Memoria, with its example of no effect", async (file) => {
  const { incidents, refused } = await readIncidents(read(file), { file, timeZone });
  expect(refused).toEqual([]);
  expect(incidents).toMatchObject([{ type: "otro", effect: "ninguno", description: expect.stringMatching(/^EXAMPLE: DELETE THIS ROW/) }]);
});

it("monitor.csv is read by Memoria", async () => {
  expect((await readMonitor(read("monitor.csv"), { file: "monitor.csv", timeZone })).checks.length).toBeGreaterThan(0);
});
