// Deliveries side by side: pure functions from analyses to figures in the same units, their growth between elections, and a size for the next.
import type { ComparedAnalysis, ComparedDelivery, DeliveriesComparison, Growth } from "./compare-schema.ts";
import { sizing } from "./sizing.ts";

/** An analysis and the name that it goes by: a delivery's id, or its file. */
export interface NamedAnalysis {
  name: string;
  analysis: ComparedAnalysis;
}

const HOUR_SECONDS = 3600;
const mostPlaces = 5;
/** Periods whose covered hours differ by no more than this share are equally long. */
const lengthTolerance = 0.01;

/** @param margin what the sizing estimate is multiplied by; null: nobody gave one. */
export function compareAnalyses(analyses: readonly NamedAnalysis[], margin: number | null = null): DeliveriesComparison {
  const inOrder = analyses.toSorted(
    (a, b) => Date.parse(a.analysis.period.start) - Date.parse(b.analysis.period.start) || compareNames(a.name, b.name),
  );
  const compared = inOrder.map(({ name, analysis }) => ({ analysis, delivery: deliveryOf(name, analysis) }));
  const deliveries = compared.map(({ delivery }) => delivery);
  const growth = growthPairs(compared);
  const [first] = deliveries;
  return {
    schemaVersion: 1,
    deliveries,
    growth,
    sameLength: first === undefined || deliveries.every((delivery) => isSameLength(first, delivery)),
    sizing: sizing(deliveries, growth, margin),
  };
}

function deliveryOf(name: string, { difusor, convocatoria, period, traffic, availability, incidents }: ComparedAnalysis): ComparedDelivery {
  const pooled = availability.results.filter((row) => row.period === period.name && row.logSource === null);
  const hours = (Date.parse(period.end) - Date.parse(period.start)) / 1000 / HOUR_SECONDS;
  const coverage = pooled.find(({ source }) => source === "log")?.coverage ?? null;
  const coveredHours = coverage === null ? null : hours * coverage;
  const perHour = (amount: number): number | null => ratio(amount, coveredHours ?? hours);
  const { hits, humanHits, pageViews, visits, uniqueVisitors, bytes, visitDuration, activeTime, peakMinute, peakSecond } = traffic;
  const peakPerSecond = peakMinute && peakMinute.hits / 60;
  return {
    name,
    difusor,
    convocatoria: convocatoria && `${convocatoria.id}@${convocatoria.version}`,
    period: { ...period, hours },
    coveredHours,
    ...{ hits, humanHits, pageViews, visits, uniqueVisitors, bytes },
    perHour: { hits: perHour(hits), humanHits: perHour(humanHits), pageViews: perHour(pageViews), visits: perHour(visits) },
    visitDuration: { mean: visitDuration.mean, median: visitDuration.median },
    activeTime: { mean: activeTime.mean, median: activeTime.median },
    peakMinute: peakMinute && { ...peakMinute, hitsPerSecond: peakMinute.hits / 60 },
    peakSecond,
    burstFactor: peakSecond === null || peakPerSecond === null ? null : ratio(peakSecond.hits, peakPerSecond),
    peakHour: peakHourOf(traffic, period),
    peakMinuteBitsPerSecond: peakBits(traffic),
    ...places(traffic),
    availability: pooled.map(({ source, availability: share, downSeconds, unknownSeconds, coverage: covered, verdict }) => ({
      ...{ source, availability: share, downSeconds, unknownSeconds, coverage: covered, verdict },
    })),
    incidents: incidents === undefined ? null : byCause(incidents),
  };
}

/** The most frequent first, then by name. */
function byCause(incidents: NonNullable<ComparedAnalysis["incidents"]>): ComparedDelivery["incidents"] {
  const groups = [...Map.groupBy(incidents, ({ type }) => type)];
  return groups
    .map(([type, group]) => {
      const isOpen = group.some(({ seconds }) => seconds === null);
      return { type, count: group.length, seconds: isOpen ? null : group.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0) };
    })
    .sort((a, b) => b.count - a.count || compareNames(a.type, b.type));
}

/** The bytes of the hour with most hits, and the mean rate over as much of it as lies in the period. */
function peakHourOf({ peakHour, hours }: ComparedAnalysis["traffic"], period: ComparedAnalysis["period"]): ComparedDelivery["peakHour"] {
  if (peakHour === null) return null;
  const bytes = hours.find(({ at }) => at === peakHour.at)?.bytes ?? null;
  const start = Date.parse(peakHour.at);
  const inPeriod = Math.min(start + HOUR_SECONDS * 1000, Date.parse(period.end)) - Math.max(start, Date.parse(period.start));
  // A file of others may name an hour outside its own period.
  return { ...peakHour, bytes, bitsPerSecond: bytes === null || inPeriod <= 0 ? null : (bytes * 8 * 1000) / inPeriod };
}

