// The fast way through at its borders: groups and dictionaries that are full, what it leaves to the engine, and what it refuses.
import { execFile } from "node:child_process";
import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { access, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, it } from "vitest";
import { laneColumns } from "../../../ingest/byte-lane/columns.ts";
import { copyPieces } from "../../../ingest/byte-lane/copy-pieces.ts";
import { compileLane, LaneModule } from "../../../ingest/byte-lane/lane-module.ts";
import { laneBits, laneSetup } from "../../../ingest/byte-lane/lane-setup.ts";
import { LaneThreads } from "../../../ingest/byte-lane/lane-threads.ts";
import { formatNamed } from "../../../ingest/formats/format-named.ts";
import { BothWays } from "../../support/both-ways.ts";
import { cloudfrontList, iisLists } from "../../support/near-clean-values.ts";

const room = new URL("../../../ingest/byte-lane/", import.meta.url);
const usual = { pieceBytes: 16 * 1024 * 1024, unneeded: [], isPassing: false };
const line = (i: number, size: string | number = 512): string =>
  `10.${i >> 16}.${(i >> 8) & 255}.${i & 255} - - [08/Dec/2024:20:00:00 -0600] "GET /p${i}?t=${i} HTTP/2.0" 200 ${size} "-" "A"\n`;

let both: BothWays;
beforeAll(async () => {
  both = await BothWays.open();
});
afterAll(() => both.close());

it("is the program that its source says", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-lane-"));
  const made = path.join(folder, "lane.wasm");
  const compiler = fileURLToPath(new URL("../bin/asc.js", import.meta.resolve("assemblyscript/asc")));
  const args = [compiler, "--config", "asconfig.json", "--target", "release", "--outFile", made];
  await promisify(execFile)(process.execPath, args, { cwd: fileURLToPath(new URL("wasm", room)) });
  expect(readFileSync(made).equals(readFileSync(new URL("lane.wasm", room)))).toBe(true);
  await rm(folder, { recursive: true, force: true });
}, 60_000);

type CleanLine = [name: string, format: string, clean: string, tooMuch: string];

const cleanObjects = [
  [
    "nginx_json",
    '{"time_iso8601":"2024-12-08T20:00:01-06:00","remote_addr":"187.188.10.20","remote_user":"","request":"GET /a?x=1 HTTP/2.0","status":200,"body_bytes_sent":5120,"http_referer":"-","http_user_agent":"A (é)","http_x_forwarded_for":"10.0.0.1, 10.0.0.2","request_time":0.004,"upstream_cache_status":"HIT","scheme":"https","http_host":"a.mx:443","server_port":"443","sent_http_cache_control":"no-cache, no-store"}',
  ],
  [
    "nginx_json",
    '{ "msec": "1733709602.123", "remote_addr": "::1", "request_method": "HEAD", "uri": "/json/main.json", "args": "t=1", "server_protocol": "", "status": "304", "body_bytes_sent": "", "request_time": "1.5", "x": -1.5, "cookie": "", "sent_http_cache_control": "" }',
  ],
  ["nginx_json", '{"time_local":"08/Dec/2024:20:00:03 -0600","remote_addr":"1.1.1.1:443","request":"POST / HTTP/1.1","status":"99"}'],
  [
    "cloudflare",
    '{"ClientIP":"2806:2f0:1::7","ClientRequestHost":"a.mx","ClientRequestMethod":"GET","ClientRequestURI":"/a?b","ClientRequestScheme":"https","ClientRequestSource":"eyeball","WorkerSubrequest":false,"EdgeStartTimestamp":1733709601987654321,"EdgeResponseStatus":0,"EdgeResponseBytes":0,"CacheCacheStatus":"hit","SampleInterval":10,"RayID":"8ee"}',
  ],
  [
    "traefik_json",
    '{"ClientHost":"1.1.1.1","DownstreamStatus":200,"Duration":3454189,"RequestMethod":"GET","RequestPath":"/","StartUTC":"2024-12-09T02:00:01.189830187Z","level":"info","msg":""}',
  ],
  [
    "json",
    '{"@timestamp":"2024-12-09T02:00:01.250Z","client.ip":"1.1.1.1","method":"GET","path":"/a","query":"x=1","http.response.status_code":200,"user_agent":"","duration_ms":12.5,"extra":null}',
  ],
] as const;

