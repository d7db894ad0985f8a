// The comparison in print: figures with their ratios, the hours against the usual ones, gaps as gaps, and the logs of before.
import { expect, test } from "vitest";
import type { Analysis } from "../../analysis/index.ts";
import { comparisonChart } from "../../report/charts/comparison.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { memoriaOf, sectionText, tableOf } from "./built.ts";
import { comparedAnalysis } from "./fixture-analysis.ts";

type Comparison = NonNullable<Analysis["comparison"]>;

function compared(change: Partial<Comparison> = {}): Analysis {
  const analysis = comparedAnalysis();
  return { ...analysis, comparison: { ...(analysis.comparison as Comparison), ...change } };
}

/** The points that a chart draws. */
function points(analysis: Analysis): { hits: number | null; usual: number | null }[] {
  const spec = comparisonChart(wordsOf("es"), analysis)?.spec as unknown as
    | { data: { values: { hits: number | null; usual: number | null }[] } }
    | undefined;
  return spec?.data.values ?? [];
}

test("the chart is titled by the ratio of the hours and has their table", () => {
  const chart = comparisonChart(wordsOf("es"), compared());
  expect(chart?.title).toBe("El periodo tuvo 10.00 veces las solicitudes habituales en las mismas horas");
  expect(chart?.dataTable?.rows[0]).toEqual(["08/12/2024 20:00", "400", "40.0", "mismo día de la semana y hora"]);
  // Three hours, the end of the last, and the break after it.
  expect(points(compared()).map(({ hits }) => hits)).toEqual([400, 400, 400, 400, null]);
});

test("an hour that no log covers breaks the lines, and is no zero", () => {
  const [first, second, third] = (compared().comparison as Comparison).hours;
  if (!first || !second || !third) throw new Error("three hours");
  const hours = [first, second, { ...third, at: "2024-12-09T01:00:00-06:00", hits: 0 }];
  expect(points(compared({ hours })).map(({ hits }) => hits)).toEqual([400, 400, 400, null, 0, 0, null]);
});

test("without a ratio, or of less than three hours, there is no chart", () => {
  const { rows, hours } = compared().comparison as Comparison;
  expect(comparisonChart(wordsOf("es"), compared({ hours: hours.slice(0, 2) }))).toBeNull();
  expect(comparisonChart(wordsOf("es"), compared({ rows: rows.map((row) => ({ ...row, hourRatio: null })) }))).toBeNull();
});

test("the logs of before are listed with their hashes and lines", () => {
  const analysis = comparedAnalysis();
  const { files, lines, rejectedByReason } = analysis.ledger;
  const baseline = { ...(analysis.comparison as Comparison).baseline, kind: "logs" as const, ledger: { files, lines, rejectedByReason } };
  const document = memoriaOf(compared({ baseline }), "iem-irimbo-2024");
  expect(tableOf(document, "tabla-promedio-huellas")?.rows[0]?.[2]).toBe(files[0]?.sha256);
  expect(tableOf(document, "tabla-promedio-balance")?.rows.at(-1)?.[0]).toBe("Total");
});

test("declared averages are listed with their days and source; cautions stand before the figures", () => {
  const declared = [{ measure: "hits", perDay: 36, start: "2024-11-01T00:00:00-06:00", end: null, source: "<b>Analítica</b>" }];
  const analysis = compared({ baseline: { ...(compared().comparison as Comparison).baseline, kind: "declared", declared } });
  const warned = { ...analysis, warnings: [{ code: "baseline-short", text: "Promedio habitual del portal: cubre 2.00 días." }] };
  const text = sectionText(memoriaOf(warned, "iem-irimbo-2024"), "comparacion");
  expect(text).toContain("Solicitudes | 36.0 | 01/11/2024 00:00 | no disponible | <b>Analítica</b>");
  expect(text.indexOf("cubre 2.00 días")).toBeLessThan(text.indexOf("Promedio habitual del portal y periodo"));
});

test("a baseline of which nothing is known leaves the section pending", () => {
  const { rows } = compared().comparison as Comparison;
  const unknown = compared({ rows: rows.map((row) => ({ ...row, baselinePerDay: null, ratio: null })) });
  const pending = memoriaOf(unknown, "iepc-durango-2022").pending.map(({ sentence }) => sentence);
  expect(pending.some((sentence) => sentence.includes("Falta el promedio habitual"))).toBe(true);
});
