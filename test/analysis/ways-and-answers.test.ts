// Ways through the site, answers, response times, days: worked out by hand on a few lines.
import { describe, expect, it } from "vitest";
import { LONG_FORMAT } from "../support/generated-lines.ts";
import { ANA, analysisOf, BETO, line, type Written } from "../support/hand-made.ts";
import { withIngested } from "../support/ingest-fixture.ts";

const page = (path: string): string => `GET ${path} HTTP/1.1`;
const CARLA = "189.203.1.1";

describe("ways through the site", () => {
  // Ana: / / /a / /b (a reload of /); Beto: / alone, then 30:01 later /a /a; Carla: / /a.
  const lines = [
    ...["/", "/", "/a", "/", "/b"].map((path, i) => line({ at: `20:00:0${i}`, request: page(path) })),
    line({ address: BETO, at: "20:00:00" }),
    line({ address: BETO, at: "20:30:01", request: page("/a") }),
    line({ address: BETO, at: "20:30:05", request: page("/a") }),
    line({ address: CARLA, at: "20:00:00" }),
    line({ address: CARLA, at: "20:30:00", request: page("/a") }),
    line({ address: CARLA, at: "20:30:30", request: "GET /falta HTTP/1.1", status: 404 }),
  ];

  it("are where visits enter and leave, and their first three pages without reloads", async () => {
    const { traffic } = await analysisOf([lines]);
    expect(traffic.visits).toBe(4);
    expect(traffic.entryPages).toEqual([
      { path: "/", visits: 3 },
      { path: "/a", visits: 1 },
    ]);
    expect(traffic.exitPages).toEqual([
      { path: "/a", visits: 2 },
      { path: "/", visits: 1 },
      { path: "/b", visits: 1 },
    ]);
    expect(traffic.visitPaths).toEqual([
      { pages: ["/"], visits: 1 },
      { pages: ["/", "/a"], visits: 1 },
      { pages: ["/", "/a", "/"], visits: 1 },
      { pages: ["/a"], visits: 1 },
    ]);
  });

  it("are of the visits that start in the period, with the pages that follow its end", async () => {
    const at = (time: string): number => Date.parse(`2024-12-08T${time}-06:00`) / 1000;
    const { traffic } = await analysisOf([lines], { overrides: { from: at("20:00:00"), to: at("20:00:03") } });
    expect(traffic.visits).toBe(3);
    expect(traffic.exitPages).toEqual([
      { path: "/", visits: 1 },
      { path: "/a", visits: 1 },
      { path: "/b", visits: 1 },
    ]);
    const later = await analysisOf([lines], { overrides: { from: at("20:00:01"), to: at("21:00:00") } });
    expect(later.traffic.entryPages).toEqual([{ path: "/a", visits: 1 }]);
  });
});

