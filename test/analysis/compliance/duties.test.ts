// Duties and records: every verdict of each, from a few lines or from the evidence by hand.
import { describe, expect, it } from "vitest";
import { checkBandwidth } from "../../../analysis/compliance/bandwidth.ts";
import { checkCacheControl } from "../../../analysis/compliance/cache-control.ts";
import { tellingOf } from "../../../analysis/compliance/clause.ts";
import { checkPort, checkSecureTransport } from "../../../analysis/compliance/transport.ts";
import { loadConvocatoria } from "../../../analysis/convocatoria.ts";
import { analysisWords } from "../../../analysis/locale/words.ts";
import type { PeriodOverrides } from "../../../analysis/periods.ts";
import type { IncidentRecord } from "../../../ingest/index.ts";
import { clauseOf, clausesOf, epoch, lineAt } from "../../support/checked-clauses.ts";
import { ANA, line } from "../../support/hand-made.ts";
import { type IngestFixture, withIngested } from "../../support/ingest-fixture.ts";

const telling = tellingOf("America/Mexico_City", analysisWords("es"));

const asked = { id: "x", requirement: "x", clause: "I" };
const durango = "iepc-durango-2022";

function incident(changes: Partial<IncidentRecord>): IncidentRecord {
  const startSecond = epoch("2018-07-01T21:00:00-05:00");
  return {
    id: "I-001",
    startSecond,
    endSecond: startSecond + 1800,
    type: "conectividad",
    description: "x",
    rootCause: null,
    impact: null,
    measures: null,
    effect: "ninguno",
    weight: null,
    component: null,
    source: null,
    ...changes,
  };
}

describe("secure transport", () => {
  const none = { secure: 0, plain: 0, unknown: 0, port80: 0, port443: 0, forwarded: 0 };
  it.each([
    [{ secure: 5 }, "cumple"],
    [{ secure: 5, plain: 1 }, "incumple"],
    [{ secure: 5, plain: 1, forwarded: 1 }, "indicio"],
    [{ plain: 5 }, "indicio"],
    [{ secure: 5, unknown: 1 }, "no-verificable"],
    [{ unknown: 5 }, "no-verificable"],
    [{}, "no-verificable"],
  ] as const)("%j: %s", (answers, verdict) => {
    expect(checkSecureTransport(asked, { ...none, ...answers }, telling).verdict).toBe(verdict);
  });

  it("is not in the combined format", async () => {
    const check = await clauseOf("secure-transport", [[line({ at: "20:00:00" })]], "iem-irimbo-2024");
    expect(check).toMatchObject({ verdict: "no-verificable", figures: { unknownAnswers: 1 } });
  });
});

describe("what a log string with scheme, port and cache tells", () => {
  const format =
    '$remote_addr - - [$time_local] "$request" $status $body_bytes_sent "$http_user_agent" $scheme $server_port $upstream_cache_status';
  const hit = (telling: string, request: string, scheme: string, port: number, cache: string) =>
    `${ANA} - - [08/Dec/2024:${telling} -0600] "GET ${request} HTTP/1.1" 200 10 "Mozilla/5.0 (X11) Firefox/133.0" ${scheme} ${port} ${cache}\n`;
  const of = (lines: string[], call: string) =>
    withIngested([], async (fixture) => {
      await fixture.add([{ content: lines.join("") }], format);
      const { compliance } = await fixture.analysis({ convocatoria: loadConvocatoria(call) });
      return Object.fromEntries(compliance.map((check) => [check.id, check]));
    });

  it("secure transport and a cache that holds the polled file", async () => {
    const found = await of(
      [
        hit("20:00:00", "/", "https", 443, "MISS"),
        hit("20:00:01", "/json/main.json", "https", 443, "HIT"),
        hit("20:00:02", "/json/main.json", "https", 443, "MISS"),
        // Before the start: not of the publication.
        hit("19:00:02", "/json/main.json", "http", 80, "HIT"),
      ],
      "iem-irimbo-2024",
    );
    expect(found["secure-transport"]).toMatchObject({ verdict: "cumple", figures: { secureAnswers: 3, plainAnswers: 0 } });
    expect(found["cache-control"]).toMatchObject({
      verdict: "indicio",
      clause: "II.1.e",
      figures: { served: 2, fromCache: 1, cacheRecorded: 2 },
    });
  });

  it("without a HIT the header is still not seen", async () => {
    const found = await of(
      [hit("20:00:01", "/json/main.json", "http", 80, "MISS"), hit("20:00:02", "/", "https", 443, "HIT")],
      "iem-irimbo-2024",
    );
    expect(found["cache-control"]).toMatchObject({ verdict: "no-verificable", figures: { fromCache: 0, cacheRecorded: 1 } });
    expect(found["secure-transport"]).toMatchObject({ verdict: "incumple", figures: { secureAnswers: 1, plainAnswers: 1 } });
  });
});

