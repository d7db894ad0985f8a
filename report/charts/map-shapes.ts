// Shapes of places in px, simplified to what a reader can see, as paths that both the page and the paper draw.

export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];

/** A place by its code: "MX-MIC", "US". */
export interface Shape {
  code: string;
  rings: Ring[];
}

/** Points nearer than this to the last one kept are left out. */
const LEAST_STEP_PX = 0.7;

/** A ring without the points that a reader cannot tell apart; null for one that is no more than a dot. */
function simplified(ring: Ring): Ring | null {
  const kept: Point[] = [];
  for (const point of ring) {
    const last = kept.at(-1);
    if (last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) >= LEAST_STEP_PX) kept.push(point);
  }
  return kept.length < 3 ? null : kept;
}

/** The shape drawn at another place and size; one too small to be seen keeps no ring. */
export function drawn(shape: Shape, place: (point: Point) => Point): Shape {
  const rings = shape.rings.flatMap((ring) => {
    const kept = simplified(ring.map(place));
    return kept === null ? [] : [kept];
  });
  return { code: shape.code, rings };
}

/** The shape as an SVG path, to a tenth of a px. */
export function pathOf({ rings }: Shape): string {
  const tenth = (value: number): string => String(Math.round(value * 10) / 10);
  return rings.map((ring) => `M${ring.map(([x, y]) => `${tenth(x)},${tenth(y)}`).join("L")}Z`).join("");
}

/** Twice the signed area of a ring. */
function doubleArea(ring: Ring): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** The middle of the largest ring, and how wide it is there: where a name may stand. */
export function middleOf({ rings }: Shape): { x: number; y: number; widthPx: number } | null {
  const largest = [...rings].sort((a, b) => Math.abs(doubleArea(b)) - Math.abs(doubleArea(a)))[0];
  if (largest === undefined) return null;
  const area = doubleArea(largest);
  let [sumX, sumY] = [0, 0];
  for (const [index, [x, y]] of largest.entries()) {
    const [nextX, nextY] = largest[(index + 1) % largest.length] ?? [x, y];
    const cross = x * nextY - nextX * y;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
  }
  const [x, y] = [sumX / (3 * area), sumY / (3 * area)];
  return { x, y, widthPx: widthAt(largest, y) };
}

/** The widest stretch of a ring on a horizontal line. */
function widthAt(ring: Ring, y: number): number {
  const crossings = ring
    .flatMap(([x1, y1], index) => {
      const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
      return y1 <= y === y2 <= y ? [] : [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)];
    })
    .sort((a, b) => a - b);
  let widest = 0;
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    widest = Math.max(widest, (crossings[index + 1] ?? 0) - (crossings[index] ?? 0));
  }
  return widest;
}
