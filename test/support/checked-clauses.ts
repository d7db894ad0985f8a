// What a call's clauses say of a few lines: the checks of an analysis by id, and lines at local times of other elections.
import { type Analysis, loadConvocatoria } from "../../analysis/index.ts";
import { analysisOf, line, type Written } from "./hand-made.ts";
import type { AnalysisChanges, LogFile } from "./ingest-fixture.ts";

type CheckedClause = Analysis["compliance"][number];

/** The checks of `logs` under a call, by their ids. */
export async function clausesOf(
  logs: readonly (LogFile | readonly string[])[],
  call: string,
  changes: AnalysisChanges = {},
): Promise<Record<string, CheckedClause>> {
  const { compliance } = await analysisOf(logs, { convocatoria: loadConvocatoria(call), ...changes });
  return Object.fromEntries(compliance.map((check) => [check.id, check]));
}

/** One check; the test fails where the call yields no such row. */
export async function clauseOf(
  id: string,
  logs: readonly (LogFile | readonly string[])[],
  call: string,
  changes: AnalysisChanges = {},
): Promise<CheckedClause> {
  const found = (await clausesOf(logs, call, changes))[id];
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
