// W3C logs: the #Fields lists decide, wherever they stand; other services' logs, and rows without a list, are refused with what to do.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { detect } from "../../ingest/detect.ts";
import { cloudfront } from "../../ingest/formats/cloudfront.ts";
import { iisW3c } from "../../ingest/formats/iis-w3c.ts";
import type { LineFormat, ParsedFields } from "../../ingest/formats/index.ts";
import { w3cWithFields } from "../../ingest/formats/w3c-format.ts";
import { lineClass } from "../../ingest/line-class.ts";
import { linesQuery, macros } from "../../ingest/line-sql.ts";
import { scanFile } from "../../ingest/scan.ts";
import { IngestFixture, openDatabase, type StoredLine, withIngested } from "../support/ingest-fixture.ts";

const twoAm = Date.UTC(2024, 11, 9, 2) / 1000;
const hit = lineClass.hit;
const rejected = lineClass.rejected;

/** Ingests one file, its format found by itself, and answers its lines. */
async function lines(content: string): Promise<StoredLine[]> {
  return withIngested([{ content }], (fixture) => fixture.lines());
}

/** Reads rows in a format that is in no list, past detection. */
async function linesIn(format: LineFormat, content: string): Promise<Partial<ParsedFields & { class: number; reason: string | null }>[]> {
  const fixture = await IngestFixture.open();
  const file = path.join(fixture.directory, "rows.log");
  await writeFile(file, content);
  const database = await openDatabase([fixture.directory]);
  try {
    for (const macro of macros) await database.run(macro);
    const { fieldLists } = await scanFile({ path: file, name: "rows.log", wrapping: "plain" }, `${file}.spool`, () => {});
    const query = linesQuery(format.reading({ fieldLists, timeZone: null }), { kind: "files", files: [{ id: 1, path: file }] });
    return await database.rows(`SELECT * EXCLUDE ("at", line_hash), epoch_us("at") // 1000000 AS second FROM (${query})`);
  } finally {
    database.close();
    await fixture.close();
  }
}

/** The facts of a refusal. */
function refusal(head: string, candidates?: LineFormat[]): Record<string, unknown> {
  try {
    detect("a.log", head, candidates && { candidates });
  } catch (error) {
    if (error instanceof Error && "facts" in error) return error.facts as Record<string, unknown>;
    throw error;
  }
  throw new Error("it was not refused");
}

const only = (line: StoredLine | undefined, ...names: (keyof ParsedFields)[]): unknown[] => names.map((name) => line?.[name]);

describe("the fields of", () => {
  const agent = "Mozilla/5.0+(X11;+Linux)";
  it.each([
    {
      product: "IIS 6 by default",
      fields:
        "date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status",
      row: `2024-12-09 02:00:00 W3SVC1 10.0.0.4 GET /a x=1 80 - 187.188.10.20 ${agent} 200 0 0`,
      unrecorded: ["bytes", "referrer", "duration_us", "host", "protocol"],
    },
    {
      product: "IIS 7 by default",
      fields:
        "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken",
      row: `2024-12-09 02:00:00 10.0.0.4 GET /a x=1 80 - 187.188.10.20 ${agent} 200 0 0 46`,
      unrecorded: ["bytes", "referrer", "host", "protocol"],
    },
    {
      product: "IIS 10 by default",
      fields:
        "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
      row: `2024-12-09 02:00:00 10.0.0.4 GET /a x=1 80 - 187.188.10.20 ${agent} - 200 0 0 46`,
      unrecorded: ["bytes", "host", "protocol"],
    },
    {
      product: "Azure App Service",
      fields:
        "date time s-sitename cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken",
      row: `2024-12-09 02:00:00 PREP GET /a x=1&X-ARR-LOG-ID=1 80 - 187.188.10.20 ${agent} a=b;+c=d - prep.mx 200 0 0 5120 900 46`,
      unrecorded: ["protocol", "forwarded"],
    },
  ])("$product are found by their names", async ({ fields, row, unrecorded }) => {
    const [, , line] = await lines(`#Software: Microsoft Internet Information Services\n#Fields: ${fields}\n${row}\n`);
    expect(only(line, "second", "address", "method", "path", "port", "user", "status", "agent")).toEqual([
      ...[twoAm, "187.188.10.20", "GET", "/a", 80, null, 200, "Mozilla/5.0 (X11; Linux)"],
    ]);
    expect(line?.query).toMatch(/^\?x=1/);
    for (const name of unrecorded) expect([name, line?.[name]]).toEqual([name, null]);
    if (fields.includes("time-taken")) expect(line?.duration_us).toBe(46_000);
    if (fields.includes("sc-bytes")) expect(only(line, "bytes", "host")).toEqual([5120, "prep.mx"]);
  });

  it("CloudFront's older logs are those of today's that it had then", async () => {
    const today = (cloudfront.preamble?.[1] ?? "").replace("#Fields: ", "").split(" ");
    const row = (cloudfront.samples[0]?.line ?? "").split("\t");
    const wanted = cloudfront.samples[0]?.fields ?? {};
    for (const count of [24, 26, 33]) {
      const [, , line] = await lines(`#Version: 1.0\n#Fields: ${today.slice(0, count).join(" ")}\n${row.slice(0, count).join("\t")}\n`);
      expect(Object.fromEntries(Object.keys(wanted).map((key) => [key, line?.[key]]))).toEqual(wanted);
    }
  });
});

