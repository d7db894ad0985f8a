// The evidence of findings as the rollups gather it from real lines, against counts worked out by hand.
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../analysis/index.ts";
import type { IncidentRecord } from "../../../ingest/index.ts";
import { analysisOf, line } from "../../support/hand-made.ts";

const found = (analysis: Analysis, id: string) => analysis.findings.find((finding) => finding.id === id);
const two = (number: number): string => String(number).padStart(2, "0");
const clock = (minute: number, second = 0): string => `${two(20 + Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}`;
const at = (time: string): number => Date.parse(`2024-12-08T${time}-06:00`) / 1000;
const CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

/** Four readers a minute for so many minutes, each of another network. */
const readers = (minutes: number, request = "GET / HTTP/1.1"): string[] =>
  Array.from({ length: minutes * 4 }, (_, i) =>
    line({ address: `10.${i % 200}.${i % 7}.1`, at: clock(Math.floor(i / 4), (i % 4) * 10), request }),
  );

describe("floods", () => {
  /** Twenty addresses of a network, three requests a minute each, from minute 10 to 13. */
  const flood = Array.from({ length: 240 }, (_, i) =>
    line({ address: `198.51.100.${1 + (i % 20)}`, at: clock(10 + Math.floor(i / 60), i % 60), agent: CRAWLER }),
  );
  const six = flood.map((text, i) => text.replace(/^\S+/, i % 2 === 0 ? "2001:db8:51:1::9" : "2001:db8:51::7"));

  it("are told by network, IPv4 and IPv6, robots included", async () => {
    for (const [lines, network, addresses] of [
      [flood, "198.51.100.0/24", 20],
      [six, "2001:db8:51::/48", 2],
    ] as const) {
      const finding = found(await analysisOf([[...readers(60), ...lines]]), "network-floods");
      expect(finding?.evidence["floods"]).toEqual([
        {
          network,
          addresses,
          hits: 240,
          share: 240 / 256,
          peakPerMinute: 60,
          usualShare: 0,
          start: "2024-12-08T20:10:00-06:00",
          end: "2024-12-08T20:14:00-06:00",
        },
      ]);
    }
  });

  it("outside the period, or of the difusor's own addresses, are none", async () => {
    const from = at("20:14:00");
    expect(found(await analysisOf([[...readers(60), ...flood]], { overrides: { from } }), "network-floods")).toBeUndefined();
    expect(
      found(await analysisOf([[...readers(60), ...flood]], { rules: { internal: ["198.51.100.0/24"] } }), "network-floods"),
    ).toBeUndefined();
  });
});

describe("scanners", () => {
  const doors = ["/wp-login.php", "/.env", "/phpmyadmin/"];
  const scan = (status: number): string[] =>
    Array.from({ length: 6 }, (_, i) =>
      line({ address: "203.0.113.9", at: clock(5, i), request: `GET ${doors[i % 3]} HTTP/1.1`, status, agent: CRAWLER }),
    );

  it("are told with what they tried, and what opened", async () => {
    const closed = await analysisOf([[...readers(30), ...scan(404), line({ address: "203.0.113.9", at: clock(6), agent: CRAWLER })]]);
    expect(found(closed, "scanners")?.evidence).toMatchObject({
      addresses: 1,
      hits: 6,
      share: 6 / 127,
      firstAt: "2024-12-08T20:05:00-06:00",
      lastAt: "2024-12-08T20:05:05-06:00",
      networks: [{ network: "203.0.113.0/24", addresses: 1, hits: 6 }],
    });
    expect(found(closed, "exposed-probes")).toBeUndefined();
    const open = await analysisOf([[...readers(30), ...scan(200)]]);
    expect(found(open, "exposed-probes")?.evidence).toMatchObject({
      answered: 4,
      paths: [
        { path: "/.env", answered: 2 },
        { path: "/phpmyadmin/", answered: 2 },
      ],
    });
    expect(JSON.stringify(open)).not.toContain("203.0.113.9");
  });

  it("429 and 408 are no refusal of a scanner", async () => {
    const throttled = (status: number): string[] =>
      Array.from({ length: 30 }, (_, i) => line({ address: "203.0.113.9", at: clock(5, i), request: `GET /p${i} HTTP/1.1`, status }));
    expect(found(await analysisOf([[...readers(30), ...throttled(429)]]), "scanners")).toBeUndefined();
    expect(found(await analysisOf([[...readers(30), ...throttled(403)]]), "scanners")?.evidence).toMatchObject({ hits: 30 });
  });
});

