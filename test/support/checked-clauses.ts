// What a call's clauses say of a few lines: the checks of an analysis by id, and lines at local times of other elections.
import { compliance } from "../../analysis/compliance/index.ts";
import { DeliveredHits } from "../../analysis/delivered-hits.ts";
import { type Analysis, type AnalysisInputs, loadConvocatoria } from "../../analysis/index.ts";
import { hitLedger } from "../../analysis/ledger.ts";
import { Rollups } from "../../analysis/open-rollups.ts";
import { namedPeriods } from "../../analysis/periods.ts";
import type { Database } from "../../ingest/index.ts";
import { analysisOf, line, type Written } from "./hand-made.ts";
import { type AnalysisChanges, type LogFile, withIngested } from "./ingest-fixture.ts";

type CheckedClause = Analysis["compliance"][number];
type Logs = readonly (LogFile | readonly string[])[];

/** The clauses that read more than the rollups. */
export const clausesOfFigures = ["recorded-measures", "availability"];

const byId = (checks: readonly CheckedClause[]): Record<string, CheckedClause> =>
  Object.fromEntries(checks.map((check) => [check.id, check]));

/** The checks of `logs` under a call, by their ids, as a whole analysis has them. */
export async function clausesOf(logs: Logs, call: string, changes: AnalysisChanges = {}): Promise<Record<string, CheckedClause>> {
  return byId((await analysisOf(logs, { convocatoria: loadConvocatoria(call), ...changes })).compliance);
}

/** The same without those of figures, from the rollups alone: half of the work. */
export async function clausesOfRollups(logs: Logs, call: string, changes: AnalysisChanges = {}): Promise<Record<string, CheckedClause>> {
  const files = logs.map((log) => ("content" in log ? log : { content: log.join("") }));
  const convocatoria = loadConvocatoria(call);
  return withIngested(files, (fixture) =>
    fixture.withInputs({ convocatoria, ...changes }, async (database, inputs) => byId(await rollupChecks(database, inputs))),
  );
}

/** Figures that nobody worked out: whoever reads them ends the test. */
function unread<Figures extends object>(name: string): Figures {
  const get = (_: Figures, key: string | symbol): never => {
    throw new Error(`a clause reads ${name}.${String(key)}: see clausesOfFigures`);
  };
  return new Proxy({} as Figures, { get });
}

async function rollupChecks(database: Database, inputs: AnalysisInputs): Promise<CheckedClause[]> {
  const { convocatoria, overrides, files, batchPaths } = inputs;
  if (convocatoria === null) throw new Error("no call");
  const seconds = files.flatMap(({ firstSecond, lastSecond }) => [firstSecond ?? [], lastSecond ?? []].flat());
  const named = namedPeriods(convocatoria, overrides, Math.min(...seconds), Math.max(...seconds), inputs.timeZone);
  const { timeZone, defaultPeriod: main } = named;
  const bounds = [...new Set([main, ...named.periods].flatMap((p) => [p.startSecond, p.endSecond]))].sort((a, b) => a - b);
  const hits = await DeliveredHits.of(database, { files, batchPaths, place: null });
  const rollups = await Rollups.open(database, hits, { ...inputs, segmentBounds: bounds, timeZone }, null);
  const ledger = await hitLedger(rollups.database, {
    firstSegment: bounds.indexOf(main.startSecond) + 1,
    lastSegment: bounds.indexOf(main.endSecond),
  });
  const call = {
    ...convocatoria,
    recordedMeasures: { ...convocatoria.recordedMeasures, value: null },
    availability: { ...convocatoria.availability, target: { ...convocatoria.availability.target, value: null } },
  };
  const traffic = unread<Analysis["traffic"]>("traffic");
  const figures = {
    ledger: ledger as Analysis["ledger"],
    traffic,
    periods: { window: traffic },
    period: unread<Analysis["period"]>("period"),
    // Without a target there is no row of it, whatever the results.
    availability: { results: [] } as unknown as Analysis["availability"],
  };
  return compliance(rollups.database, figures, { ...inputs, convocatoria: call });
}

/** One check; the test fails where the call yields no such row. */
export async function clauseOf(id: string, logs: Logs, call: string, changes: AnalysisChanges = {}): Promise<CheckedClause> {
  const asked = clausesOfFigures.includes(id) ? clausesOf : clausesOfRollups;
  const found = (await asked(logs, call, changes))[id];
  if (found === undefined) throw new Error(`no row ${id}`);
  return found;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A line at a local time written as ISO with its offset, `2021-06-06T20:00:00-05:00`. */
export function lineAt(iso: string, written: Omit<Written, "at"> = {}): string {
  const [, year, month, day, clock, offset] = /^(\d{4})-(\d\d)-(\d\d)T([\d:]{8})([+-]\d\d:\d\d)$/.exec(iso) ?? [];
  if (clock === undefined || offset === undefined) throw new Error(`not a time with offset: ${iso}`);
  return line({ ...written, at: `${day}/${months[Number(month) - 1]}/${year}:${clock} ${offset.replace(":", "")}` });
}

/** A request for the polled file. */
export function polledAt(iso: string, bytes: number | string = 412, status = 200): string {
  return lineAt(iso, { request: "GET /json/main.json HTTP/1.1", bytes, status });
}

export function epoch(iso: string): number {
  return Date.parse(iso) / 1000;
}
