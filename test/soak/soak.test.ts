// Mixed load on a real server, seconds in the ordinary run and half an hour in the long one (`MEMORIA_SOAK_SECONDS` for others): memory flat,
// nothing left open or lying about, no error, and at the end the figures of a quiet run.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { median } from "../bench/measured-run.ts";
import { memoriaProcess, temporaryFolder } from "../cli/run-cli.ts";
import {
  childrenOf,
  endServers,
  enteredPeople,
  openHandles,
  residentMegabytes,
  type ServeProcess,
  startServe,
} from "../support/serve-process.ts";
import { sampleLog } from "../support/web-uploads.ts";
import { type LoadCounts, mixedLoad, type Part, settledFigures } from "./mixed-load.ts";

const isLong = process.env["MEMORIA_LONG"] !== undefined;
const seconds = Number(process.env["MEMORIA_SOAK_SECONDS"] ?? (isLong ? 1800 : 4));
const size = seconds > 60 ? { people: 8, deliveries: 3, parts: 4, lines: 8000 } : { people: 3, deliveries: 1, parts: 2, lines: 800 };
/** A report takes seconds of processor: not in the ordinary run. */
const withMemorias = seconds > 5;
const sampleMilliseconds = seconds > 60 ? 1000 : 100;
/** Of the web process: as much as people were promised (see test/bench/RESULTS.md). */
const mostMegabytes = 400;
/** From the second quarter of the time to the last one, when caches and code are warm; in a few seconds they are not. */
const mostGrowthMegabytes = seconds > 60 ? 20 : 80;

const folder = temporaryFolder();
afterAll(endServers);

function partsOf(log: Buffer, count: number): Part[] {
  const lines = log.toString("latin1").split(/(?<=\n)/);
  const each = Math.ceil(lines.length / count);
  return Array.from({ length: count }, (_, n) => ({
    name: `access-${n}.log`,
    content: Buffer.from(lines.slice(n * each, (n + 1) * each).join(""), "latin1"),
  }));
}

/** Samples what the process holds until `work` has ended. */
async function watched<Result>({ pid }: ServeProcess, work: Promise<Result>): Promise<{ result: Result; megabytes: number[] }> {
  const megabytes: number[] = [];
  const watch = setInterval(() => megabytes.push(residentMegabytes(pid)), sampleMilliseconds);
  try {
    return { result: await work, megabytes };
  } finally {
    clearInterval(watch);
  }
}

function growth(megabytes: readonly number[]): number {
  const quarter = Math.floor(megabytes.length / 4);
  return median(megabytes.slice(-quarter)) - median(megabytes.slice(quarter, 2 * quarter));
}

/** What a store has that no command but a running one may leave: spills, drafts, uploads. */
function leftovers(directory: string): string[] {
  const inside = (name: string): string[] => readdirSync(path.join(directory, name)).map((each) => path.join(name, each));
  const spills = inside("tmp").flatMap((name) => (name.includes("~") ? inside(name) : [name]));
  return [...spills, ...inside("subidas")];
}

/** The same logs read and analysed by the command line, with nobody else about. */
function quietFigures(parts: readonly Part[], files: readonly string[], generatedAt: unknown): Record<string, unknown> {
  const store = path.join(folder, "quiet");
  const words = ["--data", store, "--delivery", "quieta"];
  for (const name of files) {
    const part = parts.find((each) => each.name === name);
    const read = memoriaProcess(["ingest", "-", ...words, "--source", "servidor", "--progress", "none"], folder, part?.content ?? "");
    if (read.code !== 0) throw new Error(read.err);
  }
  const call = ["--convocatoria", "iem-irimbo-2024@original", "--difusor", "Difusor de prueba", "--generated-at", String(generatedAt)];
  return JSON.parse(memoriaProcess(["analyze", ...words, ...call, "--json"], folder).out) as Record<string, unknown>;
}

/** All that is neither a moment of writing nor a number that the catalog gave. */
function comparable(analysis: Record<string, unknown>): unknown {
  const { ledger, traffic, periods, availability, compliance, findings, comparison } = analysis;
  const { files: _, ...sums } = ledger as Record<string, unknown>;
  return { sums, traffic, periods, availability, compliance, findings, comparison };
}

function story(counts: LoadCounts, megabytes: readonly number[], handles: number): string {
  const { pages, uploads, cuts, memorias, takenBack } = counts;
  const memory = `${Math.round(Math.max(...megabytes))} MB at most, ${growth(megabytes).toFixed(1)} MB more at the end`;
  return `${seconds} s: ${pages} pages, ${uploads} uploads, ${cuts} cut connections, ${memorias} memorias, ${takenBack} files taken back; ${memory}; ${handles} handles`;
}

it(`a server under mixed load for ${seconds} s stays as it was`, { timeout: (seconds + 1200) * 1000 }, async () => {
  const server = await startServe(path.join(folder, "store"));
  const { deliveries, people } = enteredPeople(server.directory, size);
  const parts = partsOf(await sampleLog(size.lines, 21), size.parts);
  // What is opened once and kept, is opened before the count.
  await mixedLoad(server, { deliveries: [], people: people.slice(0, 1), parts, until: Date.now() + 500, withMemorias }).catch(() => {});
  await pause(500);
  const before = openHandles(server.pid);
  const { result: counts, megabytes } = await watched(
    server,
    mixedLoad(server, { deliveries, people, parts, until: Date.now() + seconds * 1000, withMemorias }),
  );
  const [first = ""] = deliveries;
  const figures = await settledFigures(server, people[0] as (typeof people)[0], first);
  process.stderr.write(`${story(counts, megabytes, before.length)}\n`);

  expect(counts.errors).toEqual([]);
  expect(server.logged()).toBe("");
  expect(Math.min(counts.pages, counts.uploads, counts.cuts, counts.takenBack)).toBeGreaterThan(0);
  expect(counts.memorias > 0).toBe(withMemorias);
  expect(Math.max(...megabytes)).toBeLessThan(mostMegabytes);
  expect(growth(megabytes)).toBeLessThan(mostGrowthMegabytes);
  await expect.poll(() => childrenOf(server.pid), { timeout: 10_000 }).toEqual([]);
  // An idle connection is kept for 72 s for whoever asks again.
  await expect.poll(() => openHandles(server.pid).sort(), { timeout: 100_000, interval: 500 }).toEqual(before.sort());
  expect(leftovers(server.directory)).toEqual([]);
  const names = (figures["ledger"] as { files: { name: string }[] }).files.map(({ name }) => name);
  expect(names.toSorted()).toEqual(parts.map(({ name }) => name));
  expect(comparable(figures)).toEqual(comparable(quietFigures(parts, names, figures["generatedAt"])));
  expect(await server.stop()).toBe(0);
  expect(server.logged()).toBe("");
  expect(readFileSync(path.join(server.directory, "catalog.sqlite")).length).toBeGreaterThan(0);
});
