// Availability by three independent ways: verdicts, the arithmetic behind each, outages and disagreements.
import type { Analysis, AvailabilityResult, Convocatoria } from "../../analysis/index.ts";
import { formatCount, formatDurationExact, formatShareTruncated, formatTarget, known, printable } from "../../analysis/index.ts";
import { availabilityCalendar } from "../charts/availability-calendar.ts";
import { type Block, type Cell, type Column, note, paragraph, type Table, table, type VerdictRow } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { disagreementBlocks, exclusionBlocks, outageBlocks } from "./outages.ts";
import { boundsPhrase, type ReportInput, type SectionBuilder } from "./section.ts";

function pooled(analysis: Analysis): AvailabilityResult[] {
  return analysis.availability.results.filter((result) => result.logSource === null);
}

/** The periods that have results, the analysis's own first. */
export function availabilityPeriods(analysis: Analysis): string[] {
  const names = [...new Set(pooled(analysis).map((result) => result.period))];
  return names.sort((a, b) => Number(b === analysis.period.name) - Number(a === analysis.period.name));
}

/** Shown and not judged although there is a target: the publication period lacks a bound. */
export function isUnjudged({ availability }: Analysis, period: string): boolean {
  return availability.target !== null && availability.results.some((result) => result.period === period && result.verdict === null);
}

/** The word for a verdict, or why there is none. */
export function verdictWord(words: Words, { availability: { target } }: Analysis, { verdict }: AvailabilityResult): string {
  if (verdict !== null) return words.terms.verdicts[verdict];
  return target === null ? words.availability.noVerdict : words.availability.notJudged;
}

export function verdictCell(words: Words, analysis: Analysis, result: AvailabilityResult): Cell {
  const word = verdictWord(words, analysis, result);
  return result.verdict === null ? word : { verdict: result.verdict, word };
}

/** What is missing for a verdict, and who says it; nothing where there is one. */
export function unjudgedBlocks(words: Words, analysis: Analysis, period: string): Block[] {
  return isUnjudged(analysis, period) ? [note(words.availability.whyNotJudged, "attention")] : [];
}

/** A declared figure rests on a list that nobody signed as complete. */
function isUnsigned(result: AvailabilityResult): boolean {
  return result.source === "declared" && result.coverage === null;
}

/** What was down, and what is allowed. Without a figure, why there is none. */
function downOfAllowedWords(words: Words, { availability, downSeconds, allowedSeconds }: AvailabilityResult): string {
  const down = formatDurationExact(downSeconds);
  if (availability === null) return downSeconds === 0 ? words.availability.noRecords : words.availability.downAtLeast(down);
  return allowedSeconds === null
    ? words.availability.downOnly(down)
    : words.availability.downOfAllowed(down, formatDurationExact(allowedSeconds));
}

/** The same with what the records leave open; a breach stands whatever they leave open. */
function downWords(words: Words, result: AvailabilityResult): string {
  const { availability, coverage } = result;
  const figure = downOfAllowedWords(words, result);
  if (availability === null) return figure;
  if (isUnsigned(result)) return `${figure}; ${words.availability.unsigned}`;
  return coverage === null || coverage >= 1 || result.verdict === "incumple"
    ? figure
    : `${figure}; ${words.availability.covered(formatShareTruncated(coverage))}`;
}

export function availabilityFigure(words: Words, analysis: Analysis, result: AvailabilityResult): string {
  return known(result.availability, (share) => formatShareTruncated(share, analysis.availability.target), words.language);
}

/** The results of one period by source, each source pooled. */
export function periodResults(analysis: Analysis, period: string): AvailabilityResult[] {
  return pooled(analysis).filter((result) => result.period === period);
}

