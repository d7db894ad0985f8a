// npm run bench: everything that is promised of speed and memory, measured in one run against others where they are installed.
//   --parts sizes,guises,analysis,start,web   --sizes 1,10,50 (million lines)   --runs 3   --goaccess PATH   --goaccess-most 10
//   --awstats-lines 1000000   --guise-lines 2000000   --files 5000   --analysis-lines 10000000   --megabytes 200   --people 50
//   --folder DIR (for logs and stores; 50 million lines are 14 GB)   --write (into test/bench/RESULTS.md)
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem, type } from "node:os";
import path from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { byGuise } from "./by-guise.ts";
import { bySize } from "./by-size.ts";
import { keptAnalyses } from "./kept-analyses.ts";
import { resultText, type Section, withMarkedPart } from "./result-text.ts";
import { startUp } from "./start-up.ts";
import { tell } from "./told.ts";
import { webLoad } from "./web-load.ts";

const { values } = words({
  options: {
    parts: { type: "string", default: "start,sizes,guises,analysis,web" },
    sizes: { type: "string", default: "1,10,50" },
    runs: { type: "string", default: "3" },
    goaccess: { type: "string" },
    "goaccess-most": { type: "string", default: "10" },
    "awstats-lines": { type: "string", default: "1000000" },
    "guise-lines": { type: "string", default: "2000000" },
    files: { type: "string", default: "5000" },
    "analysis-lines": { type: "string", default: "10000000" },
    megabytes: { type: "string", default: "200" },
    people: { type: "string", default: "50" },
    rounds: { type: "string", default: "15" },
    folder: { type: "string", default: tmpdir() },
    write: { type: "boolean", default: false },
  },
} as const);
const results = path.join(import.meta.dirname, "RESULTS.md");
const runs = amount("runs", values.runs);

const parts: Readonly<Record<string, (folder: string) => Promise<Section>>> = {
  start: () => startUp(),
  sizes: (folder) =>
    bySize(
      {
        sizes: values.sizes.split(",").map((size) => Math.round(amount("sizes", size) * 1e6)),
        runs,
        goAccessPath: values.goaccess ?? null,
        goAccessMostLines: amount("goaccess-most", values["goaccess-most"]) * 1e6,
        awstatsMostLines: amount("awstats-lines", values["awstats-lines"]),
      },
      folder,
    ),
  guises: (folder) => byGuise({ lines: amount("guise-lines", values["guise-lines"]), files: amount("files", values.files), runs }, folder),
  analysis: (folder) => keptAnalyses({ lines: amount("analysis-lines", values["analysis-lines"]), runs }, folder),
  web: (folder) =>
    webLoad(
      {
        megabytes: amount("megabytes", values.megabytes),
        people: amount("people", values.people),
        rounds: amount("rounds", values.rounds),
      },
      folder,
    ),
};

const loadBefore = loadavg()[0] ?? 0;
const asked = values.parts.split(",");
const unknown = asked.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) misused(`--parts ${unknown}: expected ${Object.keys(parts).join(", ")}`);
const folder = await mkdtemp(path.join(values.folder, "memoria-bench-"));
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void rm(folder, { recursive: true, force: true }).then(() => process.exit(130)));
try {
  const sections: Section[] = [];
  for (const name of asked) sections.push(await section(name, folder));
  const text = resultText(machine(loadBefore), sections);
  process.stdout.write(`${text}\n`);
  if (values.write) await writeFile(results, withMarkedPart(await readFile(results, "utf8"), text));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** A part that fails says so in its place; the others go on. */
async function section(name: string, place: string): Promise<Section> {
  tell(`part ${name}`);
  try {
    const work = parts[name];
    if (!work) throw new Error(`no part ${name}`);
    return await work(place);
  } catch (error) {
    process.exitCode = 1;
    const reason = error instanceof Error ? error.message : String(error);
    tell(`part ${name} FAILED: ${error instanceof Error ? error.stack : reason}`);
    return { heading: `Part ${name}`, text: `Could not be measured: ${reason}`, goals: [] };
  }
}

function amount(name: string, text: string): number {
  const value = Number(text);
  if (!(value >= 0) || text.trim() === "") misused(`--${name} ${text}: expected a number`);
  return value;
}

function words<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error));
  }
}

function misused(reason: string): never {
  process.stderr.write(`bench: ${reason}\nIts options stand at the top of test/bench/bench.ts.\n`);
  process.exit(2);
}

/** What the figures are of: when, on what, with which versions, and how busy the machine was with other things before. */
function machine(loadBefore: number): string {
  const file = path.join(import.meta.dirname, "..", "..", "package.json");
  const { dependencies } = JSON.parse(readFileSync(file, "utf8")) as { dependencies: Record<string, string> };
  const words = process.argv.slice(2).filter((word) => word !== "--write");
  const command = words.map((word) => (path.isAbsolute(word) ? "PATH" : word)).join(" ");
  return [
    `${new Date().toISOString().slice(0, 10)}; ${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), ${(totalmem() / 1e9).toFixed(0)} GB;`,
    `${type()} ${release()}; load before ${loadBefore.toFixed(1)};`,
    `Node.js ${process.versions.node}; DuckDB ${dependencies["@duckdb/node-api"]}; \`npm run bench${command === "" ? "" : ` -- ${command}`}\`.`,
  ].join(" ");
}
