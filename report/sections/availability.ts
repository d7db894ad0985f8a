// Availability by three independent ways: verdicts, the arithmetic behind each, outages and disagreements.
import type { Analysis, AvailabilityResult, Convocatoria } from "../../analysis/index.ts";
import { formatCount, formatDurationExact, formatShareTruncated, formatTarget, known, printable } from "../../analysis/index.ts";
import { availabilityCalendar } from "../charts/availability-calendar.ts";
import { type Block, type Cell, type Column, paragraph, type Table, table, type VerdictRow } from "../document.ts";
import { AVAILABILITY_SOURCES, AVAILABILITY_SOURCES_SHORT, periodName, VERDICTS, availabilityWords as words } from "../locale/es-MX.ts";
import { disagreementBlocks, exclusionBlocks, outageBlocks } from "./outages.ts";
import { boundsPhrase, lowerFirst, type SectionBuilder } from "./section.ts";

function pooled(analysis: Analysis): AvailabilityResult[] {
  return analysis.availability.results.filter((result) => result.logSource === null);
}

/** The periods that have results, the analysis's own first. */
export function availabilityPeriods(analysis: Analysis): string[] {
  const names = [...new Set(pooled(analysis).map((result) => result.period))];
  return names.sort((a, b) => Number(b === analysis.period.name) - Number(a === analysis.period.name));
}

/** A declared figure rests on a list that nobody signed as complete. */
function isUnsigned(result: AvailabilityResult): boolean {
  return result.source === "declared" && result.coverage === null;
}

/** What was down, and what is allowed. Without a figure, why there is none. */
function downOfAllowedWords({ availability, downSeconds, allowedSeconds }: AvailabilityResult): string {
  const down = formatDurationExact(downSeconds);
  if (availability === null) return downSeconds === 0 ? words.noRecords : words.downAtLeast(down);
  return allowedSeconds === null ? words.downOnly(down) : words.downOfAllowed(down, formatDurationExact(allowedSeconds));
}

/** The same with what the records leave open; a breach stands whatever they leave open. */
function downWords(result: AvailabilityResult): string {
  const { availability, coverage } = result;
  const figure = downOfAllowedWords(result);
  if (availability === null) return figure;
  if (isUnsigned(result)) return `${figure}; ${words.unsigned}`;
  return coverage === null || coverage >= 1 || result.verdict === "incumple"
    ? figure
    : `${figure}; ${words.covered(formatShareTruncated(coverage))}`;
}

export function availabilityFigure(analysis: Analysis, result: AvailabilityResult): string {
  return known(result.availability, (share) => formatShareTruncated(share, analysis.availability.target));
}

/** The results of one period by source, each source pooled. */
export function periodResults(analysis: Analysis, period: string): AvailabilityResult[] {
  return pooled(analysis).filter((result) => result.period === period);
}

/** The verdicts of one period side by side, by source; null where it has none. */
export function verdictRow(analysis: Analysis, period: string): VerdictRow | null {
  const items = periodResults(analysis, period).map((result) => {
    const { source, verdict, availability } = result;
    const figure = availabilityFigure(analysis, result);
    const detail = downWords(result);
    const label = AVAILABILITY_SOURCES[source];
    if (verdict === null) return { label, verdict, word: figure, detail };
    return { label, verdict, word: VERDICTS[verdict], detail: availability === null ? detail : `${figure} · ${detail}` };
  });
  return items.length === 0 ? null : { kind: "verdicts", items };
}

function secondsText(seconds: number): string {
  return `${formatCount(Math.round(seconds))} s`;
}

type Line = [label: string, cell: (result: AvailabilityResult) => Cell];

function arithmeticLines(target: number | null): Line[] {
  const { rows } = words;
  const share = (value: number | null): string => known(value, (known) => formatShareTruncated(known, target));
  return [
    [rows.total, (result) => formatDurationExact(result.seconds)],
    [rows.excluded, (result) => formatDurationExact(result.excludedSeconds)],
    [rows.down, (result) => formatDurationExact(result.downSeconds)],
    [rows.unknown, (result) => known(result.unknownSeconds, formatDurationExact)],
    [rows.coverage, (result) => known(result.coverage, (coverage) => formatShareTruncated(coverage))],
    [rows.allowed, (result) => known(result.allowedSeconds, formatDurationExact)],
    [
      rows.arithmetic,
      (result) =>
        known(result.availability, () =>
          words.arithmetic(secondsText(result.downSeconds), secondsText(result.seconds - result.excludedSeconds)),
        ),
    ],
    [rows.availability, (result) => share(result.availability)],
    [rows.weighted, (result) => share(result.weightedAvailability)],
    [rows.outages, (result) => known(result.outageCount, formatCount)],
    [rows.restore, (result) => known(result.meanTimeToRestoreSeconds, formatDurationExact)],
    [rows.between, (result) => known(result.meanTimeBetweenFailuresSeconds, formatDurationExact)],
    [rows.verdict, ({ verdict }) => (verdict === null ? words.noVerdict : { verdict, word: VERDICTS[verdict] })],
  ];
}

