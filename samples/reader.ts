// One reader: opens a page, loads its assets, leaves it refreshing itself, opens further pages, leaves, perhaps comes back.
import type { Client } from "./clients.ts";
import type { Night } from "./night.ts";
import {
  EXTRA_REQUESTS,
  FIRST_ASSETS,
  LANDING_DRAW,
  LATER_ASSETS,
  PAGE_ADDRESSES,
  PAGE_DRAW,
  pageRequest,
  REFERRERS,
  type SiteRequest,
} from "./site.ts";
import { drawStay } from "./stay-plan.ts";

const REFRESH_SECONDS = 60;
const VISIT_GAP_SECONDS = 1800;
const ASSETS_A_STEP = 4;
const EXTRA_SHARE = 0.03;
const RETURN_SHARE = 0.08;
const CACHED_PAGE_SHARE = 0.06;
/** Further pages opened at once in another tab: two page views of the same second. */
const NEW_TAB_SHARE = 0.02;
const NEVER = Number.POSITIVE_INFINITY;

/** A reader's state; `step` makes what is due and tells the second of the next step. */
export class Reader {
  /** Next in the list of those that have something to do at the same second. */
  next: Reader | null = null;
  /** Lines that this reader is still expected to make. */
  linesOwed = 0;
  readonly #client: Client;
  #page = 0;
  #referrer = "-";
  #pagesLeft = 0;
  #triesLeft = 0;
  #leaveAt = 0;
  #nextPageAt = NEVER;
  #nextRefreshAt = NEVER;
  #lastPageAt = 0;
  #assets: readonly SiteRequest[] = [];
  #assetsDone = 0;
  #knowsSite = false;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Plans a visit that begins at this second; `logEnd` bounds what is expected of it. */
  plan(night: Night, second: number, stayLimitSeconds: number, logEnd: number): void {
    const stay = drawStay(night.random, stayLimitSeconds);
    this.#page = LANDING_DRAW.draw(night.random);
    this.#referrer = REFERRERS.draw(night.random);
    this.#pagesLeft = stay.pages;
    this.#triesLeft = 3;
    this.#leaveAt = second + stay.staySeconds;
    this.#nextPageAt = second;
    this.#nextRefreshAt = NEVER;
    const staySeconds = Math.max(0, Math.min(this.#leaveAt, logEnd) - second);
    this.linesOwed = 2 * stay.pages + FIRST_ASSETS.length * 0.8 + (stay.pages - 1) * 1.5 + staySeconds / REFRESH_SECONDS;
  }

  /** Makes what is due now. Returns the second of the next step, or null when the reader has gone for good. */
  step(night: Night): number | null {
    const second = night.second;
    if (this.#assetsDone < this.#assets.length) this.#loadAssets(night);
    else if (second >= this.#nextPageAt) this.#openPage(night);
    else if (second >= this.#nextRefreshAt) this.#refresh(night);
    else if (second >= this.#leaveAt) return null;
    if (this.#assetsDone < this.#assets.length) return second + (this.#assetsDone === 0 ? 0 : 1);
    return Math.max(second, Math.min(this.#nextPageAt, this.#nextRefreshAt, this.#leaveAt));
  }

  /** When a reader who has left comes back for a new visit, if at all. */
  returnSecond(night: Night): number | null {
    if (!night.random.chance(RETURN_SHARE)) return null;
    const drawn = night.random.fraction();
    const gap = drawn < 0.1 ? VISIT_GAP_SECONDS : drawn < 0.2 ? VISIT_GAP_SECONDS + 1 : 1900 + night.random.exponential(7200);
    const second = this.#lastPageAt + Math.floor(gap);
    return second > night.second ? second : night.second + VISIT_GAP_SECONDS + night.random.integer(0, 7200);
  }

  #openPage(night: Night): void {
    const { random, second } = night;
    const cached = this.#knowsSite && random.chance(CACHED_PAGE_SHARE);
    const request = pageRequest(this.#page, random);
    const bytes = cached ? null : request.bytes;
    this.#made(1);
    if (random.chance(EXTRA_SHARE)) this.#addExtra(night);
    if (!night.serve({ client: this.#client, request, status: cached ? 304 : 200, bytes, referrer: this.#referrer })) {
      this.#tryAgain(night);
      return;
    }
    this.#lastPageAt = second;
    this.#referrer = PAGE_ADDRESSES[this.#page] ?? "-";
    this.#chooseAssets(night);
    this.#pagesLeft--;
    this.#nextRefreshAt = second + 1;
    this.#nextPageAt = this.#nextPageTime(night);
    if (this.#nextPageAt < NEVER) this.#page = PAGE_DRAW.draw(random);
  }

  #nextPageTime({ random, second }: Night): number {
    if (this.#pagesLeft <= 0) return NEVER;
    if (random.chance(NEW_TAB_SHARE)) return second;
    const meanGap = Math.max(12, (this.#leaveAt - second) / (this.#pagesLeft + 1));
    const next = second + 2 + Math.floor(random.exponential(meanGap));
    return next <= this.#leaveAt + 5 ? next : NEVER;
  }

  #tryAgain({ random, second }: Night): void {
    this.#triesLeft--;
    this.#nextPageAt = this.#triesLeft > 0 ? second + random.integer(4, 25) : NEVER;
    if (this.#triesLeft <= 0 && !this.#knowsSite) this.#leaveAt = second;
  }

  #chooseAssets({ random }: Night): void {
    const first = random.integer(0, LATER_ASSETS.length - 2);
    this.#assets = this.#knowsSite ? LATER_ASSETS.slice(first, first + random.integer(0, 3)) : FIRST_ASSETS;
    this.#assetsDone = this.#knowsSite || random.chance(0.7) ? 0 : random.integer(1, 4);
    this.#knowsSite = true;
  }

  #loadAssets(night: Night): void {
    const end = Math.min(this.#assets.length, this.#assetsDone + ASSETS_A_STEP);
    for (; this.#assetsDone < end; this.#assetsDone++) {
      const request = this.#assets[this.#assetsDone];
      if (!request) continue;
      const cached = night.random.chance(this.#assets === FIRST_ASSETS ? 0.12 : 0.4);
      night.serve({
        client: this.#client,
        request,
        status: cached ? 304 : 200,
        bytes: cached ? null : request.bytes,
        referrer: this.#referrer,
      });
      this.#made(1);
    }
  }

  #refresh(night: Night): void {
    night.serveRefresh(this.#client, this.#referrer);
    this.#made(1);
    const next = night.second + REFRESH_SECONDS;
    this.#nextRefreshAt = next <= this.#leaveAt ? next : NEVER;
  }

  #addExtra(night: Night): void {
    const { request, status, bytes } = EXTRA_REQUESTS.draw(night.random);
    night.serve({ client: this.#client, request, status, bytes, referrer: this.#referrer });
  }

  #made(lines: number): void {
    this.linesOwed = Math.max(0, this.linesOwed - lines);
  }
}
