// What the memoria may not say without a record, and whose word each bound and figure is.
import { describe, expect, test } from "vitest";
import type { Analysis } from "../../analysis/analysis.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { shownRows } from "../../report/sections/name-table.ts";
import { allText, memoriaOf, sectionText, tableOf } from "./built.ts";
import { fullAnalysis } from "./fixture-analysis.ts";

const id = "iem-irimbo-2024";

/** The analysis with every availability row of its own period unknown, and no outage. */
function withoutRecords(): Analysis {
  const analysis = fullAnalysis();
  const unknown = { availability: null, weightedAvailability: null, coverage: null, downSeconds: 0, verdict: "no-verificable" as const };
  const results = analysis.availability.results.map((result) => ({ ...result, ...unknown }));
  return { ...analysis, availability: { ...analysis.availability, results, outages: [], disagreements: [] } };
}

describe("without records", () => {
  test("no outage is not claimed, nor agreement between the sources", () => {
    const text = sectionText(memoriaOf(withoutRecords(), id), "disponibilidad");
    expect(text).toContain("no se sabe si hubo interrupciones");
    expect(text).not.toContain("No hay diferencias");
    expect(text).not.toContain("Sin interrupciones");
  });

  test("no hits are not zero visits", () => {
    const analysis = fullAnalysis();
    const none = {
      ...analysis,
      ledger: { ...analysis.ledger, outsidePeriod: 12 },
      traffic: { ...analysis.traffic, hits: 0 },
      findings: [],
    };
    const summary = sectionText(memoriaOf(none, id), "resumen");
    expect(summary).toContain("no se sabe cuántas visitas hubo");
    expect(summary).toContain("contienen 12 solicitudes");
    expect(summary).toContain("No hay solicitudes del periodo que analizar.");
  });

  test("a period without its bounds has figures and no verdict, and says what is missing", () => {
    const analysis = fullAnalysis();
    const results = analysis.availability.results.map((result) =>
      result.period === analysis.period.name ? { ...result, verdict: null, allowedSeconds: null } : result,
    );
    const open = memoriaOf({ ...analysis, availability: { ...analysis.availability, results } }, id);
    const { whyNotJudged } = wordsOf("es").availability;
    for (const section of ["resumen", "disponibilidad", "firma"]) {
      expect(sectionText(open, section)).toContain(whyNotJudged);
      expect(sectionText(memoriaOf(analysis, id), section)).not.toContain(whyNotJudged);
    }
    for (const section of ["resumen", "firma"]) {
      const text = sectionText(open, section);
      expect(text).toContain("Disponibilidad: periodo de publicación, sin juzgar");
      expect(text).toMatch(/^Declarada por el difusor: 99\.16 %/mu);
    }
    expect(sectionText(open, "disponibilidad")).toContain("Veredicto | Sin juzgar");
  });

  test("a declared figure without a signed list says so, and the signature does not vouch for the list", () => {
    const analysis = fullAnalysis();
    const results = analysis.availability.results.map((result) => (result.source === "declared" ? { ...result, coverage: null } : result));
    const unsigned = memoriaOf({ ...analysis, availability: { ...analysis.availability, results, statementComplete: false } }, id);
    expect(sectionText(unsigned, "resumen")).toContain("sin declaración firmada de que la lista está completa");
    expect(sectionText(unsigned, "resumen")).toContain("Falta la declaración de que la lista está completa");
    expect(sectionText(unsigned, "firma")).not.toContain("la lista de incidencias está completa");
    expect(sectionText(unsigned, "firma")).toContain("No se afirma que la lista de incidencias, con 3 incidencias, esté completa.");
    expect(sectionText(memoriaOf(analysis, id), "firma")).toContain(
      "la lista de incidencias está completa, con 3 incidencias, para ese periodo",
    );
  });
});

describe("whose word it is", () => {
  test("every bound names its source", () => {
    const { boundSource } = wordsOf("es").methodology;
    expect(boundSource("window", "I.2", true)).toBe("cláusula I.2 y declarado por el difusor");
    expect(boundSource("window", "I.2", false)).toBe("cláusula I.2");
    expect(boundSource("month:2024-12", null, false)).toBe("mes natural");
    expect(boundSource("jornada", null, false)).toBe("fecha de la convocatoria");
    expect(boundSource("custom", null, false)).toBe("primera y última solicitud de las bitácoras");
  });

  test("an outage seen while an incident was declared names it", () => {
    const analysis = fullAnalysis();
    const seen = tableOf(memoriaOf(analysis, id), "tabla-interrupciones")?.rows.filter((row) => row[0] === "Observada en la bitácora");
    expect(seen?.some((row) => row.at(-1) === "Incidencia 1")).toBe(true);
  });

  test("each list says what it counts", () => {
    const document = memoriaOf(fullAnalysis(), id);
    const heads = (table: string): string[] => tableOf(document, table)?.columns.map((column) => column.title) ?? [];
    expect(heads("tabla-paises")).toContain("Solicitudes (todas)");
    expect(heads("tabla-navegadores")).toContain("Solicitudes de personas");
    expect(heads("tabla-procedencia")).toContain("Páginas vistas");
  });
});

test("the definitions cover what the figures rest on, in words of the institute", () => {
  const method = { visitGap: "30 min", target: "99.9 %" };
  const { lines, hits, visits, availability, places } = wordsOf("es").definitions;
  const text = [...lines, ...hits, ...visits(method), ...availability(method), ...places].flat().join(" ");
  for (const said of ["5 minutos", "15 minutos anteriores", "20 o más", "30 min", "isbot", "12 horas", "más de un segundo", "2 minutos"])
    expect(text).toContain(said);
});

test("no label is left in English", () => {
  expect(allText(memoriaOf(fullAnalysis(), id))).not.toMatch(/\b(unknown|direct|custom|window|phone|desktop|polling|hits?)\b(?!\))/u);
});

test("a list is cut only where that saves room", () => {
  expect([3, 15, 19, 20, 100].map(shownRows)).toEqual([3, 15, 19, 15, 15]);
});

test("a path of any length leaves a title and a table that can be read", () => {
  const analysis = fullAnalysis();
  const path = `/${"a".repeat(4000)}`;
  const topPages = [{ path, pageViews: 10, visitors: 3, meanTimeOnPage: null }];
  const document = memoriaOf({ ...analysis, traffic: { ...analysis.traffic, topPages } }, id);
  const title = document.blocks.find((block) => block.kind === "chart" && block.id === "grafica-paginas");
  expect(title?.kind === "chart" && title.title.length).toBeLessThan(120);
  expect(String(tableOf(document, "tabla-paginas")?.rows[0]?.[0]).length).toBeLessThan(420);
  expect(tableOf(document, "tabla-paginas")?.note).toContain("completas en el anexo");
});
