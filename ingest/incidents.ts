// Incident records that a difusor writes (CSV, XLSX, JSON): typed rows, or the exact cell that is wrong and what was expected. Columns as the contract lists them.
import type { UserError } from "./errors.ts";
import { INCIDENT_EFFECTS, INCIDENT_TYPES } from "./incident-values.ts";
import { type RowReader, readRows } from "./row-reader.ts";
import { type Column, readTable } from "./table.ts";

/** One incident; times in epoch seconds, half-open. */
export interface IncidentRecord {
  /** `I-001`, ... in row order, counting accepted rows. */
  id: string;
  startSecond: number;
  /** Null: no end was written. */
  endSecond: number | null;
  type: (typeof INCIDENT_TYPES)[number];
  description: string;
  rootCause: string | null;
  impact: string | null;
  measures: string | null;
  effect: (typeof INCIDENT_EFFECTS)[number];
  /** Share of the service lost, 0..1; null when not written. */
  weight: number | null;
  component: string | null;
  source: string | null;
}

export interface IncidentTable {
  incidents: IncidentRecord[];
  refused: UserError<"table-row">[];
  /** What was read otherwise than as written (encoding, unknown columns), in Spanish. */
  notes: string[];
}

const COLUMNS = [
  { key: "start", headings: ["inicio", "start"], required: true },
  { key: "end", headings: ["fin", "end"], required: false },
  { key: "duration", headings: ["duracion", "duration"], required: false },
  { key: "type", headings: ["tipo", "type"], required: true },
  { key: "description", headings: ["descripcion", "description"], required: true },
  { key: "rootCause", headings: ["causa_raiz", "root_cause"], required: false },
  { key: "impact", headings: ["impacto", "impact"], required: false },
  { key: "measures", headings: ["medidas", "measures"], required: false },
  { key: "effect", headings: ["efecto", "effect"], required: true },
  { key: "weight", headings: ["peso", "weight"], required: false, json: ["number"] },
  { key: "component", headings: ["componente", "component"], required: false },
  { key: "source", headings: ["fuente", "source"], required: false },
] as const satisfies readonly Column<string>[];

type Key = (typeof COLUMNS)[number]["key"];

/**
 * Reads a table of incidents. A bad row is refused with its row, column, value and what was expected; good rows are kept and nothing is guessed.
 * @param options.file name for messages; `timeZone` is the convocatoria's, for times without offset.
 * @throws UserError `table-empty`, `table-column-missing`, `table-invalid`, `table-too-large`, `table-date-order` when there is no table to read rows from.
 */
export async function readIncidents(bytes: Uint8Array, { file, timeZone }: { file: string; timeZone: string }): Promise<IncidentTable> {
  const table = await readTable<Key>(bytes, file, COLUMNS, ["incidencias", "incidents"]);
  const { records, refused } = readRows(table, COLUMNS, file, timeZone, incidentOf);
  const incidents = records.map((record, index) => ({ id: `I-${String(index + 1).padStart(3, "0")}`, ...record }));
  return { incidents, refused, notes: table.notes };
}

function incidentOf(row: RowReader<Key>): Omit<IncidentRecord, "id"> {
  const startSecond = row.time("start");
  return {
    startSecond,
    endSecond: endOf(row, startSecond),
    type: row.oneOf("type", INCIDENT_TYPES),
    description: row.text("description"),
    rootCause: row.optionalText("rootCause"),
    impact: row.optionalText("impact"),
    measures: row.optionalText("measures"),
    effect: row.oneOf("effect", INCIDENT_EFFECTS),
    weight: row.optionalShare("weight"),
    component: row.optionalText("component"),
    source: row.optionalText("source"),
  };
}

function endOf(row: RowReader<Key>, startSecond: number): number | null {
  const endSecond = row.optionalTime("end");
  const durationSeconds = row.optionalDuration("duration");
  if (endSecond !== null && endSecond < startSecond) throw row.refusal("end", "un fin igual o posterior al inicio");
  if (durationSeconds === null) return endSecond;
  if (endSecond !== null && endSecond - startSecond !== durationSeconds) {
    throw row.refusal("duration", `una duración igual a fin menos inicio (${endSecond - startSecond} s), o solo uno de los dos`);
  }
  return startSecond + durationSeconds;
}
