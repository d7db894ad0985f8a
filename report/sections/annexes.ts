// The list of annexes, and the block for the signature.
import type { Analysis } from "../../analysis/index.ts";
import { formatCount } from "../../analysis/index.ts";
import { annexes } from "../annexes.ts";
import { type Block, heading, paragraph, table } from "../document.ts";
import { frameWords, annexWords as words } from "../locale/es-MX.ts";
import { verifiedClauses } from "./compliance.ts";
import { difusorName } from "./cover.ts";
import { periodPhrase, type SectionBuilder } from "./section.ts";

/** Every file that goes with the document. */
export const annexesSection: SectionBuilder = (input) => {
  const { analysis, hasRejects = false } = input;
  const { file, content, rows } = words.columns;
  const listed = annexes(analysis, verifiedClauses(input, input.pending ?? [])).map((annex) => [
    `anexos/${annex.name}`,
    annex.content,
    formatCount(annex.rows),
  ]);
  const { rejected } = analysis.ledger.lines;
  const rejects = hasRejects ? [[`anexos/${words.rejectsFile}`, words.rejectsContent, formatCount(rejected)]] : [];
  return {
    blocks: [
      paragraph(words.intro),
      table(
        "tabla-anexos",
        words.caption,
        [
          { title: file, kind: "code" },
          { title: content, kind: "text" },
          { title: rows, kind: "number" },
        ],
        [...listed, ...rejects, [words.analysisFile, words.analysisContent, "—"]],
      ),
    ],
    pending: [],
  };
};

/** What the difusor's representative signs. */
export function signatureBlocks(analysis: Analysis): Block[] {
  const { title, fields } = frameWords.signature;
  const difusor = analysis.difusor.trim() === "" ? null : difusorName(analysis);
  const statement = frameWords.signatureStatement(difusor, periodPhrase(analysis), analysis.availability.statementComplete);
  return [heading(1, "firma", title), { kind: "signature", statement, fields: [...fields] }];
}
