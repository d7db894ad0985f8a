// A log with more clients than the engine takes at once: none of them is missing from any figure.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import type { Analysis } from "../../analysis/analysis.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const clients = 210_000;

/** The address of a client: of all networks from 11.0.0.0 to 99.255.255.255. */
const addressOf = (i: number): string => [11 + (i % 89), (i >> 4) & 255, (i >> 12) & 255, i & 15].join(".");

function analyzed(name: string, lineOf: (i: number) => string, ...args: string[]): Analysis {
  writeFileSync(path.join(folder, name), `${Array.from({ length: clients }, (_, i) => lineOf(i)).join("\n")}\n`);
  const { out, err } = memoria(["analyze", name, "--json", "--progress", "none", ...args], folder);
  expect(err).not.toContain("memoria:");
  return JSON.parse(out) as Analysis;
}

const line = (address: string, i: number, rest = ""): string =>
  `${address} - - [08/Dec/2024:20:${String(i % 60).padStart(2, "0")}:00 -0600] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"${rest}`;

it("each has a place", () => {
  const distinct = new Set(Array.from({ length: clients }, (_, i) => addressOf(i))).size;
  expect(distinct).toBeGreaterThan(205_000);
  const { traffic } = analyzed("directos.log", (i) => line(addressOf(i), i));
  expect([traffic.hits, traffic.uniqueVisitors, traffic.distinctAddresses]).toEqual([clients, distinct, distinct]);
  expect(traffic.countries.reduce((sum, { hits }) => sum + hits, 0)).toBe(clients);
});

it("each is told from the others behind a proxy", () => {
  const { traffic } = analyzed("proxy.log", (i) => line("10.0.0.1", i, ` "${addressOf(i)}"`), "--trusted-proxy", "10.0.0.1");
  expect(traffic.uniqueVisitors).toBe(new Set(Array.from({ length: clients }, (_, i) => addressOf(i))).size);
});

// Half a minute of reading agents.
it.runIf(process.env["MEMORIA_LONG"])("each has its own agent", () => {
  const { traffic } = analyzed("agentes.log", (i) => line("187.188.10.1", i).replace("Firefox/130.0", `Firefox/130.0 v${i}`));
  expect([traffic.hits, traffic.uniqueVisitors]).toEqual([clients, clients]);
});
