// What the difusores of one election carried together, by hand.
import { describe, expect, it } from "vitest";
import { compareAnalyses } from "../../analysis/index.ts";
import { night } from "../support/made-nights.ts";

describe("difusores of one election", () => {
  const points = (start: string, counts: readonly number[]) => ({
    stepSeconds: 60,
    points: counts.map((hits, i) => ({ at: new Date(Date.parse(start) + i * 60_000).toISOString(), hits })),
  });
  const start = "2024-06-02T20:00:00-06:00";
  const member = (name: string, counts: readonly number[], unknown: readonly number[] = []) =>
    night(name, "2024-06-02", [counts.reduce((sum, n) => sum + n, 0), 0], unknown, {
      call: "iem-2024",
      difusor: name,
      change: { series: points(start, counts) },
    });

  it("are added up by the minute: their peaks need not fall together", () => {
    const comparison = compareAnalyses([member("a", [100, 20, 90]), member("b", [10, 200, 190])]);
    expect(comparison.elections).toEqual([
      {
        convocatoria: "iem-2024",
        timeZone: "America/Mexico_City",
        hits: 610,
        peakMinute: { at: "2024-06-03T02:02:00.000Z", hits: 280, hitsPerSecond: 280 / 60 },
        unknownAtPeak: 0,
        shares: [
          { name: "a", hits: 210, share: 210 / 610 },
          { name: "b", hits: 400, share: 400 / 610 },
        ],
      },
    ]);
    expect(comparison.sizing.electionHitsPerSecond).toBeCloseTo((280 / 60) * 1.5, 9);
  });

  it("say how many have no log of that minute, and no minute where one tells none", () => {
    expect(compareAnalyses([member("a", [9]), member("b", [1], [0])]).elections[0]).toMatchObject({ unknownAtPeak: 1 });
    const coarse = { ...member("b", [1]) };
    coarse.analysis.traffic.series = { stepSeconds: 300, points: [] };
    expect(compareAnalyses([member("a", [9]), coarse]).elections[0]).toMatchObject({ peakMinute: null, unknownAtPeak: null, hits: 10 });
    expect(compareAnalyses([member("a", [9])]).elections).toEqual([]);
    const early = member("b", [1]);
    Object.assign(early.analysis.availability, { unknown: null });
    expect(compareAnalyses([member("a", [9]), early]).elections[0]).toMatchObject({ unknownAtPeak: 1 });
  });

  it("count a difusor once, whatever versions of its memoria are compared", () => {
    const again = { ...member("a", [7]), name: "a, versión 2" };
    expect(compareAnalyses([member("a", [9]), again]).elections).toEqual([]);
    expect(compareAnalyses([member("a", [9]), again, member("b", [1])]).elections[0]).toMatchObject({
      hits: 8,
      shares: [{ name: "a, versión 2" }, { name: "b" }],
    });
  });
});
