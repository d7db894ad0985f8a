// The clauses of the convocatoria that were checked, with outcome and evidence.
import { printable } from "../../analysis/index.ts";
import { paragraph, table } from "../document.ts";
import { VERDICTS, availabilityWords as words } from "../locale/es-MX.ts";
import type { SectionBuilder } from "./section.ts";

/** The clauses that were checked, each with its outcome and the evidence. */
export const complianceSection: SectionBuilder = ({ analysis }) => {
  const { clause, requirement, verdict, evidence } = words.complianceColumns;
  return {
    blocks: [
      paragraph(words.complianceIntro),
      table(
        "tabla-clausulas",
        words.complianceCaption,
        [
          { title: clause, kind: "text" },
          { title: requirement, kind: "text" },
          { title: verdict, kind: "verdict" },
          { title: evidence, kind: "text" },
        ],
        analysis.compliance.map((check) => [
          printable(check.clause),
          printable(check.requirement),
          { verdict: check.verdict, word: VERDICTS[check.verdict] },
          printable(check.evidence),
        ]),
      ),
    ],
    pending: [],
  };
};
