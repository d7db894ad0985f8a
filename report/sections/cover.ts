// The cover: who presents, to whom, for which election and period, and under which version of the call.
import type { Analysis, Convocatoria } from "../../analysis/index.ts";
import { formatDate, printable, wholeName, zoneLabel } from "../../analysis/index.ts";
import type { Cover } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { boundsPhrase, capitalised, dayWords, type ReportInput } from "./section.ts";

/** The title of the document: what it is before the institute. */
export function documentTitle(words: Words, convocatoria: Convocatoria | null): string {
  if (convocatoria === null) return words.frame.generalTitle;
  return convocatoria.memoria.required.value ? words.frame.memoriaTitle : words.frame.voluntaryTitle;
}

/** The difusor's name, or the honest word that nobody gave it. */
export function difusorName(words: Words, analysis: Analysis): string {
  return wholeName(analysis.difusor) === "" ? words.frame.unnamedDifusor : wholeName(analysis.difusor);
}

function callFacts(words: Words, convocatoria: Convocatoria | null): Cover["facts"] {
  if (convocatoria === null) return [];
  const { coverTerms, statusWords } = words.frame;
  const { memoria } = convocatoria;
  return [
    { term: coverTerms.call, text: `${printable(convocatoria.source.document)} (${convocatoria.id})` },
    { term: coverTerms.version, text: `${capitalised(printable(convocatoria.version))}, ${statusWords[convocatoria.status]}` },
    ...(memoria.dueDate.value === null ? [] : [{ term: coverTerms.due, text: dayWords(words, memoria.dueDate.value) }]),
  ];
}

function electionFacts(words: Words, convocatoria: Convocatoria | null): Cover["facts"] {
  if (convocatoria === null) return [];
  return [
    { term: words.frame.coverTerms.election, text: capitalised(convocatoria.elections.value.map(printable).join(", ")) },
    { term: words.frame.coverTerms.electionDate, text: dayWords(words, convocatoria.electionDate.value) },
  ];
}

function coverNote(words: Words, analysis: Analysis, convocatoria: Convocatoria | null): string | null {
  const notes: string[] = [];
  if (convocatoria === null) notes.push(words.frame.generalNote);
  else if (!convocatoria.memoria.required.value) notes.push(words.frame.voluntaryNote);
  const own = analysis.bounds.find((bound) => bound.name === analysis.period.name);
  if (own?.declaredByUser) notes.push(words.frame.declaredBounds);
  return notes.length === 0 ? null : notes.join(" ");
}

/** The facts of the first page. */
export function buildCover({ analysis, convocatoria, texts, words }: ReportInput): Cover {
  const { period } = analysis;
  const { coverTerms } = words.frame;
  const periodTerm = period.name === "window" ? coverTerms.period : coverTerms.otherPeriod;
  return {
    institute: convocatoria === null ? null : printable(convocatoria.institute.value.name),
    title: documentTitle(words, convocatoria),
    subtitle: convocatoria === null ? null : words.frame.prep,
    difusor: difusorName(words, analysis),
    facts: [
      ...electionFacts(words, convocatoria),
      { term: periodTerm, text: capitalised(boundsPhrase(words, period, period.timeZone)) },
      { term: coverTerms.zone, text: capitalised(zoneLabel(period.timeZone, period.start, period.end, words.language)) },
      ...callFacts(words, convocatoria),
      ...(texts.registration ?? []).map(({ key, text }) => ({ term: words.registration.registrationFields[key], text })),
      { term: coverTerms.generated, text: formatDate(analysis.generatedAt, period.timeZone, words.language) },
    ],
    note: coverNote(words, analysis, convocatoria),
  };
}
