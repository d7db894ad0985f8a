// Part `analysis`: what an analysis and a memoria take once the logs are in a store, a second analysis, and reading forty kept ones.
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { keepAnalysis, keptAnalysis } from "../../analysis/index.ts";
import { Store } from "../../ingest/index.ts";
import { memoriaWords } from "../support/program-words.ts";
import { alternating, type Measured, peakOf, ratio, secondsOf } from "./alternating.ts";
import { generatedLog, shortCount } from "./generated-log.ts";
import { callWords } from "./programs.ts";
import { type Goal, number, type Section, table } from "./result-text.ts";

export interface AnalysisOptions {
  lines: number;
  runs: number;
}

const manyDeliveries = 40;
const delivery = "entrega";
const [ingest, fresh, again, report] = ["ingest", "analyze, nothing kept", "analyze again, unchanged", "report from kept rollups"] as const;

export async function keptAnalyses({ lines, runs }: AnalysisOptions, folder: string): Promise<Section> {
  const place = path.join(folder, "analysis");
  await mkdir(place);
  try {
    const log = await generatedLog(lines, place);
    const data = path.join(place, "store");
    const words = ["--data", data, "--delivery", delivery, "--progress", "none"];
    const facts = { bytes: log.bytes, lines };
    const forget = (): Promise<void> => rm(path.join(data, "rollups"), { recursive: true, force: true });
    const out = path.join(place, "memoria");
    const all = [
      ...(await alternating([{ name: ingest, ...facts, ...memoriaWords(["ingest", log.path, ...words]) }], 1)),
      ...(await alternating(
        [
          { name: fresh, ...facts, ...memoriaWords(["analyze", ...words, ...callWords, "--json"]), prepare: forget },
          { name: again, ...facts, ...memoriaWords(["analyze", ...words, ...callWords, "--json"]) },
          { name: report, ...facts, ...memoriaWords(["report", ...words, ...callWords, "--out", out]) },
        ],
        runs,
      )),
    ];
    return sectionOf(all, await readMany(data), lines, runs);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function sectionOf(all: readonly Measured[], manySeconds: number, lines: number, runs: number): Section {
  const find = (name: string): Measured | undefined => all.find((measured) => measured.name === name);
  const seconds = (name: string): number | null => secondsOf(find(name));
  const share = ratio(seconds(fresh), seconds(ingest));
  const rows = all.map((measured) => [
    `memoria ${measured.name}${measured.failure === null ? "" : ` (failed: ${measured.failure})`}`,
    number(secondsOf(measured)),
    number(peakOf(measured), 0),
    number(ratio(secondsOf(measured), seconds(ingest)), 3),
  ]);
  const many = [`the kept analyses of ${manyDeliveries} deliveries, read`, number(manySeconds), "", ""];
  const text = table(["what", "seconds", "peak MB", "time / ingest's"], [...rows, many]);
  const goals: Goal[] = [
    { what: "analyze of a store, time / ingest's", figure: share, limit: { atMost: 0.5 }, unit: "" },
    { what: "analyze again, unchanged", figure: seconds(again), limit: { atMost: 0.3 }, unit: " s" },
    { what: "report (PDF, page, annexes) from kept rollups", figure: seconds(report), limit: { atMost: 5 }, unit: " s" },
    { what: "report, peak memory", figure: peakOf(find(report)), limit: { atMost: 400 }, unit: " MB" },
  ];
  return {
    heading: "Analysis and memoria of what a store has",
    text: `${shortCount(lines)} lines; median of ${runs}, ingest once.\n\n${text}`,
    goals,
  };
}

/** Copies the kept analysis to so many deliveries and reads them all, as a comparison does; answers seconds. */
async function readMany(data: string): Promise<number> {
  const store = await Store.open(data);
  try {
    const kept = await keptAnalysis(store, delivery);
    if (!kept) throw new Error("the analysis was not kept");
    const ids = Array.from({ length: manyDeliveries }, (_, i) => `${delivery}-${i}`);
    for (const id of ids) {
      store.catalog.addFiles(id, [], { createdAt: new Date().toISOString(), replaced: [], batches: [] });
      await keepAnalysis(store, id, kept.analysis, kept.inputsKey);
    }
    const startedAt = performance.now();
    for (const id of ids) if (!(await keptAnalysis(store, id))) throw new Error(`${id} was not kept`);
    return (performance.now() - startedAt) / 1000;
  } finally {
    await store.close();
  }
}
