// From an analysis to the document: the required sections in the convocatoria's order and words, then the rest.
import type { Analysis, ConvocatoriaSection } from "../analysis/index.ts";
import { printable } from "../analysis/index.ts";
import { type Block, type Document, heading, paragraph, withoutSkippedLevels } from "./document.ts";
import type { Words } from "./locale/words.ts";
import { analysisSection, commentsSection } from "./sections/analysis.ts";
import { annexesSection } from "./sections/annexes.ts";
import { availabilitySection } from "./sections/availability.ts";
import { comparisonSection } from "./sections/comparison.ts";
import { complianceSection } from "./sections/compliance.ts";
import { buildCover, difusorName, documentTitle } from "./sections/cover.ts";
import { incidentsSection } from "./sections/incidents.ts";
import { ledgerSection, logsSection } from "./sections/logs.ts";
import { methodologySection } from "./sections/methodology.ts";
import { type ReportInput, type SectionBuilder, userText } from "./sections/section.ts";
import { signatureSheet } from "./sections/signature.ts";
import { statisticsSection } from "./sections/statistics.ts";
import { summaryBlocks } from "./sections/summary.ts";

interface PlannedSection {
  id: OwnId;
  title: string;
  required: ConvocatoriaSection | null;
  build: SectionBuilder;
}

type OwnSection = Omit<PlannedSection, "required"> & { id: OwnId };
type OwnId = ConvocatoriaSection["id"] | "disponibilidad" | "clausulas" | ClosingId;
type ClosingId = (typeof CLOSING)[number];

const BUILDERS: Readonly<Record<OwnId, SectionBuilder>> = {
  incidencias: incidentsSection,
  estadisticas: statisticsSection,
  analisis: analysisSection,
  bitacoras: logsSection,
  comparacion: comparisonSection,
  comentarios: commentsSection,
  disponibilidad: availabilitySection,
  clausulas: complianceSection,
  metodologia: methodologySection,
  balance: ledgerSection,
  anexos: annexesSection,
};

/** A section under our own title. */
function ownSection(words: Words, id: OwnId): OwnSection {
  const titles: Readonly<Record<OwnId, string>> = {
    incidencias: words.incidents.title,
    estadisticas: words.statistics.title,
    analisis: words.analysis.title,
    bitacoras: words.logs.title,
    comparacion: words.analysis.comparisonTitle,
    comentarios: words.analysis.commentsTitle,
    disponibilidad: words.availability.title,
    clausulas: words.availability.complianceTitle,
    metodologia: words.methodology.title,
    balance: words.logs.ledgerTitle,
    anexos: words.annexes.title,
  };
  return { id, title: titles[id], build: BUILDERS[id] };
}

const CLOSING = ["metodologia", "balance", "anexos"] as const;

/** The order of a memoria for which a call asks nothing; what a call asks for keeps the call's order, and the rest falls in behind its neighbour here. */
const OWN_ORDER: readonly OwnId[] = [
  "clausulas",
  "incidencias",
  "disponibilidad",
  "estadisticas",
  "comparacion",
  "analisis",
  "comentarios",
  "bitacoras",
];

/** Whether a section that nobody asked for has something to say. */
function speaks(input: ReportInput, id: string): boolean {
  const { analysis } = input;
  switch (id) {
    case "clausulas":
      return analysis.compliance.length > 0;
    case "incidencias":
      return analysis.incidents.length > 0 || analysis.availability.statementComplete;
    case "comparacion":
      return analysis.comparison !== null;
    case "analisis":
      return analysis.findings.length > 0 || ["analisis", "conclusiones", "recomendaciones"].some((key) => userText(input, key) !== null);
    case "comentarios":
      return userText(input, "comentarios") !== null;
    case "bitacoras":
      return analysis.ledger.files.length > 0;
    default:
      return true;
  }
}

