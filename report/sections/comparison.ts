// The comparison with the portal's average: how it was made, absolute figures and ratios, the hours as a chart, and the logs of before.
import type { Analysis } from "../../analysis/index.ts";
import { formatBytes, formatCount, formatDecimal, formatShortDateTime, known, printable } from "../../analysis/index.ts";
import { comparisonChart } from "../charts/comparison.ts";
import { type Block, type Column, note, paragraph, strong, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import type { ReportInput, SectionBuilder } from "./section.ts";

type Comparison = NonNullable<Analysis["comparison"]>;

function numbers(titles: readonly string[]): Column[] {
  return titles.map((title) => ({ title, kind: "number" }));
}

const decimal = (words: Words, value: number | null): string => known(value, (amount) => formatDecimal(amount), words.language);
const times = (words: Words, value: number | null): string =>
  known(value, (ratio) => words.analysis.times(formatDecimal(ratio, 2)), words.language);

function dayTable(words: Words, { rows }: Comparison): Block {
  const { measure, ...titles } = words.analysis.comparisonColumns;
  return table(
    "tabla-comparacion",
    words.analysis.comparisonCaption,
    [{ title: measure, kind: "text" }, ...numbers(Object.values(titles))],
    rows.map((row) => [
      words.terms.measureName(row.measure),
      decimal(words, row.baselinePerDay),
      decimal(words, row.periodPerDay),
      times(words, row.ratio),
      known(row.baselineTotal, formatCount, words.language),
      known(row.periodTotal, formatCount, words.language),
    ]),
  );
}

/** Unique visitors of an hour do not add up: that row is of days alone. */
function hourTable(words: Words, { rows }: Comparison): Block {
  const { measure, ...titles } = words.analysis.comparisonPerHourColumns;
  return table(
    "tabla-comparacion-horas",
    words.analysis.comparisonPerHourCaption,
    [{ title: measure, kind: "text" }, ...numbers(Object.values(titles))],
    rows
      .filter((row) => row.measure !== "uniqueVisitors")
      .map((row) => [
        words.terms.measureName(row.measure),
        decimal(words, row.baselinePerHour),
        decimal(words, row.periodPerHour),
        times(words, row.hourRatio),
      ]),
  );
}

function declaredTable(words: Words, { baseline }: Comparison, timeZone: string): Block[] {
  if (baseline.declared.length === 0) return [];
  const { measure, perDay, start, end, source } = words.analysis.declaredColumns;
  const at = (time: string | null): string =>
    known(time, (moment) => formatShortDateTime(moment, timeZone, words.language), words.language);
  return [
    table(
      "tabla-promedios",
      words.analysis.declaredCaption,
      [
        { title: measure, kind: "text" },
        { title: perDay, kind: "number" },
        { title: start, kind: "text" },
        { title: end, kind: "text" },
        { title: source, kind: "text" },
      ],
      baseline.declared.map((row) => [
        words.terms.measureName(row.measure),
        formatDecimal(row.perDay),
        at(row.start),
        at(row.end),
        known(row.source, printable, words.language),
      ]),
    ),
  ];
}

const CLASSES = ["read", "hits", "blank", "directives", "rejected", "duplicates"] as const;

/** The logs of before are accounted for as the others are: each with its hash, every line in one class. */
function baselineLogs(words: Words, { baseline }: Comparison): Block[] {
  const { ledger } = baseline;
  if (ledger === null) return [];
  const { file, ...titles } = words.logs.ledgerColumns;
  const counts = (lines: (typeof ledger)["lines"]): string[] => CLASSES.map((name) => formatCount(lines[name]));
  return [
    paragraph(words.analysis.baselineLogs),
    table(
      "tabla-promedio-huellas",
      words.analysis.baselineFilesCaption,
      [
        { title: words.logs.fileColumns.name, kind: "code" },
        { title: words.logs.fileColumns.bytes, kind: "number" },
        { title: words.logs.hashColumn, kind: "code" },
      ],
      ledger.files.map((entry) => [printable(entry.name), formatBytes(entry.bytes), entry.sha256]),
    ),
    table(
      "tabla-promedio-balance",
      words.analysis.baselineLedgerCaption,
      [{ title: file, kind: "code" }, ...CLASSES.map((name): Column => ({ title: titles[name], kind: "number" }))],
      [...ledger.files.map((entry) => [printable(entry.name), ...counts(entry.lines)]), [words.logs.total, ...counts(ledger.lines)]],
      { totalRow: true },
    ),
  ];
}

/** The period against the portal's average; pending without a baseline. */
export const comparisonSection: SectionBuilder = ({ analysis, words }: ReportInput) => {
  const { comparison } = analysis;
  if (comparison === null)
    return { blocks: [note(words.analysis.comparisonPending, "attention")], pending: [words.analysis.comparisonPendingItem] };
  const chart = comparisonChart(words, analysis);
  const cautions = analysis.warnings.filter(({ code }) => /^(?:baseline|comparison)-/u.test(code));
  return {
    blocks: [
      paragraph([strong(words.analysis.method("")), { text: printable(comparison.method), style: "plain" }]),
      ...cautions.map(({ text }) => note(printable(text), "attention")),
      dayTable(words, comparison),
      hourTable(words, comparison),
      ...(chart === null ? [] : [chart]),
      ...declaredTable(words, comparison, analysis.period.timeZone),
      ...baselineLogs(words, comparison),
    ],
    // A baseline of which nothing is known answers nobody.
    pending: comparison.rows.every((row) => row.baselinePerDay === null) ? [words.analysis.comparisonPendingItem] : [],
  };
};
