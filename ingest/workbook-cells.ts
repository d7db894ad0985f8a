// Cells of a worksheet (ECMA-376, SpreadsheetML) as texts: dates by the workbook's date system, and what is no value named instead of dropped.
import { attribute, unescapedXml, xmlTags } from "./xml-tags.ts";

/** A cell; `column` from 0. `expected` is set where `text` is no value that may be read (a formula's error, a part of merged cells). */
export interface SheetCell {
  column: number;
  text: string;
  expected?: string;
  /** The value of another cell, with which this one is merged. */
  isSpread?: true;
}

export interface SheetRow {
  row: number;
  cells: SheetCell[];
  /** It is not shown: hidden by hand or by a filter, or without height. */
  isHidden?: true;
}

/** Columns from 0, both ends included. */
export type ColumnSpan = readonly [first: number, last: number];

export interface WorkbookContext {
  sharedStrings: readonly string[];
  /** By style index. */
  cellKinds: readonly CellKind[];
  usesDates1904: boolean;
}

/** How a number is shown: decides whether it is a date, a date with its hour, a time of day or duration, or just a number. */
export type CellKind = "number" | "date" | "moment" | "clock" | "elapsed";

const DAY_SECONDS = 86_400;
const lastSerial = 2_958_466;
const lastColumn = 16_384;
const lastRow = 1_048_576;

/** The rows of a sheet that hold something. @throws RangeError when the XML is no worksheet. */
export function sheetRows(xml: string, context: WorkbookContext): { rows: SheetRow[]; hasFormulas: boolean; hiddenColumns: ColumnSpan[] } {
  const rows: SheetRow[] = [];
  const merged: string[] = [];
  const hiddenColumns: ColumnSpan[] = [];
  let row: SheetRow = { row: 0, cells: [] };
  let cell = { type: "", style: 0, column: -1, value: null as string | null, hasFormula: false };
  let lastCell = -1;
  let phonetic = false;
  let hasFormulas = false;
  for (const { name, kind, attributes, textBefore } of xmlTags(xml)) {
    if (name === "row" && kind !== "close") {
      const number = Number(attribute(attributes, "r") ?? row.row + 1);
      if (!(number > row.row && number <= lastRow)) throw new RangeError(`row ${number}`);
      row = { row: number, cells: [], ...(isHidden(attributes, "ht") && { isHidden: true }) };
      lastCell = -1;
      rows.push(row);
    } else if (name === "c") {
      if (kind !== "close") {
        lastCell = columnOf(attribute(attributes, "r")) ?? lastCell + 1;
        if (lastCell >= lastColumn) throw new RangeError(`column ${lastCell}`);
        const style = Number(attribute(attributes, "s") ?? 0);
        cell = { type: attribute(attributes, "t") ?? "n", style, column: lastCell, value: null, hasFormula: false };
      }
      if (kind !== "open") {
        const read = cellText(cell, context);
        if (read !== null) row.cells.push({ column: cell.column, ...read });
      }
    } else if (name === "rPh") phonetic = kind === "open";
    else if (name === "f") hasFormulas = cell.hasFormula = true;
    else if ((name === "v" || name === "t") && kind !== "open" && !phonetic) cell.value = (cell.value ?? "") + unescapedXml(textBefore);
    else if (name === "col" && kind !== "close" && isHidden(attributes, "width"))
      hiddenColumns.push([Number(attribute(attributes, "min")) - 1, Number(attribute(attributes, "max")) - 1]);
    else if (name === "mergeCell") merged.push(attribute(attributes, "ref") ?? "");
  }
  markMerged(rows, merged);
  return { rows: rows.filter(({ cells }) => cells.length > 0), hasFormulas, hiddenColumns };
}

function isHidden(attributes: string, size: string): boolean {
  return /^(?:1|true)$/.test(attribute(attributes, "hidden") ?? "") || Number(attribute(attributes, size) ?? 1) === 0;
}

/** Shared strings: the texts of each item joined, without its phonetic reading. */
export function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let phonetic = false;
  for (const { name, kind, textBefore } of xmlTags(xml)) {
    if (name === "si" && kind !== "close") strings.push("");
    else if (name === "rPh") phonetic = kind === "open";
    else if (name === "t" && kind === "close" && !phonetic) strings[strings.length - 1] += plainText(unescapedXml(textBefore));
  }
  return strings;
}

/** The kind of each cell style, from the number formats of `styles.xml`. */
export function cellKinds(xml: string): CellKind[] {
  const codes = new Map<number, string>();
  const kinds: CellKind[] = [];
  let inCellFormats = false;
  for (const { name, kind, attributes } of xmlTags(xml)) {
    if (name === "numFmt") codes.set(Number(attribute(attributes, "numFmtId")), attribute(attributes, "formatCode") ?? "");
    else if (name === "cellXfs") inCellFormats = kind === "open";
    else if (name === "xf" && kind !== "close" && inCellFormats) {
      const id = Number(attribute(attributes, "numFmtId") ?? 0);
      // Some writers number their own formats from 100 on, among those that need no code.
      kinds.push((codes.has(id) && builtInKind(id) === "number" ? null : builtInKind(id)) ?? formatKind(codes.get(id) ?? ""));
    }
  }
  return kinds;
}

