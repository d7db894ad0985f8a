// The last analysis of a delivery, as it is kept: whole, told to be old when it is, and gone when it is damaged.
import { readdir, readFile, truncate } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keepAnalysis, keptAnalysis, loadConvocatoria, type TracedAnalysis } from "../../analysis/index.ts";
import { IngestFixture, withIngested } from "../support/ingest-fixture.ts";
import { KeptFixture, windowed } from "../support/kept-fixture.ts";

let fixture: KeptFixture;
beforeAll(async () => {
  fixture = await KeptFixture.open({ lines: 600 });
});
afterAll(() => fixture.close());

/** Keys of texts that an analysis tells. */
const TOLD = new Set(["text", "recommendation", "threshold", "evidence", "requirement", "clause", "method"]);

const analysisFiles = async (): Promise<string[]> =>
  (await readdir(fixture.place.directory)).filter((name) => name.startsWith("analysis-"));

async function keep(traced: TracedAnalysis): Promise<void> {
  await keepAnalysis(fixture.logs.store, "prueba", traced.analysis, traced.inputsKey);
}

it("is given back as it was, also by another process, and the last one counts", async () => {
  const { store } = fixture.logs;
  expect(await keptAnalysis(store, "prueba")).toBeNull();
  expect(await keptAnalysis(store, "otra")).toBeNull();
  const first = await fixture.logs.traced({});
  await keep(first);
  expect(await keptAnalysis(store, "prueba")).toEqual({ analysis: first.analysis, inputsKey: first.inputsKey, isStale: false });
  const second = await fixture.logs.traced(windowed);
  expect(second.inputsKey).not.toBe(first.inputsKey);
  await keep(second);
  const other = await IngestFixture.over(fixture.logs.store.directory, "prueba");
  expect((await keptAnalysis(other.store, "prueba"))?.analysis).toEqual(second.analysis);
  await other.store.close();
  expect(await analysisFiles()).toHaveLength(1);
});

it("is not written again for another moment alone", async () => {
  const made = await fixture.logs.traced(windowed);
  await keep(made);
  const [file = ""] = await analysisFiles();
  const before = await readFile(path.join(fixture.place.directory, file), "utf8");
  const later = await fixture.logs.traced({ ...windowed, generatedAt: 1_733_900_000 });
  expect(later.inputsKey).toBe(made.inputsKey);
  await keep(later);
  expect(await analysisFiles()).toEqual([file]);
  expect(await readFile(path.join(fixture.place.directory, file), "utf8")).toBe(before);
});

it("is another for other incidents, statements and difusores, with the same rollups", async () => {
  const incident = { id: "I-001", startSecond: 1_733_720_000, endSecond: 1_733_720_600 };
  const words = {
    type: "otro",
    description: "Prueba",
    rootCause: null,
    impact: null,
    measures: null,
    component: null,
    source: null,
  } as const;
  const incidents = [{ ...incident, ...words, effect: "caida" as const, weight: null }];
  const base = await fixture.logs.traced(windowed);
  const keys = [base.inputsKey];
  for (const changes of [
    { incidents },
    { statementComplete: true },
    { difusor: "Otro" },
    { program: "memoria 9" },
    { mask: () => "oculta" },
    { language: "en" as const },
  ]) {
    keys.push((await fixture.logs.traced({ ...windowed, ...changes })).inputsKey);
  }
  expect(new Set(keys).size).toBe(keys.length);
});

it("has the same figures in every language, of the same rollups, and no answer told in another", async () => {
  const changes = { ...windowed, convocatoria: loadConvocatoria("iem-irimbo-2024") };
  const spanish = await fixture.logs.traced(changes);
  const english = await fixture.logs.traced({ ...changes, language: "en" });
  expect((await fixture.logs.traced({ ...changes, language: "es" })).inputsKey).toBe(spanish.inputsKey);
  expect(english.trace.statements).toEqual(spanish.trace.statements);
  /** Everything but the texts that are told. */
  const figures = ({ analysis }: TracedAnalysis): unknown =>
    JSON.parse(JSON.stringify(analysis), (key, value) => (TOLD.has(key) && typeof value === "string" ? "" : value));
  expect(figures(english)).toEqual(figures(spanish));
  expect(english.analysis.compliance.map(({ evidence }) => evidence).join(" ")).toMatch(/would show it/);
  expect(spanish.analysis.compliance.map(({ evidence }) => evidence).join(" ")).toMatch(/Lo mostrar/);
});

it("is told to be old when the files change, stays through a sweep, and is null when it is damaged", async () => {
  const { store } = fixture.logs;
  await keep(await fixture.logs.traced(windowed));
  store.catalog.undoFile("prueba", fixture.logs.files().at(-1)?.id ?? 0);
  await store.lock("prueba");
  await store.sweep("prueba");
  expect(await keptAnalysis(store, "prueba")).toMatchObject({ isStale: true });
  await keep(await fixture.logs.traced(windowed));
  expect(await keptAnalysis(store, "prueba")).toMatchObject({ isStale: false });
  const [file = ""] = await analysisFiles();
  await truncate(path.join(fixture.place.directory, file), 1000);
  expect(await keptAnalysis(store, "prueba")).toBeNull();
  const again = await fixture.logs.traced(windowed);
  await keep(again);
  expect((await keptAnalysis(store, "prueba"))?.analysis).toEqual(again.analysis);
});

it("of a temporary store is not kept", async () => {
  await withIngested(
    [{ content: '192.0.2.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 5 "-" "Firefox/128.0"\n' }],
    async (oneShot) => {
      const { analysis, inputsKey } = await oneShot.traced();
      await keepAnalysis(oneShot.store, "prueba", analysis, inputsKey);
      expect(await keptAnalysis(oneShot.store, "prueba")).toBeNull();
    },
  );
});
