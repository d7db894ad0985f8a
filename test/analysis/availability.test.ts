// The arithmetic of availability: allowances worked out by hand, verdicts on the border, and rows of all-or-nothing evidence.
import { describe, expect, it } from "vitest";
import { allowedSeconds, availabilityRow, type Evidence, verdictOf } from "../../analysis/availability.ts";

const silentEvidence: Evidence = {
  source: "declared",
  logSource: null,
  down: [],
  weightedDownSeconds: null,
  unknown: [],
  covered: [],
  saysAnything: true,
};

describe("allowedSeconds", () => {
  it.each([
    [0.999, 30 * 86_400, 2592],
    [0.999, 31 * 86_400, 2678.4],
    [0.999, 86_400, 86.4],
    [0.999, 51 * 3600 + 59 * 60, 187.14],
    [0.9995, 30 * 86_400, 1296],
    [0.99999, 100_000, 1],
    [1, 86_400, 0],
  ])("a target of %d over %d s allows %d s, without rounding errors", (target, seconds, allowed) => {
    expect(allowedSeconds(target, seconds)).toBe(allowed);
  });

  it("allows nothing that can be named without a target", () => {
    expect(allowedSeconds(null, 86_400)).toBeNull();
  });
});

describe("verdictOf", () => {
  it.each([
    [2592, 2592, 0, "cumple"],
    [2592, 2593, 0, "incumple"],
    [2592, 2593, null, "incumple"],
    [2592, 0, 2592, "cumple"],
    [2592, 1, 2592, "no-verificable"],
    [2592, 0, null, "no-verificable"],
    [0, 0, 0, "cumple"],
    [null, 5000, 0, null],
  ] as const)("allowed %s, down %s, unknown %s: %s", (allowed, down, unknown, verdict) => {
    expect(verdictOf(allowed, down, unknown)).toBe(verdict);
  });
});

describe("availabilityRow", () => {
  const period = { name: "window", startSecond: 1000, endSecond: 2000 };

  it("has no availability, coverage or compliance where everything is excluded", () => {
    const row = availabilityRow({ period, exclusions: [{ startSecond: 0, endSecond: 5000 }], target: 0.999 }, silentEvidence);
    expect(row).toMatchObject({ seconds: 1000, excludedSeconds: 1000, availability: null, coverage: null, allowedSeconds: 0 });
    expect(row.verdict).toBe("no-verificable");
  });

  it("takes overlapping exclusions once and clips them", () => {
    const exclusions = [
      { startSecond: 900, endSecond: 1100 },
      { startSecond: 1050, endSecond: 1200 },
    ];
    const row = availabilityRow({ period, exclusions, target: 0.9 }, { ...silentEvidence, down: [{ startSecond: 1150, endSecond: 1300 }] });
    expect(row).toMatchObject({
      excludedSeconds: 200,
      downSeconds: 100,
      allowedSeconds: 80,
      availability: 1 - 100 / 800,
      verdict: "incumple",
    });
  });
});
