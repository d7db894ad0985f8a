// What an auditor would object to before the memoria is handed in: each objection names the place and what would answer it.
import type { Analysis } from "../analysis/index.ts";
import { formatDateTime, formatDuration, formatShareTruncated, printable } from "../analysis/index.ts";
import type { Document } from "./document.ts";
import type { Words } from "./locale/words.ts";

/** `grave`: the memoria is incomplete or contradicts itself; `minor`: an auditor would ask. */
export interface Objection {
  id: keyof Words["objections"]["kinds"];
  weight: "grave" | "minor";
  /** The section of the memoria that it is about. */
  section: string;
  text: string;
}

interface ObjectionInputs {
  analysis: Analysis;
  /** What the document says is pending. */
  pending: Document["pending"];
}

/** Every objection, the grave ones first, each in the order of the memoria. Empty: none that this program can see. */
export function objections(words: Words, inputs: ObjectionInputs): Objection[] {
  const found = [
    ...pendingTexts(inputs),
    ...missingCauses(words, inputs),
    ...coverageGaps(words, inputs),
    ...verdictsOnSilence(words, inputs),
    ...openDisagreements(words, inputs),
    ...unverifiedClauses(words, inputs),
    ...oldGeography(words, inputs),
    ...trustedLines(words, inputs),
    ...unreadFiles(words, inputs),
  ];
  return [...found.filter(({ weight }) => weight === "grave"), ...found.filter(({ weight }) => weight === "minor")];
}

function pendingTexts({ pending }: ObjectionInputs): Objection[] {
  return pending.map(({ section, sentence }) => ({ id: "pending", weight: "grave", section, text: sentence }));
}

/** The call asks for the root cause if it is known: that it is unknown has to be said. */
function missingCauses(words: Words, { analysis }: ObjectionInputs): Objection[] {
  return analysis.incidents.flatMap((incident, index): Objection[] => {
    if (incident.effect === "ninguno" || (incident.rootCause ?? "").trim() !== "") return [];
    return [{ id: "cause", weight: "minor", section: words.objections.sections.incidents, text: words.objections.cause(index + 1) }];
  });
}

/** Below this share of the period the log leaves out more than the minutes at its ends. */
const LEAST_COVERAGE = 0.99;

/** A month reaches beyond an election: only the period that is reported has to be covered. */
function coverageGaps(words: Words, { analysis }: ObjectionInputs): Objection[] {
  const { availability, period } = analysis;
  return availability.results.flatMap((result): Objection[] => {
    if (result.source !== "log" || result.period !== period.name || (result.coverage ?? 1) >= LEAST_COVERAGE) return [];
    const source = result.logSource === null ? null : printable(result.logSource);
    const text = words.objections.coverage(formatShareTruncated(result.coverage ?? 0), words.terms.periodName(result.period), source);
    return [{ id: "coverage", weight: "grave", section: words.objections.sections.logs, text }];
  });
}

/** A verdict that no record bears out, or that would be another if the unknown time had been downtime. */
function verdictsOnSilence(words: Words, { analysis }: ObjectionInputs): Objection[] {
  const { availability, period } = analysis;
  const ofPeriod = availability.results.filter((result) => result.period === period.name && result.logSource === null);
  const hasOtherProof = ofPeriod.some(({ source, verdict }) => source !== "declared" && verdict === "cumple");
  return ofPeriod.flatMap((result): Objection[] => {
    const source = words.terms.availabilitySourcesShort[result.source];
    const name = words.terms.periodName(result.period);
    const section = words.objections.sections.availability;
    if (result.verdict === "no-verificable") {
      const unknown = result.unknownSeconds === null ? null : formatDuration(result.unknownSeconds);
      return [{ id: "silence", weight: "grave", section, text: words.objections.unverifiable(source, name, unknown) }];
    }
    if (result.source === "declared" && result.verdict === "cumple" && !hasOtherProof) {
      return [{ id: "silence", weight: "minor", section, text: words.objections.declaredAlone(name) }];
    }
    return [];
  });
}

function openDisagreements(words: Words, { analysis }: ObjectionInputs): Objection[] {
  return analysis.availability.disagreements.map((disagreement): Objection => {
    const kind = words.terms.disagreementName(disagreement.kind, disagreement.seenBy);
    const at = formatDateTime(disagreement.start, analysis.period.timeZone, words.language);
    const weight = disagreement.kind === "seen-not-declared" ? "grave" : "minor";
    return { id: "disagreement", weight, section: words.objections.sections.availability, text: words.objections.disagreement(kind, at) };
  });
}

/** What the program could check and that did not come out well; the evidence stands in the section. */
function unverifiedClauses(words: Words, { analysis }: ObjectionInputs): Objection[] {
  return analysis.compliance.flatMap((clause): Objection[] => {
    if (clause.verdict !== "incumple" && clause.verdict !== "indicio") return [];
    const text = words.objections.clause(printable(clause.requirement), clause.verdict);
    return [{ id: "clause", weight: clause.verdict === "incumple" ? "grave" : "minor", section: words.objections.sections.clauses, text }];
  });
}

const YEAR_MS = 365.25 * 86_400_000;

/** Addresses change hands: a database of another year places people wrongly. */
function oldGeography(words: Words, { analysis }: ObjectionInputs): Objection[] {
  const builtAt = analysis.parameters.geography?.builtAt ?? null;
  if (builtAt === null) return [];
  const years = Math.abs(Date.parse(analysis.period.start) - Date.parse(builtAt)) / YEAR_MS;
  if (!(years > 1)) return [];
  return [
    {
      id: "geography",
      weight: "minor",
      section: words.objections.sections.statistics,
      text: words.objections.geography(Math.floor(years)),
    },
  ];
}

/** From this share on, lines that nobody could read are more than oddities. */
const MOST_REJECTED = 0.001;

function trustedLines(words: Words, { analysis }: ObjectionInputs): Objection[] {
  const { rejected, read } = analysis.ledger.lines;
  if (read === 0 || rejected / read <= MOST_REJECTED) return [];
  return [{ id: "rejected", weight: "minor", section: words.objections.sections.ledger, text: words.objections.rejected(rejected, read) }];
}

/** What a system leaves behind says nothing; what a person left out may have been a log. */
function unreadFiles(words: Words, { analysis }: ObjectionInputs): Objection[] {
  const asked = (analysis.ledger.leftOut ?? []).filter(({ reason }) => reason === "asked");
  const [first] = asked;
  if (!first) return [];
  const text = words.objections.leftOut(asked.length, printable(`${first.archive}/${first.name}`));
  return [{ id: "leftOut", weight: "minor", section: words.objections.sections.logs, text }];
}
