// Memorias at their edges: five hundred incidents, none, no traffic, a window of one minute, hostile texts. The summary keeps to its page in each.
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, test } from "vitest";
import type { Analysis } from "../../analysis/analysis.ts";
import { renderPdf } from "../../report/pdf.ts";
import { memoriaOf } from "./built.ts";
import { fullAnalysis, minimalAnalysis } from "./fixture-analysis.ts";
import { at } from "./fixture-clock.ts";

const HOSTILE = `<script>alert(1)</script> <b onclick=x>negritas</b> \u202eal revés\u202c 🗳️ ${"a".repeat(5000)}`;

function withIncidents(count: number, text: string | null = null): Analysis {
  const full = fullAnalysis();
  const incidents = Array.from({ length: count }, (_, index) => {
    const [first] = full.incidents;
    if (first === undefined) throw new Error("the fixture has one");
    const start = {
      ...first,
      id: `inc-${index}`,
      start: at(index * 200),
      end: at(index * 200 + 60),
      seconds: 60,
      measures: null,
      impact: null,
    };
    return text === null ? start : { ...start, description: text, rootCause: text, component: text, source: text };
  });
  return { ...full, incidents };
}

function oneMinute(): Analysis {
  const minimal = minimalAnalysis();
  return { ...minimal, period: { ...minimal.period, start: at(0), end: at(60) } };
}

function manyWarnings(): Analysis {
  const full = withIncidents(12);
  const warnings = Array.from({ length: 40 }, (_, index) => ({
    code: "coverage-gap",
    text: `Advertencia ${index}: ${"palabra ".repeat(30)}`,
  }));
  return { ...full, warnings: warnings as Analysis["warnings"] };
}

const EDGES: [string, () => Analysis, Record<string, string>][] = [
  // A document of so many takes as long as all others together: the ordinary run has a fifth of them.
  ["five hundred incidents", () => withIncidents(process.env["MEMORIA_LONG"] ? 500 : 60), {}],
  ["no incident", () => withIncidents(0), {}],
  ["no hits", minimalAnalysis, {}],
  ["a window of one minute", oneMinute, {}],
  ["many warnings", manyWarnings, {}],
  ["hostile texts", () => withIncidents(2, HOSTILE), { analisis: HOSTILE, conclusiones: HOSTILE, comentarios: HOSTILE }],
];

describe.each(EDGES)("%s", (name, analysis, texts) => {
  test.each(
    name === "five hundred incidents" || process.env["MEMORIA_LONG"] === undefined
      ? ["iem-irimbo-2024"]
      : ["iem-irimbo-2024", "iepc-durango-2022"],
  )(
    "in %s: the summary is one page, and no text is lost or active",
    async (call) => {
      const bytes = await renderPdf(memoriaOf(analysis(), call, texts), new Map());
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }));
      const summary = text.findIndex((page) => /\bResumen\s+Publicación/u.test(page));
      expect(summary).toBeGreaterThan(0);
      expect(text[summary]).toContain("Pendiente para completar la memoria");
      expect(text[summary + 1]).toMatch(/^.*\s*(?:Página.*\s*)?1\. [A-Z]/u);
      const whole = text.join(" ");
      expect(whole).not.toMatch(/undefined|NaN|\[object|\u202e/u);
      if ("analisis" in texts) expect(whole).toContain("<script>alert(1)</script>");
    },
    60_000,
  );
});
