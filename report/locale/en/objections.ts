// Words of what an auditor would object to.
import { formatCount, formatShare } from "../../../analysis/index.ts";

export const kinds = {
  pending: "Pending",
  cause: "Cause",
  coverage: "Coverage",
  silence: "Without record",
  disagreement: "Disagreement",
  clause: "Clause",
  geography: "Geography",
  rejected: "Lines",
  leftOut: "Not read",
} as const;

export const sections = {
  incidents: "Report of incidents",
  statistics: "Statistics of visits",
  availability: "Availability",
  clauses: "Verification of clauses",
  logs: "Access logs",
  ledger: "Ledger of lines",
} as const;

export function cause(number: number): string {
  return `Incident ${number} declares no root cause; if it is not known, that should be said.`;
}

export function coverage(share: string, period: string, source: string | null): string {
  const whose = source === null ? "The logs cover" : `The log of ${source} covers`;
  return `${whose} ${share} of: ${period}. The missing ones should be handed in, or their absence explained.`;
}

export function unverifiable(source: string, period: string, unknown: string | null): string {
  const why = unknown === null ? "there is no signed statement that the list is complete" : `${unknown} without record`;
  return `The availability by the source “${source}” is not verifiable (${period}: ${why}).`;
}

export function declaredAlone(period: string): string {
  return `Compliance with the availability rests on what the difusor declares alone (${period}): neither the log nor a monitor bears it out.`;
}

export function disagreement(kind: string, at: string): string {
  return `${kind}, ${at}: the disagreement is not explained.`;
}

export function clause(requirement: string, verdict: "incumple" | "indicio"): string {
  const end = /[.!?]$/u.test(requirement) ? "" : ".";
  return verdict === "incumple" ? `Not met: ${requirement}${end}` : `An indication that will have to be cleared up: ${requirement}${end}`;
}

export function geography(years: number): string {
  const distance = years === 1 ? "more than a year" : `more than ${formatCount(years)} years`;
  return `There is ${distance} between the period and the geographic database: the places may be others. One of that time should be used.`;
}

export function rejected(lines: number, read: number): string {
  return `${formatCount(lines)} lines were rejected (${formatShare(lines / read, 2)}); they should be looked at, and read in another format with memoria reparse.`;
}

export function leftOut(files: number, first: string): string {
  return files === 1
    ? `One file of what was handed in was left out on request and not read (${first}); say what it holds.`
    : `${formatCount(files)} files of what was handed in were left out on request and not read (the first, ${first}); say what they hold.`;
}
