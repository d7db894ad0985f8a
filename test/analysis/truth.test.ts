// Every figure of generated nights against the truth they were made with, and of a real log against the slow model.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { generateSample, type SampleTruth, SCENARIO_NAMES } from "../../samples/index.ts";
import { expectBalanced } from "../support/balance.ts";
import { withIngested } from "../support/ingest-fixture.ts";
import { slowModel } from "../support/slow-model.ts";

/** Every key of the truth, wherever it is nested, must be in what was found, with the same value. */
function expectAgreement(found: unknown, truth: unknown, where: string): void {
  if (truth !== null && typeof truth === "object") {
    if (Array.isArray(truth) && where.endsWith("hours")) expect(found, where).toHaveLength(truth.length);
    for (const [key, value] of Object.entries(truth))
      expectAgreement((found as Record<string, unknown> | undefined)?.[key], value, `${where}.${key}`);
  } else if (typeof truth === "number") expect(found, where).toBeCloseTo(truth, 8);
  else expect(found, where).toEqual(truth);
}

describe.each(SCENARIO_NAMES)("the truth of a generated night: %s", (scenario) => {
  it("is what the analysis finds, over all of it and in the window", async () => {
    const outDir = await mkdtemp(path.join(tmpdir(), "memoria-truth-"));
    try {
      await generateSample({ lines: 30_000, seed: 77, scenario, outDir });
      const truth = JSON.parse(await readFile(path.join(outDir, "truth.json"), "utf8")) as SampleTruth;
      const content = await readFile(path.join(outDir, "access.log"));
      await withIngested([{ content }], async (fixture) => {
        for (const { start, end, traffic } of [truth.periods.all, truth.periods.window].filter((period) => period !== null)) {
          const analysis = await fixture.analysis({ overrides: { from: Date.parse(start) / 1000, to: Date.parse(end) / 1000 } });
          expectAgreement(analysis.traffic, traffic, "traffic");
          expectAgreement(analysis.ledger, truth.ledger, "ledger");
          expectBalanced(analysis);
          const seen = analysis.availability.outages.filter((outage) => outage.source === "log");
          expect(seen.map((outage) => [outage.start, outage.end])).toEqual(truth.outages.map((outage) => [outage.start, outage.end]));
        }
      });
    } finally {
      await rm(outDir, { recursive: true, force: true });
    }
  });
});

/** A public site's log, where the checkout has it beside; it is not copied into the project. */
const realLog = path.join(import.meta.dirname, "..", "..", "..", "shared", "real-logs", "combined.log");

describe("a real log of 10,000 lines", () => {
  it.runIf(existsSync(realLog))("gives the figures of the slow model", async () => {
    const content = await readFile(realLog, "utf8");
    const slow = slowModel([{ source: "a", text: content }]);
    const analysis = await withIngested([{ content }], (fixture) => fixture.analysis());
    expect(slow.period).toMatchObject({ start: analysis.period.start, end: analysis.period.end });
    expectAgreement(analysis.traffic, slow.traffic, "traffic");
    expectAgreement(analysis.ledger, slow.ledger, "ledger");
    expectBalanced(analysis);
    expect(analysis.ledger.lines.hits).toBe(10_000);
  });
});
