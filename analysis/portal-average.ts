// Where the portal's average comes from (logs of before, declared averages, its own hits out of scope), and the comparison made with it.
import { type Database, type DeclaredAverage, type FileRecord, UserError } from "../ingest/index.ts";
import { type Baseline, type Comparison, comparisonOf } from "./comparison.ts";
import { baselineWarnings, type Warning } from "./comparison-wording.ts";
import { DeliveredHits } from "./delivered-hits.ts";
import { countedRole } from "./evidence.ts";
import { type Interval, intersect, subtract, total, union } from "./intervals.ts";
import type { KeptPlace } from "./kept-place.ts";
import type { Language } from "./language.ts";
import { lineLedger } from "./ledger.ts";
import { analysisWords } from "./locale/words.ts";
import { logCoverage } from "./log-availability.ts";
import { hoursOfStretches, type ObservedFigures } from "./observed-figures.ts";
import { Rollups } from "./open-rollups.ts";
import type { NamedPeriod, NamedPeriods } from "./periods.ts";
import type { RollupRules } from "./rollups.ts";
import { inputWarnings } from "./warnings.ts";

/** Logs of the portal's days before: a delivery of its own, in an engine of its own, so that nothing of it mixes with the traffic. */
export interface BaselineLogs {
  database: Database;
  files: readonly FileRecord[];
  batchPaths: readonly string[];
  /** Proves the batches before lines are read; see `proveBatches`. */
  prove?: (() => Promise<void>) | undefined;
  /** Where its rollups are kept; null: nowhere. */
  place: KeptPlace | null;
}

export interface BaselineInputs {
  logs: BaselineLogs | null;
  averages: readonly DeclaredAverage[];
}

export interface AverageInputs {
  baseline?: BaselineInputs | undefined;
  files: readonly FileRecord[];
  rules: RollupRules;
  named: NamedPeriods;
  /** The bounds that the segments of the delivery's rollups lie between. */
  bounds: readonly number[];
  /** In which method and warnings are told; default: Spanish. */
  language?: Language;
}

/** Time without a single hit that is no coverage: a lone line years away must not make years of an average (definitions, "Periods"). */
const longestSilenceSeconds = 30 * 86_400;
const allTime: Interval = { startSecond: Number.NEGATIVE_INFINITY, endSecond: Number.POSITIVE_INFINITY };

/** The comparison, null without any baseline, and what to know of it. Reads the rollups and `local_hours`. Throws `no-hits` for logs of before without one. */
export async function portalAverage(
  database: Database,
  inputs: AverageInputs,
): Promise<{ comparison: Comparison | null; warnings: Warning[] }> {
  const { named, bounds, files } = inputs;
  const words = analysisWords(inputs.language ?? "es");
  const { timeZone } = named;
  const period = comparedPeriod(named);
  const leftOut = union([period, ...named.periods.filter(({ name }) => name === "window")]);
  const coverage = logCoverage(files.filter((file) => file.role === countedRole(files)));
  const found = await chosenBaseline(database, inputs, leftOut, coverage);
  if (found === null) return { comparison: null, warnings: [] };
  const seen = await hoursOfStretches(database, { hits: "scope", stretches: [period], bounds });
  const comparison = comparisonOf(
    { period, figures: { covered: intersect(coverage, [period]), ...seen } },
    found.baseline,
    timeZone,
    words,
  );
  const { baseline } = found;
  const overlapSeconds = baseline.kind === "declared" ? declaredOverlap(baseline.averages, leftOut) : comparison.baseline.leftOutSeconds;
  const warnings = baselineWarnings(words, comparison, { overlapSeconds, sparse: found.sparse, unused: found.unused });
  return { comparison, warnings: [...warnings, ...found.warnings] };
}

/** The dated stage, else the window, else the period of the analysis. */
function comparedPeriod({ periods, defaultPeriod }: NamedPeriods): NamedPeriod {
  return periods.find(({ name }) => name === "stage") ?? periods.find(({ name }) => name === "window") ?? defaultPeriod;
}

