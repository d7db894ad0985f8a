// Availability by the difusor's own declaration: outages in full, degradations by weight, and only a signed statement makes the list complete.
import type { IncidentRecord } from "../ingest/index.ts";
import type { AvailabilityResult } from "./analysis.ts";
import { type AvailabilityPeriod, type AvailabilityTerms, availabilityRow, type Outage, outagesOf } from "./availability.ts";
import { type Interval, subtract, total } from "./intervals.ts";

/** What the figures need of an incident. */
export type DeclaredIncident = Pick<IncidentRecord, "id" | "startSecond" | "endSecond" | "effect" | "weight">;

export interface DeclaredAvailability {
  result: AvailabilityResult;
  outages: Outage[];
  /** Incidents (caida, degradacion) of the period without an end: they ran to the period's end. */
  openEndedIds: string[];
  /** Degradations of the period without a weight: they are in neither figure. */
  unweightedIds: string[];
}

/**
 * The declared figures of one period (definitions, "Availability", 1).
 * @param statementComplete the difusor signs that the list is complete: coverage is 1 and nothing is unknown. Without it coverage and unknown seconds
 * are null, the verdict is never *cumple*, and a period without a declared outage or degradation says nothing (availability null).
 */
export function declaredAvailability(
  terms: AvailabilityTerms,
  incidents: readonly DeclaredIncident[],
  statementComplete: boolean,
): DeclaredAvailability {
  const { period, exclusions } = terms;
  const inPeriod = incidents.filter((incident) => incident.effect !== "ninguno" && touches(incident, period));
  const down = outageSpans(inPeriod, period);
  const result = availabilityRow(terms, {
    source: "declared",
    logSource: null,
    down,
    weightedDownSeconds: weightedSeconds(inPeriod, period, exclusions),
    unknown: statementComplete ? [] : null,
    covered: statementComplete ? [period] : null,
    // An incident of another month says nothing of this one.
    saysAnything: statementComplete || inPeriod.length > 0,
  });
  return {
    result,
    outages: outagesOf("declared", period, down, (outage) => outageIds(inPeriod, period, outage)),
    openEndedIds: inPeriod.filter((incident) => incident.endSecond === null).map(({ id }) => id),
    unweightedIds: inPeriod.filter((incident) => incident.effect === "degradacion" && incident.weight === null).map(({ id }) => id),
  };
}

/** The span of an incident; one without an end runs to the period's end. */
export function incidentSpan(incident: DeclaredIncident, period: AvailabilityPeriod): Interval {
  return { startSecond: incident.startSecond, endSecond: incident.endSecond ?? period.endSecond };
}

/** The spans of the declared outages (effect `caida`), not yet clipped. */
export function outageSpans(incidents: readonly DeclaredIncident[], period: AvailabilityPeriod): Interval[] {
  return incidents.filter((incident) => incident.effect === "caida").map((incident) => incidentSpan(incident, period));
}

/** Ids of the declared outages that overlap a span, `I-001, I-004`; null when none does. */
export function outageIds(incidents: readonly DeclaredIncident[], period: AvailabilityPeriod, span: Interval): string | null {
  // Asked for each of thousands of outages: no span is made for it.
  const ids = incidents.filter(
    ({ effect, startSecond, endSecond }) =>
      effect === "caida" && startSecond < span.endSecond && span.startSecond < (endSecond ?? period.endSecond),
  );
  return ids.length === 0 ? null : ids.map(({ id }) => id).join(", ");
}

/** True when two half-open spans share a moment. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.startSecond < b.endSecond && b.startSecond < a.endSecond;
}

function touches(incident: DeclaredIncident, period: AvailabilityPeriod): boolean {
  return overlaps(incidentSpan(incident, period), period);
}

/** Sum over the counted time of the greatest weight in force: 1 in an outage, `weight` in a degradation. */
function weightedSeconds(incidents: readonly DeclaredIncident[], period: AvailabilityPeriod, exclusions: readonly Interval[]): number {
  const byWeight = Map.groupBy(incidents, (incident) => (incident.effect === "caida" ? 1 : (incident.weight ?? 0)));
  const heaviestFirst = [...byWeight].sort(([a], [b]) => b - a);
  let free: Interval[] = subtract([period], exclusions);
  let weighted = 0;
  for (const [weight, sameWeight] of heaviestFirst) {
    const spans = sameWeight.map((incident) => incidentSpan(incident, period));
    const rest = subtract(free, spans);
    weighted += weight * (total(free) - total(rest));
    free = rest;
  }
  return weighted;
}
