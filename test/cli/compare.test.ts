// memoria compare and the portal's average through the command line: stores, files, folders, tables, CSV, and what is refused.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { analysisSchema } from "../../analysis/analysis.ts";
import { deliveriesComparisonSchema } from "../../analysis/compare-schema.ts";
import type { Analysis } from "../../analysis/index.ts";
import { fullAnalysis } from "../report/fixture-analysis.ts";
import { line } from "../support/hand-made.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const hits = (day: string, times: readonly string[], address?: string): string =>
  times.map((time) => line({ at: `${day}/Dec/2024:${time} -0600`, ...(address === undefined ? {} : { address }) })).join("");
const quiet = ["--progress", "none"];
const window = ["--window-start", "2024-12-08T20:00", "--window-end", "2024-12-08T22:00"];

const night = write("noche/access.log", hits("08", ["20:00:00", "20:10:00", "20:20:00", "21:00:00", "21:30:00", "21:59:59"]));
const before = write("antes/a.log", hits("01", ["20:00:00", "20:59:59"]));
const later = write("antes/b.log", `${hits("01", ["21:00:00", "21:59:59"])}basura\n`);

describe("--baseline", () => {
  const analyze = (...args: string[]): Analysis => {
    const { code, out, err } = memoria(["analyze", ...args, ...window, ...quiet, "--json"], folder);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    return analysisSchema.parse(JSON.parse(out));
  };
  const rows = (analysis: Analysis) =>
    analysis.comparison?.rows.map((row) => [row.measure, row.baselinePerDay, row.periodPerDay, row.ratio]);

  it("takes files, folders and globs, several times, and keeps them out of the traffic", () => {
    const byFile = analyze(night, "--baseline", before, "--baseline", later);
    expect(rows(byFile)?.[2]).toEqual(["hits", 48, 72, 1.5]);
    expect(byFile.ledger.lines.read).toBe(6);
    expect(byFile.comparison?.baseline.ledger?.lines).toMatchObject({ read: 5, hits: 4, rejected: 1 });
    expect(rows(analyze(night, "--baseline", path.join(folder, "antes")))).toEqual(rows(byFile));
    expect(rows(analyze(night, "--baseline", path.join(folder, "antes", "*.log")))).toEqual(rows(byFile));
  });

  it("is kept beside a delivery of a store, and given up with another", () => {
    const store = ["--data", path.join(folder, "almacen"), "--delivery", "noche"];
    expect(memoria(["ingest", night, "--baseline", path.join(folder, "antes"), ...store, ...quiet], folder)).toMatchObject({
      code: 0,
      err: "",
    });
    const kept = analyze(...store);
    expect(rows(kept)?.[2]).toEqual(["hits", 48, 72, 1.5]);
    expect(kept.ledger.files).toHaveLength(1);
    const ledger = memoria(["ledger", "--data", path.join(folder, "almacen"), "--delivery", "noche.baseline", "--json"], folder);
    expect(JSON.parse(ledger.out).lines).toMatchObject({ read: 5, rejected: 1 });
    expect(rows(analyze(...store, "--baseline", before))?.[2]).toEqual(["hits", 48, 72, 1.5]);
  });

  it("prints the comparison, its method and the ledger of those logs", () => {
    const { out } = memoria(["analyze", night, "--baseline", before, ...window, ...quiet], folder);
    expect(out).toContain("Comparación con el promedio habitual del portal");
    expect(out).toMatch(/solicitudes +48\.00 +72\.00 +1\.50/);
    expect(out).toContain("Bitácoras del promedio habitual del portal (no cuentan en las cifras del periodo)");
  });

  it("counts for --max-rejected, and what cannot be read is refused before the night's logs are", () => {
    expect(memoria(["analyze", night, "--baseline", later, "--max-rejected", "0.01", ...window, ...quiet], folder).code).toBe(1);
    expect(memoria(["analyze", night, "--baseline", "nada.log", ...window, ...quiet], folder)).toMatchObject({ code: 2, out: "" });
    const both = memoria(["analyze", "-", "--baseline", "-", ...window, ...quiet], folder, "x\n");
    expect(both.code).toBe(2);
    expect(both.err).toContain("--baseline -");
  });

  it("averages that were declared are read like the other tables", () => {
    const file = write("promedios.csv", "medida,promedio_diario,desde,hasta,fuente\nsolicitudes,36,2024-11-01,2024-11-30,Analítica\n");
    expect(rows(analyze(night, "--baseline-averages", file))?.[2]).toEqual(["hits", 36, 72, 2]);
    const bad = memoria(
      ["analyze", night, "--baseline-averages", write("malos.csv", "medida,promedio_diario\nclics,36\n"), ...quiet],
      folder,
    );
    expect(bad.code).toBe(2);
    expect(bad.err).toMatch(/malos\.csv.*renglón 2.*medida.*clics/);
  });

  it("fills the section of the memoria, with the chart and the ledger", () => {
    const out = path.join(folder, "memoria");
    expect(memoria(["report", night, "--baseline", path.join(folder, "antes"), ...window, ...quiet, "--out", out], folder).code).toBe(0);
    const html = readFileSync(path.join(out, "memoria.html"), "utf8");
    expect(html).toContain("Comparación con el promedio habitual del portal");
    expect(html).toContain("Balance de líneas de las bitácoras del promedio habitual");
  });
});

