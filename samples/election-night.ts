// The course of the night, second by second: who comes and what happens, steered so that the wanted number of lines is made.
import { AccessLog } from "./access-log.ts";
import { Addresses } from "./addresses.ts";
import type { BlockWriter } from "./block-writer.ts";
import { Clients } from "./clients.ts";
import { LOG_END, LOG_START } from "./clock.ts";
import { Demand } from "./demand.ts";
import { Flooding } from "./flooding.ts";
import { Night } from "./night.ts";
import { Oddities } from "./oddities.ts";
import { Programs } from "./programs.ts";
import { Random } from "./random.ts";
import { Readers } from "./readers.ts";
import type { Scenario } from "./scenario.ts";
import type { Truth } from "./truth.ts";

/** Share of all lines that programs make; half of it evenly, half with demand. */
const PROGRAM_SHARE = 0.045;
/** At the end the missing lines are made by programs, evenly. */
const CLOSING_SECONDS = 600;
const MOST_STEERING = 3;
const LONGEST_STAY_SECONDS = 8 * 3600;

interface Cast {
  night: Night;
  readers: Readers;
  programs: Programs;
  oddities: Oddities;
  flooding: Flooding | null;
}

/** Makes the log's lines in order of time. */
export class ElectionNight {
  readonly #lines: number;
  readonly #demand = new Demand();
  readonly #cast: Cast;
  readonly #truth: Truth;

  constructor(lines: number, seed: number, scenario: Scenario, writer: BlockWriter, truth: Truth) {
    this.#lines = lines;
    this.#truth = truth;
    const clients = new Clients(new Random(seed, "clients"), new Addresses(new Random(seed, "addresses")));
    const log = new AccessLog(lines, writer, truth, new Random(seed, "late lines"));
    const programs = new Programs(clients);
    this.#cast = {
      night: new Night(log, scenario, new Random(seed, "night")),
      readers: new Readers(clients, Math.min(LONGEST_STAY_SECONDS, Math.max(1200, lines * 0.6))),
      programs,
      oddities: new Oddities(lines, clients),
      flooding: scenario.flood ? new Flooding(scenario.flood, lines, clients, programs) : null,
    };
  }

  get linesMade(): number {
    return this.#lines - this.#cast.night.log.linesLeft;
  }

  /** Makes everything; `afterSecond` is awaited when it returns a promise, so that the disk can keep up. */
  async run(afterSecond: () => Promise<void> | null): Promise<void> {
    const { night } = this.#cast;
    for (let second = LOG_START; second < LOG_END && night.log.linesLeft > 0; second++) {
      night.enterSecond(second);
      this.#makeSecond();
      const wait = afterSecond();
      if (wait) await wait;
    }
    night.log.finish();
    this.#truth.close();
  }

  #makeSecond(): void {
    const { night, readers, programs, oddities, flooding } = this.#cast;
    oddities.actAt(night);
    flooding?.actAt(night);
    readers.arrive(night, night.random.poisson(this.#expectedArrivals()));
    readers.actAt(night);
    const closing = LOG_END - night.second <= CLOSING_SECONDS;
    const programActs = closing ? this.#missingNow() : night.random.poisson(this.#expectedProgramActs(night.second));
    for (let act = 0; act < programActs; act++) programs.act(night);
  }

  /** As many as demand says, more or fewer when the lines made so far fall behind or run ahead. */
  #expectedArrivals(): number {
    const { night, readers, oddities, flooding } = this.#cast;
    const toCome = this.#demand.toCome(night.second);
    const taken = readers.linesOwed + oddities.linesToCome + (flooding?.linesToCome ?? 0) + this.#programActsToCome(night.second);
    const visitsWanted = Math.max(0, night.log.linesLeft - taken) / readers.linesAVisit;
    const steady = this.#lines / readers.linesAVisit / this.#demand.total();
    return this.#demand.at(night.second) * Math.min(visitsWanted / toCome, steady * MOST_STEERING);
  }

  #expectedProgramActs(second: number): number {
    const ofDemand = this.#demand.at(second) / this.#demand.total();
    const even = 1 / (LOG_END - LOG_START);
    return this.#lines * PROGRAM_SHARE * 0.5 * (ofDemand + even);
  }

  #programActsToCome(second: number): number {
    const ofDemand = this.#demand.toCome(second) / this.#demand.total();
    const even = (LOG_END - second) / (LOG_END - LOG_START);
    return this.#lines * PROGRAM_SHARE * 0.5 * (ofDemand + even);
  }

  #missingNow(): number {
    const { night, readers } = this.#cast;
    const secondsLeft = LOG_END - night.second;
    if (secondsLeft === 1) return night.log.linesLeft;
    return Math.floor(Math.max(0, night.log.linesLeft - readers.linesOwed) / secondsLeft);
  }
}
