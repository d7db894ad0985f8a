// memoria doctor: every kind of damage is named, what can be derived is made again to the byte, and the figures are those of before.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import { Store } from "../../ingest/index.ts";
import { copyOf, filesOf, makeStore, quiet, removeCopy } from "../support/care-fixture.ts";
import { memoria, memoriaProcess, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
let store = "";
const run = (...args: string[]) => memoria(args, folder);
const at = ["--generated-at", "2024-12-09T12:00:00Z"];

interface Told {
  code: string;
  delivery: string | null;
  place: string;
  outcome: string;
}
interface Check {
  deliveries: { id: string; files: number; undone: number; batches: number; raw: number; bytes: number }[];
  troubles: Told[];
  notices: Told[];
}

function doctor(data: string, ...args: string[]): Check & { exit: number | null } {
  const { code, out, err } = run("doctor", "--data", data, "--json", ...args);
  expect(err).toBe("");
  return { exit: code, ...(JSON.parse(out) as Check) };
}

let figuresOfA = "";

/** The figures of a delivery, worked out anew. */
function figures(data: string, delivery: string): string {
  rmSync(path.join(data, "rollups"), { recursive: true, force: true });
  const { out, err } = run("analyze", "--data", data, "--delivery", delivery, "--json", ...at);
  return out + err;
}

const inFolder = (data: string, ...names: string[]): string => {
  const place = path.join(data, ...names);
  return path.join(place, readdirSync(place).sort()[0] ?? "");
};
const batchOf = (data: string, delivery: string): string => inFolder(data, "lines", `delivery=${delivery}`);
const keptOf = (data: string, delivery: string): string => {
  const place = path.join(data, "rollups", `delivery=${delivery}`);
  return path.join(place, readdirSync(place).find((name) => name.startsWith("analysis")) ?? "");
};
const rawOf = (data: string, delivery: string): string => inFolder(data, "raw", `delivery=${delivery}`);

function turn(file: string, share = 0.5): void {
  const bytes = readFileSync(file);
  const place = Math.floor(bytes.length * share);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

function sql(data: string, statement: string): void {
  const database = new DatabaseSync(path.join(data, "catalog.sqlite"));
  database.exec(statement);
  database.close();
}

beforeAll(() => {
  store = makeStore(folder, (args) => memoria(args, folder));
  figuresOfA = run("analyze", "--data", store, "--delivery", "a", "--json", ...at).out;
});

/** `place`: of the trouble, its beginning. `after`: what a repair makes of it. */
interface Damage {
  damage: (data: string) => void;
  code: string;
  place: string;
  after: "repaired" | "found";
}

const noDatabase = "no es una base de datos, aunque mide más que su encabezado ".repeat(40);
const written =
  (...names: string[]) =>
  (data: string) => {
    mkdirSync(path.dirname(path.join(data, ...names)), { recursive: true });
    writeFileSync(path.join(data, ...names), "x");
  };

/** Each list is done to one store at once. */
const damages: Record<string, Damage[]> = {
  "what can be made again or swept": [
    { damage: (d) => turn(batchOf(d, "a")), code: "batch-damaged", place: "lines/delivery=a/00000001", after: "repaired" },
    { damage: (d) => rmSync(batchOf(d, "b")), code: "batch-missing", place: "lines/delivery=b/", after: "repaired" },
    {
      damage: (d) => writeFileSync(batchOf(d, "c"), readFileSync(batchOf(d, "c")).subarray(0, 500)),
      code: "batch-damaged",
      place: "lines/delivery=c/",
      after: "repaired",
    },
    { damage: (d) => turn(keptOf(d, "a"), 0.3), code: "rollups-damaged", place: "rollups/delivery=a/analysis", after: "repaired" },
    {
      damage: written("lines", "delivery=a", "00000099-0123456789ab.parquet"),
      code: "unknown-file",
      place: "lines/delivery=a/00000099",
      after: "repaired",
    },
    { damage: written("raw", "delivery=z", "0123"), code: "unknown-file", place: "raw/delivery=z/0123", after: "repaired" },
    {
      damage: (d) => {
        written("tmp", "a~1.spool")(d);
        // Of a job that goes on: nobody's to judge.
        written("tmp", "a~trabajo-1")(d);
        utimesSync(path.join(d, "tmp", "a~1.spool"), new Date("2020-01-01"), new Date("2020-01-01"));
      },
      code: "leftover",
      place: "tmp/a~1.spool",
      after: "repaired",
    },
    { damage: (d) => rmSync(path.join(d, "keys", "a")), code: "key-missing", place: "keys/a", after: "repaired" },
    { damage: (d) => chmodSync(path.join(d, "keys", "b"), 0o644), code: "key-exposed", place: "keys/b", after: "repaired" },
  ],
  "batches that hold the lines of others": [
    { damage: (d) => cpSync(batchOf(d, "c"), batchOf(d, "b")), code: "batch-damaged", place: "lines/delivery=b/", after: "repaired" },
    {
      damage: (d) => {
        cpSync(batchOf(d, "c"), batchOf(d, "a"));
        sql(d, "DELETE FROM batches WHERE delivery = 'a' AND name LIKE '00000001%'");
      },
      code: "batch-miscounted",
      place: "lines/delivery=a/",
      after: "repaired",
    },
  ],
  "what only a backup brings back": [
    { damage: (d) => turn(rawOf(d, "a")), code: "raw-damaged", place: "raw/delivery=a/", after: "found" },
    { damage: (d) => rmSync(rawOf(d, "c")), code: "raw-missing", place: "raw/delivery=c/", after: "found" },
    { damage: (d) => turn(rawOf(d, "b")), code: "raw-damaged", place: "raw/delivery=b/", after: "found" },
    { damage: written("notas.txt"), code: "unknown-file", place: "notas.txt", after: "found" },
    {
      damage: (d) => writeFileSync(path.join(d, "keys", "a"), `${"ab".repeat(32)}\n`),
      code: "key-damaged",
      place: "keys/a",
      after: "found",
    },
    { damage: (d) => writeFileSync(path.join(d, "app.sqlite"), noDatabase), code: "database-damaged", place: "app.sqlite", after: "found" },
  ],
  "counts that changed in the catalog": [
    {
      damage: (d) => sql(d, "UPDATE files SET hits = hits - 1, rejected = rejected + 1 WHERE delivery = 'a'"),
      code: "catalog-rows",
      place: "catalog.sqlite",
      after: "found",
    },
  ],
  "a catalog of which nothing is left": [
    { damage: (d) => writeFileSync(path.join(d, "catalog.sqlite"), ""), code: "catalog-damaged", place: "catalog.sqlite", after: "found" },
  ],
  "a catalog that is missing": [
    { damage: (d) => rmSync(path.join(d, "catalog.sqlite")), code: "catalog-damaged", place: "catalog.sqlite", after: "found" },
  ],
  "a catalog that is none": [
    {
      damage: (d) => writeFileSync(path.join(d, "catalog.sqlite"), noDatabase),
      code: "catalog-damaged",
      place: "catalog.sqlite",
      after: "found",
    },
  ],
};

describe("doctor", { timeout: 120_000 }, () => {
  it("finds a whole store well, changes nothing in it, and says what it looked at", () => {
    const files = () => filesOf(store).map((name) => [name, readFileSync(path.join(store, name)).toString("base64")]);
    const before = files();
    const check = doctor(store);
    expect(check).toMatchObject({ exit: 0, troubles: [], notices: [] });
    expect(check.deliveries.map(({ bytes: _, ...counts }) => counts)).toEqual([
      { id: "a", files: 2, undone: 0, batches: 2, raw: 2 },
      { id: "b", files: 18, undone: 0, batches: 1, raw: 1 },
      { id: "c", files: 2, undone: 0, batches: 1, raw: 1 },
    ]);
    expect(files()).toEqual(before);
    expect(run("doctor", "--data", store).out).toMatch(/Todo está bien/);
    expect(run("doctor", "--data", store, "--lang", "en", "--delivery", "a").out).toMatch(/All is well/);
  });

  it.each(Object.entries(damages))("names %s", (_, list) => {
    const copy = copyOf(store);
    try {
      const batches = () => ["a", "b", "c"].map((delivery) => readFileSync(batchOf(copy, delivery)));
      const whole = batches();
      for (const { damage } of list) damage(copy);
      const told = ({ exit, troubles }: ReturnType<typeof doctor>) => ({
        exit,
        troubles: troubles.map(({ code, place, outcome }) => `${place} ${code} ${outcome}`).sort(),
      });
      const expected = (outcome: (damage: Damage) => string | null) => ({
        exit: 1,
        troubles: list
          .flatMap((one) => (outcome(one) === null ? [] : [`${one.place}.* ${one.code} ${outcome(one)}`]))
          .sort()
          .map((text) => expect.stringMatching(`^${text}$`)),
      });
      expect(told(doctor(copy))).toEqual(expected(() => "found"));
      expect(told(doctor(copy, "--repair"))).toEqual(expected(({ after }) => after));
      const left = expected(({ after }) => (after === "found" ? "found" : null));
      expect(told(doctor(copy))).toEqual(left.troubles.length === 0 ? { exit: 0, troubles: [] } : left);
      if (list.some(({ code }) => code.startsWith("catalog"))) {
        // A writer would sweep what a catalog does not know: it does not begin.
        const originals = filesOf(copy).filter((name) => name.startsWith("raw/"));
        expect(run("ingest", "logs/a.log", "--data", copy, "--delivery", "a", ...quiet)).toMatchObject({ code: 2, out: "" });
        expect(filesOf(copy).filter((name) => name.startsWith("raw/"))).toEqual(originals);
      }
      if (list.every(({ code }) => !code.startsWith("catalog"))) expect(batches()).toEqual(whole);
    } finally {
      removeCopy(copy);
    }
  });

  it("cannot make a batch again whose original is damaged too, and says so; the figures are refused", () => {
    const copy = copyOf(store);
    turn(batchOf(copy, "b"));
    turn(rawOf(copy, "b"));
    expect(doctor(copy, "--repair").troubles.map(({ code, outcome }) => [code, outcome])).toEqual([
      ["raw-damaged", "found"],
      ["batch-damaged", "raw"],
    ]);
    expect(figures(copy, "b")).toMatch(/lines\/delivery=b/);
    removeCopy(copy);
  });

  it("makes a batch again that holds a file which was taken back, and one in a format that the user wrote", () => {
    const data = path.join(mkdtempSync(path.join(tmpdir(), "memoria-copia-")), "almacen");
    const own = path.join(folder, "propio.log");
    writeFileSync(
      own,
      Array.from(
        { length: 40 },
        (_, i) => `{"w":"2024-12-08T20:00:${String(i % 60).padStart(2, "0")}-06:00","ip":"192.0.2.${i}","st":200,"u":"/p${i % 3}"}\n`,
      ).join(""),
    );
    run("ingest", own, "--data", data, "--delivery", "o", "--format", "json:time=w,address=ip,status=st,target=u", ...quiet);
    run("ingest", "logs/muchos", "--data", data, "--delivery", "u", ...quiet);
    const ids = (JSON.parse(run("ledger", "--data", data, "--delivery", "u", "--json").out) as { files: { id: string }[] }).files;
    expect(run("undo", ids[3]?.id ?? "", "--data", data, "--delivery", "u").code).toBe(0);
    const before = ["o", "u"].map((delivery) => figures(data, delivery));
    for (const delivery of ["o", "u"]) turn(batchOf(data, delivery), 0.2);
    expect(doctor(data, "--repair").troubles.map(({ outcome }) => outcome)).toEqual(["repaired", "repaired"]);
    expect(["o", "u"].map((delivery) => figures(data, delivery))).toEqual(before);
    expect(doctor(data).exit).toBe(0);
    removeCopy(data);
  });

  it("says of what an earlier version wrote that nothing was recorded, and records it with --repair", () => {
    const copy = copyOf(store);
    sql(copy, "DELETE FROM batches WHERE delivery = 'b'; UPDATE deliveries SET seal = NULL WHERE id = 'c'");
    const found = doctor(copy);
    expect([found.exit, found.troubles, found.notices.map(({ code, place }) => [code, place.slice(0, 16)])]).toEqual([
      0,
      [],
      [
        ["batch-unrecorded", "lines/delivery=b"],
        ["unsealed", "catalog.sqlite"],
      ],
    ]);
    expect(doctor(copy, "--repair").troubles.map(({ code, outcome }) => [code, outcome])).toEqual([
      ["batch-unrecorded", "repaired"],
      ["unsealed", "repaired"],
    ]);
    expect(doctor(copy)).toMatchObject({ exit: 0, notices: [] });
    removeCopy(copy);
  });

  it("leaves a delivery alone that another process writes, and repairs the others", async () => {
    const copy = copyOf(store);
    for (const delivery of ["a", "b"]) turn(batchOf(copy, delivery));
    writeFileSync(path.join(copy, "tmp", "a~9.spool"), "being written");
    const writer = await Store.open(copy);
    // Taken without sweeping, as a writer that is at work has long swept.
    renameSync(path.join(copy, "tmp", "a~9.spool"), path.join(copy, "guardado"));
    await writer.lock("a");
    renameSync(path.join(copy, "guardado"), path.join(copy, "tmp", "a~9.spool"));
    try {
      expect(doctor(copy, "--repair").troubles.map(({ place, outcome }) => [place.slice(0, 16), outcome])).toEqual([
        ["lines/delivery=a", "busy"],
        ["lines/delivery=b", "repaired"],
      ]);
      expect(existsSync(path.join(copy, "tmp", "a~9.spool"))).toBe(true);
    } finally {
      await writer.close();
      removeCopy(copy);
    }
  });

  it("is not led astray by a clock that was moved back", () => {
    const copy = copyOf(store);
    const future = new Date("2050-01-01");
    for (const name of filesOf(copy)) utimesSync(path.join(copy, name), future, future);
    const shift = "const {now} = Date; Date.now = () => now() - 20 * 365 * 86400e3;";
    const before = process.env["NODE_OPTIONS"];
    process.env["NODE_OPTIONS"] = `--import data:text/javascript,${encodeURIComponent(shift)}`;
    try {
      turn(batchOf(copy, "a"));
      const repaired = memoriaProcess(["doctor", "--data", copy, "--json", "--repair"], folder);
      expect((JSON.parse(repaired.out) as Check).troubles.map(({ outcome }) => outcome)).toEqual(["repaired"]);
      expect(memoriaProcess(["analyze", "--data", copy, "--delivery", "a", "--json", ...at], folder).out).toBe(figuresOfA);
      expect(doctor(copy).exit).toBe(0);
    } finally {
      if (before === undefined) delete process.env["NODE_OPTIONS"];
      else process.env["NODE_OPTIONS"] = before;
      removeCopy(copy);
    }
  });

  it("refuses what is no store, an unknown delivery and words that it does not know", () => {
    for (const args of [
      ["--data", "nada"],
      ["--data", store, "--delivery", "z"],
      ["--data", store, "palabra"],
    ]) {
      const { code, err } = run("doctor", ...args);
      expect([code, err.trimEnd().split("\n").length]).toEqual([2, 1]);
    }
  });
});
