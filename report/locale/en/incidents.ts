// Words of the section on incidents.
import { formatCount, type Incident } from "../../../analysis/index.ts";

export const title = "Report of incidents";
export const tableCaption = "Incidents declared by the difusor";
export const columns = { number: "No.", start: "Start", duration: "Duration", type: "Type", effect: "Effect" } as const;
export const fields = {
  date: "Date",
  time: "Time",
  duration: "Duration",
  effect: "Effect",
  description: "Description",
  rootCause: "Root cause",
  impact: "Impact on the publication",
  measures: "Measures taken",
  component: "Component",
  source: "Source of the record",
  trace: "Trace in the traffic",
} as const;
export const notDeclared = "not declared";
export const notDeclaredMasculine = "not declared";
export const notDeclaredPlural = "not declared";
export const noEnd = "no end time declared";
export const detail = "Detail of each incident";
export const complete =
  "The difusor states under signature that the list of incidents is complete for the period and for the calendar months that are shown.";
export const incomplete =
  "There is no signed statement that the list is complete: stretches without incidents do not prove, by themselves, that the service was available.";
export const noneDeclared = "The difusor states under signature that there were no incidents in the period.";
export const nonePending =
  "This section is pending: the difusor has handed in neither the list of incidents nor the statement that there were none.";
export const pendingSentence = "The list of incidents, or the statement that there were none, is missing; the difusor provides it.";

export const statementPending = "The statement that the list is complete is missing; the difusor signs it.";
export const missingParts = { end: "the end time", impact: "the impact on the publication", measures: "the measures taken" } as const;
export function partsPending(number: number, parts: string[]): string {
  const listed = parts.length === 1 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
  return `Incident ${number} lacks ${listed}; the difusor provides it.`;
}

export function card(number: number, type: string): string {
  return `Incident ${number}. ${type}`;
}

export function timeRange(start: string, end: string): string {
  return `${start} to ${end}`;
}

export function openTime(start: string): string {
  return `from ${start}, ${noEnd}`;
}

export function weighted(effect: string, weight: string): string {
  return `${effect}, with a weight of ${weight}`;
}

export function countSentence(total: number, outages: number, degradations: number): string {
  const incidents = total === 1 ? "1 incident is declared" : `${formatCount(total)} incidents are declared`;
  const down = outages === 1 ? "1 outage" : `${formatCount(outages)} outages`;
  const degraded = degradations === 1 ? "1 degradation" : `${formatCount(degradations)} degradations`;
  return `${incidents}: ${down}, ${degraded} and ${formatCount(total - outages - degradations)} without effect on the service.`;
}

type Trace = NonNullable<Incident["trace"]>;

export const traceMethod = "In the trace, the expected hits are estimated from the demand of the 30 minutes before and after the incident.";

/** What the incident left in the traffic, with the figures that say so. */
export function traceSentence({ verdict, observedHits, errors5xx, expectedHits, lostHits, lostPageViews, lostVisits }: Trace): string {
  if (observedHits === null || errors5xx === null) return "Not verifiable: the log does not cover the stretch.";
  const requests = observedHits === 1 ? "1 human hit" : `${formatCount(observedHits)} human hits`;
  const errors = `${formatCount(errors5xx)} with a server error`;
  const seen = `${requests}, ${errors}`;
  const lead = verdict === "con-rastro" ? "With trace" : verdict === "sin-rastro" ? "Without trace" : "Not verifiable";
  if (expectedHits === null || lostHits === null)
    return `${lead}: ${seen}; the demand around it is too little to estimate what was expected.`;
  const views = lostPageViews ? `, ${formatCount(lostPageViews)} page views` : "";
  const visits = lostVisits ? ` and ${formatCount(lostVisits)} visits` : "";
  const lost = verdict === "con-rastro" && lostHits > 0 ? `; an estimated ${formatCount(lostHits)} hits${views}${visits} were lost` : "";
  return `${lead}: ${seen}; ${formatCount(expectedHits)} answered hits were expected${lost}.`;
}
