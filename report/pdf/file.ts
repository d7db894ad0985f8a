// The PDF file around the pages: properties, archive profile, bookmarks, attachments, and bytes that depend on the input alone.
import PDFDocument from "pdfkit";
import type { Document } from "../document.ts";
import type { Place } from "./sheet.ts";

export interface Attachment {
  name: string;
  content: string | Uint8Array;
  type: string;
  description: string;
  /** `Source` is what the document was made from, `Supplement` what completes it. */
  relationship: "Source" | "Supplement" | "Data";
}

const PRODUCER = "memoria (PDFKit)";

function xmlSafe(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

interface MetadataWriter {
  info: Record<string, unknown>;
  endMetadata(): void;
}

/** PDFKit writes the properties into XML as they are; a name with "&" or "<" would break it. */
function escapeMetadata(doc: PDFKit.PDFDocument): void {
  const writer = doc as unknown as MetadataWriter;
  const write = writer.endMetadata.bind(writer);
  writer.endMetadata = () => {
    const { info } = writer;
    const entries = Object.entries(info).map(([key, value]) => [key, typeof value === "string" ? xmlSafe(value) : value]);
    writer.info = Object.fromEntries(entries) as Record<string, unknown>;
    write();
    writer.info = info;
  };
}

/** An empty file: tagged, in its language, declared PDF/A-3a, dated by the document and not by the clock. */
export function openFile(document: Document): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    pdfVersion: "1.7",
    subset: "PDF/A-3a",
    tagged: true,
    lang: document.languageTag,
    displayTitle: true,
    autoFirstPage: false,
    info: {
      Title: document.title,
      Author: document.author,
      Subject: document.subject,
      Keywords: document.keywords.join(", "),
      Creator: PRODUCER,
      Producer: PRODUCER,
      CreationDate: new Date(document.createdAt),
    },
  } as PDFKit.PDFDocumentOptions);
  escapeMetadata(doc);
  return doc;
}

/** Bookmarks for headings of the first two levels. Each is added while its page is the current one. */
export class Bookmarks {
  readonly #doc: PDFKit.PDFDocument;
  #section: PDFKit.PDFOutline | null = null;

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
  }

  add(place: Place, topPt: number): void {
    const options = { top: topPt, left: 612, expanded: false } as Parameters<PDFKit.PDFOutline["addItem"]>[1];
    if (place.level === 1) this.#section = this.#doc.outline.addItem(place.text, options);
    else if (place.level === 2) this.#section?.addItem(place.text, options);
  }
}

/** Attaches the files that go with the document. */
export function attachFiles(doc: PDFKit.PDFDocument, attachments: Attachment[], createdAt: string): void {
  const date = new Date(createdAt);
  for (const { name, content, type, description, relationship } of attachments) {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
    doc.file(
      bytes as unknown as Buffer,
      {
        name,
        type,
        description,
        relationship,
        creationDate: date,
        modifiedDate: date,
      } as unknown as Parameters<PDFKit.PDFDocument["file"]>[1],
    );
  }
}

/** Ends the file and gathers its bytes. */
export async function closeFile(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
