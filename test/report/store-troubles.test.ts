// The sentences about a store's troubles: each kind in both languages, with its place and what to do, harmless.
import { expect, test } from "vitest";
import { noticeCodes, type StoreTrouble } from "../../ingest/care/store-trouble.ts";
import { storeTroubleText } from "../../report/index.ts";

const codes: StoreTrouble["code"][] = [
  ...["catalog-damaged", "catalog-rows", "database-damaged", "raw-missing", "raw-damaged", "batch-missing", "batch-damaged"],
  ...["batch-miscounted", "rollups-damaged", "key-missing", "key-damaged", "key-exposed", "unknown-file", "leftover"],
  ...noticeCodes,
] as StoreTrouble["code"][];
const outcomes: StoreTrouble["outcome"][] = ["found", "repaired", "busy", "raw", "reading"];

test.each(codes)("%s is told in both languages, whatever became of it", (code) => {
  const one = { code, delivery: "radio", place: "raw/delivery=radio/0123", names: ["a\u001b[2J.log"], files: 3 };
  const texts = (["es", "en"] as const).flatMap((lang) => outcomes.map((outcome) => storeTroubleText({ ...one, outcome }, lang)));
  for (const text of texts) expect(text).toMatch(/^[^\p{Cc}]{20,500}\.$/u);
  expect(new Set(texts).size).toBe(texts.length);
  if (code !== "unsealed") for (const text of texts) expect(text).toContain("raw/delivery=radio/0123");
});

test("a delivery is named where the place does not name it", () => {
  const one: StoreTrouble = { code: "catalog-rows", delivery: "radio", place: "catalog.sqlite", names: [], files: 0, outcome: "found" };
  expect(storeTroubleText(one, "es")).toMatch(/^radio: Los registros de la entrega en catalog\.sqlite /);
});