const cloudfrontRow = [
  ..."2024-12-09 02:00:01 QRO50-P1 5120 2806:2f0:1::7 GET d1.cloudfront.net /a%7Cb 200 https://a.mx/%22 Mozilla/5.0%20(X11) t=1&n=%5B2%5D -".split(
    " ",
  ),
  ..."Hit 2kP01Cgw== www.a.mx:8443 https 412 0.082 10.0.0.1,%2010.0.0.2 - - Hit HTTP/2.0 - - 61052 0.080 Hit text/html 4890 - -".split(" "),
].join("\t");

it.each<CleanLine>([
  ["combined", "combined", '1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "GET /a?b HTTP/1.1" 200 1 "-" "A"', ' "'],
  ["combined with a rest", "combined", '::1 - juan [29/Feb/2024:23:59:59 +1400] "OPTIONS /;s HTTP/2.0" 304 - "é" "" 0.004', ' "'],
  ["common", "common", '1.1.1.1 id juan [01/Jan/1970:00:00:00 +0000] "POST / HTTP/1.0" 999 999999999999', ' "'],
  ["vhost_combined", "vhost_combined", 'a.mx:443 1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "HEAD / HTTP/1.1" 200 1 "-" "A"', ' "'],
  ["combinedio", "combinedio", '1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 1 "-" "A" 512 5480', ' "'],
  [
    "memoria_combined",
    "memoria_combined",
    'a.mx:443 1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 1 "-" "A" xff="-" scheme=https cache="HIT" t=0.004s cc=no-cache, no-store',
    ' "',
  ],
  ["no HTTP", "combined", '1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "\\x16\\x03\\"" 400 1 "-" "A"', ' "'],
  ["an unusual method", "combined", '1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "OPTIONS * HTTP/1.0" 200 - "-" "A"', ' "'],
  [
    "IIS",
    "iis_w3c",
    "2024-12-09 02:00:01 10.0.0.4 GET /a+b.html t=1 443 A\\juan 1.1.1.1 HTTP/1.1 A+(B;+c) a=1;+b=2 https://a.mx/?a=1+2 a.mx:8443 200 0 64 5120 412 15 ::1,+10.0.0.7",
    " x",
  ],
  ["CloudFront", "cloudfront", cloudfrontRow, "\tx"],
  ...cleanObjects.map(([format, text]) => [`JSON of ${format}`, format, text, "x"] satisfies CleanLine),
])("reads a clean line of %s by itself", async (_, format, clean, tooMuch) => {
  const fields = { iis_w3c: iisLists[0], cloudfront: cloudfrontList }[format];
  const lane = formatNamed(format).reading({ fieldLists: fields === undefined ? [] : [{ line: 1, fields }], timeZone: null }).bytes;
  if (!lane) throw new Error(`${format} has no lane`);
  const columns = laneColumns.map(({ name }) => name);
  const setup = laneSetup(lane, columns, false);
  const module = new LaneModule(await compileLane());
  const { exports, bytes, chunk } = module;
  module.expect(setup);
  exports.clear();
  const text = Buffer.from(`${clean}\n${clean}${tooMuch}\n`);
  bytes.set(text, chunk);
  expect(exports.readLines(chunk, chunk + text.length, setup.bits, 100, 1)).toBe(chunk + text.length);
  // The second one holds too much.
  expect([exports.rows(), exports.odd()]).toEqual([2, 1]);
});

it("hashes lines of every length as the engine does", async () => {
  const row = (i: number): string => `2024-12-08 20:00:00 1.1.1.1 GET /${"x".repeat(i % 200)} 200`;
  const text = Array.from({ length: 1001 }, (_, i) => `${row(i)}\n`).join("");
  const fields = "date time c-ip cs-method cs-uri-stem sc-status";
  expect(await both.differences("iis_w3c", { ...usual, fields, texts: [text, `${row(1)}\n`, `${row(2)}\n${row(3)}`] })).toMatchObject({
    isRead: true,
    rows: [],
  });
});

