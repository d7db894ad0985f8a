// What a PDF says and carries, read by another program than the one that writes it.
export interface PdfContents {
  pages: number;
  /** The text of its last page. */
  lastPage: string;
  attachments: { name: string; content: Uint8Array }[];
}

/** Reads a PDF; null when the bytes are none, or damaged. Nothing in it is run. */
export async function readPdf(bytes: Uint8Array): Promise<PdfContents | null> {
  // Loaded here: only this needs it, and it is large.
  const { getDocumentProxy } = await import("unpdf");
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    const last = await (await pdf.getPage(pdf.numPages)).getTextContent();
    const text = last.items.map((item) => ("str" in item ? item.str : "")).join(" ");
    const attachments: PdfContents["attachments"] = [];
    for (const [id, { filename }] of await listed(pdf)) {
      const content = await pdf.getAttachmentContent(id);
      attachments.push({ name: filename, content: content ?? new Uint8Array() });
    }
    return { pages: pdf.numPages, lastPage: text, attachments };
  } catch {
    return null;
  }
}

type Pdf = Awaited<ReturnType<typeof import("unpdf")["getDocumentProxy"]>>;

/** Without attachments the library answers null. */
async function listed(pdf: Pdf): Promise<[string, { filename: string }][]> {
  const found = (await pdf.getAttachments()) as Map<string, { filename: string }> | null;
  return found === null ? [] : [...found];
}
