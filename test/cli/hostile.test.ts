// Odd names, mistyped rules, crossed runs and lost pipes: nothing is read wrong, nothing is lost, nothing is left behind.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { analysisSchema } from "../../analysis/analysis.ts";
import type { Analysis } from "../../analysis/index.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const cli = path.join(import.meta.dirname, "..", "..", "cli.ts");
const agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0";

/** A log of page views, one a second, each from an address of its own. */
function pageViews(network: string, count: number, front = ""): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const clock = `20:${String(Math.floor(i / 60)).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`;
    return `${front}${network}.${i} - - [08/Dec/2024:${clock} -0600] "GET / HTTP/1.1" 200 100 "-" "${agent}"\n`;
  });
  return lines.join("");
}

function file(name: string, content: string): string {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
  return name;
}

function analysed(...args: string[]): Analysis {
  const result = memoria(["analyze", ...args, "--json", "--progress", "none"], folder);
  expect(result.err).toBe("");
  return analysisSchema.parse(JSON.parse(result.out));
}

const warningCodes = (analysis: Analysis): string[] => analysis.warnings.map((warning) => warning.code);

describe("file names", () => {
  it("are never patterns, nor folders keys", () => {
    const both = analysed(file("h/access[1].log", pageViews("187.1.1", 30)), file("h/access1.log", pageViews("187.1.2", 30)));
    expect(both.ledger.lines).toMatchObject({ read: 60, hits: 60, duplicates: 0 });
    expect(both.traffic.distinctAddresses).toBe(60);
    expect(analysed(file("clase=5/file_id=9/x?.log", pageViews("187.1.1", 5))).traffic.hits).toBe(5);
  });

  it("of links are followed, and a link to nowhere is named", () => {
    file("real/a.log", pageViews("187.1.1", 3));
    mkdirSync(path.join(folder, "links"));
    symlinkSync(path.join(folder, "real", "a.log"), path.join(folder, "links", "a.log"));
    expect(analysed("links").traffic.hits).toBe(3);
    symlinkSync("ninguna", path.join(folder, "links", "rota.log"));
    for (const given of ["links", "links/*.log"]) {
      expect(memoria(["analyze", given], folder)).toMatchObject({ code: 2, err: expect.stringContaining("rota.log") });
    }
  });

  it("that are empty words are refused", () => {
    expect(memoria(["report", ""], folder)).toMatchObject({ code: 2, out: "" });
    expect(memoria(["report", "x.log", "--out", ""], folder)).toMatchObject({ code: 2, out: "" });
  });
});

