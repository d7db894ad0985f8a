// A small store with every kind of file, for the tests of its care: plain, compressed, packed and archived logs, analysed, with a key.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { CliResult } from "../cli/run-cli.ts";
import { zipOf } from "./wrapped.ts";

export const quiet = ["--progress", "none"];

/** `start` keeps the lines of several files apart. */
export const logLines = (start: number, count: number): string =>
  Array.from({ length: count }, (_, i) => {
    const n = start + i;
    const clock = [20 + Math.floor(n / 3600), Math.floor(n / 60) % 60, n % 60].map((part) => String(part).padStart(2, "0")).join(":");
    return `192.0.2.${n % 200} - - [08/Dec/2024:${clock} -0600] "GET /p${n % 7} HTTP/1.1" 200 ${1000 + n} "-" "Firefox/${n % 5}"\n`;
  }).join("");

/** Makes the store in `folder` through the command line. */
export function makeStore(folder: string, memoria: (args: string[]) => CliResult): string {
  const logs = path.join(folder, "logs");
  mkdirSync(path.join(logs, "muchos"), { recursive: true });
  writeFileSync(path.join(logs, "a.log"), `${logLines(0, 300)}nada\n\n#Fields: x\n`);
  writeFileSync(path.join(logs, "b.log.gz"), gzipSync(logLines(200, 300)));
  for (let i = 0; i < 18; i++) writeFileSync(path.join(logs, "muchos", `${i}.log`), logLines(1000 + i * 10, 10));
  writeFileSync(
    path.join(logs, "c.zip"),
    zipOf([
      { name: "x/a.log", content: logLines(2000, 50) },
      { name: "b.log", content: logLines(3000, 50) },
    ]),
  );
  const store = path.join(folder, "almacen");
  for (const [delivery, log] of [
    ["a", "logs/a.log"],
    ["a", "logs/b.log.gz"],
    ["b", "logs/muchos"],
    ["c", "logs/c.zip"],
  ] as const) {
    const run = memoria(["ingest", log, "--data", store, "--delivery", delivery, ...quiet]);
    if (run.code !== 0) throw new Error(run.err);
  }
  for (const delivery of ["a", "b", "c"]) memoria(["analyze", "--data", store, "--delivery", delivery]);
  return store;
}

/** A copy to be damaged. */
export function copyOf(store: string): string {
  const copy = path.join(mkdtempSync(path.join(tmpdir(), "memoria-copia-")), "almacen");
  cpSync(store, copy, { recursive: true });
  return copy;
}

export const removeCopy = (copy: string): void => rmSync(path.dirname(copy), { recursive: true, force: true });

/** Files of a store by their paths within it, without locks and what is temporary. */
export function filesOf(store: string): string[] {
  return readdirSync(store, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => !/^(?:locks|tmp)(?:\/|$)/.test(name) && statSync(path.join(store, name)).isFile())
    .sort();
}
