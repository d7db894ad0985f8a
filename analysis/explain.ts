// How a figure came about: its definitions, the queries that answered it as they ran, the statements that made what they read, and the inputs.
import type { Statement } from "../ingest/index.ts";
import { UserError } from "../ingest/index.ts";
import type { Analysis } from "./analysis.ts";
import { findingRules, ruleIdOf } from "./findings/index.ts";
import { type DefinitionId, type Measure, type MeasureInput, measureOf } from "./measures.ts";
import { type AskedQuery, type RollupTrace, spanName } from "./open-rollups.ts";

export interface Explanation {
  key: string;
  value: unknown;
  /** The time that the value is of; null: everything that was loaded, or no time at all. */
  period: { name: string; start: string; end: string; timeZone: string } | null;
  definitions: DefinitionId[];
  /** Rules of findings that it comes from, by their ids: of one finding its own, of the list all; else none. */
  rules: string[];
  /** As they ran, with the values that were bound; empty where nothing is counted from the lines. */
  queries: AskedQuery[];
  /** What made the tables that the queries read, in order, from the hits on. */
  rollups: Statement[];
  inputs: Partial<Record<MeasureInput, unknown>>;
}

type Node = Record<string, unknown> | unknown[];

/** @throws UserError `key-unknown` with the nearest keys, for a key that the value does not have. */
export function explain(key: string, analysis: Analysis, trace: RollupTrace): Explanation {
  return explainWith(key, analysis, (measures, path) => {
    const queries = queriesOf(path, analysis, measures, trace);
    return { queries, rollups: statementsBehind(queries, trace.statements) };
  });
}

/** The same with other queries: `find` is given the entries of the key, and its parts. */
export function explainWith(
  key: string,
  analysis: Analysis,
  find: (measures: readonly Measure[], path: readonly string[]) => Pick<Explanation, "queries" | "rollups">,
): Explanation {
  const path = key.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
  const value = valueAt(analysis, path);
  if (value === undefined) throw new UserError("key-unknown", { key, nearest: nearestKeys(analysis, key).join(", ") });
  const measures = measuresBelow(path, value);
  const inputs = new Set(measures.flatMap((measure) => measure.inputs));
  return {
    key,
    value,
    period: periodOf(path, analysis, measures),
    definitions: [...new Set(measures.flatMap((measure) => measure.definitions))],
    rules: rulesOf(path, analysis),
    ...find(measures, path),
    inputs: Object.fromEntries([...inputs].map((input) => [input, inputOf(input, analysis)])),
  };
}

