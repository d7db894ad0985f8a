// The true traffic figures of one period, added up from the hits and visits that were made.
import type { Traffic } from "../analysis/index.ts";
import { isoTime, LOG_SECONDS, LOG_START } from "./clock.ts";
import { DistinctCount, GrowingColumn } from "./growing-columns.ts";
import { KIND, type MadeHit } from "./made-hit.ts";
import { SecondsDistribution } from "./seconds-distribution.ts";

/** The keys of the analysis's traffic that the truth knows. */
export type TrueTraffic = Pick<
  Traffic,
  | (
      | "hits"
      | "humanHits"
      | "pollingHits"
      | "bytes"
      | "pageViews"
      | "uniqueVisitors"
      | "distinctAddresses"
      | "visits"
      | "bounces"
      | "pagesPerVisit"
    )
  | (
      | "activeTime"
      | "statusClasses"
      | "requestSuccess"
      | "peakMinute"
      | "peakHour"
      | "peakSecond"
      | "peakBytesMinute"
      | "topPages"
      | "hours"
    )
> & { visitDuration: Omit<Traffic["visitDuration"], "histogram"> };

const HOURS = Math.ceil(LOG_SECONDS / 3600);
const TOP_PAGES = 20;

interface PageFigures {
  path: string;
  pageViews: number;
  visitors: DistinctCount;
  timesOnPage: number;
  secondsOnPage: number;
}

/** Adds up one period, [start, end) in epoch seconds. */
export class TruthPeriod {
  readonly start: number;
  readonly end: number;
  readonly #visitors = new DistinctCount();
  readonly #addresses = new DistinctCount();
  readonly #lastVisitorHour = new GrowingColumn(-1);
  readonly #minuteHits = new Float64Array(LOG_SECONDS / 60);
  readonly #minuteBytes = new Float64Array(LOG_SECONDS / 60);
  readonly #secondHits = new Float64Array(LOG_SECONDS);
  readonly #hours: Traffic["hours"];
  readonly #pages: PageFigures[];
  readonly #statuses = [0, 0, 0, 0, 0, 0];
  readonly #durations = new SecondsDistribution(LOG_SECONDS);
  readonly #active = new SecondsDistribution(LOG_SECONDS);
  #pollingHits = 0;
  #visits = 0;
  #visitPages = 0;

