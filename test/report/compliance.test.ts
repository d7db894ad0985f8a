// The compliance matrix in the memoria: its rows and evidence, the row of the memoria's own sections, the counts and the annex.
import { expect, test } from "vitest";
import { loadConvocatoria } from "../../analysis/convocatoria.ts";
import { annexes } from "../../report/annexes.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { verifiedClauses } from "../../report/sections/compliance.ts";
import { memoriaOf, sectionText, tableOf } from "./built.ts";
import { fullAnalysis } from "./fixture-analysis.ts";

const irimbo = "iem-irimbo-2024";
const texts = { analisis: "Uno.", conclusiones: "Dos.", recomendaciones: "Tres." };

/** Two whole incidents, and the list signed as complete: nothing but the texts may be pending. */
function analysisOfAll() {
  const analysis = fullAnalysis();
  return { ...analysis, incidents: analysis.incidents.slice(0, 2), availability: { ...analysis.availability, statementComplete: true } };
}

test("the matrix has requirement, clause, section and verdict, and the evidence stands below", () => {
  const document = memoriaOf(fullAnalysis(), irimbo, texts);
  const table = tableOf(document, "tabla-clausulas");
  expect(table?.columns.map(({ title }) => title)).toEqual(["Requisito", "Cláusula", "Apartado", "Resultado"]);
  expect(table?.rows.slice(0, 2)).toEqual([
    ["Disponibilidad de 99.9 % mensual", "II.2.e", "1. Evidencia", { verdict: "no-verificable", word: "No verificable" }],
    [
      "Inicio de la publicación a las 20:00 h del 8 de diciembre de 2024, no antes",
      "I.2",
      "1. Evidencia",
      { verdict: "indicio", word: "Indicio" },
    ],
  ]);
  const section = sectionText(document, "clausulas");
  expect(section).toContain("Indicio. Hay 812 solicitudes atendidas antes de las 20:00 h");
  expect(section).toContain("Se verifica la versión «original» de la convocatoria.");
});

test.each([irimbo, "iepc-durango-2022", "iec-coahuila-2018"])("%s: each row names the section to read on in, by its number", (id) => {
  const analysis = fullAnalysis();
  const [any] = analysis.compliance;
  if (!any) throw new Error("the fixture has no clause");
  const clauses = ["availability", "recorded-measures", "asked-logs", "attack-ends-status", "cut-delay"];
  const document = memoriaOf({ ...analysis, compliance: clauses.map((clause) => ({ ...any, id: clause })) }, id, texts);
  const headings = document.blocks.flatMap((block) => (block.kind === "heading" && block.level === 1 ? [block] : []));
  const titled = (section: string): string => headings.find((each) => each.id === section)?.text ?? "";
  const number = titled("clausulas").split(" ")[0];
  expect(
    tableOf(document, "tabla-clausulas")
      ?.rows.slice(0, clauses.length)
      .map((row) => row[2]),
  ).toEqual([titled("disponibilidad"), titled("estadisticas"), titled("bitacoras"), titled("incidencias"), `${number} Evidencia`]);
  for (const { text } of headings.filter((each) => each.id === "disponibilidad")) expect(text).toMatch(/^\d+\. \S/);
});

test("the sections of the memoria are a row of their own: lacking ones are named, whole ones listed", () => {
  const whole = memoriaOf(analysisOfAll(), irimbo, texts);
  const last = (document: typeof whole) => tableOf(document, "tabla-clausulas")?.rows.at(-1)?.at(-1);
  expect(whole.pending).toEqual([]);
  expect(last(whole)).toEqual({ verdict: "cumple", word: "Cumple" });
  expect(sectionText(whole, "clausulas")).toContain(
    "Están los 3 apartados: Reporte de incidencias; Estadísticas de visitas; Análisis y conclusiones.",
  );
  const lacking = memoriaOf(analysisOfAll(), irimbo);
  expect(last(lacking)).toEqual({ verdict: "incumple", word: "Incumple" });
  expect(sectionText(lacking, "clausulas")).toContain("Hay apartados incompletos. Análisis y conclusiones: Faltan");
});

test("a voluntary memoria owes no section", () => {
  const rows = tableOf(memoriaOf(fullAnalysis(), "ieem-edomex-2021"), "tabla-clausulas")?.rows;
  expect(rows).toHaveLength(fullAnalysis().compliance.length);
});

test("the summary counts what the matrix shows", () => {
  // Of the fixture: one of each but incumple; with the sections, one more.
  const counts = (document: ReturnType<typeof memoriaOf>) =>
    sectionText(document, "resumen").match(/Cláusulas verificadas: \d+\. [^.]*\./u)?.[0];
  expect(counts(memoriaOf(analysisOfAll(), irimbo, texts))).toBe(
    "Cláusulas verificadas: 4. Cumple 2, incumple 0, no verificable 1, indicio 1.",
  );
  expect(counts(memoriaOf(analysisOfAll(), irimbo))).toBe("Cláusulas verificadas: 4. Cumple 1, incumple 1, no verificable 1, indicio 1.");
});

test("a version of the press is marked at every clause", () => {
  const analysis = fullAnalysis();
  const press = {
    ...analysis,
    convocatoria: { id: irimbo, version: "modificada" },
    compliance: analysis.compliance.map((check) => ({ ...check, callVersion: "modificada", callStatus: "press" as const })),
  };
  const document = memoriaOf(press, `${irimbo}@modificada`, texts);
  expect(tableOf(document, "tabla-clausulas")?.rows.map((row) => row[1])).toEqual(
    ["II.2.e", "I.2", "II.2.c", "II.4"].map((clause) => `${clause} (versión de la prensa)`),
  );
  expect(sectionText(document, "clausulas")).toContain("versión «modificada» de la convocatoria, conocida por la prensa");
});

test("the annex holds the matrix, its last row included", () => {
  const analysis = analysisOfAll();
  const input = { analysis, convocatoria: loadConvocatoria(irimbo), texts: { sections: texts }, words: wordsOf("es") };
  const annex = annexes(wordsOf("es"), analysis, verifiedClauses(input, [])).find(({ name }) => name === "clausulas.csv");
  expect(annex?.rows).toBe(4);
  expect(annex?.csv).toContain("availability-month,II.2.e,Disponibilidad de 99.9 % mensual,No verificable,Las bitácoras");
  expect(annex?.csv).toContain("memoria-sections,II.4,La memoria contiene los apartados que pide la convocatoria,Cumple,");
});
