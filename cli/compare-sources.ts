// What memoria compare is given, as analyses: deliveries of a store by their ids, analysis.json files, folders of memorias.
import { existsSync, realpathSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type ComparedAnalysis, keptAnalysis, type NamedAnalysis, readComparedAnalysis } from "../analysis/index.ts";
import { readFailure, Store, UserError } from "../ingest/index.ts";
import { type Arguments, analysisOptions, callersPath, defaultStoreDirectory } from "./options.ts";

const analysisName = "analysis.json";
/** An analysis of a whole year has a few megabytes. */
const mostBytes = 128 * 1024 * 1024;

/** All analyses in the order given. A word with a slash or `.json` is a file; else a delivery of that id; else a folder of that name. */
export async function comparedAnalyses(args: Arguments): Promise<NamedAnalysis[]> {
  const store = args.words.every(looksLikeFile) ? null : await openedStore(args);
  try {
    // The logs of before are no deliveries to compare.
    const ids = (store?.catalog.deliveries() ?? []).filter((id) => !id.endsWith(".baseline"));
    const analyses: NamedAnalysis[] = [];
    refuseTwice(args.words, (word) => placeOf(word, ids), true);
    for (const word of args.words) {
      const isDelivery = isDeliveryOf(word, ids);
      if (!isDelivery && !looksLikeFile(word) && !existsSync(callersPath(word))) {
        throw new UserError("delivery-unknown", { id: word, known: ids.join(", ") });
      }
      analyses.push({
        name: word,
        analysis: isDelivery && store ? await analysisOfDelivery(store, word, args) : await analysisOfFile(word),
      });
    }
    // Two with labels of their own were named as two cases.
    if (!args.options.label) refuseTwice(args.words, (_, i) => contentOf(analyses[i]), false);
    return withOwnNames(analyses);
  } finally {
    await store?.close();
  }
}

/** One case would count twice, in totals and in the size of the next election. Throws `compared-twice`. */
function refuseTwice(words: readonly string[], keyOf: (word: string, i: number) => string, isSamePlace: boolean): void {
  const seen = new Map<string, string>();
  for (const [i, word] of words.entries()) {
    const key = keyOf(word, i);
    const first = seen.get(key);
    if (first !== undefined) throw new UserError("compared-twice", { first, second: word, isSamePlace });
    seen.set(key, word);
  }
}

function isDeliveryOf(word: string, ids: readonly string[]): boolean {
  return !looksLikeFile(word) && ids.includes(word);
}

/** What a word names, however it is written: a memoria's folder is its analysis. */
function placeOf(word: string, ids: readonly string[]): string {
  if (isDeliveryOf(word, ids)) return `delivery ${word}`;
  const named = callersPath(word);
  const file = statSync(named, { throwIfNoEntry: false })?.isDirectory() ? path.join(named, analysisName) : named;
  return existsSync(file) ? realpathSync(file) : file;
}

/** The figures, whenever they were worked out. */
function contentOf(named: NamedAnalysis | undefined): string {
  return JSON.stringify({ ...named?.analysis, generatedAt: null });
}

function looksLikeFile(word: string): boolean {
  return /[/\\]|\.json$/.test(word);
}

/** What is asked of a store: which deliveries it has, and what each was found to be. Null: there is no store and none was named. */
async function openedStore({ options }: Arguments): Promise<Store | null> {
  const directory = options.data ? callersPath(options.data) : defaultStoreDirectory();
  return options.data === undefined && !existsSync(directory) ? null : Store.open(directory, false);
}

/** The last analysis of a delivery as it was kept; made anew with the options that were given, where there are such or none was kept. */
async function analysisOfDelivery(store: Store, delivery: string, args: Arguments): Promise<ComparedAnalysis> {
  const hasOptions = analysisOptions.some((name) => args.options[name] !== undefined);
  const kept = hasOptions ? null : await keptAnalysis(store, delivery);
  if (kept?.isStale) throw new UserError("analysis-stale", { delivery });
  if (kept) return kept.analysis;
  // Loaded where it is needed: what was kept is compared without the engine.
  const { analysed } = await import("./analysis.ts");
  const { analysis } = await analysed({ options: { ...args.options, delivery }, words: [] }, { withLines: false });
  return analysis;
}

async function analysisOfFile(word: string): Promise<ComparedAnalysis> {
  const named = callersPath(word);
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const [file, shown] = isFolder ? [path.join(named, analysisName), path.join(word, analysisName)] : [named, word];
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) {
    throw new UserError("analysis-invalid", { file: shown, place: "/", expected: "se esperaban 128 MB a lo más" });
  }
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw readFailure(error, shown);
  });
  return readComparedAnalysis(text, shown);
}

/** Files go by the shortest end of their path that no other has: `2021/analysis.json` says nothing that `2021` does not. */
function withOwnNames(analyses: readonly NamedAnalysis[]): NamedAnalysis[] {
  const parts = analyses.map(({ name }) => name.split(/[/\\]/).filter((part) => part !== "" && part !== analysisName));
  const short = (i: number, length: number): string => parts[i]?.slice(-length).join("/") ?? "";
  return analyses.map(({ name, analysis }, i) => {
    const most = parts[i]?.length ?? 0;
    const isOwn = (length: number): boolean => analyses.every((_, other) => other === i || short(other, length) !== short(i, length));
    const length = Array.from({ length: most }, (_, n) => n + 1).find(isOwn);
    return { name: length === undefined ? name : short(i, length), analysis };
  });
}
