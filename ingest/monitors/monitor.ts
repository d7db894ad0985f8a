// What an uptime monitor's export becomes, whatever the product: checks that stand until the next, and states with an end of their own.
import type { RowReader } from "../row-reader.ts";
import type { Column } from "../table.ts";

/** A check or the beginning of a state. Epoch seconds. */
export interface MonitorCheck {
  second: number;
  /** End of a state as the product tells it; null: a check, which stands until the next one and at most five minutes. */
  untilSecond: number | null;
  /** Null: the product itself says neither (pending, paused, in maintenance). */
  up: boolean | null;
  /** The endpoint or monitor as the product names it; null where the export is of one. */
  name: string | null;
}

/** Every column that an export may have; each product uses some. */
export type MonitorKey = "time" | "until" | "state" | "response" | "durationMinutes" | "name" | "group" | "monitorId" | "probe";

/** How one product writes one kind of export: a table of columns, which in JSON are the keys of flat elements. */
export interface MonitorFormat {
  product: string;
  columns: readonly Column<MonitorKey>[];
  /** The flat elements of a JSON export; null when the value is not of this product. */
  elementsOf?: (value: unknown) => readonly unknown[] | null;
  /** The zone of times without offset; without it the convocatoria's is used, and that is told. */
  timeZone?: "UTC";
  checkOf: (row: RowReader<MonitorKey>, timeZone: string) => MonitorCheck;
  /** What only the whole export tells; checks are sorted by time. */
  settled?: (checks: MonitorCheck[]) => MonitorCheck[];
  /** The export leaves failed checks out: what it says of service counts only where nothing else speaks. */
  answeredOnly?: true;
  /** What the user must know of such an export, in Spanish. */
  note?: (file: string) => string;
}

/** The state of a row by the words that its product uses; another word refuses the row. */
export function stateOf<Words extends Readonly<Record<string, boolean | null>>>(row: RowReader<MonitorKey>, words: Words): boolean | null {
  return words[row.oneOf("state", Object.keys(words))] ?? null;
}
