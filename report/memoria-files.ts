// The memoria on disk: PDF, HTML, JSON and annexes, all of it or nothing, with what is still pending and what an auditor would object to.
import type { Convocatoria, Language } from "../analysis/index.ts";
import { wordsOf } from "./locale/words.ts";
import type { Texts } from "./markdown.ts";
import { buildMemoria } from "./memoria.ts";
import { type Objection, objections } from "./objections.ts";
import { publish } from "./output-dir.ts";
import { verifiedClauses } from "./sections/compliance.ts";
import { type MemoriaFiles, writeFiles } from "./write-files.ts";

export interface MemoriaInput extends MemoriaFiles {
  convocatoria: Convocatoria | null;
  texts: Texts;
  /** Of the document and its annexes; default: Spanish. The analysis brings its own texts in the language in which it was made. */
  language?: Language;
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
export async function writeMemoria(given: MemoriaInput): Promise<WrittenMemoria> {
  const words = wordsOf(given.language ?? "es");
  const input = { ...given, words };
  const document = buildMemoria({
    ...input,
    hasRejects: input.rejects !== null,
    extractRows: input.extract?.length ?? null,
    hasOriginals: (input.originals ?? null) !== null,
  });
  const files = await publish(input.outDir, (workDir) =>
    writeFiles(words, document, { ...input, clauses: verifiedClauses(input, document.pending) }, workDir),
  );
  return {
    files,
    pending: document.pending.map(({ section, sentence }) => `${section}: ${sentence.replace(/\.$/u, "")}`),
    objections: objections(words, { ...input, pending: document.pending }),
  };
}
