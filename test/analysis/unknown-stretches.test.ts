// The stretches that nobody knows of: by hand, and as the same seconds that the results count.

import { describe, expect, it } from "vitest";
import { logAvailability, logEvidence } from "../../analysis/log-availability.ts";
import { monitorAvailability } from "../../analysis/monitor-availability.ts";
import { unknownStretches } from "../../analysis/unknown-stretches.ts";
import fc from "../support/cases.ts";

const period = { name: "window", startSecond: 0, endSecond: 3600 };

/** Seconds of the period that the stretches of a source hold, counted one by one. */
function secondsOf(stretches: ReturnType<typeof unknownStretches>, source: "log" | "monitor"): number {
  const of = stretches.filter((stretch) => stretch.source === source);
  return Array.from({ length: 3600 }, (_, second) => of.some((s) => s.startSecond <= second && second < s.endSecond)).filter(Boolean)
    .length;
}

describe("unknown stretches", () => {
  it("are what no file covers and silence amid traffic, clipped to the period", () => {
    const busy = (minute: number) => ({ minute, requests: 50, errors5xx: 0 });
    const minutes = [...Array.from({ length: 20 }, (_, i) => busy(i + 10)), ...Array.from({ length: 20 }, (_, i) => busy(i + 35))];
    const log = logEvidence(minutes, [{ startSecond: 600, endSecond: 3300 }]);
    const monitor = { up: [{ startSecond: 60, endSecond: 3600 }], down: [{ startSecond: 30, endSecond: 60 }] };
    expect(unknownStretches(period, log, monitor)).toEqual([
      { source: "log", startSecond: 0, endSecond: 600 },
      { source: "log", startSecond: 1800, endSecond: 2100 },
      { source: "log", startSecond: 3300, endSecond: 3600 },
      { source: "monitor", startSecond: 0, endSecond: 30 },
    ]);
    expect(unknownStretches(period, log, null).map(({ source }) => source)).toEqual(["log", "log", "log"]);
  });

  it("hold the seconds that the results call unknown", () => {
    const span = fc.tuple(fc.integer({ min: -600, max: 4200 }), fc.integer({ min: 1, max: 900 }));
    const spans = fc.array(span, { maxLength: 6 }).map((list) => list.map(([at, length]) => ({ startSecond: at, endSecond: at + length })));
    fc.assert(
      fc.property(spans, spans, spans, (covered, up, down) => {
        const minutes = Array.from({ length: 60 }, (_, minute) => ({ minute, requests: (minute * 7) % 5 === 0 ? 0 : 60, errors5xx: 0 }));
        const log = logEvidence(minutes, covered);
        const monitor = { up, down };
        const terms = { period, exclusions: [], target: null };
        const stretches = unknownStretches(period, log, monitor);
        expect(secondsOf(stretches, "log")).toBe(logAvailability(terms, log, null).result.unknownSeconds);
        expect(secondsOf(stretches, "monitor")).toBe(monitorAvailability(terms, monitor, null).result.unknownSeconds);
      }),
      { numRuns: 60 },
    );
  });
});
