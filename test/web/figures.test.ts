// How each figure came about, on the difusor's page and by the API: the same that the command line says of what ran.
import { afterAll, beforeAll, expect, test } from "vitest";
import { explainableKeys, keptAnalysis } from "../../analysis/index.ts";
import { runProgram } from "../../web/jobs/program.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import { keptFigures } from "../support/web-figures.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";

let server: TestServer;
let visitor: Visitor;
let delivery: Delivery;
beforeAll(async () => {
  server = await testServer();
  const dora = await testPerson(server, "difusor", "Dora");
  visitor = await new Visitor(server).enter(dora);
  delivery = testDelivery(server, dora.organisation, null, "iem-irimbo-2024@modificada");
}, 60_000);
afterAll(() => server.end());

interface Told {
  value: unknown;
  definitions: { term: string; text: string }[];
  questions: { sql: string }[];
  rollups: { file: string; sql: string }[];
  rules: object[];
  rulesVersion: number;
  isOfTheseRules: boolean;
  ledger: { lines: { read: number }; files: { sha256: string }[] };
}

test("there is nothing to explain before there are figures", async () => {
  expect((await visitor.get(`/memorias/${delivery.id}/cifras/traffic.visits`)).status).toBe(404);
  expect((await visitor.get(`/api/v1/deliveries/${delivery.id}/figures/traffic.visits`)).status).toBe(404);
});

test("every key has its page, with its definition and its queries, and is linked from the figures", async () => {
  await keptFigures(server, delivery.id, { lines: 500 });
  const kept = await keptAnalysis(server.services.store, delivery.id);
  if (!kept) throw new Error("there are no figures");
  const all = await (await visitor.get(`/memorias/${delivery.id}/cifras`)).text();
  const keys = explainableKeys(kept.analysis);
  expect(keys.length).toBeGreaterThan(50);
  expect(await (await visitor.get(`/api/v1/deliveries/${delivery.id}/figures`)).json()).toEqual({ keys });
  for (const [number, key] of keys.entries()) {
    const place = `/memorias/${delivery.id}/cifras/${key}`;
    expect(all, key).toContain(`href="${place}"`);
    if (process.env["MEMORIA_LONG"] === undefined && number % 4 !== 0) continue;
    const response = await visitor.get(place);
    const text = await response.text();
    expect(response.status, key).toBe(200);
    for (const heading of ["Qué es", "La consulta", "De qué sale", "En qué líneas se apoya"])
      expect(text, key).toContain(`<h3>${heading}</h3>`);
    expect(text, key).not.toContain("undefined");
  }
  expect((await visitor.get(`/memorias/${delivery.id}/cifras/periods.window.visits`)).status).toBe(200);
});

test("the API says what the command line says of what ran", async () => {
  for (const key of ["findings"]) {
    const words = ["analyze", `--data=${server.directory}`, `--delivery=${delivery.id}`, "--convocatoria=iem-irimbo-2024@modificada"];
    const run = await runProgram([...words, `--explain=${key}`, "--json", "--progress=none"], {
      folder: server.directory,
      priority: "usual",
    });
    const ran = JSON.parse(run.stdout) as {
      definitions: Told["definitions"];
      queries: { sql: string }[];
      rollups: { sql: string }[];
      rules: object[];
    };
    const told = (await (await visitor.get(`/api/v1/deliveries/${delivery.id}/figures/${key}`)).json()) as Told;
    expect([told.definitions, told.rules]).toEqual([ran.definitions, ran.rules]);
    const questions = told.questions.map(({ sql }) => sql);
    expect(ran.queries.length).toBeGreaterThan(0);
    for (const { sql } of ran.queries) expect(questions).toContain(sql.trimEnd());
    const texts = ran.rollups.map(({ sql }) => sql);
    expect(told.rollups.filter(({ sql }) => texts.includes(sql)).length).toBeGreaterThan(4);
    expect(told.isOfTheseRules).toBe(true);
    expect(told.ledger.lines.read).toBeGreaterThanOrEqual(500);
    expect(told.ledger.files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});

test("a key that there is not is not found, and shown nowhere", async () => {
  for (const key of ["traffic.nada", "__proto__", "constructor", "%3Cscript%3E", "a".repeat(190)]) {
    const response = await visitor.get(`/memorias/${delivery.id}/cifras/${key}`);
    expect(response.status, key).toBe(404);
    expect(await response.text()).not.toContain("<script>");
    expect((await visitor.get(`/api/v1/deliveries/${delivery.id}/figures/${key}`)).status, key).toBe(404);
  }
  expect(server.logged).toEqual([]);
});
