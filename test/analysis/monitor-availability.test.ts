// Availability by monitors: cases worked out by hand, and properties against a model that walks every second.

import { describe, expect, it } from "vitest";
import type { AvailabilityTerms } from "../../analysis/availability.ts";
import { monitorAvailability, monitorSeries, pooledEvidence, seriesEvidence } from "../../analysis/monitor-availability.ts";
import type { MonitorCheck } from "../../ingest/index.ts";
import fc from "../support/cases.ts";
import { withIngested } from "../support/ingest-fixture.ts";
import { type SlowCheck, slowStates } from "../support/slow-monitor.ts";

const terms: AvailabilityTerms = { period: { name: "window", startSecond: 0, endSecond: 3600 }, exclusions: [], target: 0.9 };
const check = (second: number, up: boolean | null, untilSecond: number | null = null): MonitorCheck => ({
  second,
  untilSecond,
  up,
  name: null,
});
const figures = (checks: readonly MonitorCheck[], of = terms) => monitorAvailability(of, seriesEvidence(checks), null);

describe("monitorAvailability", () => {
  it("lets a check stand until the next, at most five minutes", () => {
    const { result, outages } = figures([check(0, true), check(300, false), check(360, true), check(1000, false)]);
    expect(result).toMatchObject({
      source: "monitor",
      logSource: null,
      downSeconds: 60 + 300,
      unknownSeconds: 3600 - 300 - 60 - 300 - 300,
    });
    expect(result.coverage).toBe(960 / 3600);
    expect(result.availability).toBe(1 - 360 / 3600);
    expect(outages.map(({ startSecond, endSecond }) => [startSecond, endSecond])).toEqual([
      [300, 360],
      [1000, 1300],
    ]);
  });

  it("lets a state stand until the end that the product tells, or the next", () => {
    const { result } = figures([check(0, true, 1800), check(1800, false, 1900), check(1850, true, 3600)]);
    expect(result).toMatchObject({ downSeconds: 50, unknownSeconds: 0, coverage: 1, verdict: "cumple" });
  });

  it("ends a check by one that says neither, which is unknown", () => {
    expect(figures([check(0, true), check(60, null), check(240, false)]).result).toMatchObject({
      downSeconds: 300,
      unknownSeconds: 3600 - 360,
    });
  });

  it("finds a breach in spite of what is unknown, and says nothing of a period without checks", () => {
    expect(figures([check(0, false, 361)]).result.verdict).toBe("incumple");
    expect(figures([check(0, false, 360)]).result.verdict).toBe("no-verificable");
    expect(figures([check(9000, true)]).result).toMatchObject({
      availability: null,
      coverage: 0,
      unknownSeconds: 3600,
      verdict: "no-verificable",
    });
  });

  it("pools series: one that sees the service up is enough", () => {
    const series = [
      { ...seriesEvidence([check(0, false, 1000)]), answeredOnly: false },
      { ...seriesEvidence([check(200, true, 400), check(400, false, 1200)]), answeredOnly: false },
      { ...seriesEvidence([check(500, true, 2000)]), answeredOnly: true },
    ];
    const { result } = monitorAvailability(terms, pooledEvidence(series), null);
    expect(result).toMatchObject({ downSeconds: 1000, unknownSeconds: 1600 });
  });

  it("joins the checks of one product and name over files, and keeps others apart", () => {
    const named = (second: number): MonitorCheck => ({ ...check(second, true), name: "PREP" });
    const series = monitorSeries([
      { file: "nov.json", product: "Gatus", answeredOnly: false, checks: [named(0)] },
      { file: "dic.json", product: "Gatus", answeredOnly: false, checks: [named(60)] },
      { file: "PREP", product: "Gatus", answeredOnly: false, checks: [check(0, true)] },
      { file: "k.csv", product: "Uptime Kuma", answeredOnly: false, checks: [named(0)] },
    ]);
    expect(series.map(({ label, product, checks }) => [label, product, checks.length])).toEqual([
      ["PREP", "Gatus", 2],
      ["PREP", "Gatus", 1],
      ["PREP", "Uptime Kuma", 1],
    ]);
  });

  it("agrees with a walk over every second, whatever the order of files and checks", () => {
    const one = fc.record({
      file: fc.constantFrom("a", "b"),
      product: fc.constantFrom("Gatus", "CSV"),
      answeredOnly: fc.constantFrom(false, false, true),
      name: fc.constantFrom(null, "x", "y"),
      second: fc.integer({ min: -400, max: 1500 }),
      length: fc.option(fc.integer({ min: 0, max: 500 }), { freq: 3 }),
      up: fc.constantFrom(true, false, false, null),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 14 }), (all) => {
        const checks: SlowCheck[] = all.map(({ length, ...rest }) => ({
          ...rest,
          up: rest.answeredOnly ? true : rest.up,
          untilSecond: length === null ? null : rest.second + length,
        }));
        const exports = checks.map(({ file, product, answeredOnly, ...rest }) => ({ file, product, answeredOnly, checks: [rest] }));
        const period = { name: "window", startSecond: 0, endSecond: 1200 };
        const evidence = pooledEvidence(monitorSeries(exports).map((series) => ({ ...series, ...seriesEvidence(series.checks) })));
        const { result } = monitorAvailability({ ...terms, period }, evidence, null);
        const states = slowStates(checks, 0, 1200);
        const count = (state: string) => states.filter((at) => at === state).length;
        expect({ down: result.downSeconds, unknown: result.unknownSeconds }).toEqual({ down: count("down"), unknown: count("unknown") });
      }),
      { numRuns: 200 },
    );
  });
});

