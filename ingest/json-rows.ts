// Rows of a JSON table: an array of objects whose keys are the headings; a value of a wrong type is a cell that cannot be read.
import { UserError } from "./errors.ts";
import { folded, type RawRow, type RawTable, shownCharacters, type UnreadableCell } from "./raw-table.ts";

/** Types that a column takes besides text. */
export type JsonType = "number" | "boolean";

/** @throws UserError `table-invalid` with the place where the text stops being JSON. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError("table-invalid", { file, place: faultPlace(text, String(error)), expected: "JSON válido" });
  }
}

/** The engine tells a position, or quotes what stands around the fault, or that the text ended. */
function faultPlace(text: string, message: string): string {
  const quoted = /^.*?, (?:\.\.\.)?("[\s\S]*")(?:\.\.\.)? is not valid JSON$/.exec(message)?.[1];
  if (quoted !== undefined) return `el texto ${quoted}`;
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, position);
  return `línea ${before.split("\n").length}, columna ${position - before.lastIndexOf("\n")}`;
}

/**
 * The elements as rows, numbered from 1; the heading is made of all keys, in the order in which they appear.
 * @param typesOf types that a heading's column takes besides text, null for a column that is not known (its values may be anything).
 */
export function jsonRows(elements: readonly unknown[], file: string, typesOf: (heading: string) => readonly JsonType[] | null): RawTable {
  const places = new Map<string, number>();
  const body = elements.map((element, index): RawTable["body"][number] => {
    if (!isObject(element)) return notAnObject(element, index + 1, file);
    const row: RawRow = { row: index + 1, cells: [] };
    const unreadable: UnreadableCell[] = [];
    for (const [key, value] of Object.entries(element)) {
      const place = places.get(key) ?? places.size;
      places.set(key, place);
      const types = typesOf(folded(key, "_"));
      if (types !== null && !isReadable(value, types)) unreadable.push({ place, value: shown(value), expected: expectedTypes(types) });
      row.cells[place] = types === null || value === null ? "" : String(value).trim();
    }
    return unreadable.length === 0 ? row : { ...row, unreadable };
  });
  const heading = [...places.keys()];
  for (const row of body) if (!(row instanceof UserError)) row.cells = heading.map((_, place) => row.cells[place] ?? "");
  return { heading, body, notes: [] };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isReadable(value: unknown, types: readonly JsonType[]): boolean {
  return value === null || typeof value === "string" || types.some((type) => typeof value === type);
}

const withAnother: Readonly<Record<JsonType, string>> = {
  number: "un texto entre comillas o un número",
  boolean: "un texto entre comillas o true o false",
};

function expectedTypes([type, another]: readonly JsonType[]): string {
  if (another !== undefined) return "un texto entre comillas, un número, o true o false";
  return type === undefined ? "un texto entre comillas" : withAnother[type];
}

function notAnObject(element: unknown, row: number, file: string): UserError<"table-row"> {
  const expected = "un objeto cuyas claves son los encabezados de columna";
  return new UserError("table-row", { file, row, column: "(elemento)", value: shown(element), expected });
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, shownCharacters);
}