const short = "#Fields: date time c-ip cs-method cs-uri-stem sc-status sc-bytes";
const other = "#Fields: time date sc-status cs-uri-stem cs-method c-ip";

describe("the lists of a file", () => {
  it("change where they stand, wide or narrow, with any line ends, and repeat", async () => {
    const content = [
      ...["#Software: x", "#Version: 1.0", "#Date: 2024-12-09 02:00:00", short, "2024-12-09 02:00:00 10.0.0.1 GET /a 200 5"],
      ...["#Software: x", "#Version: 1.0", "#Date: 2024-12-09 02:00:01", short, "2024-12-09 02:00:01 10.0.0.2 GET /b 200 6"],
      ...[other, "02:00:02 2024-12-09 404 /c HEAD 10.0.0.3", "", short, "2024-12-09 02:00:03 10.0.0.4 GET /d 200 0", other],
      ...[other, "02:00:04 2024-12-09 304 /e GET 10.0.0.5"],
    ];
    for (const end of ["\n", "\r\n", "\r"]) {
      const read = (await lines(content.join(end))).filter((line) => line.class === hit);
      expect(read.map((line) => only(line, "second", "address", "method", "path", "status", "bytes"))).toEqual([
        [twoAm, "10.0.0.1", "GET", "/a", 200, 5],
        [twoAm + 1, "10.0.0.2", "GET", "/b", 200, 6],
        [twoAm + 2, "10.0.0.3", "HEAD", "/c", 404, null],
        [twoAm + 3, "10.0.0.4", "GET", "/d", 200, 0],
        [twoAm + 4, "10.0.0.5", "GET", "/e", 304, null],
      ]);
    }
  });

  it("say nothing of the rows before the first: these are rejected", async () => {
    const row = "2024-12-09 02:00:00 10.0.0.1 GET /a 200 5";
    const before = Array<string>(4).fill(row);
    for (const after of [[short], [short, row, other, "02:00:02 2024-12-09 404 /c HEAD 10.0.0.3", short]]) {
      const read = await lines([...before, ...after, ...before, row].join("\n"));
      expect(read.slice(0, 4).map((line) => [line.class, line.reason])).toEqual(Array(4).fill([rejected, "no-match"]));
      expect(read.slice(4).filter((line) => line.class === hit)).toHaveLength(
        read.length - 4 - after.filter((line) => line.startsWith("#")).length,
      );
    }
  });

  it("may be thousands: each row is read by its own", async () => {
    const rows = Array.from({ length: 3000 }, (_, i) =>
      i % 2 === 0
        ? `${short} x-${i % 40}\n2024-12-09 02:00:00 10.0.0.1 GET /${i} 200 ${i} y`
        : `${other}\n02:00:00 2024-12-09 200 /${i} GET 10.0.0.2`,
    );
    const read = (await lines(rows.join("\n"))).filter((line) => line.class === hit);
    expect(read.map((line) => only(line, "path", "address", "bytes"))).toEqual(
      rows.map((_, i) => (i % 2 === 0 ? [`/${i}`, "10.0.0.1", i] : [`/${i}`, "10.0.0.2", null])),
    );
  });

  it("are told by line numbers that hold far into a file that is read in parallel", async () => {
    const section = (first: number): string[] => [
      short,
      ...Array.from({ length: 40_000 }, (_, i) => `2024-12-09 02:00:00 10.0.0.1 GET /${first + i} 200 5`),
      other,
      ...Array.from({ length: 40_000 }, (_, i) => `02:00:00 2024-12-09 200 /${first + 40_000 + i} GET 10.0.0.1`),
    ];
    const read = (await lines([...section(0), ...section(80_000)].join("\n"))).filter((line) => line.class === hit);
    expect(read).toHaveLength(160_000);
    expect(read.findIndex((line, i) => line.path !== `/${i}` || line.address !== "10.0.0.1")).toBe(-1);
  }, 120_000);

  it("are given by the caller for a file that lost its own, until the file has one", async () => {
    const rows = `02:00:00 2024-12-09 404 /c HEAD 10.0.0.3\n${short}\n2024-12-09 02:00:03 10.0.0.4 GET /d 200 0\n`;
    const read = await linesIn(w3cWithFields(other), rows);
    expect(read.map((line) => (line.class === hit ? [line.second, line.address, line.path, line.bytes] : line.class))).toEqual([
      [twoAm, "10.0.0.3", "/c", null],
      lineClass.directive,
      [twoAm + 3, "10.0.0.4", "/d", 0],
    ]);
    expect(w3cWithFields(other)).toMatchObject({ name: "iis_w3c" });
    expect(w3cWithFields(cloudfront.preamble?.[1] ?? "")).toMatchObject({ name: "cloudfront" });
    expect(detect("a.log", rows, { candidates: [w3cWithFields(other)] }).confidence).toBe(1);
  });

  it("that a caller gives must hold what makes a hit", () => {
    expect(() => w3cWithFields("#Fields: time c-ip cs-method cs-uri-stem")).toThrow(
      expect.objectContaining({ code: "format-string-invalid", facts: expect.objectContaining({ given: "date, sc-status" }) }),
    );
  });
});

