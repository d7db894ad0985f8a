// The store: one writer at a time, nothing half-written after a crash, and what was handed in kept byte for byte.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Store } from "../../ingest/index.ts";
import { IngestFixture, withIngested } from "../support/ingest-fixture.ts";

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

/** Runs the child; answers its last word, and how long it worked. */
async function runChild(log: string, delivery = "entrega"): Promise<{ said: string; milliseconds: number }> {
  const running = spawn(process.execPath, [child, directory, delivery, "none", log], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  let readyAt = performance.now();
  createInterface(running.stdout).on("line", (text) => {
    said = text;
    if (text === "ready") readyAt = performance.now();
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
      const second = await runChild(log);
      expect(second.said).toBe("store-busy");
      expect(second.milliseconds).toBeLessThan(3000);
    });
    await withStore((next) => next.lock("entrega"));
    expect((await runChild(log)).said).toBe("done");
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

  it("is read while it is written, and another delivery is written beside it", async () => {
    const log = path.join(directory, "access.log");
    await writeFile(log, line(1) + line(2));
    expect((await runChild(log)).said).toBe("done");
    await withStore(async (writer) => {
      await writer.lock("entrega");
      expect((await runChild(log, "otra")).said).toBe("done");
      const reader = await IngestFixture.over(directory, "entrega");
      expect((await reader.analysis()).traffic.hits).toBe(2);
      await reader.store.close();
    });
  });
});

describe("a file taken back", () => {
  const [first, second] = [[1, 2, 3, 4].map(line).join(""), [2, 3, 4, 5].map(line).join("")];

  it("leaves the figures as if it had never been given, and its bytes as evidence", async () => {
    const fixture = await IngestFixture.open({ lasting: true });
    try {
      await fixture.add([{ content: first }]);
      const { ledger, traffic } = await fixture.analysis();
      await fixture.add([{ content: second }]);
      const [, undone] = fixture.files();
      if (!undone) throw new Error("the second file is there");
      const { store } = fixture;
      expect((await fixture.analysis()).traffic.hits).toBe(5);
      await store.lock("prueba");
      store.catalog.undoFile("prueba", undone.id);
      await store.sweep("prueba");
      const after = await fixture.analysis();
      expect(after.traffic).toEqual(traffic);
      expect(after.ledger).toEqual(ledger);
      expect(await readdir(store.linesDirectory("prueba"))).toEqual([`${fixture.files()[0]?.batch}.parquet`]);
      expect(await readFile(store.rawPath("prueba", undone.sha256), "utf8")).toBe(second);
      expect(() => store.catalog.undoFile("prueba", undone.id)).toThrow(expect.objectContaining({ code: "file-undone" }));
      const unknown = { code: "file-id-unknown", facts: { id: "99", delivery: "prueba", known: "1 (access.log)" } };
      expect(() => store.catalog.undoFile("prueba", 99)).toThrow(expect.objectContaining(unknown));
    } finally {
      await fixture.close();
    }
  });

  it("goes out of a batch that it shares with others, rejected lines too", async () => {
    await withIngested([{ content: `${first}nada\n` }, { content: `${second}otra cosa\n` }], async (fixture) => {
      const [{ id = 0, batch = null } = {}, other] = fixture.files();
      expect(other?.batch).toBe(batch);
      fixture.store.catalog.undoFile("prueba", id);
      const { ledger } = await fixture.analysis();
      expect(ledger.lines).toEqual({ read: 5, hits: 4, blank: 0, directives: 0, rejected: 1, duplicates: 0 });
      expect((await fixture.rejects()).map(({ line, text }) => [line, text])).toEqual([[5, "otra cosa"]]);
      await fixture.add([{ content: first }]);
      expect((await fixture.analysis()).ledger.lines).toMatchObject({ read: 9, hits: 5, duplicates: 3 });
    });
  });
});

describe("the catalog", () => {
  it("of an earlier version is brought to this one, with nothing lost", async () => {
    const log = path.join(directory, "access.log");
    await writeFile(log, line(1));
    expect((await runChild(log)).said).toBe("done");
    const before = await withStore(async (store) => store.catalog.files("entrega"));
    const added = [
      "damageOffset",
      "damageReason",
      "sampledLines",
      "mixedWith",
      "timeZone",
      "pack",
      "damagedArchive",
      "folderKey",
      "leftOut",
    ];
    const old = new DatabaseSync(path.join(directory, "catalog.sqlite"));
    for (const column of added) old.exec(`ALTER TABLE files DROP COLUMN ${column}`);
    old.exec(
      "ALTER TABLE deliveries DROP COLUMN seal; DROP TABLE analyses; DROP TABLE batches; DROP TABLE pseudonymKeys; PRAGMA user_version = 1",
    );
    old.close();
    expect(await withStore(async (store) => store.catalog.files("entrega"))).toEqual(before);
    expect(await withStore(async (store) => store.catalog.sealState("entrega"))).toBe("unsealed");
    expect((await runChild(log)).said).toBe("done");
    expect(await withStore(async (store) => store.catalog.sealState("entrega"))).toBe("whole");
  });

  it("of which a single value was changed by anything but this program says nothing any more", async () => {
    const log = path.join(directory, "access.log");
    await writeFile(log, line(1));
    expect((await runChild(log)).said).toBe("done");
    for (const change of ["hits = 0, rejected = 1", "undone = 1", "source = 'b'", "rowOffset = 1"]) {
      const copy = await mkdtemp(path.join(tmpdir(), "memoria-store-"));
      await cp(directory, copy, { recursive: true });
      const changed = new DatabaseSync(path.join(copy, "catalog.sqlite"));
      changed.exec(`UPDATE files SET ${change}`);
      changed.close();
      const store = await Store.open(copy);
      const damaged = expect.objectContaining({ code: "store-damaged", facts: { dir: copy, file: "catalog.sqlite" } });
      expect(() => store.catalog.files("entrega")).toThrow(damaged);
      expect(() => store.catalog.undoFile("entrega", 1)).toThrow(damaged);
      // What is damaged names no file to keep: nothing is swept.
      await expect(store.lock("entrega")).rejects.toThrow(damaged);
      await store.close();
      expect(await readdir(path.join(copy, "raw", "delivery=entrega"))).toHaveLength(1);
      await rm(copy, { recursive: true });
    }
  });

  it("of a later version, or that is none, is refused and left as it is", async () => {
    await withStore(async () => {});
    const file = path.join(directory, "catalog.sqlite");
    const later = new DatabaseSync(file);
    later.exec("PRAGMA user_version = 99");
    later.close();
    const bytes = await readFile(file);
    await expect(Store.open(directory)).rejects.toMatchObject({ code: "store-newer", facts: { version: 99 } });
    expect(await readFile(file)).toEqual(bytes);
    await writeFile(file, "esto no es una base de datos, aunque mide más que su encabezado ".repeat(40));
    await expect(Store.open(directory)).rejects.toMatchObject({ code: "store-damaged" });
  });

  it("hands out numbers that no other file has, many at once", async () => {
    await withStore(async (one) => {
      await withStore(async (other) => {
        const starts = [one.catalog.reserveFileIds(3), other.catalog.reserveFileIds(2), one.catalog.reserveFileIds(1)];
        expect(starts).toEqual([1, 4, 6]);
      });
    });
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