describe("pages", () => {
  const own = "https://prep.mx/menu";
  /** Thirty visits that go on to a second page of the site. */
  const visits = Array.from({ length: 30 }, (_, i) => [
    line({ address: `10.1.${i}.1`, at: clock(i), referrer: "https://www.google.com/" }),
    line({ address: `10.1.${i}.1`, at: clock(i, 20), request: "GET /menu HTTP/1.1", referrer: "https://www.prep.mx/" }),
  ]).flat();
  const missing = (referrer: string): string[] =>
    Array.from({ length: 6 }, (_, i) =>
      line({ address: `10.1.${i % 3}.1`, at: clock(i, 40), request: "GET /casilla HTTP/1.1", status: 404, referrer }),
    );

  it("a broken link is one of the own site", async () => {
    expect(found(await analysisOf([[...visits, ...missing(`${own}?x=1`)]]), "broken-links")?.evidence).toEqual({
      hits: 6,
      pages: [{ path: "/casilla", from: own, hits: 6, addresses: 3 }],
      total: 1,
      ownHost: "prep.mx",
      threshold: 5,
    });
    expect(found(await analysisOf([[...visits, ...missing("https://www.google.com/")]]), "broken-links")).toBeUndefined();
  });

  it("a page that readers reload keeps the host that sent them, which is not the site's own", async () => {
    const reloaded = visits.map((text) => text.replace("https://www.prep.mx/", "https://www.google.com/"));
    expect(found(await analysisOf([[...reloaded, ...missing("https://www.google.com/")]]), "broken-links")).toBeUndefined();
  });

  it("server errors of people are counted by page, and those of robots are not", async () => {
    const errors = (agent: string): string[] =>
      Array.from({ length: 20 }, (_, i) =>
        line({ address: `10.2.${i}.1`, at: clock(i, 50), request: "GET /menu HTTP/1.1", status: 500, agent }),
      );
    const people = await analysisOf([[...visits, ...errors("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0")]]);
    expect(found(people, "failing-pages")?.evidence).toMatchObject({ path: "/menu", errors: 20, tries: 50, share: 0.4, othersShare: 0 });
    expect(found(await analysisOf([[...visits, ...errors(CRAWLER)]]), "failing-pages")).toBeUndefined();
  });
});

describe("answers of a format with more fields", () => {
  /** A thousand and two hundred answers in twenty minutes. */
  const answers = (of: (i: number) => { cache: string; seconds: number; scheme: string; uri?: string }): string =>
    Array.from({ length: 1200 }, (_, i) => {
      const { cache, seconds, scheme, uri = "/" } = of(i);
      return `${JSON.stringify({
        time_iso8601: `2024-12-08T${clock(Math.floor(i / 60), i % 60)}-06:00`,
        remote_addr: `10.3.${i % 250}.1`,
        request_method: "GET",
        request_uri: uri,
        server_protocol: "HTTP/1.1",
        status: 200,
        body_bytes_sent: 100,
        http_referer: "-",
        http_user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
        request_time: seconds,
        upstream_cache_status: cache,
        scheme,
      })}\n`;
    }).join("");

  it("cache, time and scheme are read exactly", async () => {
    const content = answers((i) => ({
      cache: i % 3 === 0 ? "HIT" : "MISS",
      seconds: i % 10 === 0 ? 1.234 : 0.05,
      scheme: i % 4 === 0 ? "http" : "https",
    }));
    const analysis = await analysisOf([{ content }]);
    expect(found(analysis, "cache-low")?.evidence).toEqual({
      known: 1200,
      cached: 400,
      share: 1 / 3,
      paths: [{ path: "/", missed: 800, known: 1200 }],
      threshold: 0.7,
    });
    expect(found(analysis, "slow-answers")?.evidence).toMatchObject({
      p95Us: 1_200_000,
      timed: 1200,
      slowShare: 0.1,
      worstHourP95Us: 1_200_000,
      worstHourTimed: 1200,
    });
    expect(found(analysis, "plain-http")?.evidence).toMatchObject({ plain: 300, known: 1200, share: 0.25 });
  });

  it("the file of results from the cache is told by itself, in the period alone", async () => {
    const content = answers((i) => ({
      cache: i < 600 ? "MISS" : "HIT",
      seconds: 0.01,
      scheme: "https",
      uri: i % 2 === 0 ? "/json/main.json" : "/",
    }));
    const finding = found(await analysisOf([{ content }], { overrides: { to: at("20:15:00") } }), "polled-from-cache");
    // Seconds 600 to 899, every other one, of 450.
    expect(finding?.evidence).toMatchObject({ path: "/json/main.json", cached: 150, known: 450, share: 1 / 3 });
  });
});

describe("incidents", () => {
  const incident = (start: string, end: string | null): IncidentRecord => ({
    id: "I-001",
    startSecond: at(start),
    endSecond: end === null ? null : at(end),
    type: "interrupcion",
    description: "Prueba",
    rootCause: null,
    impact: null,
    measures: null,
    effect: "caida",
    weight: null,
    component: null,
    source: null,
  });
  /** Ten requests a minute from 20:00 to 21:40, but for ten minutes from 20:45 on. */
  const night = Array.from({ length: 1000 }, (_, i) => ({ minute: Math.floor(i / 10), second: (i % 10) * 5 }))
    .filter(({ minute }) => minute < 45 || minute >= 55)
    .map(({ minute, second }) => line({ address: `10.${minute}.${second}.1`, at: clock(minute, second) }));

  it("carry their trace, also where it lies outside the period", async () => {
    const trace = {
      verdict: "con-rastro",
      observedHits: 0,
      errors5xx: 0,
      expectedHits: 100,
      lostHits: 100,
      lostPageViews: 100,
      lostVisits: 100,
    };
    const incidents = [incident("20:45:00", "20:55:00")];
    expect((await analysisOf([night], { incidents })).incidents[0]?.trace).toMatchObject(trace);
    const later = await analysisOf([night], { incidents, overrides: { from: at("21:00:00"), to: at("21:30:00") } });
    expect(later.incidents[0]?.trace).toMatchObject(trace);
    expect((await analysisOf([night], { incidents: [incident("20:45:00", null)] })).incidents[0]?.trace).toBeNull();
  });
});
