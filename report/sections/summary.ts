// The one-page summary: verdicts, key figures, the first findings, and what is still pending.
import type { Analysis } from "../../analysis/index.ts";
import { formatTarget, printable } from "../../analysis/index.ts";
import { type Block, type Document, heading, paragraph, plain, rich, type Table, table } from "../document.ts";
import { AVAILABILITY_SOURCES, availabilityWords, frameWords, periodName, VERDICTS } from "../locale/es-MX.ts";
import { orderedFindings } from "./analysis.ts";
import { availabilityFigure, availabilityPeriods, downWords, periodResults, verdictRow } from "./availability.ts";
import { keyMetrics, loadMetrics } from "./figures.ts";
import { periodPhrase, type ReportInput } from "./section.ts";

const MOST_FINDINGS = 3;

/** The other periods, a row for each source that can say something of them. */
function otherPeriods(analysis: Analysis, periods: string[]): Table | null {
  const results = periods
    .flatMap((period) => periodResults(analysis, period))
    .filter((result) => result.availability !== null || result.verdict !== null);
  if (results.length === 0) return null;
  const { availability, verdict } = availabilityWords.rows;
  const { source, down, period } = availabilityWords.perSourceColumns;
  return table(
    "tabla-resumen-disponibilidad",
    availabilityWords.otherPeriodsCaption,
    [
      { title: period, kind: "text" },
      { title: source, kind: "text" },
      { title: availability, kind: "number" },
      { title: down, kind: "text" },
      { title: verdict, kind: "verdict" },
    ],
    results.map((result) => [
      periodName(result.period),
      AVAILABILITY_SOURCES[result.source],
      availabilityFigure(analysis, result),
      downWords(result),
      result.verdict === null ? availabilityWords.noVerdict : { verdict: result.verdict, word: VERDICTS[result.verdict] },
    ]),
  );
}

function availabilityBlocks(analysis: Analysis): Block[] {
  const periods = availabilityPeriods(analysis);
  const [first, ...others] = periods;
  if (first === undefined) return [heading(3, "resumen-disponibilidad", frameWords.availabilityLead), paragraph(frameWords.noAvailability)];
  const { target } = analysis.availability;
  const title = availabilityWords.summaryTitle(periodName(first), target === null ? null : formatTarget(target));
  const row = verdictRow(analysis, first);
  const rest = otherPeriods(analysis, others);
  return [heading(3, "resumen-disponibilidad", title), ...(row === null ? [] : [row]), ...(rest === null ? [] : [rest])];
}

function pendingBlocks(pending: Document["pending"]): Block[] {
  const title = heading(3, "resumen-pendientes", frameWords.pending);
  if (pending.length === 0) return [title, paragraph(frameWords.nothingPending)];
  const items = pending.map((item) => rich(frameWords.pendingItem(printable(item.section), item.sentence)));
  return [title, { kind: "list", ordered: false, items }];
}

/** The page that answers first. */
export function summaryBlocks({ analysis, convocatoria }: ReportInput, difusor: string, pending: Document["pending"]): Block[] {
  const findings = orderedFindings(analysis).slice(0, MOST_FINDINGS);
  return [
    heading(1, "resumen", frameWords.summary),
    paragraph(frameWords.lead(analysis.difusor.trim() === "" ? null : difusor, periodPhrase(analysis))),
    ...availabilityBlocks(analysis),
    heading(3, "resumen-cifras", frameWords.keyFigures),
    keyMetrics(analysis),
    loadMetrics(analysis),
    heading(3, "resumen-hallazgos", frameWords.mainFindings),
    findings.length === 0
      ? paragraph(frameWords.noFindings)
      : { kind: "list", ordered: true, items: findings.map((finding) => plain(printable(finding.text))) },
    ...(convocatoria === null ? [] : pendingBlocks(pending)),
  ];
}
