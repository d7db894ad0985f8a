// `--memory` and `--threads` hold for every command: the engines themselves are asked. In the long run also what the process takes, and where it spills.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "../../cli/run.ts";
import { generateSample } from "../../samples/index.ts";
import { measuredRun } from "../bench/measured-run.ts";
import { memoriaWords } from "../support/program-words.ts";
import { memoriaProcess, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const store = path.join(folder, "store");
const isLong = process.env["MEMORIA_LONG"] !== undefined;

interface Engine {
  megabytes: number;
  threads: number;
  spills: string;
}

/** The engines that a command started, as they say of themselves; and the most megabytes that those open at once might take. */
let engines: Engine[] = [];
let [openMegabytes, mostMegabytes] = [0, 0];

const create = DuckDBInstance.create.bind(DuckDBInstance);

async function witnessed(...given: Parameters<typeof DuckDBInstance.create>): Promise<DuckDBInstance> {
  const [file, options] = given;
  const instance = await create(file, { ...options, ...(otherMemory !== null && { memory_limit: otherMemory }) });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    "SELECT current_setting('memory_limit') AS memory, current_setting('threads') AS threads, current_setting('temp_directory') AS spills",
  );
  connection.closeSync();
  const [memory, threads, spills] = (reader.getRows()[0] ?? []).map(String);
  const megabytes = megabytesOf(memory ?? "");
  engines.push({ megabytes, threads: Number(threads), spills: spills ?? "" });
  openMegabytes += megabytes;
  mostMegabytes = Math.max(mostMegabytes, openMegabytes);
  const close = instance.closeSync.bind(instance);
  instance.closeSync = () => {
    openMegabytes -= megabytes;
    close();
  };
  return instance;
}

/** `190.7 MiB` in megabytes of a million bytes. */
function megabytesOf(text: string): number {
  const [, size = "NaN", unit = ""] = /^([\d.]+) (KiB|MiB|GiB)$/.exec(text) ?? [];
  const bytes = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }[unit] ?? Number.NaN;
  return (Number(size) * bytes) / 1e6;
}

/** Instead of what a command asks for; null: as it asks. */
let otherMemory: string | null = null;

/** Runs a command in this process, where its engines can be asked; answers its exit code. */
async function command(...words: string[]): Promise<number> {
  const quiet = (["stdout", "stderr"] as const).map((name) => vi.spyOn(process[name], "write").mockReturnValue(true));
  try {
    return await run(words);
  } finally {
    for (const each of quiet) each.mockRestore();
  }
}

const callersFolder = process.env["INIT_CWD"];
beforeAll(async () => {
  process.env["INIT_CWD"] = folder;
  DuckDBInstance.create = witnessed;
  await generateSample({ lines: 600, seed: 4, scenario: "outage", outDir: folder });
  await generateSample({ lines: 300, seed: 5, scenario: "normal", outDir: path.join(folder, "before") });
});
afterAll(() => {
  DuckDBInstance.create = create;
  process.env["INIT_CWD"] = callersFolder;
});
beforeEach(() => {
  engines = [];
  [openMegabytes, mostMegabytes] = [0, 0];
});

const limits = ["--memory", "300MB", "--threads", "3"];
const lasting = ["--data", store];
const quiet = ["--progress", "none"];
const call = ["--convocatoria", "iem-irimbo-2024"];

/** In this order: each works on what those before it left. */
const commands: [name: string, words: string[]][] = [
  ["ingest", ["ingest", "access.log", ...lasting, ...quiet, ...limits]],
  ["ledger", ["ledger", ...lasting, ...limits]],
  ["rejects", ["rejects", ...lasting, ...limits]],
  ["analyze of a store", ["analyze", ...lasting, "--delivery", "principal", ...call, ...quiet, ...limits]],
  [
    "export",
    [
      "export",
      "--format",
      "parquet",
      "--out",
      "tablas",
      ...lasting,
      "--delivery",
      "principal",
      "--difusor",
      "D",
      ...call,
      ...quiet,
      ...limits,
    ],
  ],
  ["analyze of a log, against logs of before", ["analyze", "access.log", "--baseline", "before/access.log", ...call, ...quiet, ...limits]],
  ["reparse", ["reparse", "1", "--format", "combined", ...lasting, ...quiet, ...limits]],
  ["doctor", ["doctor", ...lasting, ...quiet, ...limits]],
  ["undo", ["undo", "2", ...lasting, ...limits]],
];

