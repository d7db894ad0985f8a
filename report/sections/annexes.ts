// The list of annexes, and the block for the signature.
import type { Analysis } from "../../analysis/index.ts";
import { formatCount } from "../../analysis/index.ts";
import { annexes } from "../annexes.ts";
import { type Block, heading, paragraph, table } from "../document.ts";
import { frameWords, annexWords as words } from "../locale/es-MX.ts";
import { MANIFEST_FILE } from "../manifest.ts";
import { verifiedClauses } from "./compliance.ts";
import { difusorName } from "./cover.ts";
import { periodPhrase, type SectionBuilder } from "./section.ts";

/** Every file that goes with the document. */
export const annexesSection: SectionBuilder = (input) => {
  const { analysis, hasRejects = false, extractRows = null, hasOriginals = false } = input;
  const { file, content, rows } = words.columns;
  const listed = annexes(analysis, verifiedClauses(input, input.pending ?? [])).map((annex) => [
    `anexos/${annex.name}`,
    annex.content,
    formatCount(annex.rows),
  ]);
  const { rejected } = analysis.ledger.lines;
  const extract = extractRows === null ? [] : [[`anexos/${words.extractFile}`, words.extractContent, formatCount(extractRows)]];
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
        [
          ...listed,
          ...extract,
          ...rejects,
          ...(hasOriginals ? [[`anexos/${words.originalsFile}`, words.originalsContent, formatCount(analysis.ledger.files.length)]] : []),
          [`anexos/${words.workbookFile}`, words.workbookContent, "—"],
          [`anexos/${words.parquetFiles}`, words.parquetContent, "—"],
          [words.analysisFile, words.analysisContent, "—"],
          [`anexos/${words.schemaFile}`, words.schemaContent, "—"],
          [MANIFEST_FILE, words.manifestContent, "—"],
        ],
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

/** The end of the PDF: what ties every file of the memoria to what is signed. `sha256` is of manifest.json. */
export function sealBlocks(sha256: string): Block[] {
  return [heading(3, "huella", words.sealTitle), paragraph(words.sealIntro), paragraph([{ text: sha256, style: "code" }])];
}
