// The memorias of every call and of every scenario of the sample, as outlines kept in test/golden/memoria: `vitest -u` renews them.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Analysis, type Convocatoria, type Language, loadConvocatoria } from "../../analysis/index.ts";
import { type Database, readIncidents } from "../../ingest/index.ts";
import { renderCharts } from "../../report/charts/render.ts";
import type { Document } from "../../report/document.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { parseTexts } from "../../report/markdown.ts";
import { buildMemoria } from "../../report/memoria.ts";
import { renderPdf } from "../../report/pdf.ts";
import { generateSample, type ScenarioName } from "../../samples/index.ts";
import { IngestFixture, openDatabase } from "../support/ingest-fixture.ts";
import { spanishLeft } from "../support/spanish-left.ts";
import { outline } from "./outline.ts";

interface Night {
  scenario: ScenarioName;
  /** The election day, and the day after it: the sample's log is moved there. */
  days: readonly [string, string];
  offset: "-05:00" | "-06:00";
  memorias: {
    call: string;
    windowStart?: string;
    windowEnd?: string;
    signed?: boolean;
    hasTexts?: boolean;
    isPrinted?: boolean;
    /** Default: Spanish. */
    language?: Language;
  }[];
}

const IRIMBO = "iem-irimbo-2024";
const END = "2024-12-10T00:00:00-06:00";
const NIGHTS: Night[] = [
  {
    scenario: "outage",
    days: ["2024-12-08", "2024-12-09"],
    offset: "-06:00",
    memorias: [
      { call: IRIMBO, windowEnd: END, signed: true, hasTexts: true, isPrinted: true },
      { call: `${IRIMBO}@modificada`, signed: true },
      { call: IRIMBO, windowEnd: END, signed: true, isPrinted: true, language: "en" },
    ],
  },
  { scenario: "normal", days: ["2024-12-08", "2024-12-09"], offset: "-06:00", memorias: [{ call: IRIMBO, windowEnd: END, signed: true }] },
  { scenario: "attack", days: ["2024-12-08", "2024-12-09"], offset: "-06:00", memorias: [{ call: IRIMBO, windowEnd: END }] },
  {
    scenario: "outage",
    days: ["2022-06-05", "2022-06-06"],
    offset: "-05:00",
    memorias: [
      { call: "iepc-durango-2022", isPrinted: true },
      { call: "iepc-durango-2022", language: "en" },
    ],
  },
  {
    scenario: "normal",
    days: ["2018-07-01", "2018-07-02"],
    offset: "-05:00",
    memorias: [{ call: "iec-coahuila-2018", windowStart: "2018-07-01T20:00:00-05:00" }],
  },
  {
    scenario: "attack",
    days: ["2021-06-06", "2021-06-07"],
    offset: "-05:00",
    memorias: [{ call: "ieem-edomex-2021", signed: true, isPrinted: true }, { call: "iem-michoacan-2021" }],
  },
];

const LINES = 2000;
const SAMPLE_DAYS = ["2024-12-08", "2024-12-09"] as const;

let directory = "";
let database: Database;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "memoria-golden-"));
  database = await openDatabase([directory]);
});
afterAll(async () => {
  database.close();
  await rm(directory, { recursive: true, force: true });
});

function logDay(day: string): string {
  const month = new Date(`${day}T12:00:00Z`).toLocaleString("en", { month: "short", timeZone: "UTC" });
  return `${day.slice(8)}/${month}/${day.slice(0, 4)}`;
}

function tableDay(day: string): string {
  return day.split("-").toReversed().join("/");
}

/** The log or the table of incidents, on other days. */
function moved(text: string, { days, offset }: Night): string {
  const places = [(day: string) => day, logDay, tableDay];
  const dated = places.reduce(
    (all, write) => SAMPLE_DAYS.reduce((t, day, i) => t.replaceAll(write(day), write(days[i] ?? day)), all),
    text,
  );
  return dated.replaceAll("-0600]", `${offset.replace(":", "")}]`).replaceAll("-06:00", offset);
}

async function nightFixture(night: Night): Promise<{ fixture: IngestFixture; incidents: Buffer }> {
  const outDir = await mkdtemp(path.join(directory, "sample-"));
  await generateSample({ lines: LINES, seed: 5, scenario: night.scenario, outDir });
  const fixture = await IngestFixture.open({ within: { directory, database } });
  await fixture.add([{ content: moved(await readFile(path.join(outDir, "access.log"), "utf8"), night) }]);
  return { fixture, incidents: Buffer.from(moved(await readFile(path.join(outDir, "incidencias.csv"), "utf8"), night)) };
}

const second = (at: string | undefined): number | undefined => (at === undefined ? undefined : Date.parse(at) / 1000);

async function memoria(
  fixture: IngestFixture,
  incidents: Buffer,
  wanted: Night["memorias"][number],
  generatedAt: number,
): Promise<{ document: Document; analysis: Analysis; convocatoria: Convocatoria }> {
  const convocatoria = loadConvocatoria(wanted.call);
  const { language = "es" } = wanted;
  const timeZone = convocatoria.timeZone.value;
  const bounds = { windowStart: second(wanted.windowStart), windowEnd: second(wanted.windowEnd) };
  const analysis = await fixture.analysis({
    convocatoria,
    timeZone,
    overrides: Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined)),
    incidents: (await readIncidents(incidents, { file: "incidencias.csv", timeZone })).incidents,
    statementComplete: wanted.signed ?? false,
    generatedAt,
    language,
  });
  const file = path.join(import.meta.dirname, "..", "..", "samples", "demo", "textos.md");
  const texts = wanted.hasTexts ? parseTexts(await readFile(file, "utf8"), "textos.md") : { sections: {} };
  return { document: buildMemoria({ analysis, convocatoria, texts, words: wordsOf(language) }), analysis, convocatoria };
}

/** The pages that answer first (cover, contents with the number of every page, summary, matrix) and the last one. */
async function printedPages(document: Document): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(await renderPdf(document, await renderCharts(document))), { verbosity: 0 });
  const { text } = await extractText(pdf);
  const pages = [...text.slice(0, 4), text.at(-1) ?? ""];
  return `${pages.map((page) => page.trim()).join("\n\n----\n\n")}\n`;
}

describe.each(NIGHTS)("$scenario of $days.0", (night) => {
  test("its memorias are as they were", async () => {
    const { fixture, incidents } = await nightFixture(night);
    try {
      for (const wanted of night.memorias) {
        const { document, analysis, convocatoria } = await memoria(
          fixture,
          incidents,
          wanted,
          Date.parse(`${night.days[1]}T18:00:00Z`) / 1000,
        );
        const name = `${wanted.call.replace("@", "-")}-${night.scenario}${wanted.language === "en" ? "-en" : ""}`;
        const spanish = spanishLeft(document, analysis, convocatoria);
        if (wanted.language === "en") expect(spanish).toEqual([]);
        else expect(spanish.length).toBeGreaterThan(200);
        const golden = (file: string): string => path.join(import.meta.dirname, "..", "golden", "memoria", file);
        await expect(outline(document)).toMatchFileSnapshot(golden(`${name}.txt`));
        if (wanted.isPrinted) await expect(await printedPages(document)).toMatchFileSnapshot(golden(`${name}.pdf.txt`));
      }
    } finally {
      await fixture.close();
    }
  }, 60_000);
});
