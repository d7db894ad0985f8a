// The cover: who presents, to whom, for which election and period, and under which version of the call.
import type { Analysis, Convocatoria } from "../../analysis/index.ts";
import { formatDate, printable, zoneLabel } from "../../analysis/index.ts";
import type { Cover } from "../document.ts";
import { frameWords as words } from "../locale/es-MX.ts";
import { boundsPhrase, capitalised, dayWords, type ReportInput } from "./section.ts";

/** The title of the document: what it is before the institute. */
export function documentTitle(convocatoria: Convocatoria | null): string {
  if (convocatoria === null) return words.generalTitle;
  return convocatoria.memoria.required.value ? words.memoriaTitle : words.voluntaryTitle;
}

/** The difusor's name, or the honest word that nobody gave it. */
export function difusorName(analysis: Analysis): string {
  return analysis.difusor.trim() === "" ? words.unnamedDifusor : printable(analysis.difusor.trim());
}

function callFacts(convocatoria: Convocatoria | null): Cover["facts"] {
  if (convocatoria === null) return [];
  const { coverTerms, statusWords } = words;
  const { memoria } = convocatoria;
  return [
    { term: coverTerms.call, text: `${printable(convocatoria.source.document)} (${convocatoria.id})` },
    { term: coverTerms.version, text: `${capitalised(printable(convocatoria.version))}, ${statusWords[convocatoria.status]}` },
    ...(memoria.dueDate.value === null ? [] : [{ term: coverTerms.due, text: dayWords(memoria.dueDate.value) }]),
  ];
}

function electionFacts(convocatoria: Convocatoria | null): Cover["facts"] {
  if (convocatoria === null) return [];
  return [
    { term: words.coverTerms.election, text: capitalised(convocatoria.elections.value.map(printable).join(", ")) },
    { term: words.coverTerms.electionDate, text: dayWords(convocatoria.electionDate.value) },
  ];
}

function coverNote(analysis: Analysis, convocatoria: Convocatoria | null): string | null {
  const notes: string[] = [];
  if (convocatoria === null) notes.push(words.generalNote);
  else if (!convocatoria.memoria.required.value) notes.push(words.voluntaryNote);
  const own = analysis.bounds.find((bound) => bound.name === analysis.period.name);
  if (own?.declaredByUser) notes.push(words.declaredBounds);
  return notes.length === 0 ? null : notes.join(" ");
}

/** The facts of the first page. */
export function buildCover({ analysis, convocatoria, texts }: ReportInput): Cover {
  const { period } = analysis;
  const { coverTerms } = words;
  const periodTerm = period.name === "window" ? coverTerms.period : coverTerms.otherPeriod;
  return {
    institute: convocatoria === null ? null : printable(convocatoria.institute.value.name),
    title: documentTitle(convocatoria),
    subtitle: convocatoria === null ? null : words.prep,
    difusor: difusorName(analysis),
    facts: [
      ...electionFacts(convocatoria),
      { term: periodTerm, text: capitalised(boundsPhrase(period, period.timeZone)) },
      { term: coverTerms.zone, text: capitalised(zoneLabel(period.timeZone, period.start, period.end)) },
      ...callFacts(convocatoria),
      ...(texts.registration ?? []),
      { term: coverTerms.generated, text: formatDate(analysis.generatedAt, period.timeZone) },
    ],
    note: coverNote(analysis, convocatoria),
  };
}
