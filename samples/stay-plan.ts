// How long a reader stays and how many pages they open.
import type { Random } from "./random.ts";
import { WeightedList } from "./random.ts";

export interface StayPlan {
  staySeconds: number;
  pages: number;
}

interface StayKind {
  meanSeconds: number;
  longestSeconds: number;
  meanFurtherPages: number;
}

const STAYS = new WeightedList<StayKind>([
  { item: { meanSeconds: 25, longestSeconds: 240, meanFurtherPages: 0.15 }, weight: 46 },
  { item: { meanSeconds: 280, longestSeconds: 1800, meanFurtherPages: 1.6 }, weight: 36 },
  { item: { meanSeconds: 1500, longestSeconds: 2 * 3600, meanFurtherPages: 3 }, weight: 15 },
  { item: { meanSeconds: 8400, longestSeconds: 8 * 3600, meanFurtherPages: 5 }, weight: 3 },
]);

/** Draws a stay no longer than `limitSeconds`. */
export function drawStay(random: Random, limitSeconds: number): StayPlan {
  const kind = STAYS.draw(random);
  const longest = Math.min(kind.longestSeconds, limitSeconds);
  const staySeconds = Math.min(longest, 4 + Math.floor(random.exponential(kind.meanSeconds)));
  return { staySeconds, pages: 1 + Math.floor(random.exponential(kind.meanFurtherPages)) };
}
