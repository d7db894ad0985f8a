// What memoria compare is given, as analyses: deliveries of a store by their ids, analysis.json files, folders of memorias.
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type ComparedAnalysis, type NamedAnalysis, readComparedAnalysis } from "../analysis/index.ts";
import { readFailure, Store, UserError } from "../ingest/index.ts";
import { type Arguments, callersPath, defaultStoreDirectory } from "./options.ts";

const analysisName = "analysis.json";
/** An analysis of a whole year has a few megabytes. */
const mostBytes = 128 * 1024 * 1024;

/** All analyses in the order given. A word with a slash or `.json` is a file; else a delivery of that id; else a folder of that name. */
export async function comparedAnalyses(args: Arguments): Promise<NamedAnalysis[]> {
  const ids = args.words.every(looksLikeFile) ? [] : await knownDeliveries(args);
  const analyses: NamedAnalysis[] = [];
  for (const word of args.words) {
    const isDelivery = !looksLikeFile(word) && ids.includes(word);
    if (!isDelivery && !looksLikeFile(word) && !existsSync(callersPath(word))) {
      throw new UserError("delivery-unknown", { id: word, known: ids.join(", ") });
    }
    analyses.push({ name: word, analysis: isDelivery ? await analysisOfDelivery(word, args) : await analysisOfFile(word) });
  }
  return withOwnNames(analyses);
}

function looksLikeFile(word: string): boolean {
  return /[/\\]|\.json$/.test(word);
}

/** Deliveries of the store; none where there is no store and none was named. The logs of before are no deliveries to compare. */
async function knownDeliveries({ options }: Arguments): Promise<string[]> {
  const directory = options.data ? callersPath(options.data) : defaultStoreDirectory();
  if (options.data === undefined && !existsSync(directory)) return [];
  const store = await Store.open(directory, false);
  try {
    return store.catalog.deliveries().filter((id) => !id.endsWith(".baseline"));
  } finally {
    await store.close();
  }
}

/** The analysis of a delivery: made anew, with the options that were given. The one place to change where analyses are kept. */
async function analysisOfDelivery(delivery: string, args: Arguments): Promise<ComparedAnalysis> {
  // Loaded where it is needed: files are compared without the engine.
  const { analysed } = await import("./analysis.ts");
  const { analysis } = await analysed({ options: { ...args.options, delivery }, words: [] });
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
