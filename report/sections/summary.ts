// The one-page summary: verdicts, key figures, the first findings, and what is still pending.
import type { Analysis } from "../../analysis/index.ts";
import { formatDurationExact, formatShareTruncated, formatTarget, known, printable } from "../../analysis/index.ts";
import {
  type Block,
  type Column,
  type Document,
  heading,
  type List,
  note,
  paragraph,
  plain,
  rich,
  type Table,
  table,
} from "../document.ts";
import type { Words } from "../locale/words.ts";
import { orderedFindings } from "./analysis.ts";
import {
  availabilityFigure,
  availabilityPeriods,
  isUnjudged,
  periodResults,
  unjudgedBlocks,
  verdictCell,
  verdictRow,
} from "./availability.ts";
import { complianceSummary } from "./compliance.ts";
import { keyMetrics, loadMetrics } from "./figures.ts";
import { cutList, leftOfPage } from "./one-page.ts";
import { capitalised, periodPhrase, type ReportInput } from "./section.ts";

const MOST_FINDINGS = 3;

/** The other periods, a row for each source that can say something of them. */
function otherPeriods(words: Words, analysis: Analysis, periods: string[], caption: string): Table | null {
  const results = periods
    .flatMap((period) => periodResults(analysis, period))
    .filter((result) => result.availability !== null || result.verdict !== null);
  if (results.length === 0) return null;
  const { availability, verdict } = words.availability.rows;
  const { source, down, coverage, period, allowed } = words.availability.perSourceColumns;
  const text = (title: string): Column => ({ title, kind: "text" });
  const number = (title: string): Column => ({ title, kind: "number" });
  return table(
    "tabla-resumen-disponibilidad",
    caption,
    [
      text(period),
      text(source),
      number(availability),
      number(coverage),
      number(down),
      number(allowed),
      { title: verdict, kind: "verdict" },
    ],
    results.map((result) => [
      words.terms.periodName(result.period),
      capitalised(words.terms.availabilitySourcesShort[result.source]),
      availabilityFigure(words, analysis, result),
      known(result.coverage, (share) => formatShareTruncated(share), words.language),
      formatDurationExact(result.downSeconds),
      known(result.allowedSeconds, formatDurationExact, words.language),
      verdictCell(words, analysis, result),
    ]),
  );
}

/** Which figure the clause is about, where the call asks for the availability of a month; null where it does not. */
function monthlyClause(words: Words, convocatoria: ReportInput["convocatoria"]): string | null {
  const basis = convocatoria?.availability.basis;
  return basis?.value === "monthly" ? words.availability.monthlySummary(basis.clause) : null;
}

/** The heading over the verdicts of a period, with the target where one holds for it. */
export function availabilityTitle(words: Words, analysis: Analysis, period: string): string {
  const { target } = analysis.availability;
  if (isUnjudged(analysis, period)) return words.availability.summaryTitleUnjudged(words.terms.periodInside(period));
  return words.availability.summaryTitle(words.terms.periodInside(period), target === null ? null : formatTarget(target));
}

function availabilityBlocks({ analysis, convocatoria, words }: ReportInput): Block[] {
  const periods = availabilityPeriods(analysis);
  const [first, ...others] = periods;
  if (first === undefined)
    return [heading(3, "resumen-disponibilidad", words.frame.availabilityLead), paragraph(words.frame.noAvailability)];
  const title = availabilityTitle(words, analysis, first);
  const row = verdictRow(words, analysis, first);
  const monthly = first.startsWith("month:") ? null : monthlyClause(words, convocatoria);
  const rest = otherPeriods(words, analysis, others, monthly ?? words.availability.otherPeriodsCaption);
  return [
    heading(3, "resumen-disponibilidad", title),
    ...(row === null ? [] : [row]),
    ...unjudgedBlocks(words, analysis, first),
    ...(rest === null ? [] : [rest]),
  ];
}

function closeList(items: List["items"]): List {
  return { kind: "list", ordered: false, isClose: true, items };
}

