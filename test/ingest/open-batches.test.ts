// Files that are too many for one batch: they go on being scanned while others are parsed, and are stored as if all had waited together.
import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { ingest, Store, storedLines } from "../../ingest/index.ts";
import { openDatabase } from "../support/ingest-fixture.ts";

const lines = 12_000;
const clock = (i: number): string => [20, Math.floor(i / 60) % 60, i % 60].map((part) => String(part).padStart(2, "0")).join(":");
const combined = (file: number): string =>
  Array.from(
    { length: lines },
    (_, i) =>
      `10.${file}.0.${i % 250} - - [08/Dec/2024:${clock(i)} -0600] "GET /${"s/".repeat(60)}${i} HTTP/1.1" 200 ${i} "-" "${"A".repeat(60)}"\n`,
  ).join("");
const iis = (file: number): string =>
  `#Fields: date time c-ip cs-method cs-uri-stem sc-status\n${Array.from({ length: lines }, (_, i) => `2024-12-09 ${clock(i)} 10.${file}.1.${i % 250} GET /${"t/".repeat(90)}${i} 200\n`).join("")}`;

/** Over 2 MB each, some compressed, two formats by turns. */
const contents = Array.from({ length: 9 }, (_, i) => Buffer.from(i % 3 === 2 ? iis(i) : combined(i))).map((text, i) =>
  i % 4 === 1 ? gzipSync(text, { level: 1 }) : text,
);

async function inStore<Told>(
  files: readonly Buffer[],
  batchBytes: number | undefined,
  look: (store: Store, ingested: Promise<void>, rows: () => Promise<unknown>) => Promise<Told>,
): Promise<Told> {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-batches-"));
  const store = await Store.open(path.join(folder, "store"));
  const inputs = files.map((content, i) => ({
    path: path.join(folder, `${i}.log`),
    name: `${i}.log`,
    bytes: content.length,
    source: "a",
    role: "edge" as const,
  }));
  for (const [i, content] of files.entries()) await writeFile(inputs[i]?.path ?? "", content);
  const database = await openDatabase([folder]);
  const options = { delivery: "d", format: null, now: "2024-12-10T00:00:00Z", onProgress: () => {} };
  try {
    return await look(store, ingest(database, store, inputs, { ...options, ...(batchBytes !== undefined && { batchBytes }) }), async () => {
      const batches = [...new Set(store.catalog.files("d").map(({ batch }) => store.batchPath("d", batch ?? "")))];
      return database.rows(
        `SELECT file_id, count(*) AS rows, bit_xor(hash("at", address, path, status))::VARCHAR AS sum FROM ${storedLines(batches)} GROUP BY ALL ORDER BY ALL`,
      );
    });
  } finally {
    database.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const waiting = (store: Store): string[] =>
  readdirSync(store.temporaryDirectory, { recursive: true, encoding: "utf8" }).filter((name) => /spool|parquet|joined/.test(name));

it("stores what it would have stored at once, whatever waits together", async () => {
  const told = async (store: Store, ingested: Promise<void>, rows: () => Promise<unknown>): Promise<unknown> => {
    await ingested;
    expect(waiting(store)).toEqual([]);
    const files = store.catalog.files("d").map(({ id, name, hits, read }) => ({ id, name, hits, read }));
    expect(files.map(({ hits }) => hits)).toEqual(contents.map(() => lines));
    return { files: files.toSorted((a, b) => a.id - b.id), rows: await rows() };
  };
  const atOnce = await inStore(contents, undefined, told);
  for (const batchBytes of [1, 4_000_000, 8_000_000]) expect(await inStore(contents, batchBytes, told)).toEqual(atOnce);
}, 60_000);

it("stores nothing when one of them is no log, and leaves nothing behind", async () => {
  const bad = Buffer.from("nada de nada\n".repeat(300_000));
  for (const place of [0, 4, 8])
    await inStore(contents.with(place, bad), 4_000_000, async (store, ingested) => {
      await expect(ingested).rejects.toMatchObject({ facts: { file: `${place}.log` } });
      expect(store.catalog.files("d")).toEqual([]);
      expect(waiting(store)).toEqual([]);
    });
}, 60_000);
