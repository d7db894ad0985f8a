// All readers of the night: who arrives when, and who has something to do at each second.
import type { Clients } from "./clients.ts";
import { LOG_END, LOG_SECONDS, LOG_START } from "./clock.ts";
import type { Night } from "./night.ts";
import { Reader } from "./reader.ts";

const FIRST_GUESS_LINES_A_VISIT = 18;
const FIRST_GUESS_VISITS = 30;

/** Keeps the readers in one list for each second at which they next do something. */
export class Readers {
  readonly #clients: Clients;
  readonly #stayLimitSeconds: number;
  readonly #due: (Reader | null)[] = new Array<Reader | null>(LOG_SECONDS).fill(null);
  #linesOwed = 0;
  #plannedLines = FIRST_GUESS_LINES_A_VISIT * FIRST_GUESS_VISITS;
  #plannedVisits = FIRST_GUESS_VISITS;

  /** `stayLimitSeconds` keeps one reader from filling a small sample. */
  constructor(clients: Clients, stayLimitSeconds: number) {
    this.#clients = clients;
    this.#stayLimitSeconds = stayLimitSeconds;
  }

  /** Lines that the readers of now are still expected to make. */
  get linesOwed(): number {
    return this.#linesOwed;
  }

  /** Mean of what the visits so far were planned to make. */
  get linesAVisit(): number {
    return this.#plannedLines / this.#plannedVisits;
  }

  arrive(night: Night, count: number): void {
    for (let arrived = 0; arrived < count; arrived++) this.#plan(new Reader(this.#clients.newReader()), night, night.second);
  }

  /** Lets everybody do what is due at this second. */
  actAt(night: Night): void {
    const index = night.second - LOG_START;
    for (let reader = this.#due[index] ?? null; reader; reader = this.#due[index] ?? null) {
      this.#due[index] = reader.next;
      reader.next = null;
      const owedBefore = reader.linesOwed;
      const nextSecond = reader.step(night);
      this.#linesOwed += reader.linesOwed - owedBefore;
      if (nextSecond === null) this.#depart(reader, night);
      else this.#schedule(reader, nextSecond);
    }
  }

  #depart(reader: Reader, night: Night): void {
    this.#linesOwed -= reader.linesOwed;
    const back = reader.returnSecond(night);
    if (back !== null && back < LOG_END) this.#plan(reader, night, back);
  }

  #plan(reader: Reader, night: Night, second: number): void {
    reader.plan(night, second, this.#stayLimitSeconds, LOG_END);
    this.#linesOwed += reader.linesOwed;
    this.#plannedLines += reader.linesOwed;
    this.#plannedVisits++;
    this.#schedule(reader, second);
  }

  #schedule(reader: Reader, second: number): void {
    if (second >= LOG_END) {
      this.#linesOwed -= reader.linesOwed;
      return;
    }
    reader.next = this.#due[second - LOG_START] ?? null;
    this.#due[second - LOG_START] = reader;
  }
}