/** Every key of a value that holds no others, as the parts of its path. An empty list or record is such a key too. */
export function leafPaths(value: unknown, path: readonly string[] = []): string[][] {
  const below = isNode(value) ? Object.entries(value) : [];
  return below.length === 0 ? [[...path]] : below.flatMap(([name, child]) => leafPaths(child, [...path, name]));
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

function valueAt(analysis: Analysis, path: readonly string[]): unknown {
  let value: unknown = analysis;
  for (const part of path) {
    if (!isNode(value) || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** The entries of a key, or of all the keys below it. */
function measuresBelow(path: readonly string[], value: unknown): Measure[] {
  const found = new Map<string, Measure>();
  for (const leaf of leafPaths(value, path)) {
    const entry = measureOf(leaf);
    // The walking test allows no such key.
    if (!entry) throw new Error(`${leaf.join(".")} has no entry in analysis/measures.ts`);
    found.set(entry.name, entry.measure);
  }
  return [...found.values()];
}

function rulesOf(path: readonly string[], { findings }: Analysis): string[] {
  if (path[0] !== "findings") return [];
  const finding = path[1] === undefined ? undefined : findings[Number(path[1])];
  return finding === undefined ? findingRules.map(({ id }) => id) : [ruleIdOf(finding.id)];
}

type Bounds = Analysis["bounds"][number];

/** The named period that a key is of; null: the main one. */
function namedPeriod(path: readonly string[], analysis: Analysis): Bounds | null {
  if (path[0] === "periods") return analysis.bounds.find((bound) => bound.name === path[1]) ?? null;
  if (path[0] !== "availability" || path[1] !== "results" || path[2] === undefined) return null;
  const period = analysis.availability.results[Number(path[2])]?.period;
  return analysis.bounds.find((bound) => bound.name === period) ?? null;
}

function periodOf(path: readonly string[], analysis: Analysis, measures: readonly Measure[]): Explanation["period"] {
  const { timeZone } = analysis.period;
  const named = namedPeriod(path, analysis);
  if (named) return { name: named.name, start: named.start, end: named.end, timeZone };
  return path[0] !== "periods" && measures.some((measure) => measure.of === "period") ? analysis.period : null;
}

/** The questions that were asked for these measures: of the key's own period, of every period, or of no period. */
function queriesOf(path: readonly string[], analysis: Analysis, measures: readonly Measure[], trace: RollupTrace): AskedQuery[] {
  const spans = path[0] === "periods" && path[1] === undefined ? analysis.bounds : [namedPeriod(path, analysis) ?? analysis.period];
  const names = spans.map((span) => spanName({ startSecond: Date.parse(span.start) / 1000, endSecond: Date.parse(span.end) / 1000 }));
  const scopes = names.map((name) => trace.askedSpans[name] ?? name);
  const wanted = new Set(
    measures.flatMap((measure) =>
      measure.queries.flatMap((query) => (measure.of === "period" ? scopes.map((scope) => `${scope}/${query}`) : [query])),
    ),
  );
  const found = trace.asked.filter(
    ({ measure }) => measure !== null && [...wanted].some((name) => measure === name || measure.startsWith(`${name}/`)),
  );
  // The same question is asked once for each figure that needs it.
  return [...new Map(found.map((query) => [JSON.stringify([query.sql, query.values]), query])).values()];
}

/** What is worked out in several passes is made by the first and filled by the others. */
const made = /(?:CREATE\s+(?:OR\s+REPLACE\s+)?(?:TEMP\s+)?(?:TABLE|VIEW|MACRO)|INSERT\s+INTO)\s+(\w+)/i;

/** The statements that made what the queries read, and what those read in turn. */
export function statementsBehind<Made extends Statement>(queries: readonly Statement[], statements: readonly Made[]): Made[] {
  const makers = Map.groupBy(
    statements.filter(({ sql }) => made.test(sql)),
    ({ sql }) => made.exec(sql)?.[1] ?? "",
  );
  const needed = new Set<string>();
  const follow = (sql: string): void => {
    for (const [, table, called] of withoutComments(sql).matchAll(/(?:\b(?:FROM|JOIN)\s+(\w+))|\b(\w+)\(/gi)) {
      const name = table ?? called ?? "";
      const found = makers.get(name);
      if (!found || needed.has(name)) continue;
      needed.add(name);
      for (const maker of found) follow(maker.sql);
    }
  };
  for (const { sql } of queries) follow(sql);
  return [...makers].filter(([name]) => needed.has(name)).flatMap(([, found]) => found);
}

function withoutComments(sql: string): string {
  return sql.replaceAll(/--.*$/gm, "");
}

function inputOf(input: MeasureInput, analysis: Analysis): unknown {
  const { ledger, parameters, availability } = analysis;
  const { geography, ...rules } = parameters;
  const of: Record<MeasureInput, () => unknown> = {
    files: () =>
      ledger.files.map(({ id, name, sha256, bytes, format, source, role }) => ({ id, name, sha256, bytes, format, source, role })),
    rules: () => rules,
    incidents: () => analysis.incidents,
    exclusions: () => availability.exclusions,
    monitors: () => availability.monitors,
    convocatoria: () => analysis.convocatoria,
    options: () => analysis.bounds,
    places: () => geography,
  };
  return of[input]();
}

const mostNearest = 5;

/** The keys that are nearest to what was asked for, by its last part and by the letters in which they differ. */
function nearestKeys(analysis: Analysis, key: string): string[] {
  const keys = new Set<string>();
  // Of a list the first is enough: the others have the same keys.
  const leaves = leafPaths(analysis).filter((leaf) => !leaf.some((part) => /^[1-9]\d*$/.test(part)));
  for (const leaf of leaves) for (let length = 1; length <= leaf.length; length++) keys.add(leaf.slice(0, length).join("."));
  const distance = (candidate: string): number => {
    const isTail = candidate.endsWith(`.${key}`) || candidate.toLowerCase() === key.toLowerCase();
    return isTail ? candidate.split(".").length / 100 : editDistance(candidate, key);
  };
  return [...keys]
    .filter((candidate) => Math.abs(candidate.length - key.length) <= 40)
    .map((candidate) => ({ candidate, distance: distance(candidate) }))
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, mostNearest)
    .map(({ candidate }) => candidate);
}

/** Letters to put in, take out or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