/** The sections with one more, behind the last of those that go before it in our own order. */
function withOwn(sections: PlannedSection[], own: OwnSection): PlannedSection[] {
  const before = OWN_ORDER.slice(0, OWN_ORDER.indexOf(own.id)).toReversed();
  const neighbour = before.find((id) => sections.some((section) => section.id === id));
  const place = sections.findIndex(({ id }) => id === neighbour) + 1;
  return sections.toSpliced(place, 0, { ...own, required: null });
}

/** All numbered sections in their order. */
function plan(input: ReportInput): PlannedSection[] {
  const sections = input.convocatoria?.memoria.sections ?? [];
  const isRequired = input.convocatoria?.memoria.required.value ?? false;
  const asked = sections.map((section): PlannedSection => {
    const own = ownSection(input.words, section.id);
    return { ...own, title: printable(section.title), required: isRequired ? section : null };
  });
  const extra = OWN_ORDER.filter((id) => !asked.some((section) => section.id === id) && speaks(input, id)).map((id) =>
    ownSection(input.words, id),
  );
  return [...extra.reduce(withOwn, asked), ...CLOSING.map((id) => ({ ...ownSection(input.words, id), required: null }))];
}

function sectionHead(words: Words, section: PlannedSection, number: number): Block[] {
  const { required } = section;
  const parts = required?.parts.map((part) => printable(part.title)) ?? [];
  const clause = required?.clause == null ? null : words.frame.clauseWords(printable(required.clause));
  const title = heading(1, section.id, `${number}. ${section.title}`, clause);
  return parts.length > 1 ? [title, paragraph(words.frame.asksFor(parts))] : [title];
}

/** What the cover lacks for a call: the name of who presents, and bounds that the call leaves open. */
function coverPending(words: Words, analysis: Analysis, isForCall: boolean): Document["pending"] {
  if (!isForCall) return [];
  const missing = [
    ...(analysis.difusor.trim() === "" ? [words.frame.difusorPending] : []),
    ...(analysis.warnings.some((warning) => warning.code === "window-unbounded") ? [words.frame.boundsPending] : []),
  ];
  return missing.map((sentence) => ({ section: words.frame.coverSection, sentence }));
}

/** The whole memoria (without a convocatoria, a general report) as one document for every renderer. */
export function buildMemoria(input: ReportInput): Document {
  const { analysis, convocatoria } = input;
  const pending: Document["pending"] = coverPending(input.words, analysis, convocatoria !== null);
  const sections = plan(input);
  const sectionTitles = new Map(sections.map(({ id, title }, index): [string, string] => [id, `${index + 1}. ${title}`]));
  const build = (section: PlannedSection): Block[] => {
    const content = section.build({ ...input, pending, sectionTitles }, section.required);
    pending.push(...content.pending.map((sentence) => ({ section: section.title, sentence })));
    return content.blocks;
  };
  const built = new Map(sections.filter(({ id }) => id !== "clausulas").map((section) => [section.id, build(section)]));
  // The matrix stands first and tells what the others lack.
  const body = sections.flatMap((section, index) => [
    ...sectionHead(input.words, section, index + 1),
    ...(built.get(section.id) ?? build(section)),
  ]);
  const title = documentTitle(input.words, convocatoria);
  const difusor = difusorName(input.words, analysis);
  const election = convocatoria === null ? [] : [printable(convocatoria.document.value)];
  return {
    language: input.words.language,
    languageTag: input.words.languageTag,
    title: `${title}. ${difusor}`,
    subject: [title, ...election].join(". "),
    author: difusor,
    keywords: ["PREP", input.words.frame.keyword, ...(convocatoria === null ? [] : [convocatoria.id])],
    createdAt: analysis.generatedAt,
    runningHead: [title, difusor].join(" · "),
    cover: buildCover(input),
    pending,
    contentsTitle: input.words.frame.contents,
    contentsLevel: 2,
    blocks: withoutSkippedLevels([
      ...summaryBlocks(input, difusor, pending),
      { kind: "page-break" },
      ...body,
      ...(convocatoria === null ? [] : signatureSheet(input, convocatoria, sectionTitles, pending)),
    ]),
  };
}
