// Seeded sample logs of an election night, with the incident records and the true figures: `memoria sample`.
import { access, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, UserError } from "../ingest/index.ts";
import { BlockWriter } from "./block-writer.ts";
import { isoTime, TIME_ZONE } from "./clock.ts";
import { ElectionNight } from "./election-night.ts";
import { incidentsCsv } from "./incidents.ts";
import { SCENARIO_NAMES, type Scenario, type ScenarioName, scenarioOf } from "./scenario.ts";
import { PAGE_PATHS } from "./site.ts";
import { type TrueFigures, Truth } from "./truth.ts";

export { SCENARIO_NAMES, type ScenarioName } from "./scenario.ts";
export type { TrueFigures, TruePeriod } from "./truth.ts";
export type { TrueTraffic } from "./truth-period.ts";

export interface SampleOptions {
  /** Physical lines of the log, 1 or more. */
  lines: number;
  /** Any whole number: the same seed makes the same bytes. */
  seed: number;
  scenario: ScenarioName;
  /** Made if it is not there. */
  outDir: string;
  /** Told now and then how many lines are made. */
  onProgress?: (linesMade: number) => void;
}

/** An outage that the sample was made with, in whole minutes of the log. */
export interface TrueOutage {
  start: string;
  end: string;
  seconds: number;
  /** Share of the answers that were made to fail. */
  failedShare: number;
  /** Whether incidencias.csv tells of it (with slightly different bounds). */
  declared: boolean;
}

/** The content of truth.json. */
export interface SampleTruth extends TrueFigures {
  sample: { lines: number; seed: number; scenario: ScenarioName; timeZone: string };
  outages: TrueOutage[];
}

/** Writes access.log, incidencias.csv and truth.json into `outDir`; returns their paths. */
export async function generateSample(options: SampleOptions): Promise<{ files: string[] }> {
  refuseBadOptions(options);
  const { outDir } = options;
  const paths = { log: join(outDir, "access.log"), incidents: join(outDir, "incidencias.csv"), truth: join(outDir, "truth.json") };
  const scenario = scenarioOf(options.scenario);
  await makeDirectory(outDir);
  await refuseOthersFiles(paths);
  const figures = await writeLog(paths.log, options, scenario);
  await writeFile(paths.incidents, incidentsCsv(scenario.incidents));
  const truth: SampleTruth = {
    sample: { lines: options.lines, seed: options.seed, scenario: options.scenario, timeZone: TIME_ZONE },
    ...figures,
    outages: trueOutages(scenario),
  };
  await writeFile(paths.truth, `${JSON.stringify(truth, null, 2)}\n`);
  return { files: [paths.log, paths.incidents, paths.truth] };
}

async function writeLog(path: string, { lines, seed, onProgress }: SampleOptions, scenario: Scenario): Promise<TrueFigures> {
  const file = await open(path, "w");
  try {
    const writer = new BlockWriter(file);
    const truth = new Truth(PAGE_PATHS);
    const night = new ElectionNight(lines, seed, scenario, writer, truth);
    await night.run(() => {
      if (!writer.hasFullBlock) return null;
      onProgress?.(night.linesMade);
      return writer.flushFullBlocks();
    });
    await writer.finish();
    onProgress?.(night.linesMade);
    return truth.figures();
  } finally {
    await file.close();
  }
}

async function makeDirectory(dir: string): Promise<void> {
  try {
    await makeFolder(dir);
  } catch (error) {
    throw new UserError("output-not-writable", { dir, reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Only a sample of our own is written over, and its truth tells it: an access.log without one may be a real log. */
async function refuseOthersFiles({ log, truth }: { log: string; truth: string }): Promise<void> {
  const isThere = (file: string): Promise<boolean> =>
    access(file).then(
      () => true,
      () => false,
    );
  if ((await isThere(log)) && !(await isThere(truth))) throw new UserError("output-not-writable", { dir: log, reason: "EEXIST" });
}

function refuseBadOptions({ lines, seed, scenario }: SampleOptions): void {
  if (!Number.isSafeInteger(lines) || lines < 1) throw new UserError("usage", { given: `--lines ${lines}`, expected: "1, 2, 3, ..." });
  if (!Number.isSafeInteger(seed)) throw new UserError("usage", { given: `--seed ${seed}`, expected: "0, 1, 2, ..." });
  if (!SCENARIO_NAMES.includes(scenario)) {
    throw new UserError("usage", { given: `--scenario ${scenario}`, expected: SCENARIO_NAMES.join(", ") });
  }
}

function trueOutages(scenario: Scenario): TrueOutage[] {
  return scenario.failures
    .filter(({ outage }) => outage)
    .map(({ start, end, unavailableShare, declared }) => ({
      start: isoTime(start),
      end: isoTime(end),
      seconds: end - start,
      failedShare: unavailableShare,
      declared,
    }));
}
