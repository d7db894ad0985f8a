// The sample generator: the slow model finds in the log what the truth says was made.
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isbot } from "isbot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BOT_AGENTS, DISGUISED_AGENTS, READER_AGENTS } from "../../samples/agents.ts";
import { generateSample, type SampleTruth, SCENARIO_NAMES, type ScenarioName } from "../../samples/index.ts";
import { type SlowHit, slowModel, unescaped } from "../support/slow-model.ts";
import { physicalLines } from "../support/slow-model-lines.ts";

let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "memoria-sample-"));
});
afterAll(() => rm(root, { recursive: true }));

async function sample(lines: number, seed: number, scenario: ScenarioName, name = `${scenario}-${lines}-${seed}`) {
  const outDir = join(root, name, "new");
  const { files } = await generateSample({ lines, seed, scenario, outDir });
  const [log = "", incidents = "", truth = ""] = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return { outDir, files, log, incidents, truth: JSON.parse(truth) as SampleTruth };
}

function failedShare(hits: readonly SlowHit[], start: string, end: string): number {
  const inside = hits.filter(({ second }) => second * 1000 >= Date.parse(start) && second * 1000 < Date.parse(end));
  return inside.filter(({ status }) => status === 503).length / inside.length;
}

describe.each(SCENARIO_NAMES.flatMap((scenario) => [7, 2024].map((seed) => ({ scenario, seed }))))(
  "the truth of $scenario with seed $seed",
  ({ scenario, seed }) => {
    it("is what the slow model reads in the log", { timeout: 60_000 }, async () => {
      const { log, truth } = await sample(process.env["MEMORIA_LONG"] === undefined ? 8000 : 20_000, seed, scenario);
      const logs = [{ source: "a", text: log }];
      const { all, window } = truth.periods;
      const whole = slowModel(logs);
      expect(truth.ledger.lines).toEqual(whole.ledger.lines);
      expect(truth.ledger.hitsByKind).toEqual(whole.ledger.hitsByKind);
      expect({ start: all?.start, end: all?.end }).toEqual({ start: whole.period?.start, end: whole.period?.end });
      expect(all?.traffic).toEqual(whole.traffic);
      expect(window.traffic).toEqual(slowModel(logs, { start: window.start, end: window.end }).traffic);
      expect(truth.ledger.lines.rejected).toBeGreaterThan(3);
      for (const outage of truth.outages) expect(failedShare(whole.hits, outage.start, outage.end)).toBeGreaterThan(0.8);
    });
  },
);

