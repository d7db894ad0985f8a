// Traffic worked out by hand on a few lines: each figure's rule, at its edges.
import { describe, expect, it } from "vitest";
import { analysisSchema } from "../../analysis/analysis.ts";
import type { Analysis } from "../../analysis/index.ts";
import { type AnalysisChanges, type LogFile, withIngested } from "../support/ingest-fixture.ts";

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0";

interface Line {
  /** Local time in the zone of `offset`. */
  at: string;
  from?: string;
  request?: string;
  status?: number | string;
  bytes?: number | string;
  agent?: string;
  referrer?: string;
  offset?: string;
}

/** A combined line; by default a page view of `/` by one visitor on 8 December 2024. */
function line({
  at,
  from = "187.188.10.1",
  request = "GET / HTTP/1.1",
  status = 200,
  bytes = 100,
  agent = firefox,
  referrer = "-",
  offset = "-0600",
}: Line): string {
  const stamp = at.includes("/") ? at : `08/Dec/2024:${at}`;
  return `${from} - - [${stamp} ${offset}] "${request}" ${status} ${bytes} "${referrer}" "${agent}"`;
}

const log = (lines: readonly Line[], rest: Partial<LogFile> = {}): LogFile => ({ content: `${lines.map(line).join("\n")}\n`, ...rest });

async function analysisOf(logs: readonly LogFile[], changes: AnalysisChanges = {}): Promise<Analysis> {
  const analysis = await withIngested(logs, (fixture) => fixture.analysis(changes));
  expectBalance(analysis);
  return analysisSchema.parse(analysis);
}

/** What must hold for every analysis: the ledger balances and the lists add up. */
function expectBalance({ ledger, traffic }: Analysis): void {
  const { read, hits, blank, directives, rejected, duplicates } = ledger.lines;
  expect(hits + blank + directives + rejected + duplicates).toBe(read);
  expect(traffic.hits + ledger.outsidePeriod + ledger.outOfScope + ledger.originHits).toBe(hits);
  const inScope = Object.values(ledger.hitsByKind).reduce((sum, count) => sum + count, 0);
  expect(inScope).toBe(hits - ledger.outOfScope);
  const sum = (list: readonly { visitors: number; hits: number }[]): [number, number] => [
    list.reduce((total, row) => total + row.visitors, 0),
    list.reduce((total, row) => total + row.hits, 0),
  ];
  for (const places of [traffic.countries, traffic.states, traffic.cities])
    expect(sum(places)).toEqual([traffic.uniqueVisitors, traffic.hits]);
  for (const agents of [traffic.browsers, traffic.systems, traffic.devices])
    expect(sum(agents)).toEqual([traffic.uniqueVisitors, traffic.humanHits]);
  expect(Object.values(traffic.statusClasses).reduce((total, count) => total + count, 0)).toBe(traffic.hits);
  expect(traffic.hours.reduce((total, hour) => total + hour.hits, 0)).toBe(traffic.hits);
  expect(traffic.series.points.reduce((total, point) => total + point.hits, 0)).toBe(traffic.hits);
}

