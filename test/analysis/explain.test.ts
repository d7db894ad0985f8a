// Every key of an analysis can be traced: to a definition that the memoria prints, and to the queries that answered it, as they ran.
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explain, leafPaths } from "../../analysis/explain.ts";
import { findingRules } from "../../analysis/findings/index.ts";
import type { Analysis, TracedAnalysis } from "../../analysis/index.ts";
import { definitionIds, measureOf, measures } from "../../analysis/measures.ts";
import { explainByText, questionsText } from "../../analysis/query-book.ts";
import { readExclusions, readIncidents, readMonitor } from "../../ingest/index.ts";
import { definitionOf, findingRule } from "../../report/index.ts";
import { wordsOf } from "../../report/locale/words.ts";
import type { AnalysisChanges } from "../support/ingest-fixture.ts";
import { openDatabase } from "../support/ingest-fixture.ts";
import { KeptFixture, windowed } from "../support/kept-fixture.ts";

let fixture: KeptFixture;
let traced: TracedAnalysis;
let changes: AnalysisChanges;
const noon = "2024-12-09T12:00:00-06:00";

beforeAll(async () => {
  fixture = await KeptFixture.open({ lines: 4000 });
  const from = { file: "tabla.csv", timeZone: "America/Mexico_City" };
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  changes = {
    ...windowed,
    hitsOfPass: 1500,
    incidents: (
      await readIncidents(bytes(`inicio,fin,tipo,descripcion,efecto\n${noon},2024-12-09T12:10:00-06:00,falla-pagina,Caída,caida\n`), from)
    ).incidents,
    exclusions: (await readExclusions(bytes(`inicio,fin,motivo,aprobado_por\n${noon},2024-12-09T12:01:00-06:00,Prueba,IEM\n`), from))
      .exclusions,
    baseline: { logs: null, averages: [{ measure: "visits", perDay: 100, startSecond: null, endSecond: null, source: null }] },
    monitors: [await readMonitor(bytes(`timestamp,up\n${noon},1\n2024-12-09T12:04:00-06:00,0\n`), from)],
  };
  traced = await fixture.logs.traced(changes);
});
afterAll(() => fixture.close());

const parameters = { visitGap: "30 min", target: "99.9 %" };

describe("every key", () => {
  it("has its entry, and no entry is of a key that there is not", () => {
    const leaves = leafPaths(traced.analysis);
    expect(leaves.length).toBeGreaterThan(2000);
    expect(leaves.filter((leaf) => measureOf(leaf) === null).map((leaf) => leaf.join("."))).toEqual([]);
    const used = new Set(leaves.map((leaf) => measureOf(leaf)?.name));
    expect(Object.keys(measures).filter((name) => !used.has(name))).toEqual([]);
  });

  it("is explained by definitions with words, and by queries that ran", () => {
    // One of each kind: of a list the first, of the periods all.
    const leaves = leafPaths(traced.analysis).filter((leaf) => !leaf.some((part) => /^[1-9]\d*$/.test(part)));
    for (const leaf of leaves) {
      const key = leaf.join(".");
      const { definitions, queries, rollups, period } = explain(key, traced.analysis, traced.trace);
      expect(definitions.length, key).toBeGreaterThan(0);
      const measure = measureOf(leaf)?.measure;
      const names = new Set(queries.map((query) => query.measure?.split("/").find((part) => measure?.queries.includes(part))));
      expect(names, key).toEqual(new Set(measure?.queries));
      if (queries.length > 0) expect(rollups.length, key).toBeGreaterThan(1);
      if (measure?.of === "period") expect(period, key).not.toBeNull();
    }
  });

  it("that no entry knows is found by the walk", () => {
    expect(measureOf(["traffic", "somethingNew"])).toBeNull();
    expect(measureOf(["periods", "window", "somethingNew", "0", "hits"])).toBeNull();
    expect(measureOf(["somethingNew"])).toBeNull();
  });
});