/** The verdicts of one period side by side, by source; null where it has none. */
export function verdictRow(words: Words, analysis: Analysis, period: string): VerdictRow | null {
  const items = periodResults(analysis, period).map((result) => {
    const { source, verdict, availability } = result;
    const figure = availabilityFigure(words, analysis, result);
    const detail = downWords(words, result);
    const label = words.terms.availabilitySources[source];
    if (verdict === null) return { label, verdict, word: figure, detail };
    return { label, verdict, word: words.terms.verdicts[verdict], detail: availability === null ? detail : `${figure} · ${detail}` };
  });
  return items.length === 0 ? null : { kind: "verdicts", items };
}

function secondsText(seconds: number): string {
  return `${formatCount(Math.round(seconds))} s`;
}

type Line = [label: string, cell: (result: AvailabilityResult) => Cell];

function arithmeticLines(words: Words, analysis: Analysis): Line[] {
  const { target } = analysis.availability;
  const { rows } = words.availability;
  const share = (value: number | null): string => known(value, (known) => formatShareTruncated(known, target), words.language);
  return [
    [rows.total, (result) => formatDurationExact(result.seconds)],
    [rows.excluded, (result) => formatDurationExact(result.excludedSeconds)],
    [rows.down, (result) => formatDurationExact(result.downSeconds)],
    [rows.unknown, (result) => known(result.unknownSeconds, formatDurationExact, words.language)],
    [rows.coverage, (result) => known(result.coverage, (coverage) => formatShareTruncated(coverage), words.language)],
    [rows.allowed, (result) => known(result.allowedSeconds, formatDurationExact, words.language)],
    [
      rows.arithmetic,
      (result) =>
        known(
          result.availability,
          () => words.availability.arithmetic(secondsText(result.downSeconds), secondsText(result.seconds - result.excludedSeconds)),
          words.language,
        ),
    ],
    [rows.availability, (result) => share(result.availability)],
    [rows.weighted, (result) => share(result.weightedAvailability)],
    [rows.outages, (result) => known(result.outageCount, formatCount, words.language)],
    [rows.restore, (result) => known(result.meanTimeToRestoreSeconds, formatDurationExact, words.language)],
    [rows.between, (result) => known(result.meanTimeBetweenFailuresSeconds, formatDurationExact, words.language)],
    [rows.verdict, (result) => verdictCell(words, analysis, result)],
  ];
}

function arithmeticTable(words: Words, analysis: Analysis, period: string, isLast: boolean): Table {
  const { target } = analysis.availability;
  const results = periodResults(analysis, period);
  const columns: Column[] = [
    { title: words.availability.measure, kind: "text" },
    ...results.map((result): Column => ({ title: words.terms.availabilitySources[result.source], kind: "number" })),
  ];
  const rows = arithmeticLines(words, analysis).map(([label, cell]) => [label, ...results.map(cell)]);
  const formula = target === null ? words.availability.arithmeticNote : words.availability.arithmeticNoteWithTarget(formatTarget(target));
  return table(`disponibilidad-${period}`, words.availability.periodCaption(words.terms.periodInside(period)), columns, rows, {
    note: isLast ? formula : null,
  });
}

const NOTHING = "—";

/** With more periods than these a row for each would be too wide for the page. */
const MOST_PERIODS_ABREAST = 2;

