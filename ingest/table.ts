// Tables that people write (CSV): bytes become rows of named cells, each with its physical row number; a broken row never takes a good one with it.
import { isUtf8 } from "node:buffer";
import { CsvError, parse } from "csv-parse/sync";
import { UserError } from "./errors.ts";

/** A column: its key, the headings that name it (folded: lower case, no accents, words joined by `_`), and whether a table must have it. */
export interface Column<Key extends string> {
  key: Key;
  headings: readonly [string, ...string[]];
  required: boolean;
}

/** `row` is the physical line in the file on which the row starts (1 is the first line); cells are trimmed, "" when absent. */
export interface TableRow<Key extends string> {
  row: number;
  cells: Record<Key, string>;
}

export interface Table<Key extends string> {
  rows: TableRow<Key>[];
  refused: UserError<"table-row">[];
  /** What was read otherwise than as written, in Spanish, for the user: another encoding, columns that are not known. */
  notes: string[];
}

/** The cells of a row as they stand, before columns are named. */
interface RawRow {
  row: number;
  cells: string[];
}

const DELIMITERS = [",", ";", "\t"] as const;
const SHOWN_CHARACTERS = 200;
/** Each broken row costs a new pass over the rest: beyond this the file is not a table worth reading. */
const MOST_BROKEN_ROWS = 500;

/**
 * Reads a CSV whose delimiter (comma, semicolon or tab) is told from its heading row.
 * @throws UserError `table-empty` (no heading row), `table-column-missing` (a required column), `file-binary` (a workbook or other binary file),
 * `file-damaged` (quotes broken all over).
 */
export function readTable<Key extends string>(bytes: Uint8Array, file: string, columns: readonly Column<Key>[]): Table<Key> {
  const { text, notes } = decoded(bytes, file);
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const headingIndex = lines.findIndex((line) => line.trim() !== "");
  const headingLine = lines[headingIndex];
  if (headingLine === undefined) throw new UserError("table-empty", { file });
  const delimiter = delimiterOf(headingLine, columns);
  const [heading, ...body] = rawRows(lines, headingIndex, delimiter, file);
  if (heading === undefined || heading instanceof UserError) throw missingColumn(file, columns, headingLine);
  const places = columnPlaces(heading.cells, columns, file);
  const table: Table<Key> = { rows: [], refused: [], notes: [...notes, ...unknownColumns(heading.cells, columns)] };
  for (const raw of body) {
    if (raw instanceof UserError) table.refused.push(raw);
    else if (raw.cells.slice(heading.cells.length).some((cell) => cell !== ""))
      table.refused.push(tooManyCells(raw, heading.cells.length, file));
    else if (raw.cells.some((cell) => cell !== "")) table.rows.push({ row: raw.row, cells: namedCells(raw.cells, places) });
  }
  return table;
}

/** Lower case, without accents, words joined by `separator`: how headings and closed lists of values are compared. */
export function folded(text: string, separator: "_" | "-"): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, separator).replace(/^[_-]|[_-]$/g, "");
}

function decoded(bytes: Uint8Array, file: string): { text: string; notes: string[] } {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03) throw new UserError("file-binary", { file, looksLike: "xlsx" });
  if (bytes.includes(0)) throw new UserError("file-binary", { file, looksLike: "binario" });
  if (isUtf8(bytes)) return { text: new TextDecoder("utf-8").decode(bytes), notes: [] };
  return {
    text: new TextDecoder("windows-1252").decode(bytes),
    notes: [`${file}: no es UTF-8 válido; se leyó como Latin-1 (Windows-1252)`],
  };
}

/** The delimiter under which most headings are known columns; the most frequent one when none is. */
function delimiterOf<Key extends string>(line: string, columns: readonly Column<Key>[]): string {
  const known = new Set(columns.flatMap((column) => column.headings));
  const score = (delimiter: string) => {
    const cells = line.split(delimiter);
    return cells.filter((cell) => known.has(folded(cell, "_"))).length * 1000 + cells.length;
  };
  return DELIMITERS.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best));
}

/** Parses from `firstLine` on. A row whose quotes do not close is refused and reading goes on with the physical line after its first. */
function rawRows(lines: string[], firstLine: number, delimiter: string, file: string): (RawRow | UserError<"table-row">)[] {
  const rows: (RawRow | UserError<"table-row">)[] = [];
  let next = firstLine;
  let broken = 0;
  while (next < lines.length) {
    const start = next;
    try {
      parse(lines.slice(start).join("\n"), {
        delimiter,
        trim: true,
        relax_column_count: true,
        on_record: (cells: string[], context) => {
          rows.push({ row: next + 1, cells });
          next = start + context.lines;
          return null;
        },
      });
      return rows;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      broken += 1;
      if (broken > MOST_BROKEN_ROWS)
        throw new UserError("file-damaged", { file, offset: 0, reason: `más de ${MOST_BROKEN_ROWS} filas con comillas sin cerrar` });
      rows.push(openQuote(lines[next] ?? "", next + 1, file));
      next += 1;
    }
  }
  return rows;
}

function columnPlaces<Key extends string>(headings: string[], columns: readonly Column<Key>[], file: string): [Key, number][] {
  const names = headings.map((heading) => folded(heading, "_"));
  const places = columns.map((column): [Key, number] => [column.key, names.findIndex((name) => column.headings.includes(name))]);
  const missing = columns.filter((column) => column.required && places.some(([key, place]) => key === column.key && place < 0));
  if (missing.length > 0) throw missingColumn(file, missing, headings.join(", "));
  return places;
}

function namedCells<Key extends string>(cells: string[], places: [Key, number][]): Record<Key, string> {
  return Object.fromEntries(places.map(([key, place]) => [key, cells[place] ?? ""])) as Record<Key, string>;
}

/** Nothing that the user wrote is dropped without a word: columns that are not read, and the second of two that mean the same. */
function unknownColumns<Key extends string>(headings: string[], columns: readonly Column<Key>[]): string[] {
  const seen = new Set<Key>();
  return headings.flatMap((heading) => {
    const column = columns.find((candidate) => candidate.headings.includes(folded(heading, "_")));
    if (column === undefined) return heading === "" ? [] : [`columna «${heading}»: no se conoce y no se leyó`];
    if (seen.has(column.key)) return [`columna «${heading}»: repite a otra y no se leyó`];
    seen.add(column.key);
    return [];
  });
}

function missingColumn<Key extends string>(file: string, columns: readonly Column<Key>[], found: string): UserError {
  const names = columns.filter((column) => column.required).map((column) => column.headings[0]);
  return new UserError("table-column-missing", { file, column: names.join(", "), found: found.slice(0, SHOWN_CHARACTERS) });
}

function tooManyCells({ row, cells }: RawRow, expected: number, file: string): UserError<"table-row"> {
  const value = cells.slice(expected).join(" | ").slice(0, SHOWN_CHARACTERS);
  const text = `${expected} columnas como el encabezado; si un texto lleva el separador, va entre comillas`;
  return new UserError("table-row", { file, row, column: `(columna ${expected + 1})`, value, expected: text });
}

function openQuote(line: string, row: number, file: string): UserError<"table-row"> {
  const expected = "comillas que abren y cierran el campo entero; dentro de él se escriben dobles";
  return new UserError("table-row", { file, row, column: "(fila)", value: line.slice(0, SHOWN_CHARACTERS), expected });
}