describe("a sample", () => {
  it("is the same for the same arguments, and another for another seed", async () => {
    const [one, again, other] = await Promise.all([
      sample(5000, 1, "attack", "one"),
      sample(5000, 1, "attack", "again"),
      sample(5000, 2, "attack", "other"),
    ]);
    expect(again.log).toBe(one.log);
    expect(again.truth).toEqual(one.truth);
    expect(other.log).not.toBe(one.log);
  });

  it.each(SCENARIO_NAMES.flatMap((scenario) => [1, 2, 59, 1000, 4321].map((lines) => ({ scenario, lines }))))(
    "of $scenario has exactly $lines lines, and the truth of them",
    async ({ scenario, lines }) => {
      const { log, truth } = await sample(lines, 3, scenario);
      expect(log.endsWith("\n")).toBe(true);
      expect(physicalLines(log)).toHaveLength(lines);
      const read = slowModel([{ source: "a", text: log }]);
      expect(truth.ledger.lines).toEqual(read.ledger.lines);
      expect(truth.periods.all?.traffic).toEqual(read.traffic);
    },
  );

  it("holds what real logs hold", async () => {
    const { log, truth } = await sample(20_000, 5, "normal", "real");
    const lines = physicalLines(log);
    const { hits } = slowModel([{ source: "a", text: log }]);
    const late = hits.filter((hit, index) => hit.second < (hits[index - 1]?.second ?? 0));
    expect(late.length).toBeGreaterThan(20);
    expect(Math.max(...[...Map.groupBy(lines, (line) => line).values()].map((same) => same.length))).toBeGreaterThanOrEqual(300);
    expect(hits.some(({ agent }) => agent?.includes('"5G"'))).toBe(true);
    expect(hits.filter(({ agent }) => agent?.endsWith(" AppleWe"))).toHaveLength(2);
    expect(new Set(hits.map(({ method }) => method))).toEqual(new Set(["GET", "HEAD", "POST", "OPTIONS", null]));
    const refreshSizes = hits.filter(({ path, status }) => path === "/json/main.json" && status === 200).map(({ bytes }) => bytes);
    expect(new Set(refreshSizes).size).toBeGreaterThan(100);
    const peakHour = truth.periods.window.traffic.peakHour?.at ?? "";
    expect(["2024-12-08T20:00:00-06:00", "2024-12-08T21:00:00-06:00"]).toContain(peakHour);
  });

  it("declares incidents under the Spanish headings, outages with other bounds than the true ones", async () => {
    const outage = await sample(1000, 1, "outage", "csv-outage");
    const [headings, ...rows] = outage.incidents.trimEnd().split("\n");
    expect(headings).toBe("inicio,fin,tipo,descripcion,causa_raiz,impacto,medidas,efecto,peso,componente,fuente");
    expect(rows.map((row) => /,(caida|degradacion|ninguno),([\d.]*),/.exec(row)?.slice(1))).toEqual([
      ["caida", ""],
      ["degradacion", "0.3"],
    ]);
    expect(outage.truth.outages.map(({ seconds, declared }) => ({ seconds, declared }))).toEqual([
      { seconds: 1380, declared: true },
      { seconds: 360, declared: false },
    ]);
    expect(outage.incidents).not.toContain(outage.truth.outages[0]?.start);
    expect((await sample(1000, 1, "normal", "csv-normal")).incidents).not.toContain(",caida,");
    expect((await sample(1000, 1, "attack", "csv-attack")).incidents).toContain(",ataque,");
  });

  it("tells its progress and writes three files", async () => {
    const seen: number[] = [];
    const outDir = join(root, "progress");
    const { files } = await generateSample({ lines: 30_000, seed: 1, scenario: "normal", outDir, onProgress: (made) => seen.push(made) });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(30_000);
    expect(files.map((file) => file.slice(outDir.length + 1))).toEqual(["access.log", "incidencias.csv", "truth.json"]);
    expect((await stat(join(outDir, "access.log"))).size).toBeGreaterThan(30_000 * 100);
  });

  it("refuses arguments that it cannot serve", async () => {
    const outDir = join(root, "refused");
    await expect(generateSample({ lines: 0, seed: 1, scenario: "normal", outDir })).rejects.toMatchObject({ code: "usage" });
    await expect(generateSample({ lines: 1, seed: 0.5, scenario: "normal", outDir })).rejects.toMatchObject({ code: "usage" });
    const file = (await sample(1, 1, "normal", "file")).files[0] ?? "";
    const onFile = generateSample({ lines: 1, seed: 1, scenario: "normal", outDir: file });
    await expect(onFile).rejects.toMatchObject({ code: "output-not-writable" });
  });
});

describe("the agents of the sample", () => {
  it("are bots or not, as the rules for bots say", () => {
    for (const { logText } of READER_AGENTS.items) expect([logText, isbot(unescaped(logText))]).toEqual([logText, false]);
    for (const agent of DISGUISED_AGENTS) expect([agent, isbot(agent)]).toEqual([agent, false]);
    for (const agent of Object.values(BOT_AGENTS)) expect([agent, agent === "" || agent === "-" || isbot(agent)]).toEqual([agent, true]);
  });

  it("are all different once unescaped", () => {
    const agents = READER_AGENTS.items.map(({ logText }) => unescaped(logText));
    expect(new Set(agents).size).toBe(agents.length);
  });
});
