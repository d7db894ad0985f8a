// The slow model against figures worked out by hand.
import { describe, expect, it } from "vitest";
import { epochSecond, readLine, slowModel, unescaped } from "./slow-model.ts";

const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
const ANA = "187.142.1.1";
const BETO = "2806:2f0:1::7";

function line(address: string, clock: string, request: string, rest: string, agent = CHROME): string {
  return `${address} - - [08/Dec/2024:${clock} -0600] "${request}" ${rest} "-" "${agent}"`;
}

function hitOf(text: string) {
  const read = readLine(text);
  if (read.lineClass !== "hit") throw new Error(`no hit but ${read.lineClass}: ${text}`);
  return read.hit;
}

// Ana: page 20:00:00, page 20:00:40 (two at once, "/a" before "/b"), refresh 20:01:40, back 30:01 after her last page.
// Beto: page 20:59:59, then 30:00 later a second page of the same visit, in the next hour.
const NIGHT = [
  line(ANA, "20:00:00", "GET / HTTP/1.1", "200 100"),
  line(ANA, "20:00:40", "GET /b?x=1 HTTP/1.1", "200 200"),
  line(ANA, "20:00:40", "GET /a HTTP/1.1", "304 -"),
  line(ANA, "20:00:41", "GET /css/a.css HTTP/1.1", "200 50"),
  line(ANA, "20:01:40", "GET /json/main.json?t=1 HTTP/1.1", "200 10"),
  line(ANA, "20:30:41", "GET / HTTP/1.1", "200 100"),
  line(BETO, "21:29:59", "GET /a HTTP/1.1", "200 20"),
  line(BETO, "20:59:59", "GET / HTTP/1.1", "200 100"),
  line(BETO, "21:30:00", "GET /wp-login.php HTTP/1.1", "404 7"),
  line(BETO, "21:30:10", "GET / HTTP/1.1", "503 5"),
  line("66.249.66.1", "20:00:50", "GET / HTTP/1.1", "200 100", "Googlebot/2.1"),
  line("10.0.0.9", "20:00:59", "-", "408 -", "-"),
  "",
  "#Software: none",
  "187.142.1.1 - - [08/Dec/2024:20:",
].join("\n");

describe("the slow model", () => {
  const result = slowModel([{ source: "a", text: NIGHT }]);

  it("puts every line in one class and every hit in one kind", () => {
    expect(result.ledger.lines).toEqual({ read: 15, hits: 12, blank: 1, directives: 1, rejected: 1, duplicates: 0 });
    expect(result.ledger.hitsByKind).toEqual({ internal: 0, bot: 2, polling: 1, page: 6, asset: 1, other: 2 });
    expect(result.period).toEqual({
      start: "2024-12-08T20:00:00-06:00",
      end: "2024-12-08T21:30:11-06:00",
      timeZone: "America/Mexico_City",
    });
  });

  it("works out visits, active time and statuses", () => {
    // Visits: Ana 3 pages in 40 s, Ana 1 page (30:01 after), Beto 2 pages in 1,800 s.
    expect(result.traffic).toMatchObject({
      ...{ hits: 12, humanHits: 10, bytes: 692, pageViews: 6, uniqueVisitors: 2, distinctAddresses: 4 },
      ...{ visits: 3, bounces: 1, pagesPerVisit: 2 },
      visitDuration: { mean: 920, median: 920, meanIncludingSingle: 1840 / 3, measurableVisits: 2, singlePageShare: 1 / 3 },
      // Ana from 20:00:00 to 20:30:41 (never more than 30:00 apart), Beto from 20:59:59 to 21:30:10.
      activeTime: { mean: (1841 + 1811) / 2, median: 1826, visits: 2 },
      statusClasses: { "1xx": 0, "2xx": 8, "3xx": 1, "4xx": 2, "5xx": 1, other: 0 },
      requestSuccess: 1 - 1 / 12,
      peakMinute: { at: "2024-12-08T20:00:00-06:00", hits: 6 },
      peakHour: { at: "2024-12-08T20:00:00-06:00", hits: 9 },
    });
  });

  it("works out pages and hours", () => {
    expect(result.traffic?.topPages).toEqual([
      { path: "/", pageViews: 3, visitors: 2, meanTimeOnPage: (40 + 1800) / 2 },
      { path: "/a", pageViews: 2, visitors: 2, meanTimeOnPage: 0 },
      { path: "/b", pageViews: 1, visitors: 1, meanTimeOnPage: null },
    ]);
    const [eight, nine] = result.traffic?.hours ?? [];
    expect(eight).toEqual({
      ...{ at: "2024-12-08T20:00:00-06:00", hits: 9, humanHits: 7, pageViews: 5, visits: 3, visitors: 2, errors5xx: 0, bytes: 660 },
    });
    expect(nine).toEqual({
      ...{ at: "2024-12-08T21:00:00-06:00", hits: 3, humanHits: 3, pageViews: 1, visits: 0, visitors: 1, errors5xx: 1, bytes: 32 },
    });
  });

  it("gives a period the visits that start in it, and the page views inside it", () => {
    const late = slowModel([{ source: "a", text: NIGHT }], { start: "2024-12-08T21:00:00-06:00", end: "2024-12-08T22:00:00-06:00" });
    expect(late.traffic).toMatchObject({ hits: 3, pageViews: 1, visits: 0, pagesPerVisit: null, activeTime: { mean: null, visits: 0 } });
    expect(late.ledger.outsidePeriod).toBe(9);
  });

  it("sets the delivery's own addresses apart", () => {
    const probed = slowModel([{ source: "a", text: NIGHT }], { internal: [BETO] });
    expect(probed.ledger.hitsByKind).toEqual({ internal: 4, bot: 2, polling: 1, page: 4, asset: 1, other: 0 });
  });
});

