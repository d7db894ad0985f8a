// One checked clause: what it asks, what was found, and the words in which both are told.
import { isoInZone } from "../../ingest/index.ts";
import type { Analysis } from "../analysis.ts";
import type { Convocatoria } from "../convocatoria.ts";
import { formatDateTime, formatTime, zoneLabel } from "../wording.ts";
import type { CallBound } from "./bounds.ts";

export type CheckedClause = Analysis["compliance"][number];
export type ClauseVerdict = CheckedClause["verdict"];

/** What a check answers; the version of the call is added to all of them alike. */
export type Check = Omit<CheckedClause, "callVersion" | "callStatus">;

/** A fact that the evidence shows, with its numbers. */
export type Outcome = Pick<Check, "verdict" | "evidence"> & Partial<Pick<Check, "figures" | "period" | "source">>;

/** What a clause asks, before anything is known of it. */
export interface Requirement {
  /** Stable: the same clause has the same id in every call. */
  id: string;
  requirement: string;
  clause: string;
}

/** A requirement with its outcome; what a verdict does not rest on is null. */
export function checked({ id, requirement, clause }: Requirement, outcome: Outcome): Check {
  const { verdict, evidence, figures = {}, period = null, source = null } = outcome;
  return { id, requirement, clause, verdict, evidence, figures, period, source };
}

/** The check as it stands in the analysis: under the version of the call that it was read from. */
export function underVersion(check: Check, { version, status }: Convocatoria): CheckedClause {
  return { ...check, callVersion: version, callStatus: status };
}

/** Clauses in their order, each once: "I.2; Reglamento de Elecciones, art. 353". A value without one says so. */
export function clausesOf(...clauses: (string | null)[]): string {
  const named = [...new Set(clauses.filter((clause) => clause !== null))];
  return named.length === 0 ? "sin número" : named.join("; ");
}

/** How the moments of a call are told: local, with the zone once a sentence. */
export interface Clock {
  /** "8 de diciembre de 2024, 19:30 h". */
  at: (second: number) => string;
  /** "19:30 h". */
  hour: (second: number) => string;
  /** "8 de diciembre de 2024, 19:30 h (hora del centro, UTC-6)". */
  zoned: (second: number) => string;
  /** ISO 8601 with offset, for the figures. */
  iso: (second: number) => string;
}

export function clockOf(timeZone: string): Clock {
  const iso = (second: number): string => isoInZone(second, timeZone);
  return {
    iso,
    at: (second) => formatDateTime(iso(second), timeZone),
    hour: (second) => formatTime(iso(second), timeZone),
    zoned: (second) => `${formatDateTime(iso(second), timeZone)} (${zoneLabel(timeZone, iso(second))})`,
  };
}

/** Said after a bound that the call does not state in so many words. */
export function originNote({ origin }: CallBound): string {
  if (origin === "declared") return ", hora declarada por el difusor";
  return origin === "derived" ? ", hora derivada de otros valores de la convocatoria" : "";
}

/** A figure that is a moment, or null. */
export function isoOrNull(second: number | null, clock: Clock): string | null {
  return second === null ? null : clock.iso(second);
}
