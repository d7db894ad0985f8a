// Killed at any moment of an ingest, the store opens clean with nothing half entered, and a second run gives the undisturbed figures.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHits } from "../../analysis/index.ts";
import { type Database, Store, sqlText } from "../../ingest/index.ts";
import fc from "../support/cases.ts";
import { openDatabase } from "../support/ingest-fixture.ts";

const child = fileURLToPath(new URL("../support/ingest-child.ts", import.meta.url));
const kills = process.env["MEMORIA_LONG"] ? 50 : 8;
const lanes = 2;
/** Steps after which the process kills itself; the other kills come from outside, at random. */
const deaths = ["settled", "kept", "entered"];
const linesPerFile = 400;

let directory = "";
let logs: string[] = [];
/** By the bytes sent, which number the lines: how many hits an undisturbed store has. */
const expected = new Map<number, number>();

/** The lines of a log; the second half of each file is the first half of the next. */
const line = (i: number): string => {
  const clock = [i / 3600, (i / 60) % 60, i % 60].map((n) => String(Math.floor(n)).padStart(2, "0")).join(":");
  return `192.0.2.${i % 200} - - [08/Dec/2024:${clock} -0600] "GET /p${i % 7} HTTP/1.1" 200 ${1000 + i} "-" "Firefox/${i % 5}"\n`;
};

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "memoria-crash-"));
  await mkdir(path.join(directory, "logs"));
  for (let file = 0; file < 6; file++) {
    const numbers = Array.from({ length: linesPerFile }, (_, i) => file * (linesPerFile / 2) + i);
    for (const number of numbers) expected.set(1000 + number, 1);
    const text = numbers.map(line).join("");
    const name = path.join(directory, "logs", file === 2 ? "2.log.gz" : `${file}.log`);
    await writeFile(name, file === 2 ? gzipSync(text) : text);
    logs.push(name);
  }
  logs = logs.toReversed();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Runs the child, killed so long after it was ready; answers its last word, and how long it worked. */
async function runChild(store: string, delivery: string, death: number | string | null): Promise<{ said: string; milliseconds: number }> {
  const step = typeof death === "string" ? death : "none";
  const running = spawn(process.execPath, [child, store, delivery, step, ...logs], {
    stdio: ["ignore", "pipe", "ignore"],
    // Half of a child's time is reading its source: what the first has read serves the others.
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(directory, "compiled") },
  });
  let said = "";
  let readyAt = performance.now();
  createInterface(running.stdout).on("line", (text) => {
    said = text;
    if (text !== "ready") return;
    readyAt = performance.now();
    if (typeof death === "number") setTimeout(() => running.kill("SIGKILL"), death);
  });
  await once(running, "close");
  return { said, milliseconds: performance.now() - readyAt };
}

/** Everything under a folder of the store. */
const under = (...names: string[]): Promise<string[]> => readdir(path.join(...names)).then((found) => found.sort());

/** All files or none are entered; what the catalog knows is there and whole, and there is nothing else. Answers whether they are entered. */
async function checkStore(database: Database, directory: string, delivery: string): Promise<boolean> {
  const store = await Store.open(directory);
  try {
    await store.lock(delivery);
    const files = store.catalog.files(delivery);
    expect([0, logs.length]).toContain(files.length);
    expect(await under(store.rawDirectory(delivery))).toEqual(files.map((file) => file.sha256).sort());
    const batches = [...store.catalog.batches(delivery)];
    expect(await under(store.linesDirectory(delivery))).toEqual(batches.map((batch) => `${batch}.parquet`).sort());
    expect((await under(store.temporaryDirectory)).filter((name) => name.startsWith(delivery))).toEqual([]);
    for (const batch of batches) {
      const read = files.filter((file) => file.batch === batch).reduce((sum, file) => sum + file.read, 0);
      const rows = await database.rows(`SELECT count(*) AS rows FROM read_parquet(${sqlText(store.batchPath(delivery, batch))})`);
      expect(rows).toEqual([{ rows: read }]);
    }
    return files.length > 0;
  } finally {
    await store.close();
  }
}

/** The figures of an undisturbed store: every line once, and every file as it was handed in. */
async function checkFigures(directory: string, delivery: string): Promise<void> {
  const store = await Store.open(directory);
  const database = await openDatabase([directory]);
  try {
    const files = store.catalog.files(delivery);
    expect(files.map((file) => [file.name, file.read, file.hits])).toEqual(
      logs.map((log) => [path.basename(log), linesPerFile, linesPerFile]),
    );
    const batches = [...store.catalog.batches(delivery)].map((batch) => store.batchPath(delivery, batch));
    const repeated = await openHits(database, batches, files);
    expect([...repeated.values()].reduce((sum, count) => sum + count, 0)).toBe(logs.length * linesPerFile - expected.size);
    const rows = await database.rows<{ bytes: number; hits: number }>("SELECT bytes, count(*) AS hits FROM hits GROUP BY bytes");
    expect(new Map(rows.map((row) => [row.bytes, row.hits]))).toEqual(expected);
    for (const [i, log] of logs.entries()) {
      expect(await readFile(store.rawPath(delivery, files[i]?.sha256 ?? ""))).toEqual(await readFile(log));
    }
  } finally {
    database.close();
    await store.close();
  }
}

/** Kills one ingest after the other in a store of its own; a delivery that got in whole makes room for the next. */
async function lane(number: number): Promise<{ killed: number; entered: number }> {
  const store = path.join(directory, `store-${number}`);
  const database = await openDatabase([store]);
  await runChild(store, "primera", null);
  await checkFigures(store, "primera");
  // The first also reads its source: the second tells how long the others will take.
  const { milliseconds } = await runChild(store, "entera", null);
  const moments = fc.sample(fc.integer({ min: 0, max: 999 }), { numRuns: kills / lanes, seed: 2024 + number });
  let delivery = 0;
  let killed = 0;
  for (const [i, moment] of moments.entries()) {
    const step = i < deaths.length ? deaths[i] : undefined;
    const { said } = await runChild(store, `entrega-${delivery}`, step ?? (moment / 1000) * milliseconds);
    if (said === "ready") killed++;
    if (await checkStore(database, store, `entrega-${delivery}`)) await checkFigures(store, `entrega-${delivery++}`);
  }
  expect((await runChild(store, `entrega-${delivery}`, null)).said).toBe("done");
  await checkFigures(store, `entrega-${delivery}`);
  database.close();
  return { killed, entered: delivery };
}

describe("an ingest of several batches", { timeout: 300_000 }, () => {
  it(`survives ${kills} kills at random moments: whole or absent, and the next one gives the undisturbed figures`, async () => {
    const done = await Promise.all(Array.from({ length: lanes }, (_, i) => lane(i)));
    // Some may have been done a moment before they were to be killed.
    expect(done.reduce((sum, { killed }) => sum + killed, 0)).toBeGreaterThan(kills / 4);
    for (const { entered } of done) expect(entered).toBeGreaterThan(0);
  });
});
