// The Cache-Control header of the polled file: where the log holds it, it decides; else an answer out of a cache speaks against it.
import { printable } from "../wording.ts";
import type { PolledCaching } from "./answers.ts";
import { type Check, checked, type Requirement, type Telling } from "./clause.ts";

export function checkCacheControl(requirement: Requirement, caching: PolledCaching, resultPath: string, telling: Telling): Check {
  const words = telling.words.cacheControl;
  const { served, recorded, fromCache, notModified, headersKnown, headersKept } = caching;
  const figures = { served, cacheRecorded: recorded, fromCache, notModified, headersKnown, headersKept };
  const outcome = { figures, period: "window", source: "log" } as const;
  const file = printable(resultPath);
  const without = headersKnown - headersKept;
  if (without > 0) {
    const evidence = words.without(without, file, headersKnown);
    return checked(requirement, { ...outcome, verdict: "incumple", evidence });
  }
  if (headersKnown > 0 && headersKnown >= served && fromCache === 0) {
    const evidence = words.all(headersKnown, file);
    return checked(requirement, { ...outcome, verdict: "cumple", evidence });
  }
  // With no-store nobody holds a copy to ask about; yet a program may ask so by itself.
  const copies = notModified === 0 ? "" : words.copies(notModified);
  if (fromCache > 0) {
    const evidence = words.fromCache(fromCache, file, recorded, copies);
    return checked(requirement, { ...outcome, verdict: "indicio", evidence });
  }
  const told = recorded > 0 ? words.noneFromCache(recorded, file) : words.noHeaders;
  const evidence = words.wouldShow(`${told}${copies}`);
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence });
}
