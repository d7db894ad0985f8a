// Availability from the logs' minutes: each class of minute by hand, clipping by seconds, and properties against a walk over every minute.

import { describe, expect, it } from "vitest";
import { type LogMinute, logAvailability, logCoverage, logEvidence } from "../../analysis/log-availability.ts";
import fc from "../support/cases.ts";

const hour = { name: "custom", startSecond: 0, endSecond: 3600 };

/** `count` minutes from `first` on with the same figures. */
function minutes(first: number, count: number, requests: number, errors5xx = 0): LogMinute[] {
  return Array.from({ length: count }, (_, index) => ({ minute: first + index, requests, errors5xx }));
}

describe("logCoverage", () => {
  it("rounds to whole minutes and joins gaps up to 5 minutes", () => {
    const files = [
      { firstSecond: 61, lastSecond: 119 },
      { firstSecond: 420, lastSecond: 420 },
      { firstSecond: 781, lastSecond: 800 },
      { firstSecond: 1141, lastSecond: 1141 },
      { firstSecond: null, lastSecond: null },
    ];
    expect(logCoverage(files)).toEqual([{ startSecond: 60, endSecond: 1200 }]);
    expect(
      logCoverage([
        { firstSecond: 0, lastSecond: 59 },
        { firstSecond: 361, lastSecond: 400 },
      ]),
    ).toHaveLength(1);
    expect(
      logCoverage([
        { firstSecond: 0, lastSecond: 59 },
        { firstSecond: 420, lastSecond: 430 },
      ]),
    ).toHaveLength(2);
  });
});

describe("logEvidence", () => {
  const covered = [{ startSecond: 0, endSecond: 3600 }];

  it("calls a minute bad from 20 requests and half of them 5xx", () => {
    const rows = [...minutes(0, 1, 20, 10), ...minutes(1, 1, 20, 9), ...minutes(2, 1, 19, 19), ...minutes(3, 1, 21, 11)];
    expect(logEvidence(rows, covered).bad).toEqual([
      { startSecond: 0, endSecond: 60 },
      { startSecond: 180, endSecond: 240 },
    ]);
  });

  it("calls a run without requests silent amid 20 requests a minute, else idle", () => {
    const busy = [...minutes(0, 20, 20), ...minutes(30, 30, 20)];
    expect(logEvidence(busy, covered).silent).toEqual([{ startSecond: 1200, endSecond: 1800 }]);
    const quieter = [...minutes(0, 20, 20), ...minutes(30, 1, 19), ...minutes(31, 29, 20)];
    expect(logEvidence(quieter, covered).silent).toEqual([]);
  });

  it("averages the quarter hours over their covered minutes only", () => {
    const rows = [...minutes(0, 5, 40), ...minutes(15, 15, 10), ...minutes(30, 30, 1)];
    // 5 covered minutes before (200 requests) and 15 after (150): 350 / 20 = 17.5 a minute.
    expect(logEvidence(rows, covered).silent).toEqual([]);
    // 5 before (200) and 15 after (225): 21.25 a minute.
    expect(logEvidence([...minutes(0, 5, 40), ...minutes(15, 45, 15)], covered).silent).toEqual([{ startSecond: 300, endSecond: 900 }]);
  });

  it("knows nothing outside the coverage", () => {
    const evidence = logEvidence([...minutes(0, 5, 100, 100), ...minutes(70, 5, 100, 100)], covered);
    expect(evidence.bad).toEqual([{ startSecond: 0, endSecond: 300 }]);
  });
});

describe("logAvailability", () => {
  it("clips minutes to the period by seconds and counts what no file covers as unknown", () => {
    const evidence = logEvidence([...minutes(0, 30, 50), ...minutes(30, 2, 50, 50)], [{ startSecond: 0, endSecond: 1920 }]);
    const terms = { period: { ...hour, startSecond: 1830, endSecond: 2000 }, exclusions: [], target: 0.999 };
    const { result, outages } = logAvailability(terms, evidence, "web-1");
    expect(result).toMatchObject({ logSource: "web-1", seconds: 170, downSeconds: 90, unknownSeconds: 80, weightedDownSeconds: 90 });
    expect(result.coverage).toBe(90 / 170);
    expect(result.verdict).toBe("incumple");
    expect(outages).toEqual([{ source: "log", startSecond: 1830, endSecond: 1920, seconds: 90, incidentId: null }]);
  });

  it("says nothing about a period without logs", () => {
    const terms = { period: hour, exclusions: [], target: 0.999 };
    const { result } = logAvailability(terms, logEvidence([], []), null);
    expect(result).toMatchObject({ availability: null, coverage: 0, unknownSeconds: 3600, downSeconds: 0, verdict: "no-verificable" });
  });

  it("agrees with a walk over every minute", () => {
    const row = fc.record({
      requests: fc.integer({ min: 0, max: 45 }),
      errors: fc.double({ min: 0, max: 1, noNaN: true }),
      gap: fc.integer({ min: 0, max: 12 }),
    });
    const span = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.array(span, { maxLength: 3 }), (rows, spans) => {
        let at = 0;
        const all = rows.map(({ requests, errors, gap }): LogMinute => {
          at += 1 + gap;
          return { minute: at, requests, errors5xx: Math.round(requests * errors) };
        });
        const coverage = spans.map(([first, count]) => ({ startSecond: first * 60, endSecond: (first + count) * 60 }));
        const { result } = logAvailability({ period: hour, exclusions: [], target: 0.999 }, logEvidence(all, coverage), null);
        expect({ down: result.downSeconds, unknown: result.unknownSeconds }).toEqual(walk(all, coverage));
      }),
    );
  });
});

/** Down and unknown seconds of the first hour, minute by minute. */
function walk(all: readonly LogMinute[], coverage: readonly { startSecond: number; endSecond: number }[]) {
  const byMinute = new Map(all.map((row) => [row.minute, row]));
  const isCovered = (minute: number) => coverage.some((span) => span.startSecond <= minute * 60 && minute * 60 < span.endSecond);
  const isQuiet = (minute: number) => isCovered(minute) && (byMinute.get(minute)?.requests ?? 0) === 0;
  const sums = { down: 0, unknown: 0 };
  for (let minute = 0; minute < 60; minute += 1) {
    const row = byMinute.get(minute);
    if (!isCovered(minute)) sums.unknown += 60;
    else if (isQuiet(minute)) {
      let [first, last] = [minute, minute];
      while (isQuiet(first - 1)) first -= 1;
      while (isQuiet(last + 1)) last += 1;
      const around = Array.from({ length: 15 }, (_, index) => [first - 1 - index, last + 1 + index])
        .flat()
        .filter(isCovered);
      const requests = around.reduce((sum, other) => sum + (byMinute.get(other)?.requests ?? 0), 0);
      if (around.length > 0 && requests / around.length >= 20) sums.unknown += 60;
    } else if (row !== undefined && row.requests >= 20 && row.errors5xx / row.requests >= 0.5) sums.down += 60;
  }
  return sums;
}
