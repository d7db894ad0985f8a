// The list of annexes, and the block for the signature.

import type { Analysis } from "../../analysis/index.ts";
import { formatCount } from "../../analysis/index.ts";
import { ANNEX_FILES } from "../annex-names.ts";
import { annexes } from "../annexes.ts";
import { type Block, heading, paragraph, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { MANIFEST_FILE } from "../manifest.ts";
import { verifiedClauses } from "./compliance.ts";
import { difusorName } from "./cover.ts";
import { periodPhrase, type ReportInput, type SectionBuilder } from "./section.ts";

/** Every file that goes with the document. */
export const annexesSection: SectionBuilder = (input: ReportInput) => {
  const { analysis, hasRejects = false, extractRows = null, hasOriginals = false } = input;
  const { file, content, rows } = input.words.annexes.columns;
  const listed = annexes(input.words, analysis, verifiedClauses(input, input.pending ?? [])).map((annex) => [
    `anexos/${annex.name}`,
    annex.content,
    formatCount(annex.rows),
  ]);
  const { rejected } = analysis.ledger.lines;
  const extract =
    extractRows === null ? [] : [[`anexos/${ANNEX_FILES.extract}`, input.words.annexes.extractContent, formatCount(extractRows)]];
  const rejects = hasRejects ? [[`anexos/${ANNEX_FILES.rejects}`, input.words.annexes.rejectsContent, formatCount(rejected)]] : [];
  return {
    blocks: [
      paragraph(input.words.annexes.intro),
      table(
        "tabla-anexos",
        input.words.annexes.caption,
        [
          { title: file, kind: "code" },
          { title: content, kind: "text" },
          { title: rows, kind: "number" },
        ],
        [
          ...listed,
          ...extract,
          ...rejects,
          ...(hasOriginals
            ? [[`anexos/${ANNEX_FILES.originals}`, input.words.annexes.originalsContent, formatCount(analysis.ledger.files.length)]]
            : []),
          [`anexos/${ANNEX_FILES.workbook}`, input.words.annexes.workbookContent, "—"],
          [`anexos/${ANNEX_FILES.parquet}`, input.words.annexes.parquetContent, "—"],
          [ANNEX_FILES.analysis, input.words.annexes.analysisContent, "—"],
          [`anexos/${ANNEX_FILES.schema}`, input.words.annexes.schemaContent, "—"],
          [MANIFEST_FILE, input.words.annexes.manifestContent, "—"],
        ],
      ),
    ],
    pending: [],
  };
};

/** What the difusor's representative signs. */
export function signatureBlocks(words: Words, analysis: Analysis): Block[] {
  const { title, fields } = words.frame.signature;
  const difusor = analysis.difusor.trim() === "" ? null : difusorName(words, analysis);
  const statement = words.frame.signatureStatement(difusor, periodPhrase(words, analysis), analysis.availability.statementComplete);
  return [heading(1, "firma", title), { kind: "signature", statement, fields: [...fields] }];
}

/** The end of the PDF: what ties every file of the memoria to what is signed. `sha256` is of manifest.json. */
export function sealBlocks(words: Words, sha256: string): Block[] {
  return [heading(3, "huella", words.annexes.sealTitle), paragraph(words.annexes.sealIntro), paragraph([{ text: sha256, style: "code" }])];
}
