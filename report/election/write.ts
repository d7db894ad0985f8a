// The report of an election as files: a PDF, and the same as a page.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Convocatoria } from "../../analysis/index.ts";
import { renderCharts } from "../charts/render.ts";
import { renderHtml } from "../html.ts";
import { publish } from "../output-dir.ts";
import { renderPdf } from "../pdf.ts";
import { electionDocument } from "./document.ts";
import type { ElectionEntry, MissingDifusor } from "./entries.ts";

export interface ElectionInput {
  entries: readonly ElectionEntry[];
  /** Those that have not handed in; null: nobody told who they are. */
  missing: readonly MissingDifusor[] | null;
  call: Convocatoria | null;
  /** ISO time. */
  generatedAt: string;
  outDir: string;
}

/**
 * Writes eleccion.pdf and eleccion.html, both or neither, and answers them.
 * @throws UserError `output-not-writable`
 */
export async function writeElection(input: ElectionInput): Promise<{ name: string; bytes: number }[]> {
  const document = electionDocument(input);
  const drawings = await renderCharts(document);
  return publish(input.outDir, async (dir) => {
    await writeFile(join(dir, "eleccion.pdf"), await renderPdf(document, drawings));
    await writeFile(join(dir, "eleccion.html"), renderHtml(document, drawings));
    return ["eleccion.pdf", "eleccion.html"];
  });
}
