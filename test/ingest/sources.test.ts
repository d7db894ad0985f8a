// Which server a log is of when nobody says: its folder, however and from wherever it is named.
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { expandInputs, type LogInput } from "../../ingest/index.ts";
import { folderKey, type KnownSource, sourceNames } from "../../ingest/source-names.ts";
import fc from "../support/cases.ts";
import { zipOf } from "../support/wrapped.ts";

const line = '192.0.2.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"\n';
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "memoria-sources-"));
  await mkdir(path.join(folder, "web", "logs"), { recursive: true });
  await writeFile(path.join(folder, "web", "logs", "a.log"), line);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** `known`: null for a run by itself. */
async function sources(cwd: string, args: string[], known: KnownSource[] | null): Promise<string[]> {
  return (await inputs(cwd, args, known)).map((input) => input.source);
}

async function inputs(cwd: string, args: string[], known: KnownSource[] | null): Promise<LogInput[]> {
  const temporaryDirectory = await mkdtemp(path.join(folder, "tmp-"));
  return expandInputs(args, {
    cwd,
    source: null,
    role: "edge",
    ...(known && { knownSources: known }),
    standardInput: new PassThrough(),
    temporaryDirectory,
  });
}

describe("the source of a log", () => {
  it("is its folder as the caller writes it, in one run", async () => {
    expect(await sources(folder, ["web/logs/a.log"], null)).toEqual(["web/logs"]);
    expect(await sources(path.join(folder, "web", "logs"), ["a.log"], null)).toEqual(["logs"]);
  });

  it("is the last name of its folder where several runs meet, from wherever it is named, and no more of its path", async () => {
    expect(await sources(folder, ["web/logs/a.log"], [])).toEqual(["logs"]);
    expect(await sources(path.join(folder, "web"), ["logs/a.log"], [])).toEqual(["logs"]);
    expect(await sources(path.join(folder, "web", "logs"), ["."], [])).toEqual(["logs"]);
  });

  it("has as many parents as tell it from another folder of that name, and keeps its name in later runs", async () => {
    for (const other of ["cdn", "old/cdn"]) {
      await mkdir(path.join(folder, other, "logs"), { recursive: true });
      await writeFile(path.join(folder, other, "logs", "b.log"), line);
    }
    const first = await inputs(folder, ["web", "cdn"], []);
    expect(first.map((input) => input.source)).toEqual(["web/logs", "cdn/logs"]);
    const known = first.map(({ folderKey = null, source }) => ({ folderKey, source }));
    expect(await sources(path.join(folder, "cdn"), ["../web/logs", ".", "../old"], known)).toEqual([
      "web/logs",
      "cdn/logs",
      "old/cdn/logs",
    ]);
    // A name that the user gave to others is not taken.
    expect(await sources(folder, ["web"], [{ folderKey: null, source: "logs" }])).toEqual(["web/logs"]);
  });

  it("named by its whole path by an earlier version keeps that name", async () => {
    const whole = path.join(folder, "web", "logs");
    expect(await sources(folder, ["web"], [{ folderKey: null, source: whole }])).toEqual([whole]);
  });

  it("is one for each folder and the same again, whatever folders there are and in whatever runs they come", () => {
    const name = fc.constantFrom("a", "b", "logs");
    const folders = fc.array(
      fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `/${names.join("/")}`),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.array(folders, { maxLength: 4 }), (runs) => {
        let known: KnownSource[] = [{ folderKey: null, source: "a" }];
        const named = new Map<string, string>();
        for (const run of runs) {
          for (const [folder, source] of sourceNames(run, known)) {
            expect(named.get(folder) ?? source).toBe(source);
            named.set(folder, source);
            known = [...known, { folderKey: folderKey(folder), source }];
          }
        }
        expect([...named.keys()].sort()).toEqual([...new Set(runs.flat())].sort());
        expect(new Set([...named.values(), "a"]).size).toBe(named.size + 1);
      }),
    );
  });

  it("of a log in an archive is where it would lie had the archive been taken apart", async () => {
    const entries = [
      { name: "a.log", content: line },
      { name: "edge/b.log", content: line },
    ];
    await writeFile(path.join(folder, "web", "logs", "old.zip"), zipOf(entries));
    expect(await sources(folder, ["web/logs/old.zip"], null)).toEqual(["web/logs", "web/logs/edge"]);
  });

  it.skipIf(process.platform === "win32")("of a pipe is none; folders that begin with a dot are not entered", async () => {
    await mkdir(path.join(folder, "web", ".git", "deep"), { recursive: true });
    await writeFile(path.join(folder, "web", ".git", "deep", "HEAD"), "ref\n");
    expect(await sources(folder, ["web"], null)).toEqual(["web/logs"]);
    const pipe = path.join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const writing = writeFile(pipe, line);
    expect(await sources(folder, ["pipe"], [])).toEqual(["-"]);
    await writing;
  });
});