describe("lines that break parsers", () => {
  it("keeps a hit whose agent or referrer is cut, with what there is of them", () => {
    const whole = line(ANA, "20:00:00", "GET / HTTP/1.1", "200 100");
    const cut = CHROME.slice(0, -8);
    expect(hitOf(whole.slice(0, -9))).toMatchObject({ agent: cut, kind: "page", bytes: 100, visitorKey: `${ANA}\n${cut}` });
    expect(hitOf(whole.slice(0, -CHROME.length - 1))).toMatchObject({ agent: null, kind: "page", visitorKey: `${ANA}\n` });
    expect(hitOf(whole.slice(0, whole.indexOf('"-"') + 2))).toMatchObject({ agent: null, kind: "page" });
    expect(hitOf(whole.slice(0, whole.indexOf(" 100")))).toMatchObject({ status: 200, bytes: null });
    expect(readLine(whole.slice(0, whole.indexOf("0 100"))).lineClass).toBe("rejected");
  });

  it("reads garbage requests as hits without a path", () => {
    for (const request of [
      "\\x16\\x03\\x01",
      "-",
      "",
      '{\\"id\\": 1}',
      "OPTIONS / RTSP/1.0",
      "INVITE sip:a SIP/2.0",
      "get / HTTP/1.1",
      "GET x",
    ]) {
      expect(hitOf(line(ANA, "20:00:00", request, "400 0"))).toMatchObject({ path: null, kind: "other", status: 400 });
    }
  });

  it("takes query, parameters and host from the path", () => {
    const pathOf = (target: string) => hitOf(line(ANA, "20:00:00", `GET ${target} HTTP/1.1`, "200 1")).path;
    expect(["/a?b=/c;d", "/a.jsp;s=1?q", "http://h.mx/a", "https://h.mx", "/b c", '/q\\"', "/%C3%B3"].map(pathOf)).toEqual(
      '/a|/a.jsp|/a|/|/b c|/q"|/%C3%B3'.split("|"),
    );
    expect(hitOf(line(ANA, "20:00:00", "GET /a", "200 1"))).toMatchObject({ method: "GET", path: "/a", kind: "page" });
  });

  it("tells pages from assets, refreshes and others", () => {
    const kind = (request: string, status = 200) => hitOf(line(ANA, "20:00:00", `${request} HTTP/1.1`, `${status} 1`)).kind;
    expect(["GET /", "GET /x.HTML", "GET /a.b-c", "GET /v1.123456789"].map((request) => kind(request))).toEqual(Array(4).fill("page"));
    expect(["GET /.env", "GET /a.css", "GET /x.PDF"].map((request) => kind(request))).toEqual(Array(3).fill("asset"));
    expect([kind("OPTIONS /a.json", 503), kind("GET /json/x"), kind("HEAD /json/main.json", 404)]).toEqual(Array(3).fill("polling"));
    expect([kind("HEAD /"), kind("GET /", 301), kind("GET /a.css", 404), kind("POST /")]).toEqual(Array(4).fill("other"));
    expect(kind("GET /", 304)).toBe("page");
  });

  it("reads users with spaces, odd addresses, extra fields, common lines and wrapped lines", () => {
    const whole = line(ANA, "20:00:00", "GET / HTTP/1.1", "200 100");
    expect(hitOf(whole.replace(" - - ", " - Ana María "))).toMatchObject({ address: ANA, path: "/" });
    for (const address of ["fe80::1%3", "::ffff:1.2.3.4", "host.example.mx"])
      expect(hitOf(whole.replace(ANA, address)).address).toBe(address);
    expect(hitOf(`${whole} 1234 "10.0.0.1, 10.0.0.2"`)).toMatchObject({ agent: CHROME });
    expect(hitOf(whole.slice(0, whole.indexOf(' "-"')))).toMatchObject({ agent: null, bytes: 100, kind: "page" });
    expect(hitOf(`"${whole}"`)).toEqual(hitOf(whole));
    expect(hitOf(`"${whole.replaceAll('"', '""')}"`)).toEqual(hitOf(whole));
    expect(hitOf(`"${whole.replaceAll('"', '\\"')}"`)).toEqual(hitOf(whole));
  });

  it("undoes the log's escapes", () => {
    expect(unescaped('a\\"b\\\\x41 \\x22 \\t')).toBe('a"b\\x41 " \t');
    expect(unescaped("Difusi\\xc3\\xb3n \\xff\\xc3\\xb3\\xc3")).toBe("Difusión \\xffó\\xc3");
    expect(hitOf(line(ANA, "20:00:00", "GET / HTTP/1.1", "200 1", 'x \\"5G\\"')).agent).toBe('x "5G"');
  });

  it("refuses times that do not exist", () => {
    expect(epochSecond("08/Dec/2024:20:00:00 -0600")).toBe(Date.UTC(2024, 11, 9, 2) / 1000);
    expect(epochSecond("08/Dec/2024:20:00:00 +0530")).toBe(Date.UTC(2024, 11, 8, 14, 30) / 1000);
    for (const clock of ["31/Nov/2024:20:00:00 -0600", "08/Dic/2024:20:00:00 -0600", "08/Dec/2024:24:00:00 -0600"]) {
      expect(epochSecond(clock)).toBeNull();
    }
  });
});

describe("lines delivered twice", () => {
  const [first = "", second = "", third = "", fourth = ""] = ["20:00:00", "20:00:05", "20:00:09", "20:00:20"].map((clock) =>
    line(ANA, clock, "GET / HTTP/1.1", "200 1"),
  );
  const counts = (...texts: string[][]) => {
    const { lines } = slowModel(texts.map((text) => ({ source: "a", text: text.join("\n") }))).ledger;
    return [lines.hits, lines.duplicates];
  };

  it("keeps the greatest count of any one file where files overlap", () => {
    expect(counts([first, second, second, third], [second, third, third, fourth])).toEqual([6, 2]);
  });

  it("keeps twins across an exact rotation border", () => {
    expect(counts([first, second, third], [third, fourth])).toEqual([5, 0]);
  });

  it("counts the hits of the same text once, and reads its lines twice", () => {
    expect(counts([first, second, ""], [first, second, ""])).toEqual([2, 2]);
  });
});
