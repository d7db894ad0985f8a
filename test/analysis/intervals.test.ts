// Interval algebra against a slow model that lists every second.

import { describe, expect, it } from "vitest";
import { clip, type Interval, intersect, joinGaps, subtract, total, union } from "../../analysis/intervals.ts";
import fc from "../support/cases.ts";

const interval = fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: -3, max: 25 })).map(
  ([startSecond, length]): Interval => ({
    startSecond,
    endSecond: startSecond + length,
  }),
);
const intervals = fc.array(interval, { maxLength: 8 });

/** Every second of a list. */
function secondsOf(list: readonly Interval[]): Set<number> {
  const seconds = new Set<number>();
  for (const { startSecond, endSecond } of list) for (let second = startSecond; second < endSecond; second += 1) seconds.add(second);
  return seconds;
}

function expectNormalised(list: readonly Interval[]): void {
  for (const [index, { startSecond, endSecond }] of list.entries()) {
    expect(endSecond).toBeGreaterThan(startSecond);
    expect(startSecond).toBeGreaterThan(list[index - 1]?.endSecond ?? Number.NEGATIVE_INFINITY);
  }
}

describe("interval algebra", () => {
  it("agrees with sets of seconds", () => {
    fc.assert(
      fc.property(intervals, intervals, interval, (left, right, bounds) => {
        const [a, b] = [secondsOf(left), secondsOf(right)];
        expect(secondsOf(union(left))).toEqual(a);
        expect(secondsOf(intersect(left, right))).toEqual(a.intersection(b));
        expect(secondsOf(subtract(left, right))).toEqual(a.difference(b));
        expect(secondsOf(clip(left, bounds))).toEqual(a.intersection(secondsOf([bounds])));
        expect(total(left)).toBe(a.size);
        for (const list of [union(left), intersect(left, right), subtract(left, right), clip(left, bounds)]) expectNormalised(list);
      }),
    );
  });

  it("leaves its inputs as they were", () => {
    const list = Object.freeze([Object.freeze({ startSecond: 0, endSecond: 10 }), Object.freeze({ startSecond: 5, endSecond: 20 })]);
    expect(union(list)).toEqual([{ startSecond: 0, endSecond: 20 }]);
    expect(subtract(list, list)).toEqual([]);
  });

  it("joins touching intervals, and gaps up to the given length", () => {
    const list = [
      { startSecond: 0, endSecond: 10 },
      { startSecond: 10, endSecond: 20 },
      { startSecond: 320, endSecond: 330 },
      { startSecond: 631, endSecond: 640 },
    ];
    expect(union(list)).toHaveLength(3);
    expect(joinGaps(list, 300)).toEqual([
      { startSecond: 0, endSecond: 330 },
      { startSecond: 631, endSecond: 640 },
    ]);
  });
});
