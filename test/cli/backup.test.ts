// memoria backup and restore of what it wrote: the store of one moment while others write in it, back to the byte, all or nothing, whatever the file holds.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { backupStore, restoreStore, Store } from "../../ingest/index.ts";
import { entriesOf, madeBackup, sha256Of as sha256 } from "../support/backup-fixture.ts";
import { copyOf, filesOf, logLines, quiet, removeCopy } from "../support/care-fixture.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const made = await madeBackup();
const folder = temporaryFolder();
const program = path.join(import.meta.dirname, "..", "..", "cli.ts");
const { store, backup } = made;
const entries = await entriesOf(backup);
const run = (...args: string[]) => memoria(args, folder);

/** A folder that is not there. */
const fresh = (): string => path.join(mkdtempSync(path.join(folder, "nuevo-")), "almacen");
/** What lies beside a restored store: nothing but it. */
const beside = (target: string): string[] => readdirSync(path.dirname(target));

describe("a backup", { timeout: 120_000 }, () => {
  it("holds what was entered, and nothing that is worked out again; its manifest comes last and is its owner's", () => {
    const kept = filesOf(store).filter((name) => !name.startsWith("rollups/") && name !== "subidas/enlace");
    expect(entries.map(({ name }) => name).sort()).toEqual([...kept, "manifest.json"].sort());
    const last = entries.at(-1);
    expect(last?.name).toBe("manifest.json");
    const { files } = JSON.parse(String(last?.content)) as { files: { name: string; bytes: number; sha256: string }[] };
    expect(files).toEqual(entries.slice(0, -1).map(({ name, content }) => ({ name, bytes: content.length, sha256: sha256(content) })));
    expect(statSync(backup).mode & 0o077).toBe(0);
    for (const { name, content } of entries.slice(0, -1))
      if (!name.endsWith(".sqlite")) expect(content.equals(readFileSync(path.join(store, name))), name).toBe(true);
  });

  it("restores to a store that doctor finds well and that answers the same, in a folder that is not there or empty", async () => {
    const target = fresh();
    mkdirSync(target);
    expect(run("restore", backup, "--data", target).code).toBe(0);
    expect(beside(target)).toEqual(["almacen"]);
    expect(run("doctor", "--data", target).code).toBe(0);
    const app = new DatabaseSync(path.join(target, "app.sqlite"));
    expect(app.prepare("SELECT name FROM users").all()).toEqual([{ name: "Ana" }]);
    app.close();
    for (const delivery of ["a", "b", "c"]) {
      const question = ["analyze", "--json", "--generated-at", "2024-12-09T12:00:00Z", "--delivery", delivery];
      expect(run(...question, "--data", target)).toEqual(run(...question, "--data", store));
    }
    // What was handed in is found where it lies now.
    const restored = await Store.open(target, false);
    for (const file of restored.catalog.files("b")) expect(file.path).toBe(restored.rawPath("b", file.pack ?? file.sha256));
    await restored.close();
    expect(run("restore", backup, "--data", target).err).toMatch(/no está vacía/);
    expect(run("ingest", path.join(made.folder, "logs", "a.log"), "--data", target, "--delivery", "nueva", ...quiet).code).toBe(0);
  });

  it("is refused without a place, inside the store, and where nobody may write; restore without --data too", () => {
    for (const args of [
      ["backup", "--data", store],
      ["backup", "--data", store, "--out", path.join(store, "subidas", "x.tar")],
      ["backup", "--data", store, "--out", path.join(folder, "no", "hay", "x.tar")],
      ["backup", "--data", "nada", "--out", "x.tar"],
      ["restore", backup],
      ["restore", "nada.tar", "--data", "nuevo"],
      ["restore", backup, "--data", path.join(backup, "nuevo")],
    ]) {
      const { code, err } = run(...args);
      expect([code, err.trimEnd().split("\n").length], args.join(" ")).toEqual([2, 1]);
    }
  });

  it("of a damaged store holds what is there, and names what is not as it was written", () => {
    const copy = copyOf(store);
    const raw = path.join(copy, "raw", "delivery=a");
    const [first = "", second = ""] = readdirSync(raw).sort();
    writeFileSync(path.join(raw, first), "otra cosa");
    rmSync(path.join(raw, second));
    const out = path.join(folder, "dañado.tar");
    const { code, out: told } = run("backup", "--data", copy, "--out", out, "--json");
    expect(code).toBe(1);
    expect((JSON.parse(told) as { damaged: string[] }).damaged).toEqual([first, second].map((name) => `raw/delivery=a/${name}`));
    const target = fresh();
    expect(run("restore", out, "--data", target).code).toBe(0);
    const check = JSON.parse(run("doctor", "--json", "--data", target).out) as { troubles: { code: string }[] };
    expect(check.troubles.map((one) => one.code).sort()).toEqual(["raw-damaged", "raw-missing"]);
    removeCopy(copy);
  });
});

