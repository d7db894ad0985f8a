// Warnings: what a reader must know before trusting a figure. Results carry their warnings, worded for the memoria.
import { type FileRecord, formatsWithoutMethod, type LeftOutMember, leftOutMembers } from "../ingest/index.ts";
import type { Analysis } from "./analysis.ts";
import type { Convocatoria } from "./convocatoria.ts";
import type { EvidenceResult } from "./evidence.ts";
import { incidentContradictions } from "./incident-warnings.ts";
import type { Language } from "./language.ts";
import { type AnalysisWords, analysisWords } from "./locale/words.ts";
import type { NamedPeriods } from "./periods.ts";
import type { SharedLines } from "./shared-lines.ts";
import { clockWarnings, coverageWarnings, sharedLineWarnings } from "./source-warnings.ts";
import type { LoneHits, RecordGaps } from "./usage-patterns.ts";
import { formatDateTime, formatShare } from "./wording.ts";

type Warning = Analysis["warnings"][number];
type Figures = Omit<Analysis, "findings" | "warnings">;

interface WarningInputs {
  convocatoria: Convocatoria | null;
  files: readonly FileRecord[];
  loneHits: LoneHits | null;
  /** Share of the hits in scope whose agent is not known, 0..1. */
  agentlessShare: number;
  gaps: RecordGaps;
  sharedLines: readonly SharedLines[];
  trustedProxies: readonly string[];
}

/** All that holds, in a fixed order. */
export function warningsOf(
  words: AnalysisWords,
  analysis: Figures,
  named: NamedPeriods,
  evidence: EvidenceResult,
  { convocatoria, files, loneHits, agentlessShare, gaps, sharedLines, trustedProxies }: WarningInputs,
): Warning[] {
  return [
    ...windowWarnings(words, named, convocatoria),
    ...periodWarnings(words, analysis),
    ...coverageWarnings(words, analysis, evidence.logCovered),
    ...clockWarnings(words, analysis),
    ...sharedLineWarnings(words, sharedLines),
    ...scopeWarnings(words, analysis),
    ...loneWarnings(words, loneHits, analysis.period.timeZone),
    ...lineWarnings(words, analysis, files),
    ...incidentWarnings(words, analysis, evidence),
    ...incidentContradictions(words, analysis.incidents, evidence.observed),
    ...inputWarnings(files, words.language),
    ...agentWarnings(words, agentlessShare),
    ...methodWarnings(words, files),
    ...gapWarnings(words, gaps, trustedProxies),
  ];
}

function windowWarnings(words: AnalysisWords, named: NamedPeriods, convocatoria: Convocatoria | null): Warning[] {
  const found: Warning[] = [];
  if (named.windowBoundsMissing.length > 0) {
    found.push({
      code: "window-unbounded",
      text: words.period.unbounded(named.windowBoundsMissing, named.defaultReason === "hits"),
    });
  }
  if (convocatoria?.status === "press") {
    found.push({ code: "press-version", text: words.period.press });
  }
  return found;
}

const longestSparseSeconds = 30 * 86400;

/** A period that the logs do not touch, or of which they hold hardly anything. */
function periodWarnings(words: AnalysisWords, { ledger, traffic, period }: Figures): Warning[] {
  const at = (time: string): string => formatDateTime(time, period.timeZone, words.language);
  const spans = ledger.files.flatMap(({ firstAt, lastAt }) => (firstAt === null || lastAt === null ? [] : [{ firstAt, lastAt }]));
  const first = spans.map((span) => span.firstAt).sort(byTime)[0];
  const last = spans
    .map((span) => span.lastAt)
    .sort(byTime)
    .at(-1);
  if (traffic.hits === 0 && first !== undefined && last !== undefined) {
    return [{ code: "no-hits-in-period", text: words.period.noHits(at(first), at(last)) }];
  }
  const wholeSpan = (Date.parse(period.end) - Date.parse(period.start)) / 1000;
  if (wholeSpan > longestSparseSeconds && traffic.hours.length * 3600 < wholeSpan / 10) {
    return [{ code: "sparse-period", text: words.period.sparse }];
  }
  return [];
}

