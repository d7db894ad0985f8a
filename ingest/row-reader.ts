// Cells of a user's table as typed values; the first cell of a row that cannot be read refuses the row, with the cell's place and what was expected.
import { UserError } from "./errors.ts";
import { readTime } from "./local-time.ts";
import { folded } from "./raw-table.ts";
import type { Column, Table, TableRow } from "./table.ts";

/**
 * Turns a table's rows into records. A row for which `read` throws `table-row` joins those that the table itself refused, in row order.
 * @throws UserError `table-date-order` for a date that can only be month/day/year: the file's other dates would be read wrong in silence.
 */
export function readRows<Key extends string, Item>(
  table: Table<Key>,
  columns: readonly Column<Key>[],
  file: string,
  timeZone: string,
  read: (row: RowReader<Key>) => Item,
): { records: Item[]; refused: UserError<"table-row">[] } {
  const records: Item[] = [];
  const refused = [...table.refused];
  for (const row of table.rows) {
    try {
      records.push(read(new RowReader(row, columns, file, timeZone)));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push(error);
    }
  }
  return { records, refused: refused.sort((a, b) => a.facts.row - b.facts.row) };
}

/** One row; every method throws UserError `table-row` when its cell cannot be read. */
export class RowReader<Key extends string> {
  readonly #row: TableRow<Key>;
  readonly #columns: readonly Column<Key>[];
  readonly #file: string;
  readonly #timeZone: string;

  constructor(row: TableRow<Key>, columns: readonly Column<Key>[], file: string, timeZone: string) {
    this.#row = row;
    this.#columns = columns;
    this.#file = file;
    this.#timeZone = timeZone;
  }

  /** The error that refuses this row because of one cell. */
  refusal(key: Key, expected: string): UserError<"table-row"> {
    const column = this.#columns.find((candidate) => candidate.key === key)?.headings[0] ?? key;
    return new UserError("table-row", { file: this.#file, row: this.#row.row, column, value: this.#row.cells[key], expected });
  }

  text(key: Key): string {
    const value = this.#row.cells[key];
    if (value === "") throw this.refusal(key, "un valor: la columna es obligatoria");
    return value;
  }

  optionalText(key: Key): string | null {
    const value = this.#row.cells[key];
    return value === "" ? null : value;
  }

  /** Epoch second. A date without an hour is refused: the hour would be a guess. @param timeZone for times without offset. @param value the cell. */
  time(key: Key, timeZone: string = this.#timeZone, value: string = this.text(key)): number {
    if (isMonthFirst(value)) throw new UserError("table-date-order", { file: this.#file, row: this.#row.row, value: value.slice(0, 40) });
    const read = readTime(value, timeZone);
    if ("expected" in read) throw this.refusal(key, read.expected);
    if (read.dateOnly) throw this.refusal(key, "también la hora, p. ej. 2024-12-08T20:00");
    return read.second;
  }

  /** Epoch second of a machine's time stamp: epoch seconds or milliseconds, or a time as in {@link time}, also with `UTC` or `GMT` after it. */
  timestamp(key: Key, timeZone: string = this.#timeZone): number {
    const value = this.text(key);
    if (/^\d{9,10}(?:\.\d+)?$/.test(value)) return Math.floor(Number(value));
    if (/^\d{12,13}$/.test(value)) return Math.floor(Number(value) / 1000);
    return this.time(key, timeZone, value.replace(/\s(?:UTC|GMT)$/i, "Z"));
  }

  optionalTime(key: Key): number | null {
    return this.optionalText(key) === null ? null : this.time(key);
  }

  /** Seconds, from `hh:mm[:ss]` (hours without limit) or an ISO 8601 duration of weeks, days, hours, minutes and seconds. */
  optionalDuration(key: Key): number | null {
    const value = this.optionalText(key);
    if (value === null) return null;
    const seconds = clockSeconds(value) ?? isoDurationSeconds(value);
    if (seconds === null || seconds > longestDurationSeconds) throw this.refusal(key, "una duración como 01:30, 01:30:00 o PT1H30M");
    return seconds;
  }

  /** A number from 0 to 1, with decimal point or comma. */
  optionalShare(key: Key): number | null {
    const value = this.optionalText(key);
    if (value === null) return null;
    const share = /^\d+(?:[.,]\d+)?$|^[.,]\d+$/.test(value) ? Number(value.replace(",", ".")) : Number.NaN;
    if (!(share >= 0 && share <= 1)) throw this.refusal(key, "un número de 0 a 1, p. ej. 0.5");
    return share;
  }

  /** One of a closed list; case, accents, spaces and underscores are tolerated. */
  oneOf<Value extends string>(key: Key, values: readonly Value[]): Value {
    const written = folded(this.text(key), "-");
    const value = values.find((candidate) => candidate === written);
    if (value === undefined) throw this.refusal(key, `uno de: ${values.join(", ")}`);
    return value;
  }
}

/** 12/25/2024: no month 25 exists, so that the month can only come first. */
function isMonthFirst(value: string): boolean {
  const [, first, second] = /^(\d{1,2})\/(\d{1,2})\/\d{4}\b/.exec(value) ?? [];
  return first !== undefined && Number(first) >= 1 && Number(first) <= 12 && Number(second) > 12 && Number(second) <= 31;
}

function isRefusal(error: unknown): error is UserError<"table-row"> {
  return error instanceof UserError && error.code === "table-row";
}

function clockSeconds(value: string): number | null {
  const [, hours, minutes, seconds = "0"] = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/.exec(value) ?? [];
  return hours === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** A year: more is a slip of the hand. */
const longestDurationSeconds = 366 * 86_400;

function isoDurationSeconds(value: string): number | null {
  const match = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(value);
  if (match === null) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}