it("every definition has the memoria's words", () => {
  for (const id of definitionIds) expect(definitionOf(id, parameters)[1].length, id).toBeGreaterThan(20);
  const used = new Set(Object.values(measures).flatMap((measure) => measure.definitions));
  expect(definitionIds.filter((id) => !used.has(id))).toEqual(["privacy"]);
});

it("every finding is explained by its own rule, and the list by all; each has a name in both languages and its threshold", () => {
  const all = explain("findings", traced.analysis, traced.trace).rules;
  expect(all).toEqual(findingRules.map(({ id }) => id));
  expect(new Set(all).size).toBe(36);
  for (const language of ["es", "en"] as const) {
    const told = all.map((id) => findingRule(id, language));
    expect(told.filter(({ id, name }) => name === id)).toEqual([]);
    expect(new Set(told.map(({ name }) => name)).size).toBe(all.length);
    expect(Object.keys(wordsOf(language).findingRules.findingRuleNames).sort()).toEqual([...all].sort());
  }
  expect(traced.analysis.findings.length).toBeGreaterThan(3);
  for (const [place, { threshold }] of traced.analysis.findings.entries()) {
    const { rules } = explain(`findings.${place}.evidence`, traced.analysis, traced.trace);
    expect(rules.map((id) => findingRule(id).threshold)).toEqual([threshold]);
  }
  expect(explain("traffic.visits", traced.analysis, traced.trace).rules).toEqual([]);
});

it("the query that is shown, run on the tables as they are shown, answers the value", { timeout: 120_000 }, async () => {
  const { analysis, trace } = traced;
  const keys = [
    "traffic.visits",
    "periods.month:2024-12.visits",
    "traffic.hits",
    "periods.jornada.hits",
    "traffic.uniqueVisitors",
    "ledger.originHits",
  ];
  const columns = ["visits", "visits", "hits", "hits", "visitors", "origin"];
  const database = await openDatabase([fixture.logs.store.directory]);
  await fixture.logs.traced(changes, database);
  for (const [i, key] of keys.entries()) {
    const { queries, value } = explain(key, analysis, trace);
    expect(queries, key).toHaveLength(1);
    const [row] = await database.rows(queries[0]?.sql ?? "", queries[0]?.values);
    expect(row?.[columns[i] ?? ""], key).toBe(value);
  }
  database.close();
});

it("the tables are told by the text of their files, with the values that were bound", () => {
  const { rollups } = explain("traffic.visits", traced.analysis, traced.trace);
  const texts = rollups.map((statement) => statement.sql);
  const file = (name: string): string =>
    readFileSync(path.join(import.meta.dirname, "..", "..", "analysis", "rollups", `${name}.sql`), "utf8");
  for (const name of ["classified-hits", "page-views", "visits"]) expect(texts).toContain(file(name));
  expect(texts).not.toContain(file("sessions"));
  expect(rollups.find((statement) => statement.sql === file("page-views"))?.values).toEqual({ gap_seconds: 1800 });
  const passes = rollups.filter(({ sql }) => /^(?:CREATE TEMP TABLE visits AS|INSERT INTO visits)$/m.test(sql));
  expect(passes.map(({ values }) => values)).toEqual([0, 1, 2].map((pass) => ({ passes: 3, pass })));
});

it("what is kept is explained as it was when it was made", async () => {
  const place = fixture.place;
  const first = await fixture.logs.traced({ ...changes, place });
  const again = await fixture.logs.traced({ ...changes, place });
  for (const key of ["traffic.visits", "availability.results.1", "findings"]) {
    const explanation = explain(key, again.analysis, again.trace);
    expect(explanation).toEqual(explain(key, first.analysis, first.trace));
    expect(explanation.queries.length).toBeGreaterThan(0);
  }
});

