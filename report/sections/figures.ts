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
import type { Words } from "../locale/words.ts";
import { formatResponseTime } from "./answers.ts";
import { capitalised, periodPhrase, zoneNote } from "./section.ts";

/** More rows than these are told by day, and by hour in an annex. */
const MOST_HOUR_ROWS = 72;

/** The four figures that the summary and the statistics open with. */
export function keyMetrics(words: Words, analysis: Analysis): MetricRow {
  const { traffic } = analysis;
  const { metricWords } = words.frame;
  const { pagesPerVisit } = traffic;
  const pages = pagesPerVisit === null ? null : words.frame.pagesPerVisitNote(formatDecimal(pagesPerVisit));
  return {
    kind: "metrics",
    items: [
      { label: metricWords.visits, value: formatCount(traffic.visits), note: pages },
      { label: metricWords.uniqueVisitors, value: formatCount(traffic.uniqueVisitors), note: metricWords.estimated },
      { label: metricWords.pageViews, value: formatCount(traffic.pageViews), note: null },
      { label: metricWords.stay, value: known(traffic.visitDuration.mean, formatDuration, words.language), note: metricWords.stayNote },
    ],
  };
}

/** Load: hits, peak, bytes and answers without a server error. */
export function loadMetrics(words: Words, analysis: Analysis): MetricRow {
  const { traffic, period } = analysis;
  const { metricWords } = words.frame;
  const { peakMinute } = traffic;
  return {
    kind: "metrics",
    items: [
      { label: metricWords.hits, value: formatCount(traffic.hits), note: words.frame.ofPeople(traffic.humanHits) },
      {
        label: metricWords.peak,
        value: known(peakMinute, ({ at }) => formatTime(at, period.timeZone, words.language), words.language),
        note:
          peakMinute === null
            ? null
            : words.frame.peakDayNote(formatShortDateTime(peakMinute.at, period.timeZone, words.language).slice(0, 10), peakMinute.hits),
      },
      { label: metricWords.bytes, value: known(traffic.bytes, formatBytes, words.language), note: null },
      {
        label: metricWords.requestSuccess,
        value: known(traffic.requestSuccess, (share) => formatShare(share), words.language),
        note: metricWords.requestSuccessNote,
      },
    ],
  };
}

function figuresTable(words: Words, analysis: Analysis): Table {
  const { traffic, period } = analysis;
  const { figures } = words.statistics;
  const peak = (peak: Traffic["peakMinute"]): string =>
    known(peak, ({ at, hits }) => `${formatDateTime(at, period.timeZone, words.language)} · ${words.frame.peakNote(hits)}`, words.language);
  return table(
    "tabla-cifras",
    words.statistics.figuresCaption,
    words.statistics.figuresColumns,
    [
      [figures.hits, formatCount(traffic.hits)],
      [figures.humanHits, formatCount(traffic.humanHits)],
      [figures.automated, formatCount(traffic.hits - traffic.humanHits)],
      [figures.pageViews, formatCount(traffic.pageViews)],
      [figures.visits, formatCount(traffic.visits)],
      [figures.bounces, formatCount(traffic.bounces)],
      [figures.pagesPerVisit, known(traffic.pagesPerVisit, (pages) => formatDecimal(pages, 2), words.language)],
      [figures.uniqueVisitors, formatCount(traffic.uniqueVisitors)],
      [figures.stay, known(traffic.visitDuration.mean, formatDuration, words.language)],
      [figures.distinctAddresses, formatCount(traffic.distinctAddresses)],
      [figures.bytes, known(traffic.bytes, formatBytes, words.language)],
      [figures.peakMinute, peak(traffic.peakMinute)],
      [figures.peakHour, peak(traffic.peakHour)],
      [
        figures.peakBytesMinute,
        known(
          // An analysis that an earlier version kept does not tell it.
          traffic.peakBytesMinute ?? null,
          ({ at, bytes }) => `${formatDateTime(at, period.timeZone, words.language)} · ${formatDecimal((bytes * 8) / 60 / 1e6, 2)} Mbit/s`,
          words.language,
        ),
      ],
      [figures.requestSuccess, known(traffic.requestSuccess, (share) => formatShare(share), words.language)],
      ...recordedFigures(words, traffic),
    ],
    { note: `${capitalised(periodPhrase(words, analysis))}.` },
  );
}

