// Deliveries side by side, by hand: units, like with like, growth, and the size of the next election.
import { describe, expect, it } from "vitest";
import { comparedOf, deliveriesComparisonSchema, readComparedAnalysis } from "../../analysis/compare-schema.ts";
import { type ComparedAnalysis, compareAnalyses, placeOfHour } from "../../analysis/index.ts";
import { restoreKeys } from "../../analysis/restore-keys.ts";
import { fullAnalysis } from "../report/fixture-analysis.ts";

interface Made {
  difusor?: string;
  call?: string | null;
  /** First day of a window of `hours`. */
  day?: string;
  hours?: number;
  hits?: number;
  peak?: number | null;
  second?: number | null;
  coverage?: number | null;
  visitors?: number;
  bytes?: number | null;
  name?: string;
  unknownHours?: number;
  /** Keys of its traffic as given. */
  change?: Partial<ComparedAnalysis["traffic"]>;
}

function analysis({
  difusor = "Radio",
  call = "iem-uno-2021",
  day = "2021-06-06",
  hours = 24,
  hits = 4800,
  peak = 600,
  second = 25,
  coverage = 1,
  visitors = 100,
  bytes = 3_600_000,
  name = "window",
  unknownHours = 0,
  change = {},
}: Made): ComparedAnalysis {
  const start = `${day}T20:00:00-06:00`;
  const end = new Date(Date.parse(start) + hours * 3_600_000).toISOString();
  const at = `${day}T20:41:00-06:00`;
  const log = {
    ...fullAnalysis().availability.results[1],
    source: "log" as const,
    logSource: null,
    period: name,
    coverage,
    seconds: hours * 3600,
    unknownSeconds: unknownHours * 3600,
  };
  return {
    schemaVersion: 1,
    difusor,
    convocatoria: call === null ? null : { id: call, version: "original" },
    period: { name, start, end, timeZone: "America/Mexico_City" },
    traffic: {
      ...{ hits, humanHits: hits / 2, bytes: 9_000_000, pageViews: hits / 4, uniqueVisitors: visitors, visits: hits / 8 },
      visitDuration: { mean: 100, median: 50, meanIncludingSingle: 20, measurableVisits: 1, singlePageShare: 0, histogram: [] },
      activeTime: { mean: 200, median: 150, visits: 1 },
      peakMinute: peak === null ? null : { at, hits: peak },
      peakSecond: second === null ? null : { at, hits: second },
      peakHour: { at: start, hits: 1200 },
      hours: [{ at: start, ...ofHour(1200), bytes }],
      ...{ peakBytesMinute: null, pollingHits: null, cache: null, series: null },
      countries: [
        { code: "MX", visitors: 75, hits: 1 },
        { code: "unknown", visitors: 25, hits: 1 },
      ],
      states: [
        { code: "unknown", visitors: 60, hits: 1 },
        { code: "MX-MIC", visitors: 40, hits: 1 },
      ],
      cities: [],
      devices: [{ name: "mobile", visitors: 80, hits: 1 }],
      ...change,
    },
    availability: { unknown: null, results: [log as ComparedAnalysis["availability"]["results"][number]] },
  };
}

const ofHour = (hits: number) => ({ hits, humanHits: hits / 2, pageViews: hits / 4, visits: hits / 8 });

const compare = (made: readonly (Made & { as?: string })[], margin: number | null = null, capacity: number | null = null) => {
  const comparison = compareAnalyses(
    made.map((one, i) => ({ name: one.as ?? `d${i + 1}`, analysis: analysis(one) })),
    { margin, capacity },
  );
  expect(deliveriesComparisonSchema.parse(comparison)).toEqual(comparison);
  return comparison;
};

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

/** A night of these hits an hour from its start on; `unknown` hours by their places have no log. */
function night(name: string, day: string, hits: readonly number[], unknown: readonly number[] = [], made: Made = {}) {
  const one = analysis({
    call: `iem-${name}`,
    day,
    hours: hits.length,
    hits: hits.reduce((sum, n) => sum + n, 0),
    unknownHours: unknown.length,
    ...made,
  });
  const at = (place: number) => new Date(Date.parse(one.period.start) + place * 3_600_000).toISOString();
  const hours = hits.flatMap((count, place) => (count === 0 ? [] : [{ at: at(place), ...ofHour(count), bytes: count * 10 }]));
  const gaps = unknown.map((place) => ({ source: "log" as const, start: at(place), end: at(place + 1) }));
  return {
    name,
    analysis: { ...one, traffic: { ...one.traffic, hours, ...made.change }, availability: { ...one.availability, unknown: gaps } },
  };
}

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

  it("are read of memorias whose version did not tell how long outages last", () => {
    const { availability, ...rest } = fullAnalysis();
    const results = availability.results.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !(key in restoreKeys))));
    expect(results[0]).not.toHaveProperty("outageCount");
    expect(comparedOf({ ...rest, availability: { ...availability, results } })?.availability.results).toHaveLength(results.length);
  });
});

describe("an analysis.json", () => {
  const text = (change: (value: Record<string, unknown>) => void): string => {
    const value = structuredClone(fullAnalysis()) as unknown as Record<string, unknown>;
    change(value);
    return JSON.stringify(value);
  };

  it("is read whole or as another program would keep it", () => {
    expect(
      readComparedAnalysis(
        text(() => {}),
        "a.json",
      ).traffic.hits,
    ).toBe(fullAnalysis().traffic.hits);
    const older = text(({ traffic }) => delete (traffic as Record<string, unknown>)["peakSecond"]);
    expect(readComparedAnalysis(older, "a.json").traffic.peakSecond).toBeNull();
  });

  it.each<[string, (value: Record<string, unknown>) => void, string]>([
    ["a count that is none", ({ traffic }) => Object.assign(traffic as object, { hits: -1 }), "/traffic/hits"],
    ["a period without end", (value) => Object.assign(value["period"] as object, { end: "mañana" }), "/period/end"],
    ["a reversed period", (value) => Object.assign(value["period"] as object, { end: "2001-01-01T00:00:00Z" }), "/period"],
    ["a zone that is none", (value) => Object.assign(value["period"] as object, { timeZone: "Marte/Olimpo" }), "/period/timeZone"],
    ["no availability", (value) => delete value["availability"], "/availability"],
    ["no version", (value) => delete value["schemaVersion"], "/schemaVersion"],
  ])("%s is told by its first wrong key", (_, change, place) => {
    expect(() => readComparedAnalysis(text(change), "a.json")).toThrowError(
      expect.objectContaining({ code: "analysis-invalid", facts: expect.objectContaining({ file: "a.json", place }) }),
    );
  });

  it("of another version, or no JSON at all, has its own message", () => {
    const older = text((value) => Object.assign(value, { schemaVersion: 0 }));
    expect(() => readComparedAnalysis(older, "a.json")).toThrowError(expect.objectContaining({ code: "analysis-version" }));
    for (const none of ["", "{", "[]", "null", "7"]) {
      expect(() => readComparedAnalysis(none, "a.json")).toThrowError(expect.objectContaining({ code: "analysis-invalid" }));
    }
  });
});
