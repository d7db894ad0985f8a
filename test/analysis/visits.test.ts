// Visits over midnight and months, lone lines years away, unknown bytes, repeated hours, places: figures worked out by hand, every sum checked.
import { describe, expect, it } from "vitest";
import { ANA, analysisOf, BETO, line } from "../support/hand-made.ts";

describe("visits", () => {
  // Ana: 20:00:00 and 20:30:00 (30:00 apart: one visit), then 21:00:01 (30:01 after: a second one).
  // Beto: 23:50:00, 00:10:00 and 00:10:30, over midnight: one visit of 1,230 s.
  const night = [
    line({ at: "20:00:00" }),
    line({ at: "20:30:00", request: "GET /b HTTP/1.1" }),
    line({ at: "21:00:01" }),
    line({ address: BETO, at: "23:50:00" }),
    line({ address: BETO, at: "09/Dec/2024:00:10:00 -0600", request: "GET /b HTTP/1.1" }),
    line({ address: BETO, at: "09/Dec/2024:00:10:30 -0600" }),
  ];

  it("go on after 30:00, end after 30:01, and are not cut at midnight", async () => {
    const { traffic, period } = await analysisOf([night]);
    expect(period).toMatchObject({ start: "2024-12-08T20:00:00-06:00", end: "2024-12-09T00:10:31-06:00" });
    expect(traffic).toMatchObject({
      ...{ hits: 6, humanHits: 6, pageViews: 6, uniqueVisitors: 2, distinctAddresses: 2, visits: 3, bounces: 1, pagesPerVisit: 2 },
      visitDuration: { mean: (1800 + 1230) / 2, median: 1515, meanIncludingSingle: 1010, measurableVisits: 2, singlePageShare: 1 / 3 },
      // Sessions are cut like visits: Ana's single hit at 21:00:01 is none.
      activeTime: { mean: 1515, median: 1515, visits: 2 },
    });
    expect(traffic.visitDuration.histogram.filter((bin) => bin.visits > 0)).toEqual([
      { fromSeconds: 600, toSeconds: 1800, visits: 1 },
      { fromSeconds: 1800, toSeconds: 3600, visits: 1 },
    ]);
    // "/": 1,800 s (Ana), 1,200 s (Beto); the last page of a visit has no time. "/b": 30 s (Beto); Ana's is the last of her visit.
    expect(traffic.topPages).toEqual([
      { path: "/", pageViews: 4, visitors: 2, meanTimeOnPage: 1500 },
      { path: "/b", pageViews: 2, visitors: 2, meanTimeOnPage: 30 },
    ]);
    expect(traffic.hours.map(({ at, hits, visits, visitors }) => [at.slice(11, 13), hits, visits, visitors])).toEqual([
      ["20", 2, 1, 1],
      ["21", 1, 1, 1],
      ["23", 1, 1, 1],
      ["00", 2, 0, 1],
    ]);
    expect(traffic.peakHour).toEqual({ at: "2024-12-08T20:00:00-06:00", hits: 2 });
    expect(traffic.peakMinute).toEqual({ at: "2024-12-09T00:10:00-06:00", hits: 2 });
  });

  it("that begin with equal times begin with one referrer, whatever the order of the lines", async () => {
    // 300 visitors: one view, and 40 minutes later the same page from three places in one second, in turned order.
    const places = ["https://x.com/a", "https://www.facebook.com/", "https://www.facebook.com/"];
    const lines = Array.from({ length: 300 }, (_, i) => {
      const address = `187.142.${i >> 8}.${i & 255}`;
      const turned = [...places.slice(i % 3), ...places.slice(0, i % 3)];
      return line({ address, at: "20:00:00" }) + turned.map((referrer) => line({ address, at: "20:40:00", referrer })).join("");
    });
    const { traffic, findings } = await analysisOf([lines]);
    expect(traffic).toMatchObject({ pageViews: 1200, visits: 600, bounces: 300, pagesPerVisit: 2 });
    const social = findings.find(({ id }) => id === "social-arrivals");
    expect(social?.evidence).toMatchObject({ visits: 600, fromSocial: 300, networks: [{ name: "Facebook", visits: 300 }] });
  });

  it("are the same for lines out of order, in one file or across two", async () => {
    const ordered = await analysisOf([night]);
    expect((await analysisOf([night.toReversed()])).traffic).toEqual(ordered.traffic);
    const odd = night.filter((_, i) => i % 2 === 1);
    const even = night.filter((_, i) => i % 2 === 0);
    const sources = [
      { content: even.join(""), source: "a" },
      { content: odd.join(""), source: "b" },
    ];
    expect((await analysisOf(sources)).traffic).toEqual(ordered.traffic);
  });

  it("belong to the period in which they start; page views and visitors to the one they are in, to the second", async () => {
    const at = (iso: string): number => Date.parse(iso) / 1000;
    const overrides = { from: at("2024-12-08T20:30:00-06:00"), to: at("2024-12-09T00:10:30-06:00") };
    const { traffic, ledger, period } = await analysisOf([night], { overrides });
    expect(period).toMatchObject({ name: "custom", start: "2024-12-08T20:30:00-06:00", end: "2024-12-09T00:10:30-06:00" });
    // In: 20:30:00, 21:00:01, 23:50:00, 00:10:00. Out: 20:00:00, and 00:10:30 as the end is not part.
    expect(traffic).toMatchObject({ hits: 4, pageViews: 4, uniqueVisitors: 2, visits: 2, bounces: 1, pagesPerVisit: 2 });
    expect(traffic.visitDuration).toMatchObject({ mean: 1230, measurableVisits: 1 });
    expect(ledger.outsidePeriod).toBe(2);
  });

  it("of a month are those of its days, and months add up in hits but not in visitors", async () => {
    const months = [
      line({ at: "30/Nov/2024:23:59:59 -0600" }),
      line({ at: "01/Dec/2024:00:00:00 -0600" }),
      line({ at: "01/Dec/2024:00:00:01 -0600" }),
    ];
    const { periods, traffic } = await analysisOf([months]);
    expect(Object.keys(periods)).toEqual(["month:2024-11", "month:2024-12", "custom"]);
    expect(periods["month:2024-11"]).toMatchObject({ hits: 1, visits: 1, uniqueVisitors: 1, pagesPerVisit: 3 });
    expect(periods["month:2024-12"]).toMatchObject({ hits: 2, visits: 0, uniqueVisitors: 1, pagesPerVisit: null });
    expect(traffic).toMatchObject({ hits: 3, visits: 1, uniqueVisitors: 1 });
  });
});

