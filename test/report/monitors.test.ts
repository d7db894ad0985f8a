// The monitor in the memoria: what was measured, each endpoint by itself, and where it disagrees.
import { describe, expect, test } from "vitest";
import type { Analysis } from "../../analysis/analysis.ts";
import { allText, memoriaOf, tableOf } from "./built.ts";
import { fullAnalysis } from "./fixture-analysis.ts";

const id = "iem-irimbo-2024";

function withAvailability(changes: Partial<Analysis["availability"]>): Analysis {
  const analysis = fullAnalysis();
  return { ...analysis, availability: { ...analysis.availability, ...changes } };
}

describe("the monitor in the memoria", () => {
  test("says what was measured, and that several are pooled", () => {
    const [one] = fullAnalysis().availability.monitors;
    const two = withAvailability({ monitors: one === undefined ? [] : [one, { ...one, name: "=HYPERLINK()\u202e", checks: 12 }] });
    expect(allText(memoriaOf(fullAnalysis(), id))).toMatch(
      /Medición por monitor: Portal PREP \(Uptime Kuma; registros: 3,120, del 8 de diciembre/,
    );
    const text = allText(memoriaOf(two, id));
    expect(text).toContain("=HYPERLINK()\\u{202e} (Uptime Kuma; registros: 12");
    expect(text).toContain("Se toman como mediciones de un mismo servicio");
    expect(text).not.toContain("\u202e");
  });

  test("shows each endpoint beside the sources of logs", () => {
    const { availability } = fullAnalysis();
    const pooled = availability.results.find(({ source, period }) => source === "monitor" && period === "window");
    const results = [...availability.results, ...(pooled === undefined ? [] : [{ ...pooled, logSource: "Guadalajara" }])];
    const rows = tableOf(memoriaOf(withAvailability({ results }), id), "disponibilidad-por-fuente")?.rows ?? [];
    expect(rows.map(([source]) => source)).toEqual(["servidor-1 (bitácora)", "servidor-2 (bitácora)", "Guadalajara (monitor)"]);
  });

  test("tells a disagreement between any two sources", () => {
    const span = { start: "2024-12-08T21:30:00-06:00", end: "2024-12-08T21:45:00-06:00", incidentId: null };
    const disagreements: Analysis["availability"]["disagreements"] = [
      { kind: "declared-not-seen", seenBy: "monitor", ...span, declaredSeconds: 900, logSeconds: null, monitorSeconds: 0 },
      { kind: "observers-differ", seenBy: null, ...span, declaredSeconds: null, logSeconds: 900, monitorSeconds: 60 },
    ];
    const table = tableOf(memoriaOf(withAvailability({ disagreements }), id), "tabla-diferencias");
    expect(table?.columns.map(({ title }) => title).slice(3)).toEqual(["Declarado", "En bitácora", "En monitor"]);
    expect(table?.rows.map((row) => [row[0], ...row.slice(3)])).toEqual([
      ["Declarada y no registrada por el monitor", "15 min", "no se compara", "0 s"],
      ["Distinta en bitácora y monitor", "no se compara", "15 min", "1 min"],
    ]);
  });

  test("has no column and no sentence for a monitor that was not handed in", () => {
    const { availability } = fullAnalysis();
    const analysis = withAvailability({ monitors: [], results: availability.results.filter(({ source }) => source !== "monitor") });
    const document = memoriaOf(analysis, id);
    expect(allText(document)).toContain("No se entregó la medición de un monitor.");
    expect(allText(document)).not.toContain("Medición por monitor:");
    expect(tableOf(document, "tabla-diferencias")?.columns.map(({ title }) => title)).not.toContain("En monitor");
  });
});
