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
import { copyPieces } from "../../../ingest/byte-lane/copy-pieces.ts";
import { compileLane, LaneModule, laneBits } from "../../../ingest/byte-lane/lane-module.ts";
import { LaneThreads } from "../../../ingest/byte-lane/lane-threads.ts";
import { BothWays } from "../../support/both-ways.ts";

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

it.each([
  ["combined", laneBits.referrerAndAgent, '1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "GET /a?b HTTP/1.1" 200 1 "-" "A"'],
  ["with a rest", laneBits.referrerAndAgent, '::1 - juan [29/Feb/2024:23:59:59 +1400] "OPTIONS /;s HTTP/2.0" 304 - "é" "" 0.004'],
  ["common", 0, '1.1.1.1 id juan [01/Jan/1970:00:00:00 +0000] "POST / HTTP/1.0" 999 999999999999'],
  [
    "vhost_combined",
    laneBits.host | laneBits.referrerAndAgent,
    'a.mx:443 1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "HEAD / HTTP/1.1" 200 1 "-" "A"',
  ],
  [
    "combinedio",
    laneBits.counters | laneBits.referrerAndAgent,
    '1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 1 "-" "A" 512 5480',
  ],
  [
    "memoria_combined",
    laneBits.host | laneBits.labels | laneBits.referrerAndAgent,
    'a.mx:443 1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 1 "-" "A" xff="-" scheme=https cache="HIT" t=0.004s cc=no-cache, no-store',
  ],
  ["no HTTP", laneBits.referrerAndAgent, '1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "\\x16\\x03\\"" 400 1 "-" "A"'],
  ["an unusual method", laneBits.referrerAndAgent, '1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "OPTIONS * HTTP/1.0" 200 - "-" "A"'],
])("reads a clean line of %s by itself", async (_, lane, clean) => {
  const module = new LaneModule(await compileLane());
  const { exports, bytes, chunk } = module;
  exports.clear();
  const text = Buffer.from(`${clean}\n${clean} "\n`);
  bytes.set(text, chunk);
  expect(exports.readLines(chunk, chunk + text.length, lane, 100, 1)).toBe(chunk + text.length);
  // The second one has a quote too many.
  expect([exports.rows(), exports.odd()]).toEqual([2, 1]);
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
    lane: laneBits.referrerAndAgent,
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
