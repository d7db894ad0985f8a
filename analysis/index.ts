// The way into analysis: from a delivery's lines, incidents and convocatoria to the one Analysis value.
import type { AddressMask, Database, ExclusionRecord, FileRecord, IncidentRecord, MonitorExport, PlaceFinder } from "../ingest/index.ts";
import { isoInZone, maskedAddress, maskedText, parserVersion, UserError } from "../ingest/index.ts";
import type { Analysis, Incident } from "./analysis.ts";
import { compliance } from "./compliance/index.ts";
import type { Convocatoria } from "./convocatoria.ts";
import { DeliveredHits } from "./delivered-hits.ts";
import { availabilityEvidence } from "./evidence.ts";
import { findings, gatherEvidence, incidentTraces, publicationStart } from "./findings/index.ts";
import { type KeptPlace, sha256 } from "./kept-place.ts";
import type { Language } from "./language.ts";
import { hitLedger, lineLedger } from "./ledger.ts";
import { analysisWords } from "./locale/words.ts";
import { Rollups, type RollupTrace } from "./open-rollups.ts";
import { periodTraffic } from "./period-traffic.ts";
import { type NamedPeriod, type NamedPeriods, namedPeriods, type PeriodOverrides } from "./periods.ts";
import { type BaselineInputs, portalAverage } from "./portal-average.ts";
import { type RollupRules, rulesVersion } from "./rollups.ts";
import { sourceFacts } from "./sources.ts";
import { withoutEmptyMonths } from "./touched-months.ts";
import type { TrafficPeriod } from "./traffic.ts";
import { usagePatterns } from "./usage-patterns.ts";
import { warningsOf } from "./warnings.ts";

export type { Analysis, AvailabilityResult, Incident, Ledger, LineClasses, Traffic } from "./analysis.ts";
export { damagedKept } from "./check-kept.ts";
export { compareAnalyses, type NamedAnalysis } from "./compare.ts";
export type { ComparedAnalysis, ComparedDelivery, DeliveriesComparison } from "./compare-schema.ts";
export { comparedOf } from "./compare-schema.ts";
export { knownPlaces, placeOfHour, placeRuns } from "./compared-hours.ts";
export {
  type Convocatoria,
  type ConvocatoriaEntry,
  type ConvocatoriaSection,
  checkedConvocatoria,
  convocatoriaFrom,
  listConvocatorias,
  loadConvocatoria,
  ownConvocatoriaText,
  readConvocatoria,
} from "./convocatoria.ts";
export { openHits } from "./delivery.ts";
export { electionLoad } from "./election-load.ts";
export { type Explanation, explain } from "./explain.ts";
export { ruleThreshold } from "./findings/index.ts";
export { type KeptAnalysis, keepAnalysis, keptAnalysis } from "./kept-analysis.ts";
export { type KeptPlace, keptPlace } from "./kept-place.ts";
export type { Language, Translated } from "./language.ts";
export * from "./late-rooms.ts";
export { lineLedger } from "./ledger.ts";
export type { DefinitionId } from "./measures.ts";
export type { RollupTrace } from "./open-rollups.ts";
export type { BaselineInputs, BaselineLogs } from "./portal-average.ts";
export { explainableKeys, explainByText, type TextExplanation } from "./query-book.ts";
export type { RollupRules } from "./rollups.ts";
export { defaultRules } from "./rules.ts";
export { inputWarnings } from "./warnings.ts";
export * from "./wording.ts";

export interface AnalysisInputs {
  difusor: string;
  convocatoria: Convocatoria | null;
  overrides: PeriodOverrides;
  /** Used where there is no convocatoria; a convocatoria's own zone wins. */
  timeZone: string;
  files: readonly FileRecord[];
  batchPaths: readonly string[];
  /** Proves the batches before lines are read; see `proveBatches`. Absent: nobody else can have changed them. */
  prove?: (() => Promise<void>) | undefined;
  rules: RollupRules;
  places: PlaceFinder | null;
  /** With more hits than these, the engine works on a file instead of in memory; default: a million. */
  mostHitsInMemory?: number;
  /** With more hits than these, what cannot spill is worked out in several passes; default: ten million. */
  hitsOfPass?: number;
  /** How addresses are shown in findings; default: their networks. */
  mask?: AddressMask;
  /** Where rollups are found and kept; default: nowhere. */
  place?: KeptPlace | null;
  incidents: readonly IncidentRecord[];
  exclusions: readonly ExclusionRecord[];
  monitors: readonly MonitorExport[];
  /** What the portal's average is known from, beside its own hits out of scope. */
  baseline?: BaselineInputs | undefined;
  statementComplete: boolean;
  /** In which findings, warnings, evidence and method are told; default: Spanish. No figure depends on it. */
  language?: Language;
  /** Epoch second that the result is dated with. */
  generatedAt: number;
  /** Name and version of this program, and the version of the bot list, as printed. */
  program: string;
  isbot: string;
}

