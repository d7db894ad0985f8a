// What the report's tests look at: documents built from the fixtures, and words found in them.
import { extractText, getDocumentProxy } from "unpdf";
import type { Analysis } from "../../analysis/analysis.ts";
import { loadConvocatoria } from "../../analysis/convocatoria.ts";
import type { Language } from "../../analysis/language.ts";
import type { Block, Document, Table } from "../../report/document.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { buildMemoria } from "../../report/memoria.ts";
import type { RegistrationFact } from "../../report/registration.ts";

/** The memoria of an analysis for a call ("iem-irimbo-2024"), or the general report for null. */
export function memoriaOf(
  analysis: Analysis,
  convocatoria: string | null,
  sections: Record<string, string> = {},
  registration: RegistrationFact[] = [],
  language: Language = "es",
): Document {
  const call = convocatoria === null ? null : loadConvocatoria(convocatoria);
  return buildMemoria({ analysis, convocatoria: call, texts: { sections, registration }, words: wordsOf(language) });
}

/** All text of a PDF, page after page, read by another program than the one that wrote it. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  const { text } = await extractText(pdf, { mergePages: true });
  return text;
}

/** Titles of the main sections, in order. */
export function sectionTitles(document: Document): string[] {
  return document.blocks.flatMap((block) => (block.kind === "heading" && block.level === 1 ? [block.text] : []));
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${block.text} ${block.clause ?? ""}`;
    case "paragraph":
    case "note":
      return block.text.map((run) => run.text).join("");
    case "list":
      return block.items.map((item) => item.map((run) => run.text).join("")).join("\n");
    case "definitions":
      return block.items.map(({ term, text }) => `${term}: ${text.map((run) => run.text).join("")}`).join("\n");
    case "table":
      return [block.caption, ...block.rows.map((row) => row.map((cell) => (typeof cell === "string" ? cell : cell.word)).join(" | "))].join(
        "\n",
      );
    case "chart":
      return `${block.title}\n${block.subtitle}\n${block.alt}`;
    case "metrics":
      return block.items.map((item) => `${item.label}: ${item.value} ${item.note ?? ""}`).join("\n");
    case "verdicts":
      return block.items.map((item) => `${item.label}: ${item.word} ${item.detail}`).join("\n");
    case "signature":
      return [...block.parties.flatMap(({ title, fields }) => [title, ...fields]), block.stamp].join("\n");
    case "page-break":
      return "";
  }
}

/** Every word of the document's blocks. */
export function allText(document: Document): string {
  return document.blocks.map(blockText).join("\n");
}

/** The words from one main section to the next. */
export function sectionText(document: Document, id: string): string {
  const start = document.blocks.findIndex((block) => block.kind === "heading" && block.id === id);
  const rest = document.blocks.slice(start + 1);
  const end = rest.findIndex((block) => block.kind === "heading" && block.level === 1);
  return rest
    .slice(0, end < 0 ? undefined : end)
    .map(blockText)
    .join("\n");
}

export function tableOf(document: Document, id: string): Table | undefined {
  return document.blocks.find((block): block is Table => block.kind === "table" && block.id === id);
}