describe("rules and periods", () => {
  const log = file("reglas.log", pageViews("187.1.1", 20));

  it("that take all or nothing are told", () => {
    expect(warningCodes(analysed(log, "--scope", "prep/**"))).toContain("scope-empty");
    expect(warningCodes(analysed(log, "--internal", "187.1.0.0/16"))).toContain("all-internal");
    for (const bad of ["10.0.0.1/", "10.0.0.0/1e1", "10.0.0.0/8/8"])
      expect(memoria(["analyze", log, "--internal", bad], folder).code).toBe(2);
  });

  it("of a generation work, of a century are refused, and a lone line far away is told with its date", () => {
    expect(analysed(log, "--from", "2000-01-01", "--to", "2029-01-01").traffic.hits).toBe(20);
    const slip = memoria(["analyze", log, "--from", "2024-12-08", "--to", "2124-12-10"], folder);
    expect(slip).toMatchObject({ code: 2, err: expect.stringMatching(/2124-12-10.* más de 30 años/) });
    const lone = file(
      "sola.log",
      `187.9.9.9 - - [01/Mar/2019:10:00:00 -0600] "GET / HTTP/1.1" 200 1 "-" "${agent}"\n${pageViews("187.1.1", 20)}`,
    );
    const warning = analysed(lone).warnings.find(({ code }) => code === "lone-hits");
    expect(warning?.text).toMatch(/^1 solicitud .* 1 de marzo de 2019/);
  });

  it("an absurd number of bytes does not end the run", () => {
    const huge = file("bytes.log", pageViews("187.1.1", 200).replaceAll(" 200 100 ", " 200 999999999999 ").repeat(60));
    expect(analysed(huge).traffic.bytes).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe("formats that are mixed", () => {
  it("lose no agent where the lines are combined and common", () => {
    const mixed = file("mixta.log", pageViews("187.1.1", 60) + pageViews("187.1.2", 40).replaceAll(` "-" "${agent}"`, ""));
    expect(analysed(mixed)).toMatchObject({ ledger: { lines: { hits: 100 } }, traffic: { uniqueVisitors: 100 } });
  });

  it("take no virtual host for a client: its lines are rejected and told", () => {
    const switched = analysed(file("cambio.log", pageViews("187.1.1", 220) + pageViews("187.1.2", 100, "prep.mx:443 ")));
    expect(switched.ledger.lines).toMatchObject({ hits: 220, rejected: 100 });
    expect(warningCodes(switched)).toContain("rejected-lines");
  });

  it("a mark alone is no line, and trivial twins of two servers do not conflict", () => {
    const all = analysed(
      file("s1/marca.log", "\ufeff"),
      file("s1/v.log", "# girada\n"),
      file("s2/v.log", "# girada\n"),
      file("s2/a.log", pageViews("187.1.1", 2)),
    );
    expect(all.ledger.lines).toMatchObject({ read: 4, hits: 2, directives: 2 });
  });
});

describe("runs that cross or break off", () => {
  it("two deliveries are written into one store side by side", async () => {
    const log = file("cruce.log", pageViews("187.1.1", 200));
    const data = path.join(folder, "cruce");
    const codes = await Promise.all(
      ["a", "b", "c"].map(async (delivery) => {
        const args = [
          "--disable-warning=ExperimentalWarning",
          cli,
          "ingest",
          log,
          "--data",
          data,
          "--delivery",
          delivery,
          "--progress",
          "none",
        ];
        const [code] = await once(
          spawn(process.execPath, args, { cwd: folder, stdio: "ignore", env: { ...process.env, INIT_CWD: folder } }),
          "exit",
        );
        return code;
      }),
    );
    expect(codes).toEqual([0, 0, 0]);
    for (const delivery of ["a", "b", "c"])
      expect(memoria(["ledger", "--data", data, "--delivery", delivery], folder).out).toMatch(/total\s+200\s+200/);
  });

  it("a store that is not there is not made by reading it", () => {
    expect(memoria(["ledger", "--data", "errata"], folder)).toMatchObject({ code: 2, err: expect.stringContaining("errata") });
    expect(existsSync(path.join(folder, "errata"))).toBe(false);
  });

  it("standard input is kept for its delivery and nowhere else", () => {
    const data = path.join(folder, "entrada");
    expect(memoria(["ingest", "-", "--data", data, "--delivery", "a", "--progress", "none"], folder, pageViews("187.1.1", 4)).code).toBe(0);
    expect(readdirSync(path.join(data, "tmp"))).toEqual([]);
    expect(memoria(["ledger", "--data", data, "--delivery", "a"], folder).out).toMatch(/total\s+4\s+4/);
  });

  it.runIf(process.platform !== "win32")("a reader that leaves early loses nothing of the work, and nothing is left behind", () => {
    const log = file("tubo.log", pageViews("187.1.1", 200));
    const scratch = path.join(folder, "scratch");
    mkdirSync(scratch);
    const command = `"${process.execPath}" --disable-warning=ExperimentalWarning "${cli}" report "${log}" --out tubo --progress lines 2>&1 | head -1`;
    spawnSync("sh", ["-c", command], { cwd: folder, env: { ...process.env, INIT_CWD: folder, TMPDIR: scratch } });
    expect(existsSync(path.join(folder, "tubo", "memoria.pdf"))).toBe(true);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it("a sample is not written over a log that it did not make", () => {
    file("ajena/access.log", "una bitácora de verdad\n");
    expect(memoria(["sample", "--lines", "10", "--out", "ajena"], folder).code).toBe(2);
    expect(readFileSync(path.join(folder, "ajena", "access.log"), "utf8")).toBe("una bitácora de verdad\n");
    expect(readdirSync(path.join(folder, "ajena"))).toEqual(["access.log"]);
  });
});
