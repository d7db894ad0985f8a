// The rollups by themselves: on a delivery of nothing, and where files of a source overlap.
import { readdirSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { mapLocalHours } from "../../analysis/curve.ts";
import { openHits } from "../../analysis/delivery.ts";
import { hitLedger } from "../../analysis/ledger.ts";
import { buildRollups } from "../../analysis/rollups.ts";
import { defaultRules } from "../../analysis/rules.ts";
import { traffic } from "../../analysis/traffic.ts";
import { Database } from "../../ingest/index.ts";
import { line } from "../support/hand-made.ts";
import { openDatabase, withIngested } from "../support/ingest-fixture.ts";

async function withEngine<Result>(directory: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase([directory]);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

it("a delivery without a file has figures of zero, or not known", async () => {
  await withEngine(tmpdir(), async (database) => {
    expect(await openHits(database, [], [])).toEqual(new Map());
    await buildRollups(database, { files: [], rules: defaultRules, places: null, segmentBounds: [0, 3600] });
    const period = { startSecond: 0, endSecond: 3600, firstSegment: 1, lastSegment: 1, timeZone: "America/Mexico_City" };
    const figures = await traffic(database, period, await mapLocalHours(database, period.timeZone));
    expect(figures).toMatchObject({ hits: 0, bytes: 0, pageViews: 0, uniqueVisitors: 0, visits: 0, pagesPerVisit: null, peakMinute: null });
    expect(await hitLedger(database, period)).toMatchObject({ outsidePeriod: 0, outOfScope: 0, originHits: 0 });
  });
});

it("files of a source that overlap leave each line once", async () => {
  const content = line({ at: "20:00:00" }) + line({ at: "20:00:05" });
  await withIngested([{ content }, { content: content + line({ at: "20:00:09" }) }], async (fixture) => {
    const files = fixture.files();
    const batches = [...new Set(files.map((file) => fixture.store.batchPath("prueba", file.batch ?? "")))];
    await withEngine(fixture.store.directory, async (database) => {
      const repeated = await openHits(database, batches, files);
      expect([...repeated.values()].reduce((total, count) => total + count, 0)).toBe(2);
      expect(await database.rows("SELECT count(*) AS hits FROM hits")).toEqual([{ hits: 3 }]);
    });
  });
});

it("hits that are too many for memory lie among the spills, outside of the store too, and no longer than they are needed", async () => {
  const spills = path.join(await mkdtemp(path.join(tmpdir(), "memoria-test-")), "spill");
  await withIngested([{ content: line({ at: "20:00:00" }) + line({ at: "20:00:05" }) }], async (fixture) => {
    const engine = await Database.open({
      ...{ memoryMegabytes: 512, threads: 1, temporaryDirectory: spills },
      ...{ allowedDirectories: [fixture.store.directory], allowedFiles: [] },
    });
    let spilled: string[] = [];
    const watched = engine.intercepted({
      onRun: ({ sql }) => {
        if (sql.includes("TABLE visits AS")) spilled = readdirSync(spills);
      },
    });
    await openHits(
      watched,
      [...new Set(fixture.files().map((file) => fixture.store.batchPath("prueba", file.batch ?? "")))],
      fixture.files(),
    );
    const inputs = { files: fixture.files(), rules: defaultRules, places: null, segmentBounds: [0], mostHitsInMemory: 0 };
    await buildRollups(watched, inputs);
    expect(await engine.rows("SELECT count(*) AS visits FROM visits")).toEqual([{ visits: 1 }]);
    expect(spilled).toHaveLength(1);
    expect(await readdir(spills)).toEqual([]);
    engine.close();
  });
  await rm(path.dirname(spills), { recursive: true });
});