it("reads objects with keys in any order, and leaves those with more keys than there is room for to the engine", async () => {
  const object = (i: number, more: readonly string[]): string => {
    const own = [
      '"remote_addr":"1.1.1.1"',
      `"status":${200 + (i % 5)}`,
      `"msec":"17337096${10 + (i % 90)}.5"`,
      `"request":"GET /p${i} HTTP/1.1"`,
    ];
    return `{${[...own.slice(i % 4), ...more, ...own.slice(0, i % 4)].join(",")}}\n`;
  };
  const keys = (from: number, count: number, size: number): string[] =>
    Array.from({ length: count }, (_, i) => `"${"k".repeat(size)}${from + i}":${i}`);
  const texts = [
    Array.from({ length: 2000 }, (_, i) => object(i, i % 3 === 0 ? [] : keys(i % 7, i % 11, 1))).join(""),
    Array.from({ length: 2000 }, (_, i) => object(i, i % 100 === 0 ? keys(0, 300, 1) : i % 10 === 0 ? keys(i * 50, 50, i % 9) : [])).join(
      "",
    ),
    `${object(0, []).repeat(500)}${object(1, ['"status":200'])}${object(2, ['"":1', '"":2'])}`,
  ];
  for (const text of texts)
    expect(await both.differences("nginx_json", { ...usual, texts: [text] })).toMatchObject({ isRead: true, rows: [] });
  const hostile = Array.from({ length: 3000 }, (_, i) => object(i, keys(i * 20, 20, 3))).join("");
  expect((await both.differences("nginx_json", { ...usual, texts: [hostile], isAlone: true })).isRead).toBe(false);
});

it("leaves JSON to the engine where the day stands apart, a field lies in an object, or a value is changed", () => {
  for (const name of ["json:date=fecha,time=hora", "caddy", "gcp_lb", "azure_front_door", "akamai_ds2", "cloudfront_v2"])
    expect(formatNamed(name).reading({ fieldLists: [], timeZone: null }).bytes, name).toBeNull();
});

it("fills groups, dictionaries and pages to their limits", async () => {
  // More rows than a group holds, each with another address, path, query and time; then all the same.
  const text = Array.from({ length: 70_000 }, (_, i) => line(i, i % 5 === 0 ? "-" : i)).join("") + line(1).repeat(60_000);
  expect(await both.differences("combined", { ...usual, texts: [text] })).toMatchObject({ isRead: true, rows: [] });
});

it("leaves values to the engine that cannot be told apart in few steps", async () => {
  const colliding: bigint[] = [];
  for (let value = 1n; colliding.length < 200; value++) if ((slotOf(value) & 2047n) === 77n) colliding.push(value);
  const text = colliding.map((value, i) => line(i, Number(value))).join("");
  expect(await both.differences("combined", { ...usual, texts: [text] })).toMatchObject({ isRead: true, rows: [] });
  const module = new LaneModule(await compileLane());
  module.exports.clear();
  module.bytes.set(Buffer.from(text), module.chunk);
  module.exports.readLines(module.chunk, module.chunk + Buffer.byteLength(text), laneBits.referrerAndAgent, 1000, 1);
  expect(module.exports.odd()).toBeGreaterThan(100);
});

/** As in wasm/dictionary.ts. */
function slotOf(value: bigint): bigint {
  const whole = (number: bigint): bigint => BigInt.asUintN(64, number);
  let mixed = whole(value * 0x9e3779b97f4a7c15n);
  mixed = whole((mixed ^ (mixed >> 32n)) * 0xbf58476d1ce4e5b9n);
  return mixed ^ (mixed >> 29n);
}

it("leaves files to the engine where most lines are odd, or one is too long", async () => {
  const odd = '1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 400 1 "-" "\\x16"\n';
  const long = line(1).replace("/p1", `/${"a".repeat(1_500_000)}`);
  for (const text of [odd.repeat(3000), line(1) + long + line(2), line(1) + long.trim()])
    expect(await both.differences("combined", { ...usual, texts: [text] })).toMatchObject({ isRead: false });
});

