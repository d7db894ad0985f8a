// The document of each call: required sections in the call's order and words, honest gaps, balanced figures.
import { describe, expect, test } from "vitest";
import { listConvocatorias } from "../../analysis/convocatoria.ts";
import { allText, memoriaOf, sectionText, sectionTitles, tableOf } from "./built.ts";
import { comparedAnalysis, fullAnalysis, minimalAnalysis } from "./fixture-analysis.ts";

const everyCall = listConvocatorias().flatMap((entry) =>
  entry.versions.map((version) => ({ id: `${entry.id}@${version.version}`, version })),
);

describe.each(everyCall)("$id", ({ id, version }) => {
  const document = memoriaOf(fullAnalysis(), id);

  test("has its sections in its order and under its titles, after the matrix and before the method", () => {
    const titles = sectionTitles(document).map((title) => title.replace(/^\d+\. /u, ""));
    const wanted = version.memoria.sections.map(({ title }) => title);
    expect(titles.filter((title) => wanted.includes(title))).toEqual(wanted);
    expect(titles[1]).toBe("Verificación de cláusulas");
    const last = wanted.at(-1);
    if (last !== undefined) expect(titles.indexOf(last)).toBeLessThan(titles.indexOf("Metodología"));
  });

  test("names the clause of each required section, and is voluntary where none is asked for", () => {
    const clauses = document.blocks.flatMap((block) => (block.kind === "heading" && block.clause !== null ? [block.clause] : []));
    const wanted = version.memoria.sections.flatMap((section) => (section.clause === null ? [] : [`Cláusula ${section.clause}`]));
    expect(clauses).toEqual(version.memoria.required.value ? wanted : []);
    expect(document.cover.title.includes("voluntaria")).toBe(!version.memoria.required.value);
  });

  test("skips no level of its headings", () => {
    let before = 0;
    for (const block of document.blocks) {
      if (block.kind !== "heading") continue;
      expect(block.depth).toBeLessThanOrEqual(before + 1);
      before = block.depth;
    }
  });

  test("closes with method, ledger, annexes and signature", () => {
    const titles = sectionTitles(document).map((title) => title.replace(/^\d+\. /u, ""));
    expect(titles.slice(-4)).toEqual(["Metodología", "Balance de líneas", "Anexos", "Hoja de firma"]);
  });

  test("has headings and tables of unique names", () => {
    const written = Object.fromEntries(
      ["analisis", "conclusiones", "recomendaciones", "comentarios"].map((key) => [key, "### Uno\n\nDos."]),
    );
    const full = memoriaOf(comparedAnalysis(), id, written);
    const ids = full.blocks.flatMap((block) => ("id" in block ? [block.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("what is missing", () => {
  test("is said in its section and listed in the summary", () => {
    const document = memoriaOf(fullAnalysis(), "iepc-durango-2022");
    expect(sectionText(document, "comparacion")).toContain("pendiente: falta el promedio habitual del portal. Lo proporciona el difusor");
    expect(sectionText(document, "comentarios")).toContain("pendiente");
    const summary = sectionText(document, "resumen");
    expect(summary).toContain("Comparación con el promedio del portal. Falta el promedio habitual del portal");
    expect(summary).toContain("Comentarios y sugerencias para convocatorias posteriores. Faltan");
  });

  test("is no longer pending once it is there", () => {
    const compared = comparedAnalysis();
    const file = { ...compared.ledger.files[0], firstAt: "2022-06-05T00:00:00-05:00", lastAt: "2022-06-12T23:59:59-05:00" };
    const handedIn = { ...compared, ledger: { ...compared.ledger, files: [file as (typeof compared.ledger.files)[number]] } };
    const document = memoriaOf(handedIn, "iepc-durango-2022", { comentarios: "Se sugiere fijar la hora de cierre." });
    expect(sectionText(document, "resumen")).toContain("No hay apartados pendientes.");
    expect(sectionText(document, "comparacion")).toContain("Visitas | 812.4 | 9,120.5 | 11.23 veces");
    expect(sectionText(document, "comparacion")).toContain("Solicitudes | 0.0 | 148,110.8 | no disponible");
    expect(sectionText(document, "comentarios")).toContain("fijar la hora de cierre");
  });

  test("no incidents is an assertion only when it was signed", () => {
    const none = { ...fullAnalysis(), incidents: [] };
    expect(sectionText(memoriaOf(none, "iem-irimbo-2024"), "incidencias")).toContain("declara bajo firma que no hubo incidencias");
    const unsigned = { ...none, availability: { ...none.availability, statementComplete: false } };
    expect(sectionText(memoriaOf(unsigned, "iem-irimbo-2024"), "incidencias")).toContain("está pendiente");
  });

  test("places are pending where the call asks for them and no database was used", () => {
    const analysis = fullAnalysis();
    const blind = { ...analysis, parameters: { ...analysis.parameters, geography: null } };
    expect(sectionText(memoriaOf(blind, "iem-irimbo-2024"), "resumen")).toContain("Falta la geolocalización");
  });

  test("nulls are never zeros", () => {
    const text = allText(memoriaOf(minimalAnalysis(), null));
    expect(text).toContain("Tiempo de permanencia: no disponible");
    expect(text).toContain("Datos transferidos | no disponible");
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/u);
  });
});

describe("figures", () => {
  const document = memoriaOf(fullAnalysis(), "iem-irimbo-2024");

  test("of availability come with their arithmetic, truncated", () => {
    const table = tableOf(document, "disponibilidad-window");
    const row = (name: string) => table?.rows.find(([label]) => label === name);
    expect(row("Cálculo")?.[2]).toBe("1 − 960 s ÷ 108,000 s");
    expect(row("Disponibilidad")?.[2]).toBe("99.11 %");
    expect(row("Tiempo sin servicio permitido")?.[2]).toBe("1 min 48 s");
    expect(row("Veredicto")?.[2]).toEqual({ verdict: "incumple", word: "Incumple" });
  });

  test("a figure just under the target never reads as the target", () => {
    const analysis = fullAnalysis();
    const [first, ...rest] = analysis.availability.results;
    if (first === undefined) throw new Error("the fixture has results");
    const close = { ...first, availability: 0.998_999_9, downSeconds: 108.01, allowedSeconds: 108 };
    const shown = sectionText(
      memoriaOf({ ...analysis, availability: { ...analysis.availability, results: [close, ...rest] } }, "iem-irimbo-2024"),
      "resumen",
    );
    expect(shown).toContain("Declarada por el difusor: Incumple 99.89 % · 1 min 48.01 s sin servicio; permitido: 1 min 48 s");
  });

  test("without full records there is no figure, and no zero in its place", () => {
    const analysis = fullAnalysis();
    const blank = {
      availability: null,
      weightedAvailability: null,
      coverage: null,
      unknownSeconds: null,
      allowedSeconds: null,
      verdict: null,
    } as const;
    const results = analysis.availability.results.map((result, index) => ({ ...result, ...blank, downSeconds: index === 0 ? 0 : 900 }));
    const silent = memoriaOf({ ...analysis, availability: { ...analysis.availability, target: null, results } }, "iepc-durango-2022");
    const summary = sectionText(silent, "resumen");
    expect(summary).toContain("Declarada por el difusor: no disponible sin registros que cubran el periodo");
    expect(summary).toContain("Observada en la bitácora: no disponible 15 min sin servicio; los registros no cubren el periodo");
    expect(summary).not.toContain("Diciembre de 2024");
    expect(tableOf(silent, "disponibilidad-window")?.rows.find(([label]) => label === "Cálculo")?.[1]).toBe("no disponible");
  });

  test("the ledger's classes add up in print", () => {
    const total = tableOf(document, "tabla-balance")
      ?.rows.at(-1)
      ?.slice(1)
      .map((cell) => Number(String(cell).replaceAll(",", "")));
    const [read = 0, ...classes] = total ?? [];
    expect(classes.reduce((sum, lines) => sum + lines, 0)).toBe(read);
    expect(read).toBeGreaterThan(0);
  });

  test("states and countries are called by their Spanish names", () => {
    const text = sectionText(document, "estadisticas");
    for (const name of [
      "Michoacán",
      "Estado de México",
      "Estados Unidos",
      "Red privada o reservada",
      "Sin identificar",
      "Irimbo, Michoacán",
    ]) {
      expect(text).toContain(name);
    }
    expect(tableOf(document, "tabla-estados")?.rows.map(([name]) => name)).not.toContain("US-TX");
  });

  test("hostile names are shown and harmless", () => {
    const text = allText(document);
    expect(text).toContain("\\u{202e}");
    expect(text).not.toMatch(/\u202e/u);
    expect(sectionText(document, "estadisticas")).toContain("/a<script>alert(1)</script>/");
  });
});

test("the bandwidth among the figures is of the minute with most bytes, and not available where no bytes are told", () => {
  const row = (analysis: ReturnType<typeof fullAnalysis>) =>
    tableOf(memoriaOf(analysis, "iem-irimbo-2024"), "tabla-cifras")?.rows.find(
      ([name]) => name === "Minuto con más datos (ancho de banda)",
    )?.[1];
  // 48.3 MB in a minute: 805,000 bytes a second, by 8.
  expect(row(fullAnalysis())).toMatch(/ · 6\.44 Mbit\/s$/);
  const { traffic } = fullAnalysis();
  expect(row({ ...fullAnalysis(), traffic: { ...traffic, peakBytesMinute: null } })).toBe("no disponible");
});