describe("a backup of a store in use", { timeout: 240_000 }, () => {
  it("restores to a store that is well, while deliveries are ingested, files taken back and databases written", async () => {
    const copy = copyOf(store);
    mkdirSync(path.join(folder, "más"));
    const rounds = process.env["MEMORIA_LONG"] === undefined ? 4 : 6;
    for (let i = 0; i < rounds; i++) writeFileSync(path.join(folder, "más", `${i}.log`), logLines(4000 + i * 100, 100));
    const script = `
      for i in ${[...Array(rounds).keys()].join(" ")}; do
        "${process.execPath}" "${program}" ingest "${folder}/más/$i.log" --data "${copy}" --delivery w --progress none || exit 1
        [ $i -lt ${rounds / 2} ] || "${process.execPath}" "${program}" undo $((23 + i - ${rounds / 2})) --data "${copy}" --delivery w >/dev/null || exit 1
      done`;
    const writer = spawn("sh", ["-c", script], { stdio: ["ignore", "ignore", "pipe"] });
    let told = "";
    writer.stderr.on("data", (text) => {
      told += text;
    });
    const ended = once(writer, "exit");
    const app = new DatabaseSync(path.join(copy, "app.sqlite"));
    let backups = 0;
    const opened = await Store.open(copy, false);
    let states = new Set<number>();
    while (writer.exitCode === null) {
      app.prepare("INSERT INTO users VALUES (?)").run("otra");
      const out = path.join(folder, "vivo.tar");
      const written = await backupStore(opened, out, { now: "2024-12-09T12:00:00Z" });
      expect(written.damaged).toEqual([]);
      const target = fresh();
      await restoreStore(out, target);
      const restored = await Store.open(target, false);
      states = states.add(restored.catalog.filesWithUndone("w").length);
      await restored.close();
      const check = run("doctor", "--data", target, "--json");
      expect((JSON.parse(check.out) as { troubles: unknown[] }).troubles).toEqual([]);
      rmSync(path.dirname(target), { recursive: true });
      backups++;
    }
    expect(await ended).toEqual([0, null]);
    expect(told).toBe("");
    // Of several moments, or the writers were over before it began.
    expect(states.size).toBeGreaterThan(1);
    expect(backups).toBeGreaterThan(1);
    await opened.close();
    app.close();
    expect(run("doctor", "--data", copy).code).toBe(0);
    removeCopy(copy);
  });

  it("takes the catalog anew when a file that it knew went meanwhile, and drops what it had taken of it", async () => {
    const copy = copyOf(store);
    const opened = await Store.open(copy, false);
    const out = path.join(folder, "entretanto.tar");
    let undone = false;
    await backupStore(opened, out, {
      now: "",
      onProgress: () => {
        if (undone) return;
        undone = true;
        // Of the first delivery the first file is being read: the second goes.
        expect(run("undo", "2", "--data", copy, "--delivery", "a").code).toBe(0);
      },
    });
    await opened.close();
    const target = fresh();
    await restoreStore(out, target);
    expect(readdirSync(path.join(target, "lines", "delivery=a"))).toHaveLength(1);
    expect(run("doctor", "--data", target).code).toBe(0);
    removeCopy(copy);
  });
});

describe("killed at any moment", { timeout: 240_000 }, () => {
  const kills = Number(process.env["MEMORIA_FAULT_KILLS"] ?? 3);

  /** Runs a command, killed after so many milliseconds; answers whether it was. */
  async function killed(args: readonly string[], milliseconds: number): Promise<boolean> {
    const child = spawn(process.execPath, [program, ...args], { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    await once(child, "exit");
    clearTimeout(timer);
    return child.exitCode === null;
  }

  it("a backup is whole or absent, a restored store too, and a repair goes on where it was", async () => {
    const copy = copyOf(store);
    const out = path.join(mkdtempSync(path.join(folder, "salida-")), "x.tar");
    const target = fresh();
    const batches = () =>
      ["a", "b", "c"].flatMap((d) =>
        readdirSync(path.join(copy, "lines", `delivery=${d}`)).map((n) => path.join(copy, "lines", `delivery=${d}`, n)),
      );
    const whole = batches().map((file) => readFileSync(file));
    const names = batches();
    let deaths = 0;
    for (let i = 0; i < kills; i++) {
      // Starting takes most of the time: the work itself lies in the last half.
      const moment = 250 + (350 * i) / Math.max(1, kills - 1);
      for (const file of names) truncateSync(file, 400);
      const repair = killed(["doctor", "--repair", "--data", copy], moment);
      const save = killed(["backup", "--data", store, "--out", out], moment);
      const restore = killed(["restore", backup, "--data", target], moment);
      for (const died of await Promise.all([repair, save, restore])) deaths += Number(died);
      expect([0, 1]).toContain(run("doctor", "--repair", "--data", copy).code);
      expect(run("doctor", "--data", copy).code).toBe(0);
      expect(names.map((file) => readFileSync(file))).toEqual(whole);
      if (existsSync(out)) expect((await entriesOf(out)).length).toBe(entries.length);
      if (existsSync(target)) expect(run("doctor", "--data", target).code).toBe(0);
      rmSync(target, { recursive: true, force: true });
      rmSync(out, { force: true });
    }
    expect(deaths).toBeGreaterThan(0);
    // What the killed left is swept by the next, and by no other.
    expect(run("backup", "--data", store, "--out", out).code).toBe(0);
    expect(readdirSync(path.dirname(out))).toEqual(["x.tar"]);
    expect(run("restore", out, "--data", target).code).toBe(0);
    expect(beside(target)).toEqual(["almacen"]);
    removeCopy(copy);
  });
});