it("leaves lines to the engine that are many bytes, and bytes that nobody could read", async () => {
  const odd = line(0).replace('"A"', `"${"\\\\a".repeat(2000)}"`);
  const texts = [
    (line(1).repeat(10) + odd).repeat(200),
    `${line(1).repeat(100)}${line(1).replace('"A"', '"A\r"')}`,
    `${line(1).repeat(100)}${line(1).replace("/p1", "/\0")}`,
  ];
  for (const text of texts)
    expect(await both.differences("combined", { ...usual, isAlone: true, texts: [text] })).toMatchObject({ isRead: false });
  const latin = Buffer.from(line(1).repeat(100) + line(1).replace('"A"', '"A\u00f1"'), "latin1");
  expect(await both.differences("combined", { ...usual, isAlone: true, texts: [latin] })).toMatchObject({ isRead: false });
});

it("leaves files to the engine that change meanwhile, and reads what it opened", async () => {
  const text = line(1).repeat(20_000);
  const pieceBytes = 100_000;
  for (const meanwhile of [
    (file: string) => appendFileSync(file, line(2)),
    (file: string) => writeFileSync(file, line(2)),
    (file: string) => writeFileSync(file, line(2).repeat(20_000)),
  ])
    expect(await both.differences("combined", { ...usual, isAlone: true, pieceBytes, texts: [text], meanwhile })).toMatchObject({
      isRead: false,
    });
  const replaced = (file: string): void => {
    writeFileSync(`${file}.new`, line(2).repeat(20_000));
    renameSync(`${file}.new`, file);
  };
  expect(await both.differences("combined", { ...usual, pieceBytes, texts: [text], meanwhile: replaced })).toMatchObject({
    isRead: true,
    rows: [],
  });
});

it("reads files of nothing, of one byte, and of newlines", async () => {
  for (const texts of [["", line(1)], ["x"], ["\n\n\n"], ["\n", `${line(1)}\n`], ["\ufeff\n"]])
    for (const pieceBytes of [4, 1000])
      expect(await both.differences("combined", { ...usual, texts, pieceBytes })).toMatchObject({ isRead: true, rows: [] });
});

it("tells what the engine told of odd lines, and leaves no file", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-lane-"));
  const log = path.join(folder, "a.log");
  const text = `${line(1).repeat(5000)}odd\n`.repeat(20);
  await writeFile(log, text);
  const handle = await open(log, "r");
  const work = {
    files: [{ id: 1, file: handle.fd, size: Buffer.byteLength(text) }],
    columns: ["class", "at", "address", "method", "path", "query", "protocol", "status", "bytes", "referrer", "agent", "extra"],
    lane: { bits: laneBits.referrerAndAgent, values: null, objects: null },
    isCompressed: true,
    threads: 2,
    memoryMegabytes: 512,
    pieceBytes: 100_000,
    onShare: () => {},
  };
  const draft = path.join(folder, "draft.parquet");
  const threads = new LaneThreads();
  await expect(copyPieces({ ...work, readOdd: () => Promise.reject(new Error("of the engine")) }, draft, threads)).rejects.toThrow(
    "of the engine",
  );
  // Fewer rows than lines.
  await expect(copyPieces({ ...work, readOdd: () => Promise.resolve("[]") }, draft, threads)).rejects.toThrow("of 1 lines 0 were read");
  await expect(access(draft)).rejects.toThrow();
  // A thread that ends by itself, while the others wait for what it has.
  const dying = new LaneThreads();
  const taken: Worker[] = [];
  dying.take = () => {
    const worker = threads.take();
    taken.push(worker);
    return worker;
  };
  const kill = async (): Promise<string> => {
    await taken[0]?.terminate();
    return new Promise(() => {});
  };
  await expect(copyPieces({ ...work, isCompressed: false, readOdd: kill }, draft, dying)).rejects.toThrow("a thread ended early");
  // The second cannot be had.
  let asked = 0;
  dying.take = () => {
    if (asked++ > 0) throw new Error("no more threads");
    return threads.take();
  };
  await expect(copyPieces({ ...work, readOdd: kill }, draft, dying)).rejects.toThrow("no more threads");
  await expect(access(draft)).rejects.toThrow();
  // What failed is of no more use; the next ones are new, and kept.
  const odd = JSON.stringify([Array(work.columns.length).fill(null)]);
  for (let i = 0; i < 2; i++) {
    await copyPieces({ ...work, readOdd: () => Promise.resolve(odd) }, draft, threads);
    await rm(draft);
  }
  await threads.end();
  await handle.close();
  await rm(folder, { recursive: true, force: true });
}, 30_000);
