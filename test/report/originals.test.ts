// The packed logs: every byte as it was handed in, readable by its owner alone, checked by the sums beside them.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { memoria, temporaryFolder } from "../cli/run-cli.ts";

const folder = temporaryFolder();
const line = (i: number): string =>
  `187.188.10.20 - - [08/Dec/2024:20:00:${String(i % 60).padStart(2, "0")} -0600] "GET /p${i} HTTP/1.1" 200 5 "-" "Mozilla/5.0"\n`;
const plain = Array.from({ length: 30 }, (_, i) => line(i)).join("");
const zipped = gzipSync(Array.from({ length: 30 }, (_, i) => line(100 + i)).join(""));
mkdirSync(path.join(folder, "logs"));
writeFileSync(path.join(folder, "logs", "acceso día 1.log"), plain);
writeFileSync(path.join(folder, "logs", "acceso.2.log.gz"), zipped);

/** By another program: python's zipfile, which stands on every Debian. */
function unpacked(zip: string): string {
  const into = path.join(folder, `unpacked-${path.basename(path.dirname(path.dirname(zip)))}`);
  const python = spawnSync("python3", ["-m", "zipfile", "-e", zip, into], { encoding: "utf8" });
  expect(python.stderr).toBe("");
  return into;
}

test("are packed byte for byte from where they lie", () => {
  const out = path.join(folder, "directa");
  const result = memoria(["report", "logs", "--originals", "--out", out, "--progress", "none"], folder);
  expect(result).toMatchObject({ code: 0, err: "" });
  const zip = path.join(out, "anexos", "bitacoras-originales.zip");
  expect(statSync(zip).mode & 0o777).toBe(0o600);
  const into = unpacked(zip);
  const sums = readFileSync(path.join(into, "SHA256SUMS"), "utf8").trim().split("\n");
  expect(sums).toHaveLength(2);
  expect(spawnSync("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: into, encoding: "utf8" }).status).toBe(0);
  const contents = sums.map((sum) => readFileSync(path.join(into, sum.slice(66))));
  expect(contents.some((content) => content.equals(Buffer.from(plain)))).toBe(true);
  expect(contents.some((content) => content.equals(zipped))).toBe(true);
  expect(memoria(["verify", out, into], folder).code).toBe(0);
}, 60_000);

test("one that is no longer what was read is refused, and no memoria is written", () => {
  const store = path.join(folder, "almacen");
  expect(memoria(["ingest", "logs", "--data", store, "--delivery", "x"], folder).code).toBe(0);
  const raw = path.join(store, "raw", "delivery=x", createHash("sha256").update(plain).digest("hex"));
  writeFileSync(raw, plain.replace("/p7 ", "/p8 "));
  const out = path.join(folder, "guardada");
  const result = memoria(["report", "--data", store, "--delivery", "x", "--originals", "--out", out, "--progress", "none"], folder);
  expect(result.code).toBe(2);
  expect(result.err).toContain('La bitácora "acceso día 1.log" ya no es la que se leyó');
  expect(existsSync(out)).toBe(false);
}, 60_000);

test("what comes through a pipe cannot be packed, and that is said before it is read", () => {
  const result = memoria(["report", "-", "--originals"], folder, plain);
  expect(result.code).toBe(2);
  expect(result.err).toContain("--originals -");
});