describe("a key that there is not", () => {
  const nearest = (key: string): string[] => {
    try {
      explain(key, traced.analysis, traced.trace);
    } catch (error) {
      return (error as { facts: { nearest: string } }).facts.nearest.split(", ");
    }
    return [];
  };

  it("names the nearest", () => {
    expect(nearest("trafic.visit")[0]).toBe("traffic.visits");
    expect(nearest("uniqueVisitors")[0]).toBe("traffic.uniqueVisitors");
    expect(nearest("ledger.lines.hit")[0]).toBe("ledger.lines.hits");
    expect(nearest("x".repeat(5000))).toEqual([""]);
  });

  it.each(["__proto__", "constructor", "traffic.constructor", "traffic..visits", "", "traffic.hours.99999"])("%s is refused", (key) => {
    expect(() => explain(key, traced.analysis, traced.trace)).toThrow(expect.objectContaining({ code: "key-unknown" }));
  });
});

it("a list may be asked for by its places as they are written in programs", () => {
  const value = (key: string): unknown => explain(key, traced.analysis as Analysis, traced.trace).value;
  expect(value("traffic.topPages[0].path")).toBe(value("traffic.topPages.0.path"));
});

it("questions.sql has every question of every measure", async () => {
  const names = [...new Set(Object.values(measures).flatMap(({ queries }) => queries))];
  const text = questionsText(traced.trace.asked, names);
  await expect(text).toMatchFileSnapshot(path.join(import.meta.dirname, "..", "..", "analysis", "questions.sql"));
  expect(names.filter((name) => !text.includes(`-- :: ${name}\n`))).toEqual([]);
});

it("by the program's own texts every key is explained as it is by what ran: definitions, inputs, questions, and the files that made what they read", () => {
  const leaves = leafPaths(traced.analysis).filter((leaf) => !leaf.some((part) => /^[1-9]\d*$/.test(part)));
  expect(leaves.length).toBeGreaterThan(300);
  for (const leaf of leaves) {
    const key = leaf.join(".");
    const ran = explain(key, traced.analysis, traced.trace);
    const { questions, rollups, rulesVersion, isOfTheseRules, ...told } = explainByText(key, traced.analysis);
    const { queries, rollups: statements, ...facts } = ran;
    expect(told, key).toEqual(facts);
    expect([rulesVersion, isOfTheseRules]).toEqual([traced.analysis.parameters.rulesVersion, true]);
    const texts = new Set(questions.map(({ sql }) => sql));
    // One way through the pages is asked of two columns, and each of its keys is told with both.
    for (const { sql } of queries) expect(texts, key).toContain(sql.trimEnd());
    expect(new Set(questions.map(({ measure }) => measure)), key).toEqual(new Set(measureOf(leaf)?.measure.queries));
    const files = rollups.map(({ sql }) => sql);
    const ofFiles = statements.map(({ sql }) => sql).filter((sql) => /^-- .*\n(?:.*\n)*?CREATE/.test(sql) && !sql.includes("overlapping"));
    for (const sql of ofFiles) expect(files, key).toContain(sql);
    // In an order in which they could run: nothing is read before it is made.
    const made = files.map((sql) => /CREATE (?:OR REPLACE )?(?:TEMP )?(?:TABLE|VIEW) (\w+)/.exec(sql)?.[1] ?? "");
    for (const [place, sql] of files.entries()) {
      const read = [...sql.replaceAll(/--.*$/gm, "").matchAll(/\b(?:FROM|JOIN)\s+(\w+)/g)].map(([, name = ""]) => made.indexOf(name));
      expect(Math.max(-1, ...read), `${key}: ${rollups[place]?.file}`).toBeLessThan(place + (sql.includes("RECURSIVE") ? 1 : 0));
    }
  }
});

it("a figure of other rules is told to be so", () => {
  const { parameters } = traced.analysis;
  const older = { ...traced.analysis, parameters: { ...parameters, rulesVersion: parameters.rulesVersion - 1 } };
  expect(explainByText("traffic.visits", older)).toMatchObject({ rulesVersion: parameters.rulesVersion - 1, isOfTheseRules: false });
  expect(() => explainByText("traffic.no", older)).toThrow(expect.objectContaining({ code: "key-unknown" }));
});
