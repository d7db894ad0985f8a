// What everything that makes lines shares: the log, the scenario's trouble at this second, and the result page's refresh.
import type { AccessLog, Exchange } from "./access-log.ts";
import type { Client } from "./clients.ts";
import { cutNumber } from "./clock.ts";
import type { Random } from "./random.ts";
import type { Failure, Scenario } from "./scenario.ts";
import { refreshBytes, type SiteRequest } from "./site.ts";

const ERROR_PAGE_BYTES = 299;
const REFRESH_UNCHANGED_SHARE = 0.04;

/** The server of the night at one second after another. */
export class Night {
  readonly log: AccessLog;
  readonly random: Random;
  readonly scenario: Scenario;
  #failure: Failure | null = null;
  #refresh: SiteRequest = { text: "", content: "refresh", page: -1, bytes: 0 };

  constructor(log: AccessLog, scenario: Scenario, random: Random) {
    this.log = log;
    this.scenario = scenario;
    this.random = random;
  }

  get second(): number {
    return this.log.second;
  }

  enterSecond(second: number): void {
    this.log.enterSecond(second);
    this.#failure = this.scenario.failures.find(({ start, end }) => second >= start && second < end) ?? null;
    this.#refresh = { ...this.#refresh, text: `GET /json/main.json?t=${second} `, bytes: refreshBytes(cutNumber(second)) };
  }

  /** Answers a request as the server can at this second; tells whether it was delivered. */
  serve(exchange: Exchange): boolean {
    const trouble = this.#troubleStatus();
    if (trouble === null) {
      this.log.add(exchange);
      return exchange.status < 400;
    }
    this.log.add({ ...exchange, status: trouble, bytes: ERROR_PAGE_BYTES });
    return false;
  }

  /** The page's own refresh of the results. */
  serveRefresh(client: Client, referrer: string): void {
    const unchanged = this.random.chance(REFRESH_UNCHANGED_SHARE);
    const request = this.#refresh;
    this.serve({ client, request, status: unchanged ? 304 : 200, bytes: unchanged ? null : request.bytes, referrer });
  }

  get refreshRequest(): SiteRequest {
    return this.#refresh;
  }

  #troubleStatus(): number | null {
    if (!this.#failure) return null;
    const drawn = this.random.fraction();
    if (drawn < this.#failure.unavailableShare) return 503;
    return drawn < this.#failure.unavailableShare + this.#failure.throttledShare ? 429 : null;
  }
}
