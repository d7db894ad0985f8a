// The receipt of a memoria that was handed in: one page that says who handed in what and when, and by which hashes it is known again.
import { z } from "zod";
import { formatCount, formatDate, formatDateTime, printable, wholeName, zoneLabel } from "../analysis/index.ts";
import { type Block, type Document, heading, paragraph, plain } from "./document.ts";
import * as words from "./locale/es-MX/receipt.ts";
import { wordsOf } from "./locale/words.ts";
import { drawBlocks } from "./pdf/blocks.ts";
import { closeFile, openFile } from "./pdf/file.ts";
import { Sheet } from "./pdf/sheet.ts";
import { Typesetter } from "./pdf/typesetter.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime({ offset: true });

/** What a receipt says. */
export const receiptSchema = z.object({
  institute: z.string(),
  difusor: z.string(),
  call: z.string(),
  version: z.int().positive(),
  /** When it was handed in. */
  at: time,
  timeZone: z.string(),
  /** The last day on which it is in time; null: the call sets none. */
  dueDay: z.iso.date().nullable(),
  isLate: z.boolean(),
  manifestSha256: sha256,
  pdfSha256: sha256,
  files: z.array(z.string()),
});
export type ReceiptFacts = z.infer<typeof receiptSchema>;

/** As much of the files' names as one page has room for. */
const mostNameCharacters = 1100;

function blocksOf(facts: ReceiptFacts): Block[] {
  const { terms } = words;
  const moment = (at: string): string => `${formatDateTime(at, facts.timeZone)} (${zoneLabel(facts.timeZone, at)})`;
  const entry = (term: string, text: string) => ({ term, text: plain(printable(text).slice(0, 300)) });
  const code = (term: string, text: string) => ({ term, text: [{ text, style: "code" as const }] });
  const names = shortList(facts.files.map(printable));
  return [
    heading(1, "acuse", words.title),
    {
      kind: "definitions",
      items: [
        entry(terms.institute, facts.institute),
        { term: terms.difusor, text: plain(wholeName(facts.difusor).slice(0, 300)) },
        entry(terms.call, facts.call),
        entry(terms.version, String(facts.version)),
        entry(terms.at, moment(facts.at)),
        entry(terms.due, facts.dueDay === null ? words.noDue : words.dueUntil(formatDate(`${facts.dueDay}T12:00:00Z`, "UTC"))),
        entry(terms.inTime, facts.isLate ? words.late : words.inTime),
      ],
    },
    paragraph(words.statement),
    heading(2, "huellas", words.hashesTitle),
    { kind: "definitions", items: [code(words.manifestTerm, facts.manifestSha256), code(words.pdfTerm, facts.pdfSha256)] },
    heading(2, "archivos", words.filesTitle),
    paragraph(words.fileLines(formatCount(facts.files.length), names)),
    heading(2, "comprobar", words.verifyTitle),
    { kind: "list", ordered: false, items: words.verify.map((text) => plain(text)), isClose: true },
  ];
}

/** Whole names, as many as there is room for. */
function shortList(names: readonly string[]): string {
  let list = "";
  for (const name of names) {
    if (list.length + name.length > mostNameCharacters) return `${list}, …`.replace(/^, /, "");
    list += list === "" ? name : `, ${name}`;
  }
  return list;
}

/** The bytes of the receipt's PDF: the same for the same facts. */
export async function receiptPdf(facts: ReceiptFacts): Promise<Uint8Array> {
  const document: Document = {
    language: "es",
    languageTag: "es-MX",
    title: `${words.title}: ${wholeName(facts.difusor)}`,
    subject: words.subject,
    author: printable(facts.institute),
    keywords: [],
    createdAt: facts.at,
    runningHead: words.runningHead,
    cover: { institute: null, title: words.title, subtitle: null, difusor: wholeName(facts.difusor), facts: [], note: null },
    pending: [],
    contentsTitle: "",
    contentsLevel: 1,
    blocks: blocksOf(facts),
  };
  const doc = openFile(document);
  const frame = { runningHead: document.runningHead, pageOf: wordsOf(document.language).frame.pageOf, totalPages: 1 };
  drawBlocks(new Sheet(new Typesetter(doc), frame, () => {}), document.blocks, new Map());
  return closeFile(doc);
}
