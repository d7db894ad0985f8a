// The whole of traffic, ledger and log availability against an independent slow program that knows no SQL: 12 generated deliveries, and 500 in the long run (the twentieth spans 77 years, and takes half a minute).
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Analysis, defaultRules, loadConvocatoria } from "../../analysis/index.ts";
import type { Database } from "../../ingest/index.ts";
import { expectBalanced } from "../support/balance.ts";
import { type GeneratedDelivery, generatedDelivery, generatedPlaces } from "../support/generated-delivery.ts";
import { IngestFixture, openDatabase } from "../support/ingest-fixture.ts";
import { type SlowDelivery, slowDelivery, slowHitLedger } from "../support/slow-delivery.ts";
import { slowFigures } from "../support/slow-figures.ts";
import { slowAvailability, slowMinutes, slowOutages } from "../support/slow-log-availability.ts";
import { localIso } from "../support/slow-model-traffic.ts";

const SEEDS = Array.from({ length: Number(process.env["MEMORIA_ORACLE_SEEDS"] ?? 12) }, (_, i) => i);
const TARGET = 0.999;

let directory = "";
let database: Database;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "memoria-oracle-"));
  // One thread: on so few lines a second one only waits.
  database = await openDatabase([directory], 1);
});
afterAll(async () => {
  database.close();
  await rm(directory, { recursive: true, force: true });
});

/** `onDisk`: as if it were too large for memory. */
async function analysed(delivery: GeneratedDelivery, { onDisk }: { onDisk: boolean }): Promise<Analysis> {
  const fixture = await IngestFixture.open({ within: { directory, database } });
  try {
    await fixture.add(
      delivery.files.map(({ text, ...file }) => ({ ...file, content: text })),
      delivery.format,
      delivery.timeZone,
    );
    const irimbo = delivery.target ? await loadConvocatoria("iem-irimbo-2024") : null;
    return await fixture.analysis({
      ...(onDisk ? { mostHitsInMemory: 0, hitsOfPass: 7 } : {}),
      rules: { ...defaultRules, ...delivery.rules },
      timeZone: delivery.timeZone,
      places: generatedPlaces,
      overrides: { from: delivery.from ?? undefined, to: delivery.to ?? undefined },
      convocatoria: irimbo && { ...irimbo, timeZone: { ...irimbo.timeZone, value: delivery.timeZone } },
      exclusions: delivery.exclusions.map(({ start, end }) => ({ startSecond: start, endSecond: end, reason: "x", approvedBy: "y" })),
    });
  } finally {
    await fixture.close();
  }
}

function expectSameFigures(analysis: Analysis, slow: SlowDelivery, { timeZone, from, to }: GeneratedDelivery): void {
  const loaded = slow.hits.map(({ second }) => second);
  const main = { start: from ?? Math.min(...loaded), end: to ?? Math.max(...loaded) + 1 };
  expect(analysis.period).toEqual({ name: "custom", start: localIso(main.start, timeZone), end: localIso(main.end, timeZone), timeZone });
  const { files, ...ledger } = analysis.ledger;
  // No log of these comes in an archive.
  expect(ledger).toEqual({ leftOut: [], lines: slow.lines, rejectedByReason: slow.rejectedByReason, ...slowHitLedger(slow, main) });
  expect(files.map(({ id: _id, format: _format, ...file }) => file)).toEqual(slow.files);
  // The main period is one of the bounds.
  expect(analysis.traffic).toEqual(analysis.periods["custom"]);
  expect(analysis.bounds.find(({ name }) => name === "custom")).toMatchObject({ start: analysis.period.start, end: analysis.period.end });
  for (const bound of analysis.bounds) {
    const period = { start: Date.parse(bound.start) / 1000, end: Date.parse(bound.end) / 1000, timeZone };
    expect(analysis.periods[bound.name], bound.name).toEqual(slowFigures(slow.counted, period, generatedPlaces));
  }
}

function expectSameAvailability(
  analysis: Analysis,
  slow: SlowDelivery,
  { timeZone, exclusions, target, from, to }: GeneratedDelivery,
): void {
  const minutes = new Map<string | null, ReturnType<typeof slowMinutes>>();
  const rows = analysis.availability.results.filter((result) => result.source === "log");
  const sources = new Set(slow.files.filter((file) => file.role === slow.countedRole).map((file) => file.source));
  const names = new Set(rows.map(({ logSource }) => logSource));
  expect(names).toEqual(new Set([null, ...(sources.size > 1 ? sources : [])]));
  // The end of the call's window is nowhere declared: the span of the hits stands for it, and is not judged.
  const isSpanOfHits = from === null && to === null;
  for (const { source: _source, logSource, period: name, allowedSeconds, ...row } of rows) {
    const known = minutes.get(logSource) ?? slowMinutes(slow, logSource);
    minutes.set(logSource, known);
    const bound = analysis.bounds.find((candidate) => candidate.name === name);
    const period = { start: Date.parse(bound?.start ?? "") / 1000, end: Date.parse(bound?.end ?? "") / 1000 };
    const { allowedSeconds: allowed, ...expected } = slowAvailability(
      known,
      period,
      exclusions,
      target && !(isSpanOfHits && name === "custom") ? TARGET : null,
    );
    expect(row, `${name} of ${logSource}`).toEqual(expected);
    if (allowed === null) expect(allowedSeconds).toBeNull();
    else expect(allowedSeconds).toBeCloseTo(allowed, 6);
  }
  const main = { start: Date.parse(analysis.period.start) / 1000, end: Date.parse(analysis.period.end) / 1000 };
  const outages = analysis.availability.outages.filter(({ source }) => source === "log");
  expect(outages.map(({ start, end }) => ({ start, end }))).toEqual(
    slowOutages(minutes.get(null) ?? new Map(), main).map(({ start, end }) => ({
      start: localIso(start, timeZone),
      end: localIso(end, timeZone),
    })),
  );
}

describe("a generated delivery", () => {
  it.each(SEEDS)("of seed %d has the figures that the slow program counts", async (seed) => {
    const delivery = generatedDelivery(seed);
    const analysis = await analysed(delivery, { onDisk: seed % 2 === 0 });
    expectBalanced(analysis);
    const slow = slowDelivery(delivery.files, delivery.rules, delivery.timeZone);
    expectSameFigures(analysis, slow, delivery);
    expectSameAvailability(analysis, slow, delivery);
  });
});
