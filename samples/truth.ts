// The truth of a sample: its figures, kept while it is made, from what was made and never from the log's text.
import type { Ledger } from "../analysis/index.ts";
import { isoTime, LOG_END, PUBLICATION_START } from "./clock.ts";
import { GrowingColumn } from "./growing-columns.ts";
import { KIND, type KindName, type MadeHit } from "./made-hit.ts";
import { type TrueTraffic, TruthPeriod } from "./truth-period.ts";

const VISIT_GAP_SECONDS = 1800;

export interface TruePeriod {
  start: string;
  end: string;
  traffic: TrueTraffic;
}

export interface TrueFigures {
  ledger: Pick<Ledger, "lines" | "hitsByKind">;
  /** `all`: first hit to last hit + 1 s (null without hits); `window`: the publication. */
  periods: { all: TruePeriod | null; window: TruePeriod };
}

/** What is kept of the open visit or session of every visitor; a start of -1 means none. */
class OpenStretches {
  readonly start = new GrowingColumn(-1);
  readonly last = new GrowingColumn();
  readonly count = new GrowingColumn();
}

/** Takes every hit in order of time; `close` ends the visits that are still open. */
export class Truth {
  readonly #pagePaths: readonly string[];
  readonly #all: TruthPeriod;
  readonly #window: TruthPeriod;
  readonly #periods: readonly TruthPeriod[];
  readonly #visits = new OpenStretches();
  readonly #lastPage = new GrowingColumn();
  readonly #sessions = new OpenStretches();
  readonly #kinds = [0, 0, 0, 0, 0, 0];
  #blank = 0;
  #rejected = 0;
  #firstSecond = 0;
  #lastSecond = 0;

  constructor(pagePaths: readonly string[]) {
    this.#pagePaths = pagePaths;
    this.#all = new TruthPeriod(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, pagePaths);
    this.#window = new TruthPeriod(PUBLICATION_START, LOG_END, pagePaths);
    this.#periods = [this.#all, this.#window];
  }

  noteLine(lineClass: "blank" | "rejected"): void {
    if (lineClass === "blank") this.#blank++;
    else this.#rejected++;
  }

  noteHit(hit: MadeHit): void {
    if (this.#firstSecond === 0) this.#firstSecond = hit.second;
    this.#lastSecond = hit.second;
    this.#kinds[hit.kind] = (this.#kinds[hit.kind] ?? 0) + 1;
    for (const period of this.#periods) if (period.covers(hit.second)) period.addHit(hit);
    if (hit.kind === KIND.bot || hit.kind === KIND.internal) return;
    this.#noteActivity(hit);
    if (hit.kind === KIND.page) this.#notePageView(hit);
  }

  /** Ends every open visit and session. */
  close(): void {
    for (let visitor = 0; visitor < this.#sessions.start.length; visitor++) {
      this.#closeSession(visitor);
      this.#closeVisit(visitor);
    }
  }

  figures(): TrueFigures {
    const hits = this.#kinds.reduce((sum, count) => sum + count, 0);
    const lines = {
      read: hits + this.#blank + this.#rejected,
      hits,
      blank: this.#blank,
      directives: 0,
      rejected: this.#rejected,
      duplicates: 0,
    };
    const kind = (name: KindName) => this.#kinds[KIND[name]] ?? 0;
    const hitsByKind = {
      ...{ internal: kind("internal"), bot: kind("bot"), polling: kind("polling") },
      ...{ page: kind("page"), asset: kind("asset"), other: kind("other") },
    };
    const window = { start: isoTime(this.#window.start), end: isoTime(this.#window.end), traffic: this.#window.traffic() };
    const bounds = { start: isoTime(this.#firstSecond), end: isoTime(this.#lastSecond + 1) };
    return { ledger: { lines, hitsByKind }, periods: { all: hits === 0 ? null : { ...bounds, traffic: this.#all.traffic() }, window } };
  }

  #noteActivity({ visitor, second }: MadeHit): void {
    const { start, last, count } = this.#sessions;
    if (start.get(visitor) >= 0 && second - last.get(visitor) > VISIT_GAP_SECONDS) this.#closeSession(visitor);
    if (start.get(visitor) < 0) {
      start.set(visitor, second);
      count.set(visitor, 0);
    }
    last.set(visitor, second);
    count.set(visitor, count.get(visitor) + 1);
  }

  #notePageView({ visitor, page, second }: MadeHit): void {
    for (const period of this.#periods) if (period.covers(second)) period.addPageView(visitor, page, second);
    const { start, last, count } = this.#visits;
    if (start.get(visitor) >= 0 && second - last.get(visitor) > VISIT_GAP_SECONDS) this.#closeVisit(visitor);
    if (start.get(visitor) < 0) {
      start.set(visitor, second);
      count.set(visitor, 0);
      this.#lastPage.set(visitor, page);
    } else this.#noteTimeOnPage(visitor, page, second);
    last.set(visitor, second);
    count.set(visitor, count.get(visitor) + 1);
  }

  /** Page views of one second are ordered by path: of two, the later path is the one that the reader stays on. */
  #noteTimeOnPage(visitor: number, page: number, second: number): void {
    const lastSecond = this.#visits.last.get(visitor);
    const lastPage = this.#lastPage.get(visitor);
    const swapped = second === lastSecond && (this.#pagePaths[page] ?? "") < (this.#pagePaths[lastPage] ?? "");
    const left = swapped ? page : lastPage;
    for (const period of this.#periods) if (period.covers(lastSecond)) period.addTimeOnPage(left, second - lastSecond);
    this.#lastPage.set(visitor, swapped ? lastPage : page);
  }

  #closeVisit(visitor: number): void {
    const { start, last, count } = this.#visits;
    const startSecond = start.get(visitor);
    if (startSecond < 0) return;
    for (const period of this.#periods) {
      if (period.covers(startSecond)) period.addVisit(startSecond, count.get(visitor), last.get(visitor) - startSecond);
    }
    start.set(visitor, -1);
  }

  #closeSession(visitor: number): void {
    const { start, last, count } = this.#sessions;
    const startSecond = start.get(visitor);
    if (startSecond >= 0 && count.get(visitor) > 1) {
      for (const period of this.#periods) if (period.covers(startSecond)) period.addActiveSession(last.get(visitor) - startSecond);
    }
    start.set(visitor, -1);
  }
}
