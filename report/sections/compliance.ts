// The compliance matrix: every clause that was checked, with its section, outcome and evidence, and the sections that the memoria itself owes.
import { type Analysis, printable } from "../../analysis/index.ts";
import { type Block, type Document, heading, paragraph, plain, strong, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import type { ReportInput, SectionBuilder } from "./section.ts";

type Clause = Analysis["compliance"][number];

/** Whether the required sections are there and whole: only the report knows the difusor's texts. Null where none is required. */
function sectionsClause({ convocatoria, words }: ReportInput, pending: Document["pending"]): Clause | null {
  if (convocatoria === null || !convocatoria.memoria.required.value) return null;
  const titles = convocatoria.memoria.sections.map((section) => printable(section.title));
  const lacking = pending.filter(({ section }) => titles.includes(section));
  return {
    id: "memoria-sections",
    requirement: words.availability.sectionsRequirement,
    clause: convocatoria.memoria.required.clause ?? words.availability.noClause,
    verdict: lacking.length === 0 ? "cumple" : "incumple",
    evidence: lacking.length === 0 ? words.availability.sectionsPresent(titles) : words.availability.sectionsLacking(lacking),
    callVersion: convocatoria.version,
    callStatus: convocatoria.status,
    figures: { sections: titles.length, lacking: new Set(lacking.map(({ section }) => section)).size },
    period: null,
    source: "program",
  };
}

/** All rows of the matrix, in the order of the call: those of the analysis, and the one of the memoria's own sections. */
export function verifiedClauses(input: ReportInput, pending: Document["pending"]): Clause[] {
  const { compliance } = input.analysis;
  if (compliance.length === 0) return [];
  const sections = sectionsClause(input, pending);
  return sections === null ? compliance : [...compliance, sections];
}

/** The counts of the matrix as one sentence; null where nothing was checked. */
export function complianceSummary(input: ReportInput, pending: Document["pending"]): string | null {
  const clauses = verifiedClauses(input, pending);
  if (clauses.length === 0) return null;
  const verdicts = ["cumple", "incumple", "no-verificable", "indicio"] as const;
  const counts = verdicts.map((verdict) => ({
    word: input.words.terms.verdicts[verdict],
    count: clauses.filter((clause) => clause.verdict === verdict).length,
  }));
  return input.words.availability.verdictCounts(counts, clauses.length);
}

/** The section of the memoria that treats of a clause beside its evidence here, by the clause's id. */
const treatedIn: Readonly<Record<string, string>> = {
  availability: "disponibilidad",
  "recorded-measures": "estadisticas",
  "asked-logs": "bitacoras",
  "attack-ends-status": "incidencias",
  "connection-failure": "incidencias",
};

/** Where to read on, by its number: the section that treats of a clause, or the evidence of each in this one. */
function placeOf({ id }: Clause, { sectionTitles, words }: ReportInput): string {
  const number = sectionTitles?.get("clausulas")?.split(" ", 1)[0] ?? "";
  return sectionTitles?.get(treatedIn[id] ?? "") ?? `${number} ${words.availability.ownSection}`.trim();
}

function clauseText(words: Words, { clause, callStatus }: Clause): string {
  return printable(callStatus === "press" ? `${clause} ${words.availability.pressClause}` : clause);
}

function matrix(clauses: Clause[], input: ReportInput): Block {
  const { clause, requirement, section, verdict } = input.words.availability.complianceColumns;
  return table(
    "tabla-clausulas",
    input.words.availability.complianceCaption,
    [
      { title: requirement, kind: "text" },
      { title: clause, kind: "text" },
      { title: section, kind: "text" },
      { title: verdict, kind: "verdict" },
    ],
    clauses.map((check) => [
      printable(check.requirement),
      clauseText(input.words, check),
      placeOf(check, input),
      { verdict: check.verdict, word: input.words.terms.verdicts[check.verdict] },
    ]),
  );
}

/** The evidence over the whole measure: in a column of the table it would be a thread of words. */
function evidenceBlocks(words: Words, clauses: Clause[]): Block[] {
  const items = clauses.map((check) => ({
    term: printable(check.requirement),
    text: [strong(`${words.terms.verdicts[check.verdict]}. `), ...plain(printable(check.evidence))],
  }));
  return [heading(2, "evidencia-de-clausulas", words.availability.evidenceTitle), { kind: "definitions", items }];
}

/** The matrix of the clauses that were checked, and below it the evidence of each. */
export const complianceSection: SectionBuilder = (input: ReportInput) => {
  const clauses = verifiedClauses(input, input.pending ?? []);
  const version = input.analysis.convocatoria?.version;
  const isPress = input.convocatoria?.status === "press";
  return {
    blocks: [
      ...(version === undefined ? [] : [paragraph(input.words.availability.complianceVersion(printable(version), isPress))]),
      paragraph(input.words.availability.complianceIntro),
      matrix(clauses, input),
      ...evidenceBlocks(input.words, clauses),
    ],
    pending: [],
  };
};
