// Tables on paper: hairlines, heads repeated on every page, cells tagged as heads and data.
import type { Table } from "../document.ts";
import { LIGHT } from "../palette.ts";
import { CONTENT_HEIGHT, leading, PAGE, SIZE } from "./geometry.ts";
import type { Element, Sheet } from "./sheet.ts";
import { COLUMN_GAP, type LaidCell, layTable, type TableLayout, VERDICT_INDENT } from "./table-layout.ts";
import type { Line } from "./typesetter.ts";
import { drawVerdictMark } from "./verdict-mark.ts";

const LEAD = leading(SIZE.small);
const PADDING = 3;
/** Tables of more rows than these are set closer. */
const MOST_LOOSE_ROWS = 9;
const CLOSE_PADDING = 1.5;
/** A row taller than this is set in parts, so that it always fits a page. */
const MOST_ROW_LINES = Math.floor((CONTENT_HEIGHT - 120) / LEAD);

function rowLines(cells: LaidCell[]): number {
  return Math.max(1, ...cells.map((cell) => cell.lines.length));
}

function rowPadding({ rows }: TableLayout): number {
  return rows.length > MOST_LOOSE_ROWS ? CLOSE_PADDING : PADDING;
}

function rowHeight(cells: LaidCell[], layout: TableLayout): number {
  return rowLines(cells) * LEAD + rowPadding(layout) * 2;
}

function headHeight(layout: TableLayout): number {
  return Math.max(1, ...layout.head.map((lines) => lines.length)) * LEAD + PADDING * 2;
}

/** A very tall row as several, each with the next lines of every cell. */
function rowParts(cells: LaidCell[]): LaidCell[][] {
  const lines = rowLines(cells);
  if (lines <= MOST_ROW_LINES) return [cells];
  return Array.from({ length: Math.ceil(lines / MOST_ROW_LINES) }, (_, part) =>
    cells.map((cell) => ({ ...cell, lines: cell.lines.slice(part * MOST_ROW_LINES, (part + 1) * MOST_ROW_LINES) })),
  );
}

class TablePrinter {
  readonly #sheet: Sheet;
  readonly #table: Table;
  readonly layout: TableLayout;

  constructor(sheet: Sheet, table: Table) {
    this.#sheet = sheet;
    this.#table = table;
    this.layout = layTable(sheet.type, table);
  }

  #columns(): { x: number; width: number; isNumber: boolean }[] {
    let x: number = PAGE.left;
    return this.layout.widths.map((width, index) => {
      const column = { x, width, isNumber: this.#table.columns[index]?.kind === "number" };
      x += width + COLUMN_GAP;
      return column;
    });
  }

