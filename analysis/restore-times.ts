// How long outages last and how far apart they are: mean time to restore, and mean time between failures, of one source and period.
import { type Interval, intersect, total, union } from "./intervals.ts";

export interface RestoreTimes {
  outageCount: number | null;
  meanTimeToRestoreSeconds: number | null;
  meanTimeBetweenFailuresSeconds: number | null;
}

/**
 * @param down outages; they may overlap and reach beyond the counted time. An exclusion inside an outage does not make two of it.
 * @param counted the period without its exclusions, normalised.
 * @param unknownSeconds counted seconds of which nothing is known; null: not known how many.
 */
export function restoreTimes(down: readonly Interval[], counted: readonly Interval[], unknownSeconds: number | null): RestoreTimes {
  const outageSeconds = union(down)
    .map((outage) => total(intersect([outage], counted)))
    .filter((length) => length > 0);
  const outageCount = outageSeconds.length;
  const downSeconds = outageSeconds.reduce((sum, length) => sum + length, 0);
  const isTold = outageCount > 1 && unknownSeconds !== null;
  return {
    outageCount,
    meanTimeToRestoreSeconds: outageCount === 0 ? null : downSeconds / outageCount,
    meanTimeBetweenFailuresSeconds: isTold ? (total(counted) - downSeconds - unknownSeconds) / outageCount : null,
  };
}

/** Of a source that says nothing about the period. */
export const untoldRestoreTimes: RestoreTimes = {
  outageCount: null,
  meanTimeToRestoreSeconds: null,
  meanTimeBetweenFailuresSeconds: null,
};
