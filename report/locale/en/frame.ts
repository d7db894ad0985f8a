// Words of the cover, the contents, the summary and the page margins.
import { formatCount } from "../../../analysis/index.ts";

export const memoriaTitle = "Technical report (memoria técnica) of the official difusor";
export const voluntaryTitle = "Voluntary technical report (memoria técnica) of the official difusor";
export const generalTitle = "Report on access and availability";
export const prep = "Preliminary Electoral Results Programme (PREP)";
export const keyword = "technical report";
/** On the printed cover, for a name with signs or letters that the fonts do not have. */
export const nameInPart =
  "The difusor's name is printed here without the signs that this typeface does not have; the other files have it whole.";
export const unprintableName = "(a name without letters that can be printed)";
export const unnamedDifusor = "Difusor not named";

export const coverTerms = {
  election: "Election",
  electionDate: "Election day",
  period: "Publication period",
  otherPeriod: "Period reported",
  zone: "Time zone",
  call: "Call",
  version: "Version",
  due: "Due date",
  generated: "Made on",
} as const;

export const statusWords = { official: "official document", press: "known from the press, without an official document" } as const;

export const declaredBounds = "The bounds of the period that the call does not fix were declared by the difusor.";
export const voluntaryNote = "The call asks for no technical report: this one is presented voluntarily.";
export const generalNote = "This report answers no call; it therefore holds no verification of clauses.";

export const contents = "Contents";
export const summary = "Summary";
export const availabilityLead = "Availability";
export const keyFigures = "Key figures";
export const mainFindings = "Main findings";
export const coverSection = "Cover";
export const difusorPending = "The difusor's name is missing.";
export const boundsPending = "A bound of the publication period that the call does not fix is missing; the difusor declares it.";
export const pending = "Pending to complete the memoria";
export const nothingPending = "No section is pending.";
export const noFindings = "The analysis found nothing that stands out in the period.";
export const noTraffic =
  "The logs hold no hits of the period: nobody knows how many visits there were. The section on statistics is pending.";
export const noFindingsWithoutTraffic = "There are no hits of the period to analyse.";
export const warnings = "Warnings";
export function zoneNote(zone: string): string {
  return `Local times: ${zone}.`;
}
export const noAvailability = "There are no records from which to work out the availability of the period.";

export function lead(difusor: string | null, period: string): string {
  return `Publication ${difusor === null ? "" : `by ${difusor}, `}${period}. The figures are of that period, except where another is named.`;
}

export function pageOf(page: number, total: number): string {
  return `Page ${page} of ${total}`;
}

export function asksFor(parts: string[]): string {
  return `The call asks in this section for: ${parts.map((part) => `“${part.charAt(0).toLowerCase()}${part.slice(1)}”`).join("; ")}.`;
}

export function clauseWords(clause: string): string {
  return `Clause ${clause}`;
}

export const metricWords = {
  visits: "Visits",
  uniqueVisitors: "Unique visitors",
  estimated: "estimated",
  pageViews: "Page views",
  stay: "Visit duration",
  stayNote: "mean per measurable visit",
  hits: "Hits",
  peak: "Peak minute",
  bytes: "Data transferred",
  requestSuccess: "No server error",
  requestSuccessNote: "of the hits",
} as const;

export function ofPeople(hits: number): string {
  return `${formatCount(hits)} human`;
}

export function peakDayNote(day: string, hits: number): string {
  return `${day}; ${peakNote(hits)}`;
}

export function peakNote(hits: number): string {
  return `${formatCount(hits)} ${hits === 1 ? "hit" : "hits"}`;
}

export function pagesPerVisitNote(pages: string): string {
  return `${pages} pages per visit`;
}

export function pendingItem(section: string, sentence: string): string {
  return `**${section}.** ${sentence}`;
}

export const skipToContent = "Go to the content";

/** What of a list the summary has no room for. */
export function morePending(count: number, isAll: boolean): string {
  const more = isAll ? "" : " more";
  return count === 1
    ? `One${more} item is pending, told in its section.`
    : `${formatCount(count)}${more} items are pending, told in their sections.`;
}

export function moreWarnings(count: number, isAll: boolean): string {
  const more = isAll ? "" : " more";
  return count === 1
    ? `There is one${more} warning, under “Ledger of lines”.`
    : `There are ${formatCount(count)}${more} warnings, under “Ledger of lines”.`;
}

/** Between two moments: "from 8 December 2024, 20:00, to 10 December 2024, 02:00". */
export function fromTo(start: string, end: string): string {
  return `from ${start}, to ${end}`;
}
