// No address of a client leaves the program whole: every file of a report, its attachments, and what commands print.
import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { analysisSchema } from "../../analysis/analysis.ts";
import fc from "../support/cases.ts";
import { mmdbFile } from "../support/mmdb-file.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

/** Octets of two or three digits: nothing else in a report looks like these. */
const octet = fc.integer({ min: 11, max: 254 });
const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
const ipv6 = fc
  .array(fc.integer({ min: 0x1000, max: 0xfffe }), { minLength: 8, maxLength: 8 })
  .map((groups) => groups.map((g) => g.toString(16)).join(":"));
const address = fc.oneof(ipv4, ipv6);

/** A night of readers, probes, referrers, forwarded lists and torn lines, each with addresses. */
function night(clients: readonly string[]): string {
  const at = (second: number): string => `[08/Dec/2024:${new Date(second * 1000).toISOString().slice(11, 19)} -0600]`;
  const [probe = "", ...readers] = clients;
  const shown = readers.flatMap((client, i) => {
    const site = client.includes(":") ? `[${client}]` : client;
    return [
      `${client} - - ${at(72_000 + i)} "GET / HTTP/1.1" 200 100 "http://${site}/" "${chrome}"`,
      `10.0.0.1 - - ${at(72_000 + i)} "GET /a HTTP/1.1" 200 100 "-" "${chrome}" "${client}"`,
      `${client} - - ${at(72_000 + i)} "GET /b HTTP/1.1" 200 100 "-" "${client} bot ${client}"`,
      i % 3 === 0 ? `${client} - - [torn "GET /${client}/ ::ffff:${client} "` : `x y z ${site}:443, ${client} "${client}`,
    ];
  });
  const probes = Array.from({ length: 43 }, (_, i) => `${probe} - - ${at(i * 1200)} "GET /p HTTP/1.1" 200 5 "-" "${chrome}"`);
  return `${[...shown, ...probes].join("\n")}\n`;
}

const pdfReader = "pdftotext";
const has = (tool: string): boolean => spawnSync(tool, ["--version"]).error === undefined;

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(path.join(directory, entry.name)) : [path.join(directory, entry.name)],
  );
}

/** All that can be read of a folder of results: files as text, and the PDF's text and attachments. */
function readable(directory: string): string {
  return filesBelow(directory)
    .map((file) => {
      if (!file.endsWith(".pdf") || !has(pdfReader)) return readFileSync(file, "latin1");
      const text = spawnSync(pdfReader, [file, "-"], { encoding: "utf8", maxBuffer: 1e8 }).stdout;
      expect(text).toContain("Metodología");
      // Long words are broken over lines of a cell.
      return `${readFileSync(file, "latin1")}\n${text}\n${text.replace(/\s/g, "")}`;
    })
    .join("\n");
}

function survivors(text: string, clients: readonly string[]): string[] {
  return clients.filter((client) => new RegExp(`${client.replaceAll(".", "\\.")}(?![0-9]|/(?:24|48))`, "i").test(text));
}

describe.each(process.env["MEMORIA_LONG"] === undefined ? [7] : [7, 2024])("a night of seed %i", (seed) => {
  const clients = fc.sample(address, { numRuns: 40, seed });
  const log = path.join(folder, `noche-${seed}.log`);
  writeFileSync(log, night(clients));
  const usual = [log, "--trusted-proxy", "10.0.0.0/8", "--progress", "none", "--generated-at", "2024-12-11T09:00"];

  it("leaves no client's address in any file of the report, nor on the terminal", () => {
    const out = path.join(folder, `memoria-${seed}`);
    const result = memoria(["report", ...usual, "--out", out], folder);
    expect(result.code).toBe(0);
    const analysis = analysisSchema.parse(JSON.parse(readFileSync(path.join(out, "analysis.json"), "utf8")));
    expect(analysis.ledger.lines.rejected).toBe(39);
    expect(analysis.findings.map(({ id }) => id)).toContain("probe-visits");
    expect(analysis.parameters.trustedProxies).toEqual(["10.0.0.0/8"]);
    expect(survivors(`${readable(out)}\n${result.out}\n${result.err}`, clients)).toEqual([]);
    // The search itself finds what is there.
    expect(survivors(readFileSync(log, "utf8"), clients)).toEqual(clients);
    const rejects = readFileSync(path.join(out, "anexos", "lineas-no-reconocidas.csv"), "utf8")
      .trim()
      .split("\r\n");
    expect(rejects).toHaveLength(40);
  }, 180_000);
});