  get #right(): number {
    return PAGE.left + this.layout.widths.reduce((sum, width) => sum + width, 0) + COLUMN_GAP * (this.layout.widths.length - 1);
  }

  #lines(lines: Line[], column: { x: number; width: number; isNumber: boolean }, top: number, color: string, indent = 0): void {
    const align = column.isNumber ? "right" : "left";
    for (const [index, line] of lines.entries()) {
      const style = { sizePt: SIZE.small, color, align, widthPt: column.width - indent } as const;
      this.#sheet.line(line, column.x + indent, top + index * LEAD, style);
    }
  }

  /** The heads stand at the foot of their row. */
  #headCell(index: number): void {
    const column = this.#columns()[index];
    const lines = this.layout.head[index] ?? [];
    const drop = headHeight(this.layout) - PADDING * 2 - lines.length * LEAD;
    if (column !== undefined) this.#lines(lines, column, this.#sheet.y + PADDING + drop, LIGHT.muted);
  }

  /** The head row: content the first time, an artefact when it is repeated. */
  head(parent: Element | null): void {
    const sheet = this.#sheet;
    if (parent === null) {
      sheet.artifact("Layout", () => {
        for (const index of this.layout.head.keys()) this.#headCell(index);
      });
    } else {
      const row = sheet.element("TR", {}, parent);
      for (const index of this.layout.head.keys()) sheet.tagged("TH", () => this.#headCell(index), { scope: "Column" }, row);
      row.end();
    }
    sheet.y += headHeight(this.layout);
    sheet.artifact("Layout", () => sheet.rule(PAGE.left, sheet.y, this.#right, LIGHT.muted, 0.7));
  }

  #cell(cell: LaidCell, index: number): void {
    const column = this.#columns()[index];
    if (column === undefined) return;
    const sheet = this.#sheet;
    const top = sheet.y + rowPadding(this.layout);
    if (cell.verdict !== null) {
      const first = cell.lines[0]?.widthPt ?? 0;
      const x = column.isNumber ? column.x + column.width - first - VERDICT_INDENT + 2 : column.x;
      drawVerdictMark(sheet, cell.verdict, x + 4, top + LEAD / 2, 3.4);
    }
    this.#lines(cell.lines, column, top, LIGHT.ink, cell.verdict === null ? 0 : VERDICT_INDENT);
  }

  row(cells: LaidCell[], parent: Element, isTotal: boolean): void {
    const sheet = this.#sheet;
    if (isTotal) sheet.artifact("Layout", () => sheet.rule(PAGE.left, sheet.y, this.#right, LIGHT.muted, 0.7));
    const row = sheet.element("TR", {}, parent);
    for (const [index, cell] of cells.entries()) {
      const isHead = index === 0 && cells.length > 1;
      sheet.tagged(isHead ? "TH" : "TD", () => this.#cell(cell, index), isHead ? { scope: "Row" } : {}, row);
    }
    row.end();
    sheet.y += rowHeight(cells, this.layout);
    sheet.artifact("Layout", () => sheet.rule(PAGE.left, sheet.y, this.#right, LIGHT.hairline, 0.4));
  }
}

function caption(sheet: Sheet, table: Table): Line[] {
  return sheet.type.wrap([{ text: table.caption, style: "plain" }], SIZE.small, PAGE.width - PAGE.left - PAGE.right, "semibold");
}

const CAPTION_BEFORE = 8;

/** A small table stands whole on one page rather than torn over two. */
const MOST_KEPT_HEIGHT = 300;
/** Rather than leave more room than this empty, a table of many rows is torn after all. */
const MOST_LEFT_ROOM = CONTENT_HEIGHT * 0.3;

/** What must stand together and with a heading above: a small table whole, else caption, head and the first two rows. */
export function tableStartHeight(sheet: Sheet, table: Table, room = sheet.room): number {
  const layout = layTable(sheet.type, table);
  const whole = CAPTION_BEFORE + LEAD + wholeHeight(layout) + noteHeight(sheet, table);
  const fits = whole <= MOST_KEPT_HEIGHT && (layout.rows.length <= MOST_LOOSE_ROWS || room < MOST_LEFT_ROOM || whole <= room);
  if (fits) return whole;
  const rows = layout.rows.slice(0, 2).reduce((sum, cells) => sum + Math.min(rowLines(cells), 8) * LEAD + rowPadding(layout) * 2, 0);
  return CAPTION_BEFORE + caption(sheet, table).length * LEAD + headHeight(layout) + rows;
}

function wholeHeight(layout: TableLayout): number {
  return headHeight(layout) + layout.rows.reduce((sum, cells) => sum + rowHeight(cells, layout), 0) + LEAD;
}

/** No page begins with fewer rows of a table than these. */
const LEAST_ROWS = 3;

/** The last rows and the note, which go to the next page together; rows too tall for that go as they can. */
function endHeight(sheet: Sheet, table: Table, layout: TableLayout): number {
  const height = layout.rows.slice(-LEAST_ROWS).reduce((sum, cells) => sum + rowHeight(cells, layout), 0);
  return Math.min(height, CONTENT_HEIGHT / 3) + noteHeight(sheet, table);
}

export function drawTable(sheet: Sheet, table: Table): void {
  const printer = new TablePrinter(sheet, table);
  const { layout } = printer;
  sheet.ensure(tableStartHeight(sheet, table));
  if (!sheet.isPageEmpty) sheet.y += CAPTION_BEFORE;
  const element = sheet.element("Table");
  sheet.tagged(
    "Caption",
    () => {
      for (const line of caption(sheet, table)) {
        sheet.line(line, PAGE.left, sheet.y, { sizePt: SIZE.small });
        sheet.y += LEAD;
      }
    },
    {},
    element,
  );
  printer.head(element);
  for (const [index, cells] of layout.rows.entries()) {
    const isLast = index === layout.rows.length - 1;
    if (index > 0 && index === layout.rows.length - LEAST_ROWS && sheet.ensure(endHeight(sheet, table, layout))) printer.head(null);
    for (const part of rowParts(cells)) {
      if (sheet.ensure(rowHeight(part, layout) + (isLast ? noteHeight(sheet, table) : 0))) printer.head(null);
      printer.row(part, element, table.totalRow && isLast);
    }
  }
  element.end();
  drawTableNote(sheet, table);
  sheet.y += 10;
}

function noteLines(sheet: Sheet, table: Table): Line[] {
  if (table.note === null) return [];
  return sheet.type.wrap([{ text: table.note, style: "plain" }], SIZE.small, PAGE.width - PAGE.left - PAGE.right);
}

/** The note and the last row stand on the same page. */
function noteHeight(sheet: Sheet, table: Table): number {
  const { length } = noteLines(sheet, table);
  return length === 0 ? 0 : length * LEAD + 3;
}

function drawTableNote(sheet: Sheet, table: Table): void {
  if (table.note === null) return;
  sheet.y += 3;
  sheet.tagged("P", () => {
    for (const line of noteLines(sheet, table)) {
      sheet.line(line, PAGE.left, sheet.y, { sizePt: SIZE.small, color: LIGHT.muted });
      sheet.y += LEAD;
    }
  });
}