it("stands beside the other sources in an analysis: pooled, each endpoint, outages and disagreements", async () => {
  const start = Date.parse("2024-12-09T02:00:00Z") / 1000;
  const line = (minute: number, status: number) =>
    `10.0.0.1 - - [09/Dec/2024:02:${String(minute).padStart(2, "0")}:00 +0000] "GET / HTTP/1.1" ${status} 5 "-" "Mozilla/5.0 Firefox/130.0"\n`;
  const log = Array.from({ length: 60 }, (_, minute) => line(minute, 200).repeat(25)).join("");
  const every = (name: string, isUp: (minute: number) => boolean) =>
    Array.from({ length: 60 }, (_, minute) => ({ second: start + minute * 60, untilSecond: null, up: isUp(minute), name }));
  const checks = [...every("a", (minute) => minute < 20 || minute >= 30), ...every("b", (minute) => minute < 25 || minute >= 40)];
  await withIngested([{ content: log }], async (fixture) => {
    const { availability, findings } = await fixture.analysis({
      overrides: { windowStart: start, windowEnd: start + 3600, from: start, to: start + 3600 },
      monitors: [{ file: "m.json", product: "Gatus", answeredOnly: false, checks, refused: [], notes: [] }],
    });
    const rows = availability.results.filter(({ source, period }) => source === "monitor" && period === "custom");
    expect(rows.map(({ logSource, downSeconds, unknownSeconds }) => [logSource, downSeconds, unknownSeconds])).toEqual([
      [null, 300, 0],
      ["a", 600, 0],
      ["b", 900, 0],
    ]);
    expect(availability.monitors.map(({ name, checks }) => [name, checks])).toEqual([
      ["a", 60],
      ["b", 60],
    ]);
    expect(availability.outages.filter(({ source }) => source === "monitor").map(({ seconds }) => seconds)).toEqual([300]);
    expect(availability.disagreements).toEqual([
      expect.objectContaining({ kind: "seen-not-declared", seenBy: "monitor", monitorSeconds: 300, logSeconds: null, declaredSeconds: 0 }),
    ]);
    expect(findings.find(({ id }) => id === "disagreement-1")?.text).toContain("El monitor registró una interrupción");
  });
});
