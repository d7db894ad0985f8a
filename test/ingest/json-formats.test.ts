// JSON formats: what each product writes is read back, and no line spoils another.

import { describe, expect, it } from "vitest";
import { detect } from "../../ingest/detect.ts";
import { formatNamed } from "../../ingest/formats/format-named.ts";
import { formats, type LineFormat } from "../../ingest/formats/index.ts";
import { jsonFields } from "../../ingest/formats/json-format.ts";
import { knownNames } from "../../ingest/formats/json-lines.ts";
import { jsonWithMapping } from "../../ingest/formats/json-mapping.ts";
import { pathsConflict } from "../../ingest/formats/json-path.ts";
import { lineClass } from "../../ingest/line-class.ts";
import fc from "../support/cases.ts";
import { type IngestFixture, type StoredLine, withIngested } from "../support/ingest-fixture.ts";
import { anyRequest, jsonWriters } from "../support/json-writers.ts";

const names = Object.keys(jsonWriters);

async function read(format: string, lines: readonly (string | Buffer)[], timeZone: string | null = null): Promise<StoredLine[]> {
  const content = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from("\n")]));
  const work = async (fixture: IngestFixture): Promise<StoredLine[]> => {
    const [counts] = fixture.files();
    expect(counts?.read).toBe(lines.length);
    expect(counts?.read).toBe((counts?.hits ?? 0) + (counts?.blank ?? 0) + (counts?.directives ?? 0) + (counts?.rejected ?? 0));
    return fixture.lines();
  };
  return withIngested([{ content }], work, { format, timeZone });
}

const good = '{"time":"2024-12-09T02:00:01Z","ip":"192.0.2.1","status":200,"method":"GET","path":"/buena"}';

describe.each(names)("%s", { timeout: 120_000 }, (name) => {
  const format = formatNamed(name);
  const write = jsonWriters[name];
  if (!write) throw new Error(name);

  it("reads back what the product writes, hostile texts included", async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.array(anyRequest, { minLength: 200, maxLength: 300 })), async (requests) => {
        const written = requests.map(write);
        const stored = await read(
          name,
          written.map(({ line }) => line),
        );
        for (const [i, { line, fields }] of written.entries()) {
          const found = Object.fromEntries(Object.keys(fields).map((key) => [key, stored[i]?.[key]]));
          expect({ line, ...found }).toEqual({ line, ...fields });
          expect(format.examine(line, null, null), line).toEqual({ kind: "read", distinctive: true });
        }
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  it("keeps the neighbours of lines whose bytes were changed", async () => {
    const { samples } = format;
    const change = fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 255 }), fc.constantFrom("set", "cut", "insert", "swap"));
    const changed = change.map(([which, at, value, how]) => {
      const bytes = Buffer.from(samples[which % samples.length]?.line ?? "");
      const place = at % bytes.length;
      const byte = value === 10 || value === 13 ? 34 : value;
      if (how === "cut") return bytes.subarray(0, place);
      if (how === "insert") return Buffer.concat([bytes.subarray(0, place), Buffer.from([byte]), bytes.subarray(place)]);
      if (how === "swap") bytes.subarray(place).reverse();
      else bytes[place] = byte;
      return bytes;
    });
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.array(changed, { minLength: 200, maxLength: 300 })), async (lines) => {
        const [sample] = samples;
        if (!sample) throw new Error(name);
        const stored = await read(
          name,
          lines.flatMap((line) => [line, sample.line]),
        );
        for (const [i, line] of stored.entries()) {
          if (i % 2 === 1) expect(line).toMatchObject({ class: lineClass.hit, ...sample.fields });
          else expect((line.class === lineClass.rejected) === (line.reason !== null)).toBe(true);
        }
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  it("says what fails and where", () => {
    const [first] = format.samples;
    const status = format.examine(
      first?.line.replace(/("(?:\w+-)?(?:\w*[sS]tatus(?:Code)?|EdgeResponseStatus)":)"?\d+"?/, '$1"mal"') ?? "",
      null,
      null,
    );
    expect(status).toMatchObject({ kind: "failed", field: expect.stringMatching(/status/i), column: expect.any(Number) });
    if (status.kind === "failed") expect(status.column).toBeGreaterThan(1);
    expect(format.examine('{"a":1}', null, null)).toMatchObject({ kind: "failed", expected: "la hora de la solicitud" });
    expect(format.examine('{"a":1', null, null)).toMatchObject({ kind: "failed", field: "JSON", column: 7 });
    expect(format.examine("[1]", null, null)).toMatchObject({ kind: "failed", field: "JSON", column: 1 });
  });
});

