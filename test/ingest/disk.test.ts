// A full disk, a read-only store and a damaged one: one clear error, exit code 2, and what was there stays as it was and usable.
import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CliResult, memoria as runMemoria } from "../cli/run-cli.ts";

const program = path.join(import.meta.dirname, "..", "..", "cli.ts");
const folder = mkdtempSync(path.join(tmpdir(), "memoria-disk-"));
const mounted: string[] = [];
/** Of the system. */
const programs = { mount: "mount", unmount: "umount" };

function mount(name: string, ...options: string[]): string {
  const place = path.join(folder, name);
  mkdirSync(place);
  execFileSync(programs.mount, [...options, place], { stdio: "ignore" });
  mounted.push(place);
  return place;
}

/** Only root may mount, and not in every container. */
function canMount(): boolean {
  try {
    mount("probe", "-t", "tmpfs", "-o", "size=64k", "tmpfs");
    return true;
  } catch {
    return false;
  }
}

const mounts = canMount();
const line = (i: number): string =>
  `192.0.2.${i % 200} - - [08/Dec/2024:20:${String(Math.floor(i / 60) % 60).padStart(2, "0")}:${String(i % 60).padStart(2, "0")} -0600] "GET /${((i * 2654435761) % 4294967296).toString(36)} HTTP/1.1" 200 ${i} "-" "Firefox/128.0"\n`;
const log = (name: string, lines: number): string => {
  const file = path.join(folder, name);
  writeFileSync(file, Array.from({ length: lines }, (_, i) => line(i)).join(""));
  return file;
};

const memoria = (args: readonly string[]): CliResult => runMemoria(args, folder);