describe("a lone line years away", () => {
  it.each(["01/Jan/1970", "01/Jan/2000", "31/Dec/2099"])("of %s is counted, and adds its own month alone", async (day) => {
    const lines = [line({ at: "20:00:00" }), line({ at: `${day}:12:00:00 -0600` }), line({ at: "20:00:10" })];
    const { traffic, periods, warnings } = await analysisOf([lines]);
    const month = `${day.slice(-4)}-${day.includes("Jan") ? "01" : "12"}`;
    expect(Object.keys(periods).sort()).toEqual([`month:${month}`, "month:2024-12", "custom"].sort());
    expect(traffic).toMatchObject({ hits: 3, visits: 2 });
    expect(traffic.hours).toHaveLength(2);
    expect(traffic.series.points).toHaveLength(2);
    expect(warnings.map((warning) => warning.code)).toContain("sparse-period");
  });
});

describe("statuses and bytes", () => {
  it("of 000 and unknown classes are neither success nor error; 304 is a page, 499 is none", async () => {
    const { traffic, ledger } = await analysisOf([
      [
        line({ at: "20:00:00", status: "000", bytes: "-" }),
        line({ at: "20:00:01", status: 999, bytes: 0 }),
        line({ at: "20:00:02", status: 304, bytes: "-" }),
        line({ at: "20:00:03", status: 499, bytes: 0 }),
        line({ at: "20:00:04", status: 503, bytes: 7 }),
        line({ at: "20:00:05", status: 101, bytes: 1 }),
        line({ at: "20:00:06", status: 206, bytes: 20 }),
      ],
    ]);
    expect(traffic.statusClasses).toEqual({ "1xx": 1, "2xx": 1, "3xx": 1, "4xx": 1, "5xx": 1, other: 2 });
    expect(traffic).toMatchObject({ requestSuccess: 1 - 1 / 5, bytes: 28, pageViews: 2 });
    expect(ledger.hitsByKind).toMatchObject({ page: 2, other: 5 });
  });

  it("are not known where no line records them, and zero where lines say zero", async () => {
    const lines = [line({ at: "20:00:00", bytes: "-" }), line({ at: "21:00:00", bytes: 0 })];
    const { traffic } = await analysisOf([lines]);
    expect(traffic.bytes).toBe(0);
    expect(traffic.hours.map((hour) => hour.bytes)).toEqual([null, 0]);
    expect((await analysisOf([lines.slice(0, 1)])).traffic.bytes).toBeNull();
    const overrides = { from: Date.UTC(2020, 0, 1) / 1000, to: Date.UTC(2020, 0, 2) / 1000 };
    const { traffic: none, ledger } = await analysisOf([lines], { overrides });
    expect(none).toMatchObject({
      hits: 0,
      bytes: 0,
      requestSuccess: null,
      pagesPerVisit: null,
      peakMinute: null,
      peakHour: null,
      hours: [],
      topPages: [],
    });
    expect(none.visitDuration).toMatchObject({ mean: null, median: null, singlePageShare: null });
    expect(ledger.outsidePeriod).toBe(2);
  });
});

