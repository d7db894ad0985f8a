// Killed at any moment while it analyses, the program leaves a store in which nothing half written is trusted, and nothing of it stays.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { generateSample } from "../../samples/index.ts";
import { memoria, memoriaProcess, temporaryFolder } from "../cli/run-cli.ts";
import fc from "../support/cases.ts";

const folder = temporaryFolder();
const store = path.join(folder, "store");
const rollups = path.join(store, "rollups", "delivery=d");
const program = path.join(import.meta.dirname, "..", "..", "cli.ts");
const kills = 30;
const args = (resultPath: string): string[] => [
  ...["analyze", "--data", store, "--delivery", "d", "--json", "--generated-at", "2024-12-11", "--result-path", resultPath],
];
let milliseconds = 0;

beforeAll(async () => {
  await generateSample({ lines: 20_000, seed: 3, scenario: "normal", outDir: folder });
  expect(memoria(["ingest", "access.log", "--data", store, "--delivery", "d", "--progress", "none"], folder).code).toBe(0);
  // The first reads its source: the second tells how long the others will take.
  for (const warm of ["/caliente-1", "/caliente-2"]) {
    const startedAt = performance.now();
    expect(memoriaProcess(args(warm), folder).code).toBe(0);
    milliseconds = performance.now() - startedAt;
  }
});

/** Runs an analysis that finds nothing kept, and kills it so long after its start. Answers whether it was still running. */
async function killed(resultPath: string, after: number): Promise<boolean> {
  const running = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, ...args(resultPath)], { stdio: "ignore" });
  const timer = setTimeout(() => running.kill("SIGKILL"), after);
  const [, signal] = (await once(running, "close")) as [number | null, string | null];
  clearTimeout(timer);
  return signal === "SIGKILL";
}

it.skipIf(process.env["MEMORIA_LONG"] === undefined)(
  `survives ${kills} kills: the next analysis is as a fresh one, and nothing else is left`,
  { timeout: 300_000 },
  async () => {
    const fresh = JSON.parse(memoria(args("/nada"), folder).out) as Record<string, unknown>;
    const moments = fc.sample(fc.double({ min: 0.3, max: 1, noNaN: true }), { numRuns: kills, seed: 2024 });
    let count = 0;
    for (const [i, moment] of moments.entries()) {
      const resultPath = `/json/${i}.json`;
      if (await killed(resultPath, moment * milliseconds)) count++;
      const next = memoria(args(resultPath), folder);
      expect(next.code).toBe(0);
      const analysis = JSON.parse(next.out) as { parameters: { resultPath: string } };
      expect({ ...analysis, parameters: { ...analysis.parameters, resultPath: "/nada" } }).toEqual(fresh);
      expect(JSON.parse(memoria(args(resultPath), folder).out)).toEqual(analysis);
      const names = await readdir(rollups);
      for (const name of names.filter((one) => /^[0-9a-f]{16}-/.test(one))) {
        const tables = (
          JSON.parse((await readFile(path.join(rollups, name, "manifest.json"), "utf8")).split("\n")[0] ?? "") as {
            tables: { name: string }[];
          }
        ).tables;
        expect((await readdir(path.join(rollups, name))).filter((file) => file.endsWith(".parquet"))).toHaveLength(tables.length);
      }
      expect(names.filter((name) => !/^[0-9a-f]{16}(-[0-9a-f]{32}|\.json)$|^analysis-[0-9a-f]{32}\.json$/.test(name))).toEqual([]);
    }
    expect(count).toBeGreaterThan(kills / 4);
    // What the killed ones had half written went with the next process.
    expect(await readdir(path.join(store, "tmp"))).toEqual([]);
  },
);