/** No analysis keeps the bytes of a minute: they are its hits by the mean size of an answer in its hour. */
function peakBits({ peakMinute, hours }: ComparedAnalysis["traffic"]): number | null {
  if (peakMinute === null) return null;
  const at = Date.parse(peakMinute.at);
  const hour = hours.findLast((candidate) => Date.parse(candidate.at) <= at);
  if (hour === undefined || hour.bytes === null || hour.hits === 0) return null;
  return ((peakMinute.hits / 60) * hour.bytes * 8) / hour.hits;
}

function places(traffic: ComparedAnalysis["traffic"]): Pick<ComparedDelivery, "countries" | "states" | "cities" | "devices"> {
  const share = (visitors: number): number | null => ratio(visitors, traffic.uniqueVisitors);
  const first = <Row extends { visitors: number }>(rows: readonly Row[], nameOf: (row: Row) => string) =>
    rows.slice(0, mostPlaces).map((row) => ({ name: nameOf(row), share: share(row.visitors) }));
  return {
    countries: first(traffic.countries, ({ code }) => code),
    states: first(
      traffic.states.filter(({ code }) => code.startsWith("MX-")),
      ({ code }) => code,
    ),
    cities: first(traffic.cities, ({ name, state }) => (state === "" ? name : `${name} (${state})`)),
    devices: first(traffic.devices, ({ name }) => name),
  };
}

interface Compared {
  analysis: ComparedAnalysis;
  delivery: ComparedDelivery;
}

/** Each delivery with the one before it of the same difusor (without names: of the same institute) and another election. */
function growthPairs(compared: readonly Compared[]): Growth[] {
  return compared.flatMap((to, i) => {
    const from = compared.slice(0, i).findLast((other) => isSameSeries(other, to) && election(other) !== election(to));
    return from === undefined ? [] : [growthOf(from.delivery, to.delivery)];
  });
}

function isSameSeries(a: Compared, b: Compared): boolean {
  const [nameA, nameB] = [a, b].map(({ analysis }) => analysis.difusor.trim().toLocaleLowerCase("es"));
  if (nameA !== "" || nameB !== "") return nameA === nameB;
  const [instituteA, instituteB] = [a, b].map(({ analysis }) => analysis.convocatoria?.id.split("-")[0] ?? null);
  return instituteA !== null && instituteA === instituteB;
}

/** What tells elections apart: the call, whichever its version; without one the day on which the period begins. */
function election({ analysis }: Compared): string {
  return analysis.convocatoria?.id ?? analysis.period.start.slice(0, 10);
}

function growthOf(from: ComparedDelivery, to: ComparedDelivery): Growth {
  const sameLength = isSameLength(from, to);
  const grown = (a: number | null | undefined, b: number | null | undefined): number | null =>
    a == null || b == null ? null : ratio(b, a);
  const total = (key: "hits" | "humanHits" | "pageViews" | "visits" | "uniqueVisitors") => (sameLength ? grown(from[key], to[key]) : null);
  const hourly = (key: "hits" | "humanHits" | "pageViews" | "visits") => grown(from.perHour[key], to.perHour[key]);
  return {
    difusor: to.difusor,
    from: from.name,
    to: to.name,
    sameLength,
    fromHours: from.coveredHours ?? from.period.hours,
    toHours: to.coveredHours ?? to.period.hours,
    totals: {
      ...{ hits: total("hits"), humanHits: total("humanHits"), pageViews: total("pageViews") },
      ...{ visits: total("visits"), uniqueVisitors: total("uniqueVisitors") },
    },
    perHour: { hits: hourly("hits"), humanHits: hourly("humanHits"), pageViews: hourly("pageViews"), visits: hourly("visits") },
    peakMinute: grown(from.peakMinute?.hits, to.peakMinute?.hits),
    meanVisitDuration: grown(from.visitDuration.mean, to.visitDuration.mean),
    peakBandwidth: grown(from.peakMinuteBitsPerSecond, to.peakMinuteBitsPerSecond),
  };
}

function isSameLength(a: ComparedDelivery, b: ComparedDelivery): boolean {
  const [hoursA, hoursB] = [a.coveredHours ?? a.period.hours, b.coveredHours ?? b.period.hours];
  return a.period.name === b.period.name && Math.abs(hoursA - hoursB) <= lengthTolerance * Math.max(hoursA, hoursB);
}

function ratio(amount: number, of: number): number | null {
  return of === 0 ? null : amount / of;
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
