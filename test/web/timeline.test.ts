// The scale of the demand on a delivery's page: round, true, and not twice as high as what it shows.
import { expect, test } from "vitest";
import { niceTop } from "../../web/pages/delivery/timeline.ts";

test("the top of the scale is round, its half is whole, and the highest column fills half of it or more", () => {
  expect([0, 1, 3, 5, 10, 2076, 21_182].map(niceTop)).toEqual([2, 2, 4, 6, 10, 3000, 30_000]);
  for (let most = 1; most < 40_000; most += 7) {
    const top = niceTop(most);
    expect(Number.isInteger(top / 2)).toBe(true);
    expect(most / top).toBeGreaterThanOrEqual(0.5);
    expect(most / top).toBeLessThanOrEqual(1);
  }
});
