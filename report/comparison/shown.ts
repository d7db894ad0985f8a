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
import { bits, decimal, growthRows, loadRows, observedRows, sizingRows, times } from "./sizing-shown.ts";

const spanish = wordsOf("es");
const { places, terms } = spanish;
const words = electionWords.comparison;
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
    common: shown("common", each(commonCells), 0),
    peaks: shown("peaks", each(peakCells), 1),
    refreshes: shown("refreshes", each(refreshCells), 0),
    stay: shown(
      "stay",
      each(({ visitDuration: v, activeTime: a }) => [v.mean, v.median, a.mean, a.median].map(duration)),
      0,
    ),
    places: shown("places", each(placeCells), 3),
    availability: shown("availability", deliveries.flatMap(availabilityRows), 1),
    incidents: shown("incidents", deliveries.flatMap(incidentRows), 1),
    growth: shown("growth", growthRows(comparison), 1, words.from),
    load: shown("load", loadRows(comparison), 1, words.call),
    observed: withoutName("observed", observedRows(comparison)),
    sizing: withoutName("sizing", sizingRows(comparison)),
  };
}

function withoutName(key: Key, rows: string[][]): Table {
  const columns = words.columns[key].map((title, i): Column => ({ title, kind: i === 0 ? "text" : "number" }));
  return table(`comparacion-${key}`, words.captions[key], columns, rows);
}

function trafficCells({ period, coveredHours, hits, humanHits, pageViews, visits, uniqueVisitors, bytes }: ComparedDelivery): string[] {
  const at = (time: string): string => formatShortDateTime(time, period.timeZone);
  const span = `${terms.periodName(period.name)}: ${at(period.start)} a ${at(period.end)} (${zoneLabel(period.timeZone, period.start, period.end)})`;
  return [
    span,
    words.hoursOf(decimal(coveredHours), formatDecimal(period.hours)),
    ...[hits, humanHits, pageViews, visits, uniqueVisitors].map(formatCount),
    known(bytes, formatBytes),
  ];
}

/** Nothing but "not available" where there are no hours in common, or it is not told of which the log knows. */
function commonCells({ common }: ComparedDelivery): string[] {
  const { hits, humanHits, pageViews, visits, bytes = null } = common ?? {};
  return [...[hits, humanHits, pageViews, visits].map((amount) => known(amount ?? null, formatCount)), known(bytes, formatBytes)];
}

function refreshCells({ hits, pollingHits, cacheShare }: ComparedDelivery): string[] {
  return [
    known(pollingHits, formatCount),
    known(pollingHits === null || hits === 0 ? null : pollingHits / hits, (share) => formatShare(share)),
    known(cacheShare, (share) => formatShare(share)),
  ];
}

function peakCells({ peakMinute, peakIncident, peakSecond, peakBytesMinute, peakMinuteBitsPerSecond, period }: ComparedDelivery): string[] {
  return [
    `${known(peakMinute, ({ at }) => formatShortDateTime(at, period.timeZone))}${peakIncident === null ? "" : ` (${words.during(causeName(peakIncident))})`}`,
    known(peakMinute, ({ hits }) => formatCount(hits)),
    times(peakMinute?.hitsPerSecond ?? null),
    known(peakSecond, ({ hits }) => formatCount(hits)),
    known(peakBytesMinute, ({ at }) => formatShortDateTime(at, period.timeZone)),
    peakBytesMinute === null ? words.estimated(bits(peakMinuteBitsPerSecond)) : bits(peakBytesMinute.bitsPerSecond),
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
    // Without a statement nothing is known of what was not declared.
    row.availability === null ? electionWords.unknown : formatDuration(row.downSeconds),
    duration(row.unknownSeconds),
    known(row.coverage, (share) => formatShareTruncated(share)),
    row.verdict === null ? "—" : (terms.verdicts[row.verdict as keyof typeof terms.verdicts] ?? printable(row.verdict)),
  ]);
}

function causeName(type: string): string {
  return terms.incidentTypes[type as keyof typeof terms.incidentTypes] ?? printable(type);
}

function incidentRows({ name, incidents }: ComparedDelivery): string[][] {
  if (incidents === null) return [[printable(name), electionWords.unknown, electionWords.unknown, electionWords.unknown]];
  if (incidents.length === 0) return [[printable(name), words.noIncidents, "0", "0 s"]];
  return incidents.map(({ type, count, seconds }) => [printable(name), causeName(type), formatCount(count), duration(seconds)]);
}
