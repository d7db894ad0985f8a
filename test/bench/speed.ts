// npm run bench: the whole command against GoAccess and against DuckDB's own line count, on one file, alternating.
import { existsSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { generateSample } from "../../samples/index.ts";
import { type MeasuredRun, measuredRun, median } from "./measured-run.ts";

const { values } = parseArgs({
  options: { lines: { type: "string", default: "2000000" }, runs: { type: "string", default: "3" }, out: { type: "string" } },
});
const lines = Number(values.lines);
const folder = await mkdtemp(path.join(tmpdir(), "memoria-bench-"));
try {
  await generateSample({ lines, seed: 11, scenario: "outage", outDir: folder });
  const log = path.join(folder, "access.log");
  const programs = contenders(log, folder);
  const runs = new Map<string, MeasuredRun[]>(programs.map(({ name }) => [name, []]));
  for (let round = 0; round < Number(values.runs); round++) {
    for (const { name, command, args } of programs) runs.get(name)?.push(await measuredRun(command, args));
  }
  const text = resultText(runs, (await stat(log)).size);
  process.stdout.write(text);
  if (values.out) await writeFile(values.out, text);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function contenders(log: string, out: string): { name: string; command: string; args: string[] }[] {
  const here = import.meta.dirname;
  const memoria = [
    "--disable-warning=ExperimentalWarning",
    path.join(here, "..", "..", "cli.ts"),
    "analyze",
    log,
    "--convocatoria",
    "iem-irimbo-2024",
    "--window-end",
    "2024-12-10T00:00",
    "--incidents",
    path.join(path.dirname(log), "incidencias.csv"),
    "--progress",
    "none",
    "--json",
  ];
  const goaccess = ["/usr/bin/goaccess", "/usr/local/bin/goaccess"].find((file) => existsSync(file));
  return [
    { name: "memoria analyze", command: process.execPath, args: memoria },
    ...(goaccess
      ? [
          {
            name: "goaccess",
            command: goaccess,
            args: [log, "--log-format=COMBINED", "--no-progress", "-o", path.join(out, "goaccess.json")],
          },
        ]
      : []),
    { name: "duckdb count(*)", command: process.execPath, args: [path.join(here, "count-lines.ts"), log] },
    { name: "wc -l", command: "wc", args: ["-l", log] },
  ];
}

function resultText(runs: ReadonlyMap<string, MeasuredRun[]>, bytes: number): string {
  const own = median(runs.get("memoria analyze")?.map((run) => run.seconds) ?? []);
  const rows = [...runs].map(([name, list]) => {
    const seconds = median(list.map((run) => run.seconds));
    const peak = Math.max(...list.map((run) => run.peakMegabytes ?? Number.NaN));
    return `| ${name} | ${seconds.toFixed(2)} | ${Math.round(lines / seconds).toLocaleString("en")} | ${Math.round(peak)} | ${(seconds / own).toFixed(2)} |`;
  });
  return [
    `${lines.toLocaleString("en")} combined lines, ${(bytes / 1e6).toFixed(0)} MB; ${availableParallelism()} cores (${cpus()[0]?.model ?? ""}), ${(totalmem() / 1e9).toFixed(0)} GB; Node.js ${process.versions.node}; median of ${values.runs} alternating runs.`,
    "",
    "| program | seconds | lines/s | peak MB | time / memoria's |",
    "|---|---:|---:|---:|---:|",
    ...rows,
    "",
  ].join("\n");
}
