// The printed sheet: the cursor, pages with their running head and foot, text lines, and the tags of accessible structure.
import type { Face } from "../fonts.ts";
import { LIGHT } from "../palette.ts";
import { CONTENT_BOTTOM, leading, PAGE, SIZE } from "./geometry.ts";
import type { Line, Typesetter } from "./typesetter.ts";

export type Element = PDFKit.PDFStructureElement;
type ElementType =
  | "P"
  | "H1"
  | "H2"
  | "H3"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Table"
  | "TR"
  | "TH"
  | "TD"
  | "Caption"
  | "Figure"
  | "TOC"
  | "TOCI"
  | "Link"
  | "Div"
  | "Note"
  | "Document";
type ElementOptions = NonNullable<Parameters<PDFKit.PDFDocument["struct"]>[1]> & {
  bbox?: [number, number, number, number];
  scope?: "Row" | "Column";
};

/** Where a heading stands, for bookmarks and contents. */
export interface Place {
  id: string;
  text: string;
  level: 1 | 2 | 3;
  page: number;
}

export interface LineStyle {
  sizePt: number;
  color?: string;
  align?: "left" | "right";
  /** For alignment to the right: the width of the box. */
  widthPt?: number;
}

export interface SheetFrame {
  runningHead: string;
  pageOf: (page: number, total: number) => string;
  /** Zero in the first pass, when nobody knows it yet. */
  totalPages: number;
}

export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly type: Typesetter;
  readonly places: Place[] = [];
  readonly #frame: SheetFrame;
  readonly #root: Element;
  readonly #onPlace: (place: Place, topPt: number) => void;
  y: number = PAGE.top;
  page = 0;

  constructor(type: Typesetter, frame: SheetFrame, onPlace: (place: Place, topPt: number) => void) {
    this.type = type;
    this.doc = type.doc;
    this.#frame = frame;
    this.#onPlace = onPlace;
    this.#root = this.doc.struct("Document");
    this.doc.addStructure(this.#root);
  }

  /** Starts a page; the first one is the cover and has neither head nor foot. */
  addPage(): void {
    this.doc.addPage({ size: "LETTER", margin: 0 });
    this.page += 1;
    this.y = PAGE.top;
    if (this.page > 1) this.artifact("Pagination", () => this.#headAndFoot());
  }

  #headAndFoot(): void {
    const head = this.type.wrap([{ text: this.#frame.runningHead, style: "plain" }], SIZE.small, PAGE.width - PAGE.left - PAGE.right);
    const first = head[0];
    if (first !== undefined) this.line(first, PAGE.left, 40, { sizePt: SIZE.small, color: LIGHT.muted });
    this.rule(PAGE.left, 58, PAGE.width - PAGE.right, LIGHT.hairline);
    const foot = this.#frame.pageOf(this.page, this.#frame.totalPages);
    const style = { sizePt: SIZE.small, color: LIGHT.muted, align: "right", widthPt: PAGE.width - PAGE.left - PAGE.right } as const;
    this.text(foot, "regular", PAGE.left, PAGE.height - 46, style);
  }

  /** A new page, unless so much room is left on this one. */
  ensure(heightPt: number): boolean {
    if (this.y + heightPt <= CONTENT_BOTTOM) return false;
    this.addPage();
    return true;
  }

  /** The first pass, which only finds the pages: nobody sees it. */
  get isDraft(): boolean {
    return this.#frame.totalPages === 0;
  }

  get room(): number {
    return CONTENT_BOTTOM - this.y;
  }

  get isPageEmpty(): boolean {
    return this.y <= PAGE.top;
  }

  /** Remembers where a heading stands: for the contents, for links and for bookmarks. */
  place(id: string, text: string, level: Place["level"]): void {
    const place = { id, text, level, page: this.page };
    const topPt = this.y - 6;
    this.places.push(place);
    this.doc.addNamedDestination(id, "XYZ", 0, topPt, null);
    this.#onPlace(place, topPt);
  }

  /** An element of the structure tree, open until `end`. */
  element(type: ElementType, options: ElementOptions = {}, parent: Element = this.#root): Element {
    const element = this.doc.struct(type, options as Parameters<PDFKit.PDFDocument["struct"]>[1]);
    parent.add(element);
    return element;
  }

  /** Draws the content of an element. It must stay on one page; an element over two pages is drawn in two calls. */
  mark(element: Element, draw: () => void): void {
    element.add(draw);
  }

  /** Draws an element with one piece of content. */
  tagged(type: ElementType, draw: () => void, options: ElementOptions = {}, parent: Element = this.#root): void {
    const element = this.element(type, options, parent);
    this.mark(element, draw);
    element.end();
  }

  /** Draws what is not content: hairlines, running heads, repeated table heads. */
  artifact(type: "Pagination" | "Layout", draw: () => void): void {
    this.doc.markContent("Artifact", { type });
    draw();
    this.doc.endMarkedContent();
  }

  /** One line of text with its top at `y`; nothing in a draft, whose lines stand where those of the print do. */
  line(line: Line, x: number, y: number, { sizePt, color = LIGHT.ink, align = "left", widthPt = 0 }: LineStyle): void {
    if (this.isDraft) return;
    let at = align === "right" ? x + widthPt - line.widthPt : x;
    const baseline = y + leading(sizePt) / 2 + sizePt * 0.32;
    for (const piece of line.pieces) {
      this.doc.font(piece.font).fontSize(sizePt).fillColor(color);
      this.doc.text(piece.text, at, baseline, { lineBreak: false, baseline: "alphabetic" });
      at += piece.widthPt;
    }
  }

  /** Text that is known to fit on one line. */
  text(text: string, face: Face, x: number, y: number, style: LineStyle): void {
    const pieces = this.type.pieces(text, face, style.sizePt);
    this.line({ pieces, widthPt: pieces.reduce((sum, piece) => sum + piece.widthPt, 0) }, x, y, style);
  }

  /** A horizontal hairline. */
  rule(fromX: number, y: number, toX: number, color: string, widthPt = 0.5): void {
    this.doc.moveTo(fromX, y).lineTo(toX, y).lineWidth(widthPt).strokeColor(color).stroke();
  }
}