describe("memoria compare", () => {
  beforeAll(() => {
    const store = ["--data", path.join(folder, "elecciones"), ...quiet];
    memoria(["ingest", night, "--delivery", "a", ...store], folder);
    memoria(["ingest", before, "--delivery", "b", ...store], folder);
  });
  const years = [2018, 2021, 2024].map((year, i) => {
    const full = fullAnalysis();
    const start = `${year}-06-0${i + 1}T20:00:00-06:00`;
    const end = new Date(Date.parse(start) + 30 * 3_600_000).toISOString();
    const hours = full.traffic.hours.map((hour, place) => ({ ...hour, at: new Date(Date.parse(start) + place * 3_600_000).toISOString() }));
    const traffic = { ...full.traffic, peakMinute: { at: start, hits: 600 * (i + 1) }, hours };
    const made = { ...full, convocatoria: { id: `iem-${year}`, version: "original" }, period: { ...full.period, start, end }, traffic };
    return write(`${year}/analysis.json`, JSON.stringify(made));
  });

  it("reads analysis.json files and folders of memorias", () => {
    const { code, out, err } = memoria(["compare", years[0] ?? "", path.join(folder, "2021"), "2024", "--json"], folder);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const comparison = deliveriesComparisonSchema.parse(JSON.parse(out));
    expect(comparison.deliveries.map(({ name }) => name)).toEqual(["2018", "2021", "2024"]);
    expect(comparison.growth.map(({ peakMinute }) => peakMinute)).toEqual([2, 1.5]);
    expect(comparison.sizing.hitsPerSecond).toBe(60);
  });

  it("prints tables in both languages, the growth, and the estimate with its method", () => {
    const spanish = memoria(["compare", ...years], folder).out;
    expect(spanish).toContain("Tamaño estimado para la siguiente elección");
    // The greatest minute had 30 a second, and doubled once.
    expect(spanish).toMatch(/solicitudes por segundo, sostenidas un minuto +30\.0 +2\.00 +1\.00 +60\.0\n/);
    expect(spanish).toContain("por el mayor crecimiento observado del minuto mayor (2.00");
    expect(spanish).toContain("Horas comunes: las 30 horas completas que registran todas (hora 1-30 ");
    const english = memoria(["compare", ...years, "--lang", "en", "--capacity", "50"], folder).out;
    expect(english).toMatch(/hits a second, for a whole minute +30\.0 +2\.00 +1\.00 +60\.0\n/);
    // Its worst second has 61 by 2.
    expect(english).toMatch(/servers of 50\.0 hits a second, without a spare .* 3\n/);
    expect(memoria(["compare", years[0] ?? ""], folder).out).toMatch(
      /un minuto +10\.0 +- +1\.50 +15\.0\n[\s\S]*margen supuesto, que no sale de los datos/,
    );
    expect(memoria(["compare", years[0] ?? "", "--margin", "2"], folder).out).toContain("por el margen indicado con --margin");
  });

  it("writes CSV with as many cells in each row as headings", () => {
    const file = path.join(folder, "elecciones.csv");
    expect(memoria(["compare", ...years, "--out", file], folder).code).toBe(0);
    const lines = readFileSync(file, "utf8").replace("\uFEFF", "").trimEnd().split("\r\n");
    const cells = lines.map((text) => text.replace(/"(?:[^"]|"")*"/gu, "x").split(",").length);
    expect(lines).toHaveLength(4);
    expect(new Set(cells).size).toBe(1);
  });

  it("reads deliveries of a store", () => {
    const { code, out, err } = memoria(["compare", "a", "b", "--data", path.join(folder, "elecciones"), "--json"], folder);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { deliveries } = deliveriesComparisonSchema.parse(JSON.parse(out));
    expect(deliveries.map(({ name, hits: count }) => [name, count])).toEqual([
      ["b", 2],
      ["a", 6],
    ]);
  });

  it("counts no case twice, however it is named: one file, one delivery, or a copy; with labels of their own, copies are two cases", () => {
    const [first = "", second = ""] = years;
    const copy = write("copia/otra.json", readFileSync(first, "utf8").replace('"schemaVersion"', '  "schemaVersion"'));
    const stored = ["--data", path.join(folder, "elecciones")];
    for (const [args, told] of [
      [[first, second, first], "son lo mismo, y contaría dos veces"],
      [[first, path.join(folder, "2018")], "son lo mismo"],
      [[first, path.join(folder, "2021", "..", "2018", "analysis.json")], "son lo mismo"],
      [["a", "a", ...stored], '"a" y "a" son lo mismo'],
      [[first, copy], "tienen las mismas cifras"],
    ] as const) {
      const { code, out, err } = memoria(["compare", ...args], folder);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain(told);
    }
    const labels = ["--label", "uno", "--label", "otro", "--json"];
    expect(memoria(["compare", first, copy, ...labels], folder).code).toBe(0);
    expect(memoria(["compare", first, first, ...labels], folder).code).toBe(2);
  });

  it("refuses what it cannot compare with one line that says why", () => {
    const refused = (...args: string[]) => {
      const { code, out, err } = memoria(["compare", ...args], folder);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err.trimEnd().split("\n")).toHaveLength(1);
      return err;
    };
    expect(refused("c", "--data", path.join(folder, "elecciones"))).toMatch(/"c".*a, b/);
    expect(refused("nada/analysis.json")).toContain("nada/analysis.json");
    expect(refused(path.join(folder, "noche"))).toContain("analysis.json");
    expect(refused(night.replace("access.log", "./access.log"))).toContain("no es un análisis");
    expect(refused(write("roto.json", JSON.stringify({ ...fullAnalysis(), difusor: 7 })))).toContain("/difusor");
    expect(refused(write("viejo.json", JSON.stringify({ ...fullAnalysis(), schemaVersion: 0 })))).toMatch(/versión 0/);
    expect(refused()).toContain("compare");
    expect(refused(years[0] ?? "", "--margin", "0.5")).toContain("--margin");
    expect(refused(years[0] ?? "", "--capacity", "mil")).toContain("--capacity");
  });
});