describe("a row", () => {
  const list =
    "#Fields: date time c-ip cs-username cs-method cs-uri-stem cs-uri-query sc-status sc-bytes cs(User-Agent) cs(Referer) time-taken";
  it.each<[what: string, row: string, wanted: Partial<StoredLine>]>([
    [
      "with quoted values that hold spaces",
      `2024-12-09 02:00:00 ::1 "ana maría" GET /a - 200 5 "Lector ""5G"" x" - 7`,
      { user: "ana maría", agent: 'Lector "5G" x', duration_us: 7000 },
    ],
    [
      "with quoted values that hold none",
      `2024-12-09 02:00:00 ::1 "ana" GET /a - 200 5 "curl/8" "-" "7"`,
      { user: "ana", agent: "curl/8", referrer: null },
    ],
    [
      "with the quotes of an agent as they came",
      `2024-12-09 02:00:00 ::1 - GET /a q="x 200 5 "Lector+"5G" - 7`,
      { query: '?q="x', agent: '"Lector "5G"', referrer: null },
    ],
    [
      "cut inside a quoted value",
      `2024-12-09 02:00:00 ::1 - GET /a - 200 5 "Mozilla/5.0 (cortad`,
      { bytes: 5, agent: "Mozilla/5.0 (cortad", referrer: null, duration_us: null },
    ],
    ["with fewer values than fields", `2024-12-09 02:00:00 ::1 - GET /a - 200`, { status: 200, bytes: null, agent: null, referrer: null }],
    ["with an empty value at its end", `2024-12-09 02:00:00 ::1 - GET /a - 200 5 x - 7 `, { agent: "x", duration_us: 7000 }],
    [
      "with nothing but dashes",
      `2024-12-09 02:00:00 ::1 - - - - 408 - - - -`,
      { method: null, path: null, query: null, bytes: null, agent: "-", duration_us: null },
    ],
    ["with zeros", `2024-12-09 02:00:00 ::1 - GET / - 304 0 - - 0`, { bytes: 0, duration_us: 0 }],
    ["with damaged numbers", `2024-12-09 02:00:00 ::1 - GET / - 200 1e3 - - x`, { bytes: null, duration_us: null }],
    ["with the W3C draft's seconds", `2024-12-09 02:00:00.250 ::1 - GET / - 200 5 - - 0.046`, { second: twoAm, duration_us: 46_000 }],
    ["with a garbage method", `2024-12-09 02:00:00 ::1 - \\x16\\x03 - - 400 5 - - 1`, { method: null, path: null, status: 400 }],
    ["with another target than a path", `2024-12-09 02:00:00 ::1 - OPTIONS * - 200 5 - - 1`, { method: "OPTIONS", path: "*" }],
  ])("%s is a hit", async (_, row, wanted) => {
    const [, line] = await lines(`${list}\n${row}\n`);
    expect({ class: line?.class, ...Object.fromEntries(Object.keys(wanted).map((key) => [key, line?.[key]])) }).toEqual({
      class: hit,
      ...wanted,
    });
  });

  it.each([
    ["no-match", "basura"],
    ["no-match", "2024-12-09 02:00:00 ::1 ana maría GET /a - 200 5 x - 7 8"],
    ["no-match", " 2024-12-09 02:00:00 ::1 - GET /a - 200 5 x - 7"],
    ["bad-time", "2024-02-30 02:00:00 ::1 - GET /a - 200 5 x - 7"],
    ["bad-time", "2024-12-09 24:00:00 ::1 - GET /a - 200 5 x - 7"],
    ["bad-time", "2024-12-09 - ::1 - GET /a - 200 5 x - 7"],
    ["no-address", "2024-12-09 02:00:00 - - GET /a - 200 5 x - 7"],
    ["no-address", "2024-12-09 02:00:00"],
    ["bad-status", "2024-12-09 02:00:00 ::1 - GET /a - 2e2 5 x - 7"],
    ["bad-status", "2024-12-09 02:00:00 ::1 - GET /a - 20"],
    ["bad-status", "2024-12-09 02:00:00 ::1 - GET /a - - 5 x - 7"],
  ])("is one reject, %s: %s", async (reason, row) => {
    const good = "2024-12-09 02:00:00 ::1 - GET /a - 200 5 x - 7";
    const read = await lines(`${list}\n${good}\n${row}\n${good}\n`);
    expect(read.map((line) => [line.class, line.reason])).toEqual([
      [lineClass.directive, null],
      [hit, null],
      [rejected, reason],
      [hit, null],
    ]);
  });
});