/** A rule that leaves nothing, or takes everything, is most likely mistyped. */
function scopeWarnings(words: AnalysisWords, { ledger }: Figures): Warning[] {
  const { hits } = ledger.lines;
  if (hits > 0 && ledger.outOfScope === hits) {
    return [{ code: "scope-empty", text: words.period.outOfScope }];
  }
  if (hits > 0 && ledger.hitsByKind.internal === hits) {
    return [{ code: "all-internal", text: words.period.allInternal }];
  }
  return [];
}

/** Hits far from all others: counted, and told, as they may come from a clock that was wrong. */
function loneWarnings(words: AnalysisWords, lone: LoneHits | null, timeZone: string): Warning[] {
  if (lone === null) return [];
  return [
    {
      code: "lone-hits",
      text: words.period.loneHits(lone.hits, formatDateTime(lone.firstAt, timeZone, words.language)),
    },
  ];
}

const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b);

function lineWarnings(words: AnalysisWords, { ledger }: Pick<Analysis, "ledger">, files: readonly FileRecord[]): Warning[] {
  const found: Warning[] = [];
  const sum = (of: (file: FileRecord) => number): number => files.reduce((total, file) => total + of(file), 0);
  const { read, rejected, duplicates } = ledger.lines;
  if (rejected > 0) {
    found.push({ code: "rejected-lines", text: words.lines.rejected(rejected, formatShare(rejected / read, 4)) });
  }
  if (duplicates > 0) {
    found.push({ code: "duplicate-lines", text: words.lines.duplicates(duplicates) });
  }
  const replaced = sum((f) => f.replacedLines);
  if (replaced > 0) {
    found.push({ code: "replaced-bytes", text: words.lines.replaced(replaced) });
  }
  const empty = files.filter((file) => file.read === 0);
  if (empty.length > 0) {
    found.push({
      code: "empty-files",
      text: words.lines.empty(
        empty.length,
        listed(words, empty, (file) => file.name),
      ),
    });
  }
  return found;
}

function incidentWarnings(words: AnalysisWords, analysis: Figures, { openEndedIds, unweightedIds }: EvidenceResult): Warning[] {
  // The memoria numbers incidents from 1 in the order of the list.
  const numbers = (ids: readonly string[]): number[] =>
    analysis.incidents.flatMap(({ id }, index) => (ids.includes(id) ? [index + 1] : []));
  const { start, end, timeZone } = analysis.period;
  const at = (time: string): string => formatDateTime(time, timeZone, words.language);
  const notes = words.incidentNotes;
  return [
    ...incidentWarning(words, "open-ended-incident", numbers(openEndedIds), notes.openEnded),
    ...incidentWarning(words, "unweighted-degradation", numbers(unweightedIds), notes.unweighted),
    ...incidentWarning(words, "incident-outside", numbers(outsideIds(analysis)), notes.outside(at(start), at(end))),
  ];
}

/** A warning of some incidents by their numbers; `says`: what holds of one, and of several. */
function incidentWarning(
  words: AnalysisWords,
  code: string,
  numbers: readonly number[],
  says: readonly [one: string, several: string],
): Warning[] {
  if (numbers.length === 0) return [];
  return [{ code, text: words.incidentNotes.each(numbers, says) }];
}

/** Incidents with an effect on the service that no period with a row of availability touches. */
function outsideIds({ incidents, availability, bounds }: Figures): string[] {
  const counted = new Set(availability.results.map((result) => result.period));
  const spans = bounds.filter((bound) => counted.has(bound.name)).map(({ start, end }) => [Date.parse(start), Date.parse(end)] as const);
  const touches = ({ start, end }: Figures["incidents"][number]): boolean =>
    spans.some(([from, to]) => Date.parse(start) < to && (end === null || Date.parse(end) > from));
  return incidents.filter((incident) => incident.effect !== "ninguno" && !touches(incident)).map(({ id }) => id);
}