it("ports: answers show them open, a scheme without port or silence does not", () => {
  const none = { secure: 0, plain: 0, unknown: 0, port80: 0, port443: 0, forwarded: 0 };
  expect(checkPort(asked, 443, { ...none, secure: 3, port443: 3 }, telling)).toMatchObject({
    verdict: "cumple",
    figures: { port: 443, answers: 3 },
  });
  expect(checkPort(asked, 80, { ...none, secure: 3, port443: 3 }, telling).verdict).toBe("no-verificable");
  expect(checkPort(asked, 443, { ...none, secure: 3 }, telling)).toMatchObject({
    verdict: "no-verificable",
    evidence: expect.stringContaining("por HTTPS, sin que"),
  });
});

const unheard = { served: 0, recorded: 0, fromCache: 0, notModified: 0, headersKnown: 0, headersKept: 0 };

it("Cache-Control: the header that the log holds decides", async () => {
  const verdict = (headersKnown: number, headersKept: number, more = {}): string =>
    checkCacheControl(asked, { ...unheard, served: 5, headersKnown, headersKept, ...more }, "/json/main.json", telling).verdict;
  expect([verdict(5, 5), verdict(5, 4), verdict(1, 0), verdict(4, 4), verdict(0, 0)]).toEqual([
    "cumple",
    "incumple",
    "incumple",
    "no-verificable",
    "no-verificable",
  ]);
  expect(verdict(5, 5, { recorded: 5, fromCache: 1 })).toBe("indicio");
  const line = (second: number, header: string): string =>
    `prep.mx:443 187.188.10.20 - - [08/Dec/2024:20:10:0${second} -0600] "GET /json/main.json HTTP/1.1" 200 512 "-" "Mozilla/5.0" xff="-" scheme=https cache="-" t=0.004s cc=${header}`;
  const content = [line(1, "no-cache, no-store, must-revalidate"), line(2, "-"), line(3, "public, max-age=60")].join("\n");
  await withIngested([{ content }], async (fixture) => {
    const { compliance } = await fixture.analysis({ convocatoria: loadConvocatoria("iem-irimbo-2024") });
    expect(compliance.find(({ id }) => id === "cache-control")).toMatchObject({
      verdict: "incumple",
      figures: { headersKnown: 3, headersKept: 1 },
    });
    await judgesOnlyPeriods(fixture);
  });
});

