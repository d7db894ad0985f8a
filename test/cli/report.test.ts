// The whole job through the command line, on a generated night: files, figures, exit codes, doors.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { analysisSchema } from "../../analysis/analysis.ts";
import type { SampleTruth } from "../../samples/index.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const night = path.join(folder, "muestra");
const log = path.join(night, "access.log");
const window = ["--convocatoria", "iem-irimbo-2024", "--window-end", "2024-12-10T00:00"];
const usual = [
  log,
  ...window,
  "--difusor",
  "Radio Ejemplo",
  "--source",
  "web",
  "--incidents",
  path.join(night, "incidencias.csv"),
  "--progress",
  "none",
];
const dated = [...usual, "--generated-at", "2024-12-11T09:00"];
const json = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

beforeAll(() => {
  const made = memoria(["sample", "--lines", "4000", "--seed", "3", "--scenario", "outage", "--out", night], folder);
  expect(made.code).toBe(0);
});

/** Every key of the truth, wherever it is nested, must be in the analysis with the same value. */
function expectAgreement(found: unknown, truth: unknown, where: string): void {
  if (truth !== null && typeof truth === "object") {
    for (const [key, value] of Object.entries(truth)) expectAgreement((found as Record<string, unknown>)?.[key], value, `${where}.${key}`);
  } else if (typeof truth === "number") expect(found, where).toBeCloseTo(truth, 8);
  else expect(found, where).toEqual(truth);
}

describe("memoria report", () => {
  const out = path.join(folder, "memoria");
  it("writes the PDF, the page, the analysis and the annexes, and says so", () => {
    const result = memoria(["report", ...dated, "--out", out], folder);
    expect(result).toMatchObject({ code: 0, err: "" });
    expect(readdirSync(out).sort()).toEqual(["analysis.json", "anexos", "huellas.sha256", "manifest.json", "memoria.html", "memoria.pdf"]);
    expect(readFileSync(path.join(out, "memoria.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    expect(readdirSync(path.join(out, "anexos")).length).toBeGreaterThan(5);
    expect(result.out).toContain(path.join(out, "memoria.pdf"));
    expect(result.out).toContain("Balance de líneas");
  });

  it("analysis.json holds the truth of the sample, and fits its schema", () => {
    const analysis = analysisSchema.parse(json(path.join(out, "analysis.json")));
    const truth = json(path.join(night, "truth.json")) as SampleTruth;
    expectAgreement(analysis.ledger, truth.ledger, "ledger");
    expectAgreement(analysis.traffic, truth.periods.window.traffic, "traffic");
    expect(analysis.period).toMatchObject({ name: "window", start: "2024-12-08T20:00:00-06:00", end: "2024-12-10T00:00:00-06:00" });
  });

  it("makes the same bytes of the same inputs and date; ends with 1 for pending sections under --strict", () => {
    const again = path.join(folder, "otra");
    const strict = memoria(["report", ...dated, "--strict", "--out", again], folder);
    expect(strict.code).toBe(1);
    expect(strict.out).toMatch(/Lo que objetaría[\s\S]*! Análisis y conclusiones: Faltan las conclusiones/);
    for (const name of [
      "memoria.pdf",
      "memoria.html",
      "analysis.json",
      "manifest.json",
      ...readdirSync(path.join(out, "anexos")).map((name) => path.join("anexos", name)),
    ]) {
      expect(readFileSync(path.join(again, name)).equals(readFileSync(path.join(out, name))), name).toBe(true);
    }
  });

  it("ends with 1 for too many rejected lines", () => {
    expect(memoria(["analyze", ...usual, "--max-rejected", "0"], folder).code).toBe(1);
    expect(memoria(["analyze", ...usual, "--max-rejected", "0.5"], folder).code).toBe(0);
  });
});

describe("the other doors", () => {
  it("analyze says the same of a file, of its gz, of standard input and of a stored delivery", () => {
    const figures = (args: string[], input?: Buffer): unknown => {
      const result = memoria([...args, "--json", "--generated-at", "2024-12-11T09:00"], folder, input);
      expect(result.err).toBe("");
      const { traffic, availability, ledger } = analysisSchema.parse(JSON.parse(result.out));
      return { traffic, results: availability.results, lines: ledger.lines };
    };
    const rest = usual.slice(1);
    const plain = figures(["analyze", log, ...rest]);
    expect(figures(["analyze", "-", ...rest], readFileSync(log))).toEqual(plain);
    expect(figures(["analyze", "-", ...rest], gzipSync(readFileSync(log)))).toEqual(plain);
    const data = path.join(folder, "almacen");
    const stored = memoria(["ingest", log, "--data", data, "--delivery", "radio", "--source", "web", "--progress", "none"], folder);
    expect(stored.code).toBe(0);
    const analysis = rest.filter((word, i) => word !== "--source" && rest[i - 1] !== "--source");
    expect(figures(["analyze", "--data", data, "--delivery", "radio", ...analysis])).toEqual(plain);
    expect(memoria(["ledger", "--data", data, "--delivery", "radio"], folder).out).toContain("4,000");
    const rejects = memoria(["rejects", "--data", data, "--delivery", "radio"], folder).out.trimEnd().split("\n");
    expect(rejects.every((line) => /^muestra\/access\.log:\d+: [a-z-]+: /.test(line))).toBe(true);
    expect(memoria(["ledger", "--data", data, "--delivery", "nadie"], folder)).toMatchObject({ code: 2 });
  });

  it("a temporary store leaves nothing behind", () => {
    const place = path.join(folder, "tmp");
    memoria(["sample", "--lines", "200", "--out", place], folder);
    const before = readdirSync(place);
    expect(before.length).toBe(3);
    memoria(["analyze", path.join(place, "access.log"), "--progress", "none"], folder);
    expect(readdirSync(place)).toEqual(before);
    expect(existsSync(path.join(folder, "catalog.sqlite"))).toBe(false);
  });

  it("schema, formats, convocatorias and help speak", () => {
    expect(JSON.parse(memoria(["schema"], folder).out)).toMatchObject({ type: "object", properties: { traffic: {} } });
    expect(memoria(["formats"], folder).out).toMatch(/combined[\s\S]*vhost_combined/);
    expect(memoria(["formats", log], folder).out).toMatch(/combined \(9\d\.\d+ %|combined \(100/);
    const calls = memoria(["convocatorias"], folder).out;
    for (const id of ["iem-michoacan-2021", "iem-irimbo-2024@modificada", "ieem-edomex-2021", "iepc-durango-2022", "iec-coahuila-2018"])
      expect(calls).toContain(id);
    expect(memoria(["convocatorias", "iepc-durango-2022"], folder).out).toMatch(/un corte cada\s+I\.10\s+15 min/);
    expect(memoria(["--help"], folder).out).toMatch(/memoria report/);
    expect(memoria(["--help", "--lang", "en"], folder).out).toMatch(/the whole job/);
  });

  it("progress for programs is one JSON value a line", () => {
    const result = memoria(["analyze", log, "--progress", "json"], folder);
    const last = JSON.parse(result.err.trimEnd().split("\n").at(-1) ?? "") as Record<string, number>;
    const bytes = statSync(log).size;
    expect(last).toMatchObject({ filesDone: 1, linesRead: 4000, bytes, bytesRead: bytes, bytesParsed: bytes, share: 1, secondsLeft: 0 });
  });
});
