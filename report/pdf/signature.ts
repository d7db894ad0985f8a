// The places for signatures on paper: a column of lines for each party, and a box for the institute's stamp.
import type { Signature } from "../document.ts";
import { LIGHT } from "../palette.ts";
import { CONTENT_WIDTH, leading, PAGE, SIZE } from "./geometry.ts";
import type { Sheet } from "./sheet.ts";

const GAP = 20;
const STAMP_WIDTH = 104;
const TITLE_ROOM = 18;
/** Room to write in, above each line. */
const WRITING_ROOM = 23;
/** The last line is signed on: a hand wants more there. */
const SIGNING_ROOM = 36;
const ABOVE = 8;
const BELOW = 6;

const LABEL = leading(SIZE.small);

function rowRoom(row: number, rows: number): number {
  return (row === rows - 1 ? SIGNING_ROOM : WRITING_ROOM) + LABEL;
}

function rowsHeight({ parties }: Signature): number {
  const rows = Math.max(...parties.map(({ fields }) => fields.length));
  return Array.from({ length: rows }, (_, row) => rowRoom(row, rows)).reduce((sum, room) => sum + room, 0);
}

/** Never torn over two pages. */
export function signatureHeight(block: Signature): number {
  return ABOVE + TITLE_ROOM + rowsHeight(block) + BELOW;
}

function drawParty(sheet: Sheet, { title, fields }: Signature["parties"][number], x: number, top: number, widthPt: number): void {
  sheet.tagged("P", () => sheet.text(title, "semibold", x, top, { sizePt: SIZE.body, color: LIGHT.ink }));
  let y = top + TITLE_ROOM;
  for (const [row, field] of fields.entries()) {
    y += rowRoom(row, fields.length) - LABEL;
    const lineY = y;
    sheet.artifact("Layout", () => sheet.rule(x, lineY, x + widthPt, LIGHT.muted, 0.6));
    sheet.tagged("P", () => sheet.text(field, "regular", x, lineY + 1, { sizePt: SIZE.small, color: LIGHT.muted }));
    y += LABEL;
  }
}

function drawStamp(sheet: Sheet, label: string, x: number, top: number, heightPt: number): void {
  const boxTop = top + TITLE_ROOM;
  sheet.artifact("Layout", () => {
    sheet.doc.rect(x, boxTop, STAMP_WIDTH, heightPt).lineWidth(0.5).dash(2, { space: 2 }).strokeColor(LIGHT.muted).stroke().undash();
  });
  sheet.tagged("P", () => sheet.text(label, "regular", x, boxTop + heightPt + 1, { sizePt: SIZE.small, color: LIGHT.muted }));
}

/** The parties side by side, and the box for the stamp at their right. */
export function drawSignature(sheet: Sheet, block: Signature): void {
  sheet.ensure(signatureHeight(block));
  const top = sheet.y + ABOVE;
  const count = block.parties.length;
  const widthPt = (CONTENT_WIDTH - STAMP_WIDTH - GAP * count) / count;
  for (const [index, party] of block.parties.entries()) drawParty(sheet, party, PAGE.left + index * (widthPt + GAP), top, widthPt);
  drawStamp(sheet, block.stamp, PAGE.left + CONTENT_WIDTH - STAMP_WIDTH, top, rowsHeight(block) - LABEL);
  sheet.y = top - ABOVE + signatureHeight(block);
}
