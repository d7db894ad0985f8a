// From an analysis to the document: the required sections in the convocatoria's order and words, then the rest.
import type { Analysis, ConvocatoriaSection } from "../analysis/index.ts";
import { printable } from "../analysis/index.ts";
import { type Block, type Document, heading, paragraph, withoutSkippedLevels } from "./document.ts";
import {
  analysisWords,
  annexWords,
  availabilityWords,
  frameWords,
  incidentWords,
  logWords,
  methodologyWords,
  statisticsWords,
} from "./locale/es-MX.ts";
import { analysisSection, commentsSection } from "./sections/analysis.ts";
import { annexesSection, signatureBlocks } from "./sections/annexes.ts";
import { availabilitySection } from "./sections/availability.ts";
import { comparisonSection } from "./sections/comparison.ts";
import { complianceSection } from "./sections/compliance.ts";
import { buildCover, difusorName, documentTitle } from "./sections/cover.ts";
import { incidentsSection } from "./sections/incidents.ts";
import { ledgerSection, logsSection } from "./sections/logs.ts";
import { methodologySection } from "./sections/methodology.ts";
import { type ReportInput, type SectionBuilder, userText } from "./sections/section.ts";
import { statisticsSection } from "./sections/statistics.ts";
import { summaryBlocks } from "./sections/summary.ts";

interface PlannedSection {
  id: string;
  title: string;
  required: ConvocatoriaSection | null;
  build: SectionBuilder;
}

type OwnSection = Omit<PlannedSection, "required">;

const REQUESTABLE: Readonly<Record<ConvocatoriaSection["id"], OwnSection>> = {
  incidencias: { id: "incidencias", title: incidentWords.title, build: incidentsSection },
  estadisticas: { id: "estadisticas", title: statisticsWords.title, build: statisticsSection },
  analisis: { id: "analisis", title: analysisWords.title, build: analysisSection },
  bitacoras: { id: "bitacoras", title: logWords.title, build: logsSection },
  comparacion: { id: "comparacion", title: analysisWords.comparisonTitle, build: comparisonSection },
  comentarios: { id: "comentarios", title: analysisWords.commentsTitle, build: commentsSection },
};

const AVAILABILITY: OwnSection = { id: "disponibilidad", title: availabilityWords.title, build: availabilitySection };
const COMPLIANCE: OwnSection = { id: "clausulas", title: availabilityWords.complianceTitle, build: complianceSection };
const CLOSING: OwnSection[] = [
  { id: "metodologia", title: methodologyWords.title, build: methodologySection },
  { id: "balance", title: logWords.ledgerTitle, build: ledgerSection },
  { id: "anexos", title: annexWords.title, build: annexesSection },
];

/** The order of a memoria for which a call asks nothing; what a call asks for keeps the call's order, and the rest falls in behind its neighbour here. */
const OWN_ORDER = [
  COMPLIANCE,
  REQUESTABLE.incidencias,
  AVAILABILITY,
  REQUESTABLE.estadisticas,
  REQUESTABLE.comparacion,
  REQUESTABLE.analisis,
  REQUESTABLE.comentarios,
  REQUESTABLE.bitacoras,
] as const;

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
  const before = OWN_ORDER.slice(
    0,
    OWN_ORDER.findIndex(({ id }) => id === own.id),
  ).toReversed();
  const neighbour = before.find(({ id }) => sections.some((section) => section.id === id));
  const place = sections.findIndex(({ id }) => id === neighbour?.id) + 1;
  return sections.toSpliced(place, 0, { ...own, required: null });
}

/** All numbered sections in their order. */
function plan(input: ReportInput): PlannedSection[] {
  const sections = input.convocatoria?.memoria.sections ?? [];
  const isRequired = input.convocatoria?.memoria.required.value ?? false;
  const asked = sections.map((section): PlannedSection => {
    const own = REQUESTABLE[section.id];
    return { ...own, title: printable(section.title), required: isRequired ? section : null };
  });
  const extra = OWN_ORDER.filter(({ id }) => !asked.some((section) => section.id === id) && speaks(input, id));
  return [...extra.reduce(withOwn, asked), ...CLOSING.map((own) => ({ ...own, required: null }))];
}

function sectionHead(section: PlannedSection, number: number): Block[] {
  const { required } = section;
  const parts = required?.parts.map((part) => printable(part.title)) ?? [];
  const clause = required?.clause == null ? null : frameWords.clauseWords(printable(required.clause));
  const title = heading(1, section.id, `${number}. ${section.title}`, clause);
  return parts.length > 1 ? [title, paragraph(frameWords.asksFor(parts))] : [title];
}

/** What the cover lacks for a call: the name of who presents, and bounds that the call leaves open. */
function coverPending(analysis: Analysis, isForCall: boolean): Document["pending"] {
  if (!isForCall) return [];
  const missing = [
    ...(analysis.difusor.trim() === "" ? [frameWords.difusorPending] : []),
    ...(analysis.warnings.some((warning) => warning.code === "window-unbounded") ? [frameWords.boundsPending] : []),
  ];
  return missing.map((sentence) => ({ section: frameWords.coverSection, sentence }));
}

/** The whole memoria (without a convocatoria, a general report) as one document for every renderer. */
export function buildMemoria(input: ReportInput): Document {
  const { analysis, convocatoria } = input;
  const pending: Document["pending"] = coverPending(analysis, convocatoria !== null);
  const sections = plan(input);
  const build = (section: PlannedSection): Block[] => {
    const content = section.build({ ...input, pending }, section.required);
    pending.push(...content.pending.map((sentence) => ({ section: section.title, sentence })));
    return content.blocks;
  };
  const built = new Map(sections.filter(({ id }) => id !== COMPLIANCE.id).map((section) => [section.id, build(section)]));
  // The matrix stands first and tells what the others lack.
  const body = sections.flatMap((section, index) => [...sectionHead(section, index + 1), ...(built.get(section.id) ?? build(section))]);
  const title = documentTitle(convocatoria);
  const difusor = difusorName(analysis);
  const election = convocatoria === null ? [] : [printable(convocatoria.document.value)];
  return {
    title: `${title}. ${difusor}`,
    subject: [title, ...election].join(". "),
    author: difusor,
    keywords: ["PREP", "memoria técnica", ...(convocatoria === null ? [] : [convocatoria.id])],
    createdAt: analysis.generatedAt,
    runningHead: [title, difusor].join(" · "),
    cover: buildCover(input),
    pending,
    contentsTitle: frameWords.contents,
    contentsLevel: 2,
    blocks: withoutSkippedLevels([
      ...summaryBlocks(input, difusor, pending),
      { kind: "page-break" },
      ...body,
      ...(convocatoria === null ? [] : signatureBlocks(analysis)),
    ]),
  };
}