describe("visits", () => {
  it("go on after exactly 30:00 and begin anew after 30:01", async () => {
    const { traffic } = await analysisOf([log([{ at: "20:00:00" }, { at: "20:30:00" }, { at: "21:00:01" }])]);
    // 20:00:00 and 20:30:00 are one visit of 1,800 s; 21:00:01 is a visit of one page.
    expect(traffic).toMatchObject({ pageViews: 3, uniqueVisitors: 1, visits: 2, bounces: 1, pagesPerVisit: 1.5 });
    expect(traffic.visitDuration).toMatchObject({
      mean: 1800,
      median: 1800,
      meanIncludingSingle: 900,
      measurableVisits: 1,
      singlePageShare: 0.5,
    });
    expect(traffic.topPages).toEqual([{ path: "/", pageViews: 3, visitors: 1, meanTimeOnPage: 1800 }]);
  });

  it("are not cut at midnight, and lines out of order or in another file of another source are put in order first", async () => {
    const { traffic } = await analysisOf([
      log([{ at: "09/Dec/2024:00:10:00" }, { at: "23:50:00" }], { source: "a" }),
      log([{ at: "09/Dec/2024:00:00:00" }], { source: "b" }),
    ]);
    expect(traffic).toMatchObject({ visits: 1, pageViews: 3 });
    expect(traffic.visitDuration.mean).toBe(1200);
  });

  it("belong to the period in which they start, with all their own pages; views and visitors count inside the period", async () => {
    // Visit of three pages: 19:50, 20:05, 20:10. A second visitor inside.
    const lines = [{ at: "19:50:00" }, { at: "20:05:00" }, { at: "20:10:00" }, { at: "20:06:00", from: "187.188.10.2" }];
    const from = Date.parse("2024-12-08T20:00:00-06:00") / 1000;
    const late = await analysisOf([log(lines)], { overrides: { from, to: from + 3600 } });
    expect(late.traffic).toMatchObject({ hits: 3, pageViews: 3, uniqueVisitors: 2, visits: 1, bounces: 1, pagesPerVisit: 1 });
    expect(late.ledger.outsidePeriod).toBe(1);
    const early = await analysisOf([log(lines)], { overrides: { from: from - 3600, to: from } });
    expect(early.traffic).toMatchObject({ hits: 1, pageViews: 1, uniqueVisitors: 1, visits: 1, bounces: 0, pagesPerVisit: 3 });
    expect(early.traffic.visitDuration.mean).toBe(1200);
  });

  it("keep visitors apart by address and agent, and the median of an even count is the mean of the middle two", async () => {
    const chrome = firefox.replace("Firefox", "Otro");
    const pair = (from: string, agent: string, minutes: number): Line[] => [
      { at: "20:00:00", from, agent },
      { at: `20:${String(minutes).padStart(2, "0")}:00`, from, agent },
    ];
    const { traffic } = await analysisOf([
      log([
        ...pair("187.188.10.1", firefox, 1),
        ...pair("187.188.10.1", chrome, 2),
        ...pair("187.188.10.2", firefox, 4),
        ...pair("2806:2f0::1", firefox, 9),
      ]),
    ]);
    // Durations 60, 120, 240 and 540 s: mean 240, median 180.
    expect(traffic).toMatchObject({ uniqueVisitors: 4, visits: 4, distinctAddresses: 3 });
    expect(traffic.visitDuration).toMatchObject({ mean: 240, median: 180, measurableVisits: 4 });
  });

  it("order equal times by path, and the last page has no time", async () => {
    const { traffic } = await analysisOf([
      log([
        { at: "20:00:00", request: "GET /b HTTP/1.1" },
        { at: "20:00:00", request: "GET /a HTTP/1.1" },
        { at: "20:00:40", request: "GET /c HTTP/1.1" },
      ]),
    ]);
    expect(traffic.topPages.map(({ path, meanTimeOnPage }) => [path, meanTimeOnPage])).toEqual([
      ["/a", 0],
      ["/b", 40],
      ["/c", null],
    ]);
  });
});

describe("active time", () => {
  it("counts every human hit, across clock half hours, without any page view", async () => {
    const poll = "GET /json/main.json?t=1 HTTP/1.1";
    const { traffic } = await analysisOf([
      log([
        // 20:10 to 20:40 is exactly 30:00: one session of 3,000 s with 21:00; the bot and the lone hit make none.
        { at: "20:10:00", request: poll },
        { at: "20:40:00", request: poll },
        { at: "21:00:00", request: poll },
        { at: "21:30:01", request: poll },
        { at: "20:00:00", request: poll, agent: "curl/8.5.0" },
        { at: "20:01:00", request: poll, agent: "curl/8.5.0" },
      ]),
    ]);
    expect(traffic.activeTime).toEqual({ mean: 3000, median: 3000, visits: 1 });
    expect(traffic).toMatchObject({ humanHits: 4, visits: 0, uniqueVisitors: 0, pagesPerVisit: null });
  });
});

