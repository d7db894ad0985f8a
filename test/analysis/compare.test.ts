// Deliveries side by side, by hand: units, like with like, growth, and the size of the next election.
import { describe, expect, it } from "vitest";
import { compareAnalyses } from "../../analysis/index.ts";
import { analysis, compare, ofHour } from "../support/made-nights.ts";

describe("one delivery", () => {
  it("is told by the hour and by the second", () => {
    const [delivery] = compare([{}]).deliveries;
    expect(delivery).toMatchObject({
      convocatoria: "iem-uno-2021@original",
      coveredHours: 24,
      perHour: { hits: 200, humanHits: 100, pageViews: 50, visits: 25 },
      peakMinute: { hits: 600, hitsPerSecond: 10 },
      burstFactor: 2.5,
      // 3.6 MB in the hour: 8,000 bits a second; 3,000 bytes a hit, and 10 hits a second.
      peakHour: { bytes: 3_600_000, bitsPerSecond: 8000 },
      peakMinuteBitsPerSecond: 240_000,
      countries: [
        { name: "MX", share: 0.75 },
        { name: "unknown", share: 0.25 },
      ],
      states: [{ name: "MX-MIC", share: 0.4 }],
      devices: [{ name: "mobile", share: 0.8 }],
    });
    expect(delivery?.availability.map(({ source, coverage }) => [source, coverage])).toEqual([["log", 1]]);
  });

  it("is taken by the hours that its logs cover, and by the period's where that is not told", () => {
    expect(compare([{ coverage: 0.5 }]).deliveries[0]).toMatchObject({ coveredHours: 12, perHour: { hits: 400 } });
    expect(compare([{ coverage: null }]).deliveries[0]).toMatchObject({ coveredHours: null, perHour: { hits: 200 } });
    expect(compare([{ coverage: 0, hits: 0 }]).deliveries[0]).toMatchObject({ coveredHours: 0, perHour: { hits: null } });
  });

  it("tells that its peak falls in a declared incident, an attack before others", () => {
    const at = (time: string) => `2021-06-06T${time}-06:00`;
    const incident = (type: "ataque" | "otro", start: string, end: string | null) => ({
      ...{ type, effect: "ninguno" as const, seconds: null, start: at(start), end: end && at(end) },
    });
    const peakOf = (...incidents: ReturnType<typeof incident>[]) =>
      compareAnalyses([{ name: "a", analysis: { ...analysis({}), incidents } }]).deliveries[0]?.peakIncident;
    // The peak is the minute of 20:41.
    expect(peakOf(incident("otro", "20:00:00", null), incident("ataque", "20:41:59", "20:42:00"))).toBe("ataque");
    expect(peakOf(incident("otro", "20:30:00", "20:41:01"))).toBe("otro");
    expect(peakOf(incident("otro", "20:30:00", "20:41:00"), incident("ataque", "20:42:00", null))).toBeNull();
  });

  it("says null for what it does not know", () => {
    expect(compare([{ peak: null, second: null, bytes: null, visitors: 0 }]).deliveries[0]).toMatchObject({
      peakMinute: null,
      burstFactor: null,
      peakHour: { bytes: null, bitsPerSecond: null },
      peakMinuteBitsPerSecond: null,
      countries: [{ name: "MX", share: null }, { share: null }],
    });
  });

  it("takes of a peak hour that the period cuts only the part inside", () => {
    // Half an hour of publication: 3.6 MB in 1,800 s.
    expect(compare([{ hours: 0.5 }]).deliveries[0]?.peakHour?.bitsPerSecond).toBe(16_000);
    const odd = analysis({});
    const outside = {
      ...odd,
      traffic: {
        ...odd.traffic,
        peakHour: { at: "2019-01-01T20:00:00-06:00", hits: 1 },
        hours: [{ at: "2019-01-01T20:00:00-06:00", ...ofHour(1), bytes: 9 }],
      },
    };
    expect(compareAnalyses([{ name: "a", analysis: outside }]).deliveries[0]?.peakHour).toMatchObject({ bytes: 9, bitsPerSecond: null });
  });
});

describe("growth", () => {
  const first = { as: "2021", day: "2021-06-06", hits: 4800, peak: 600 };
  const second = { as: "2024", call: "iem-dos-2024", day: "2024-12-08", hits: 12_000, peak: 1500, visitors: 300 };

  it("is the ratio of the same figures of one difusor's elections, in order of time", () => {
    const { growth, deliveries, sameLength } = compare([second, first]);
    expect(deliveries.map(({ name }) => name)).toEqual(["2021", "2024"]);
    expect(sameLength).toBe(true);
    expect(growth).toEqual([
      {
        difusor: "Radio",
        from: "2021",
        to: "2024",
        sameLength: true,
        sameInstitute: true,
        common: { hours: 0, hits: null, humanHits: null, pageViews: null, visits: null, bytes: null },
        fromPeakHits: 600,
        fromHours: 24,
        toHours: 24,
        totals: { hits: 2.5, humanHits: 2.5, pageViews: 2.5, visits: 2.5, uniqueVisitors: 3 },
        perHour: { hits: 2.5, humanHits: 2.5, pageViews: 2.5, visits: 2.5 },
        peakMinute: 2.5,
        meanVisitDuration: 1,
        peakBandwidth: 2.5,
      },
    ]);
  });

  it("of periods that differ in length is told by the hour and at the peak only", () => {
    const { growth, sameLength } = compare([first, { ...second, hours: 12 }]);
    expect(sameLength).toBe(false);
    expect(growth[0]).toMatchObject({ sameLength: false, fromHours: 24, toHours: 12, peakMinute: 2.5, perHour: { hits: 5 } });
    expect(growth[0]?.totals).toEqual({ hits: null, humanHits: null, pageViews: null, visits: null, uniqueVisitors: null });
    expect(compare([first, { ...second, name: "custom" }]).growth[0]?.sameLength).toBe(false);
  });

  it("is of one difusor, by its name however written; without names, of one institute", () => {
    expect(compare([first, { ...second, difusor: "Otra" }]).growth).toEqual([]);
    expect(compare([first, { ...second, difusor: " RADIO " }]).growth).toHaveLength(1);
    expect(
      compare([
        { ...first, difusor: "" },
        { ...second, difusor: "" },
      ]).growth,
    ).toHaveLength(1);
    expect(
      compare([
        { ...first, difusor: "" },
        { ...second, difusor: "", call: "ine-dos-2024" },
      ]).growth,
    ).toEqual([]);
    expect(
      compare([
        { ...first, difusor: "", call: null },
        { ...second, difusor: "", call: null },
      ]).growth,
    ).toEqual([]);
  });

  it("is not of two deliveries of one election; from nothing there is no ratio", () => {
    expect(compare([first, { ...first, as: "otra", day: "2021-06-07" }]).growth).toEqual([]);
    expect(compare([{ ...first, hits: 0, peak: null }, second]).growth[0]).toMatchObject({ peakMinute: null, totals: { hits: null } });
  });
});

