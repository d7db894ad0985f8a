// Words on paper: headings, paragraphs, lists and notes.
import type { Heading, List, Note, Paragraph, RichText } from "../document.ts";
import { LIGHT } from "../palette.ts";
import { CONTENT_WIDTH, leading, PAGE, SIZE } from "./geometry.ts";
import type { Element, Sheet } from "./sheet.ts";
import type { Line } from "./typesetter.ts";

const BODY_LEADING = leading(SIZE.body);
/** No page ends or begins with fewer lines of a paragraph than these, if it can be helped. */
const LEAST_LINES = 2;

/** How many of the next lines to set on this page: all, or enough to leave no widow. */
function linesHere(remaining: number, fitting: number): number {
  if (remaining <= fitting) return remaining;
  const here = Math.min(fitting, remaining - LEAST_LINES);
  return here < LEAST_LINES ? 0 : here;
}

/** Sets lines down the page and over to the next ones, tagged as content of one element. */
export function setLines(
  sheet: Sheet,
  element: Element,
  lines: Line[],
  x: number,
  sizePt: number = SIZE.body,
  color: string = LIGHT.ink,
): void {
  const lead = leading(sizePt);
  let next = 0;
  while (next < lines.length) {
    const fitting = Math.floor(sheet.room / lead + 0.01);
    const count = sheet.isPageEmpty ? Math.min(lines.length - next, fitting) : linesHere(lines.length - next, fitting);
    if (count === 0) {
      sheet.addPage();
      continue;
    }
    const here = lines.slice(next, next + count);
    sheet.mark(element, () => {
      for (const line of here) {
        sheet.line(line, x, sheet.y, { sizePt, color });
        sheet.y += lead;
      }
    });
    next += count;
    if (next < lines.length) sheet.addPage();
  }
}

const HEADING_STYLES = {
  1: { sizePt: SIZE.display, color: LIGHT.accent, before: 26, after: 8 },
  2: { sizePt: SIZE.title, color: LIGHT.ink, before: 18, after: 5 },
  3: { sizePt: SIZE.body, color: LIGHT.accent, before: 12, after: 3 },
} as const;

function headingLines(sheet: Sheet, block: Heading): Line[] {
  const { sizePt } = HEADING_STYLES[block.level];
  return sheet.type.wrap([{ text: block.text, style: "plain" }], sizePt, CONTENT_WIDTH, "semibold");
}

export function headingHeight(sheet: Sheet, block: Heading): number {
  const { sizePt, before, after } = HEADING_STYLES[block.level];
  const clause = block.clause === null ? 0 : leading(SIZE.small);
  return before + headingLines(sheet, block).length * leading(sizePt) + clause + after;
}

/** A heading with its clause, its bookmark and its place for the contents. */
export function drawHeading(sheet: Sheet, block: Heading): void {
  const { sizePt, color, before, after } = HEADING_STYLES[block.level];
  if (!sheet.isPageEmpty) sheet.y += before;
  sheet.place(block.id, block.text, block.level);
  const lines = headingLines(sheet, block);
  sheet.tagged(`H${block.depth}`, () => {
    for (const line of lines) {
      sheet.line(line, PAGE.left, sheet.y, { sizePt, color });
      sheet.y += leading(sizePt);
    }
  });
  if (block.clause !== null) {
    const { clause } = block;
    sheet.tagged("P", () => sheet.text(clause, "regular", PAGE.left, sheet.y, { sizePt: SIZE.small, color: LIGHT.muted }));
    sheet.y += leading(SIZE.small);
  }
  sheet.y += after;
}

export function drawParagraph(sheet: Sheet, block: Paragraph): void {
  const element = sheet.element("P");
  setLines(sheet, element, sheet.type.wrap(block.text, SIZE.body, CONTENT_WIDTH), PAGE.left);
  element.end();
  sheet.y += 6;
}

export function paragraphHeight(sheet: Sheet, text: RichText): number {
  return Math.min(sheet.type.wrap(text, SIZE.body, CONTENT_WIDTH).length, LEAST_LINES) * BODY_LEADING;
}

const LIST_INDENT = 16;

function listSize({ isClose }: List): number {
  return isClose ? SIZE.small : SIZE.body;
}

/** The first item, or its first lines. */
export function listStartHeight(sheet: Sheet, block: List): number {
  const sizePt = listSize(block);
  const lines = sheet.type.wrap(block.items[0] ?? [], sizePt, CONTENT_WIDTH - LIST_INDENT);
  return Math.min(lines.length, LEAST_LINES) * leading(sizePt);
}

export function drawList(sheet: Sheet, block: List): void {
  const list = sheet.element("L");
  const sizePt = listSize(block);
  for (const [index, item] of block.items.entries()) {
    const lines = sheet.type.wrap(item, sizePt, CONTENT_WIDTH - LIST_INDENT);
    sheet.ensure(Math.min(lines.length, LEAST_LINES) * leading(sizePt));
    const entry = sheet.element("LI", {}, list);
    const mark = block.ordered ? `${index + 1}.` : "•";
    sheet.tagged("Lbl", () => sheet.text(mark, "regular", PAGE.left, sheet.y, { sizePt, color: LIGHT.accent }), {}, entry);
    const body = sheet.element("LBody", {}, entry);
    setLines(sheet, body, lines, PAGE.left + LIST_INDENT, sizePt);
    entry.end();
    sheet.y += 3;
  }
  list.end();
  sheet.y += 4;
}

/** A paragraph set apart by a rule at its left: amber where something asks for attention. */
export function drawNote(sheet: Sheet, block: Note): void {
  const lines = sheet.type.wrap(block.text, SIZE.body, CONTENT_WIDTH - LIST_INDENT);
  const height = lines.length * BODY_LEADING;
  if (height < 400) sheet.ensure(height);
  const color = block.tone === "attention" ? LIGHT.attention : LIGHT.accentSoft;
  const top = sheet.y;
  const page = sheet.page;
  const element = sheet.element("Note");
  setLines(sheet, element, lines, PAGE.left + LIST_INDENT);
  element.end();
  if (sheet.page === page) {
    sheet.artifact("Layout", () => {
      sheet.doc
        .moveTo(PAGE.left + 2, top + 1)
        .lineTo(PAGE.left + 2, sheet.y - 1)
        .lineWidth(2)
        .strokeColor(color)
        .stroke();
    });
  }
  sheet.y += 8;
}