/** Each source of logs and each monitor by itself: the periods side by side, or one under the other where there are many. */
function perSource(words: Words, analysis: Analysis): Block[] {
  const results = analysis.availability.results.filter((result) => result.logSource !== null);
  const periods = [...new Set(results.map((result) => result.period))];
  if (results.length === 0) return [];
  const { source, period, down, coverage, availability } = words.availability.perSourceColumns;
  const name = (result: AvailabilityResult): string =>
    `${printable(result.logSource ?? "")} (${words.terms.availabilitySourcesShort[result.source]})`;
  const figures = (result: AvailabilityResult): string[] => [
    formatDurationExact(result.downSeconds),
    known(result.coverage, (share) => formatShareTruncated(share), words.language),
    known(result.availability, (share) => formatShareTruncated(share, analysis.availability.target), words.language),
  ];
  const numbers = (titles: string[]): Column[] => titles.map((title) => ({ title, kind: "number" }));
  const text = (title: string): Column => ({ title, kind: "text" });
  if (periods.length > MOST_PERIODS_ABREAST) {
    const columns = [text(source), text(period), ...numbers([down, coverage, availability])];
    const rows = results.map((result) => [name(result), words.terms.periodName(result.period), ...figures(result)]);
    return [table("disponibilidad-por-fuente", words.availability.perSourceCaption, columns, rows)];
  }
  const heads = periods.flatMap((of) =>
    [down, coverage, availability].map((title) => words.availability.perSourceHead(title, words.terms.periodInside(of))),
  );
  const names = [...new Set(results.map(name))];
  const rows = names.map((row) => [
    row,
    ...periods.flatMap((of) => {
      const found = results.find((result) => result.period === of && name(result) === row);
      return found === undefined ? [NOTHING, NOTHING, NOTHING] : figures(found);
    }),
  ]);
  return [table("disponibilidad-por-fuente", words.availability.perSourceCaption, [text(source), ...numbers(heads)], rows)];
}

/** What is aimed at, and by which clause. */
function targetText(words: Words, analysis: Analysis, convocatoria: Convocatoria | null): string {
  const { target } = analysis.availability;
  if (target === null) return words.availability.noTarget;
  const clause = convocatoria?.availability.target.clause ?? null;
  const basis = convocatoria?.availability.basis;
  const sentence = words.availability.targetSentence(formatTarget(target), clause);
  return basis?.value === "monthly" && basis.clause !== null ? `${sentence} ${words.availability.monthlyBasis(basis.clause)}` : sentence;
}

/** Which of the three ways said nothing, so that nobody takes silence for service. */
function missingSources(words: Words, analysis: Analysis): Block[] {
  const sources = new Set(pooled(analysis).map((result) => result.source));
  const missing = (["declared", "log", "monitor"] as const).filter((source) => !sources.has(source));
  return missing.length === 0 ? [] : [paragraph(missing.map((source) => words.availability.sourceMissing[source]).join(" "))];
}

/** The monitored endpoints, with what was measured of them. */
function monitorBlocks(words: Words, { availability, period }: Analysis): Block[] {
  const monitors = availability.monitors.map(({ name, product, checks, firstAt, lastAt }) => ({
    name: printable(name),
    product,
    checks: formatCount(checks),
    bounds: boundsPhrase(words, { start: firstAt, end: lastAt }, period.timeZone),
  }));
  return monitors.length === 0 ? [] : [paragraph(words.availability.monitorFacts(monitors))];
}

/** Verdicts, arithmetic, outages and disagreements; without records, one sentence that says so. */
export const availabilitySection: SectionBuilder = ({ analysis, convocatoria, words }: ReportInput) => {
  const periods = availabilityPeriods(analysis);
  if (periods.length === 0) return { blocks: [paragraph(words.availability.noResults)], pending: [] };
  const first = verdictRow(words, analysis, periods[0] ?? "");
  const calendar = availabilityCalendar(words, analysis);
  return {
    blocks: [
      paragraph(words.availability.intro),
      paragraph(targetText(words, analysis, convocatoria)),
      ...missingSources(words, analysis),
      ...monitorBlocks(words, analysis),
      ...(first === null ? [] : [first]),
      ...unjudgedBlocks(words, analysis, periods[0] ?? ""),
      ...(calendar === null ? [] : [calendar]),
      ...periods.map((period, index) => arithmeticTable(words, analysis, period, index === periods.length - 1)),
      ...exclusionBlocks(words, analysis),
      ...perSource(words, analysis),
      ...outageBlocks(words, analysis),
      ...disagreementBlocks(words, analysis),
    ],
    pending: [],
  };
};
