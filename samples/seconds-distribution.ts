// Exact mean and median of whole seconds, by counting how often each value occurs.

/** Durations from 0 up to the length of the log. */
export class SecondsDistribution {
  readonly #counts: Uint32Array;
  #count = 0;
  #sum = 0;

  constructor(longestSeconds: number) {
    this.#counts = new Uint32Array(longestSeconds + 1);
  }

  get count(): number {
    return this.#count;
  }

  get sum(): number {
    return this.#sum;
  }

  add(seconds: number): void {
    this.#counts[seconds] = (this.#counts[seconds] ?? 0) + 1;
    this.#count++;
    this.#sum += seconds;
  }

  mean(): number | null {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }

  /** The middle value, or the mean of the middle two. */
  median(): number | null {
    if (this.#count === 0) return null;
    return (this.#valueAt(Math.floor((this.#count - 1) / 2)) + this.#valueAt(Math.floor(this.#count / 2))) / 2;
  }

  /** The value at that place (from 0) in ascending order. */
  #valueAt(place: number): number {
    let passed = 0;
    let value = 0;
    for (; value < this.#counts.length; value++) {
      passed += this.#counts[value] ?? 0;
      if (passed > place) break;
    }
    return value;
  }
}