export interface TracedAnalysis {
  analysis: Analysis;
  trace: RollupTrace;
  inputsKey: string;
}

/** Analyses a delivery once, whole. Throws `no-hits` when there is not one hit, `period-empty` for reversed bounds. */
export async function analyze(engine: Database, inputs: AnalysisInputs): Promise<Analysis> {
  return (await tracedAnalysis(engine, inputs)).analysis;
}

/** The same, with what was asked and run for it, and a hash of all that it depends on but the moment. */
export async function tracedAnalysis(engine: Database, inputs: AnalysisInputs): Promise<TracedAnalysis> {
  const firstSecond = least(inputs.files.map((file) => file.firstSecond));
  const lastSecond = least(inputs.files.map((file) => (file.lastSecond === null ? null : -file.lastSecond)));
  if (firstSecond === null || lastSecond === null) throw new UserError("no-hits", { detail: inputs.files.map(nameAndReasons).join(", ") });
  const place = inputs.place ?? null;
  const hits = await DeliveredHits.of(engine, { files: inputs.files, batchPaths: inputs.batchPaths, prove: inputs.prove, place });
  const named = await touchedPeriods(
    hits,
    inputs,
    namedPeriods(inputs.convocatoria, inputs.overrides, firstSecond, -lastSecond, inputs.timeZone),
  );
  const { timeZone, defaultPeriod: main } = named;
  const bounds = [...new Set([main, ...named.periods].flatMap((p) => [p.startSecond, p.endSecond]))].sort((a, b) => a - b);
  const rollups = await Rollups.open(engine, hits, { ...inputs, segmentBounds: bounds, timeZone }, place);
  const { database } = rollups;
  const segmentsOf = (period: NamedPeriod): TrafficPeriod => ({
    startSecond: period.startSecond,
    endSecond: period.endSecond,
    firstSegment: bounds.indexOf(period.startSecond) + 1,
    lastSegment: bounds.indexOf(period.endSecond),
    timeZone,
  });
  const traffic = await periodTraffic(database, named, segmentsOf, bounds);
  Object.assign(rollups.trace.askedSpans, traffic.askedSpans);
  const average = await portalAverage(database.measuring("comparison"), { ...inputs, named, bounds });
  const target = inputs.convocatoria?.availability.target.value ?? null;
  const evidence = await availabilityEvidence(database, {
    ...inputs,
    target,
    periods: availabilityPeriods(named),
    unjudged: unjudgedPeriod(named),
    mainPeriod: main,
    timeZone,
  });
  const at = (second: number): string => isoInZone(second, timeZone);
  const lines = lineLedger(inputs.files, await hits.repeated(), timeZone);
  const partial: Omit<Analysis, "findings" | "warnings"> = {
    schemaVersion: 1,
    generatedAt: at(inputs.generatedAt),
    difusor: inputs.difusor,
    convocatoria: inputs.convocatoria && { id: inputs.convocatoria.id, version: inputs.convocatoria.version },
    period: { name: main.name, start: at(main.startSecond), end: at(main.endSecond), timeZone },
    bounds: named.periods.map((p) => ({
      name: p.name,
      start: at(p.startSecond),
      end: at(p.endSecond),
      declaredByUser: p.declaredByUser,
      source: p.clause,
    })),
    parameters: parametersOf(inputs),
    ledger: { ...lines, ...(await hitLedger(database, segmentsOf(main))) },
    sources: await sourceFacts(database.measuring("source-clocks"), inputs.files, lines.files),
    traffic: traffic.main,
    periods: traffic.periods,
    comparison: average.comparison,
    availability: evidence.availability,
    incidents: inputs.incidents.map((incident) => incidentAt(incident, at, inputs.mask ?? maskedAddress)),
    compliance: [],
  };
  const gathered = await gatherEvidence(database.measuring("evidence"), segmentsOf(main), inputs.files, inputs.mask ?? maskedAddress);
  const words = analysisWords(inputs.language ?? "es");
  const facts = { analysis: partial, convocatoria: inputs.convocatoria, evidence: gathered, words };
  const traces = incidentTraces(inputs.incidents, gathered, publicationStart(facts), words);
  partial.incidents = partial.incidents.map((incident, place) => ({ ...incident, trace: traces[place] ?? null }));
  const patterns = await usagePatterns(database.measuring("patterns"), timeZone);
  const clauses = await compliance(database.measuring("clauses"), partial, inputs);
  await rollups.keep();
  const analysis = {
    ...partial,
    compliance: clauses,
    findings: findings(facts),
    warnings: [
      ...warningsOf(words, partial, named, evidence, { ...inputs, ...patterns, trustedProxies: inputs.rules.trustedProxies }),
      ...average.warnings,
    ],
  };
  return { analysis, trace: rollups.trace, inputsKey: inputsKeyOf(inputs, rollups.key) };
}

