// npm run bench:analysis: what an analysis takes of the time that ingesting took, what a second one takes, and reading forty kept ones.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { keepAnalysis, keptAnalysis } from "../../analysis/index.ts";
import { Store } from "../../ingest/index.ts";
import { generateSample } from "../../samples/index.ts";
import { measuredRun, median } from "./measured-run.ts";

const { values } = parseArgs({
  options: {
    lines: { type: "string", default: "10000000" },
    runs: { type: "string", default: "3" },
    log: { type: "string" },
    out: { type: "string" },
  },
});
const runs = Number(values.runs);
const deliveries = 40;
const folder = await mkdtemp(path.join(tmpdir(), "memoria-bench-"));
try {
  if (values.log === undefined) await generateSample({ lines: Number(values.lines), seed: 9, scenario: "normal", outDir: folder });
  const text = await measured(values.log ?? path.join(folder, "access.log"), path.join(folder, "store"));
  process.stdout.write(text);
  if (values.out) await writeFile(values.out, text);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measured(log: string, data: string): Promise<string> {
  const program = [
    "--disable-warning=ExperimentalWarning",
    "--max-semi-space-size=4",
    path.join(import.meta.dirname, "..", "..", "memoria.cjs"),
  ];
  const place = ["--data", data, "--delivery", "entrega", "--progress", "none"];
  const call = ["--convocatoria", "iem-irimbo-2024", "--window-end", "2024-12-10T00:00", "--json"];
  const run = (args: readonly string[]) => measuredRun(process.execPath, [...program, ...args]);
  const ingested = await run(["ingest", log, ...place]);
  const rows: [string, number, number | null][] = [["memoria ingest", ingested.seconds, ingested.peakMegabytes]];
  const fresh = [];
  for (let i = 0; i < runs; i++) {
    await rm(path.join(data, "rollups"), { recursive: true, force: true });
    fresh.push(await run(["analyze", ...place, ...call]));
  }
  rows.push(["memoria analyze, nothing kept", median(fresh.map((r) => r.seconds)), Math.max(...fresh.map((r) => r.peakMegabytes ?? 0))]);
  const again = [];
  for (let i = 0; i < runs * 3; i++) again.push(await run(["analyze", ...place, ...call]));
  rows.push(["memoria analyze again, unchanged", median(again.map((r) => r.seconds)), Math.max(...again.map((r) => r.peakMegabytes ?? 0))]);
  rows.push([`the kept analyses of ${deliveries} deliveries, read`, await readMany(data, deliveries), null]);
  return [
    `${Number(values.lines).toLocaleString("en")} combined lines; ${availableParallelism()} cores (${cpus()[0]?.model ?? ""}), ${(totalmem() / 1e9).toFixed(0)} GB; Node.js ${process.versions.node}; median of ${runs} runs.`,
    "",
    "| what | seconds | peak MB | time / ingest's |",
    "|---|---:|---:|---:|",
    ...rows.map(
      ([name, seconds, peak]) =>
        `| ${name} | ${seconds.toFixed(2)} | ${peak === null ? "" : Math.round(peak)} | ${(seconds / ingested.seconds).toFixed(3)} |`,
    ),
    "",
  ].join("\n");
}

/** Copies the kept analysis to so many deliveries and reads them all, as a comparison does. */
async function readMany(data: string, count: number): Promise<number> {
  const store = await Store.open(data);
  try {
    const kept = await keptAnalysis(store, "entrega");
    if (!kept) throw new Error("the analysis was not kept");
    const ids = Array.from({ length: count }, (_, i) => `entrega-${i}`);
    for (const id of ids) {
      store.catalog.addFiles(id, [], { createdAt: new Date().toISOString(), replaced: [], batches: [] });
      await keepAnalysis(store, id, kept.analysis, kept.inputsKey);
    }
    const startedAt = performance.now();
    for (const id of ids) if (!(await keptAnalysis(store, id))) throw new Error(`${id} was not kept`);
    return (performance.now() - startedAt) / 1000;
  } finally {
    await store.close();
  }
}
