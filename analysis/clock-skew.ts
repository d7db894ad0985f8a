// How far apart the clocks of two sources are: told by requests that both logged, else by the shape of their demand, and only with a clear peak.

/** A skew with what speaks for it; see `sourceSchema`. */
export interface ClockSkew {
  /** How far the second clock is ahead of the first. */
  skewSeconds: number;
  method: "shared-requests" | "demand-shape";
  compared: number;
  agreement: number;
  runnerUp: number;
}

/** How many requests were logged with that difference between the two clocks. */
export interface SharedRequests {
  secondsAhead: number;
  requests: number;
}

/** Fewer shared requests than these tell nothing. */
const leastShared = 20;
/** Both servers write a request down within so many seconds of each other, one on its arrival, the other at its end. */
const nearSeconds = 1;

/**
 * The difference that at least half of the shared requests have, to the second around it, and at least three times as many as any other.
 * Null where there is none.
 */
export function skewOfSharedRequests(shared: readonly SharedRequests[]): ClockSkew | null {
  const requests = new Map(shared.map((row) => [row.secondsAhead, row.requests]));
  const compared = shared.reduce((sum, row) => sum + row.requests, 0);
  if (compared < leastShared) return null;
  const around = (center: number): number => {
    let sum = 0;
    for (let second = center - nearSeconds; second <= center + nearSeconds; second += 1) sum += requests.get(second) ?? 0;
    return sum;
  };
  const peaks = shared.map(({ secondsAhead, requests }) => ({ secondsAhead, requests, near: around(secondsAhead) }));
  peaks.sort((a, b) => b.near - a.near || b.requests - a.requests || Math.abs(a.secondsAhead) - Math.abs(b.secondsAhead));
  const [best] = peaks;
  if (best === undefined) return null;
  const rival = peaks.find(({ secondsAhead }) => Math.abs(secondsAhead - best.secondsAhead) > 2 * nearSeconds)?.near ?? 0;
  if (best.near * 2 < compared || rival * 3 > best.near) return null;
  return {
    skewSeconds: best.secondsAhead,
    method: "shared-requests",
    compared,
    agreement: best.near / compared,
    runnerUp: rival / compared,
  };
}

/** Hits by stretch of {@link binSeconds}; a stretch that the source's logs cover without a hit is 0, one that they do not cover is left out. */
export type Demand = ReadonlyMap<number, number>;

export const binSeconds = 300;
const binsAnHour = 3600 / binSeconds;
const mostHours = 14;
/** Three hours: a shorter overlap has hardly a shape. */
const leastBins = 36;
const leastCorrelation = 0.8;

interface Shift {
  hours: number;
  bins: number;
  correlation: number;
}

/**
 * The whole hours by which the second curve must be shifted to run like the first: a wrong time zone. It is clear where the curves correlate
 * by 0.8, and what stays unexplained is at most half of what every other shift leaves. Where the unshifted logs hardly overlap, that is how
 * servers look that took turns: then both logs must also begin and end together, once shifted. Null where nothing is clear.
 */
export function skewOfDemand(first: Demand, second: Demand): ClockSkew | null {
  const least = Math.max(leastBins, Math.min(first.size, second.size) / 2);
  const shifts: Shift[] = [];
  for (let hours = -mostHours; hours <= mostHours; hours += 1) {
    const shift = correlationAt(first, second, hours);
    if (shift.bins >= least) shifts.push(shift);
  }
  shifts.sort((a, b) => b.correlation - a.correlation || Math.abs(a.hours) - Math.abs(b.hours));
  const [best, rival] = shifts;
  if (best === undefined || best.correlation < leastCorrelation) return null;
  const runnerUp = Math.max(0, rival?.correlation ?? 0);
  if (1 - best.correlation ** 2 > (1 - runnerUp ** 2) / 2) return null;
  if (!shifts.some(({ hours }) => hours === 0) && !endTogether(first, second, best.hours)) return null;
  return {
    skewSeconds: best.hours * 3600,
    method: "demand-shape",
    compared: best.bins,
    agreement: Math.min(1, best.correlation),
    runnerUp,
  };
}

/** Correlation of the square roots of the counts, whose noise is the same at the peak and at night. */
function correlationAt(first: Demand, second: Demand, hours: number): Shift {
  let [bins, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (const [bin, hits] of first) {
    const shifted = second.get(bin + hours * binsAnHour);
    if (shifted === undefined) continue;
    const [a, b] = [Math.sqrt(hits), Math.sqrt(shifted)];
    bins += 1;
    sumA += a;
    sumB += b;
    sumAA += a * a;
    sumBB += b * b;
    sumAB += a * b;
  }
  const spread = (bins * sumAA - sumA ** 2) * (bins * sumBB - sumB ** 2);
  return { hours, bins, correlation: spread <= 0 ? 0 : (bins * sumAB - sumA * sumB) / Math.sqrt(spread) };
}

/** Within two stretches of each other at both ends. */
function endTogether(first: Demand, second: Demand, hours: number): boolean {
  const [a, b] = [endsOf(first), endsOf(second)];
  return a.every((end, i) => Math.abs((b[i] ?? Number.NaN) - hours * binsAnHour - end) <= 2);
}

function endsOf(demand: Demand): number[] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const bin of demand.keys()) {
    least = Math.min(least, bin);
    most = Math.max(most, bin);
  }
  return [least, most];
}
