// Which server a log is of when nobody says: its folder, however and from wherever it is named.
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { expandInputs } from "../../ingest/index.ts";
import { zipOf } from "../support/wrapped.ts";

const line = '192.0.2.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"\n';
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "memoria-sources-"));
  await mkdir(path.join(folder, "web", "logs"), { recursive: true });
  await writeFile(path.join(folder, "web", "logs", "a.log"), line);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function sources(cwd: string, args: string[], lasting: boolean): Promise<string[]> {
  const temporaryDirectory = await mkdtemp(path.join(folder, "tmp-"));
  const inputs = await expandInputs(args, {
    cwd,
    source: null,
    role: "edge",
    lasting,
    standardInput: new PassThrough(),
    temporaryDirectory,
  });
  return inputs.map((input) => input.source);
}

describe("the source of a log", () => {
  it("is its folder as the caller writes it, in one run", async () => {
    expect(await sources(folder, ["web/logs/a.log"], false)).toEqual(["web/logs"]);
    expect(await sources(path.join(folder, "web", "logs"), ["a.log"], false)).toEqual(["logs"]);
  });

  it("is the whole folder where several runs meet, from wherever it is named", async () => {
    const whole = [path.join(folder, "web", "logs")];
    expect(await sources(folder, ["web/logs/a.log"], true)).toEqual(whole);
    expect(await sources(path.join(folder, "web"), ["logs/a.log"], true)).toEqual(whole);
    expect(await sources(path.join(folder, "web", "logs"), ["."], true)).toEqual(whole);
  });

  it("of a log in an archive is where it would lie had the archive been taken apart", async () => {
    const entries = [
      { name: "a.log", content: line },
      { name: "edge/b.log", content: line },
    ];
    await writeFile(path.join(folder, "web", "logs", "old.zip"), zipOf(entries));
    expect(await sources(folder, ["web/logs/old.zip"], false)).toEqual(["web/logs", "web/logs/edge"]);
  });

  it.skipIf(process.platform === "win32")("of a pipe is none; folders that begin with a dot are not entered", async () => {
    await mkdir(path.join(folder, "web", ".git", "deep"), { recursive: true });
    await writeFile(path.join(folder, "web", ".git", "deep", "HEAD"), "ref\n");
    expect(await sources(folder, ["web"], false)).toEqual(["web/logs"]);
    const pipe = path.join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const writing = writeFile(pipe, line);
    expect(await sources(folder, ["pipe"], true)).toEqual(["-"]);
    await writing;
  });
});