/** The rollups have a name that stands for the files, the rules and the periods; how addresses are masked is seen on one. */
function inputsKeyOf(inputs: AnalysisInputs, rollups: string): string {
  const { difusor, convocatoria, overrides, incidents, exclusions, monitors, statementComplete, program, baseline } = inputs;
  const masked = (inputs.mask ?? maskedAddress)("198.51.100.7");
  const average = [baseline?.averages ?? [], (baseline?.logs?.files ?? []).map((file) => [file.contentSha256, file.source, file.role])];
  const rest = [statementComplete, program, masked, average, inputs.language ?? "es"];
  return sha256(JSON.stringify([rollups, difusor, convocatoria, overrides, incidents, exclusions, monitors, ...rest]));
}

/** Why a file has no hits, as far as its lines tell: `access.log (bad-time: 8)`. */
function nameAndReasons({ name, rejectedByReason }: FileRecord): string {
  const reasons = Object.entries(rejectedByReason).map(([reason, lines]) => `${reason}: ${lines}`);
  return reasons.length === 0 ? name : `${name} (${reasons.join(", ")})`;
}

/** A fixed period of more months than this is most likely a slip: of its empty months nothing is worked out. */
const mostEmptyMonths = 36;

/** Where the hits themselves bound the period, the months in which there are some; a period that somebody fixed keeps all of its months, within reason. */
async function touchedPeriods(hits: DeliveredHits, { overrides }: AnalysisInputs, named: NamedPeriods): Promise<NamedPeriods> {
  const fixed = named.periods.some((p) => p.name === "window") || (overrides.from !== undefined && overrides.to !== undefined);
  const isShort = named.periods.filter((p) => p.name.startsWith("month:")).length <= mostEmptyMonths;
  return fixed && isShort ? named : { ...named, periods: withoutEmptyMonths(await hits.quarters(), named.periods) };
}

/** The window and each calendar month; with a range that the user gave, or no window, the default period beside the months. */
function availabilityPeriods(named: NamedPeriods): NamedPeriod[] {
  const shown = named.periods.filter((p) => p.name === "window" || p.name.startsWith("month:"));
  return shown.includes(named.defaultPeriod) ? shown : [named.defaultPeriod, ...shown];
}

/** The span of the hits, where it stands for a publication period that lacks a bound: what the logs cover is not what the call asks for. */
function unjudgedPeriod({ windowBoundsMissing, defaultReason, defaultPeriod }: NamedPeriods): NamedPeriod | null {
  return windowBoundsMissing.length > 0 && defaultReason === "hits" ? defaultPeriod : null;
}

function parametersOf(inputs: AnalysisInputs): Analysis["parameters"] {
  const { rules } = inputs;
  return {
    visitGapSeconds: rules.visitGapSeconds,
    scope: [...rules.scope],
    internal: [...rules.internal],
    trustedProxies: [...rules.trustedProxies],
    pages: [...rules.pages],
    notPages: [...rules.notPages],
    resultPath: rules.resultPath,
    parserVersion,
    rulesVersion,
    program: inputs.program,
    isbot: inputs.isbot,
    geography: inputs.places?.facts ?? null,
  };
}

/** What people wrote may name the addresses of others: they are shown as everywhere. */
function incidentAt({ startSecond, endSecond, ...incident }: IncidentRecord, at: (second: number) => string, mask: AddressMask): Incident {
  const shown = <Text extends string | null>(text: Text): Text => (text === null ? text : (maskedText(text, mask) as Text));
  return {
    ...incident,
    description: shown(incident.description),
    rootCause: shown(incident.rootCause),
    impact: shown(incident.impact),
    measures: shown(incident.measures),
    component: shown(incident.component),
    source: shown(incident.source),
    start: at(startSecond),
    end: endSecond === null ? null : at(endSecond),
    seconds: endSecond === null ? null : endSecond - startSecond,
    trace: null,
  };
}

function least(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((found, value) => (value === null || (found !== null && found <= value) ? found : value), null);
}

export type { SizingOptions } from "./sizing.ts";