interface FoundBaseline {
  baseline: Baseline;
  /** Long stretches without a hit were taken out of it. */
  sparse: boolean;
  /** Other baselines that were given and not used. */
  unused: Baseline["kind"][];
  warnings: Warning[];
}

/** What was seen goes before what was declared; hits out of scope are taken where nobody gave anything else. */
async function chosenBaseline(
  database: Database,
  inputs: AverageInputs,
  leftOut: readonly Interval[],
  coverage: readonly Interval[],
): Promise<FoundBaseline | null> {
  const { logs = null, averages = [] } = inputs.baseline ?? {};
  if (logs !== null) {
    const unused: Baseline["kind"][] = averages.length > 0 ? ["declared"] : [];
    return { ...(await baselineOfLogs(logs, inputs, leftOut)), unused };
  }
  if (averages.length > 0) return { baseline: { kind: "declared", averages }, sparse: false, unused: [], warnings: [] };
  if (inputs.rules.scope.length === 0) return null;
  const stretches = subtract([allTime], leftOut);
  const seen = await hoursOfStretches(database, { hits: "portal", stretches, bounds: inputs.bounds });
  if (seen.hours.length === 0) return null;
  const { figures, sparse } = coveredFigures(seen, subtract(coverage, leftOut));
  return { baseline: { kind: "out-of-scope", figures, leftOutSeconds: 0, ledger: null }, sparse, unused: [], warnings: [] };
}

/** The rollups of the logs of before, whole: what is out of the PREP's scope is the portal all the same. */
async function baselineOfLogs(
  { database, files, batchPaths, prove, place }: BaselineLogs,
  { rules, named, language = "es" }: AverageInputs,
  leftOut: readonly Interval[],
): Promise<Omit<FoundBaseline, "unused">> {
  if (files.every((file) => file.firstSecond === null)) {
    throw new UserError("no-hits", { detail: `--baseline ${files.map((file) => file.name).join(", ")}` });
  }
  const segmentBounds = leftOut.flatMap(({ startSecond, endSecond }) => [startSecond, endSecond]);
  const hits = await DeliveredHits.of(database, { files, batchPaths, prove, place });
  const dependencies = { files, rules: { ...rules, scope: [] }, places: null, segmentBounds, timeZone: named.timeZone };
  const rollups = await Rollups.open(database, hits, dependencies, place);
  const coverage = logCoverage(files.filter((file) => file.role === countedRole(files)));
  const stretches = subtract([allTime], leftOut);
  const seen = await hoursOfStretches(rollups.database.measuring("comparison"), { hits: "scope", stretches, bounds: segmentBounds });
  await rollups.keep();
  const { figures, sparse } = coveredFigures(seen, subtract(coverage, leftOut));
  const ledger = lineLedger(files, await hits.repeated(), named.timeZone);
  return {
    baseline: { kind: "logs", figures, leftOutSeconds: total(intersect(coverage, leftOut)), ledger },
    sparse,
    warnings: inputWarnings(files, language).map(({ code, text }) => ({
      code: `baseline-${code}`,
      text: analysisWords(language).baseline.tell(text),
    })),
  };
}

/** The figures with their coverage, from which long silences are taken out. */
function coveredFigures(
  seen: Pick<ObservedFigures, "hours" | "visitorsByDay">,
  coverage: readonly Interval[],
): { figures: ObservedFigures; sparse: boolean } {
  const silences = seen.hours.flatMap((hour, i) => {
    const [startSecond, endSecond] = [hour.second + 3600, seen.hours[i + 1]?.second ?? 0];
    return endSecond - startSecond > longestSilenceSeconds ? [{ startSecond, endSecond }] : [];
  });
  const covered = subtract(coverage, silences);
  return { figures: { ...seen, covered }, sparse: total(covered) < total(coverage) };
}

function declaredOverlap(averages: readonly DeclaredAverage[], leftOut: readonly Interval[]): number {
  const spans = averages.flatMap(({ startSecond, endSecond }) =>
    startSecond === null || endSecond === null ? [] : [{ startSecond, endSecond }],
  );
  return total(intersect(spans, leftOut));
}
