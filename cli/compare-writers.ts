// How memoria compare writes each kind of figure in a terminal.
import {
  type ComparedDelivery,
  formatBytes,
  formatCount,
  formatDecimal,
  formatDuration,
  formatShare,
  placeRuns,
} from "../analysis/index.ts";
import type { compareWords } from "./words/compare.ts";

export type Words = (typeof compareWords)["es"];

/** How each kind of figure is written, or the word for one that nobody knows. */
export function writers(w: Words) {
  const known = (value: number | null, format: (value: number) => string): string => (value === null ? w.unknown : format(value));
  return {
    decimal: (value: number | null) => known(value, (number) => formatDecimal(number, 1)),
    times: (value: number | null) => known(value, (number) => formatDecimal(number, 2)),
    count: (value: number | null) => known(value, formatCount),
    bytes: (value: number | null) => known(value, formatBytes),
    duration: (value: number | null) => known(value, formatDuration),
    bandwidth: (value: number | null) => known(value, bandwidthText),
    share: (value: number | null) => known(value, (share) => formatShare(share, 1)),
  };
}

/** Bits a second in decimal units. */
function bandwidthText(bitsPerSecond: number): string {
  const [size, unit] = (
    [
      [1e9, "Gbit/s"],
      [1e6, "Mbit/s"],
      [1e3, "kbit/s"],
    ] as const
  ).find(([least]) => bitsPerSecond >= least) ?? [1, "bit/s"];
  return `${formatDecimal(bitsPerSecond / size, 1)} ${unit}`;
}

/** As measured in the minute with most bytes, else as estimated, which is said. */
export function bandwidthOf({ peakBytesMinute, peakMinuteBitsPerSecond }: ComparedDelivery, w: Words): string {
  const { bandwidth } = writers(w);
  if (peakBytesMinute !== null) return bandwidth(peakBytesMinute.bitsPerSecond);
  return peakMinuteBitsPerSecond === null ? w.unknown : w.estimated(bandwidth(peakMinuteBitsPerSecond));
}

/** "1-24", "1, 3-28": hours from the first on, as people count them. */
export function placesText(places: readonly number[]): string {
  const runs = placeRuns(places);
  return runs.map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}-${to + 1}`)).join(", ");
}
