// Findings with their recommendations, the difusor's own analysis, and comments.
import type { Analysis } from "../../analysis/index.ts";
import { printable } from "../../analysis/index.ts";
import { type Block, heading, type Inline, note, paragraph, type RichText } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { markdownBlocks } from "../markdown.ts";
import { lowerFirst, type ReportInput, type SectionBuilder, type SectionContent, userText } from "./section.ts";

type Finding = Analysis["findings"][number];

/** A finding and, where there is one, what it recommends. */
function findingText(words: Words, finding: Finding): RichText {
  const runs: Inline[] = [{ text: printable(finding.text), style: finding.severity === "warning" ? "strong" : "plain" }];
  if (finding.recommendation === null) return runs;
  return [
    ...runs,
    { text: ` ${words.analysis.recommendation}: `, style: "emphasis" },
    { text: lowerFirst(printable(finding.recommendation)), style: "emphasis" },
  ];
}

const SEVERITY_ORDER = { warning: 0, notice: 1, info: 2 } as const;

/** Findings, those that ask for attention first. */
export function orderedFindings(analysis: Analysis): Finding[] {
  return analysis.findings.toSorted((a, b) => SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity]);
}

interface WrittenPart {
  key: string;
  title: string;
  /** What is printed and listed when a required section lacks it; null where it may be left out. */
  missing: { printed: string; listed: string } | null;
}

function writtenPart(input: ReportInput, part: WrittenPart): SectionContent {
  const text = userText(input, part.key);
  const id = `texto-${part.key}`;
  if (text !== null) return { blocks: [heading(2, id, part.title), ...markdownBlocks(text, id)], pending: [] };
  if (part.missing === null) return { blocks: [], pending: [] };
  return { blocks: [heading(2, id, part.title), note(part.missing.printed, "attention")], pending: [part.missing.listed] };
}

/** Findings of the analysis, then what the difusor wrote. */
export const analysisSection: SectionBuilder = (input: ReportInput, required) => {
  const findings = orderedFindings(input.analysis);
  const isRequired = required !== null;
  const recommended = findings.some((finding) => finding.recommendation !== null);
  const conclusions = { printed: input.words.analysis.conclusionsPending, listed: input.words.analysis.conclusionsPendingItem };
  const recommendations = { printed: input.words.analysis.recommendationsPending, listed: input.words.analysis.recommendationsPendingItem };
  const parts = [
    writtenPart(input, { key: "analisis", title: input.words.analysis.userAnalysis, missing: null }),
    writtenPart(input, { key: "conclusiones", title: input.words.analysis.conclusions, missing: isRequired ? conclusions : null }),
    writtenPart(input, {
      key: "recomendaciones",
      title: input.words.analysis.recommendations,
      missing: isRequired && !recommended ? recommendations : null,
    }),
  ];
  const found: Block =
    findings.length === 0
      ? paragraph(input.analysis.traffic.hits === 0 ? input.words.frame.noFindingsWithoutTraffic : input.words.analysis.noFindings)
      : { kind: "list", ordered: true, items: findings.map((finding) => findingText(input.words, finding)) };
  return {
    blocks: [
      heading(2, "hallazgos", input.words.analysis.findingsTitle),
      found,
      ...(findings.length === 0 ? [] : [paragraph(input.words.analysis.thresholds)]),
      ...parts.flatMap((part) => part.blocks),
    ],
    pending: parts.flatMap((part) => part.pending),
  };
};

/** What the difusor says for later convocatorias; pending without it. */
export const commentsSection: SectionBuilder = (input: ReportInput) => {
  const text = userText(input, "comentarios");
  if (text !== null) return { blocks: markdownBlocks(text, "texto-comentarios"), pending: [] };
  return { blocks: [note(input.words.analysis.commentsPending, "attention")], pending: [input.words.analysis.commentsPendingItem] };
};