describe("hours", () => {
  it.each([
    // The night in which clocks go back: 01:30 comes twice, an hour apart. In Ciudad Juárez as in the United States.
    { zone: "America/New_York", before: "-0400", after: "-0500" },
    { zone: "America/Ciudad_Juarez", before: "-0600", after: "-0700" },
  ])("of the night in which clocks go back in $zone are told apart", async ({ zone, before, after }) => {
    const lines = [`01:30:00 ${before}`, `01:30:00 ${after}`, `02:30:00 ${after}`].map((time) => line({ at: `03/Nov/2024:${time}` }));
    const { traffic, period } = await analysisOf([lines], { timeZone: zone });
    const iso = (offset: string): string => `${offset.slice(0, 3)}:00`;
    expect(traffic.hours.map((hour) => hour.at)).toEqual([
      `2024-11-03T01:00:00${iso(before)}`,
      `2024-11-03T01:00:00${iso(after)}`,
      `2024-11-03T02:00:00${iso(after)}`,
    ]);
    expect(period).toMatchObject({ start: `2024-11-03T01:30:00${iso(before)}`, end: `2024-11-03T02:30:01${iso(after)}` });
    expect(traffic.visits).toBe(3);
  });

  it("begin at the half where the zone does, whatever offset the log is written with", async () => {
    const lines = [line({ at: "08/Dec/2024:12:29:59 +0000" }), line({ at: "08/Dec/2024:18:00:00 +0530" })];
    const { traffic } = await analysisOf([lines], { timeZone: "Asia/Kolkata" });
    expect(traffic.hours.map((hour) => hour.at)).toEqual(["2024-12-08T17:00:00+05:30", "2024-12-08T18:00:00+05:30"]);
  });
});

describe("who and where", () => {
  it("comes from the page views of people: visitors by place, browser and site of origin", async () => {
    const places: Record<string, { country: string; state: string; city: string }> = {
      [ANA]: { country: "MX", state: "MX-MIC", city: "Morelia" },
      [BETO]: { country: "MX", state: "MX-MIC", city: "" },
      "10.0.0.9": { country: "private", state: "private", city: "" },
    };
    const { traffic } = await analysisOf(
      [
        [
          line({ at: "20:00:00", referrer: "https://www.Google.com/search?q=x" }),
          line({ at: "20:00:01", referrer: "https://google.com:443/" }),
          line({
            at: "20:00:02",
            agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1",
          }),
          line({ at: "20:00:03", address: BETO, referrer: "android-app://com.google/" }),
          line({ at: "20:00:04", address: "10.0.0.9", status: 404 }),
          line({ at: "20:00:05", address: "equipo.mx", agent: "Googlebot/2.1", referrer: "no es una dirección" }),
        ],
      ],
      {
        places: {
          facts: { database: "x", version: "1", checksum: "", builtAt: null, notice: "" },
          find: (address) => places[address] ?? { country: "unknown", state: "unknown", city: "" },
        },
      },
    );
    expect(traffic.countries).toEqual([
      { code: "MX", visitors: 3, hits: 4 },
      { code: "private", visitors: 0, hits: 1 },
      { code: "unknown", visitors: 0, hits: 1 },
    ]);
    expect(traffic.cities.slice(0, 2)).toEqual([
      { country: "MX", state: "MX-MIC", name: "Morelia", visitors: 2, hits: 3 },
      { country: "MX", state: "MX-MIC", name: "", visitors: 1, hits: 1 },
    ]);
    expect(traffic.browsers[0]).toEqual({ name: "Chrome", visitors: 2, hits: 4 });
    expect(traffic.devices).toEqual([
      { name: "desktop", visitors: 2, hits: 4 },
      { name: "phone", visitors: 1, hits: 1 },
    ]);
    expect(traffic.referrers).toEqual([
      { name: "google.com", visitors: 1, hits: 2 },
      { name: "com.google", visitors: 1, hits: 1 },
      { name: "direct", visitors: 1, hits: 1 },
    ]);
    expect(traffic.bots).toEqual([{ name: "Googlebot", reason: "isbot", hits: 1 }]);
  });
});
