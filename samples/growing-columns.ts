// Numbers by visitor or address, in typed arrays that grow: millions of entries cost a few bytes each.

const FIRST_LENGTH = 4096;

/** Signed 32-bit numbers by index, `initial` where nothing was set. */
export class GrowingColumn {
  readonly #initial: number;
  #values: Int32Array;

  constructor(initial = 0) {
    this.#initial = initial;
    this.#values = new Int32Array(FIRST_LENGTH).fill(initial);
  }

  /** Every index below this can hold something that was set. */
  get length(): number {
    return this.#values.length;
  }

  get(index: number): number {
    return this.#values[index] ?? this.#initial;
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) this.#grow(index);
    this.#values[index] = value;
  }

  #grow(index: number): void {
    let length = this.#values.length;
    while (length <= index) length *= 2;
    const grown = new Int32Array(length).fill(this.#initial, this.#values.length);
    grown.set(this.#values);
    this.#values = grown;
  }
}

/** Counts how many different indexes were noted. */
export class DistinctCount {
  readonly #seen = new GrowingColumn();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  note(index: number): void {
    const word = this.#seen.get(index >>> 5);
    const bit = 1 << (index & 31);
    if ((word & bit) !== 0) return;
    this.#seen.set(index >>> 5, word | bit);
    this.#count++;
  }
}
