// The odd lines that every real log holds: blank, cut, no log line at all, and hundreds of identical ones.
import type { Clients } from "./clients.ts";
import { localSecond } from "./clock.ts";
import type { Night } from "./night.ts";
import { FIRST_ASSETS, LANDING_DRAW, pageRequest } from "./site.ts";

/** None of these can be read as a hit: address, time or status is missing or impossible. */
const JUNK_LINES = [
  "[Sun Dec 08 20:04:11.220341 2024] [mpm_event:error] [pid 2291:tid 139872] AH00484: server reached MaxRequestWorkers setting",
  "187.142.33.10 - - [08/Dec/2024:20:1",
  "tail: access.log: file truncated",
  '189.135.7.201 - - [08/Dec/2024:20:46:02 -0600] "GET /ayuntamiento/irimbo HT',
  '187.241.18.9 - - [38/Dec/2024:27:61:00 -0600] "GET / HTTP/2.0" 200 18432 "-" "Mozilla/5.0"',
  '{"level":"warn","msg":"slow upstream"}',
  '201.141.20.77 - - [09/Dec/2024:00:01:17 -0600] "GET /actas HTTP/2.0" 20',
  "== MARK ==",
];

/** Few enough that a small sample is not made of oddities alone. */
const LINES_AN_ODDITY = 250;
const MOST_IDENTICAL_LINES = 400;
const LINES_AN_IDENTICAL = 50;
const CUT_AGENT = "Mozilla/5.0 (Linux; Android 10; K) AppleWe";

type Oddity = (night: Night) => void;

/** The odd lines of a sample, each at its second. */
export class Oddities {
  readonly #clients: Clients;
  readonly #at = new Map<number, Oddity[]>();
  #linesToCome = 0;

  constructor(sampleLines: number, clients: Clients) {
    this.#clients = clients;
    const few = Math.floor(sampleLines / LINES_AN_ODDITY);
    for (let index = 0; index < Math.min(JUNK_LINES.length, few); index++) {
      this.#plan(localSecond(8, 20, 4) + index * 1357, 1, ({ log }) => log.addOther(JUNK_LINES[index] ?? "", "rejected"));
    }
    for (let index = 0; index < Math.min(3, few); index++) {
      this.#plan(localSecond(8, 20, 9) + index * 2411, 1, ({ log }) => log.addOther(index === 1 ? "  " : "", "blank"));
    }
    for (let index = 0; index < Math.min(2, few); index++) this.#plan(localSecond(8, 20, 22) + index * 3083, 1, this.#cut);
    const identical = Math.min(MOST_IDENTICAL_LINES, Math.floor(sampleLines / LINES_AN_IDENTICAL));
    this.#plan(localSecond(8, 20, 37, 12), identical, (night) => this.#repeat(night, identical));
  }

  get linesToCome(): number {
    return this.#linesToCome;
  }

  actAt(night: Night): void {
    for (const oddity of this.#at.get(night.second) ?? []) oddity(night);
    this.#at.delete(night.second);
  }

  #plan(second: number, lines: number, oddity: Oddity): void {
    this.#linesToCome += lines;
    const counted: Oddity = (night) => {
      this.#linesToCome -= lines;
      oddity(night);
    };
    this.#at.set(second, [...(this.#at.get(second) ?? []), counted]);
  }

  readonly #cut: Oddity = (night) => {
    const client = this.#clients.newCutReader(CUT_AGENT);
    const request = pageRequest(LANDING_DRAW.draw(night.random), night.random);
    night.log.addCut({ client, request, status: 200, bytes: request.bytes, referrer: "https://m.facebook.com/" });
  };

  /** A browser gone wild asks for the same picture again and again within one second. */
  #repeat(night: Night, times: number): void {
    const client = this.#clients.newReader();
    const request = FIRST_ASSETS[5];
    if (!request) return;
    for (let time = 0; time < times; time++) night.log.add({ client, request, status: 304, bytes: null, referrer: "-" });
  }
}
