// A single log of a one-shot command, of which only what figures read is parsed: the same figures as from a store that keeps all of it.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import type { Analysis } from "../../analysis/analysis.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();

/** Twins, lines that differ in their query or user alone, odd lines and one that is none. */
const lines = Array.from({ length: 400 }, (_, i) => {
  const at = `08/Dec/2024:20:${String(i % 60).padStart(2, "0")}:00 -0600`;
  const user = i % 7 === 0 ? `editor${i % 3}` : "-";
  const target = i % 5 === 0 ? `/prep?corte=${i % 4}` : i % 11 === 0 ? "http://otro.mx/prep" : "/prep";
  const agent = i % 13 === 0 ? 'Raro \\"1\\" \\x22' : "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0";
  return i === 200 ? "no es una línea" : `187.188.10.${i % 9} - ${user} [${at}] "GET ${target} HTTP/1.1" 200 ${i % 3} "-" "${agent}"`;
});

const file = (name: string, content: readonly string[]): string => {
  writeFileSync(path.join(folder, name), `${content.join("\n")}\n`);
  return name;
};

const analyze = (...args: string[]): Analysis => {
  const { code, out, err } = memoria(
    ["analyze", ...args, "--json", "--progress", "none", "--generated-at", "2024-12-20T00:00:00Z"],
    folder,
  );
  expect([code === 0 || code === 1, err]).toEqual([true, expect.not.stringContaining("memoria:")]);
  return JSON.parse(out) as Analysis;
};

it("yields what the same log in a store does", () => {
  const log = file("access.log", lines);
  expect(memoria(["ingest", log, "--data", "almacen", "--delivery", "a", "--progress", "none"], folder).err).not.toContain("memoria:");
  const kept = analyze("--data", "almacen", "--delivery", "a");
  const alone = analyze(log);
  expect(alone.traffic).toEqual(kept.traffic);
  expect(alone.availability).toEqual(kept.availability);
  expect(alone.findings).toEqual(kept.findings);
  expect(alone.ledger?.lines).toEqual(kept.ledger?.lines);
});

it("and two logs of one source are still told apart by all of a line", () => {
  // Half of the second is in the first too; what differs in its query alone is another line.
  const first = file("uno.log", lines.slice(0, 150));
  const second = file("dos.log", [...lines.slice(75, 150), ...lines.slice(0, 75).map((line) => line.replace("?corte=", "?otro="))]);
  expect(memoria(["ingest", first, second, "--data", "almacen", "--delivery", "b", "--progress", "none"], folder).err).not.toContain(
    "memoria:",
  );
  expect(analyze(first, second).traffic).toEqual(analyze("--data", "almacen", "--delivery", "b").traffic);
});
