// The command line with --server against a real server: the same output as on the server's own store, and clear errors.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keptAnalysis } from "../../analysis/index.ts";
import { generateSample } from "../../samples/index.ts";
import { type ProgramRun, runProgram } from "../../web/jobs/program.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import { addToken } from "../../web/records/tokens.ts";
import { type TestServer, testDelivery, testPerson, testServer } from "../support/web-server.ts";

let server: TestServer;
let folder: string;
let delivery: Delivery;
let token: string;
let readToken: string;
beforeAll(async () => {
  server = await testServer();
  folder = await mkdtemp(path.join(tmpdir(), "memoria-remoto-"));
  const dora = await testPerson(server, "difusor", "Dora");
  delivery = testDelivery(server, dora.organisation, null, "iem-irimbo-2024@modificada");
  const made = (scopes: string[]) => addToken(server.services, { person: dora.id, name: "equipo", scopes, days: 1 }).secret;
  token = made(["read", "write"]);
  readToken = made(["read"]);
  await generateSample({ lines: 1500, seed: 3, scenario: "outage", outDir: path.join(folder, "sitio") });
  await rm(path.join(folder, "sitio", "truth.json"));
  await rm(path.join(folder, "sitio", "incidencias.csv"));
}, 60_000);
afterAll(async () => {
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

function remote(...words: string[]): Promise<ProgramRun> {
  return runProgram([...words, `--server=${server.origin}`, `--delivery=${delivery.id}`, `--token=${token}`], {
    folder,
    priority: "usual",
  });
}
const local = (...words: string[]): Promise<ProgramRun> =>
  runProgram([...words, `--data=${server.directory}`, `--delivery=${delivery.id}`], { folder, priority: "usual" });

test("ingest sends a folder, waits, and tells the ledger as the server's own store does", async () => {
  const sent = await remote("ingest", "sitio", "--progress=none");
  expect(sent).toMatchObject({ code: 0, told: [] });
  expect(sent.stdout).toBe((await local("ledger")).stdout);
  expect(server.services.store.catalog.files(delivery.id).map(({ name, source }) => [name, source])).toEqual([["access.log", "sitio"]]);
  expect((await remote("ledger")).stdout).toBe(sent.stdout);
}, 60_000);

test("analyze tells the figures that the server keeps", async () => {
  const { code, stdout } = await remote("analyze", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual((await keptAnalysis(server.services.store, delivery.id))?.analysis);
});

test("report fetches the memoria whole: it can be verified here", async () => {
  const { code, told, stdout } = await remote("report", "--out=salida");
  expect(told).toEqual([]);
  expect(code).toBe(0);
  expect(stdout).toContain("salida/memoria.pdf");
  const names = await readdir(path.join(folder, "salida"));
  expect(names).toEqual(expect.arrayContaining(["memoria.pdf", "memoria.html", "analysis.json", "anexos"]));
  expect((await readFile(path.join(folder, "salida", "memoria.pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
  expect((await runProgram(["verify", "salida"], { folder, priority: "usual" })).code).toBe(0);
}, 60_000);

describe("what goes wrong is told in one line", () => {
  const cases: [string, () => Promise<ProgramRun>, RegExp][] = [
    [
      "an unknown delivery",
      () => runProgram(["ledger", `--server=${server.origin}`, "--delivery=no-existe", `--token=${token}`], { folder }),
      /404/,
    ],
    [
      "a wrong token",
      () => runProgram(["ledger", `--server=${server.origin}`, `--delivery=${delivery.id}`, "--token=memoria_x"], { folder }),
      /401/,
    ],
    [
      "a token that may only read",
      () => runProgram(["ingest", "sitio", `--server=${server.origin}`, `--delivery=${delivery.id}`, `--token=${readToken}`], { folder }),
      /403/,
    ],
    [
      "no server there",
      () => runProgram(["ledger", "--server=http://127.0.0.1:9", "--delivery=x", "--token=y"], { folder }),
      /ECONNREFUSED/,
    ],
    [
      "a token in the open",
      () => runProgram(["ledger", "--server=http://memoria.example.mx", "--delivery=x", "--token=y"], { folder }),
      /https:/,
    ],
    ["no token", () => runProgram(["ledger", `--server=${server.origin}`, "--delivery=x"], { folder }), /--token/],
    ["a file that is not there", () => remote("ingest", "no-hay.log"), /no-hay\.log/],
    ["what only the server knows", () => remote("analyze", "--incidents=x.csv"), /--incidents/],
  ];
  test.each(cases)("%s", async (_, run, expected) => {
    const { code, told, stdout } = await run();
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(told.join("\n")).toMatch(expected);
    expect(told.length).toBe(1);
  });

  test("with --lang en a refusal is told in English, where the server has the words", async () => {
    const words = ["ledger", `--server=${server.origin}`, "--lang=en"];
    const { told } = await runProgram([...words, "--delivery=no-existe", `--token=${token}`], { folder });
    expect(told.join()).toContain("Not found. The address does not exist, or is not within reach of this account.");
    expect((await runProgram([...words, "--delivery=x", "--token=memoria_x"], { folder })).told.join()).toContain("Sign in first");
  });

  test("a file that the server cannot read", async () => {
    await writeFile(path.join(folder, "foto.log"), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]));
    const { code, told } = await remote("ingest", "foto.log", "--progress=none");
    expect(code).toBe(2);
    expect(told.join("\n")).toMatch(/foto\.log/);
  });
});
