// The sheet that is signed: one page whatever it has to say, every log told or counted, and the same on the page as on paper.
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, test } from "vitest";
import type { Analysis } from "../../analysis/analysis.ts";
import type { Language } from "../../analysis/language.ts";
import type { Block, Document } from "../../report/document.ts";
import { renderHtml } from "../../report/html.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { renderPdf } from "../../report/pdf.ts";
import { sealBlocks } from "../../report/sections/signature.ts";
import { allText, memoriaOf, sectionText } from "./built.ts";
import { fullAnalysis, minimalAnalysis } from "./fixture-analysis.ts";

const call = "iem-irimbo-2024";
const seal = "5".repeat(64);

function withLogs(count: number, nameLength = 12): Analysis {
  const full = fullAnalysis();
  const [file] = full.ledger.files;
  if (file === undefined) throw new Error("the fixture has one");
  const files = Array.from({ length: count }, (_, index) => ({
    ...file,
    name: `${"n".repeat(nameLength)}-${index}.log`,
    bytes: 1000,
    sha256: index.toString(16).padStart(64, "a"),
  }));
  return { ...full, ledger: { ...full.ledger, files } };
}

function onlySheet(document: Document): Document {
  const start = document.blocks.findIndex((block) => block.kind === "page-break" && block.isAlways === true);
  return { ...document, blocks: document.blocks.slice(start) };
}

/** The pages after cover and contents, with the seal that the PDF ends with. */
async function sheetPages(document: Document, language: Language): Promise<string[]> {
  const sheet = onlySheet(document);
  const blocks: Block[] = [...sheet.blocks, ...sealBlocks(wordsOf(language), sheet, seal)];
  const pdf = await getDocumentProxy(new Uint8Array(await renderPdf({ ...sheet, blocks }, new Map())), { verbosity: 0 });
  return (await extractText(pdf)).text.slice(2);
}

const longName = { difusor: `Universidad ${"Autónoma de las Ciencias y las Artes ".repeat(5)}` };

describe("the sheet is one page, its seal with it", () => {
  test.each<[string, Analysis, Language]>([
    ["two logs", withLogs(2), "es"],
    ["two logs, in English", withLogs(2), "en"],
    ["ninety logs of long names", { ...withLogs(90, 300), ...longName }, "es"],
    ["ninety logs of long names, in English", { ...withLogs(90, 300), ...longName }, "en"],
    ["nothing at all", minimalAnalysis(), "es"],
  ])("%s", async (_, analysis, language) => {
    const { parties } = wordsOf(language).signature;
    const pages = await sheetPages(memoriaOf(analysis, call, {}, [], language), language);
    expect(pages).toHaveLength(1);
    for (const text of [...parties.difusor.fields, ...parties.institute.fields, parties.stamp, seal]) expect(pages[0]).toContain(text);
  });
});

test("every log stands with its hash or is counted among those that stand elsewhere", () => {
  for (const count of [1, 2, 90]) {
    const text = sectionText(memoriaOf(withLogs(count), call), "firma");
    const told = text.match(/^[0-9a-f]{64} {2}n+-\d+\.log$/gmu)?.length ?? 0;
    const others = Number(/^(\d+) bitácoras? más, con su huella/mu.exec(text)?.[1] ?? 0);
    expect(told).toBeGreaterThan(0);
    expect(told + others).toBe(count);
    expect(text).toContain(count === 1 ? "una bitácora (1 kB)" : `${count} bitácoras (${count} kB)`);
  }
});

test("it tells the verdicts, the figures and what is pending as the summary does", () => {
  const document = memoriaOf(fullAnalysis(), call);
  const text = sectionText(document, "firma");
  const summary = sectionText(document, "resumen");
  for (const word of [/Declarada por el difusor: .*/u, /Cláusulas verificadas: .*/u])
    expect(text).toContain(word.exec(summary)?.[0].replaceAll("**", ""));
  for (const label of ["Visitas", "Páginas vistas", "Solicitudes"]) {
    const value = new RegExp(`${label}: ([\\d.,]+)`, "u").exec(summary)?.[1];
    expect(text).toContain(`${label}: ${value}`);
  }
  expect(document.pending.length).toBeGreaterThan(1);
  expect(text).toContain(`La memoria se presenta con ${document.pending.length} pendientes`);
  const minimal = minimalAnalysis();
  const none = { ...minimal, traffic: { ...minimal.traffic, hits: 0 } };
  expect(sectionText(memoriaOf(none, call), "firma")).toContain("No hay solicitudes del periodo en lo entregado.");
});

test("the page has the same places to fill in, on a printed sheet of its own; a general report has none", () => {
  const page = renderHtml(memoriaOf(withLogs(2), call), new Map());
  expect(page.match(/<p class="line">/gu)).toHaveLength(8);
  expect(page).toMatch(/<div class="new-sheet"><\/div><h2 id="firma"/u);
  expect(page).toMatch(/@media print\{[^@]*\.new-sheet\{break-before:page\}/u);
  expect(page).toContain("Sello del instituto");
  expect(allText(memoriaOf(withLogs(2), null))).not.toContain("Sello del instituto");
});
