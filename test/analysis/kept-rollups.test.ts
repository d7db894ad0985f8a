// What is kept is what would be worked out afresh: for every option, after damage, between processes, and never for other inputs.
import { randomBytes } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DeliveredHits } from "../../analysis/delivered-hits.ts";
import { type Analysis, keptPlace } from "../../analysis/index.ts";
import { findRollups } from "../../analysis/kept-rollups.ts";
import { Rollups } from "../../analysis/open-rollups.ts";
import { defaultRules } from "../../analysis/rules.ts";
import { embeddedPlaces } from "../../ingest/index.ts";
import { line } from "../support/hand-made.ts";
import { type AnalysisChanges, IngestFixture, openDatabase, withIngested } from "../support/ingest-fixture.ts";
import { brokenEngine, KeptFixture, windowed } from "../support/kept-fixture.ts";

/** What is compared is alike or not with few lines as with many; more of them are for the long run. */
const lines = process.env["MEMORIA_LONG"] === undefined ? 400 : 1500;
let made: KeptFixture;
let fixture: KeptFixture | null = null;
beforeAll(async () => {
  made = await KeptFixture.open({ lines });
  await made.kept();
});
afterEach(async () => {
  await fixture?.close();
  fixture = null;
});
afterAll(() => made.close());

/** A store of the test's own, with the rollups of `windowed` or with none. */
async function opened({ isKept = true } = {}): Promise<KeptFixture> {
  fixture = await made.copy();
  if (!isKept) await rm(fixture.place.directory, { recursive: true });
  return fixture;
}

const second = (text: string): number => Date.parse(text) / 1000;

const variants: [string, AnalysisChanges][] = [
  ["a call and its window", windowed],
  ["nothing but the logs", {}],
  ["a range to the second", { overrides: { from: second("2024-12-08T21:13:07-06:00"), to: second("2024-12-09T03:01:59-06:00") } }],
  ["places", { ...windowed, places: embeddedPlaces() }],
  ["another zone", { timeZone: "Asia/Kathmandu" }],
  [
    "rules of its own",
    { ...windowed, rules: { scope: ["/**"], internal: ["187.0.0.0/8"], notPages: ["/ayuntamiento"], trustedProxies: ["10.0.0.0/8"] } },
  ],
];

describe("what is kept", () => {
  it.skipIf(process.env["MEMORIA_LONG"] === undefined).each([1, 2, 3, 4, 5])(
    "is what would be worked out afresh, seed %i",
    { timeout: 300_000 },
    async (seed) => {
      const store = await KeptFixture.open({ seed });
      fixture = store;
      await expect((await brokenEngine()).rows("SELECT 1")).rejects.toThrow();
      const expected = new Map<string, Analysis>();
      for (const [name, changes] of variants) {
        const fresh = await store.fresh(changes);
        expected.set(name, fresh);
        expect(await store.kept(changes), name).toEqual(fresh);
        // All that is asked was asked before: no engine is needed.
        expect(await store.logs.analysis({ ...changes, place: store.place }, await brokenEngine()), name).toEqual(fresh);
      }
      expect(await store.folders()).toHaveLength(variants.length);
      // The tables by themselves, without the answers.
      for (const folder of await store.folders()) await rm(path.join(store.place.directory, folder, "answers.jsonl"));
      for (const [name, changes] of variants) expect(await store.kept(changes), name).toEqual(expected.get(name));
    },
  );

  it("is nothing in the store of one command, and in one that cannot be written", async () => {
    const store = await opened();
    const unwritable = Object.create(store.logs.store, { readOnly: { value: true } }) as typeof store.logs.store;
    expect(keptPlace(unwritable, "prueba")).toBeNull();
    await withIngested([{ content: line({ at: "20:00:00" }) }], async (oneShot) => {
      expect(keptPlace(oneShot.store, "prueba")).toBeNull();
      await oneShot.analysis();
      expect(await readdir(oneShot.store.directory)).not.toContain("rollups");
    });
  });

  it("has no column that Parquet would change", async () => {
    const store = await opened({ isKept: false });
    const database = await openDatabase([store.logs.store.directory]);
    await store.logs.analysis({ ...windowed, place: store.place }, database);
    const types = await database.rows<{ type: string }>("SELECT DISTINCT data_type AS type FROM duckdb_columns() WHERE NOT internal");
    expect(types.length).toBeGreaterThan(5);
    expect(types.filter(({ type }) => /HUGEINT|BIT|INTERVAL|ENUM|UNION/.test(type))).toEqual([]);
    database.close();
  });
});

