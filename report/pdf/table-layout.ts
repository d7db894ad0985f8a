// How wide each column of a printed table is, and how its cells break into lines.
import type { Cell, Column, Table } from "../document.ts";
import type { Face } from "../fonts.ts";
import { CONTENT_WIDTH, SIZE } from "./geometry.ts";
import type { Line, Typesetter } from "./typesetter.ts";

export const COLUMN_GAP = 10;
/** Room for the sign of a verdict before its word. */
export const VERDICT_INDENT = 12;
const LEAST_TEXT_WIDTH = 52;
/** A longer head breaks into lines rather than widen its column. */
const MOST_HEAD_WIDTH = 92;
/** Tables of few columns do not stretch over the whole measure: the eye would lose the row. */
const NARROW_WIDTHS: Readonly<Record<number, number>> = { 2: 0.64, 3: 0.8 };

export interface LaidCell {
  lines: Line[];
  verdict: Exclude<Cell, string>["verdict"] | null;
}
export interface TableLayout {
  widths: number[];
  head: Line[][];
  rows: LaidCell[][];
}

function cellText(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.word;
}

function cellIndent(cell: Cell): number {
  return typeof cell === "string" ? 0 : VERDICT_INDENT;
}

/** The widest single word: a head may break between words, never inside one. */
function widestWord(type: Typesetter, text: string, face: Face): number {
  return Math.max(...text.split(" ").map((word) => type.lineWidth(word, face, SIZE.small)));
}

interface Wish {
  column: Column;
  /** What it takes to set every cell, and the head, on one line. */
  natural: number;
  least: number;
}

function wishes(type: Typesetter, table: Table): Wish[] {
  return table.columns.map((column, index) => {
    const cells = table.rows.map((row) => row[index] ?? "");
    const natural = Math.max(0, ...cells.map((cell) => type.lineWidth(cellText(cell), "semibold", SIZE.small) + cellIndent(cell)));
    const head = widestWord(type, column.title, "semibold");
    const isFixed = column.kind === "number" || column.kind === "verdict";
    const least = isFixed ? Math.min(natural, 150) : Math.min(natural, LEAST_TEXT_WIDTH);
    const wholeHead = type.lineWidth(column.title, "semibold", SIZE.small);
    return { column, natural: Math.max(natural, Math.min(wholeHead, MOST_HEAD_WIDTH), head), least: Math.max(least, head) };
  });
}

/** Figures get what they need; texts share the rest by their length, and the first text takes what is left over. */
function columnWidths(type: Typesetter, table: Table): number[] {
  const wanted = wishes(type, table);
  const available = CONTENT_WIDTH - COLUMN_GAP * (wanted.length - 1);
  const natural = wanted.reduce((sum, wish) => sum + wish.natural, 0);
  if (natural <= available) {
    const target = CONTENT_WIDTH * (NARROW_WIDTHS[wanted.length] ?? 1) - COLUMN_GAP * (wanted.length - 1);
    return spread(wanted, Math.max(0, target - natural));
  }
  const least = wanted.reduce((sum, wish) => sum + wish.least, 0);
  const slack = Math.max(0, available - least);
  const greed = wanted.map((wish) => Math.sqrt(Math.max(0, wish.natural - wish.least)));
  return fill(wanted, slack, greed).map((width) => (least > available ? (width * available) / least : width));
}

/** Shares the slack by the root of what each column lacks; what one column does not need goes to the others. */
function fill(wanted: Wish[], slack: number, greed: number[]): number[] {
  const widths = wanted.map((wish) => wish.least);
  let rest = slack;
  for (let round = 0; round < wanted.length && rest > 0.5; round++) {
    const open = wanted.map((wish, index) => ((widths[index] ?? 0) < wish.natural - 0.01 ? (greed[index] ?? 0) : 0));
    const total = open.reduce((sum, weight) => sum + weight, 0);
    if (total === 0) break;
    const given = wanted.map((wish, index) => Math.min((rest * (open[index] ?? 0)) / total, wish.natural - (widths[index] ?? 0)));
    for (const [index, more] of given.entries()) widths[index] = (widths[index] ?? 0) + more;
    rest -= given.reduce((sum, more) => sum + more, 0);
  }
  return widths;
}

/** A narrow table fills the measure: texts take the room that is left, or all columns where there is no text. */
function spread(wanted: Wish[], slack: number): number[] {
  const isText = wanted.map((wish) => wish.column.kind === "text" || wish.column.kind === "code");
  const firstText = isText.indexOf(true);
  return wanted.map((wish, index) => {
    if (firstText < 0) return wish.natural + slack / wanted.length;
    if (index === firstText) return wish.natural + slack * 0.4 + (wanted.length === 1 ? slack * 0.6 : 0);
    return wish.natural + (slack * 0.6) / Math.max(1, wanted.length - 1);
  });
}

/** The whole table broken into lines. */
export function layTable(type: Typesetter, table: Table): TableLayout {
  const widths = columnWidths(type, table);
  const head = table.columns.map((column, index) =>
    type.wrap([{ text: column.title, style: "plain" }], SIZE.small, widths[index] ?? 0, "semibold"),
  );
  const rows = table.rows.map((row, rowIndex) => {
    const isTotal = table.totalRow && rowIndex === table.rows.length - 1;
    return table.columns.map((_, index): LaidCell => {
      const cell = row[index] ?? "";
      const width = (widths[index] ?? 0) - cellIndent(cell) + 0.01;
      const lines = type.wrap([{ text: cellText(cell), style: "plain" }], SIZE.small, width, isTotal ? "semibold" : "regular");
      return { lines, verdict: typeof cell === "string" ? null : cell.verdict };
    });
  });
  return { widths, head, rows };
}