describe("answers", () => {
  const long = (written: Written, time: string, cache = "-", scheme = "https"): string =>
    line(written).replace("\n", ` ${time} ${cache} ${scheme} prep.mx "-"\n`);

  it("give times by nearest rank, of all hits and of pages", async () => {
    // 0.01 to 1.00 s on 100 assets: the 50th is 0.50, the 90th 0.90; two pages of 2.5 and 4 s come after: 102 in all.
    const assets = Array.from({ length: 100 }, (_, i) =>
      long({ at: "20:00:00", request: "GET /a.css HTTP/2.0" }, ((100 - i) / 100).toFixed(2), i < 75 ? "HIT" : "MISS"),
    );
    const pages = [
      long({ at: "20:00:01" }, "4.000", "-", "http"),
      long({ at: "20:00:02" }, "2.500"),
      long({ at: "20:00:03" }, "-", "EXPIRED", "-"),
    ];
    const { traffic } = await withIngested([], async (fixture) => {
      await fixture.add([{ content: [...assets, ...pages].join("") }], LONG_FORMAT);
      return fixture.analysis();
    });
    // Of 102: places 51, 92 (91.8), 97 (96.9), 101 (100.98).
    expect(traffic.responseTimes.all).toEqual({ count: 102, p50: 0.51, p90: 0.92, p95: 0.97, p99: 2.5, max: 4 });
    expect(traffic.responseTimes.pages).toEqual({ count: 2, p50: 2.5, p90: 4, p95: 4, p99: 4, max: 4 });
    expect(traffic.cache).toEqual({ answers: 101, cacheHits: 75, share: 75 / 101 });
    expect(traffic.secure).toEqual({ tls: 101, plain: 1, unknown: 1, share: 101 / 102 });
    expect(traffic.protocols).toEqual([
      { name: "HTTP/2", hits: 100 },
      { name: "HTTP/1.1", hits: 3 },
    ]);
  });

  it("are null where no line carries them, and statuses and methods are listed as logged", async () => {
    const { traffic } = await analysisOf([
      [
        line({ at: "20:00:00" }),
        line({ at: "20:00:01", status: 503, request: "POST /a HTTP/1.0" }),
        line({ at: "20:00:02", status: "000", request: "-" }),
        line({ at: "20:00:03", status: 503, request: "PROPFIND / HTTP/1.1" }),
      ],
    ]);
    expect(traffic).toMatchObject({
      responseTimes: { all: null, pages: null },
      cache: null,
      secure: { tls: 0, plain: 0, unknown: 4, share: null },
    });
    expect(traffic.statuses).toEqual([
      { status: 503, hits: 2 },
      { status: 0, hits: 1 },
      { status: 200, hits: 1 },
    ]);
    expect(traffic.methods).toEqual(["GET", "POST", "other", "unknown"].map((name) => ({ name, hits: 1 })));
    expect(traffic.protocols).toEqual([
      { name: "HTTP/1.1", hits: 2 },
      { name: "HTTP/1.0", hits: 1 },
      { name: "unknown", hits: 1 },
    ]);
  });
});

describe("days", () => {
  it("of 25 hours are one, and a visitor of two of its hours is one visitor of the day", async () => {
    // 31 October 2021: clocks go back at 02:00. 00:30 and 23:30 of that day, and 00:10 of the next, which belongs to the last visit.
    const stamps = ["31/Oct/2021:00:30:00 -0500", "31/Oct/2021:23:50:00 -0600", "01/Nov/2021:00:10:00 -0600"];
    const { traffic } = await analysisOf([stamps.map((at) => line({ at, address: ANA }))]);
    expect(traffic.days.map(({ at, hits, visits, visitors, bytes }) => [at, hits, visits, visitors, bytes])).toEqual([
      ["2021-10-31T00:00:00-05:00", 2, 2, 1, 200],
      ["2021-11-01T00:00:00-06:00", 1, 0, 1, 100],
    ]);
  });
});

describe("visits at a change of clocks", () => {
  it("are cut by seconds that passed and not by what the clock shows", async () => {
    // 01:50 at -0500, then 01:10 at -0600: the clock goes 40 minutes back, and 20 minutes have passed. 01:40:01 is 30:01 later.
    const stamps = ["31/Oct/2021:01:50:00 -0500", "31/Oct/2021:01:10:00 -0600", "31/Oct/2021:01:40:01 -0600"];
    const { traffic } = await analysisOf([stamps.map((at) => line({ at }))]);
    expect(traffic).toMatchObject({ visits: 2, bounces: 1, visitDuration: { mean: 1200 } });
    // And forward: from 01:45 at -0600 to 03:15 at -0500 are 30 minutes.
    const forward = ["04/Apr/2021:01:45:00 -0600", "04/Apr/2021:03:15:00 -0500", "04/Apr/2021:03:45:01 -0500"];
    expect((await analysisOf([forward.map((at) => line({ at }))])).traffic).toMatchObject({ visits: 2, visitDuration: { mean: 1800 } });
  });
});
