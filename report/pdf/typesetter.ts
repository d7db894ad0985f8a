// Type on paper: embeds the fonts, measures text, and breaks rich text into lines.
import type { Inline, RichText } from "../document.ts";
import { FACES, type Face, fontFile, SUBSETS, type Subset } from "../fonts.ts";
import { sfntOf } from "./sfnt.ts";

interface LoadedFont {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/** A run of text in one font. */
export interface Piece {
  text: string;
  font: string;
  widthPt: number;
}
export interface Line {
  pieces: Piece[];
  widthPt: number;
}

const STYLE_FACES: Readonly<Record<Inline["style"], Face>> = { plain: "regular", strong: "semibold", emphasis: "italic", code: "regular" };

/** The registered name of a face. */
export function fontName(face: Face, subset: Subset = "latin"): string {
  return `${face}/${subset}`;
}

/** Signs that a text reads well without: emoji with what colours and joins them, and marks over letters that are not there either. */
const LEFT_OUT = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{M}\p{So}\p{Cf}]$/u;
/** Only a name brings other scripts here; a rare Latin letter may be of a path, which keeps what tells it from others. */
function standIn(character: string): string {
  if (LEFT_OUT.test(character)) return "";
  return /\p{Script=Latin}/u.test(character) ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}` : "·";
}

/** After these a long path or word breaks rather than anywhere. */
const BREAK_AFTER = /[/?&=._,;:\-–—@]/u;

/** What was found out about words and characters; the fonts are always the same, so that the passes of one document share it. */
export class Measures {
  readonly widths = new Map<string, number>();
  readonly subsets = new Map<string, Subset | null>();
}

export class Typesetter {
  readonly doc: PDFKit.PDFDocument;
  readonly #glyphs = new Map<string, LoadedFont>();
  readonly #known: Measures;

  constructor(doc: PDFKit.PDFDocument, known = new Measures()) {
    this.doc = doc;
    this.#known = known;
    for (const face of FACES) {
      for (const subset of SUBSETS) {
        const name = fontName(face, subset);
        doc.registerFont(name, sfntOf(fontFile(face, subset, "woff")));
        doc.font(name);
        this.#glyphs.set(name, (doc as unknown as { _font: { font: LoadedFont } })._font.font);
      }
    }
  }

  widthOf(text: string, font: string, sizePt: number): number {
    const key = `${font} ${text}`;
    let width = this.#known.widths.get(key);
    if (width === undefined) {
      width = this.doc.font(font).fontSize(1000).widthOfString(text) / 1000;
      this.#known.widths.set(key, width);
    }
    return width * sizePt;
  }

  /** The subset that has the character, or null. */
  #subsetOf(character: string, face: Face): Subset | null {
    const key = `${face} ${character}`;
    let subset = this.#known.subsets.get(key);
    if (subset === undefined) {
      const codePoint = character.codePointAt(0) ?? 0;
      subset = SUBSETS.find((candidate) => this.#glyphs.get(fontName(face, candidate))?.hasGlyphForCodePoint(codePoint)) ?? null;
      this.#known.subsets.set(key, subset);
    }
    return subset;
  }

  /** The font that has the character, so that no page shows an empty box: what none has is left out, or something else stands in its place. */
  #fontFor(character: string, face: Face): { font: string; shown: string } {
    const subset = this.#subsetOf(character, face);
    if (subset !== null) return { font: fontName(face, subset), shown: character };
    return { font: fontName(face), shown: standIn(character) };
  }

  /** Whether a text is printed as it is written. */
  hasAll(text: string, face: Face = "regular"): boolean {
    return [...text].every((character) => this.#subsetOf(character, face) !== null);
  }

  /** A text cut into runs of one font each. */
  pieces(text: string, face: Face, sizePt: number): Piece[] {
    const runs: { text: string; font: string }[] = [];
    for (const character of text) {
      const { font, shown } = this.#fontFor(character, face);
      if (shown === "") continue;
      const last = runs.at(-1);
      if (last?.font === font) last.text += shown;
      else runs.push({ text: shown, font });
    }
    return runs.map((run) => ({ ...run, widthPt: this.widthOf(run.text, run.font, sizePt) }));
  }

  /** The width of a text set on one line. */
  lineWidth(text: string, face: Face, sizePt: number): number {
    return this.pieces(text, face, sizePt).reduce((sum, piece) => sum + piece.widthPt, 0);
  }

  /** The longest head of a word that fits, broken after a slash or the like where one is near. */
  #fittingHead(piece: Piece, maxWidthPt: number, sizePt: number): string {
    const characters = [...piece.text];
    let fits = 0;
    let width = 0;
    while (fits < characters.length) {
      width += this.widthOf(characters[fits] ?? "", piece.font, sizePt);
      if (width > maxWidthPt) break;
      fits += 1;
    }
    for (let cut = fits; cut > fits * 0.6; cut--) {
      if (cut < characters.length && BREAK_AFTER.test(characters[cut - 1] ?? "")) return characters.slice(0, cut).join("");
    }
    return characters.slice(0, fits).join("");
  }

  /** Breaks rich text into lines no wider than `maxWidthPt`. */
  wrap(text: RichText, sizePt: number, maxWidthPt: number, base: Face = "regular"): Line[] {
    const breaker = new LineBreaker(this, sizePt, maxWidthPt, (piece, room) => this.#fittingHead(piece, room, sizePt));
    for (const word of this.#words(text, sizePt, base)) breaker.add(word.pieces, word.spaceBefore);
    return breaker.finish();
  }

  /** Words are glued runs: a change of style inside a word is no place to break. A figure keeps its unit. */
  #words(text: RichText, sizePt: number, base: Face): { pieces: Piece[]; spaceBefore: boolean }[] {
    const words: { pieces: Piece[]; spaceBefore: boolean }[] = [];
    let glue = true;
    for (const { text: run, style } of text) {
      const face = style === "plain" || style === "code" ? base : STYLE_FACES[style];
      for (const part of run.split(/( +)/u)) {
        if (part === "") continue;
        if (part.startsWith(" ")) {
          glue = false;
          continue;
        }
        const pieces = this.pieces(part, face, sizePt);
        if (pieces.length === 0) continue;
        const last = words.at(-1);
        if (glue && last !== undefined) last.pieces.push(...pieces);
        else if (last !== undefined && isUnitOf(part, last.pieces)) last.pieces.push(...this.pieces(` ${part}`, face, sizePt));
        else words.push({ pieces, spaceBefore: words.length > 0 });
        glue = true;
      }
    }
    return words;
  }
}

const UNIT = /^(%|s|min|h|d|kB|MB|GB|TB|bytes)[.,;:)]*$/u;

/** "1 min" and "99.9 %" are not torn apart. */
function isUnitOf(word: string, before: Piece[]): boolean {
  return UNIT.test(word) && /\d$/u.test(before.at(-1)?.text ?? "");
}

type Fit = (piece: Piece, roomPt: number) => string;

/** Fills lines word by word, greedily; a word wider than a line is broken. */
class LineBreaker {
  readonly #type: Typesetter;
  readonly #sizePt: number;
  readonly #maxWidthPt: number;
  readonly #fit: Fit;
  readonly #lines: Line[] = [];
  #open: Line = { pieces: [], widthPt: 0 };

  constructor(type: Typesetter, sizePt: number, maxWidthPt: number, fit: Fit) {
    this.#type = type;
    this.#sizePt = sizePt;
    this.#maxWidthPt = maxWidthPt;
    this.#fit = fit;
  }

  add(pieces: Piece[], spaceBefore: boolean): void {
    const width = pieces.reduce((sum, piece) => sum + piece.widthPt, 0);
    const font = this.#open.pieces.at(-1)?.font;
    const space = spaceBefore && font !== undefined ? this.#type.widthOf(" ", font, this.#sizePt) : 0;
    if (this.#open.widthPt + space + width <= this.#maxWidthPt) {
      if (space > 0 && font !== undefined) this.#append({ text: " ", font, widthPt: space });
      for (const piece of pieces) this.#append(piece);
      return;
    }
    if (this.#open.pieces.length > 0) this.#close();
    if (width <= this.#maxWidthPt) for (const piece of pieces) this.#append(piece);
    else for (const piece of pieces) this.#addBroken(piece);
  }

  #addBroken(piece: Piece): void {
    let rest = piece;
    while (this.#open.widthPt + rest.widthPt > this.#maxWidthPt) {
      const head = this.#fit(rest, this.#maxWidthPt - this.#open.widthPt);
      if (head === "" && this.#open.pieces.length === 0) break;
      if (head !== "") this.#append({ ...rest, text: head, widthPt: this.#type.widthOf(head, rest.font, this.#sizePt) });
      // Measuring what is left anew on every line would make a word without end take time without end.
      const headPt = head === "" ? 0 : this.#type.widthOf(head, rest.font, this.#sizePt);
      rest = { ...rest, text: rest.text.slice(head.length), widthPt: rest.widthPt - headPt };
      this.#close();
    }
    if (rest.text !== "") this.#append(rest);
  }

  #append(piece: Piece): void {
    const last = this.#open.pieces.at(-1);
    if (last?.font === piece.font) {
      last.text += piece.text;
      last.widthPt += piece.widthPt;
    } else this.#open.pieces.push({ ...piece });
    this.#open.widthPt += piece.widthPt;
  }

  #close(): void {
    this.#lines.push(this.#open);
    this.#open = { pieces: [], widthPt: 0 };
  }

  finish(): Line[] {
    if (this.#open.pieces.length > 0) this.#close();
    return this.#lines;
  }
}
