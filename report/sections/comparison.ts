// The comparison with the portal's average: how it was made, absolute figures and ratios, the hours as a chart, and the logs of before.
import type { Analysis } from "../../analysis/index.ts";
import { formatBytes, formatCount, formatDecimal, formatShortDateTime, known, printable } from "../../analysis/index.ts";
import { comparisonChart } from "../charts/comparison.ts";
import { type Block, type Column, note, paragraph, strong, table } from "../document.ts";
import { logWords, measureName, analysisWords as words } from "../locale/es-MX.ts";
import type { SectionBuilder } from "./section.ts";

type Comparison = NonNullable<Analysis["comparison"]>;

function numbers(titles: readonly string[]): Column[] {
  return titles.map((title) => ({ title, kind: "number" }));
}

const decimal = (value: number | null): string => known(value, (amount) => formatDecimal(amount));
const times = (value: number | null): string => known(value, (ratio) => words.times(formatDecimal(ratio, 2)));

function dayTable({ rows }: Comparison): Block {
  const { measure, ...titles } = words.comparisonColumns;
  return table(
    "tabla-comparacion",
    words.comparisonCaption,
    [{ title: measure, kind: "text" }, ...numbers(Object.values(titles))],
    rows.map((row) => [
      measureName(row.measure),
      decimal(row.baselinePerDay),
      decimal(row.periodPerDay),
      times(row.ratio),
      known(row.baselineTotal, formatCount),
      known(row.periodTotal, formatCount),
    ]),
  );
}

/** Unique visitors of an hour do not add up: that row is of days alone. */
function hourTable({ rows }: Comparison): Block {
  const { measure, ...titles } = words.comparisonPerHourColumns;
  return table(
    "tabla-comparacion-horas",
    words.comparisonPerHourCaption,
    [{ title: measure, kind: "text" }, ...numbers(Object.values(titles))],
    rows
      .filter((row) => row.measure !== "uniqueVisitors")
      .map((row) => [measureName(row.measure), decimal(row.baselinePerHour), decimal(row.periodPerHour), times(row.hourRatio)]),
  );
}

function declaredTable({ baseline }: Comparison, timeZone: string): Block[] {
  if (baseline.declared.length === 0) return [];
  const { measure, perDay, start, end, source } = words.declaredColumns;
  const at = (time: string | null): string => known(time, (moment) => formatShortDateTime(moment, timeZone));
  return [
    table(
      "tabla-promedios",
      words.declaredCaption,
      [
        { title: measure, kind: "text" },
        { title: perDay, kind: "number" },
        { title: start, kind: "text" },
        { title: end, kind: "text" },
        { title: source, kind: "text" },
      ],
      baseline.declared.map((row) => [
        measureName(row.measure),
        formatDecimal(row.perDay),
        at(row.start),
        at(row.end),
        known(row.source, printable),
      ]),
    ),
  ];
}

const CLASSES = ["read", "hits", "blank", "directives", "rejected", "duplicates"] as const;

/** The logs of before are accounted for as the others are: each with its hash, every line in one class. */
function baselineLogs({ baseline }: Comparison): Block[] {
  const { ledger } = baseline;
  if (ledger === null) return [];
  const { file, ...titles } = logWords.ledgerColumns;
  const counts = (lines: (typeof ledger)["lines"]): string[] => CLASSES.map((name) => formatCount(lines[name]));
  return [
    paragraph(words.baselineLogs),
    table(
      "tabla-promedio-huellas",
      words.baselineFilesCaption,
      [
        { title: logWords.fileColumns.name, kind: "code" },
        { title: logWords.fileColumns.bytes, kind: "number" },
        { title: logWords.hashColumn, kind: "code" },
      ],
      ledger.files.map((entry) => [printable(entry.name), formatBytes(entry.bytes), entry.sha256]),
    ),
    table(
      "tabla-promedio-balance",
      words.baselineLedgerCaption,
      [{ title: file, kind: "code" }, ...CLASSES.map((name): Column => ({ title: titles[name], kind: "number" }))],
      [...ledger.files.map((entry) => [printable(entry.name), ...counts(entry.lines)]), [logWords.total, ...counts(ledger.lines)]],
      { totalRow: true },
    ),
  ];
}

/** The period against the portal's average; pending without a baseline. */
export const comparisonSection: SectionBuilder = ({ analysis }) => {
  const { comparison } = analysis;
  if (comparison === null) return { blocks: [note(words.comparisonPending, "attention")], pending: [words.comparisonPendingItem] };
  const chart = comparisonChart(analysis);
  const cautions = analysis.warnings.filter(({ code }) => /^(?:baseline|comparison)-/u.test(code));
  return {
    blocks: [
      paragraph([strong(words.method("")), { text: printable(comparison.method), style: "plain" }]),
      ...cautions.map(({ text }) => note(printable(text), "attention")),
      dayTable(comparison),
      hourTable(comparison),
      ...(chart === null ? [] : [chart]),
      ...declaredTable(comparison, analysis.period.timeZone),
      ...baselineLogs(comparison),
    ],
    // A baseline of which nothing is known answers nobody.
    pending: comparison.rows.every((row) => row.baselinePerDay === null) ? [words.comparisonPendingItem] : [],
  };
};
