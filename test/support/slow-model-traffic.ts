// The slow model's figures: plain lists, sorted and grouped, one definition after the other.
import { Temporal } from "temporal-polyfill";
import type { TrueTraffic } from "../../samples/truth-period.ts";
import type { SlowHit } from "./slow-model-lines.ts";

/** The keys of the analysis's traffic that the slow model works out: those that a sample knows of itself. */
export type SlowTraffic = TrueTraffic;

/** [start, end) in epoch seconds. */
export interface SlowPeriod {
  start: number;
  end: number;
  timeZone: string;
}

const GAP_SECONDS = 1800;
const TOP_PAGES = 20;

/** Local time with offset, to the second. */
export function localIso(epochSecond: number, timeZone: string): string {
  return zoned(epochSecond, timeZone).toString({ timeZoneName: "never", smallestUnit: "second" });
}

/** All figures of a period; visits are made from all the hits. */
export function slowTraffic(allHits: readonly SlowHit[], period: SlowPeriod, topPagesShown = TOP_PAGES): SlowTraffic {
  const inPeriod = ({ second }: { second: number }) => second >= period.start && second < period.end;
  const hits = allHits.filter(inPeriod);
  const pageViews = hits.filter(isPage);
  const visitsOfAll = stretches(allHits.filter(isPage));
  const visits = visitsOfAll.filter((visit) => inPeriod(first(visit)));
  const sessions = stretches(allHits.filter(isHuman)).filter((session) => session.length >= 2 && inPeriod(first(session)));
  const activeSeconds = sessions.map(duration);
  const hours = hourRows(hits, visits, period.timeZone);
  return {
    hits: hits.length,
    humanHits: hits.filter(isHuman).length,
    pollingHits: hits.filter(({ kind }) => kind === "polling").length,
    bytes: byteSum(hits),
    pageViews: pageViews.length,
    uniqueVisitors: distinct(pageViews, (view) => view.visitorKey),
    distinctAddresses: distinct(hits, (hit) => hit.address),
    visits: visits.length,
    bounces: visits.filter((visit) => visit.length === 1).length,
    pagesPerVisit: mean(visits.map((visit) => visit.length)),
    visitDuration: visitDuration(visits),
    activeTime: { mean: mean(activeSeconds), median: median(activeSeconds), visits: sessions.length },
    ...statuses(hits),
    peakMinute: peak(grouped(hits, (hit) => localMinute(hit.second, period.timeZone))),
    peakHour: peak(grouped(hits, (hit) => localHour(hit.second, period.timeZone))),
    peakSecond: peak(grouped(hits, (hit) => localIso(hit.second, period.timeZone))),
    peakBytesMinute: heaviest(grouped(hits, (hit) => localMinute(hit.second, period.timeZone))),
    topPages: topPages(pageViews, visitsOfAll).slice(0, topPagesShown),
    hours,
  };
}

function zoned(epochSecond: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epochSecond * 1000).toZonedDateTimeISO(timeZone);
}

const knownMinutes = new Map<string, string>();

/** The local minute that a second falls in, worked out once. */
function localMinute(epochSecond: number, timeZone: string): string {
  const start = Math.floor(epochSecond / 60) * 60;
  const key = `${timeZone} ${start}`;
  const minute = knownMinutes.get(key) ?? localIso(start, timeZone);
  knownMinutes.set(key, minute);
  return minute;
}

const knownHours = new Map<string, string>();

/** The local hour that a second falls in. Worked out once a minute, as the polyfill is slow. */
function localHour(epochSecond: number, timeZone: string): string {
  const minute = Math.floor(epochSecond / 60) * 60;
  const key = `${timeZone} ${minute}`;
  const hour = knownHours.get(key) ?? localIso(minute - zoned(minute, timeZone).minute * 60, timeZone);
  knownHours.set(key, hour);
  return hour;
}

/** What the figures need of a hit. */
export type SlowHitLike = Pick<SlowHit, "second" | "path" | "kind" | "status" | "bytes" | "visitorKey">;

export function isPage(hit: Pick<SlowHit, "kind">): boolean {
  return hit.kind === "page";
}

export function isHuman(hit: Pick<SlowHit, "kind">): boolean {
  return hit.kind !== "internal" && hit.kind !== "bot";
}

/** Each key's hits in order of time (then path), cut where more than the gap passes between two. */
export function stretches<Hit extends Pick<SlowHit, "visitorKey" | "second" | "path">>(hits: readonly Hit[]): Hit[][] {
  return [...grouped(hits, (hit) => hit.visitorKey).values()].flatMap((ofKey) => {
    const sorted = ofKey.toSorted((a, b) => a.second - b.second || compare(a.path ?? "", b.path ?? ""));
    const found: Hit[][] = [];
    for (const hit of sorted) {
      const current = found.at(-1);
      const before = current?.at(-1);
      if (current && before && hit.second - before.second <= GAP_SECONDS) current.push(hit);
      else found.push([hit]);
    }
    return found;
  });
}