  constructor(start: number, end: number, pagePaths: readonly string[]) {
    this.start = start;
    this.end = end;
    this.#pages = pagePaths.map((path) => ({ path, pageViews: 0, visitors: new DistinctCount(), timesOnPage: 0, secondsOnPage: 0 }));
    this.#hours = Array.from({ length: HOURS }, (_, hour) => {
      const at = isoTime(LOG_START + hour * 3600);
      return { at, hits: 0, humanHits: 0, pageViews: 0, visits: 0, visitors: 0, errors5xx: 0, bytes: 0 };
    });
  }

  covers(second: number): boolean {
    return second >= this.start && second < this.end;
  }

  addHit({ second, address, kind, status, bytes }: MadeHit): void {
    const hour = this.#hour(second);
    hour.hits++;
    hour.bytes = (hour.bytes ?? 0) + bytes;
    if (kind === KIND.polling) this.#pollingHits++;
    if (kind !== KIND.bot && kind !== KIND.internal) hour.humanHits++;
    const statusClass = Math.floor(status / 100);
    if (statusClass === 5) hour.errors5xx++;
    const place = statusClass >= 1 && statusClass <= 5 ? statusClass : 0;
    this.#statuses[place] = (this.#statuses[place] ?? 0) + 1;
    const minute = Math.floor((second - LOG_START) / 60);
    this.#minuteHits[minute] = (this.#minuteHits[minute] ?? 0) + 1;
    this.#minuteBytes[minute] = (this.#minuteBytes[minute] ?? 0) + bytes;
    this.#secondHits[second - LOG_START] = (this.#secondHits[second - LOG_START] ?? 0) + 1;
    this.#addresses.note(address);
  }

  addPageView(visitor: number, page: number, second: number): void {
    const figures = this.#page(page);
    figures.pageViews++;
    figures.visitors.note(visitor);
    this.#visitors.note(visitor);
    const hour = this.#hour(second);
    hour.pageViews++;
    const hourNumber = Math.floor((second - LOG_START) / 3600);
    if (this.#lastVisitorHour.get(visitor) === hourNumber) return;
    this.#lastVisitorHour.set(visitor, hourNumber);
    hour.visitors++;
  }

  addTimeOnPage(page: number, seconds: number): void {
    const figures = this.#page(page);
    figures.timesOnPage++;
    figures.secondsOnPage += seconds;
  }

  addVisit(startSecond: number, pageViews: number, durationSeconds: number): void {
    this.#visits++;
    this.#visitPages += pageViews;
    this.#hour(startSecond).visits++;
    if (pageViews > 1) this.#durations.add(durationSeconds);
  }

  addActiveSession(durationSeconds: number): void {
    this.#active.add(durationSeconds);
  }

  traffic(): TrueTraffic {
    const hours = this.#hours.filter((hour) => hour.hits > 0);
    const sum = (key: "hits" | "humanHits" | "pageViews" | "errors5xx" | "bytes") =>
      hours.reduce((total, hour) => total + (hour[key] ?? 0), 0);
    const [other = 0, informed = 0, succeeded = 0, redirected = 0, refused = 0, failed = 0] = this.#statuses;
    const bounces = this.#visits - this.#durations.count;
    const answered = sum("hits") - other;
    return {
      ...{
        hits: sum("hits"),
        humanHits: sum("humanHits"),
        pollingHits: this.#pollingHits,
        bytes: sum("bytes"),
        pageViews: sum("pageViews"),
      },
      ...{ uniqueVisitors: this.#visitors.count, distinctAddresses: this.#addresses.count, visits: this.#visits, bounces },
      pagesPerVisit: this.#visits === 0 ? null : this.#visitPages / this.#visits,
      visitDuration: this.#visitDuration(bounces),
      activeTime: { mean: this.#active.mean(), median: this.#active.median(), visits: this.#active.count },
      statusClasses: { "1xx": informed, "2xx": succeeded, "3xx": redirected, "4xx": refused, "5xx": failed, other },
      requestSuccess: answered === 0 ? null : 1 - failed / answered,
      peakMinute: peakOf(this.#minuteHits, 60),
      peakSecond: peakOf(this.#secondHits, 1),
      peakHour: this.#peakHour(hours),
      peakBytesMinute: heaviest(peakOf(this.#minuteBytes, 60)),
      topPages: this.#topPages(),
      hours,
    };
  }

  #visitDuration(bounces: number): TrueTraffic["visitDuration"] {
    return {
      mean: this.#durations.mean(),
      median: this.#durations.median(),
      meanIncludingSingle: this.#visits === 0 ? null : this.#durations.sum / this.#visits,
      measurableVisits: this.#durations.count,
      singlePageShare: this.#visits === 0 ? null : bounces / this.#visits,
    };
  }

  #peakHour(hours: Traffic["hours"]): TrueTraffic["peakHour"] {
    const most = hours.reduce((greatest, { hits }) => Math.max(greatest, hits), 0);
    const peak = hours.find(({ hits }) => hits === most);
    return peak ? { at: peak.at, hits: peak.hits } : null;
  }

  #topPages(): TrueTraffic["topPages"] {
    return this.#pages
      .filter(({ pageViews }) => pageViews > 0)
      .sort((a, b) => b.pageViews - a.pageViews || (a.path < b.path ? -1 : 1))
      .slice(0, TOP_PAGES)
      .map(({ path, pageViews, visitors, timesOnPage, secondsOnPage }) => ({
        path,
        pageViews,
        visitors: visitors.count,
        meanTimeOnPage: timesOnPage === 0 ? null : secondsOnPage / timesOnPage,
      }));
  }

  #hour(second: number): Traffic["hours"][number] {
    const hour = this.#hours[Math.floor((second - LOG_START) / 3600)];
    if (!hour) throw new RangeError(`second ${second} is outside the log`);
    return hour;
  }

  #page(page: number): PageFigures {
    const figures = this.#pages[page];
    if (!figures) throw new RangeError(`no page ${page}`);
    return figures;
  }
}

/** The step with most hits, the first of equals. */
function peakOf(hitsByStep: Float64Array, stepSeconds: number): TrueTraffic["peakMinute"] {
  let peak = 0;
  hitsByStep.forEach((hits, step) => {
    if (hits > (hitsByStep[peak] ?? 0)) peak = step;
  });
  const hits = hitsByStep[peak] ?? 0;
  return hits === 0 ? null : { at: isoTime(LOG_START + peak * stepSeconds), hits };
}

/** No bytes are written as none recorded. */
function heaviest(peak: TrueTraffic["peakMinute"]): TrueTraffic["peakBytesMinute"] {
  return peak && { at: peak.at, bytes: peak.hits };
}