/** What is pending, shorter where the page has little room: then without who provides it, which its section says too. */
function pendingBlocks(words: Words, pending: Document["pending"], room: number): Block[] {
  const title = heading(3, "resumen-pendientes", words.frame.pending);
  if (pending.length === 0) return [title, paragraph(words.frame.nothingPending)];
  const list = (sentences: (sentence: string) => string): List =>
    cutList(
      closeList(pending.map(({ section, sentence }) => rich(words.frame.pendingItem(printable(section), sentences(sentence))))),
      room,
      (count, isAll) => plain(words.frame.morePending(count, isAll)),
    );
  const whole = list((sentence) => sentence);
  return [title, whole.items.length === pending.length ? whole : list((sentence) => sentence.replace(/;.*$/su, "."))];
}

function figureRows(words: Words, analysis: Analysis): Block[] {
  return analysis.traffic.hits === 0
    ? [note(words.frame.noTraffic, "attention")]
    : [keyMetrics(words, analysis), loadMetrics(words, analysis)];
}

function findingBlocks(words: Words, analysis: Analysis, isClose: boolean): Block {
  const findings = orderedFindings(analysis).slice(0, MOST_FINDINGS);
  const items = findings.map((finding) => plain(printable(finding.text)));
  if (items.length > 0) return { kind: "list", ordered: true, items, isClose };
  return paragraph(analysis.traffic.hits === 0 ? words.frame.noFindingsWithoutTraffic : words.frame.noFindings);
}

/** Warnings that touch no figure of the summary, or that are told among what is pending: the ledger's section has them. */
const TOLD_ELSEWHERE = new Set(["rejected-lines", "duplicate-lines", "replaced-bytes", "empty-files", "window-unbounded"]);

/** What a reader must know before trusting the figures above; the ledger's section has all of it. */
function warningBlocks(words: Words, analysis: Analysis, room: number): Block[] {
  const warnings = analysis.warnings.filter((warning) => !TOLD_ELSEWHERE.has(warning.code));
  if (warnings.length === 0) return [];
  const items = warnings.map((warning) => plain(printable(warning.text)));
  const list = cutList(closeList(items), room, (count, isAll) => plain(words.frame.moreWarnings(count, isAll)));
  const isTold = list.items[0] === items[0];
  return isTold
    ? [heading(3, "resumen-advertencias", words.frame.warnings), list]
    : [paragraph(words.frame.moreWarnings(warnings.length, true))];
}

/** How many clauses came out how: one line, so that the summary keeps to its page. */
function complianceBlocks(input: ReportInput, pending: Document["pending"]): Block[] {
  const counts = complianceSummary(input, pending);
  return counts === null ? [] : [paragraph(rich(counts))];
}

/** Less than this for what is pending and for the warnings, and the findings are set closer. */
const LEAST_ROOM = 110;
const HEADING_ROOM = 29;
/** The word on how many warnings there are. */
const WARNINGS_ROOM = 20;

/** Verdicts, figures and findings. */
function answerBlocks(input: ReportInput, difusor: string, pending: Document["pending"]): Block[] {
  const { analysis } = input;
  const answers: Block[] = [
    heading(1, "resumen", input.words.frame.summary),
    paragraph(input.words.frame.lead(analysis.difusor.trim() === "" ? null : difusor, periodPhrase(input.words, analysis))),
    ...availabilityBlocks(input),
    ...complianceBlocks(input, pending),
    heading(3, "resumen-cifras", input.words.frame.keyFigures),
    ...figureRows(input.words, analysis),
    heading(3, "resumen-hallazgos", input.words.frame.mainFindings),
  ];
  const loose = [...answers, findingBlocks(input.words, analysis, false)];
  return leftOfPage(loose) >= LEAST_ROOM ? loose : [...answers, findingBlocks(input.words, analysis, true)];
}

/** The page that answers first: one page, whatever is pending. */
export function summaryBlocks(input: ReportInput, difusor: string, pending: Document["pending"]): Block[] {
  const { analysis, convocatoria } = input;
  const answers = answerBlocks(input, difusor, pending);
  const hasWarnings = warningBlocks(input.words, analysis, 0).length > 0;
  const room = leftOfPage(answers) - HEADING_ROOM - (hasWarnings ? WARNINGS_ROOM : 0);
  const lacking = convocatoria === null ? [] : pendingBlocks(input.words, pending, room);
  return [...answers, ...lacking, ...warningBlocks(input.words, analysis, leftOfPage([...answers, ...lacking]) - HEADING_ROOM)];
}