describe("the size of the next election", () => {
  const year = (n: number, peak: number, second: number | null = null) => ({ call: `iem-${n}`, day: `20${n}-06-06`, peak, second });

  it("is the greatest peak by the greatest growth, with the spread of both", () => {
    // Peaks of 10, 20 and 15 a second; growth of 2 and 0.75; a second of 25 in a minute of 10 a second.
    const { sizing } = compare([year(18, 600, 25), year(21, 1200), year(24, 900)]);
    expect(sizing).toMatchObject({
      peakMinuteHitsPerSecond: { least: 10, median: 15, most: 20, of: 3 },
      peakMinuteGrowth: { least: 0.75, median: 1.375, most: 2, of: 2 },
      burstFactors: { least: 2.5, median: 2.5, most: 2.5, of: 1 },
      growthFactor: 2,
      marginFactor: 1,
      marginFrom: "none",
      hitsPerSecond: 40,
      burstHitsPerSecond: 100,
      // 20 a second of 3,000 bytes are 480,000 bits; by 2.
      bitsPerSecond: 960_000,
    });
  });

  it("does not shrink where demand fell, and takes the margin that is given", () => {
    expect(compare([year(18, 600), year(21, 300)]).sizing).toMatchObject({ growthFactor: 1, hitsPerSecond: 10, burstHitsPerSecond: null });
    expect(compare([year(18, 600), year(21, 1200)], 1.2).sizing).toMatchObject({ growthFactor: 2, marginFrom: "given", hitsPerSecond: 48 });
  });

  it("takes the greatest second that was seen, not the peak of one by the burst of another", () => {
    // 25 seconds' worth in a minute of 60 hits is a burst of 25; the great minute had a second of 40.
    expect(compare([year(18, 60, 25), year(21, 1200, 40)], 1).sizing).toMatchObject({
      ...{ peakSecondHits: 40, burstFactor: null, growthFactor: 20, burstHitsPerSecond: 800 },
    });
  });

  it("does not go by growth from next to nothing", () => {
    const { sizing, growth } = compare([year(18, 6), year(21, 1200)]);
    expect(growth[0]).toMatchObject({ peakMinute: 200, fromPeakHits: 6 });
    expect(sizing).toMatchObject({
      growthFactor: null,
      growthLeftOut: 1,
      peakMinuteGrowth: null,
      marginFrom: "assumed",
      hitsPerSecond: 30,
    });
  });

  it("takes the bandwidth of the minute with most bytes, what a cache would leave, and how many servers bear it", () => {
    const at = "2021-06-06T21:00:00-06:00";
    const measured = {
      change: { peakBytesMinute: { at, bytes: 7_500_000 }, cache: { answers: 4, cacheHits: 3, share: 0.75 }, pollingHits: 1200 },
    };
    const { sizing, deliveries, growth } = compare([{ ...year(18, 600), ...measured }, year(21, 600)], 2, 30);
    expect(deliveries[0]).toMatchObject({
      peakBytesMinute: { at, bytes: 7_500_000, bitsPerSecond: 1_000_000 },
      cacheShare: 0.75,
      pollingHits: 1200,
    });
    // 10 hits a second by a margin of 2; of them a quarter reach the origin; the second of 25 that one recorded.
    expect(sizing).toMatchObject({ bitsPerSecond: 2_000_000, bandwidthMeasured: true, leastCacheShare: 0.75, originHitsPerSecond: 5 });
    expect(sizing).toMatchObject({ serverCapacity: 30, servers: 1, hitsPerSecond: 20 });
    expect(compare([{ peak: 600, second: 25 }], 2, 30).sizing).toMatchObject({ servers: 2, bandwidthMeasured: false });
    // An estimate is no measure: their ratio would be of neither.
    expect(growth[0]?.peakBandwidth).toBe(1);
  });

  it("without two elections is the peak by an assumed margin, which is named so", () => {
    expect(compare([year(21, 600)]).sizing).toMatchObject({
      ...{ growthFactor: null, marginFactor: 1.5, marginFrom: "assumed", hitsPerSecond: 15, peakMinuteGrowth: null },
    });
    expect(compare([{ peak: null }]).sizing).toMatchObject({ hitsPerSecond: null, bitsPerSecond: null, peakMinuteHitsPerSecond: null });
  });
});
