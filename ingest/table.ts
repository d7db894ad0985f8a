// Tables that people write or products export (CSV, JSON, XLSX, told by content): rows of named cells, each with the row where a person finds it.
import { csvRows } from "./csv-rows.ts";
import { UserError } from "./errors.ts";
import { isObject, type JsonType, jsonRows, parseJson } from "./json-rows.ts";
import { folded, type RawRow, type RawTable, refuseManyColumns, shownCharacters } from "./raw-table.ts";
import { tableText } from "./table-text.ts";
import { isWorkbook, workbookRows } from "./workbook.ts";

/** A column: its key, the headings that name it (folded: lower case, no accents, words joined by `_`), and whether a table must have it. */
export interface Column<Key extends string> {
  key: Key;
  headings: readonly [string, ...string[]];
  required: boolean;
  /** Types of JSON that it takes besides text. */
  json?: readonly JsonType[];
}

/** Cells are trimmed, "" when absent. */
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

/** What to look for in a file: columns any of which may stand in the heading, and which headings make a table. */
export interface TableSearch {
  columns: readonly Column<string>[];
  fits: (heading: readonly string[]) => boolean;
  /** The array of elements in a JSON value; null: there is none. */
  elementsOf: (value: unknown) => readonly unknown[] | null;
}

const mostBytes = 64 * 1024 * 1024;
const mostNotes = 20;
/** A longer cell is no description but a file that went into the wrong column. */
const mostCellCharacters = 20_000;

/**
 * Reads a table of one kind.
 * @param listNames keys under which a JSON object may hold the array of rows.
 * @throws UserError `table-empty` (no heading row), `table-column-missing` (a required column), `table-invalid` (no table at all, or a damaged one),
 * `table-too-large`.
 */
export async function readTable<Key extends string>(
  bytes: Uint8Array,
  file: string,
  columns: readonly Column<Key>[],
  listNames: readonly string[],
): Promise<Table<Key>> {
  const raw = await rawTable(bytes, file, {
    columns,
    fits: (heading) => missingColumns(heading, columns).length === 0,
    elementsOf: (value) => {
      if (Array.isArray(value)) return value;
      const [, list] = isObject(value) ? (Object.entries(value).find(([key]) => listNames.includes(folded(key, "_"))) ?? []) : [];
      if (Array.isArray(list)) return list;
      const expected = `un arreglo de objetos, o un objeto con «${listNames.join("» o «")}»`;
      throw new UserError("table-invalid", { file, place: "línea 1", expected });
    },
  });
  return namedTable(raw, file, columns);
}

/** The rows of a file, wherever they stand in it. @throws UserError as {@link readTable}. */
export async function rawTable(bytes: Uint8Array, file: string, search: TableSearch): Promise<RawTable & { isJson: boolean }> {
  if (bytes.length > mostBytes) throw new UserError("table-too-large", { file, bytes: bytes.length, most: mostBytes });
  if (isWorkbook(bytes)) return { ...(await workbookRows(bytes, file, search)), isJson: false };
  const { text, notes } = tableText(bytes, file);
  const isJson = /^\s*[[{]/.test(text);
  const known = new Map<string, JsonType[]>();
  for (const { headings, json = [] } of search.columns)
    for (const heading of headings) known.set(heading, [...(known.get(heading) ?? []), ...json]);
  const raw = isJson
    ? jsonRows(search.elementsOf(parseJson(text, file)) ?? [], file, (heading) => known.get(heading) ?? null)
    : csvRows(text, file, new Set(known.keys()));
  refuseManyColumns(file, raw.heading.length);
  return { ...raw, notes: [...notes, ...raw.notes], isJson };
}

/** Names the cells of a raw table. Its elements lack a column each for itself in JSON, where no heading stands above all. */
export function namedTable<Key extends string>(
  raw: RawTable & { isJson: boolean },
  file: string,
  columns: readonly Column<Key>[],
): Table<Key> {
  const { heading, body } = raw;
  const missing = raw.isJson ? [] : missingColumns(heading, columns);
  if (missing.length > 0) {
    const names = missing.map((column) => column.headings[0]).join(", ");
    throw new UserError("table-column-missing", { file, column: names, found: heading.join(", ").slice(0, shownCharacters) });
  }
  const places = columnPlaces(heading, columns);
  const blank = Object.fromEntries(columns.map((column) => [column.key, ""])) as Record<Key, string>;
  const table: Table<Key> = { rows: [], refused: [], notes: [...raw.notes, ...unknownColumns(heading, columns)] };
  for (const row of body) {
    const refusal = row instanceof UserError ? row : refusalOf(row, heading, places, file);
    if (refusal !== null) table.refused.push(refusal);
    else if (!(row instanceof UserError) && row.cells.some((cell) => cell !== "")) {
      table.rows.push({
        row: row.row,
        cells: Object.assign({ ...blank }, ...[...places].map(([place, key]) => ({ [key]: row.cells[place] ?? "" }))),
      });
    }
  }
  return table;
}

/** The required columns that a heading does not have. */
export function missingColumns<Key extends string>(heading: readonly string[], columns: readonly Column<Key>[]): Column<Key>[] {
  const names = heading.map((name) => folded(name, "_"));
  return columns.filter((column) => column.required && !names.some((name) => column.headings.includes(name)));
}

/** Places in the heading that hold a known column; the first of two that mean the same. */
function columnPlaces<Key extends string>(heading: readonly string[], columns: readonly Column<Key>[]): Map<number, Key> {
  const names = heading.map((name) => folded(name, "_"));
  const places = columns.map((column): [number, Key] => [names.findIndex((name) => column.headings.includes(name)), column.key]);
  return new Map(places.filter(([place]) => place >= 0));
}

function refusalOf(
  raw: RawRow,
  heading: readonly string[],
  places: ReadonlyMap<number, string>,
  file: string,
): UserError<"table-row"> | null {
  const refusal = (column: string, value: string, expected: string) =>
    new UserError("table-row", { file, row: raw.row, column, value: value.slice(0, shownCharacters), expected });
  const extra = raw.cells.slice(heading.length);
  if (extra.some((cell) => cell !== "")) {
    const expected = `${heading.length} columnas como el encabezado; si un texto lleva el separador, va entre comillas`;
    return refusal(`(columna ${heading.length + 1})`, extra.join(" | "), expected);
  }
  const unreadable = raw.unreadable?.find(({ place }) => places.has(place));
  if (unreadable) return refusal(heading[unreadable.place] ?? "", unreadable.value, unreadable.expected);
  const long = raw.cells.findIndex((cell, place) => cell.length > mostCellCharacters && places.has(place));
  return long < 0 ? null : refusal(heading[long] ?? "", raw.cells[long] ?? "", "un texto de 20,000 caracteres a lo más");
}

/** Nothing that the user wrote is dropped without a word: columns that are not read, and the second of two that mean the same. */
function unknownColumns<Key extends string>(headings: readonly string[], columns: readonly Column<Key>[]): string[] {
  const seen = new Set<Key>();
  const notes = headings.flatMap((heading) => {
    const column = columns.find((candidate) => candidate.headings.includes(folded(heading, "_")));
    if (column === undefined) return heading === "" ? [] : [`columna «${heading.slice(0, shownCharacters)}»: no se conoce y no se leyó`];
    if (seen.has(column.key)) return [`columna «${heading}»: repite a otra y no se leyó`];
    seen.add(column.key);
    return [];
  });
  const rest = notes.length - mostNotes;
  return rest > 0 ? [...notes.slice(0, mostNotes), `otras ${rest} columnas: no se conocen o repiten a otras, y no se leyeron`] : notes;
}
