// The hours that all compared logs tell of, by hand.
import { describe, expect, it } from "vitest";
import { deliveriesComparisonSchema } from "../../analysis/compare-schema.ts";
import { compareAnalyses, placeOfHour } from "../../analysis/index.ts";
import { analysis, night } from "../support/made-nights.ts";

describe("hours in common", () => {
  it("leave a silent hour out of what is told by the hour: it is not one without demand", () => {
    const [delivery] = compareAnalyses([night("a", "2021-06-06", [80, 0, 40, 24], [1])]).deliveries;
    expect(delivery).toMatchObject({ coveredHours: 3, perHour: { hits: 48 }, common: { hits: 144, visits: 18, bytes: 1440 } });
  });

  it("are those that all logs tell of, from the start on, whatever the length of the periods", () => {
    const long = night("a", "2018-07-01", [800, 400, 80, 8, 8, 8, 8, 8]);
    const gap = night("b", "2021-06-06", [1600, 0, 240, 16], [1]);
    const comparison = compareAnalyses([long, gap]);
    expect(deliveriesComparisonSchema.parse(comparison)).toEqual(comparison);
    expect(comparison.commonHours).toEqual([0, 2, 3]);
    expect(comparison.deliveries.map(({ common }) => common?.hits)).toEqual([888, 1856]);
    expect(comparison.sameLength).toBe(false);
    // By the mean hour it would be 3.75 times: the long period is mostly night.
    const { common, perHour } = comparison.growth[0] ?? {};
    expect(common).toMatchObject({ hours: 3, hits: 1856 / 888, visits: 1856 / 888, bytes: 1856 / 888 });
    expect(perHour?.hits).toBeCloseTo(1856 / 3 / (1320 / 8), 9);
  });

  it("of as many hours but other ones are not the same length", () => {
    const [first, last] = [night("a", "2018-07-01", [80, 40, 0, 0], [2, 3]), night("b", "2021-06-06", [0, 0, 8, 8], [0, 1])];
    const comparison = compareAnalyses([first, last]);
    expect(comparison).toMatchObject({
      sameLength: false,
      commonHours: [],
      growth: [{ sameLength: false, common: { hours: 0, hits: null } }],
    });
    expect(comparison.deliveries.map(({ common }) => common)).toEqual([null, null]);
  });

  it("are not those of periods of another kind, which begin at another moment of the night", () => {
    const [publication, custom] = [night("a", "2018-07-01", [80, 40, 8]), night("b", "2021-06-06", [8, 80, 40], [], { name: "custom" })];
    expect(compareAnalyses([publication, custom])).toMatchObject({ commonHours: [], growth: [{ common: { hours: 0, hits: null } }] });
  });

  it("are whole: of a period that begins or ends inside one it is left out, and those of which nothing is told bind nobody", () => {
    const odd = night("a", "2021-06-06", [10, 20, 30]);
    const start = odd.analysis.period.start.replace("T20:00", "T20:30");
    const inside = { name: "a", analysis: { ...odd.analysis, period: { ...odd.analysis.period, start } } };
    const untold = { name: "c", analysis: analysis({ call: "iem-c", day: "2024-06-02" }) };
    const comparison = compareAnalyses([inside, night("b", "2022-06-05", [100, 200, 300]), untold]);
    expect(comparison.commonHours).toEqual([1, 2]);
    expect(comparison.deliveries.map(({ common }) => common?.hits ?? null)).toEqual([50, 500, null]);
    expect([start, "2021-06-06T20:00:00-06:00", "2021-06-06T21:00:00-06:00"].map((at) => placeOfHour(at, start))).toEqual([0, 0, 1]);
  });
});