describe("limits", () => {
  it.each(commands)("hold for %s", async (name, words) => {
    expect([0, 1]).toContain(await command(...words));
    // A catalog that knows no batch asks nothing of an engine.
    if (name !== "doctor" && name !== "undo") expect(engines.length).toBeGreaterThan(0);
    expect(mostMegabytes).toBeLessThanOrEqual(300);
    for (const { megabytes, threads, spills } of engines) {
      expect(megabytes).toBeGreaterThan(100);
      expect(threads).toBeLessThanOrEqual(3);
      const isOfStore = spills.startsWith(path.join(store, "tmp", "spill~"));
      const isOfCommand = spills.startsWith(path.join(tmpdir(), "memoria~")) || spills.startsWith(folder);
      expect(isOfStore || isOfCommand, spills).toBe(true);
    }
    // Two that work at once share what there is.
    if (name.includes("before")) expect(engines.map(({ megabytes }) => Math.round(megabytes / 10))).toEqual([15, 15]);
    // What the user allows is what the main engine gets, not something below it.
    if (name === "ingest") expect(engines[0]).toMatchObject({ threads: 3, megabytes: expect.closeTo(300, -1) });
  });

  it("that are not enough are told in one line, and nothing else is", async () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    otherMemory = "2MB";
    try {
      expect(await run(["analyze", "access.log", ...call, ...quiet])).toBe(2);
      expect(told.mock.calls.join("")).toMatch(/^memoria: La memoria que se permite .* --memory 2GB\.\n$/);
    } finally {
      otherMemory = null;
      told.mockRestore();
    }
  });

  it("that cannot be are refused", async () => {
    for (const words of [
      ["--memory", "12MB"],
      ["--threads", "0"],
      ["--memory", "mucha"],
    ]) {
      expect(await command("ingest", "access.log", ...lasting, ...words)).toBe(2);
      expect(await command("serve", "--port", "0", ...lasting, ...words)).toBe(2);
    }
    expect(engines).toEqual([]);
  });
});

describe.runIf(isLong)("a log of 4 million lines with --memory 256MB", { timeout: 3_600_000 }, () => {
  const large = path.join(folder, "large");
  const place = path.join(folder, "large-store");
  const words = ["--data", place, ...quiet, "--memory", "256MB"];
  const measure = (...given: string[]): ReturnType<typeof measuredRun> => {
    const { command: node, args } = memoriaWords(given);
    return measuredRun(node, args, folder);
  };
  const spillNames = (): string[] =>
    existsSync(path.join(place, "tmp")) ? readdirSync(path.join(place, "tmp"), { recursive: true, encoding: "utf8" }) : [];

  beforeAll(() => generateSample({ lines: 4_000_000, seed: 6, scenario: "attack", outDir: large }));

  it("is ingested, analysed and written in less than 512 MB", async () => {
    expect((await measure("ingest", path.join(large, "access.log"), ...words)).peakMegabytes).toBeLessThan(512);
    expect((await measure("analyze", "--delivery", "principal", ...call, ...words)).peakMegabytes).toBeLessThan(512);
    expect(
      (await measure("report", "--delivery", "principal", ...call, ...words, "--out", path.join(folder, "m"))).peakMegabytes,
    ).toBeLessThan(512);
  });

  it("spills into the store's temporary folder, which is swept after it was killed", async () => {
    rmSync(path.join(place, "rollups"), { recursive: true });
    const { command: node, args } = memoriaWords(["analyze", "--delivery", "principal", ...call, ...words]);
    const child = spawn(node, args, { cwd: folder, stdio: "ignore" });
    const ended = once(child, "exit");
    // Large tables are files there, and what does not fit into memory is the engine's own.
    await expect
      .poll(() => spillNames().filter((name) => /^spill~.*\.(?:parquet|tmp|block)$/.test(name)).length, { timeout: 120_000, interval: 20 })
      .toBeGreaterThan(0);
    child.kill("SIGKILL");
    await ended;
    expect(spillNames().length).toBeGreaterThan(0);
    expect(readdirSync(folder).filter((name) => /tmp|duckdb/.test(name))).toEqual([]);
    expect(memoriaProcess(["ledger", "--data", place], folder).code).toBe(0);
    expect(spillNames()).toEqual([]);
  });
});
