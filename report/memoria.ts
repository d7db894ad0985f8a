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

/** Sections that nobody asked for stand only where they have something to say. */
function unrequested(input: ReportInput, asked: Set<string>): OwnSection[] {
  const { analysis } = input;
  const written = ["analisis", "conclusiones", "recomendaciones"].some((key) => userText(input, key) !== null);
  const has: Record<ConvocatoriaSection["id"], boolean> = {
    incidencias: analysis.incidents.length > 0 || analysis.availability.statementComplete,
    estadisticas: true,
    analisis: analysis.findings.length > 0 || written,
    bitacoras: analysis.ledger.files.length > 0,
    comparacion: analysis.comparison !== null,
    comentarios: userText(input, "comentarios") !== null,
  };
  const ids = Object.keys(REQUESTABLE) as ConvocatoriaSection["id"][];
  const extra = (wanted: ConvocatoriaSection["id"][]): OwnSection[] =>
    ids.filter((id) => wanted.includes(id) && has[id] && !asked.has(id)).map((id) => REQUESTABLE[id]);
  return [
    ...extra(["incidencias", "estadisticas"]),
    AVAILABILITY,
    ...(analysis.compliance.length > 0 ? [COMPLIANCE] : []),
    ...extra(["analisis", "bitacoras", "comparacion", "comentarios"]),
  ];
}

/** All numbered sections in their order. */
function plan(input: ReportInput): PlannedSection[] {
  const sections = input.convocatoria?.memoria.sections ?? [];
  const isRequired = input.convocatoria?.memoria.required.value ?? false;
  const asked = sections.map((section): PlannedSection => {
    const own = REQUESTABLE[section.id];
    return { ...own, title: printable(section.title), required: isRequired ? section : null };
  });
  const rest = [...unrequested(input, new Set(sections.map((section) => section.id))), ...CLOSING];
  return [...asked, ...rest.map((own) => ({ ...own, required: null }))];
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
  const body = plan(input).flatMap((section, index) => {
    const content = section.build({ ...input, pending }, section.required);
    pending.push(...content.pending.map((sentence) => ({ section: section.title, sentence })));
    return [...sectionHead(section, index + 1), ...content.blocks];
  });
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