/** Figures that not every format carries: left out where nothing is recorded, and said so further down. */
function recordedFigures(words: Words, { secure, cache, responseTimes: { all } }: Traffic): string[][] {
  const { figures } = words.answers;
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

function hoursTable(words: Words, analysis: Analysis): Table {
  const { traffic, period } = analysis;
  const rows = traffic.hours.map((hour) => [
    formatShortDateTime(hour.at, period.timeZone, words.language),
    formatCount(hour.hits),
    formatCount(hour.humanHits),
    formatCount(hour.pageViews),
    formatCount(hour.visits),
    formatCount(hour.visitors),
    formatCount(hour.errors5xx),
  ]);
  return table("tabla-horas", words.statistics.hoursCaption, words.statistics.hoursColumns, rows, {
    note: `${words.statistics.hoursNote} ${zoneNote(words, analysis)}`,
  });
}

function daysTable(words: Words, analysis: Analysis): Table {
  const { traffic, period } = analysis;
  const rows = traffic.days.map((day) => [
    formatDate(day.at, period.timeZone, words.language),
    formatCount(day.hits),
    formatCount(day.humanHits),
    formatCount(day.pageViews),
    formatCount(day.visits),
    formatCount(day.visitors),
    formatCount(day.errors5xx),
  ]);
  return table("tabla-dias", words.statistics.daysCaption, words.statistics.daysColumns, rows, {
    note: `${words.statistics.daysNote} ${zoneNote(words, analysis)}`,
  });
}

/** Figures that open the statistics, with gross and human hits. */
export function figureBlocks(words: Words, analysis: Analysis): Block[] {
  return [heading(2, "cifras", words.statistics.figuresTitle), figuresTable(words, analysis)];
}

/** The curve of demand, the bars of each hour, the hours of the days side by side, and the figures behind them. */
export function demandBlocks(words: Words, analysis: Analysis, convocatoria: Convocatoria | null): Block[] {
  const curve = demandChart(words, analysis, convocatoria);
  const charts = [hoursChart(words, analysis), heatMapChart(words, analysis)].filter((chart) => chart !== null);
  const { length } = analysis.traffic.hours;
  const proof = length === 0 ? [] : [length > MOST_HOUR_ROWS ? daysTable(words, analysis) : hoursTable(words, analysis)];
  return [heading(2, "demanda", words.statistics.demandTitle), curve ?? paragraph(words.statistics.noCurve), ...charts, ...proof];
}

/** Status classes, and server errors over time. */
export function answerBlocks(words: Words, analysis: Analysis): Block[] {
  const { statusClasses, hits } = analysis.traffic;
  const errors = errorsChart(words, analysis);
  const classes = Object.keys(words.terms.statusClasses) as (keyof Words["terms"]["statusClasses"])[];
  const rows = classes.map((name) => [
    words.terms.statusClasses[name],
    formatCount(statusClasses[name]),
    formatShare(hits === 0 ? 0 : statusClasses[name] / hits),
  ]);
  return [
    heading(2, "respuestas", words.statistics.errorsTitle),
    ...(statusClasses["5xx"] === 0 ? [note(words.statistics.noErrors)] : []),
    ...(errors === null ? [] : [errors]),
    table(
      "tabla-estados-http",
      words.statistics.statusCaption,
      words.statistics.statusColumns,
      [...rows, [words.statistics.total, formatCount(hits), formatShare(hits === 0 ? 0 : 1)]],
      {
        totalRow: true,
      },
    ),
  ];
}
