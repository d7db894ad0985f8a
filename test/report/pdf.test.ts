// The PDF: sound, tagged, with right page numbers, readable as text, and the same bytes for the same input.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Analysis } from "../../analysis/analysis.ts";
import { annexes } from "../../report/annexes.ts";
import { renderCharts } from "../../report/charts/render.ts";
import { renderHtml } from "../../report/html.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { parseTexts } from "../../report/markdown.ts";
import { type Attachment, renderPdf } from "../../report/pdf.ts";
import { memoriaOf, pdfText } from "./built.ts";
import { fullAnalysis, minimalAnalysis } from "./fixture-analysis.ts";

const dir = mkdtempSync(join(tmpdir(), "memoria-pdf-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const has = (tool: string): boolean => spawnSync(tool, ["--version"]).error === undefined;

async function pdfOf(analysis: Analysis, convocatoria: string | null, texts: Record<string, string> = {}): Promise<Uint8Array> {
  const document = memoriaOf(analysis, convocatoria, texts);
  const attachments = annexes(wordsOf("es"), analysis).map(
    (annex): Attachment => ({
      name: annex.name,
      content: annex.csv,
      type: "text/csv",
      description: annex.content,
      relationship: "Supplement",
    }),
  );
  return renderPdf(document, await renderCharts(document), attachments);
}

function saved(name: string, bytes: Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
}

function output(tool: string, ...args: string[]): string {
  return spawnSync(tool, args, { encoding: "utf8", maxBuffer: 1e8 }).stdout;
}

describe("an election night", () => {
  let path = "";
  let bytes: Uint8Array = new Uint8Array();
  beforeAll(async () => {
    bytes = await pdfOf(fullAnalysis(), "iem-irimbo-2024");
    path = saved("full.pdf", bytes);
  }, 60_000);

  test("has the same bytes twice, whatever the clock says", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-03-04T05:06:07Z") });
    const again = await pdfOf(fullAnalysis(), "iem-irimbo-2024");
    vi.useRealTimers();
    expect(Buffer.compare(again, bytes)).toBe(0);
  }, 60_000);

  test.runIf(has("qpdf"))("is a sound file", () => {
    expect(spawnSync("qpdf", ["--check", path]).status).toBe(0);
  });

  test.runIf(has("qpdf"))("declares language, tags, profile and attachments", () => {
    const plain = output("qpdf", "--qdf", "--object-streams=disable", path, "-");
    expect(plain).toContain("/Lang (es-MX)");
    expect(plain).toContain("/Marked true");
    expect(plain).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(plain).toContain("<pdfaid:conformance>A</pdfaid:conformance>");
    expect(plain).toContain("/DisplayDocTitle true");
    expect(plain.match(/\/AFRelationship \/Supplement/gu)).toHaveLength(annexes(wordsOf("es"), fullAnalysis()).length);
    expect(plain.match(/\/S \/Figure\n/gu)).toHaveLength(11);
    for (const tag of ["H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "Caption", "L", "LI", "TOC", "Link"])
      expect(plain).toContain(`/S /${tag}\n`);
  });

  test.runIf(has("pdftotext"))("reads as text, page by page", () => {
    const pages = output("pdftotext", "-layout", path, "-").split("\f").slice(0, -1);
    expect(pages.length).toBeGreaterThan(12);
    expect(pages[0]).toContain("Memoria técnica del difusor oficial");
    expect(pages[2]).toContain("Resumen");
    expect(pages[2]).toContain("Pendiente para completar la memoria");
    for (const [index, text] of pages.entries()) {
      if (index > 0) expect(text).toContain(`Página ${index + 1} de ${pages.length}`);
      expect(text.trim().length).toBeGreaterThan(200);
    }
  });

  test.runIf(has("pdftotext"))("the contents name the page where each section is", () => {
    const pages = output("pdftotext", "-layout", path, "-").split("\f");
    const entries = [...(pages[1] ?? "").matchAll(/^\s*(\d\. .+?)\s{2,}(\d+)$/gmu)];
    expect(entries.length).toBeGreaterThan(7);
    for (const [, title = "", page = ""] of entries) expect(pages[Number(page) - 1]).toContain(title);
  });

  test.runIf(has("pdftotext"))("long paths are whole, and no mark turns the text around", () => {
    const text = output("pdftotext", path, "-").replace(/\s/gu, "");
    expect(text).toContain(`/a<script>alert(1)</script>/${"resultados-preliminares/".repeat(13)}fin?\\u{202e}txt.exe`);
    expect(text).not.toMatch(/\u202e/u);
  });
});

describe("hard cases", () => {
  test("a registration longer than the cover goes on on the next page", async () => {
    const staff = Array.from({ length: 60 }, (_, i) => `Personal técnico: Persona ${i + 1}, guardia, 443 555 ${1000 + i}`);
    const { registration } = parseTexts(
      `# registro\nMedio: Radio Uno\n${staff.join("\n")}\nSitio oficial: https://radio.example/${"x".repeat(900)}`,
      "t.md",
    );
    const document = memoriaOf(minimalAnalysis(), "iem-irimbo-2024", {}, registration);
    const bytes = await renderPdf(document, await renderCharts(document));
    const text = (await pdfText(bytes)).replace(/\s+/gu, " ");
    for (let i = 1; i <= 60; i++) expect(text).toContain(`Persona ${i}, guardia`);
    expect(text.replaceAll(" ", "")).toContain("x".repeat(900));
    expect(text).toContain("Fecha de elaboración");
  }, 60_000);

  test("the least analysis makes a sound file", async () => {
    const path = saved("minimal.pdf", await pdfOf(minimalAnalysis(), null));
    if (has("qpdf")) expect(spawnSync("qpdf", ["--check", path]).status).toBe(0);
    if (has("pdftotext")) expect(output("pdftotext", path, "-")).toContain("Informe de acceso y disponibilidad");
  }, 60_000);

  test("a name with signs that the fonts lack is printed clean and said to be so; the page has it whole", async () => {
    const { nameInPart, unprintableName } = wordsOf("es").frame;
    const printed = async (difusor: string): Promise<string> => {
      const document = memoriaOf({ ...minimalAnalysis(), difusor }, "iem-irimbo-2024");
      expect(renderHtml(document, new Map())).toContain(`<p class="difusor">${difusor}</p>`);
      return (await pdfText(await renderPdf({ ...document, blocks: [] }, new Map()))).replace(/\s+/gu, " ");
    };
    const family = await printed("📻 Radio 👩🏽‍👩‍👧 Tzintzuntzan 🇲🇽 del Sur ❤️");
    expect(family).toContain("(PREP) Radio Tzintzuntzan del Sur Elección");
    expect(family).toContain(nameInPart);
    expect(family).not.toMatch(/u\{/u);
    expect(await printed("Радио Łódź")).toContain("····· Łódź");
    expect(await printed("📻📻")).toContain(`(PREP) ${unprintableName} Elección`);
    const usual = await printed("Cía. Ñandú «Łódź», A.C.™");
    expect(usual).toContain("Cía. Ñandú «Łódź», A.C.™");
    expect(usual).not.toContain(nameInPart);
  });

  test("names with markup, rare letters and words without end", async () => {
    const analysis = { ...fullAnalysis(), difusor: "Cía. <Ñandú> & Łódź 選挙" };
    const texts = { conclusiones: `${"x".repeat(9_000)} fin.\n\n${"Una línea. ".repeat(2_000)}` };
    const path = saved("hard.pdf", await pdfOf(analysis, "iem-irimbo-2024", texts));
    if (has("qpdf")) expect(spawnSync("qpdf", ["--check", path]).status).toBe(0);
    if (has("pdftotext")) expect(output("pdftotext", path, "-")).toContain("Cía. <Ñandú> & Łódź ··");
    if (has("qpdf")) expect(output("qpdf", "--qdf", path, "-")).toContain("&lt;Ñandú&gt; &amp; Łódź");
  }, 60_000);
});
