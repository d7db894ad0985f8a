// Availability of a delivery from its three sources, for every period: declared by the difusor, seen in the log, measured by monitors.
import {
  type Database,
  type ExclusionRecord,
  type FileRecord,
  type IncidentRecord,
  isoInZone,
  type MonitorExport,
} from "../ingest/index.ts";
import type { Analysis, AvailabilityResult } from "./analysis.ts";
import type { AvailabilityTerms, Outage } from "./availability.ts";
import { declaredAvailability } from "./declared-availability.ts";
import { type Interval, joinGaps, union } from "./intervals.ts";
import { JOINED_GAP_SECONDS, type LogEvidence, type LogMinute, logAvailability, logEvidence } from "./log-availability.ts";
import {
  type MonitorSeries,
  monitorAvailability,
  monitorCoverage,
  monitorSeries,
  pooledEvidence,
  seriesEvidence,
} from "./monitor-availability.ts";
import { outageDisagreements } from "./outage-disagreements.ts";
import type { NamedPeriod } from "./periods.ts";
import { sourceCoverage } from "./source-coverage.ts";
import { unknownStretches } from "./unknown-stretches.ts";

export interface EvidenceInputs {
  files: readonly FileRecord[];
  incidents: readonly IncidentRecord[];
  exclusions: readonly ExclusionRecord[];
  monitors: readonly MonitorExport[];
  statementComplete: boolean;
  target: number | null;
  /** Periods that availability is shown for: the window and each calendar month, else the default period. */
  periods: readonly NamedPeriod[];
  /** Shown and not judged: nobody named its bounds, so that no target holds for it. */
  unjudged: NamedPeriod | null;
  /** The period that outages and disagreements are listed for. */
  mainPeriod: NamedPeriod;
  timeZone: string;
}

export interface EvidenceResult {
  availability: Analysis["availability"];
  openEndedIds: string[];
  unweightedIds: string[];
  /** What the logs of the counted role cover, and what these or a monitor do. */
  logCovered: Interval[];
  observed: Interval[];
}

/** Availability rows for every period and source, with the outages and disagreements of the main period. */
export async function availabilityEvidence(database: Database, inputs: EvidenceInputs): Promise<EvidenceResult> {
  const pooled = await logOf(database, inputs.files, null);
  const role = countedRole(inputs.files);
  const sources = [...new Set(inputs.files.filter((f) => f.role === role).map((f) => f.source))].sort();
  const single =
    sources.length > 1
      ? await Promise.all(sources.map(async (source) => ({ source, log: await logOf(database, inputs.files, source) })))
      : [];
  const endpoints = monitorSeries(inputs.monitors).map((series) => ({ ...series, ...seriesEvidence(series.checks) }));
  const monitor = endpoints.length === 0 ? null : pooledEvidence(endpoints);
  const results: AvailabilityResult[] = [];
  const outages: Outage[] = [];
  const openEnded = new Set<string>();
  const unweighted = new Set<string>();
  for (const period of inputs.periods) {
    const target = period === inputs.unjudged ? null : inputs.target;
    const terms: AvailabilityTerms = { period, exclusions: inputs.exclusions, target };
    const declared = declaredAvailability(terms, inputs.incidents, inputs.statementComplete);
    const log = logAvailability(terms, pooled, null);
    results.push(declared.result, log.result, ...single.map(({ source, log }) => logAvailability(terms, log, source).result));
    for (const id of declared.openEndedIds) openEnded.add(id);
    for (const id of declared.unweightedIds) unweighted.add(id);
    if (period === inputs.mainPeriod) outages.push(...declared.outages, ...log.outages);
    if (monitor === null) continue;
    const monitored = monitorAvailability(terms, monitor, null);
    results.push(monitored.result);
    if (endpoints.length > 1) results.push(...endpoints.map((endpoint) => monitorAvailability(terms, endpoint, endpoint.label).result));
    if (period === inputs.mainPeriod) outages.push(...monitored.outages);
  }
  const at = (second: number): string => isoInZone(second, inputs.timeZone);
  return {
    availability: {
      target: inputs.target,
      statementComplete: inputs.statementComplete,
      exclusions: inputs.exclusions.map((e) => ({
        start: at(e.startSecond),
        end: at(e.endSecond),
        reason: e.reason,
        approvedBy: e.approvedBy,
      })),
      monitors: endpoints.map((endpoint) => monitorFacts(endpoint, at)),
      results,
      outages: outages.map(({ startSecond, endSecond, ...outage }) => ({ ...outage, start: at(startSecond), end: at(endSecond) })),
      unknown: unknownStretches(inputs.mainPeriod, pooled, monitor).map(({ source, startSecond, endSecond }) => ({
        source,
        start: at(startSecond),
        end: at(endSecond),
      })),
      disagreements: outageDisagreements(inputs.mainPeriod, inputs.incidents, pooled, monitor).map(
        ({ startSecond, endSecond, ...rest }) => ({
          ...rest,
          start: at(startSecond),
          end: at(endSecond),
        }),
      ),
    },
    openEndedIds: [...openEnded],
    unweightedIds: [...unweighted],
    logCovered: pooled.covered,
    observed: union([...pooled.covered, ...(monitor === null ? [] : monitorCoverage(monitor))]),
  };
}

function monitorFacts(
  { label, product, checks }: MonitorSeries,
  at: (second: number) => string,
): Analysis["availability"]["monitors"][number] {
  const seconds = checks.map(({ second }) => second);
  const [first, last] = seconds.reduce(
    ([least, most], second) => [Math.min(least, second), Math.max(most, second)],
    [Number.POSITIVE_INFINITY, 0],
  );
  return { name: label, product, checks: checks.length, firstAt: at(first), lastAt: at(last) };
}

/** The role that traffic is taken from: what visitors reached, where there is such a source. */
export function countedRole(files: readonly FileRecord[]): "edge" | "origin" {
  return files.some((file) => file.role === "edge") ? "edge" : "origin";
}

/** Minutes and coverage of the role that traffic is taken from, pooled or of one source. */
export async function logOf(database: Database, files: readonly FileRecord[], source: string | null): Promise<LogEvidence> {
  const role = countedRole(files);
  const bySource = await sourceCoverage(
    database.measuring("log-coverage"),
    files.filter((file) => file.role === role && (source === null || file.source === source)),
  );
  const coverage = joinGaps([...bySource.values()].flat(), JOINED_GAP_SECONDS);
  const minutes = await database.measuring("log-minutes").rows<LogMinute & Record<string, unknown>>(
    `SELECT minute, sum(hits)::BIGINT AS requests, coalesce(sum(hits) FILTER (status_class = 5), 0)::BIGINT AS "errors5xx"
     FROM minutes JOIN source_names USING (source_id)
     WHERE counted AND kind < 6 AND ($source IS NULL OR name = $source) GROUP BY minute ORDER BY minute`,
    { source },
  );
  return logEvidence(minutes, coverage);
}
