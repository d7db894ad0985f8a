// The curve of demand: panels that share no axis, marks counted by hand, and values that a reader can follow.
import { describe, expect, test } from "vitest";
import { loadConvocatoria } from "../../../analysis/convocatoria.ts";
import { demandChart } from "../../../report/charts/demand.ts";
import { demandMarks } from "../../../report/charts/demand-marks.ts";
import { renderCharts } from "../../../report/charts/render.ts";
import { wordsOf } from "../../../report/locale/words.ts";
import { memoriaOf } from "../built.ts";
import { fullAnalysis } from "../fixture-analysis.ts";

const HOUR_MS = 3_600_000;
const FROM_MS = Date.parse("2024-12-08T20:00:00Z");
const plot = { fromMs: FROM_MS, toMs: FROM_MS + 30 * HOUR_MS, curvePx: 176 };

interface Layer {
  data?: { values: Record<string, number | string>[] };
  mark?: { type: string; strokeWidth?: number };
}

/** The rows of the layers that are drawn with such a mark. */
function rowsOf(layers: object[], wanted: (mark: NonNullable<Layer["mark"]>) => boolean): Record<string, number | string>[] {
  return (layers as Layer[]).filter(({ mark }) => mark !== undefined && wanted(mark)).flatMap(({ data }) => data?.values ?? []);
}

describe("the marks", () => {
  const analysis = fullAnalysis();

  test("have a cut every ten minutes of the day that the call leaves open, both ends included", () => {
    const marked = demandMarks(wordsOf("es"), analysis, loadConvocatoria("iem-irimbo-2024"), plot);
    const cuts = rowsOf(marked.before(11, 572), (mark) => mark.type === "rule" && mark.strokeWidth === 0.5);
    expect(cuts.filter((row) => "from" in row)).toHaveLength(24 * 6 + 1);
    expect(marked.remarks.at(-1)).toBe(
      "Marcas finas: cortes previstos, cada 10 min (la convocatoria no fija el fin de la operación: se marcan 24 horas)",
    );
  });

  test("have no cut without a call, nor where ticks would be a grey bar", () => {
    expect(demandMarks(wordsOf("es"), analysis, null, plot).remarks.join()).not.toContain("cortes");
    const month = { ...plot, toMs: FROM_MS + 30 * 24 * HOUR_MS };
    expect(demandMarks(wordsOf("es"), analysis, loadConvocatoria("iem-irimbo-2024"), month).remarks.join()).not.toContain("cortes");
  });

  test("number the incidents with an effect as their section does", () => {
    const [first, second, third] = analysis.incidents;
    if (first === undefined || second === undefined || third === undefined) throw new Error("the fixture has incidents");
    const marked = demandMarks(wordsOf("es"), { ...analysis, incidents: [third, second, first] }, null, plot);
    const labels = rowsOf(marked.before(11, 572), (mark) => mark.type === "text").flatMap(({ at, label }) =>
      at === undefined ? [] : [label],
    );
    expect(labels).toEqual(["3", "2"]);
    expect(rowsOf(marked.behind, () => true)).toHaveLength(2);
  });

  test("have a row for each source with outages", () => {
    expect(demandMarks(wordsOf("es"), analysis, null, plot).lanes).toBe(3);
    const quiet = { ...analysis, availability: { ...analysis.availability, outages: [] } };
    expect(demandMarks(wordsOf("es"), quiet, null, plot).lanes).toBe(0);
  });
});

describe("the drawing", () => {
  test("keeps hits and visits in panels of their own, one above the other, both from zero", () => {
    const text = JSON.stringify(demandChart(wordsOf("es"), fullAnalysis())?.spec);
    const ranges = [...new Set([...text.matchAll(/"range":\[(\d+),(\d+)\],"zero":true/gu)].map(([, bottom, top]) => `${top}-${bottom}`))];
    expect(ranges).toHaveLength(2);
    const [[, curveBottom], [visitsTop]] = ranges.map((range) => range.split("-").map(Number)) as [[number, number], [number, number]];
    expect(visitsTop).toBeGreaterThan(curveBottom);
  });

  test("can be read step by step, at the place of the step", () => {
    const { series } = fullAnalysis().traffic;
    const points = demandChart(wordsOf("es"), fullAnalysis())?.reading?.points ?? [];
    expect(points.map(({ values }) => values)).toEqual(series.points.map(({ hits, pageViews, errors5xx }) => [hits, pageViews, errors5xx]));
    expect(points[3]?.name).toBe("08/12/2024 20:15");
    expect(points[0]?.x).toBe(58);
    expect(points.at(-1)?.x).toBe(624);
    // 15 minutes of the 29 h 55 min that the curve spans, over its 566 px.
    expect(points[3]?.x).toBeCloseTo(58 + (566 * 15) / 1795, 1);
  });
});

test("every reading of the document lies inside its drawing", async () => {
  const document = memoriaOf(fullAnalysis(), "iem-irimbo-2024");
  const drawings = await renderCharts(document);
  const read = document.blocks.flatMap((block) => (block.kind === "chart" && block.reading !== undefined ? [block] : []));
  expect(read.length).toBeGreaterThan(4);
  for (const { id, reading } of read) {
    const drawing = drawings.get(id);
    for (const { x, y, values } of reading?.points ?? []) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(drawing?.widthPx ?? 0);
      expect(y ?? 0).toBeLessThanOrEqual(drawing?.heightPx ?? 0);
      expect(values).toHaveLength(reading?.heads.length ?? 0);
    }
  }
});
