// When the observing sources of availability knew nothing: time outside their records, and silence amid traffic.
import type { AvailabilityPeriod } from "./availability.ts";
import { clip, type Interval, subtract } from "./intervals.ts";
import type { LogEvidence } from "./log-availability.ts";
import { type MonitorEvidence, monitorCoverage } from "./monitor-availability.ts";

interface UnknownStretch extends Interval {
  source: "log" | "monitor";
}

/**
 * The same seconds that `unknownSeconds` of each source adds up, before exclusions: those are shown beside it.
 * @param monitor null where there is none: then nothing is said of it.
 */
export function unknownStretches(period: AvailabilityPeriod, log: LogEvidence, monitor: MonitorEvidence | null): UnknownStretch[] {
  const ofLog = clip([...subtract([period], log.covered), ...log.silent], period);
  const ofMonitor = monitor === null ? [] : subtract([period], monitorCoverage(monitor));
  return [
    ...ofLog.map((stretch) => ({ source: "log" as const, ...stretch })),
    ...ofMonitor.map((stretch) => ({ source: "monitor" as const, ...stretch })),
  ];
}
