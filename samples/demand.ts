// How strongly readers come at each second of the night: the publication's start, the cuts, the small hours, the morning.
import { CUT_SECONDS, LAST_UPDATE, LOG_SECONDS, LOG_START, localSecond, PUBLICATION_START } from "./clock.ts";

/** Level of demand at some moments; between two of them it changes linearly. */
const LEVELS: readonly (readonly [second: number, level: number])[] = [
  [LOG_START, 0.015],
  [localSecond(8, 19, 30), 0.04],
  [localSecond(8, 19, 59), 0.1],
  [PUBLICATION_START, 0.35],
  [localSecond(8, 20, 6), 0.62],
  [localSecond(8, 20, 40), 0.95],
  [localSecond(8, 21, 20), 1],
  [localSecond(8, 22), 0.93],
  [localSecond(8, 23), 0.55],
  [localSecond(9, 0), 0.3],
  [localSecond(9, 1), 0.15],
  [localSecond(9, 3), 0.035],
  [localSecond(9, 5, 30), 0.025],
  [localSecond(9, 7), 0.1],
  [localSecond(9, 8, 30), 0.19],
  [localSecond(9, 10, 30), 0.15],
  [localSecond(9, 14), 0.1],
  [localSecond(9, 18), 0.07],
  [LAST_UPDATE, 0.1],
  [localSecond(9, 21), 0.06],
  [localSecond(10, 0), 0.025],
];

const CUT_PEAK = 2.4;
const CUT_RISE_SECONDS = 25;
const CUT_DECAY_SECONDS = 110;

function level(epochSecond: number): number {
  const next = LEVELS.findIndex(([second]) => second > epochSecond);
  const [endSecond, endLevel] = LEVELS[next] ?? [epochSecond, 0];
  const [startSecond, startLevel] = LEVELS[next - 1] ?? [epochSecond - 1, endLevel];
  return startLevel + ((endLevel - startLevel) * (epochSecond - startSecond)) / (endSecond - startSecond);
}

/** Readers come when a new cut is out: a sharp rise, then a decay until the next. */
function cutFactor(epochSecond: number): number {
  if (epochSecond < PUBLICATION_START || epochSecond > LAST_UPDATE + CUT_SECONDS) return 1;
  const sinceCut = (epochSecond - PUBLICATION_START) % CUT_SECONDS;
  const rise = 1 - Math.exp(-sinceCut / CUT_RISE_SECONDS);
  return 0.75 + CUT_PEAK * rise * Math.exp(-sinceCut / CUT_DECAY_SECONDS);
}

/** The curve of demand: relative level at each second, and how much of it is still to come. */
export class Demand {
  readonly #levels = new Float64Array(LOG_SECONDS);
  readonly #toCome = new Float64Array(LOG_SECONDS + 1);

  constructor() {
    for (let index = LOG_SECONDS - 1; index >= 0; index--) {
      const here = level(LOG_START + index) * cutFactor(LOG_START + index);
      this.#levels[index] = here;
      this.#toCome[index] = (this.#toCome[index + 1] ?? 0) + here;
    }
  }

  at(epochSecond: number): number {
    return this.#levels[epochSecond - LOG_START] ?? 0;
  }

  /** Sum of the levels from this second to the end of the log. */
  toCome(epochSecond: number): number {
    return this.#toCome[epochSecond - LOG_START] ?? 0;
  }

  total(): number {
    return this.#toCome[0] ?? 0;
  }
}
