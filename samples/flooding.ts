// The attack: a few addresses call one page as fast as they can, while scanners try the usual doors.
import { BOT_AGENTS, DISGUISED_AGENTS } from "./agents.ts";
import type { Client, Clients } from "./clients.ts";
import type { Night } from "./night.ts";
import type { Programs } from "./programs.ts";
import type { Flood } from "./scenario.ts";
import { PAGE_PATHS, type SiteRequest } from "./site.ts";

const FLOODED_PAGE = PAGE_PATHS.indexOf("/ayuntamiento/irimbo");
const FLOOD_ADDRESSES = 40;
const SCAN_SHARE = 0.08;
const THROTTLED_SHARE = 0.55;
const UNAVAILABLE_SHARE = 0.2;

/** Spreads the flood's lines evenly over its stretch. */
export class Flooding {
  readonly #flood: Flood;
  readonly #lines: number;
  readonly #clients: readonly Client[];
  readonly #programs: Programs;
  #made = 0;

  constructor(flood: Flood, sampleLines: number, clients: Clients, programs: Programs) {
    this.#flood = flood;
    this.#lines = Math.floor(sampleLines * flood.lineShare);
    this.#programs = programs;
    const agents = [...DISGUISED_AGENTS, BOT_AGENTS.scannerPython, BOT_AGENTS.scannerGo];
    this.#clients = Array.from({ length: FLOOD_ADDRESSES }, (_, index) => {
      const agent = agents[index % agents.length] ?? "-";
      return clients.newProgram(`198.51.100.${101 + index}`, agent, index % agents.length >= DISGUISED_AGENTS.length);
    });
  }

  get linesToCome(): number {
    return this.#lines - this.#made;
  }

  actAt(night: Night): void {
    const { start, end } = this.#flood;
    if (night.second < start || night.second >= end) return;
    const due = Math.floor((this.#lines * (night.second + 1 - start)) / (end - start));
    for (; this.#made < due; this.#made++) {
      if (night.random.chance(SCAN_SHARE)) this.#programs.scan(night);
      else this.#strike(night);
    }
  }

  #strike(night: Night): void {
    const { random, log } = night;
    const text = `GET ${PAGE_PATHS[FLOODED_PAGE]}?r=${random.integer(1, 999_999)} `;
    const request: SiteRequest = { text, content: "page", page: FLOODED_PAGE, bytes: 21_877 };
    const drawn = random.fraction();
    const status = drawn < THROTTLED_SHARE ? 429 : drawn < THROTTLED_SHARE + UNAVAILABLE_SHARE ? 503 : 200;
    log.add({ client: random.pick(this.#clients), request, status, bytes: status === 200 ? request.bytes : 227, referrer: "-" });
  }
}