describe("a report with a key and a file of places", () => {
  const clients = [...fc.sample(ipv4, { numRuns: 20, seed: 3 }), "187.188.10.77", "187.188.10.78"];
  const out = path.join(folder, "con-llave");
  beforeAll(() => {
    writeFileSync(path.join(folder, "seudonimos.log"), night(clients));
    const record = { country: { iso_code: "MX" }, subdivisions: [{ iso_code: "MIC" }], city: { names: { en: "Zitácuaro" } } };
    const facts = { type: "GeoLite2-City", builtAt: Date.parse("2024-11-26") / 1000 };
    writeFileSync(path.join(folder, "lugares.mmdb"), mmdbFile({ ...facts, networks: [["187.188.0.0/16", record]] }));
    const args = ["seudonimos.log", "--pseudonym-key", "llave", "--geo", "lugares.mmdb", "--progress", "none", "--out", out];
    expect(memoria(["report", ...args], folder).code).toBe(0);
  });

  it("shows pseudonyms: those that the key's file makes of the addresses", () => {
    expect(survivors(readable(out), clients)).toEqual([]);
    const annex = readFileSync(path.join(out, "anexos", "lineas-no-reconocidas.csv"), "utf8");
    expect(statSync(path.join(folder, "llave")).mode & 0o777).toBe(0o600);
    const key = Buffer.from(readFileSync(path.join(folder, "llave"), "utf8").trim(), "hex");
    for (const client of clients.slice(1))
      expect(annex).toContain(`/24#${createHmac("sha256", key).update(client).digest("hex").slice(0, 16)}`);
  });

  it("reads places from the file, and prints what it is", () => {
    const { traffic, parameters } = analysisSchema.parse(JSON.parse(readFileSync(path.join(out, "analysis.json"), "utf8")));
    expect(traffic.states).toContainEqual(expect.objectContaining({ code: "MX-MIC", visitors: 2 }));
    expect(parameters.geography).toMatchObject({
      database: "GeoLite2-City",
      version: "2024-11-26",
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const page = readFileSync(path.join(out, "memoria.html"), "utf8");
    for (const text of ["GeoLite2-City", "26 de noviembre de 2024", "Zitácuaro", parameters.geography?.checksum ?? "?"])
      expect(page).toContain(text);
  });
});

describe("a lasting store", () => {
  it("keeps one key a delivery, of its owner alone", () => {
    const log = path.join(folder, "almacen.log");
    const clients = fc.sample(address, { numRuns: 5, seed: 1 });
    writeFileSync(log, night(clients));
    const data = path.join(folder, "almacen");
    expect(memoria(["ingest", log, "--data", data, "--delivery", "radio", "--progress", "none"], folder).code).toBe(0);
    expect(existsSync(path.join(data, "keys"))).toBe(false);
    const analysed = memoria(["analyze", "--data", data, "--delivery", "radio", "--json"], folder);
    expect(analysed.code).toBe(0);
    expect(analysed.out).toMatch(/\/(?:24|48)#[0-9a-f]{16}/);
    expect(statSync(path.join(data, "keys", "radio")).mode & 0o777).toBe(0o600);
    expect(survivors(analysed.out, clients)).toEqual([]);
  });
});

describe("options", () => {
  it("that are wrong are refused before a log is read", () => {
    writeFileSync(
      path.join(folder, "asn.mmdb"),
      mmdbFile({ type: "GeoLite2-ASN", builtAt: 0, networks: [["1.0.0.0/8", { autonomous_system_number: 5 }]] }),
    );
    writeFileSync(path.join(folder, "corta"), "secreto");
    const wrong: [string[], RegExp][] = [
      [["--geo", "asn.mmdb"], /asn\.mmdb.*GeoLite2-ASN/],
      [["--pseudonym-key", "corta"], /llave de seudónimos/],
      [["--trusted-proxy", "10.0.0.0/33"], /--trusted-proxy 10\.0\.0\.0\/33/],
    ];
    for (const [options, message] of wrong) {
      const result = memoria(["analyze", "ninguna-bitacora.log", ...options], folder);
      expect(result.code, options.join(" ")).toBe(2);
      expect(result.err).toMatch(message);
      expect(result.err.trimEnd().split("\n")).toHaveLength(1);
    }
  }, 180_000);

  it("an unknown format is told without the address of its first line", () => {
    writeFileSync(path.join(folder, "raro.log"), "187.188.10.77 hizo algo a las ocho\n");
    const result = memoria(["analyze", "raro.log"], folder);
    expect(result.code).toBe(2);
    expect(result.err).toContain("187.188.10.0/24 hizo algo");
    expect(result.err).not.toContain("187.188.10.77");
  });
});