describe("a line that is no sound JSON", { timeout: 60_000 }, () => {
  const base = (rest: string): string => `{"time":"2024-12-09T02:00:01Z","ip":"192.0.2.1","status":200${rest}}`;
  const hostile: [line: string, expected: Partial<StoredLine>][] = [
    [base(',"user_agent":"\\ud800x"'), { agent: "\ufffdx" }],
    [base(',"user_agent":"\\u0000\\udc00\\ud83d\\ude00"'), { agent: "\ufffd\ufffd😀" }],
    [base(',"user_agent":"\\\\u0000\\\\ud800\\\\x22"'), { agent: "\\u0000\\ud800\\x22" }],
    [base(',"user_agent":"\\x22\\xC3\\xA1\\xff"'), { agent: '"á\\xff' }],
    [base(`,"x":${"[".repeat(1000)}${"]".repeat(1000)}`), { bytes: null }],
    [base(`,"path":${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`), { method: null }],
    [base(`,"user_agent":"${"x".repeat(900_000)}"`), { status: 200 }],
    [base(`,"user_agent":"${"x".repeat(1_100_000)}"`), { reason: "line-too-long" }],
    [base(',"bytes":null,"status":404,"user_agent":true'), { status: 200, bytes: null, agent: "true" }],
    [base(',"bytes":0'), { bytes: 0 }],
    [base(',"bytes":"0"'), { bytes: 0 }],
    [base(',"bytes":-5'), { bytes: null }],
    [base(',"bytes":1e3'), { bytes: 1000 }],
    [base(',"bytes":123456789012345678901234567890'), { bytes: null }],
    [base(',"bytes":[1],"user_agent":["x"]'), { bytes: null, agent: '["x"]' }],
    [`  ${base("")}\t`, { status: 200 }],
    ['{"status":"304","ip":"1.2.3.4:80","time":1733709601}', { address: "1.2.3.4", status: 304, second: 1733709601 }],
    ['{"time":"","ts":"1733709601","ip":"","client_ip":"::1","status":"","status_code":"200"}', { address: "::1", status: 200 }],
    [base("").replace("192.0.2.1", "[::1%3]:443"), { address: "::1%3" }],
    [base("").replace("200", '"20x"'), { reason: "bad-status" }],
    [base("").replace("200", "-1"), { reason: "bad-status" }],
    [base("").replace("200", "2000"), { reason: "bad-status" }],
    [base("").replace("200", "true"), { reason: "bad-status" }],
    [base("").replace("200", "null"), { reason: "bad-status" }],
    [base("").replace('"192.0.2.1"', "null"), { reason: "no-address" }],
    [base("").replace('"192.0.2.1"', '{"a":1}'), { reason: "no-address" }],
    [base("").replace('"192.0.2.1"', "[1]"), { reason: "no-address" }],
    [base("").replace('"192.0.2.1"', "{}"), { reason: "no-address" }],
    [base("").replace("2024-12-09", "2024-02-30"), { reason: "bad-time" }],
    [base("").replace(/"[^"]*01Z"/, '"9999999999999999999"'), { reason: "bad-time" }],
    [base("").replace("01Z", "01"), { reason: "bad-time" }],
    [base("").slice(0, -1), { reason: "no-match" }],
    [base(',"user_agent":"a\tb"'), { reason: "no-match" }],
    [`${base("")} x`, { reason: "no-match" }],
    ["null", { reason: "no-match" }],
    ["[1]", { reason: "no-match" }],
    ['{"log":"1.2.3.4 - - [08/Dec/2024:20:00:00 -0600]"}', { reason: "no-match" }],
    ["[".repeat(100_000), { reason: "no-match" }],
  ];

  it("is one hit or one reject with its reason, among thousands of good ones", async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => (i % 100 === 50 ? (hostile[(i - 50) / 100]?.[0] ?? good) : good));
    const stored = await read("json", lines);
    expect(hostile.length).toBeLessThan(50);
    for (const [i, [line, expected]] of hostile.entries()) {
      const found = Object.fromEntries(Object.keys(expected).map((key) => [key, stored[100 * i + 50]?.[key]]));
      expect({ line: line.slice(0, 200), ...found }).toEqual({ line: line.slice(0, 200), ...expected });
    }
    for (const [i, line] of lines.entries()) {
      if (line === good) expect(stored[i]).toMatchObject({ class: lineClass.hit, address: "192.0.2.1", path: "/buena", status: 200 });
    }
  });

  it("whose escapes are in every line is read alike", async () => {
    const stored = await read("json", Array<string>(3000).fill(base(',"user_agent":"\\ud800"')));
    expect(new Set(stored.map(({ agent }) => agent))).toEqual(new Set(["\ufffd"]));
  });
});