/** The call leaves the end of the window open: until it is declared, the span of the hits has figures, and neither an allowance nor a verdict. */
async function judgesOnlyPeriods(fixture: IngestFixture): Promise<void> {
  const convocatoria = loadConvocatoria("iem-irimbo-2024");
  const at = (text: string): number => Date.parse(`${text}-06:00`) / 1000;
  const judged = async (overrides: PeriodOverrides): Promise<[string, boolean, boolean][]> => {
    const { availability } = await fixture.analysis({ convocatoria, overrides });
    expect(availability.target).toBe(0.999);
    return availability.results
      .filter(({ source }) => source === "log")
      .map(({ period, verdict, allowedSeconds }) => [period, verdict !== null, allowedSeconds !== null]);
  };
  const month = ["month:2024-12", true, true];
  expect(await judged({})).toEqual([["custom", false, false], month]);
  expect(await judged({ windowEnd: at("2024-12-08T21:00:00") })).toEqual([["window", true, true], month]);
  // A range that was asked for by name is a period like another.
  expect(await judged({ from: at("2024-12-08T20:00:00"), to: at("2024-12-08T21:00:00") })).toEqual([["custom", true, true], month]);
}

it("Cache-Control: 304 answers are told beside", () => {
  const check = checkCacheControl(asked, { ...unheard, served: 9, notModified: 2 }, "/json/main.json", telling);
  expect(check).toMatchObject({ verdict: "no-verificable", evidence: expect.stringContaining("2 respuestas fueron 304") });
});

describe("bandwidth of 10 Mbps", () => {
  const duty = loadConvocatoria("ieem-edomex-2021").duties.find(({ id }) => id === "bandwidth");
  // 10 Mbps are 75 MB a minute, 375 MB in five.
  it.each([
    [75e6, 375e6, "cumple"],
    [75e6, 374.9e6, "indicio"],
    [74.9e6, 374e6, "no-verificable"],
    [0, 0, "no-verificable"],
  ])("%d bytes in a minute, %d in five: %s", (bytes, five, verdict) => {
    if (duty === undefined) throw new Error("the call asks for bandwidth");
    expect(checkBandwidth(asked, duty, { minute: { second: 60, bytes }, fiveMinutes: { second: 0, bytes: five } }, telling).verdict).toBe(
      verdict,
    );
    expect(checkBandwidth(asked, duty, null, telling).verdict).toBe("no-verificable");
  });

  it("is read from the minutes of the log", async () => {
    const log = [
      lineAt("2021-06-06T20:00:00-05:00", { bytes: 100e6 }),
      lineAt("2021-06-06T20:03:59-05:00", { bytes: 250e6 }),
      lineAt("2021-06-06T20:04:59-05:00", { bytes: 40e6 }),
      lineAt("2021-06-06T20:05:00-05:00", { bytes: 90e6 }),
    ];
    // Minutes 0 to 4: 390 MB; minutes 1 to 5: 380 MB. 390e6 * 8 / 300 = 10.4 Mbps; the peak minute 250e6 * 8 / 60.
    const check = await clauseOf("bandwidth", [log], "ieem-edomex-2021");
    expect(check).toMatchObject({
      verdict: "cumple",
      figures: { sustainedBitsPerSecond: 10.4e6, sustainedFrom: "2021-06-06T20:00:00-05:00" },
    });
    expect(check.figures["peakBitsPerSecond"]).toBeCloseTo(33.333e6, -4);
  });
});

describe("logs of the days asked for", () => {
  /** Coahuila: 1 and 2 July 2018, 48 hours. */
  const hours = (from: number, to: number, minute = 30) =>
    Array.from({ length: to - from }, (_, i) => from + i).map((hour) =>
      lineAt(`2018-07-0${1 + Math.floor(hour / 24)}T${String(hour % 24).padStart(2, "0")}:${minute}:00-05:00`),
    );
  const of = (...logs: { content: string; source: string }[]) => clauseOf("asked-logs", logs, "iec-coahuila-2018");
  const file = (lines: string[], source = "a") => ({ content: lines.join(""), source });

  it("whole where every source has lines in every hour", async () => {
    expect(await of(file(hours(0, 48)))).toMatchObject({
      verdict: "cumple",
      clause: "VI",
      figures: { hours: 48, hoursWithLines: 48 },
      period: "logs",
    });
    expect(await of(file(hours(0, 48)), file(hours(0, 48, 59), "b"))).toMatchObject({ verdict: "cumple", figures: { sources: 2 } });
  });

  it("an hour without lines is not verifiable, and named with its source", async () => {
    const check = await of(file(hours(0, 48)), file([...hours(0, 3), ...hours(5, 48)], "b"));
    expect(check).toMatchObject({ verdict: "no-verificable", figures: { hoursWithLines: 48, sourcesWithGaps: 1 } });
    expect(check.evidence).toContain("b, del 1 de julio de 2018, 03:00 h, al 1 de julio de 2018, 05:00 h");
  });

  it("a day without lines is an indicio, and no line at all a breach", async () => {
    const check = await of(file(hours(0, 24)));
    expect(check).toMatchObject({ verdict: "indicio", figures: { hoursWithLines: 24, daysWithoutLines: 1 } });
    expect(check.evidence).toContain("1 día no tiene ninguna: 2 de julio de 2018");
    expect(await of(file([lineAt("2018-07-05T12:00:00-05:00")]))).toMatchObject({ verdict: "incumple", figures: { hoursWithLines: 0 } });
  });
});

