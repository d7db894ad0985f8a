// Deliveries side by side: pure functions from analyses to figures in the same units, their growth between elections, and a size for the next.
import type { ComparedAnalysis, ComparedDelivery, DeliveriesComparison, Growth } from "./compare-schema.ts";
import { commonPlaces, knownPlaces, sumsOf } from "./compared-hours.ts";
import { electionLoads } from "./election-load.ts";
import { type SizingOptions, sizing } from "./sizing.ts";

/** An analysis and the name that it goes by: a delivery's id, or its file. */
export interface NamedAnalysis {
  name: string;
  analysis: ComparedAnalysis;
}

const HOUR_SECONDS = 3600;
const mostPlaces = 5;
/** Periods whose covered hours differ by no more than this share are equally long. */
const lengthTolerance = 0.01;

/** Deliveries in order of time, what they have in common, growth, and the size of the next election. */
export function compareAnalyses(analyses: readonly NamedAnalysis[], options: SizingOptions = {}): DeliveriesComparison {
  const inOrder = analyses.toSorted(
    (a, b) => Date.parse(a.analysis.period.start) - Date.parse(b.analysis.period.start) || compareNames(a.name, b.name),
  );
  const known = inOrder.map(({ analysis }) => knownPlaces(analysis));
  // Publication is counted from its start; a period of another kind begins at another moment of the night.
  const areOfOneKind = new Set(inOrder.map(({ analysis }) => analysis.period.name)).size < 2;
  const commonHours = areOfOneKind ? commonPlaces(known) : [];
  const compared = inOrder.map(({ name, analysis }, i): Compared => {
    const places = known[i] ?? null;
    const common = places === null || places.length === 0 || commonHours.length === 0 ? null : sumsOf(analysis, commonHours);
    return { analysis, places, delivery: { ...deliveryOf(name, analysis), common } };
  });
  const deliveries = compared.map(({ delivery }) => delivery);
  const growth = growthPairs(compared);
  const elections = electionLoads(inOrder);
  const [first] = compared;
  return {
    schemaVersion: 1,
    deliveries,
    growth,
    sameLength: first === undefined || compared.every((other) => isSameLength(first, other)),
    commonHours,
    elections,
    sizing: sizing({ deliveries, growth, elections }, options),
  };
}

