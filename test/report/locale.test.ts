// The words of each language: the same keys in both, each of them used, and no Spanish among the English.
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { analysisWords } from "../../analysis/locale/words.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { unusedWords } from "../support/unused-words.ts";

const root = path.join(import.meta.dirname, "..", "..");
const TREES = [
  { name: "report", tree: wordsOf },
  { name: "analysis", tree: analysisWords },
] as const;

/** Every key with what stands there: "charts.series.hits: string", "frame.pageOf: function of 2". */
function shape(tree: unknown, place = ""): string[] {
  if (typeof tree === "function") return [`${place}: function of ${tree.length}`];
  if (Array.isArray(tree)) return [`${place}: ${tree.length} entries`, ...tree.flatMap((entry) => shape(entry, `${place}[]`))];
  if (typeof tree !== "object" || tree === null) return [`${place}: ${typeof tree}`];
  return Object.entries(tree).flatMap(([key, value]) => shape(value, place === "" ? key : `${place}.${key}`));
}

/** Every text that stands in a tree as it is, with its key. */
function texts(tree: unknown, place = ""): [place: string, text: string][] {
  if (typeof tree === "string") return [[place, tree]];
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => texts(value, `${place}.${key}`));
}

describe.each(TREES)("the words of $name", ({ tree }) => {
  it("have every key in both languages, functions of the same arguments and lists of the same length", () => {
    expect(shape(tree("en")).sort()).toEqual(shape(tree("es")).sort());
    expect(shape(tree("es")).length).toBeGreaterThan(150);
  });

  it("are English in the English tree", () => {
    const spanish = texts(tree("en")).filter(([, text]) => /[áéíóúñ¿¡«»]/iu.test(text.replaceAll("memoria técnica", "")));
    expect(spanish).toEqual([]);
  });

  it("leave no text in Spanish for want of another", () => {
    const same = new Map(texts(tree("es")));
    // Names, codes and what people type are the same in every language.
    const shared = /^(?:[\W\d]*|[\w.-]+\.(?:conf|csv|md)|Base64|SHA-256|Firma)$/u;
    const untranslated = texts(tree("en")).filter(
      ([place, text]) => same.get(place) === text && / (?:de|la|el|los|que|del) /u.test(text) && !shared.test(text),
    );
    expect(untranslated).toEqual([]);
  });
});

/** The option that a text names, or a function's template; with its key. */
function options(tree: unknown, place = ""): string[] {
  if (typeof tree === "string" || typeof tree === "function") return /--[a-z]{2,}/.test(String(tree)) ? [place] : [];
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => options(value, `${place}.${key}`));
}

it.each(["es", "en"] as const)(
  "what a memoria says in %s names no option of the command line: it is signed by people who never type one",
  (language) => {
    expect(options(analysisWords(language))).toEqual([]);
    expect(options(wordsOf(language).objections)).toEqual([]);
  },
);

it.skipIf(process.env["MEMORIA_LONG"] === undefined)(
  "no key is there that nothing uses",
  () => {
    const { fileNames, options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile).config,
      ts.sys,
      root,
    );
    const program = ts.createProgram(
      fileNames.filter((file) => !path.relative(root, file).startsWith("test")),
      options,
    );
    const { words, unused } = unusedWords(program, (file) => /\/locale\/es-MX\//.test(file) && !/\/errors\.ts$/.test(file));
    expect(words).toBeGreaterThan(800);
    expect(unused).toEqual([]);
  },
  60_000,
);

it("a key that nothing uses is found", () => {
  const files = new Map([
    [
      "/locale/es-MX/a.ts",
      'export const used = "a";\nexport const left = "b";\nexport const some = { one: "1", two: "2" } as const;\nexport const all = { three: "3" } as const;',
    ],
    [
      "/use.ts",
      'import * as words from "./locale/es-MX/a.ts";\nexport const told = (name: "three") => [words.used, words.some.one, words.all[name]];',
    ],
  ]);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getCurrentDirectory: () => "/",
    directoryExists: () => true,
    fileExists: (file) => files.has(file),
    readFile: (file) => files.get(file),
    getSourceFile: (file, version) => (files.has(file) ? ts.createSourceFile(file, files.get(file) ?? "", version, true) : undefined),
  };
  const options = {
    noLib: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const program = ts.createProgram([...files.keys()], options, host);
  expect(unusedWords(program, (file) => file.includes("/locale/es-MX/")).unused).toEqual(["a.ts left", "a.ts some.two"]);
});