describe("a time", () => {
  it.each([
    ["seconds", "1733709601", "1733709601"],
    ["seconds as a number with a fraction", "1733709601.999", "1733709601.999999"],
    ["milliseconds", "1733709601999", '"1733709601999"'],
    ["microseconds", "1733709601999999", '"1733709601000000"'],
    ["nanoseconds past safe integers", "1733709601999999999", '"1733709601999999999"'],
    ["ISO 8601", '"2024-12-08T20:00:01.5-06:00"', '"2024-12-09 02:00:01Z"'],
    ["Apache's", '"08/Dec/2024:20:00:01 -0600"', '"[09/Dec/2024:02:00:01 +0000]"'],
  ])("in %s is the same second in every format that takes any", async (_, ...times) => {
    const makers: [string, (time: string) => string][] = [
      ["nginx_json", (time) => `{"time":${time},"remote_addr":"1.2.3.4","status":200}`],
      ["json", (time) => `{"ts":${time},"ip":"1.2.3.4","status":200}`],
      ["cloudflare", (time) => `{"EdgeStartTimestamp":${time},"ClientIP":"1.2.3.4","EdgeResponseStatus":200}`],
      ["caddy", (time) => `{"ts":${time},"request":{"remote_ip":"1.2.3.4"},"status":200}`],
    ];
    for (const [name, line] of makers) {
      const stored = await read(name, times.map(line));
      expect({ name, seconds: stored.map(({ second }) => second) }).toEqual({ name, seconds: [1733709601, 1733709601] });
    }
  });

  it("without an offset needs a zone", async () => {
    const line = '{"time":"2024-12-08 20:00:01","ip":"1.2.3.4","status":200}';
    expect(() => detect("x", line)).toThrow(expect.objectContaining({ facts: expect.objectContaining({ field: "time", column: 2 }) }));
    expect(await read("json", [line], "America/Mexico_City")).toMatchObject([{ second: 1733709601 }]);
  });
});

describe("lines that are no requests of visitors", () => {
  it.each([
    ["caddy", '{"level":"info","ts":1733709601.5,"logger":"tls","msg":"cleaning storage unit"}'],
    [
      "caddy",
      '{"level":"error","ts":1733709601.5,"msg":"dial tcp","request":{"remote_ip":"1.2.3.4","method":"GET","uri":"/"},"status":502}',
    ],
    ["traefik_json", '{"level":"info","msg":"Configuration loaded from flags.","time":"2024-12-09T02:00:01Z"}'],
    ["traefik_json", '{"level":"info","message":"Traefik version 3","time":"2024-12-09T02:00:01Z"}'],
    [
      "cloudflare",
      '{"ClientIP":"1.2.3.4","EdgeStartTimestamp":1733709601,"EdgeResponseStatus":200,"ClientRequestSource":"edgeWorkerFetch"}',
    ],
    ["azure_front_door", '{"time":"2024-12-09T02:00:01Z","category":"FrontDoorHealthProbeLog","properties":{"httpStatusCode":"200"}}'],
    [
      "azure_front_door",
      '{"time":"2024-12-09T02:00:01Z","properties":{"clientIp":"1.2.3.4","httpStatusCode":"200","isReceivedFromClient":false}}',
    ],
    ["gcp_lb", '{"timestamp":"2024-12-09T02:00:01Z","textPayload":"iniciado"}'],
  ])("of %s are skipped and counted, and do not blur detection", async (name, line) => {
    const format = formatNamed(name);
    const sample = format.samples[0]?.line ?? "";
    expect(format.examine(line, null, null)).toEqual({ kind: "skipped" });
    expect((await read(name, [line, sample])).map(({ reason }) => reason)).toEqual(["not-access", null]);
    const mixed = [...Array<string>(90).fill(line), ...Array<string>(10).fill(sample)].join("\n");
    expect(detect("x", mixed)).toMatchObject({ format: { name }, confidence: 1 });
  });
});

