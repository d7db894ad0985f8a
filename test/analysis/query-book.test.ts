// The texts by which a figure is explained without an engine are those that run: questions.sql is what an analysis asks, to the letter.
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { explain, leafPaths } from "../../analysis/explain.ts";
import type { TracedAnalysis } from "../../analysis/index.ts";
import { measureOf, measures } from "../../analysis/measures.ts";
import { explainByText, questionsText } from "../../analysis/query-book.ts";
import { KeptFixture, windowed } from "../support/kept-fixture.ts";

let fixture: KeptFixture;
let traced: TracedAnalysis;
beforeAll(async () => {
  fixture = await KeptFixture.open({ lines: 4000 });
  const averages = [{ measure: "visits" as const, perDay: 100, startSecond: null, endSecond: null, source: null }];
  traced = await fixture.logs.traced({ ...windowed, baseline: { logs: null, averages } });
});
afterAll(() => fixture.close());

it("questions.sql has every question of every measure", async () => {
  const names = [...new Set(Object.values(measures).flatMap(({ queries }) => queries))];
  const text = questionsText(traced.trace.asked, names);
  await expect(text).toMatchFileSnapshot(path.join(import.meta.dirname, "..", "..", "analysis", "questions.sql"));
  expect(names.filter((name) => !text.includes(`-- :: ${name}\n`))).toEqual([]);
});

it("every key is explained as it is by what ran: definitions, inputs, questions, and the files that made what they read", () => {
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