describe("availability", () => {
  const signed = { statementComplete: true };
  const down = (seconds: number) =>
    incident({
      type: "interrupcion",
      effect: "caida",
      startSecond: epoch("2024-12-08T21:00:00-06:00"),
      endSecond: epoch("2024-12-08T21:00:00-06:00") + seconds,
    });
  const of = (changes: object) =>
    clauseOf("availability", [[line({ at: "20:00:00" })]], "iem-irimbo-2024", {
      overrides: { windowEnd: epoch("2024-12-10T20:00:00-06:00") },
      ...changes,
    });

  it("is never better than its worst source, and breaks by the month", async () => {
    // 31 days allow 2,678.4 s. The log speaks of one minute only.
    expect(await of(signed)).toMatchObject({ verdict: "no-verificable", clause: "II.2.e", period: "month:2024-12" });
    const broken = await of({ ...signed, incidents: [down(2679)] });
    expect(broken).toMatchObject({ verdict: "incumple", figures: { worstSource: "declared", downSeconds: 2679 }, period: "month:2024-12" });
    expect(broken.evidence).toContain("44 min 39 s sin servicio, de 44 min 38.4 s permitidos (incumple)");
    expect((await of({ ...signed, incidents: [down(2678)] })).verdict).toBe("no-verificable");
  });

  it("is met where all that speak say so", async () => {
    // A log of the whole month, a line every five minutes.
    const log = Array.from({ length: 31 * 288 }, (_, i) => {
      const iso = new Date(Date.parse("2024-12-01T00:00:00Z") + i * 300_000).toISOString().slice(0, 19);
      return lineAt(`${iso}-06:00`);
    });
    log.push(lineAt("2024-12-31T23:59:59-06:00"));
    const check = await clauseOf("availability", [log], "iem-irimbo-2024", {
      ...signed,
      overrides: { windowEnd: epoch("2024-12-10T20:00:00-06:00") },
    });
    expect(check).toMatchObject({ verdict: "cumple", figures: { downSeconds: 0, unknownSeconds: 0 } });
  });

  it("is no row where the call states no target", async () => {
    expect((await clausesOf([[lineAt("2022-06-05T20:00:00-05:00")]], durango))["availability"]).toBeUndefined();
  });
});

