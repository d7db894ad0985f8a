// How much the next election may ask for: the greatest peak that was seen, by the greatest growth that was seen, with the spread of both.
import type { ComparedDelivery, DeliveriesComparison, ElectionLoad, Growth } from "./compare-schema.ts";

type Sizing = DeliveriesComparison["sizing"];
type Spread = Sizing["peakMinuteHitsPerSecond"];

export interface SizingOptions {
  /** What the estimate is multiplied by; null: nobody gave one. */
  margin?: number | null;
  /** Hits a second that one server bears; null: nobody told. */
  capacity?: number | null;
}

interface Seen {
  deliveries: readonly ComparedDelivery[];
  growth: readonly Growth[];
  elections: readonly ElectionLoad[];
}

/** Taken only where no growth was seen and the user gives no margin; always printed as an assumption. */
const assumedMargin = 1.5;
/** One a second: of fewer hits in a minute, the ratio to another is chance. */
const leastPeakHits = 60;

/**
 * The greatest peak minute, as hits a second, by the greatest growth of the peak between two elections (where demand fell, by 1) and
 * the margin; and the greatest second and the minute with most bytes by the same.
 */
export function sizing({ deliveries, growth, elections }: Seen, { margin = null, capacity = null }: SizingOptions): Sizing {
  const peaks = spreadOf(deliveries.map(({ peakMinute }) => peakMinute?.hitsPerSecond ?? null));
  const fromEnough = growth.filter(({ fromPeakHits }) => (fromPeakHits ?? 0) >= leastPeakHits);
  const growths = spreadOf(fromEnough.map(({ peakMinute }) => peakMinute));
  const growthFactor = growths && Math.max(1, growths.most);
  const marginFactor = margin ?? (growthFactor === null ? assumedMargin : 1);
  const factor = (growthFactor ?? 1) * marginFactor;
  const by = (amount: number | null | undefined): number | null => (amount == null ? null : amount * factor);
  const seconds = greatestSecond(deliveries);
  const bandwidth = greatestBandwidth(deliveries);
  const [hitsPerSecond, burstHitsPerSecond] = [by(peaks?.most), by(seconds.peakSecondHits)];
  const leastCacheShare = spreadOf(deliveries.map(({ cacheShare }) => cacheShare))?.least ?? null;
  const worst = burstHitsPerSecond ?? hitsPerSecond;
  return {
    peakMinuteHitsPerSecond: peaks,
    peakMinuteGrowth: growths,
    burstFactors: spreadOf(deliveries.map(({ burstFactor }) => burstFactor)),
    peakBitsPerSecond: spreadOf(deliveries.map(bitsPerSecond)),
    growthFactor,
    growthLeftOut: growth.length - fromEnough.length,
    marginFactor,
    marginFrom: margin !== null ? "given" : growthFactor === null ? "assumed" : "none",
    ...seconds,
    hitsPerSecond,
    burstHitsPerSecond,
    bandwidthMeasured: bandwidth && bandwidth.peakBytesMinute !== null,
    bitsPerSecond: by(bandwidth && bitsPerSecond(bandwidth)),
    leastCacheShare,
    originHitsPerSecond: hitsPerSecond === null || leastCacheShare === null ? null : hitsPerSecond * (1 - leastCacheShare),
    electionHitsPerSecond: by(spreadOf(elections.map(({ peakMinute }) => peakMinute?.hitsPerSecond ?? null))?.most),
    serverCapacity: capacity,
    servers: worst === null || capacity === null ? null : Math.ceil(worst / capacity),
  };
}

/** As seen; where an analysis does not record it, its peak minute by the greatest factor that the others show. */
function greatestSecond(deliveries: readonly ComparedDelivery[]): Pick<Sizing, "burstFactor" | "peakSecondHits"> {
  const factor = spreadOf(deliveries.map(({ burstFactor }) => burstFactor))?.most ?? null;
  const isMissing = deliveries.some(({ peakSecond, peakMinute }) => peakSecond === null && peakMinute !== null);
  const seconds = deliveries.map(({ peakSecond, peakMinute }) => {
    if (peakSecond !== null) return peakSecond.hits;
    return factor === null || peakMinute === null ? null : peakMinute.hitsPerSecond * factor;
  });
  return { burstFactor: isMissing ? factor : null, peakSecondHits: spreadOf(seconds)?.most ?? null };
}

function bitsPerSecond({ peakBytesMinute, peakMinuteBitsPerSecond }: ComparedDelivery): number | null {
  return peakBytesMinute?.bitsPerSecond ?? peakMinuteBitsPerSecond;
}

function greatestBandwidth(deliveries: readonly ComparedDelivery[]): ComparedDelivery | null {
  const known = deliveries.filter((delivery) => bitsPerSecond(delivery) !== null);
  return known.reduce<ComparedDelivery | null>(
    (most, next) => (most && (bitsPerSecond(most) ?? 0) >= (bitsPerSecond(next) ?? 0) ? most : next),
    null,
  );
}

/** Least, middle (the mean of the middle two when even) and most of what is known; null where nothing is. */
function spreadOf(values: readonly (number | null)[]): Spread {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  const [least, most] = [known[0], known.at(-1)];
  if (least === undefined || most === undefined) return null;
  const [low = least, high = least] = [known[Math.floor((known.length - 1) / 2)], known[Math.floor(known.length / 2)]];
  return { least, median: (low + high) / 2, most, of: known.length };
}
