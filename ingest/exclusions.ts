// Exclusions from the availability's time (CSV, XLSX or JSON of --exclusions): each with a reason and who approved it.
import type { UserError } from "./errors.ts";
import { type RowReader, readRows } from "./row-reader.ts";
import { type Column, readTable } from "./table.ts";

/** A span that the availability leaves out of account; epoch seconds, half-open. */
export interface ExclusionRecord {
  startSecond: number;
  endSecond: number;
  reason: string;
  approvedBy: string;
}

export interface ExclusionTable {
  exclusions: ExclusionRecord[];
  refused: UserError<"table-row">[];
  /** What was read otherwise than as written (encoding, unknown columns), in Spanish. */
  notes: string[];
}

const COLUMNS = [
  { key: "start", headings: ["inicio", "start"], required: true },
  { key: "end", headings: ["fin", "end"], required: true },
  { key: "reason", headings: ["motivo", "reason"], required: true },
  { key: "approvedBy", headings: ["aprobado_por", "approved_by"], required: true },
] as const satisfies readonly Column<string>[];

type Key = (typeof COLUMNS)[number]["key"];

/**
 * Reads a table of exclusions; every column is required in every row. Bad rows are refused one by one, as with incidents.
 * @param options.file name for messages; `timeZone` is the convocatoria's, for times without offset.
 * @throws UserError `table-empty`, `table-column-missing`, `table-invalid`, `table-too-large`, `table-date-order` when there is no table to read rows from.
 */
export async function readExclusions(bytes: Uint8Array, { file, timeZone }: { file: string; timeZone: string }): Promise<ExclusionTable> {
  const table = await readTable<Key>(bytes, file, COLUMNS, ["exclusiones", "exclusions"]);
  const { records, refused } = readRows(table, COLUMNS, file, timeZone, exclusionOf);
  return { exclusions: records, refused, notes: table.notes };
}

function exclusionOf(row: RowReader<Key>): ExclusionRecord {
  const startSecond = row.time("start");
  const endSecond = row.time("end");
  if (endSecond <= startSecond) throw row.refusal("end", "un fin posterior al inicio");
  return { startSecond, endSecond, reason: row.text("reason"), approvedBy: row.text("approvedBy") };
}