describe("records and memoria", () => {
  it("the four measures are there where the log yields them all", async () => {
    const visit = [line({ at: "20:00:00" }), line({ at: "20:01:00", request: "GET /acta HTTP/1.1" })];
    expect(await clauseOf("recorded-measures", [visit], "iem-irimbo-2024")).toMatchObject({
      verdict: "cumple",
      clause: "II.2.c",
      figures: { measures: 4, available: 4 },
    });
    // A visit of one page has no duration.
    const check = await clauseOf("recorded-measures", [[line({ at: "20:00:00" })]], "iem-irimbo-2024");
    expect(check).toMatchObject({ verdict: "no-verificable", figures: { available: 3 } });
    expect(check.evidence).toContain("No se obtienen de las bitácoras entregadas: tiempo de estancia.");
  });

  it.each([
    ["2024-12-15T23:59:59-06:00", "no-verificable", 1],
    ["2024-12-16T00:00:00-06:00", "incumple", 0],
  ])("a memoria made at %s: %s", async (at, verdict, secondsLeft) => {
    const check = await clauseOf("memoria-due", [[line({ at: "20:00:00" })]], "iem-irimbo-2024", { generatedAt: epoch(at) });
    expect(check).toMatchObject({ verdict, clause: "II.4", figures: { dueDate: "2024-12-15", secondsLeft } });
  });
});

describe("other duties", () => {
  it("the simulacro: traffic that day is an indicio", async () => {
    const night = line({ at: "20:00:00" });
    expect(await clauseOf("simulacro", [[night]], "iem-irimbo-2024")).toMatchObject({
      verdict: "no-verificable",
      clause: "I.11",
      figures: { answers: 0 },
    });
    const there = await clauseOf(
      "simulacro",
      [[lineAt("2024-12-01T23:59:59-06:00"), lineAt("2024-12-02T00:00:00-06:00"), night]],
      "iem-irimbo-2024",
    );
    expect(there).toMatchObject({ verdict: "indicio", figures: { answers: 1 } });
  });

  it("a declared attack is an indicio against the status; none declared proves nothing", async () => {
    const log = [[lineAt("2021-06-06T20:00:00-05:00")]];
    const incidents = [incident({ id: "I-007", type: "ataque", startSecond: epoch("2021-06-06T22:00:00-05:00"), endSecond: null })];
    const attacked = await clauseOf("attack-ends-status", log, "ieem-edomex-2021", { incidents });
    expect(attacked).toMatchObject({ verdict: "indicio", clause: "I.13", evidence: expect.stringContaining("I-007"), source: "declared" });
    expect(await clauseOf("attack-ends-status", log, "ieem-edomex-2021", { statementComplete: true })).toMatchObject({
      verdict: "no-verificable",
    });
  });

  it("a declared connection failure of three periods is an indicio; a shorter one is not", async () => {
    const log = [[lineAt("2018-07-01T20:00:00-05:00")]];
    const of = (seconds: number) =>
      clauseOf("connection-failure", log, "iec-coahuila-2018", {
        incidents: [incident({ endSecond: incident({}).startSecond + seconds })],
      });
    expect(await of(1800)).toMatchObject({ verdict: "indicio", clause: "III", figures: { leastSeconds: 1800, declaredLongFailures: 1 } });
    expect(await of(1799)).toMatchObject({ verdict: "no-verificable", figures: { declaredFailures: 1, declaredLongFailures: 0 } });
  });

  it("requests for something else speak against a server of its own, where the scope says what is the PREP's", async () => {
    const log = [
      [
        lineAt("2022-06-05T20:00:00-05:00", { request: "GET /prep/ HTTP/1.1" }),
        lineAt("2022-06-05T20:00:01-05:00", { request: "GET /deportes HTTP/1.1" }),
      ],
    ];
    expect(await clauseOf("dedicated-server", log, durango)).toMatchObject({ verdict: "no-verificable", figures: { outOfScope: null } });
    expect(await clauseOf("dedicated-server", log, durango, { rules: { scope: ["/prep/**"] } })).toMatchObject({
      verdict: "indicio",
      figures: { outOfScope: 1 },
    });
  });

  it("what no log shows says what would", async () => {
    const found = await clausesOf([[lineAt("2022-06-05T20:00:00-05:00")]], durango);
    for (const id of ["redundancy", "ids-ips", "ddos-protection", "cut-time-shown", "content-unaltered"]) {
      expect(found[id]).toMatchObject({ verdict: "no-verificable", evidence: expect.stringMatching(/Lo mostraría .{10,}\.$/) });
    }
  });
});