describe("CloudFront", () => {
  const [first] = cloudfront.samples;
  it("is read by its documented fields where no list is left, if the row is whole", async () => {
    const rows = `${first?.line}\n${first?.line}\n`;
    expect(detect("a.log", rows).format.name).toBe("cloudfront");
    const [line] = await lines(rows);
    expect(Object.fromEntries(Object.keys(first?.fields ?? {}).map((key) => [key, line?.[key]]))).toEqual(first?.fields);
    const cut = (first?.line ?? "").split("\t").slice(0, 20).join("\t");
    expect(refusal(cut)).toMatchObject({ nearest: expect.stringMatching(/^(?:iis_w3c|cloudfront)$/), field: "#Fields", column: 1 });
  });

  it.each([
    ["Mozilla/5.0%20(X11)", "Mozilla/5.0 (X11)"],
    ["Mozilla/5.0%2520(X11;%2520%25C3%25A1)", "Mozilla/5.0 (X11; á)"],
    ["Mi%2520App/1%20CFNetwork/1", "Mi%20App/1 CFNetwork/1"],
    ["%FF%20%3C%25%3E", "%FF <%>"],
    ["a%00b%0Ac", "a%00b\nc"],
    ["100%", "100%"],
    ["-", "-"],
  ])("writes the agent %s for %s", async (written, agent) => {
    const cells = (first?.line ?? "").split("\t");
    const content = [...(cloudfront.preamble ?? []), cells.with(10, written).join("\t"), first?.line].join("\n");
    const read = await lines(content);
    expect([read[2]?.agent, read[3]?.agent]).toEqual([agent, first?.fields.agent]);
  });
});