describe("kinds", () => {
  it("are decided in order, and rules and lists overrule", async () => {
    const lines: Line[] = [
      { at: "20:00:00" },
      { at: "20:00:01", request: "GET /nota.HTML HTTP/1.1" },
      { at: "20:00:02", request: "GET /v1.2-beta HTTP/1.1", status: 304 },
      { at: "20:00:03", request: "GET /.env HTTP/1.1" },
      { at: "20:00:04", request: "GET /css/a.css HTTP/1.1" },
      { at: "20:00:05", request: "POST / HTTP/1.1" },
      { at: "20:00:06", request: "GET /falta HTTP/1.1", status: 404 },
      { at: "20:00:07", request: "POST /json/x HTTP/1.1", status: 500 },
      { at: "20:00:08", request: "GET /datos.json HTTP/1.1" },
      { at: "20:00:09", agent: "-" },
      { at: "20:00:10", agent: "Googlebot/2.1" },
      { at: "20:00:11", from: "10.0.0.9", agent: "Googlebot/2.1" },
      { at: "20:00:12", request: String.raw`\x16\x03`, status: 400, bytes: "-" },
    ];
    const usual = await analysisOf([log(lines)]);
    expect(usual.ledger.hitsByKind).toEqual({ internal: 0, bot: 3, polling: 2, page: 3, asset: 2, other: 3 });
    const ruled = await analysisOf([log(lines)], { rules: { internal: ["10.0.0.0/8"], pages: ["/css/**"], notPages: ["/v1*"] } });
    expect(ruled.ledger.hitsByKind).toEqual({ internal: 1, bot: 2, polling: 2, page: 3, asset: 2, other: 3 });
    expect(usual.traffic.bots).toEqual([
      { name: "Googlebot", reason: "isbot", hits: 2 },
      { name: "-", reason: "empty", hits: 1 },
    ]);
  });

  it("count status 000 and unknown ones apart, neither success nor failure, and unrecorded bytes as nothing", async () => {
    const { traffic } = await analysisOf([
      log([
        { at: "20:00:00", status: "000", bytes: "-" },
        { at: "20:00:01", status: 999, bytes: 7 },
        { at: "20:00:02", status: 503, bytes: 5 },
        { at: "20:00:03", status: 204, bytes: 0 },
        { at: "20:00:04", status: 301, bytes: "-" },
      ]),
    ]);
    expect(traffic.statusClasses).toEqual({ "1xx": 0, "2xx": 1, "3xx": 1, "4xx": 0, "5xx": 1, other: 2 });
    expect(traffic.requestSuccess).toBeCloseTo(1 - 1 / 3, 12);
    expect(traffic.bytes).toBe(12);
  });
});

