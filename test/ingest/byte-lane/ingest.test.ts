// A whole ingest by the lane and without it: the same lines are stored, whichever way a log comes.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import type { LaneOptions } from "../../../ingest/batch.ts";
import { type Database, sqlText } from "../../../ingest/database.ts";
import { ingest, Store, storedLines } from "../../../ingest/index.ts";
import { openDatabase } from "../../support/ingest-fixture.ts";

const lines = 160_000;
const agents = [
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
  "curl/8.5.0",
  'a \\"b\\"',
];

/** Over 32 MB, with odd lines in it. */
const text = Array.from({ length: lines }, (_, i) => {
  if (i % 997 === 0) return i % 2 === 0 ? "" : "no line";
  const clock = [Math.floor(i / 3600) % 24, Math.floor(i / 60) % 60, i % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const address = `187.${i % 250}.${(i * 7) % 250}.${(i * 13) % 250}`;
  return `${address} - - [08/Dec/2024:${clock} -0600] "GET /prep/${i % 300}/${"seccion/".repeat(5)}?t=${i} HTTP/2.0" 200 ${i * 3} "-" "${agents[i % 50 === 0 ? 2 : i % 2]}"`;
}).join("\n");

interface Stored {
  rows: number;
  /** Of all rows with their places. */
  sum: string;
  ledger: number[];
  writers: string[];
}

async function stored(contents: readonly Buffer[], name: string, lane: LaneOptions): Promise<Stored> {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-lane-"));
  const store = await Store.open(path.join(folder, "store"));
  await mkdir(path.join(folder, "logs"));
  const inputs = contents.map((content, i) => ({
    path: path.join(folder, "logs", `${i}-${name}`),
    name: `${i}-${name}`,
    bytes: content.length,
  }));
  for (const [i, content] of contents.entries()) await writeFile(inputs[i]?.path ?? "", content);
  const database = await openDatabase([folder]);
  try {
    const options = { delivery: "d", format: null, now: "2024-12-10T00:00:00Z", lane, onProgress: () => {} };
    await ingest(
      database,
      store,
      inputs.map((input) => ({ ...input, source: "a", role: "edge" as const })),
      options,
    );
    return { ...(await sums(database, store)), ledger: ledgerOf(store) };
  } finally {
    database.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const ledgerOf = (store: Store): number[] => {
  const files = store.catalog.files("d");
  const sum = (of: (file: (typeof files)[number]) => number): number => files.reduce((all, file) => all + of(file), 0);
  return [sum((file) => file.read), sum((file) => file.hits), sum((file) => file.blank), sum((file) => file.rejected)];
};

async function sums(database: Database, store: Store): Promise<Omit<Stored, "ledger">> {
  const batches = [...new Set(store.catalog.files("d").map((file) => store.batchPath("d", file.batch ?? "")))];
  const [told] = await database.rows<{ rows: number; sum: string }>(
    `SELECT count(*) AS rows, bit_xor(hash(l))::VARCHAR AS sum FROM (SELECT * EXCLUDE (filename) FROM ${storedLines(batches, ", filename = true, file_row_number = true")}) AS l`,
  );
  const writers = await database.rows<{ by: string }>(
    `SELECT DISTINCT split_part(created_by, ' ', 1) AS by FROM parquet_file_metadata([${batches.map(sqlText).join(", ")}])`,
  );
  return { rows: told?.rows ?? 0, sum: told?.sum ?? "", writers: writers.map(({ by }) => by) };
}

const never: LaneOptions = { leastBytes: Number.POSITIVE_INFINITY };
const whole = Buffer.from(text);

it("stores the same lines of a large log, plain or compressed, by the lane and by the engine", async () => {
  const byEngine = await stored([whole], "a.log", never);
  expect(byEngine).toMatchObject({ rows: lines, writers: ["DuckDB"] });
  for (const [content, name] of [
    [whole, "a.log"],
    [gzipSync(whole, { level: 1 }), "a.log.gz"],
  ] as const)
    expect(await stored([content], name, {})).toEqual({ ...byEngine, writers: ["memoria"] });
}, 60_000);

it("stores the same lines of a large log of IIS, ended as on Windows or not, by the lane and by the engine", async () => {
  const clock = (i: number): string => new Date(1_733_709_600_000 + i * 100).toISOString().slice(0, 19).replace("T", " ");
  const rows = Array.from({ length: lines }, (_, i) => {
    if (i % 1000 === 0)
      return ["#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query cs(User-Agent) sc-status sc-bytes", "#Date: x", ""][i % 3];
    return `${clock(i)} 187.${i % 250}.${(i * 7) % 250}.${(i * 13) % 250} GET /prep/${i % 300}/${"seccion/".repeat(12)} t=${i} Mozilla/5.0+(${"x".repeat(60)}) 200 ${i * 3}`;
  });
  const [unix, windows] = ["\n", "\r\n"].map((end) => Buffer.from(rows.join(end) + end));
  if (!unix || !windows) throw new Error("two logs were made");
  const byEngine = await stored([unix], "a.log", never);
  expect(byEngine).toMatchObject({ rows: lines, writers: ["DuckDB"] });
  for (const content of [unix, windows]) expect(await stored([content], "a.log", {})).toEqual({ ...byEngine, writers: ["memoria"] });
}, 60_000);

it("stores the same lines of JSON, sampled or not, by the lane and by the engine", async () => {
  const row = (i: number): string =>
    JSON.stringify({
      ClientIP: `187.188.${i % 250}.${(i * 7) % 250}`,
      ClientRequestMethod: "GET",
      ClientRequestURI: `/prep/${i % 300}`,
      ClientRequestUserAgent: i % 50 === 0 ? 'A "quoted" agent' : "Mozilla/5.0",
      EdgeStartTimestamp: 1_733_709_600 + i,
      EdgeResponseStatus: 200,
      EdgeResponseBytes: i,
      ...(i % 3 === 0 ? {} : { SampleInterval: (i % 2) + 1 }),
      ClientRequestSource: i % 40 === 0 ? "edgeWorkerFetch" : "eyeball",
    });
  const parts = [0, 9_000].map((from) => Buffer.from(`${Array.from({ length: 9_000 }, (_, i) => row(from + i)).join("\n")}\n`));
  const byEngine = await stored(parts, "a.json", never);
  expect(byEngine).toMatchObject({ rows: 18_000, ledger: [18_000, 17_550, 0, 450], writers: ["DuckDB"] });
  expect(await stored(parts, "a.json", { leastBytes: 0 })).toEqual({ ...byEngine, writers: ["memoria"] });
});

it("stores the same lines of many small files", async () => {
  const parts = Array.from({ length: 40 }, (_, i) => {
    const part = text.split("\n").slice(i * 400, i * 400 + 400);
    return Buffer.from(part.join("\n") + (i % 2 === 0 ? "\n" : ""));
  });
  const byEngine = await stored(parts, "a.log", never);
  expect(byEngine).toMatchObject({ rows: 16_000, writers: ["DuckDB"] });
  expect(await stored(parts, "a.log", { leastBytes: 0, pieceBytes: 100_000 })).toEqual({ ...byEngine, writers: ["memoria"] });
}, 60_000);