describe("other logs", () => {
  const stamp = "2024-12-09 02:00:00";
  it.each([
    [
      "a W3C log without its list",
      `${stamp} 10.0.0.4 GET / - 80 - 187.188.10.20 x 200 0 0 15`,
      "#Fields",
      /--format '#Fields: date time \.\.\.'/,
    ],
    [
      "a list without the date",
      "#Date: 2024-12-09\n#Fields: time c-ip cs-method cs-uri-stem sc-status\n02:00:00 10.0.0.1 GET / 200",
      "date",
      /#Date/,
    ],
    [
      "Windows Firewall",
      `#Fields: date time action protocol src-ip dst-ip src-port dst-port size\n${stamp} DROP TCP 10.0.0.1 10.0.0.2 1 2 3`,
      "c-ip",
      /c-ip/,
    ],
    [
      "HTTP.sys errors",
      `#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename\n${stamp} 10.0.0.1 1 10.0.0.2 80 HTTP/1.1 GET /x 400 - BadRequest -`,
      "cs-uri-stem",
      /web/,
    ],
    [
      "FTP of IIS 7",
      `#Fields: date time c-ip cs-username s-ip s-port cs-method cs-uri-stem sc-status sc-win32-status sc-substatus x-session x-fullpath\n${stamp} 10.0.0.1 - 10.0.0.2 21 USER ana 331 0 0 1 -`,
      "x-session",
      /FTP/,
    ],
    ["FTP of IIS 6", `#Fields: date time c-ip cs-method cs-uri-stem sc-status\n${stamp} 10.0.0.1 [1]USER ana 331`, "cs-method", /FTP/],
    [
      "SMTP of IIS",
      `#Fields: date time c-ip cs-method cs-uri-stem sc-status cs-version\n${stamp} 10.0.0.1 EHLO - 250 SMTP`,
      "cs-version",
      /HTTP/,
    ],
  ])("are refused: %s", (_, content, field, expected) => {
    const head = `${content}\n${content.split("\n").at(-1)}`;
    const facts = refusal(head);
    expect(facts).toMatchObject({ nearest: expect.stringMatching(/^(?:iis_w3c|cloudfront)$/), field });
    expect(facts["expected"]).toMatch(expected);
  });

  it("do not read as the other product's", () => {
    const rows = `${iisW3c.preamble?.join("\n")}\n${iisW3c.samples[0]?.line}`;
    expect(refusal(rows, [cloudfront])).toMatchObject({ field: "x-edge-location" });
    const tabs = `${cloudfront.preamble?.join("\n")}\n${cloudfront.samples[0]?.line}`;
    expect(refusal(tabs, [iisW3c])).toMatchObject({ field: "x-edge-location" });
    expect(refusal(tabs.replaceAll("\t", " "), [cloudfront])).toMatchObject({ field: "date", column: 1 });
  });

  it("name the place in the row where it fails", () => {
    const row = "2024-12-09 02:00:00 10.0.0.1 GET /a dos 5";
    expect(refusal(`${short}\n${row}`)).toMatchObject({ line: 2, nearest: "iis_w3c", field: "sc-status", column: row.indexOf("dos") + 1 });
  });
});
