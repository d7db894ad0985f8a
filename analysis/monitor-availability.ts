// Availability as uptime monitors measured it: each series of checks by itself, and all of them pooled, where one that sees the service up is enough.
import type { MonitorCheck, MonitorExport } from "../ingest/index.ts";
import type { AvailabilityResult } from "./analysis.ts";
import { type AvailabilityTerms, availabilityRow, type Outage, outagesOf } from "./availability.ts";
import { clip, type Interval, subtract, union } from "./intervals.ts";

/** One monitored endpoint: the checks of one product under one name, over all files that hold some. */
export interface MonitorSeries {
  /** The name that the product gives it, else the file's. */
  label: string;
  product: string;
  /** Failed checks are not in it. */
  answeredOnly: boolean;
  /** Checks that say up or down; the others only end what stood before. */
  checks: MonitorCheck[];
}

/** When the service was up and when it was down, in epoch seconds, normalised; no second is both. The rest is unknown. */
export interface MonitorEvidence {
  up: Interval[];
  down: Interval[];
}

const longestStandingSeconds = 300;

/**
 * The series of some exports, by label. Checks of one product and name belong together whatever their file, so that monthly exports join up;
 * checks without a name are of their file.
 */
export function monitorSeries(exports: readonly Pick<MonitorExport, "file" | "product" | "answeredOnly" | "checks">[]): MonitorSeries[] {
  const series = new Map<string, MonitorSeries>();
  for (const { file, product, answeredOnly, checks } of exports) {
    for (const check of checks) {
      const label = check.name ?? file;
      const key = JSON.stringify([product, answeredOnly, label, check.name === null]);
      const found = series.get(key);
      if (found === undefined) series.set(key, { label, product, answeredOnly, checks: [check] });
      else found.checks.push(check);
    }
  }
  return [...series.values()].sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.product < b.product ? -1 : 1));
}

/**
 * What one series says (definitions, "Availability", 3): a check stands until the next one of the series, at most 5 minutes; a state with an end
 * of its own stands until then, or until the next. Of several at one second, one that says up counts, then one that says down.
 */
export function seriesEvidence(checks: readonly MonitorCheck[]): MonitorEvidence {
  const rank = ({ up }: MonitorCheck) => (up === null ? 0 : up ? 2 : 1);
  const sorted = [...checks].sort((a, b) => a.second - b.second || rank(a) - rank(b) || standsUntil(a) - standsUntil(b));
  const spans = sorted.map((check, index) => {
    const next = sorted[index + 1]?.second ?? Number.POSITIVE_INFINITY;
    return { up: check.up, startSecond: check.second, endSecond: Math.min(next, standsUntil(check)) };
  });
  const of = (up: boolean) => union(spans.filter((span) => span.up === up));
  return { up: of(true), down: of(false) };
}

function standsUntil({ second, untilSecond }: MonitorCheck): number {
  return untilSecond ?? second + longestStandingSeconds;
}

/**
 * Series as one: up where any of them is, since a probe's own network fails too; down where some are down and none is up. A series that leaves
 * failed checks out would hide every short outage: it fills in only where no other series says anything.
 */
export function pooledEvidence(series: readonly (MonitorEvidence & { answeredOnly: boolean })[]): MonitorEvidence {
  const whole = series.filter(({ answeredOnly }) => !answeredOnly);
  const up = union(whole.flatMap((evidence) => evidence.up));
  const known = { up, down: subtract(union(whole.flatMap((evidence) => evidence.down)), up) };
  const answered = series.filter(({ answeredOnly }) => answeredOnly).flatMap((evidence) => evidence.up);
  return { up: union([...up, ...subtract(answered, monitorCoverage(known))]), down: known.down };
}

/** All that is known, up or down. */
export function monitorCoverage({ up, down }: MonitorEvidence): Interval[] {
  return union([...up, ...down]);
}

/** The monitors' figures of one period. @param series the one series that the evidence is of; null: all of them pooled. */
export function monitorAvailability(
  terms: AvailabilityTerms,
  evidence: MonitorEvidence,
  series: string | null,
): { result: AvailabilityResult; outages: Outage[] } {
  const { period } = terms;
  const covered = monitorCoverage(evidence);
  const result = availabilityRow(terms, {
    source: "monitor",
    logSource: series,
    down: evidence.down,
    weightedDownSeconds: null,
    unknown: subtract([period], covered),
    covered,
    saysAnything: subtract(clip(covered, period), terms.exclusions).length > 0,
  });
  return { result, outages: outagesOf("monitor", period, evidence.down, () => null) };
}
