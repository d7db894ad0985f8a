// The bandwidth asked for against what was sent at the peak: sending it shows that it was there, sending less shows nothing.
import type { Convocatoria } from "../convocatoria.ts";
import { formatBytes, formatDecimal } from "../wording.ts";
import { type Check, checked, type Requirement, type Telling } from "./clause.ts";

/** Bytes sent in a span of minutes, over all sources that visitors reached. */
export interface SentBytes {
  /** Start of the span. */
  second: number;
  bytes: number;
}

export interface PeakBytes {
  /** The minute with most bytes, and the five minutes in a row with most. */
  minute: SentBytes;
  fiveMinutes: SentBytes;
}

const BITS_A_BYTE = 8;

type Duty = Convocatoria["duties"][number];

/** An answer is logged when it ends, so one minute may hold bytes of those before it: *cumple* asks for five minutes, one is an *indicio*. */
export function checkBandwidth(requirement: Requirement, { amount, unit }: Duty, peak: PeakBytes | null, telling: Telling): Check {
  const words = telling.words.bandwidth;
  if (amount === null || unit !== "bit/s" || peak === null || peak.minute.bytes === 0) {
    const evidence = words.noBytes(words.wouldShow);
    return checked(requirement, { verdict: "no-verificable", evidence });
  }
  const { minute, fiveMinutes } = peak;
  const perSecond = (minute.bytes * BITS_A_BYTE) / 60;
  const sustained = (fiveMinutes.bytes * BITS_A_BYTE) / 300;
  const figures = {
    askedBitsPerSecond: amount,
    peakBitsPerSecond: perSecond,
    peakAt: telling.iso(minute.second),
    sustainedBitsPerSecond: sustained,
    sustainedFrom: telling.iso(fiveMinutes.second),
  };
  const mbps = (bits: number): string => `${formatDecimal(bits / 1e6, bits < 1e6 ? 3 : 1)} Mbps`;
  const sent = words.sent(telling.zoned(minute.second), formatBytes(minute.bytes), mbps(perSecond), mbps(sustained));
  const asked = mbps(amount);
  const outcome = { figures, source: "log" } as const;
  if (sustained >= amount) {
    return checked(requirement, {
      ...outcome,
      verdict: "cumple",
      evidence: words.met(sent, asked),
    });
  }
  if (perSecond >= amount) {
    const evidence = words.oneMinute(sent, asked);
    return checked(requirement, { ...outcome, verdict: "indicio", evidence });
  }
  const evidence = words.unused(sent, asked, words.wouldShow);
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence });
}
