// Entry of the report: writes the memoria as PDF, HTML, JSON and annexes, all of it or nothing.
import type { Convocatoria } from "../analysis/index.ts";
import type { Texts } from "./markdown.ts";
import type { Objection } from "./objections.ts";
import { publish } from "./output-dir.ts";
import type { MemoriaFiles } from "./write-files.ts";

export { rejectedLinesCsv } from "./annexes.ts";
export { convocatoriaRows } from "./convocatoria-table.ts";
export { csvText } from "./csv.ts";
export { exportAnalysis, exportFormats } from "./exports/index.ts";
export { type KitInput, type WrittenKit, writeKit } from "./kit.ts";
export { errorMessage, type Language } from "./locale/errors.ts";
export { definitionOf } from "./locale/es-MX/explained.ts";
export { objectionWords, periodName } from "./locale/es-MX.ts";
export { parseTexts, type Texts } from "./markdown.ts";
export type { Objection } from "./objections.ts";
export { writableOutput } from "./output-dir.ts";
export { type Verification, verifyMemoria } from "./verify.ts";
export { analysisJsonSchema } from "./write-files.ts";

export interface MemoriaInput extends MemoriaFiles {
  convocatoria: Convocatoria | null;
  texts: Texts;
  outDir: string;
}

export interface WrittenMemoria {
  /** Names relative to the output directory, with `/`. */
  files: { name: string; bytes: number }[];
  /** What the required sections still lack, headed by the section's title, without a full stop. */
  pending: string[];
  /** What an auditor would object to, the grave first. */
  objections: Objection[];
}

/**
 * Writes memoria.pdf, memoria.html, analysis.json, manifest.json and anexos/* into `outDir`. Everything is made in a new directory on the
 * same disk and moved at the end: a failure leaves what was there as it was.
 * @throws UserError `output-not-writable` when the directory cannot be made or written.
 */
export async function writeMemoria(input: MemoriaInput): Promise<WrittenMemoria> {
  // What draws and typesets takes a third of a second to load: commands that only print figures go without.
  const [{ buildMemoria }, { verifiedClauses }, { writeFiles }, { objections }] = await Promise.all([
    import("./memoria.ts"),
    import("./sections/compliance.ts"),
    import("./write-files.ts"),
    import("./objections.ts"),
  ]);
  const document = buildMemoria({
    ...input,
    hasRejects: input.rejects !== null,
    extractRows: input.extract?.length ?? null,
    hasOriginals: (input.originals ?? null) !== null,
  });
  const files = await publish(input.outDir, (workDir) =>
    writeFiles(document, { ...input, clauses: verifiedClauses(input, document.pending) }, workDir),
  );
  return {
    files,
    pending: document.pending.map(({ section, sentence }) => `${section}: ${sentence.replace(/\.$/u, "")}`),
    objections: objections({ ...input, pending: document.pending }),
  };
}