describe("of kept folders", () => {
  it("one that is damaged is made again, whatever the damage", { timeout: 300_000 }, async () => {
    const store = await opened();
    const expected = await store.kept();
    const folder = await store.folder();
    const names = await readdir(folder);
    const damages: [string, (file: string) => Promise<void>][] = [
      ["missing", (file) => rm(file)],
      ["cut", async (file) => truncate(file, Math.floor((await readFile(file)).length / 2))],
      ["empty", (file) => truncate(file, 0)],
      ["other bytes of the same length", async (file) => writeFile(file, randomBytes((await readFile(file)).length))],
      [
        "one bit",
        async (file) => {
          const bytes = await readFile(file);
          bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
          await writeFile(file, bytes);
        },
      ],
    ];
    const looked = [
      "manifest.json",
      "answers.jsonl",
      ...["minutes", "visits", "sessions", "address_places", "agent_hits"].map((table) => `${table}.parquet`),
    ];
    for (const [i, name] of looked.entries()) {
      const [told, damage] = damages[i % damages.length] ?? ["", async () => {}];
      await damage(path.join(folder, name));
      // Without the answers, so that the tables are read.
      if (name !== "answers.jsonl") await rm(path.join(folder, "answers.jsonl"), { force: true });
      expect(await store.kept(), `${name} ${told}`).toEqual(expected);
      const kept = await findRollups(store.place, path.basename(folder));
      expect(kept?.tables.length, `${name} ${told}`).toBeGreaterThan(8);
      expect((await readdir(folder)).sort(), `${name} ${told}`).toEqual(names.sort());
    }
    expect(await readdir(store.place.draftDirectory)).toEqual([]);
  });

  it("one that holds something else is replaced", async () => {
    const store = await opened();
    const expected = await store.kept();
    const folder = await store.folder();
    await rm(folder, { recursive: true });
    await mkdir(path.join(folder, "algo"), { recursive: true });
    expect(await store.kept()).toEqual(expected);
    expect(await findRollups(store.place, path.basename(folder))).not.toBeNull();
  });

  it("one that goes while it is read is made again", async () => {
    const store = await opened();
    await store.kept();
    const folder = await store.folder();
    await rm(path.join(folder, "answers.jsonl"));
    const database = await openDatabase([store.logs.store.directory]);
    const { files } = await filesAndBatches(store);
    const hits = await DeliveredHits.of(database, { ...(await filesAndBatches(store)), place: store.place });
    const dependencies = { files, rules: defaultRules, places: null, segmentBounds: [0], timeZone: "UTC" };
    const first = await Rollups.open(database, hits, dependencies, store.place);
    const count = "SELECT sum(hits)::BIGINT AS hits FROM minutes";
    const expected = await first.database.rows(count);
    database.close();
    const other = await openDatabase([store.logs.store.directory]);
    const second = await Rollups.open(
      other,
      await DeliveredHits.of(other, { ...(await filesAndBatches(store)), place: store.place }),
      dependencies,
      store.place,
    );
    expect(await second.database.rows("SELECT count(*) > 0 AS any FROM visits")).toEqual([{ any: true }]);
    await rm(path.join(store.place.directory, second.key), { recursive: true });
    expect(await Promise.all([second.database.rows(count), second.database.rows("SELECT count(*) > 0 AS any FROM sessions")])).toEqual([
      expected,
      [{ any: true }],
    ]);
    other.close();
  });

  it("so many stay, and those that were used last", async () => {
    const store = await opened({ isKept: false });
    const keyOf = async (changes: AnalysisChanges): Promise<string> => {
      const before = await store.folders();
      await store.kept(changes);
      return (await store.folders()).find((name) => !before.includes(name)) ?? "";
    };
    const first = await keyOf({ rules: { resultPath: "/0" } });
    const second = await keyOf({ rules: { resultPath: "/1" } });
    const old = new Date(Date.now() - 3_600_000);
    for (const name of [first, second]) await utimes(path.join(store.place.directory, name), old, old);
    await store.kept({ rules: { resultPath: "/0" } });
    // Others as they would be kept for other inputs, used since; the last one is made.
    for (let i = 2; i < 8; i++) {
      const name = `${i}`.repeat(16);
      await cp(path.join(store.place.directory, first), path.join(store.place.directory, `${name}-${name.repeat(2)}`), { recursive: true });
    }
    await store.kept({ rules: { resultPath: "/8" } });
    const left = await store.folders();
    expect(left).toHaveLength(8);
    expect(left).toContain(first);
    expect(left).not.toContain(second);
  });
});

it("two that analyse at once get the same, and leave one folder", async () => {
  const store = await opened({ isKept: false });
  const expected = await store.fresh();
  const other = await IngestFixture.over(store.logs.store.directory, "prueba");
  const place = { ...store.place, draftDirectory: other.store.spillDirectory };
  const both = await Promise.all([store.kept(), other.analysis({ ...windowed, place }), store.logs.analysis({ ...windowed, place: null })]);
  for (const analysis of both) expect(analysis).toEqual(expected);
  expect(await store.folders()).toHaveLength(1);
  expect(await store.kept()).toEqual(expected);
  await other.store.close();
});

it("goes with the files that it was made from", async () => {
  const store = await opened();
  await store.kept();
  const [before] = await store.folders();
  await store.logs.add([{ content: line({ at: "23:59:59" }), source: "c" }]);
  await store.logs.store.sweep("prueba");
  expect(await store.folders()).toEqual([]);
  const added = await store.kept();
  expect(added).toEqual(await store.fresh());
  const [after] = await store.folders();
  expect(after?.slice(0, 16)).not.toBe(before?.slice(0, 16));
  store.logs.store.catalog.undoFile("prueba", store.logs.files().at(-1)?.id ?? 0);
  const undone = await store.kept();
  expect(undone).toEqual(await store.fresh());
  expect(undone.ledger.lines.read).toBe(added.ledger.lines.read - 1);
});

async function filesAndBatches({ logs }: KeptFixture): Promise<{ files: ReturnType<IngestFixture["files"]>; batchPaths: string[] }> {
  const files = logs.files();
  const batches = new Set(files.flatMap((file) => (file.batch === null ? [] : [file.batch])));
  return { files, batchPaths: [...batches].map((batch) => logs.store.batchPath("prueba", batch)) };
}
