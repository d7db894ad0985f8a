// Algebra of half-open intervals of epoch seconds. A normalised list is sorted, without empty, overlapping or touching intervals.

/** [startSecond, endSecond). */
export interface Interval {
  startSecond: number;
  endSecond: number;
}

/** The same seconds as a normalised list; empty and reversed intervals hold no second. */
export function union(intervals: readonly Interval[]): Interval[] {
  return joinGaps(intervals, 0);
}

/** Like {@link union}, and a gap of at most `gapSeconds` between two intervals belongs to them. */
export function joinGaps(intervals: readonly Interval[], gapSeconds: number): Interval[] {
  const joined: Interval[] = [];
  const sorted = intervals.filter((interval) => interval.endSecond > interval.startSecond).sort((a, b) => a.startSecond - b.startSecond);
  for (const { startSecond, endSecond } of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && startSecond - last.endSecond <= gapSeconds) last.endSecond = Math.max(last.endSecond, endSecond);
    else joined.push({ startSecond, endSecond });
  }
  return joined;
}

/** The seconds of `intervals` inside `bounds`, normalised. */
export function clip(intervals: readonly Interval[], bounds: Interval): Interval[] {
  return intersect(intervals, [bounds]);
}

/** The seconds that both lists hold, normalised. */
export function intersect(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const [a, b] = [union(left), union(right)];
  const common: Interval[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [x, y] = [a[i], b[j]];
    if (x === undefined || y === undefined) return common;
    const startSecond = Math.max(x.startSecond, y.startSecond);
    const endSecond = Math.min(x.endSecond, y.endSecond);
    if (endSecond > startSecond) common.push({ startSecond, endSecond });
    if (x.endSecond < y.endSecond) i += 1;
    else j += 1;
  }
}

/** The seconds of `intervals` that `removed` does not hold, normalised. */
export function subtract(intervals: readonly Interval[], removed: readonly Interval[]): Interval[] {
  const holes = union(removed);
  const left: Interval[] = [];
  let first = 0;
  for (const { startSecond, endSecond } of union(intervals)) {
    let from = startSecond;
    while ((holes[first]?.endSecond ?? Number.POSITIVE_INFINITY) <= startSecond) first += 1;
    for (let at = first; from < endSecond; at += 1) {
      const hole = holes[at];
      if (hole === undefined || hole.startSecond >= endSecond) break;
      if (hole.startSecond > from) left.push({ startSecond: from, endSecond: hole.startSecond });
      from = Math.max(from, hole.endSecond);
    }
    if (from < endSecond) left.push({ startSecond: from, endSecond });
  }
  return left;
}

/** Seconds in the list, each counted once. */
export function total(intervals: readonly Interval[]): number {
  return union(intervals).reduce((sum, { startSecond, endSecond }) => sum + endSecond - startSecond, 0);
}
