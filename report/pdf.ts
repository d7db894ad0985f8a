// The document as a PDF: set once to learn its page numbers, and once more to print them.
import type { Document } from "./document.ts";
import { type Words, wordsOf } from "./locale/words.ts";
import { type Drawings, drawBlocks } from "./pdf/blocks.ts";
import { type Attachment, attachFiles, Bookmarks, closeFile, openFile } from "./pdf/file.ts";
import { drawContents, drawCover } from "./pdf/front.ts";
import { type Place, Sheet } from "./pdf/sheet.ts";
import { Typesetter } from "./pdf/typesetter.ts";

export type { Attachment } from "./pdf/file.ts";

interface Pass {
  doc: PDFKit.PDFDocument;
  places: Place[];
  pages: number;
}

function setPages(words: Words, document: Document, drawings: Drawings, before: { places: Place[]; pages: number }): Pass {
  const doc = openFile(document);
  const frame = { runningHead: document.runningHead, pageOf: words.frame.pageOf, totalPages: before.pages };
  const bookmarks = new Bookmarks(doc);
  const sheet = new Sheet(new Typesetter(doc), frame, (place, topPt) => bookmarks.add(place, topPt));
  drawCover(sheet, document.cover);
  drawContents(sheet, document, before.places);
  drawBlocks(sheet, document.blocks, drawings);
  return { doc, places: sheet.places, pages: sheet.page };
}

/** The bytes of the PDF: the same for the same document, drawings and attachments. */
export async function renderPdf(document: Document, drawings: Drawings, attachments: Attachment[] = []): Promise<Uint8Array> {
  const words = wordsOf(document.language);
  const first = setPages(words, document, drawings, { places: [], pages: 0 });
  const second = setPages(words, document, drawings, first);
  attachFiles(second.doc, attachments, document.createdAt);
  return closeFile(second.doc);
}