describe("sources and scope", () => {
  it("take traffic from the edge alone where there is one", async () => {
    const { traffic, ledger } = await analysisOf([
      log([{ at: "20:00:00" }], { source: "cdn" }),
      log(
        [
          { at: "20:00:00", from: "10.0.0.1" },
          { at: "20:00:05", from: "10.0.0.1" },
        ],
        { source: "servidor", role: "origin" },
      ),
    ]);
    expect(traffic.hits).toBe(1);
    expect(ledger).toMatchObject({ originHits: 2, hitsByKind: { page: 3 } });
    const alone = await analysisOf([log([{ at: "20:00:00" }], { source: "servidor", role: "origin" })]);
    expect(alone.traffic.hits).toBe(1);
  });

  it("count what is outside the scope, and nothing of it elsewhere", async () => {
    const lines = [
      { at: "20:00:00", request: "GET /prep/ HTTP/1.1" },
      { at: "20:00:01", request: "GET /deportes HTTP/1.1" },
      { at: "20:00:02", request: "-" },
    ];
    const { traffic, ledger } = await analysisOf([log(lines)], { rules: { scope: ["/prep/**"] } });
    expect(traffic).toMatchObject({ hits: 1, pageViews: 1 });
    expect(ledger).toMatchObject({ outOfScope: 2, hitsByKind: { page: 1, other: 0 } });
  });

  it("name the page that visitors come from by its host", async () => {
    const from = (referrer: string, address: string): Line => ({ at: "20:00:00", referrer, from: address });
    const { traffic } = await analysisOf([
      log([
        from("https://www.google.com/search?q=prep", "187.1.1.1"),
        from("HTTPS://google.com:443/", "187.1.1.2"),
        from("-", "187.1.1.3"),
        from("rara", "187.1.1.4"),
      ]),
    ]);
    expect(traffic.referrers).toEqual([
      { name: "google.com", visitors: 2, hits: 2 },
      { name: "direct", visitors: 1, hits: 1 },
      { name: "unknown", visitors: 1, hits: 1 },
    ]);
  });
});

describe("hours and peaks", () => {
  it("are local, also over a change of clocks and in zones with half hours", async () => {
    // New York, 3 November 2024: 01:30 comes twice, first at -0400, an hour later at -0500.
    const lines = [
      { at: "03/Nov/2024:01:30:00", offset: "-0400" },
      { at: "03/Nov/2024:01:30:00", offset: "-0500" },
      { at: "03/Nov/2024:02:10:00", offset: "-0500" },
    ];
    const york = await analysisOf([log(lines)], { timeZone: "America/New_York" });
    expect(york.traffic.hours.map(({ at, hits }) => [at, hits])).toEqual([
      ["2024-11-03T01:00:00-04:00", 1],
      ["2024-11-03T01:00:00-05:00", 1],
      ["2024-11-03T02:00:00-05:00", 1],
    ]);
    const kolkata = await analysisOf(
      [
        log([
          { at: "03/Nov/2024:10:29:59", offset: "+0000" },
          { at: "03/Nov/2024:10:30:00", offset: "+0000" },
        ]),
      ],
      { timeZone: "Asia/Kolkata" },
    );
    expect(kolkata.traffic.hours.map(({ at }) => at)).toEqual(["2024-11-03T15:00:00+05:30", "2024-11-03T16:00:00+05:30"]);
  });

  it("take the first of equal peaks, and count visitors anew each hour", async () => {
    const { traffic } = await analysisOf([
      log([{ at: "20:00:10" }, { at: "20:00:20" }, { at: "20:01:00" }, { at: "21:00:30" }, { at: "21:00:40" }, { at: "21:59:00" }]),
    ]);
    expect(traffic.peakMinute).toEqual({ at: "2024-12-08T20:00:00-06:00", hits: 2 });
    expect(traffic.peakHour).toEqual({ at: "2024-12-08T20:00:00-06:00", hits: 3 });
    // Page views at 20:00:10, 20:00:20, 20:01:00 | 21:00:30, 21:00:40 | 21:59:00: three visits, 59:30 and 58:20 apart.
    expect(traffic.hours.map(({ visits, visitors, pageViews, bytes }) => [visits, visitors, pageViews, bytes])).toEqual([
      [1, 1, 3, 300],
      [2, 1, 3, 300],
    ]);
  });

  it("a curve of many days stays short and whole", async () => {
    const days = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2024, 9, 1 + i)));
    const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const lines = days.map((day) => ({ at: `${String(day.getUTCDate()).padStart(2, "0")}/${months[day.getUTCMonth()]}/2024:12:00:00` }));
    const { traffic } = await analysisOf([log(lines)]);
    expect(traffic.series.stepSeconds).toBe(3600);
    expect(traffic.series.points).toHaveLength(60);
  });
});
