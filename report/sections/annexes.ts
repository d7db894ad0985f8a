// The list of annexes.

import { formatCount } from "../../analysis/index.ts";
import { ANNEX_FILES } from "../annex-names.ts";
import { annexes } from "../annexes.ts";
import { paragraph, table } from "../document.ts";
import { MANIFEST_FILE } from "../manifest.ts";
import { verifiedClauses } from "./compliance.ts";
import type { ReportInput, SectionBuilder } from "./section.ts";

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
