// Facts of errors that are handed over in Spanish: each has its English, none is left over, and values in them stay what they are.
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readComparedAnalysis } from "../../analysis/compare-schema.ts";
import { checkedCall, checkedProfile } from "../../analysis/convocatoria-schema.ts";
import irimbo from "../../analysis/convocatorias/iem-irimbo-2024.json" with { type: "json" };
import { UserError } from "../../ingest/index.ts";
import { detailIn, details } from "../../report/locale/details.ts";
import { libraryDetails } from "../../report/locale/en/schema-details.ts";
import { errorMessage } from "../../report/locale/errors.ts";
import { expectedShapes } from "../../report/locale/es-MX/registration.ts";
import { isSpanish, sourceTexts, textsIn } from "../support/spanish-details.ts";
import { fullAnalysis } from "./fixture-analysis.ts";

const root = path.join(import.meta.dirname, "..", "..");
/** Spanish in every language: fields that people write in their texts, the name of a law and that of the difusor of samples. */
const names = new Set([
  "dirección IP",
  "sitio de pruebas",
  "personal técnico",
  "Reglamento de Elecciones, art. 353",
  "Diario del Oriente (ejemplo)",
]);
const own = Object.keys(details).filter((spanish) => !(spanish in libraryDetails));
const placeholder = /\{(?:en|names)?\}/gu;
const isEnglish = (text: string): boolean => !isSpanish(text.replaceAll("memoria técnica", ""));

describe("what the sources tell in Spanish", () => {
  const texts = sourceTexts(root);
  for (const shape of Object.values(expectedShapes)) texts.set(shape, "report/locale/es-MX/registration.ts");

  it("has its English", () => {
    const spanish = [...texts].filter(([text]) => isSpanish(text) && !names.has(text));
    expect(spanish.filter(([text]) => !own.includes(text))).toEqual([]);
    expect(spanish.length).toBeGreaterThan(150);
  });

  it("is all that has its English", () => {
    expect(own.filter((spanish) => !texts.has(spanish))).toEqual([]);
  });

  it("is told in English with its values as they are", () => {
    for (const [spanish, english] of Object.entries(details)) {
      expect(isEnglish(english), english).toBe(true);
      expect(english.match(placeholder)?.length, english).toBe(spanish.match(/\{\}/gu)?.length);
      let [given, shown] = [0, 0];
      const text = spanish.replaceAll("{}", () => `<${++given}> $& {}`);
      expect(detailIn(text, "en")).toBe(english.replaceAll(placeholder, () => `<${++shown}> $& {}`));
      expect(detailIn(text, "es")).toBe(text);
    }
  });
});

it("a Spanish text is found wherever it stands, and what is no text is not", () => {
  const source = [
    'import x from "el-modulo";',
    ["const a = `más de $", "{'un puerto'} líneas`;"].join(""),
    'const b = { "el nombre": ["the port", "http o https"], samples: ["la muestra"] };',
    'type C = "la palabra";',
  ].join("\n");
  expect(textsIn(source).filter(isSpanish)).toEqual(["más de {} líneas", "un puerto", "http o https"]);
});

/** Every value with one place in it changed to something else that JSON can hold, or taken out; of a list only its first entry. */
function spoilt(value: unknown): unknown[] {
  const others = [undefined, null, true, -1, 0.5, 2, "", "x", [], {}, { some: 1, other: 2 }];
  if (typeof value !== "object" || value === null) return others;
  const within = Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined);
  return [
    ...others,
    ...(Array.isArray(value)
      ? []
      : [
          { ...value, unknown: 1 },
          { ...value, unknown: 1, another: 2 },
        ]),
    ...within.flatMap(([key, inner]) =>
      spoilt(inner).map((other) => (Array.isArray(value) ? [other, ...value.slice(1)] : { ...value, [key]: other })),
    ),
  ];
}

function errorsOf(read: (value: unknown) => unknown, values: readonly unknown[]): UserError[] {
  return values.flatMap((value) => {
    try {
      read(value);
      return [];
    } catch (error) {
      if (error instanceof UserError) return [error];
      throw error;
    }
  });
}

it("what a schema refuses is told in English, and every text of its library that has an English is met", () => {
  const [first] = irimbo.versions;
  const call = { ...first?.values, id: irimbo.id, version: first?.version, status: first?.status, source: first?.source };
  const { ledger: _, findings: _f, compliance: _c, periods: _p, ...compared } = fullAnalysis();
  const errors = [
    ...errorsOf(
      (value) => checkedProfile(value, "c.json"),
      spoilt({ ...irimbo, versions: [{ ...first, source: { document: "x", url: "https://x.mx", note: null }, values: {} }] }),
    ),
    ...errorsOf((value) => checkedCall(value as object, "c.json", []), spoilt(call)),
    ...errorsOf((value) => readComparedAnalysis(JSON.stringify(value) ?? "", "a.json"), spoilt(compared)),
  ];
  expect(errors.length).toBeGreaterThan(1000);
  expect([...new Set(errors.map((error) => errorMessage(error, "en")).filter((text) => !isEnglish(text)))]).toEqual([]);
  const told = errors.map(({ facts }) => ("expected" in facts ? facts.expected : "")).join("\n");
  const isMet = (spanish: string): boolean => {
    const parts = spanish.split("{}").map((part) => part.replaceAll(/[|()]/gu, "\\$&"));
    return new RegExp(`(?<!\\p{L})${parts.join(".*")}(?!\\p{L})`, "u").test(told);
  };
  expect(Object.keys(libraryDetails).filter((spanish) => !isMet(spanish))).toEqual([]);
});