describe("names that the user gives", () => {
  it("are read at any depth, in lists, with dots, and where the usual names would clash", async () => {
    const spec = "json:time=t,address=client.addr.ip,status=r[0],agent=hs.UA[*],host=a.b,query=q,duration_us=d,target=Path,address=peer";
    const stored = await read(spec, [
      '{"t":1733709601,"client":{"addr":{"ip":"1.2.3.4"}},"r":["404",1],"hs":{"UA":["x","y"]},"a.b":"h.mx","method":"GET","Path":"/P","path":"/p","d":7}',
      '{"t":1733709602,"peer":"::1","r":[500],"hs":{"UA":[]},"a":{"b":"i.mx"},"Path":"/Q","q":"z"}',
    ]);
    expect(stored).toMatchObject([
      { second: 1733709601, address: "1.2.3.4", status: 404, agent: "x, y", host: "h.mx", method: "GET", path: "/P", duration_us: 7 },
      { second: 1733709602, address: "::1", status: 500, agent: "", host: "i.mx", duration_us: null },
    ]);
  });

  it.each([
    ["json:hora=ts", { pair: "hora=ts", position: 6, problem: "unknown" }],
    ["json:time=ts,status", { pair: "status", position: 14, problem: "syntax" }],
    ["time=ts,status=a..b", { pair: "status=a..b", position: 9, problem: "syntax" }],
    ["json:", { pair: "", position: 6, problem: "syntax" }],
    ["json:time=a.b,status=a", { pair: "status=a", position: 15, problem: "conflict" }],
    ["json:agent=h,agent=h[0]", { pair: "agent=h[0]", position: 14, problem: "conflict" }],
  ])("that are wrong in %s are told with their place", (spec, facts) => {
    expect(() => jsonWithMapping(spec)).toThrow(
      expect.objectContaining({ code: "json-mapping-invalid", facts: { ...facts, known: jsonFields.join(", ") } }),
    );
  });

  it("may be any text", () => {
    fc.assert(
      fc.property(fc.constantFrom(...jsonFields), fc.string({ unit: "binary", maxLength: 12 }), (field, text) => {
        const name = text.replace(/[,=.[\]]/g, "").trim();
        fc.pre(name !== "");
        const format: LineFormat = jsonWithMapping(`json:${field}=${name}`);
        const reading = format.reading({ fieldLists: [], timeZone: null });
        expect(reading.kind).toBe("columns");
      }),
    );
  });

  it("are usual ones of which none hides another", () => {
    const paths = Object.values(knownNames).flat();
    expect(paths.filter((one, i) => paths.some((other, k) => k !== i && (one === other || pathsConflict(one, other))))).toEqual([]);
  });
});

describe("detection among JSON formats", () => {
  it("names the program that wraps lines, and how to take them out", () => {
    const line = JSON.stringify({ log: formats[1]?.samples[0]?.line, stream: "stdout", time: "2024-12-09T02:00:01Z" });
    expect(() => detect("x", `${line}\n`)).toThrow(
      expect.objectContaining({
        facts: expect.objectContaining({ nearest: "json", field: "log", expected: expect.stringContaining("jq -r '.log'") }),
      }),
    );
  });

  it("prefers the product's own format to the usual names", () => {
    const nginx = formatNamed("nginx_json").samples[0]?.line ?? "";
    expect(detect("x", nginx).format.name).toBe("nginx_json");
    expect(detect("x", good).format.name).toBe("json");
  });

  it("survives keys of the language itself", () => {
    for (const key of ["__proto__", "constructor", "toString"]) {
      expect(jsonWithMapping(`json:time=${key}`).examine(`{"ip":"1.2.3.4","status":200}`, null, null)).toMatchObject({
        kind: "failed",
        field: key,
      });
    }
  });
});