function visitDuration(visits: readonly SlowHit[][]): SlowTraffic["visitDuration"] {
  const measurable = visits.filter((visit) => visit.length >= 2).map(duration);
  return {
    mean: mean(measurable),
    median: median(measurable),
    meanIncludingSingle: mean(visits.map(duration)),
    measurableVisits: measurable.length,
    singlePageShare: visits.length === 0 ? null : (visits.length - measurable.length) / visits.length,
  };
}

function statuses(hits: readonly SlowHit[]): Pick<SlowTraffic, "statusClasses" | "requestSuccess"> {
  const count = (least: number) => hits.filter(({ status }) => status >= least && status <= least + 99).length;
  const known = { "1xx": count(100), "2xx": count(200), "3xx": count(300), "4xx": count(400), "5xx": count(500) };
  const answered = Object.values(known).reduce((sum, hitsOfClass) => sum + hitsOfClass, 0);
  const requestSuccess = answered === 0 ? null : 1 - known["5xx"] / answered;
  return { statusClasses: { ...known, other: hits.length - answered }, requestSuccess };
}

function topPages(pageViews: readonly SlowHit[], visits: readonly SlowHit[][]): SlowTraffic["topPages"] {
  const secondsOnPage = new Map<SlowHit, number>();
  for (const visit of visits) {
    visit.forEach((view, index) => {
      const next = visit[index + 1];
      if (next) secondsOnPage.set(view, next.second - view.second);
    });
  }
  const rows = [...grouped(pageViews, (view) => view.path ?? "")].map(([path, views]) => {
    const times = views.map((view) => secondsOnPage.get(view)).filter((seconds) => seconds !== undefined);
    return { path, pageViews: views.length, visitors: distinct(views, (view) => view.visitorKey), meanTimeOnPage: mean(times) };
  });
  return rows.toSorted((a, b) => b.pageViews - a.pageViews || compare(a.path, b.path));
}

function hourRows(hits: readonly SlowHit[], visits: readonly SlowHit[][], timeZone: string): SlowTraffic["hours"] {
  const visitHours = grouped(visits.map(first), (hit) => localHour(hit.second, timeZone));
  const rows = [...grouped(hits, (hit) => localHour(hit.second, timeZone))].map(([at, ofHour]) => ({
    at,
    hits: ofHour.length,
    humanHits: ofHour.filter(isHuman).length,
    pageViews: ofHour.filter(isPage).length,
    visits: visitHours.get(at)?.length ?? 0,
    visitors: distinct(ofHour.filter(isPage), (view) => view.visitorKey),
    errors5xx: ofHour.filter(({ status }) => status >= 500 && status <= 599).length,
    bytes: byteSum(ofHour),
  }));
  return rows.toSorted((a, b) => compareTimes(a.at, b.at));
}

function peak(groups: Map<string, SlowHit[]>): SlowTraffic["peakMinute"] {
  const rows = [...groups].map(([at, hits]) => ({ at, hits: hits.length }));
  return rows.toSorted((a, b) => b.hits - a.hits || compareTimes(a.at, b.at))[0] ?? null;
}

/** The first of equals; groups of which no line records bytes are none. */
function heaviest(groups: Map<string, SlowHit[]>): SlowTraffic["peakBytesMinute"] {
  const sums = [...groups].flatMap(([at, hits]) => {
    const bytes = byteSum(hits);
    return bytes === null ? [] : [{ at, bytes }];
  });
  return sums.sort((a, b) => b.bytes - a.bytes || compareTimes(a.at, b.at))[0] ?? null;
}

/** `-` adds nothing; nothing but `-` is not known. */
function byteSum(hits: readonly SlowHit[]): number | null {
  if (hits.length > 0 && hits.every(({ bytes }) => bytes === null)) return null;
  return hits.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
}

function first(stretch: readonly SlowHit[]): SlowHit {
  const [hit] = stretch;
  if (!hit) throw new RangeError("an empty visit");
  return hit;
}

function duration(stretch: readonly SlowHit[]): number {
  return (stretch.at(-1) ?? first(stretch)).second - first(stretch).second;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): number {
  return new Set(items.map(keyOf)).size;
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  return Map.groupBy(items, keyOf);
}

/** Byte by byte in UTF-8, not by 16-bit units. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function compareTimes(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