function deliveryOf(
  name: string,
  { difusor, convocatoria, period, traffic, availability, incidents }: ComparedAnalysis,
): Omit<ComparedDelivery, "common"> {
  const pooled = availability.results.filter((row) => row.period === period.name && row.logSource === null);
  const hours = (Date.parse(period.end) - Date.parse(period.start)) / 1000 / HOUR_SECONDS;
  const coveredHours = hoursTold(
    pooled.find(({ source }) => source === "log"),
    hours,
  );
  const perHour = (amount: number): number | null => ratio(amount, coveredHours ?? hours);
  const { hits, humanHits, pageViews, visits, uniqueVisitors, bytes, visitDuration, activeTime, peakMinute, peakSecond, peakBytesMinute } =
    traffic;
  const peakPerSecond = peakMinute && peakMinute.hits / 60;
  return {
    name,
    difusor,
    convocatoria: convocatoria && `${convocatoria.id}@${convocatoria.version}`,
    period: { ...period, hours },
    coveredHours,
    ...{ hits, humanHits, pageViews, visits, uniqueVisitors, bytes },
    ...{ pollingHits: traffic.pollingHits, cacheShare: traffic.cache?.share ?? null },
    perHour: { hits: perHour(hits), humanHits: perHour(humanHits), pageViews: perHour(pageViews), visits: perHour(visits) },
    visitDuration: { mean: visitDuration.mean, median: visitDuration.median },
    activeTime: { mean: activeTime.mean, median: activeTime.median },
    peakMinute: peakMinute && { ...peakMinute, hitsPerSecond: peakMinute.hits / 60 },
    peakIncident: peakMinute && incidentAt(incidents ?? [], Date.parse(peakMinute.at), period.end),
    peakSecond,
    peakBytesMinute: peakBytesMinute && { ...peakBytesMinute, bitsPerSecond: (peakBytesMinute.bytes * 8) / 60 },
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

/** One without an end lasts to the period's. */
function incidentAt(incidents: NonNullable<ComparedAnalysis["incidents"]>, minute: number, periodEnd: string): string | null {
  const during = incidents.filter(({ start, end }) => Date.parse(start) < minute + 60_000 && Date.parse(end ?? periodEnd) > minute);
  return (during.find(({ type }) => type === "ataque") ?? during[0])?.type ?? null;
}

/** Hours that are covered and not silent: a silent hour is not one without demand. */
function hoursTold(log: ComparedAnalysis["availability"]["results"][number] | undefined, hours: number): number | null {
  if (log === undefined || log.coverage === null) return null;
  const { coverage, seconds, unknownSeconds } = log;
  return unknownSeconds === null ? hours * coverage : hours * Math.max(0, Math.min(coverage, 1 - unknownSeconds / seconds));
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

/** For an analysis that keeps no bytes of a minute: its hits by the mean size of an answer in its hour. */
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
  /** Hours of which the log tells, by their places from the start; null: the analysis does not say which. */
  places: readonly number[] | null;
}

/** Each delivery with the one before it of the same difusor (without names: of the same institute) and another election. */
function growthPairs(compared: readonly Compared[]): Growth[] {
  return compared.flatMap((to, i) => {
    const from = compared.slice(0, i).findLast((other) => isSameSeries(other, to) && election(other) !== election(to));
    return from === undefined ? [] : [growthOf(from, to)];
  });
}

function isSameSeries(a: Compared, b: Compared): boolean {
  const [nameA, nameB] = [a, b].map(({ analysis }) => analysis.difusor.trim().toLocaleLowerCase("es"));
  if (nameA !== "" || nameB !== "") return nameA === nameB;
  return isSameInstitute(a, b);
}

function isSameInstitute(a: Compared, b: Compared): boolean {
  const [instituteA, instituteB] = [a, b].map(({ analysis }) => analysis.convocatoria?.id.split("-")[0] ?? null);
  return instituteA !== null && instituteA === instituteB;
}

/** What tells elections apart: the call, whichever its version; without one the day on which the period begins. */
function election({ analysis }: Compared): string {
  return analysis.convocatoria?.id ?? analysis.period.start.slice(0, 10);
}

function growthOf(before: Compared, after: Compared): Growth {
  const [from, to] = [before.delivery, after.delivery];
  const sameLength = isSameLength(before, after);
  const grown = (a: number | null | undefined, b: number | null | undefined): number | null =>
    a == null || b == null ? null : ratio(b, a);
  const total = (key: "hits" | "humanHits" | "pageViews" | "visits" | "uniqueVisitors") => (sameLength ? grown(from[key], to[key]) : null);
  const hourly = (key: "hits" | "humanHits" | "pageViews" | "visits") => grown(from.perHour[key], to.perHour[key]);
  return {
    difusor: to.difusor,
    from: from.name,
    to: to.name,
    sameLength,
    sameInstitute: isSameInstitute(before, after),
    common: commonGrowth(before, after),
    fromPeakHits: from.peakMinute?.hits ?? null,
    fromHours: from.coveredHours ?? from.period.hours,
    toHours: to.coveredHours ?? to.period.hours,
    totals: {
      ...{ hits: total("hits"), humanHits: total("humanHits"), pageViews: total("pageViews") },
      ...{ visits: total("visits"), uniqueVisitors: total("uniqueVisitors") },
    },
    perHour: { hits: hourly("hits"), humanHits: hourly("humanHits"), pageViews: hourly("pageViews"), visits: hourly("visits") },
    peakMinute: grown(from.peakMinute?.hits, to.peakMinute?.hits),
    meanVisitDuration: grown(from.visitDuration.mean, to.visitDuration.mean),
    peakBandwidth: bandwidthGrowth(from, to),
  };
}

function commonGrowth(before: Compared, after: Compared): Growth["common"] {
  const isOfOneKind = before.delivery.period.name === after.delivery.period.name;
  const isKnown = isOfOneKind && before.places !== null && after.places !== null && before.places.length > 0 && after.places.length > 0;
  const places = isKnown ? commonPlaces([before.places, after.places]) : [];
  const [from, to] = [sumsOf(before.analysis, places), sumsOf(after.analysis, places)];
  const grown = (key: keyof typeof from): number | null => {
    const [a, b] = [from[key], to[key]];
    return a === null || b === null ? null : ratio(b, a);
  };
  return {
    hours: places.length,
    ...{
      hits: grown("hits"),
      humanHits: grown("humanHits"),
      pageViews: grown("pageViews"),
      visits: grown("visits"),
      bytes: grown("bytes"),
    },
  };
}

/** Like with like: both measured, else both estimated. */
function bandwidthGrowth(from: ComparedDelivery, to: ComparedDelivery): number | null {
  if (from.peakBytesMinute && to.peakBytesMinute) return ratio(to.peakBytesMinute.bitsPerSecond, from.peakBytesMinute.bitsPerSecond);
  const [a, b] = [from.peakMinuteBitsPerSecond, to.peakMinuteBitsPerSecond];
  return a === null || b === null ? null : ratio(b, a);
}

/** As many hours, and the same ones where it is told which: the first and the last day of a period are not alike. */
function isSameLength(a: Compared, b: Compared): boolean {
  const [hoursA, hoursB] = [a, b].map(({ delivery }) => delivery.coveredHours ?? delivery.period.hours) as [number, number];
  const isSamePlace = a.places === null || b.places === null || a.places.join() === b.places.join();
  const isSamePeriod = a.delivery.period.name === b.delivery.period.name;
  return isSamePeriod && isSamePlace && Math.abs(hoursA - hoursB) <= lengthTolerance * Math.max(hoursA, hoursB);
}

function ratio(amount: number, of: number): number | null {
  return of === 0 ? null : amount / of;
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
