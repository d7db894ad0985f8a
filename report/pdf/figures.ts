// Figures side by side on paper: key metrics and verdicts, under hairlines.
import type { MetricRow, Verdict, VerdictRow } from "../document.ts";
import { LIGHT } from "../palette.ts";
import { CONTENT_WIDTH, leading, PAGE, SIZE } from "./geometry.ts";
import type { Element, Sheet } from "./sheet.ts";
import type { Line } from "./typesetter.ts";
import { drawVerdictMark } from "./verdict-mark.ts";

const GAP = 16;
const PADDING = 6;
/** Room for the sign of a verdict before its word. */
const MARK_INDENT = 16;

interface Cell {
  label: Line[];
  value: Line[];
  note: Line[];
}

function columnWidth(count: number): number {
  return (CONTENT_WIDTH - GAP * (count - 1)) / count;
}

function cellOf(sheet: Sheet, widthPt: number, texts: { label: string; value: string; note: string | null }, indent = 0): Cell {
  const wrap = (text: string, sizePt: number, face: "regular" | "semibold", width: number) =>
    sheet.type.wrap([{ text, style: "plain" }], sizePt, width, face);
  return {
    label: wrap(texts.label, SIZE.small, "regular", widthPt),
    value: wrap(texts.value, SIZE.title, "semibold", widthPt - indent),
    note: texts.note === null ? [] : wrap(texts.note, SIZE.small, "regular", widthPt),
  };
}

function cellsHeight(cells: Cell[]): number {
  const most = (part: keyof Cell): number => Math.max(...cells.map((cell) => cell[part].length));
  return PADDING * 2 + (most("label") + most("note")) * leading(SIZE.small) + most("value") * leading(SIZE.title) + 2;
}

/** Sets the three parts of each cell on common lines, so that a long label does not push its figure out of the row. */
function drawCells(sheet: Sheet, cells: Cell[], parent: Element, verdicts: (Verdict | null)[]): void {
  const width = columnWidth(cells.length);
  const top = sheet.y + PADDING;
  const labels = Math.max(...cells.map((cell) => cell.label.length));
  const values = Math.max(...cells.map((cell) => cell.value.length));
  for (const [index, cell] of cells.entries()) {
    const x = PAGE.left + index * (width + GAP);
    sheet.artifact("Layout", () => sheet.rule(x, sheet.y, x + width, LIGHT.accent, 0.8));
    const valueTop = top + labels * leading(SIZE.small);
    const noteTop = valueTop + values * leading(SIZE.title) + 2;
    const verdict = verdicts[index] ?? null;
    const indent = verdict === null ? 0 : MARK_INDENT;
    if (verdict !== null) sheet.artifact("Layout", () => drawVerdictMark(sheet, verdict, x + 6, valueTop + leading(SIZE.title) / 2, 5));
    sheet.tagged(
      "P",
      () => {
        setDown(sheet, cell.label, x, top, SIZE.small, LIGHT.muted);
        setDown(sheet, cell.value, x + indent, valueTop, SIZE.title, LIGHT.ink);
        setDown(sheet, cell.note, x, noteTop, SIZE.small, LIGHT.muted);
      },
      {},
      parent,
    );
  }
}

function setDown(sheet: Sheet, lines: Line[], x: number, top: number, sizePt: number, color: string): void {
  for (const [index, line] of lines.entries()) sheet.line(line, x, top + index * leading(sizePt), { sizePt, color });
}

function metricCells(sheet: Sheet, block: MetricRow): Cell[] {
  const width = columnWidth(block.items.length);
  return block.items.map((item) => cellOf(sheet, width, item));
}

export function metricsHeight(sheet: Sheet, block: MetricRow): number {
  return cellsHeight(metricCells(sheet, block));
}

export function drawMetrics(sheet: Sheet, block: MetricRow): void {
  const cells = metricCells(sheet, block);
  const height = cellsHeight(cells);
  sheet.ensure(height);
  const group = sheet.element("Div");
  drawCells(sheet, cells, group, []);
  group.end();
  sheet.y += height + 4;
}

function verdictCells(sheet: Sheet, block: VerdictRow): Cell[] {
  const width = columnWidth(block.items.length);
  return block.items.map((item) => cellOf(sheet, width, { label: item.label, value: item.word, note: item.detail }, MARK_INDENT));
}

export function verdictsHeight(sheet: Sheet, block: VerdictRow): number {
  return cellsHeight(verdictCells(sheet, block));
}

/** The verdict is the figure of its column, with its sign; share and seconds stand under it. */
export function drawVerdicts(sheet: Sheet, block: VerdictRow): void {
  const cells = verdictCells(sheet, block);
  const height = cellsHeight(cells);
  sheet.ensure(height);
  const group = sheet.element("Div");
  const verdicts = block.items.map((item) => item.verdict);
  drawCells(sheet, cells, group, verdicts);
  group.end();
  sheet.y += height + 6;
}