/** From this share on, hits without an agent are no odd lines. */
const leastAgentlessShare = 0.01;

function agentWarnings(words: AnalysisWords, agentlessShare: number): Warning[] {
  if (agentlessShare < leastAgentlessShare) return [];
  const text = words.records.agentless(formatShare(agentlessShare));
  return [{ code: "no-agent", text }];
}

/** From this share of the hits on, what they leave open is no odd line. */
const leastGapShare = 0.01;

/** Proxies that nobody named make one visitor of many; sizes that are not recorded make a total of a part. */
function gapWarnings(words: AnalysisWords, { hits, forwarded, peers, byteless }: RecordGaps, trustedProxies: readonly string[]): Warning[] {
  const found: Warning[] = [];
  if (trustedProxies.length === 0 && forwarded >= hits * leastGapShare && forwarded > 0) {
    const text = words.records.proxies(forwarded, peers);
    found.push({ code: "proxies-unnamed", text });
  }
  if (byteless >= hits * leastGapShare && byteless > 0) {
    const text = words.records.byteless(byteless);
    found.push({ code: "bytes-partial", text });
  }
  return found;
}

function methodWarnings(words: AnalysisWords, files: readonly FileRecord[]): Warning[] {
  const names = [
    ...new Set(files.filter((file) => file.hits > 0 && formatsWithoutMethod.includes(file.format)).map((file) => file.format)),
  ];
  if (names.length === 0) return [];
  const text = words.records.methodless(names.join(", "));
  return [{ code: "no-method", text }];
}

/** What was handed in and is not quite what it seems: mixed formats, sampled data, damaged files, archives with more than logs. */
export function inputWarnings(files: readonly FileRecord[], language: Language = "es"): Warning[] {
  const words = analysisWords(language);
  const found: Warning[] = [];
  const mixed = files.filter((file) => file.mixedWith !== null);
  if (mixed.length > 0) {
    const names = listed(words, mixed, (file) => words.input.mixedFile(file.name, file.format, file.mixedWith ?? ""));
    const text = words.input.mixed(mixed.length, names);
    found.push({ code: "mixed-formats", text });
  }
  const sampled = files.reduce((sum, file) => sum + file.sampledLines, 0);
  if (sampled > 0) {
    const text = words.input.sampled(sampled);
    found.push({ code: "sampled-data", text });
  }
  const damaged = files.filter((file) => file.damageOffset !== null);
  if (damaged.length > 0) {
    const names = listed(words, damaged, (file) => words.input.damagedFile(file.damagedArchive ?? file.name, file.damageOffset ?? 0));
    found.push({ code: "damaged-input", text: words.input.damaged(damaged.length, names) });
  }
  return [...found, ...leftOutWarnings(words, leftOutMembers(files))];
}

/** What lay in archives and was not read: what a person said first. */
function leftOutWarnings(words: AnalysisWords, members: readonly LeftOutMember[]): Warning[] {
  const asked = members.filter(({ reason }) => reason === "asked");
  const unmeant = members.filter(({ reason }) => reason !== "asked");
  const names = (of: readonly LeftOutMember[]): string => listed(words, of, ({ archive, name }) => `${archive}/${name}`);
  return [
    ...(asked.length > 0 ? [{ code: "left-out", text: words.input.leftOut(asked.length, names(asked)) }] : []),
    ...(unmeant.length > 0 ? [{ code: "no-logs-in-archive", text: words.input.unmeant(unmeant.length, names(unmeant)) }] : []),
  ];
}

const mostNamed = 5;

function listed<Item>(words: AnalysisWords, files: readonly Item[], worded: (file: Item) => string): string {
  const rest = files.length > mostNamed ? words.input.more(files.length - mostNamed) : "";
  return `${files.slice(0, mostNamed).map(worded).join(", ")}${rest}`;
}
