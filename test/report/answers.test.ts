// Ways, answers and clocks in the report: ten rows at most, each table with its period and where the rest is; what no line records is said.
import { describe, expect, test } from "vitest";
import type { Analysis } from "../../analysis/index.ts";
import { annexes } from "../../report/annexes.ts";
import type { Block, Table } from "../../report/document.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { detailedAnswerBlocks } from "../../report/sections/answers.ts";
import { sourceBlocks } from "../../report/sections/sources.ts";
import { wayBlocks } from "../../report/sections/ways.ts";
import { fullAnalysis, minimalAnalysis } from "./fixture-analysis.ts";

const tables = (blocks: readonly Block[]): Table[] => blocks.filter((block) => block.kind === "table");
const texts = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text.map((run) => run.text).join("")] : []));
const csvOf = (analysis: Analysis, name: string): string[] =>
  annexes(wordsOf("es"), analysis)
    .find((annex) => annex.name === name)
    ?.csv.replace("\uFEFF", "")
    .trimEnd()
    .split("\r\n") ?? [];

describe("ways and answers", () => {
  test("have ten rows at most, their period, and the annex with the rest", () => {
    const found = [...tables(wayBlocks(wordsOf("es"), fullAnalysis())), ...tables(detailedAnswerBlocks(wordsOf("es"), fullAnalysis()))];
    expect(found.map(({ id }) => id)).toEqual(
      ["entradas", "salidas", "recorridos", "codigos", "tiempos", "cifrado", "protocolos", "metodos"].map((name) => `tabla-${name}`),
    );
    for (const { rows, note, id } of found) {
      expect(rows.length, id).toBeLessThanOrEqual(10);
      expect(note?.toLowerCase(), id).toContain("del 8 de diciembre de 2024, 20:00 h");
    }
    const { visitPaths } = fullAnalysis().traffic;
    expect(visitPaths.length).toBeGreaterThan(10);
    expect(found[2]?.note).toContain(`Se muestran 10 de ${visitPaths.length}; la lista completa está en el anexo recorridos.csv.`);
    expect(csvOf(fullAnalysis(), "recorridos.csv")).toHaveLength(visitPaths.length + 1);
  });

  test("are the figures of the analysis", () => {
    const [entries] = tables(wayBlocks(wordsOf("es"), fullAnalysis()));
    const { entryPages, visits } = fullAnalysis().traffic;
    const [first] = entryPages;
    expect(entries?.rows[0]?.slice(1)).toEqual([
      new Intl.NumberFormat("es-MX").format(first?.visits ?? 0),
      `${((100 * (first?.visits ?? 0)) / visits).toFixed(1)} %`,
    ]);
    const times = tables(detailedAnswerBlocks(wordsOf("es"), fullAnalysis())).find(({ id }) => id === "tabla-tiempos");
    expect(times?.rows.at(-1)).toEqual(["La más lenta", "30.001 s", "12.400 s"]);
    expect(csvOf(fullAnalysis(), "tiempos-de-respuesta.csv")[1]).toMatch(/^todas las solicitudes,\d+,0\.004,0\.061,0\.118,0\.902,30\.001$/);
    expect(csvOf(fullAnalysis(), "respuestas.csv")).toContain("código de estado,304,7431");
  });

  test("that nobody recorded are said to be so, and show no zeros", () => {
    expect(texts(wayBlocks(wordsOf("es"), minimalAnalysis()))).toEqual(["No hay visitas que comiencen en el periodo."]);
    const blocks = detailedAnswerBlocks(wordsOf("es"), minimalAnalysis());
    expect(texts(blocks)).toEqual([
      "Las bitácoras no registran el tiempo de respuesta.",
      "Las bitácoras no registran el resultado de la caché.",
      "Las bitácoras no registran si la conexión fue cifrada.",
    ]);
    expect(csvOf(minimalAnalysis(), "tiempos-de-respuesta.csv")).toHaveLength(1);
  });
});

describe("sources", () => {
  const clock = { reference: "servidor-1", method: "demand-shape", compared: 360, agreement: 0.99, runnerUp: 0.6 } as const;
  const clocksOf = (...skews: (number | null)[]): unknown[] => {
    const analysis = fullAnalysis();
    const [first] = analysis.sources;
    if (first === undefined) throw new RangeError("the fixture has sources");
    const others = skews.map((skewSeconds, i) => ({
      ...first,
      source: `servidor-${i + 2}`,
      clock: skewSeconds === null ? null : { ...clock, skewSeconds },
    }));
    return tables(sourceBlocks(wordsOf("es"), { ...analysis, sources: [first, ...others] })).flatMap(({ rows }) =>
      rows.map((row) => row.at(-1)),
    );
  };

  test("show their clocks against the reference, and what cannot be known", () => {
    expect(clocksOf(21_600, -3600, 0, null)).toEqual([
      "referencia",
      "adelantado 6 h",
      "atrasado 1 h",
      "coincide en la hora con la referencia",
      "no se puede saber",
    ]);
    expect(clocksOf(null)).toEqual(["no se puede saber", "no se puede saber"]);
    expect(sourceBlocks(wordsOf("es"), minimalAnalysis())).toEqual([]);
  });
});