/** Number formats that need no code in the file (18.8.30 numFmt). */
function builtInKind(id: number): CellKind | null {
  if (id === 22) return "moment";
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return "date";
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return "clock";
  return id === 46 ? "elapsed" : id < 164 ? "number" : null;
}

/** A year or a day makes a date, an hour or second without them a time; quoted, escaped and bracketed parts are no letters of the format. */
function formatKind(code: string): CellKind {
  const letters = code
    .split(";")[0]
    ?.replace(/"[^"]*"|\\./g, "")
    .toLowerCase();
  if (letters === undefined || letters === "general") return "number";
  if (/\[(?:h+|m+|s+)\]/.test(letters)) return "elapsed";
  const plain = letters.replace(/\[[^\]]*\]/g, "");
  const hasHour = /[hs]/.test(plain);
  if (/[yd]/.test(plain)) return hasHour ? "moment" : "date";
  return hasHour ? "clock" : "number";
}

function cellText(
  { type, style, value, hasFormula }: { type: string; style: number; value: string | null; hasFormula: boolean },
  { sharedStrings, cellKinds, usesDates1904 }: WorkbookContext,
): Omit<SheetCell, "column"> | null {
  if (hasFormula && value === null)
    return { text: "", expected: "un valor; la fórmula no tiene resultado guardado: se abre el libro, se guarda y se repite" };
  if (value === null) return null;
  if (type === "e") return { text: value, expected: "un valor y no el error de una fórmula" };
  if (type === "b") return { text: value === "1" ? "true" : "false" };
  if (type === "s") return textCell(sharedStrings[Number(value)] ?? "");
  if (type !== "n") return textCell(plainText(value));
  const number = Number(value);
  if (value.trim() === "") return null;
  if (!Number.isFinite(number)) return { text: value, expected: "un número" };
  return { text: numberText(number, cellKinds[style] ?? "number", usesDates1904) };
}

function textCell(text: string): { text: string } | null {
  return text.trim() === "" ? null : { text: text.trim() };
}

/**
 * A date as `2024-12-08T20:00:00`, at a whole day `2024-12-08` unless the cell shows its hour: midnight is an hour too. A time or duration as
 * `hh:mm:ss`. Serials are rounded to the second.
 */
function numberText(serial: number, kind: CellKind, usesDates1904: boolean): string {
  const seconds = Math.round(serial * DAY_SECONDS);
  if (kind === "number" || serial < 0 || serial >= lastSerial) return String(serial);
  // A time of day beyond 24 hours is a date of which the format shows the time alone.
  if (kind === "elapsed" || (kind === "clock" && serial < 1)) return clockText(seconds);
  const epoch = usesDates1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const iso = new Date(epoch + seconds * 1000).toISOString();
  return iso.slice(0, kind === "date" && seconds % DAY_SECONDS === 0 ? 10 : 19);
}

function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `_x000D_` stands for a character that XML cannot hold. */
function plainText(text: string): string {
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Column of a reference such as `AB12`, from 0. */
function columnOf(reference: string | null): number | null {
  const letters = /^\$?([A-Z]{1,4})\$?\d+$/.exec(reference ?? "")?.[1];
  return letters === undefined ? null : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** More marks than any sheet that people write needs. */
const mostMergedCells = 200_000;

/** Merged cells show one value over several rows or columns, of which the file holds it once: whose it is would be a guess. */
function markMerged(rows: readonly SheetRow[], ranges: readonly string[]): void {
  let left = mostMergedCells;
  for (const range of ranges) {
    const [from = "", to = from] = range.split(":");
    const [first, last] = [columnOf(from), columnOf(to)];
    const [top, bottom] = [from, to].map((reference) => Number(/\d+$/.exec(reference)?.[0]));
    if (first === null || last === null || top === undefined || bottom === undefined) continue;
    let at = firstRowFrom(rows, top);
    const text = rows[at]?.row === top ? (rows[at]?.cells.find((cell) => cell.column === first)?.text ?? "") : "";
    for (; text !== "" && (rows[at]?.row ?? Number.POSITIVE_INFINITY) <= bottom; at += 1) {
      const cells = rows[at]?.cells ?? [];
      const taken = new Set(cells.map((cell) => cell.column));
      for (const cell of cells) if (cell.column === first) cell.expected = unmerged;
      for (let column = first; column <= Math.min(last, lastColumn); column += 1) {
        left -= 1;
        if (left < 0) throw new RangeError("merged cells");
        if (!taken.has(column)) cells.push({ column, text, expected: unmerged, isSpread: true });
      }
    }
  }
}

const unmerged = "celdas sin combinar, cada una con su valor";

/** Index of the first row with this number or a later one. */
function firstRowFrom(rows: readonly SheetRow[], number: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.row ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
