// Seeded pseudo-random numbers, so that the same arguments always make the same sample.

/** A stream of pseudo-random numbers (sfc32) that depends on its seed and label alone. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, label: string) {
    let mixed = (seed ^ 0x9e3779b9) | 0;
    for (const character of label) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x85ebca6b) ^ (mixed >>> 13);
    this.#a = mixed | 0;
    this.#b = Math.floor(seed / 0x1_0000_0000) | 0;
    this.#c = Math.imul(mixed, 0xc2b2ae35) | 0;
    for (let warmUp = 0; warmUp < 15; warmUp++) this.uint32();
  }

  uint32(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** In [0, 1). */
  fraction(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** An integer in [least, most], both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  exponential(mean: number): number {
    return -Math.log(1 - this.fraction()) * mean;
  }

  /** How many independent events happen when `mean` are expected. */
  poisson(mean: number): number {
    if (mean <= 0) return 0;
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.#normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.fraction(); product > limit; product *= this.fraction()) count++;
    return count;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.fraction() * items.length)];
    if (item === undefined) throw new RangeError("pick from an empty list");
    return item;
  }

  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.fraction())) * Math.cos(2 * Math.PI * this.fraction());
  }
}

/** A list from which items are drawn in proportion to their weights. */
export class WeightedList<Item> {
  readonly items: readonly Item[];
  readonly #limits: Float64Array;

  constructor(entries: readonly { item: Item; weight: number }[]) {
    this.items = entries.map((entry) => entry.item);
    this.#limits = new Float64Array(entries.length);
    const total = entries.reduce((sum, entry) => sum + entry.weight, 0);
    let reached = 0;
    entries.forEach((entry, index) => {
      reached += entry.weight / total;
      this.#limits[index] = reached;
    });
  }

  drawIndex(random: Random): number {
    const drawn = random.fraction();
    let index = 0;
    while (index < this.#limits.length - 1 && drawn >= (this.#limits[index] ?? 1)) index++;
    return index;
  }

  draw(random: Random): Item {
    const item = this.items[this.drawIndex(random)];
    if (item === undefined) throw new RangeError("draw from an empty list");
    return item;
  }
}
