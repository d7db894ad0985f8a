// The store: one writer at a time, nothing half-written after a crash, and what was handed in kept byte for byte.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Store, sqlText } from "../../ingest/index.ts";
import { IngestFixture, openDatabase } from "../support/ingest-fixture.ts";

const child = fileURLToPath(new URL("../support/ingest-child.ts", import.meta.url));
const line = (i: number): string => {
  const clock = [i / 3600, (i / 60) % 60, i % 60].map((n) => String(Math.floor(n)).padStart(2, "0")).join(":");
  return `192.0.2.${i % 200} - - [08/Dec/2024:${clock} -0600] "GET /p${i % 7} HTTP/1.1" 200 ${i} "-" "Mozilla/5.0 (X11; Linux) Firefox/${i % 5}"\n`;
};

let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "memoria-store-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await Store.open(directory);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Every file under a directory of the store, sorted; none when it is not there. */
async function under(...names: string[]): Promise<string[]> {
  const entries = await readdir(path.join(directory, ...names), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}

/** Runs the child, killed so long after it was ready; answers its last word, and how long it worked. */
async function runChild(log: string, killAfter: number | null): Promise<{ said: string; milliseconds: number }> {
  const running = spawn(process.execPath, [child, directory, "entrega", log], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  let readyAt = performance.now();
  createInterface(running.stdout).on("line", (text) => {
    said = text;
    if (text !== "ready") return;
    readyAt = performance.now();
    if (killAfter !== null) setTimeout(() => running.kill("SIGKILL"), killAfter);
  });
  await once(running, "close");
  return { said, milliseconds: performance.now() - readyAt };
}

describe("a delivery", () => {
  it("has one writer at a time, in this process or another; a second one is told at once", async () => {
    const log = path.join(directory, "access.log");
    await writeFile(log, line(1));
    await withStore(async (first) => {
      await first.lock("entrega");
      await first.lock("entrega");
      await withStore(async (second) => {
        await expect(second.lock("entrega")).rejects.toMatchObject({ code: "store-busy", facts: { delivery: "entrega" } });
        await second.lock("otra");
      });
      expect((await runChild(log, null)).said).toBe("store-busy");
    });
    await withStore((next) => next.lock("entrega"));
    expect((await runChild(log, null)).said).toBe("done");
  });

  it("is swept of what a crash left when it is next written to, and other deliveries are not", async () => {
    await withStore(async (store) => {
      await mkdir(store.linesDirectory("a"), { recursive: true });
      await mkdir(store.linesDirectory("a.b"), { recursive: true });
      for (const delivery of ["a", "a.b"]) {
        await mkdir(store.rawDirectory(delivery), { recursive: true });
        await writeFile(path.join(store.rawDirectory(delivery), "0123abcd"), "never entered");
        await writeFile(store.batchPath(delivery, "00000001-abc"), "half a batch");
        await writeFile(store.temporaryPath(delivery, "1.spool"), "half a file");
        await mkdir(store.temporaryPath(delivery, "folder"));
      }
      await store.lock("a");
    });
    expect(await under("lines", "delivery=a")).toEqual([]);
    expect(await under("raw", "delivery=a")).toEqual([]);
    expect(await under("raw", "delivery=a.b")).toEqual(["0123abcd"]);
    expect(await under("lines", "delivery=a.b")).toEqual(["00000001-abc.parquet"]);
    expect(await readdir(path.join(directory, "tmp"))).toEqual(["a.b~1.spool", "a.b~folder"]);
  });

  it("gives every engine a folder of its own to spill to, and removes those of processes that are no more", async () => {
    await withStore(async (first) => {
      const tmp = first.temporaryDirectory;
      const [gone, elsewhere] = [`spill~${hostname()}~999999999~abc`, "spill~otra máquina~1~abc"];
      for (const name of [gone, elsewhere]) await mkdir(path.join(tmp, name));
      await withStore(async (second) => {
        expect(second.spillDirectory).not.toBe(first.spillDirectory);
        expect((await readdir(tmp)).sort()).toEqual(
          [path.basename(first.spillDirectory), path.basename(second.spillDirectory), elsewhere].sort(),
        );
      });
      expect((await readdir(tmp)).sort()).toEqual([path.basename(first.spillDirectory), elsewhere].sort());
    });
  });

  it("survives being killed at any moment of an ingest: whole or absent, and the next ingest gives the same figures", {
    timeout: 120_000,
  }, async () => {
    const text = Array.from({ length: 30_000 }, (_, i) => line(i)).join("");
    const reference = await IngestFixture.open();
    await reference.add([{ content: text }]);
    const expected = await reference.analysis();
    await reference.close();
    const log = path.join(directory, "access.log");
    await writeFile(log, text);
    const { milliseconds } = await runChild(log, null);
    let entered = 1;
    const moments = fc.sample(fc.integer({ min: 0, max: 99 }), 10).map((share, i) => ((i * 100 + share) / 1000) * milliseconds);
    for (const moment of moments) {
      await runChild(log, moment);
      await withStore(async (store) => {
        await store.lock("entrega");
        const files = store.catalog.files("entrega");
        expect(files.length - entered, `killed after ${moment} ms`).toBeLessThanOrEqual(1);
        entered = files.length;
        expect(await under("raw")).toEqual([...new Set(files.map((file) => file.sha256))]);
        expect((await under("lines")).sort()).toEqual(files.map((file) => `${file.batch}.parquet`).sort());
        expect((await readdir(store.temporaryDirectory)).filter((name) => name.startsWith("entrega"))).toEqual([]);
        for (const file of files) expect(file).toMatchObject({ read: 30_000, hits: 30_000 });
        const database = await openDatabase([directory]);
        for (const file of files) {
          const parquet = sqlText(store.batchPath("entrega", file.batch ?? ""));
          expect(await database.rows(`SELECT count(*) AS rows FROM read_parquet(${parquet})`)).toEqual([{ rows: 30_000 }]);
          expect(await readFile(file.path, "utf8")).toBe(text);
        }
        database.close();
      });
    }
    expect((await runChild(log, null)).said).toBe("done");
    const again = await IngestFixture.over(directory, "entrega");
    const { traffic, ledger } = await again.analysis();
    await again.close();
    expect(traffic).toEqual(expected.traffic);
    expect(ledger.lines).toEqual({ ...expected.ledger.lines, read: (entered + 1) * 30_000, duplicates: entered * 30_000 });
  });
});

describe("what was handed in", () => {
  it("is kept byte for byte, under its own hash, also where it had to be repaired to be read", async () => {
    const contents = [
      Buffer.from(line(1)),
      gzipSync(line(2)),
      Buffer.concat([Buffer.from(line(3) + line(4)), Buffer.from([0xff, 0x0d, 0x0a, 0x00])]),
    ];
    const fixture = await IngestFixture.open({ lasting: true });
    try {
      const written = await fixture.add(contents.map((content) => ({ content })));
      for (const file of written) await rm(file);
      for (const [i, file] of fixture.files().entries()) {
        expect(file.path.startsWith(fixture.store.directory)).toBe(true);
        expect(path.basename(file.path)).toBe(file.sha256);
        expect(await readFile(file.path)).toEqual(contents[i]);
      }
      expect((await fixture.analysis()).traffic.hits).toBe(4);
    } finally {
      await fixture.close();
    }
  });

  it("is left where it is by a temporary store, which goes when it is closed", async () => {
    const fixture = await IngestFixture.open();
    const [file = ""] = await fixture.add([{ content: line(1) }]);
    expect(fixture.files()[0]?.path).toBe(file);
    expect(await readdir(fixture.store.rawDirectory("prueba"))).toEqual([]);
    await fixture.store.close();
    await expect(access(fixture.store.directory)).rejects.toMatchObject({ code: "ENOENT" });
    expect(await readFile(file, "utf8")).toBe(line(1));
    await rm(fixture.directory, { recursive: true });
  });

  it("cannot be kept where nobody may write", async () => {
    const file = path.join(directory, "file");
    await writeFile(file, "");
    await expect(Store.open(path.join(file, "store"))).rejects.toMatchObject({ code: "store-not-writable" });
    await expect(Store.openTemporary(path.join(directory, "nowhere"))).rejects.toMatchObject({ code: "store-not-writable" });
  });
});
