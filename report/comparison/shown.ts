// The comparison of elections as tables for people: the same on paper, on the page and in the PDF.
import {
  type ComparedDelivery,
  type DeliveriesComparison,
  formatBytes,
  formatCount,
  formatDecimal,
  formatDuration,
  formatShare,
  formatShareTruncated,
  formatShortDateTime,
  known,
  printable,
  zoneLabel,
} from "../../analysis/index.ts";
import { type Column, type Table, table } from "../document.ts";
import * as electionWords from "../locale/es-MX/elections.ts";
import { wordsOf } from "../locale/words.ts";

const spanish = wordsOf("es");
const { places, terms } = spanish;
const words = electionWords.comparison;
const decimal = (value: number | null): string => known(value, (amount) => formatDecimal(amount));
const times = (value: number | null): string => known(value, (ratio) => formatDecimal(ratio, 2));
const bits = (value: number | null): string => known(value, (rate) => `${formatDecimal(rate / 1e6, 2)} Mbit/s`);
const duration = (value: number | null): string => known(value, formatDuration);

type Key = keyof typeof words.captions & keyof typeof words.columns;

/** One table; the first `texts` columns after the name are text, the others numbers. */
function shown(key: Key, rows: string[][], texts: number, first: string = words.name): Table {
  const columns = words.columns[key].map((title, i): Column => ({ title, kind: i < texts || title === words.verdict ? "text" : "number" }));
  return table(`comparacion-${key}`, words.captions[key], [{ title: first, kind: "text" }, ...columns], rows);
}

/** Every table of the comparison, in the order in which it is read. */
export function comparisonShown(comparison: DeliveriesComparison): Record<Key, Table> {
  const { deliveries } = comparison;
  const each = (cells: (delivery: ComparedDelivery) => string[]): string[][] =>
    deliveries.map((delivery) => [printable(delivery.name), ...cells(delivery)]);
  return {
    traffic: shown("traffic", each(trafficCells), 1),
    perHour: shown(
      "perHour",
      each(({ perHour: p }) => [p.hits, p.humanHits, p.pageViews, p.visits].map(decimal)),
      0,
    ),
    peaks: shown("peaks", each(peakCells), 1),
    stay: shown(
      "stay",
      each(({ visitDuration: v, activeTime: a }) => [v.mean, v.median, a.mean, a.median].map(duration)),
      0,
    ),
    places: shown("places", each(placeCells), 3),
    availability: shown("availability", deliveries.flatMap(availabilityRows), 1),
    incidents: shown("incidents", deliveries.flatMap(incidentRows), 1),
    growth: shown("growth", growthRows(comparison), 1, "De"),
    observed: withoutName("observed", observedRows(comparison)),
    sizing: withoutName("sizing", sizingRows(comparison)),
  };
}

function withoutName(key: Key, rows: string[][]): Table {
  const columns = words.columns[key].map((title, i): Column => ({ title, kind: i === 0 ? "text" : "number" }));
  return table(`comparacion-${key}`, words.captions[key], columns, rows);
}

function trafficCells({ period, hits, humanHits, pageViews, visits, uniqueVisitors, bytes }: ComparedDelivery): string[] {
  const at = (time: string): string => formatShortDateTime(time, period.timeZone);
  const span = `${terms.periodName(period.name)}: ${at(period.start)} a ${at(period.end)} (${zoneLabel(period.timeZone, period.start, period.end)})`;
  return [
    span,
    formatDecimal(period.hours),
    ...[hits, humanHits, pageViews, visits, uniqueVisitors].map(formatCount),
    known(bytes, formatBytes),
  ];
}

function peakCells({ peakMinute, peakSecond, peakMinuteBitsPerSecond, period }: ComparedDelivery): string[] {
  return [
    known(peakMinute, ({ at }) => formatShortDateTime(at, period.timeZone)),
    known(peakMinute, ({ hits }) => formatCount(hits)),
    known(peakMinute, ({ hitsPerSecond }) => formatDecimal(hitsPerSecond, 2)),
    known(peakSecond, ({ hits }) => formatCount(hits)),
    bits(peakMinuteBitsPerSecond),
  ];
}

const mostPlaces = 3;

function placeCells({ countries, states, devices }: ComparedDelivery): string[] {
  const list = (rows: ComparedDelivery["countries"], nameOf: (name: string) => string): string =>
    rows
      .slice(0, mostPlaces)
      .map(({ name, share }) => `${nameOf(name)} ${known(share, (value) => formatShare(value, 1))}`)
      .join("; ") || electionWords.unknown;
  return [list(countries, places.countryName), list(states, places.stateName), list(devices, terms.agentName)];
}

function availabilityRows({ name, availability }: ComparedDelivery): string[][] {
  return availability.map((row) => [
    printable(name),
    terms.availabilitySources[row.source as keyof typeof terms.availabilitySources] ?? printable(row.source),
    known(row.availability, (share) => formatShareTruncated(share)),
    formatDuration(row.downSeconds),
    duration(row.unknownSeconds),
    known(row.coverage, (share) => formatShareTruncated(share)),
    row.verdict === null ? "—" : (terms.verdicts[row.verdict as keyof typeof terms.verdicts] ?? printable(row.verdict)),
  ]);
}

function incidentRows({ name, incidents }: ComparedDelivery): string[][] {
  if (incidents === null) return [[printable(name), electionWords.unknown, electionWords.unknown, electionWords.unknown]];
  if (incidents.length === 0) return [[printable(name), words.noIncidents, "0", "0 s"]];
  return incidents.map(({ type, count, seconds }) => [
    printable(name),
    terms.incidentTypes[type as keyof typeof terms.incidentTypes] ?? printable(type),
    formatCount(count),
    duration(seconds),
  ]);
}

function growthRows({ growth }: DeliveriesComparison): string[][] {
  return growth.map(({ from, to, sameLength, totals, perHour, peakMinute, meanVisitDuration }) => [
    printable(from),
    printable(to),
    ...[totals.hits, totals.visits].map((ratio) => (sameLength ? times(ratio) : "—")),
    ...[perHour.hits, perHour.visits, peakMinute, meanVisitDuration].map(times),
  ]);
}

function observedRows({ sizing }: DeliveriesComparison): string[][] {
  const spreads = [sizing.peakMinuteHitsPerSecond, sizing.peakMinuteGrowth, sizing.burstFactors, sizing.peakBitsPerSecond];
  return spreads.map((spread, i) => {
    const write = i === 3 ? bits : times;
    return [
      words.observedRows[i] ?? "",
      ...[spread?.least, spread?.median, spread?.most].map((value) => write(value ?? null)),
      formatCount(spread?.of ?? 0),
    ];
  });
}

function sizingRows({ sizing }: DeliveriesComparison): string[][] {
  const values = [decimal(sizing.hitsPerSecond), decimal(sizing.burstHitsPerSecond), bits(sizing.bitsPerSecond)];
  return words.sizingRows.map((name, i) => [name, values[i] ?? electionWords.unknown]);
}

/** How the estimate came about, as one paragraph. */
export function sizingMethod({ sizing }: DeliveriesComparison): string {
  const factor = (value: number | null): string | null => (value === null ? null : formatDecimal(value, 2));
  return words.method(factor(sizing.growthFactor), formatDecimal(sizing.marginFactor, 2), sizing.marginFrom, factor(sizing.burstFactor));
}
