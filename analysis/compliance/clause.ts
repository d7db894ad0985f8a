// One checked clause: what it asks, what was found, and the words in which both are told.
import { isoInZone } from "../../ingest/index.ts";
import type { Analysis } from "../analysis.ts";
import type { Convocatoria } from "../convocatoria.ts";
import type { AnalysisWords } from "../locale/words.ts";
import { formatDate, formatDateTime, formatTime, zoneLabel } from "../wording.ts";
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
export function clausesOf({ clauses: words }: AnalysisWords, ...clauses: (string | null)[]): string {
  const named = [...new Set(clauses.filter((clause) => clause !== null))];
  return named.length === 0 ? words.noNumber : named.join("; ");
}

/** How a check tells what it found: moments local, with the zone once a sentence, and the words of the language. */
export interface Telling {
  words: AnalysisWords;
  /** "8 de diciembre de 2024, 19:30 h". */
  at: (second: number) => string;
  /** "8 de diciembre de 2024". */
  day: (second: number) => string;
  /** "19:30 h". */
  hour: (second: number) => string;
  /** "8 de diciembre de 2024, 19:30 h (hora del centro, UTC-6)". */
  zoned: (second: number) => string;
  /** ISO 8601 with offset, for the figures. */
  iso: (second: number) => string;
}

export function tellingOf(timeZone: string, words: AnalysisWords): Telling {
  const { language } = words;
  const iso = (second: number): string => isoInZone(second, timeZone);
  return {
    words,
    iso,
    at: (second) => formatDateTime(iso(second), timeZone, language),
    day: (second) => formatDate(iso(second), timeZone, language),
    hour: (second) => formatTime(iso(second), timeZone, language),
    zoned: (second) => `${formatDateTime(iso(second), timeZone, language)} (${zoneLabel(timeZone, iso(second), iso(second), language)})`,
  };
}

/** Said after a bound that the call does not state in so many words. */
export function originNote({ clauses: words }: AnalysisWords, { origin }: CallBound): string {
  if (origin === "declared") return words.declared;
  return origin === "derived" ? words.derived : "";
}

/** A figure that is a moment, or null. */
export function isoOrNull(second: number | null, telling: Telling): string | null {
  return second === null ? null : telling.iso(second);
}
