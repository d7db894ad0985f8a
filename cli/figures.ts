// The ledger and the key figures as text, for the terminal.
import {
  type Analysis,
  formatBytes,
  formatCount,
  formatDateTime,
  formatDecimal,
  formatDuration,
  formatDurationExact,
  formatShare,
  formatShareTruncated,
  known,
  type Ledger,
  printable,
  zoneLabel,
} from "../analysis/index.ts";
import { periodName, verdictWord } from "../report/index.ts";
import { type Language, textTable } from "./output.ts";
import { type Words, words } from "./words.ts";

/** The ledger by file and in total, with the reasons of rejected lines. */
export function ledgerText(ledger: Pick<Ledger, "lines" | "rejectedByReason" | "files" | "leftOut">, lang: Language): string {
  const w = words[lang];
  const classes = (l: Ledger["lines"]): number[] => [l.read, l.hits, l.blank, l.directives, l.rejected, l.duplicates];
  const rows = ledger.files.map((file) => [file.id, file.name, file.format, file.source, ...classes(file.lines)]);
  const reasons = Object.entries(ledger.rejectedByReason).map(([reason, count]) => w.rejectedBy(printable(reason), formatCount(count)));
  const leftOut = (ledger.leftOut ?? []).map(({ archive, name, bytes, reason }) =>
    w.leftOut(printable(`${archive}/${name}`), bytes === null ? "" : formatBytes(bytes), w.leftOutReasons[reason]),
  );
  const total = ["", w.total, "", "", ...classes(ledger.lines)];
  return [w.ledgerTitle, textTable(w.ledgerColumns, [...rows, total], 4), ...reasons, ...leftOut].join("\n");
}

/** Key figures, availability and warnings of an analysis. */
export function figuresText(analysis: Analysis, lang: Language): string {
  const w = words[lang];
  const { traffic, period } = analysis;
  const at = (time: string): string => formatDateTime(time, period.timeZone, lang);
  const figures: [string, string][] = [
    [w.figures.hits, formatCount(traffic.hits)],
    [w.figures.humanHits, formatCount(traffic.humanHits)],
    [w.figures.bytes, known(traffic.bytes, formatBytes, lang)],
    [w.figures.pageViews, formatCount(traffic.pageViews)],
    [w.figures.uniqueVisitors, formatCount(traffic.uniqueVisitors)],
    [w.figures.visits, formatCount(traffic.visits)],
    [w.figures.duration, known(traffic.visitDuration.mean, formatDuration, lang)],
    [w.figures.median, known(traffic.visitDuration.median, formatDuration, lang)],
    [w.figures.active, known(traffic.activeTime.mean, formatDuration, lang)],
    [w.figures.peak, known(traffic.peakMinute, (peak) => `${formatCount(peak.hits)} (${at(peak.at)})`, lang)],
    [w.figures.success, known(traffic.requestSuccess, (share) => formatShare(share), lang)],
  ];
  const width = Math.max(...figures.map(([name]) => name.length));
  return [
    w.figuresTitle(`${at(period.start)} – ${at(period.end)}, ${zoneLabel(period.timeZone, period.start, period.end, lang)}`),
    ...figures.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    "",
    w.availabilityTitle,
    availabilityText(analysis, lang),
    ...complianceText(analysis, lang),
    ...comparisonLines(analysis, lang),
    ...(analysis.warnings.length === 0 ? [] : ["", w.warningsTitle, ...analysis.warnings.map((warning) => `  ${warningLine(warning, w)}`)]),
  ].join("\n");
}

/** The period against the portal's average, with its method, and the ledger of the logs that it was made of. */
function comparisonLines({ comparison }: Analysis, lang: Language): string[] {
  if (comparison === null) return [];
  const w = words[lang];
  const decimal = (value: number | null): string => (value === null ? w.unknown : formatDecimal(value, 2));
  const rows = comparison.rows.map((row) => [
    w.measures[row.measure] ?? row.measure,
    ...[row.baselinePerDay, row.periodPerDay, row.ratio, row.baselinePerHour, row.periodPerHour, row.hourRatio].map(decimal),
  ]);
  const { ledger } = comparison.baseline;
  const table = textTable(w.comparisonColumns, rows, 1);
  return [
    "",
    w.comparisonTitle,
    printable(comparison.method),
    table,
    ...(ledger === null ? [] : ["", w.baselineTitle, ledgerText(ledger, lang)]),
  ];
}

/** A warning as the memoria words it, with the option that mends it where there is one. */
function warningLine({ code, text }: Analysis["warnings"][number], w: Words): string {
  return code === "window-unbounded" ? `${printable(text)} ${w.windowHint}` : printable(text);
}

/** The matrix of clauses in brief: what each asks, where, and how it came out; the evidence is in the JSON and the memoria. */
function complianceText({ compliance }: Analysis, lang: Language): string[] {
  if (compliance.length === 0) return [];
  const w = words[lang];
  // The requirement last: it may be long, and nothing then has to stand to the right of it.
  const rows = compliance.map((check) => [verdictWord(check.verdict, lang), check.clause, check.requirement]);
  const press = compliance.find((check) => check.callStatus === "press");
  return [
    "",
    press === undefined ? w.complianceTitle : w.compliancePress(printable(press.callVersion)),
    textTable(w.complianceColumns, rows, 3),
  ];
}

function availabilityText({ availability }: Analysis, lang: Language): string {
  const w = words[lang];
  return textTable(
    w.availabilityColumns,
    availability.results.map((result) => [
      periodName(result.period, lang),
      result.logSource === null ? w.sources[result.source] : `${w.sources[result.source]} (${result.logSource})`,
      known(result.availability, (share) => formatShareTruncated(share, availability.target), lang),
      // Without a statement nothing is known of what was not declared.
      known(result.availability === null && result.downSeconds === 0 ? null : result.downSeconds, formatDuration, lang),
      known(result.allowedSeconds, formatDurationExact, lang),
      known(result.unknownSeconds, formatDuration, lang),
      availability.target === null ? "-" : verdictWord(result.verdict, lang),
    ]),
    2,
  );
}
