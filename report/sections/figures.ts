// Key figures, demand, answers and server errors of the period.
import type { Analysis, Convocatoria, Traffic } from "../../analysis/index.ts";
import {
  formatBytes,
  formatCount,
  formatDate,
  formatDateTime,
  formatDecimal,
  formatDuration,
  formatShare,
  formatShortDateTime,
  formatTime,
  known,
} from "../../analysis/index.ts";
import { demandChart } from "../charts/demand.ts";
import { errorsChart } from "../charts/errors.ts";
import { heatMapChart } from "../charts/heat-map.ts";
import { hoursChart } from "../charts/hours.ts";
import { type Block, heading, type MetricRow, note, paragraph, type Table, table } from "../document.ts";
import { answerWords, frameWords, STATUS_CLASSES, statisticsWords as words } from "../locale/es-MX.ts";
import { formatResponseTime } from "./answers.ts";
import { capitalised, periodPhrase, zoneNote } from "./section.ts";

/** More rows than these are told by day, and by hour in an annex. */
const MOST_HOUR_ROWS = 72;

/** The four figures that the summary and the statistics open with. */
export function keyMetrics(analysis: Analysis): MetricRow {
  const { traffic } = analysis;
  const { metricWords } = frameWords;
  const { pagesPerVisit } = traffic;
  const pages = pagesPerVisit === null ? null : frameWords.pagesPerVisitNote(formatDecimal(pagesPerVisit));
  return {
    kind: "metrics",
    items: [
      { label: metricWords.visits, value: formatCount(traffic.visits), note: pages },
      { label: metricWords.uniqueVisitors, value: formatCount(traffic.uniqueVisitors), note: metricWords.estimated },
      { label: metricWords.pageViews, value: formatCount(traffic.pageViews), note: null },
      { label: metricWords.stay, value: known(traffic.visitDuration.mean, formatDuration), note: metricWords.stayNote },
    ],
  };
}

/** Load: hits, peak, bytes and answers without a server error. */
export function loadMetrics(analysis: Analysis): MetricRow {
  const { traffic, period } = analysis;
  const { metricWords } = frameWords;
  const { peakMinute } = traffic;
  return {
    kind: "metrics",
    items: [
      { label: metricWords.hits, value: formatCount(traffic.hits), note: frameWords.ofPeople(traffic.humanHits) },
      {
        label: metricWords.peak,
        value: known(peakMinute, ({ at }) => formatTime(at, period.timeZone)),
        note:
          peakMinute === null
            ? null
            : frameWords.peakDayNote(formatShortDateTime(peakMinute.at, period.timeZone).slice(0, 10), peakMinute.hits),
      },
      { label: metricWords.bytes, value: known(traffic.bytes, formatBytes), note: null },
      {
        label: metricWords.requestSuccess,
        value: known(traffic.requestSuccess, (share) => formatShare(share)),
        note: metricWords.requestSuccessNote,
      },
    ],
  };
}

function figuresTable(analysis: Analysis): Table {
  const { traffic, period } = analysis;
  const { figures } = words;
  const peak = (peak: Traffic["peakMinute"]): string =>
    known(peak, ({ at, hits }) => `${formatDateTime(at, period.timeZone)} · ${frameWords.peakNote(hits)}`);
  return table(
    "tabla-cifras",
    words.figuresCaption,
    words.figuresColumns,
    [
      [figures.hits, formatCount(traffic.hits)],
      [figures.humanHits, formatCount(traffic.humanHits)],
      [figures.automated, formatCount(traffic.hits - traffic.humanHits)],
      [figures.pageViews, formatCount(traffic.pageViews)],
      [figures.visits, formatCount(traffic.visits)],
      [figures.bounces, formatCount(traffic.bounces)],
      [figures.pagesPerVisit, known(traffic.pagesPerVisit, (pages) => formatDecimal(pages, 2))],
      [figures.uniqueVisitors, formatCount(traffic.uniqueVisitors)],
      [figures.stay, known(traffic.visitDuration.mean, formatDuration)],
      [figures.distinctAddresses, formatCount(traffic.distinctAddresses)],
      [figures.bytes, known(traffic.bytes, formatBytes)],
      [figures.peakMinute, peak(traffic.peakMinute)],
      [figures.peakHour, peak(traffic.peakHour)],
      [figures.requestSuccess, known(traffic.requestSuccess, (share) => formatShare(share))],
      ...recordedFigures(traffic),
    ],
    { note: `${capitalised(periodPhrase(analysis))}.` },
  );
}