/** With another folder for temporary files, which a process of its own takes. */
function memoriaWithTemporary(temporary: string, args: readonly string[]): CliResult {
  const { INIT_CWD: _, ...environment } = process.env;
  const run = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", program, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...environment, TMPDIR: temporary },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** Exit code 2 and one line. */
function expectRefused(run: { code: number | null; err: string }, told: RegExp): void {
  expect(run.err).toMatch(told);
  expect(run.err.trimEnd().split("\n")).toHaveLength(1);
  expect(run.code).toBe(2);
}

let small = "";
let large = "";

beforeAll(() => {
  small = log("small.log", 20);
  large = log("large.log", 60_000);
});
afterAll(() => {
  for (const place of mounted.toReversed()) execFileSync(programs.unmount, ["-l", place]);
  rmSync(folder, { recursive: true, force: true });
});

const quiet = ["--progress", "none"];

describe("a disk (needs root and mount)", { timeout: 120_000 }, () => {
  it.runIf(mounts)("that is full changes nothing in the store, which is used on afterwards", () => {
    const store = path.join(mount("full", "-t", "tmpfs", "-o", "size=3m", "tmpfs"), "store");
    expect(memoria(["ingest", small, "--data", store, ...quiet]).code).toBe(0);
    const ledger = memoria(["ledger", "--data", store, "--json"]).out;
    const files = readdirSync(store, { recursive: true }).sort();
    expectRefused(memoria(["ingest", large, "--data", store, ...quiet]), /No queda espacio/);
    expect(memoria(["ledger", "--data", store, "--json"]).out).toBe(ledger);
    expect(readdirSync(store, { recursive: true }).sort()).toEqual(files);
    // Not a byte left: what is there is read all the same.
    const filling = path.join(store, "..", "filling");
    spawnSync("dd", ["if=/dev/zero", `of=${filling}`, "bs=4k"], { stdio: "ignore" });
    expect(memoria(["ledger", "--data", store, "--json"]).out).toBe(ledger);
    rmSync(filling);
    expect(memoria(["ingest", log("more.log", 10), "--data", store, ...quiet]).code).toBe(0);
  });

  it.runIf(mounts)("that is full where temporary files go is told in one line, and nothing is left there", () => {
    const temporary = mount("tmp", "-t", "tmpfs", "-o", "size=300k", "tmpfs");
    expectRefused(memoriaWithTemporary(temporary, ["analyze", large, ...quiet]), /No queda espacio/);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it.runIf(mounts)("that is full leaves the memoria that lies there, and nothing of a new one or of tables", () => {
    const place = mount("results", "-t", "tmpfs", "-o", "size=2m", "tmpfs");
    const out = path.join(place, "memoria");
    expect(memoria(["report", small, "--out", out, ...quiet]).code).toBe(0);
    const inside = (): [string, string][] =>
      readdirSync(place, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort()
        .map((file) => [file, readFileSync(file, "base64")]);
    // A part of a memoria goes in.
    const { bavail, bsize } = statfsSync(place);
    writeFileSync(path.join(place, "filling"), Buffer.alloc(bavail * bsize - 400_000));
    const before = inside();
    expectRefused(memoria(["report", small, "--out", out, ...quiet]), /"[^"]*memoria".*no hay espacio en el disco/);
    expect(inside()).toEqual(before);
    appendFileSync(path.join(place, "filling"), Buffer.alloc(statfsSync(place).bavail * bsize));
    expectRefused(
      memoria(["export", small, "--format", "csv", "--out", path.join(place, "tablas"), ...quiet]),
      /no hay espacio en el disco/,
    );
    expect(readdirSync(place)).toEqual(["filling", "memoria"]);
    expect(inside().slice(1)).toEqual(before.slice(1));
  });

  it.runIf(mounts)("that is read-only can be read and not written", () => {
    const writable = path.join(folder, "writable");
    expect(memoria(["ingest", small, "--data", writable, ...quiet]).code).toBe(0);
    const ledger = memoria(["ledger", "--data", writable, "--json"]).out;
    // Makes the delivery's key, which a later analysis only reads.
    expect(memoria(["analyze", "--data", writable, "--delivery", "principal"]).code).toBe(0);
    const store = mount("fixed", "--bind", "-o", "ro", writable);
    execFileSync(programs.mount, ["-o", "remount,ro,bind", store]);
    expectRefused(memoria(["ingest", large, "--data", store, ...quiet]), /No se puede escribir en el almacén/);
    expectRefused(memoria(["undo", "1", "--data", store]), /No se puede escribir en el almacén/);
    const read = memoria(["ledger", "--data", store, "--json"]);
    expect(read).toEqual({ code: 0, out: ledger, err: "" });
    expect(memoria(["analyze", "--data", store, "--delivery", "principal", "--json"]).code).toBe(0);
  });
});

describe("a disk that fills up (needs root and mount)", { timeout: 120_000 }, () => {
  it.runIf(mounts)("in the middle of a backup, a restore or a repair leaves nothing half done", () => {
    const store = path.join(folder, "kept");
    expect(memoria(["ingest", large, "--data", store, ...quiet]).code).toBe(0);
    const place = mount("small", "-t", "tmpfs", "-o", "size=1m", "tmpfs");
    expectRefused(memoria(["backup", "--data", store, "--out", path.join(place, "x.tar"), ...quiet]), /No queda espacio/);
    expect(readdirSync(place)).toEqual([]);
    const backup = path.join(folder, "x.tar");
    expect(memoria(["backup", "--data", store, "--out", backup, ...quiet]).code).toBe(0);
    expectRefused(memoria(["restore", backup, "--data", path.join(place, "store"), ...quiet]), /No queda espacio/);
    expect(readdirSync(place)).toEqual([]);

    const tight = path.join(mount("tight", "-t", "tmpfs", "-o", "size=12m", "tmpfs"), "store");
    expect(memoria(["restore", backup, "--data", tight, ...quiet]).code).toBe(0);
    const lines = path.join(tight, "lines", "delivery=principal");
    const [batch = ""] = readdirSync(lines);
    const whole = readFileSync(path.join(lines, batch));
    truncateSync(path.join(lines, batch), 400);
    const { bavail, bsize } = statfsSync(tight);
    const filling = path.join(tight, "..", "filling");
    writeFileSync(filling, Buffer.alloc(bavail * bsize - Math.floor(whole.length / 2) - 100_000));
    expectRefused(memoria(["doctor", "--repair", "--data", tight, ...quiet]), /No queda espacio/);
    expect(readdirSync(path.join(tight, "tmp"))).toEqual([]);
    rmSync(filling);
    expect(memoria(["doctor", "--repair", "--data", tight, ...quiet]).out).toMatch(/Se reparó/);
    expect(memoria(["doctor", "--data", tight, ...quiet]).code).toBe(0);
    expect(readFileSync(path.join(lines, batch)).equals(whole)).toBe(true);
  });
});

describe("a store whose lines are", { timeout: 120_000 }, () => {
  const damages: [string, (file: string) => void][] = [
    ["missing", (file) => rmSync(file)],
    ["cut", (file) => truncateSync(file, 300)],
    ["not Parquet", (file) => writeFileSync(file, "nada")],
  ];

  it.each(damages)("%s is told by file and delivery", (name, damage) => {
    const whole = path.join(folder, "whole");
    if (!readdirSync(folder).includes("whole")) memoria(["ingest", small, "--data", whole, ...quiet]);
    const store = path.join(folder, name.replaceAll(" ", "-"));
    cpSync(whole, store, { recursive: true });
    const lines = path.join(store, "lines", "delivery=principal");
    const [batch = ""] = readdirSync(lines);
    damage(path.join(lines, batch));
    const told = new RegExp(`delivery=principal/${batch}`);
    expectRefused(memoria(["analyze", "--data", store, "--delivery", "principal"]), told);
    expectRefused(memoria(["ledger", "--data", store]), told);
  });
});
