// Terms with what they mean: one under the other, and short ones two abreast.
import type { Definitions } from "../document.ts";
import { CONTENT_WIDTH, leading, PAGE, SIZE } from "./geometry.ts";
import type { Element, Sheet } from "./sheet.ts";
import { setLines } from "./text-blocks.ts";
import type { Line } from "./typesetter.ts";

const TERM_GAP = 14;
/** The measures of a list: its size of type, the width of its terms, where the right half of a row of two begins, and the terms there. */
type Style = Record<"sizePt" | "leading" | "termWidth" | "gap" | "rightTerm" | "rightTermWidth", number>;

const LOOSE: Style = { sizePt: SIZE.body, leading: leading(SIZE.body), termWidth: 118, gap: 4, rightTerm: 266, rightTermWidth: 92 };
const CLOSE: Style = { sizePt: SIZE.small, leading: leading(SIZE.small), termWidth: 94, gap: 2.5, rightTerm: 250, rightTermWidth: 76 };

function styleOf({ isClose }: Definitions): Style {
  return isClose ? CLOSE : LOOSE;
}

interface Entry {
  terms: Line[];
  lines: Line[];
  termX: number;
  textX: number;
}

type Item = Definitions["items"][number];

function entryAt(sheet: Sheet, style: Style, { term, text }: Item, termX: number, right: number): Entry {
  const termWidth = termX === 0 ? style.termWidth : style.rightTermWidth;
  const textX = termX + termWidth + TERM_GAP;
  return {
    terms: sheet.type.wrap([{ text: term, style: "plain" }], style.sizePt, termWidth, "semibold"),
    lines: sheet.type.wrap(text, style.sizePt, right - textX),
    termX: PAGE.left + termX,
    textX: PAGE.left + textX,
  };
}

/** Rows of one entry, or of two short ones where both keep to a few lines. */
function definitionRows(sheet: Sheet, block: Definitions): Entry[][] {
  const { items } = block;
  const style = styleOf(block);
  const rows: Entry[][] = [];
  for (let index = 0; index < items.length; index++) {
    const [item, next] = [items[index], items[index + 1]];
    if (item === undefined) continue;
    if (item.isShort && next?.isShort) {
      const pair = [
        entryAt(sheet, style, item, 0, style.rightTerm - TERM_GAP),
        entryAt(sheet, style, next, style.rightTerm, CONTENT_WIDTH),
      ];
      if (pair.every(({ lines }) => lines.length <= 2)) {
        rows.push(pair);
        index += 1;
        continue;
      }
    }
    rows.push([entryAt(sheet, style, item, 0, CONTENT_WIDTH)]);
  }
  return rows;
}

function rowLines(row: Entry[]): number {
  return Math.max(...row.flatMap(({ terms, lines }) => [terms.length, lines.length]));
}

/** A card of this height or less is not torn from its heading. */
const MOST_CARD_HEIGHT = 280;

/** What of a list of definitions must stand with its heading. */
export function definitionsStartHeight(sheet: Sheet, block: Definitions, isCard: boolean): number {
  const style = styleOf(block);
  const heights = definitionRows(sheet, block).map((row) => rowLines(row) * style.leading + style.gap);
  const whole = heights.reduce((sum, height) => sum + height, 0);
  return isCard && whole <= MOST_CARD_HEIGHT ? whole - style.gap : Math.min(heights[0] ?? 0, style.leading * 4);
}

function drawEntry(sheet: Sheet, style: Style, list: Element, { terms, lines, termX, textX }: Entry): void {
  const entry = sheet.element("LI", {}, list);
  const top = sheet.y;
  sheet.tagged(
    "Lbl",
    () => {
      for (const [index, line] of terms.entries()) sheet.line(line, termX, top + index * style.leading, { sizePt: style.sizePt });
    },
    {},
    entry,
  );
  const body = sheet.element("LBody", {}, entry);
  setLines(sheet, body, lines, textX, style.sizePt);
  entry.end();
}

function drawRow(sheet: Sheet, style: Style, list: Element, row: Entry[]): void {
  const [top, page] = [sheet.y, sheet.page];
  for (const entry of row) {
    if (row.length > 1) sheet.y = top;
    drawEntry(sheet, style, list, entry);
  }
  const leastLines = row.length > 1 ? rowLines(row) : (row[0]?.terms.length ?? 0);
  if (sheet.page === page) sheet.y = Math.max(sheet.y, top + leastLines * style.leading);
  sheet.y += style.gap;
}

/** Terms on the left, what they mean on the right. */
export function drawDefinitions(sheet: Sheet, block: Definitions): void {
  const list = sheet.element("L");
  const style = styleOf(block);
  for (const row of definitionRows(sheet, block)) {
    const tallest = Math.max(...row.flatMap(({ terms, lines }) => [terms.length, Math.min(lines.length, 4)]));
    sheet.ensure(tallest * style.leading);
    drawRow(sheet, style, list, row);
  }
  list.end();
  sheet.y += 4;
}