/** Figures that not every format carries: left out where nothing is recorded, and said so further down. */
function recordedFigures({ secure, cache, responseTimes: { all } }: Traffic): string[][] {
  const { figures } = answerWords;
  return [
    ...(secure.share === null ? [] : [[figures.secure, formatShare(secure.share)]]),
    ...(cache === null ? [] : [[figures.cache, formatShare(cache.share)]]),
    ...(all === null
      ? []
      : [
          [figures.p50, formatResponseTime(all.p50)],
          [figures.p95, formatResponseTime(all.p95)],
        ]),
  ];
}

function hoursTable(analysis: Analysis): Table {
  const { traffic, period } = analysis;
  const rows = traffic.hours.map((hour) => [
    formatShortDateTime(hour.at, period.timeZone),
    formatCount(hour.hits),
    formatCount(hour.humanHits),
    formatCount(hour.pageViews),
    formatCount(hour.visits),
    formatCount(hour.visitors),
    formatCount(hour.errors5xx),
  ]);
  return table("tabla-horas", words.hoursCaption, words.hoursColumns, rows, { note: `${words.hoursNote} ${zoneNote(analysis)}` });
}

function daysTable(analysis: Analysis): Table {
  const { traffic, period } = analysis;
  const rows = traffic.days.map((day) => [
    formatDate(day.at, period.timeZone),
    formatCount(day.hits),
    formatCount(day.humanHits),
    formatCount(day.pageViews),
    formatCount(day.visits),
    formatCount(day.visitors),
    formatCount(day.errors5xx),
  ]);
  return table("tabla-dias", words.daysCaption, words.daysColumns, rows, { note: `${words.daysNote} ${zoneNote(analysis)}` });
}

/** Figures that open the statistics, with gross and human hits. */
export function figureBlocks(analysis: Analysis): Block[] {
  return [heading(2, "cifras", words.figuresTitle), figuresTable(analysis)];
}

/** The curve of demand, the bars of each hour, the hours of the days side by side, and the figures behind them. */
export function demandBlocks(analysis: Analysis, convocatoria: Convocatoria | null): Block[] {
  const curve = demandChart(analysis, convocatoria);
  const charts = [hoursChart(analysis), heatMapChart(analysis)].filter((chart) => chart !== null);
  const { length } = analysis.traffic.hours;
  const proof = length === 0 ? [] : [length > MOST_HOUR_ROWS ? daysTable(analysis) : hoursTable(analysis)];
  return [heading(2, "demanda", words.demandTitle), curve ?? paragraph(words.noCurve), ...charts, ...proof];
}

/** Status classes, and server errors over time. */
export function answerBlocks(analysis: Analysis): Block[] {
  const { statusClasses, hits } = analysis.traffic;
  const errors = errorsChart(analysis);
  const classes = Object.keys(STATUS_CLASSES) as (keyof typeof STATUS_CLASSES)[];
  const rows = classes.map((name) => [
    STATUS_CLASSES[name],
    formatCount(statusClasses[name]),
    formatShare(hits === 0 ? 0 : statusClasses[name] / hits),
  ]);
  return [
    heading(2, "respuestas", words.errorsTitle),
    ...(statusClasses["5xx"] === 0 ? [note(words.noErrors)] : []),
    ...(errors === null ? [] : [errors]),
    table(
      "tabla-estados-http",
      words.statusCaption,
      words.statusColumns,
      [...rows, [words.total, formatCount(hits), formatShare(hits === 0 ? 0 : 1)]],
      {
        totalRow: true,
      },
    ),
  ];
}
