// The document as a PDF: set once to learn its page numbers, and once more to print them.
import type { Document } from "./document.ts";
import { wordsOf } from "./locale/words.ts";
import { type Drawings, drawBlocks } from "./pdf/blocks.ts";
import { type Attachment, attachFiles, Bookmarks, closeFile, openFile } from "./pdf/file.ts";
import { drawContents, drawCover } from "./pdf/front.ts";
import { type Place, Sheet } from "./pdf/sheet.ts";
import { Measures, Typesetter } from "./pdf/typesetter.ts";

export type { Attachment } from "./pdf/file.ts";

interface Pass {
  doc: PDFKit.PDFDocument;
  places: Place[];
  pages: number;
}

function setPages(document: Document, drawings: Drawings, known: Measures, before: { places: Place[]; pages: number }): Pass {
  const words = wordsOf(document.language);
  const doc = openFile(document);
  const frame = { runningHead: document.runningHead, pageOf: words.frame.pageOf, totalPages: before.pages };
  const bookmarks = new Bookmarks(doc);
  const sheet = new Sheet(new Typesetter(doc, known), frame, (place, topPt) => bookmarks.add(place, topPt));
  drawCover(sheet, document.cover, words.frame);
  drawContents(sheet, document, before.places);
  drawBlocks(sheet, document.blocks, drawings);
  return { doc, places: sheet.places, pages: sheet.page };
}

/** The bytes of the PDF: the same for the same document, drawings and attachments. */
export async function renderPdf(document: Document, drawings: Drawings, attachments: Attachment[] = []): Promise<Uint8Array> {
  const known = new Measures();
  const first = setPages(document, drawings, known, { places: [], pages: 0 });
  const second = setPages(document, drawings, known, first);
  attachFiles(second.doc, attachments, document.createdAt);
  return closeFile(second.doc);
}
