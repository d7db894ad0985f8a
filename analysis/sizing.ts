// How much the next election may ask for: the greatest peak that was seen, by the greatest growth that was seen, with the spread of both.
import type { ComparedDelivery, DeliveriesComparison, Growth } from "./compare-schema.ts";

type Sizing = DeliveriesComparison["sizing"];
type Spread = Sizing["peakMinuteHitsPerSecond"];

/** Taken only where no growth was seen and the user gives no margin; always printed as an assumption. */
const assumedMargin = 1.5;

/**
 * The greatest peak minute, as hits a second, by the greatest growth of the peak between two elections (where demand fell, by 1) and
 * the margin. Its worst second: by the greatest factor between a second and its minute that the logs show.
 */
export function sizing(deliveries: readonly ComparedDelivery[], growth: readonly Growth[], margin: number | null): Sizing {
  const peaks = spreadOf(deliveries.map(({ peakMinute }) => peakMinute?.hitsPerSecond ?? null));
  const growths = spreadOf(growth.map(({ peakMinute }) => peakMinute));
  const bursts = spreadOf(deliveries.map(({ burstFactor }) => burstFactor));
  const bits = spreadOf(deliveries.map(({ peakMinuteBitsPerSecond }) => peakMinuteBitsPerSecond));
  const growthFactor = growths && Math.max(1, growths.most);
  const marginFactor = margin ?? (growthFactor === null ? assumedMargin : 1);
  const factor = (growthFactor ?? 1) * marginFactor;
  const hitsPerSecond = peaks && peaks.most * factor;
  return {
    peakMinuteHitsPerSecond: peaks,
    peakMinuteGrowth: growths,
    burstFactors: bursts,
    peakBitsPerSecond: bits,
    growthFactor,
    marginFactor,
    marginFrom: margin !== null ? "given" : growthFactor === null ? "assumed" : "none",
    burstFactor: bursts === null ? null : bursts.most,
    hitsPerSecond,
    burstHitsPerSecond: hitsPerSecond === null || bursts === null ? null : hitsPerSecond * bursts.most,
    bitsPerSecond: bits && bits.most * factor,
  };
}

/** Least, middle (the mean of the middle two when even) and most of what is known; null where nothing is. */
function spreadOf(values: readonly (number | null)[]): Spread {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  const [least, most] = [known[0], known.at(-1)];
  if (least === undefined || most === undefined) return null;
  const [low = least, high = least] = [known[Math.floor((known.length - 1) / 2)], known[Math.floor(known.length / 2)]];
  return { least, median: (low + high) / 2, most, of: known.length };
}