function arithmeticTable(analysis: Analysis, period: string, isLast: boolean): Table {
  const { target } = analysis.availability;
  const results = periodResults(analysis, period);
  const columns: Column[] = [
    { title: words.measure, kind: "text" },
    ...results.map((result): Column => ({ title: AVAILABILITY_SOURCES[result.source], kind: "number" })),
  ];
  const rows = arithmeticLines(target).map(([label, cell]) => [label, ...results.map(cell)]);
  const formula = target === null ? words.arithmeticNote : words.arithmeticNoteWithTarget(formatTarget(target));
  return table(`disponibilidad-${period}`, words.periodCaption(lowerFirst(periodName(period))), columns, rows, {
    note: isLast ? formula : null,
  });
}

const NOTHING = "—";

/** With more periods than these a row for each would be too wide for the page. */
const MOST_PERIODS_ABREAST = 2;

/** Each source of logs and each monitor by itself: the periods side by side, or one under the other where there are many. */
function perSource(analysis: Analysis): Block[] {
  const results = analysis.availability.results.filter((result) => result.logSource !== null);
  const periods = [...new Set(results.map((result) => result.period))];
  if (results.length === 0) return [];
  const { source, period, down, coverage, availability } = words.perSourceColumns;
  const name = (result: AvailabilityResult): string =>
    `${printable(result.logSource ?? "")} (${AVAILABILITY_SOURCES_SHORT[result.source]})`;
  const figures = (result: AvailabilityResult): string[] => [
    formatDurationExact(result.downSeconds),
    known(result.coverage, (share) => formatShareTruncated(share)),
    known(result.availability, (share) => formatShareTruncated(share, analysis.availability.target)),
  ];
  const numbers = (titles: string[]): Column[] => titles.map((title) => ({ title, kind: "number" }));
  const text = (title: string): Column => ({ title, kind: "text" });
  if (periods.length > MOST_PERIODS_ABREAST) {
    const columns = [text(source), text(period), ...numbers([down, coverage, availability])];
    const rows = results.map((result) => [name(result), periodName(result.period), ...figures(result)]);
    return [table("disponibilidad-por-fuente", words.perSourceCaption, columns, rows)];
  }
  const heads = periods.flatMap((of) =>
    [down, coverage, availability].map((title) => words.perSourceHead(title, lowerFirst(periodName(of)))),
  );
  const names = [...new Set(results.map(name))];
  const rows = names.map((row) => [
    row,
    ...periods.flatMap((of) => {
      const found = results.find((result) => result.period === of && name(result) === row);
      return found === undefined ? [NOTHING, NOTHING, NOTHING] : figures(found);
    }),
  ]);
  return [table("disponibilidad-por-fuente", words.perSourceCaption, [text(source), ...numbers(heads)], rows)];
}

/** What is aimed at, and by which clause. */
function targetText(analysis: Analysis, convocatoria: Convocatoria | null): string {
  const { target } = analysis.availability;
  if (target === null) return words.noTarget;
  const clause = convocatoria?.availability.target.clause ?? null;
  const basis = convocatoria?.availability.basis;
  const sentence = words.targetSentence(formatTarget(target), clause);
  return basis?.value === "monthly" && basis.clause !== null ? `${sentence} ${words.monthlyBasis(basis.clause)}` : sentence;
}

/** Which of the three ways said nothing, so that nobody takes silence for service. */
function missingSources(analysis: Analysis): Block[] {
  const sources = new Set(pooled(analysis).map((result) => result.source));
  const missing = (["declared", "log", "monitor"] as const).filter((source) => !sources.has(source));
  return missing.length === 0 ? [] : [paragraph(missing.map((source) => words.sourceMissing[source]).join(" "))];
}

/** The monitored endpoints, with what was measured of them. */
function monitorBlocks({ availability, period }: Analysis): Block[] {
  const monitors = availability.monitors.map(({ name, product, checks, firstAt, lastAt }) => ({
    name: printable(name),
    product,
    checks: formatCount(checks),
    bounds: boundsPhrase({ start: firstAt, end: lastAt }, period.timeZone),
  }));
  return monitors.length === 0 ? [] : [paragraph(words.monitorFacts(monitors))];
}

/** Verdicts, arithmetic, outages and disagreements; without records, one sentence that says so. */
export const availabilitySection: SectionBuilder = ({ analysis, convocatoria }) => {
  const periods = availabilityPeriods(analysis);
  if (periods.length === 0) return { blocks: [paragraph(words.noResults)], pending: [] };
  const first = verdictRow(analysis, periods[0] ?? "");
  const calendar = availabilityCalendar(analysis);
  return {
    blocks: [
      paragraph(words.intro),
      paragraph(targetText(analysis, convocatoria)),
      ...missingSources(analysis),
      ...monitorBlocks(analysis),
      ...(first === null ? [] : [first]),
      ...(calendar === null ? [] : [calendar]),
      ...periods.map((period, index) => arithmeticTable(analysis, period, index === periods.length - 1)),
      ...exclusionBlocks(analysis),
      ...perSource(analysis),
      ...outageBlocks(analysis),
      ...disagreementBlocks(analysis),
    ],
    pending: [],
  };
};
