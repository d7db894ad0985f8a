// Keys of an availability result that tell how long outages last, as zod shapes.
import { z } from "zod";

const seconds = z.number().nonnegative();

/** Keys of an availability result. */
export const restoreKeys = {
  /** Outages with at least one counted second in the period, each stretch once; null where the source says nothing of the period. */
  outageCount: z.int().nonnegative().nullable(),
  /** Mean counted seconds of an outage, clipped to the period; null without an outage. */
  meanTimeToRestoreSeconds: seconds.nullable(),
  /** Seconds known to be up, over the number of outages; null with none or one (nothing lies between), and where it is not known what is unknown. */
  meanTimeBetweenFailuresSeconds: seconds.nullable(),
};
