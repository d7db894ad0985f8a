// What an auditor would object to: each rule in both directions, on an analysis with nothing else to object to.
import { expect, test } from "vitest";
import type { Analysis, AvailabilityResult } from "../../analysis/analysis.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { objections } from "../../report/objections.ts";
import { fullAnalysis, withLeftOut } from "./fixture-analysis.ts";

function result(change: Partial<AvailabilityResult>): AvailabilityResult {
  return {
    ...{ source: "log", logSource: null, period: "window", seconds: 86_400, downSeconds: 0, weightedDownSeconds: 0, unknownSeconds: 0 },
    ...{ excludedSeconds: 0, coverage: 1, availability: 1, weightedAvailability: 1, allowedSeconds: 86.4, verdict: "cumple" },
    ...change,
  } as AvailabilityResult;
}

/** All known, all agreed. */
function sound(change: Partial<Analysis> = {}): Analysis {
  const full = fullAnalysis();
  return {
    ...full,
    period: { ...full.period, name: "window", start: "2024-12-08T20:00:00-06:00", end: "2024-12-09T20:00:00-06:00" },
    parameters: { ...full.parameters, geography: null },
    ledger: { ...full.ledger, lines: { ...full.ledger.lines, rejected: 0 } },
    availability: { ...full.availability, results: [result({}), result({ source: "declared" })], disagreements: [] },
    incidents: [],
    compliance: [],
    ...change,
  };
}

const found = (analysis: Analysis, pending: { section: string; sentence: string }[] = []): [string, string][] =>
  objections(wordsOf("es"), { analysis, pending }).map(({ id, weight }) => [id, weight]);
const withResults = (...results: AvailabilityResult[]): Analysis => sound({ availability: { ...sound().availability, results } });

test("a memoria of which everything is known meets no objection", () => {
  expect(found(sound())).toEqual([]);
});

test("what a person left out of an archive is asked about; what a system left there is not", () => {
  const analysis = withLeftOut(sound(), 3);
  expect(objections(wordsOf("es"), { analysis, pending: [] }).map(({ id, text }) => [id, text.includes("todo.zip/=acta<b>.pdf")])).toEqual([
    ["leftOut", true],
  ]);
  const leftOut = analysis.ledger.leftOut?.filter(({ reason }) => reason !== "asked") ?? [];
  expect(leftOut).toHaveLength(2);
  expect(found({ ...analysis, ledger: { ...analysis.ledger, leftOut } })).toEqual([]);
});

test("what is pending comes first", () => {
  const unread = sound({ ledger: { ...sound().ledger, lines: { ...sound().ledger.lines, read: 100, rejected: 1 } } });
  expect(found(unread, [{ section: "Portada", sentence: "Falta el nombre del difusor." }])).toEqual([
    ["pending", "grave"],
    ["rejected", "minor"],
  ]);
});

test("an outage without a root cause, and none for what had no effect", () => {
  const [first] = fullAnalysis().incidents;
  if (!first) throw new Error("the fixture has incidents");
  const incident = (effect: "caida" | "ninguno", rootCause: string | null) => ({ ...first, effect, rootCause });
  expect(found(sound({ incidents: [incident("caida", "  "), incident("caida", "Disco lleno"), incident("ninguno", null)] }))).toEqual([
    ["cause", "minor"],
  ]);
});

test.each([
  [0.9899, [["coverage", "grave"]]],
  [0.99, []],
] as const)("a log that covers %d of the period", (coverage, expected) => {
  expect(found(withResults(result({ coverage }), result({ source: "declared" })))).toEqual(expected);
  expect(found(withResults(result({}), result({ source: "declared" }), result({ period: "month:2024-12", coverage })))).toEqual([]);
});

test("a verdict that rests on silence, or on the difusor's word alone", () => {
  const unverifiable = result({ verdict: "no-verificable", unknownSeconds: 600 });
  expect(found(withResults(unverifiable))).toEqual([["silence", "grave"]]);
  expect(found(withResults(unverifiable, result({ source: "declared" })))).toEqual([
    ["silence", "grave"],
    ["silence", "minor"],
  ]);
  expect(found(withResults(result({ verdict: "no-verificable", period: "month:2024-12" }), result({})))).toEqual([]);
  expect(found(withResults(result({ source: "declared" }), result({ source: "monitor" })))).toEqual([]);
});

test("a difference between the sources weighs most where something was not declared", () => {
  const [disagreement] = fullAnalysis().availability.disagreements;
  if (!disagreement) throw new Error("the fixture has a disagreement");
  const kinds = ["declared-not-seen", "seen-not-declared"] as const;
  const disagreements = kinds.map((kind) => ({ ...disagreement, kind }));
  expect(found(sound({ availability: { ...sound().availability, disagreements } }))).toEqual([
    ["disagreement", "grave"],
    ["disagreement", "minor"],
  ]);
});

test("clauses that were not kept, or may not have been", () => {
  const clause = (verdict: Analysis["compliance"][number]["verdict"]) => ({
    id: verdict,
    requirement: "HTTPS",
    clause: "I",
    verdict,
    evidence: "",
  });
  const compliance = (["cumple", "indicio", "no-verificable", "incumple"] as const).map(clause);
  expect(found(sound({ compliance } as Partial<Analysis>))).toEqual([
    ["clause", "grave"],
    ["clause", "minor"],
  ]);
});

test.each([
  ["2025-12-10T00:00:00Z", ["geography"]],
  ["2024-01-10T00:00:00Z", []],
  ["no es fecha", []],
])("a database of places of %s", (builtAt, expected) => {
  const geography = { database: "x", version: "1", checksum: "0", builtAt, notice: "" };
  expect(found(sound({ parameters: { ...sound().parameters, geography } })).map(([id]) => id)).toEqual(expected);
});

test.each([
  [1_000, []],
  [1_001, ["rejected"]],
])("%d lines of a million that were not recognised", (rejected, expected) => {
  const { ledger } = sound();
  const lines = { ...ledger.lines, read: 1_000_000, rejected };
  expect(found(sound({ ledger: { ...ledger, lines } })).map(([id]) => id)).toEqual(expected);
});
