// Declared availability: cases worked out by hand, and properties against a model that walks every second.

import { describe, expect, it } from "vitest";
import type { AvailabilityTerms } from "../../analysis/availability.ts";
import { type DeclaredIncident, declaredAvailability } from "../../analysis/declared-availability.ts";
import fc from "../support/cases.ts";

const HOUR = 3600;
/** The window of Michoacán 2021: 51 h 59 min. */
const terms: AvailabilityTerms = {
  period: { name: "window", startSecond: 0, endSecond: 51 * HOUR + 59 * 60 },
  exclusions: [],
  target: 0.999,
};

function down(id: string, startSecond: number, endSecond: number | null): DeclaredIncident {
  return { id, startSecond, endSecond, effect: "caida", weight: null };
}

function degraded(id: string, startSecond: number, endSecond: number | null, weight: number | null): DeclaredIncident {
  return { id, startSecond, endSecond, effect: "degradacion", weight };
}

describe("declaredAvailability", () => {
  it("allows 3 min 7 s (187.14 s) in the window of Michoacán 2021", () => {
    expect(declaredAvailability(terms, [down("I-001", 0, 187)], true).result).toMatchObject({ allowedSeconds: 187.14, verdict: "cumple" });
    expect(declaredAvailability(terms, [down("I-001", 0, 188)], true).result.verdict).toBe("incumple");
  });

  it("counts overlapping outages once, clips them, and keeps the ids of each stretch", () => {
    const incidents = [down("I-001", -50, 100), down("I-002", 60, 160), down("I-003", 1000, 1010)];
    const { result, outages } = declaredAvailability(terms, incidents, true);
    expect(result).toMatchObject({ downSeconds: 170, weightedDownSeconds: 170, unknownSeconds: 0, coverage: 1, excludedSeconds: 0 });
    expect(result.availability).toBe(1 - 170 / 187_140);
    expect(outages).toEqual([
      { source: "declared", startSecond: 0, endSecond: 160, seconds: 160, incidentId: "I-001, I-002" },
      { source: "declared", startSecond: 1000, endSecond: 1010, seconds: 10, incidentId: "I-003" },
    ]);
  });

  it("takes an exclusion that overlaps an outage out of both sides of the fraction", () => {
    const exclusions = [{ startSecond: 100, endSecond: 1140 }];
    const { result } = declaredAvailability({ ...terms, exclusions }, [down("I-001", 0, 200)], true);
    expect(result).toMatchObject({ downSeconds: 100, excludedSeconds: 1040, allowedSeconds: 186.1 });
    expect(result.availability).toBe(1 - 100 / 186_100);
  });

  it("runs an incident without an end to the period's end, and flags it", () => {
    const { result, openEndedIds } = declaredAvailability(terms, [down("I-001", 187_000, null)], true);
    expect(result.downSeconds).toBe(140);
    expect(openEndedIds).toEqual(["I-001"]);
    expect(declaredAvailability(terms, [down("I-001", 200_000, null)], true).openEndedIds).toEqual([]);
  });

  it("weighs degradations in a second figure; overlaps take the greatest weight", () => {
    const incidents = [
      degraded("I-001", 0, 100, 0.2),
      degraded("I-002", 50, 150, 0.5),
      down("I-003", 140, 160),
      degraded("I-004", 500, 600, null),
    ];
    const { result, unweightedIds } = declaredAvailability(terms, incidents, true);
    expect(result.downSeconds).toBe(20);
    expect(result.weightedDownSeconds).toBe(50 * 0.2 + 90 * 0.5 + 20);
    expect(result.weightedAvailability).toBe(1 - 75 / 187_140);
    expect(unweightedIds).toEqual(["I-004"]);
  });

  it("never finds compliance without the signed statement, but finds a breach", () => {
    const quiet = declaredAvailability(terms, [down("I-001", 0, 1)], false).result;
    expect(quiet).toMatchObject({ coverage: null, unknownSeconds: null, verdict: "no-verificable" });
    expect(declaredAvailability(terms, [down("I-001", 0, 188)], false).result.verdict).toBe("incumple");
    expect(declaredAvailability(terms, [], false).result).toMatchObject({ availability: null, verdict: "no-verificable" });
    expect(declaredAvailability(terms, [], true).result).toMatchObject({ availability: 1, verdict: "cumple" });
  });

  it("judges nothing without a target", () => {
    const { result } = declaredAvailability({ ...terms, target: null }, [down("I-001", 0, 5000)], true);
    expect(result).toMatchObject({ allowedSeconds: null, verdict: null, downSeconds: 5000 });
  });

  it("agrees with a walk over every second", () => {
    const span = fc.tuple(fc.integer({ min: -20, max: 120 }), fc.option(fc.integer({ min: 0, max: 60 })));
    const incident = fc.tuple(span, fc.constantFrom("caida", "degradacion", "ninguno"), fc.option(fc.integer({ min: 0, max: 4 })));
    const exclusion = fc.tuple(fc.integer({ min: -10, max: 110 }), fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(fc.array(incident, { maxLength: 6 }), fc.array(exclusion, { maxLength: 3 }), (rows, gaps) => {
        const incidents = rows.map(([[start, length], effect, quarter], index): DeclaredIncident => {
          return {
            id: `I-${index}`,
            startSecond: start,
            endSecond: length === null ? null : start + length,
            effect,
            weight: quarter === null ? null : quarter / 4,
          };
        });
        const exclusions = gaps.map(([start, length]) => ({ startSecond: start, endSecond: start + length }));
        const period = { name: "window", startSecond: 0, endSecond: 100 };
        const { result } = declaredAvailability({ period, exclusions, target: 0.9 }, incidents, true);
        const slow = walk(incidents, exclusions);
        expect(result).toMatchObject({ downSeconds: slow.down, excludedSeconds: slow.excluded });
        expect(result.weightedDownSeconds).toBeCloseTo(slow.weighted, 9);
        expect(result.weightedDownSeconds).toBeGreaterThanOrEqual(result.downSeconds);
      }),
    );
  });
});

/** The same figures, second by second over [0, 100). */
function walk(incidents: readonly DeclaredIncident[], exclusions: readonly { startSecond: number; endSecond: number }[]) {
  const sums = { down: 0, weighted: 0, excluded: 0 };
  for (let second = 0; second < 100; second += 1) {
    if (exclusions.some((gap) => gap.startSecond <= second && second < gap.endSecond)) {
      sums.excluded += 1;
      continue;
    }
    const active = incidents.filter(({ startSecond, endSecond }) => startSecond <= second && second < (endSecond ?? 100));
    if (active.some(({ effect }) => effect === "caida")) sums.down += 1;
    const weights = active.map(({ effect, weight }) => (effect === "caida" ? 1 : effect === "degradacion" ? (weight ?? 0) : 0));
    sums.weighted += Math.max(0, ...weights);
  }
  return sums;
}
