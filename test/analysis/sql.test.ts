// The rollup queries: each file is used, and all of them run on a delivery without a single hit.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { withIngested } from "../support/ingest-fixture.ts";

const analysisFolder = path.join(import.meta.dirname, "..", "..", "analysis");
const sqlNames = readdirSync(path.join(analysisFolder, "rollups")).map((name) => name.replace(/\.sql$/, ""));
const code = readdirSync(analysisFolder)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(path.join(analysisFolder, name), "utf8"))
  .join("\n");

it.each(sqlNames)("%s is used", (name) => {
  expect(code).toContain(`"${name}"`);
});

it("a delivery without hits is refused by its own code, with files and without", async () => {
  await withIngested([], async (fixture) => {
    await expect(fixture.analysis()).rejects.toMatchObject({ code: "no-hits" });
  });
});

it("a period without hits has figures of zero, and no figure where nothing can be known", async () => {
  const content =
    '187.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"\n';
  const from = Date.parse("2024-12-10T00:00:00-06:00") / 1000;
  const { traffic, ledger } = await withIngested([{ content }], (fixture) => fixture.analysis({ overrides: { from, to: from + 3600 } }));
  expect(traffic).toMatchObject({
    hits: 0,
    bytes: 0,
    visits: 0,
    pagesPerVisit: null,
    requestSuccess: null,
    peakMinute: null,
    peakHour: null,
    hours: [],
    countries: [],
  });
  expect(traffic.visitDuration).toMatchObject({ mean: null, median: null, meanIncludingSingle: null, singlePageShare: null });
  expect(traffic.activeTime).toEqual({ mean: null, median: null, visits: 0 });
  expect(ledger.outsidePeriod).toBe(1);
});
