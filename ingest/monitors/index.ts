// The way into monitor exports: which product's a file is, told by its content, and its checks in order of time.
import { UserError } from "../errors.ts";
import { isObject } from "../json-rows.ts";
import { readRows } from "../row-reader.ts";
import { missingColumns, namedTable, rawTable } from "../table.ts";
import { gatus } from "./gatus.ts";
import type { MonitorCheck, MonitorFormat } from "./monitor.ts";
import { pingdomResults, pingdomStates } from "./pingdom.ts";
import { plainChecks } from "./plain.ts";
import { uptimeKuma } from "./uptime-kuma.ts";
import { uptimeRobotLog, uptimeRobotResponses } from "./uptime-robot.ts";

export type { MonitorCheck } from "./monitor.ts";

export interface MonitorExport {
  /** As the user named it. */
  file: string;
  product: string;
  /** Failed checks are not in it. */
  answeredOnly: boolean;
  /** By second, and within one by name and state. */
  checks: MonitorCheck[];
  refused: UserError<"table-row">[];
  /** What was read otherwise than as written, or must be known of it, in Spanish. */
  notes: string[];
}

/** In the order of trial; the headings that each asks for tell them apart. */
const FORMATS: readonly MonitorFormat[] = [
  uptimeKuma,
  uptimeRobotLog,
  uptimeRobotResponses,
  pingdomResults,
  pingdomStates,
  gatus,
  plainChecks,
];

/**
 * Reads an export of Uptime Kuma, Gatus, UptimeRobot or Pingdom, or a plain CSV `timestamp,up` (contract, "Monitor exports").
 * @param options.file name for messages; `timeZone` is the convocatoria's, for times without offset in products that do not fix one.
 * @throws UserError `monitor-unknown` when no product's columns or keys are there; `table-empty`, `table-invalid`, `table-too-large`, `table-date-order`.
 */
export async function readMonitor(bytes: Uint8Array, { file, timeZone }: { file: string; timeZone: string }): Promise<MonitorExport> {
  let format: MonitorFormat | undefined;
  const raw = await rawTable(bytes, file, {
    columns: FORMATS.flatMap(({ columns }) => columns),
    fits: (heading) => FORMATS.some(({ columns }) => missingColumns(heading, columns).length === 0),
    elementsOf: (value) => {
      for (const candidate of FORMATS) {
        const elements = candidate.elementsOf?.(value);
        if (!elements) continue;
        format = candidate;
        return elements;
      }
      throw unknown(file, isObject(value) ? Object.keys(value) : [JSON.stringify(value) ?? ""]);
    },
  });
  format ??= FORMATS.find(({ columns }) => missingColumns(raw.heading, columns).length === 0);
  if (format === undefined) throw unknown(file, raw.heading);
  const { product, columns, checkOf, settled = (checks) => checks, answeredOnly = false, note } = format;
  const zone = format.timeZone ?? timeZone;
  const table = namedTable({ ...raw, notes: [] }, file, columns);
  const isLocal = table.rows.some(({ cells }) => !hasOffset(cells.time));
  const { records, refused } = readRows(table, columns, file, timeZone, (row) => checkOf(row, zone));
  if (records.length === 0 && refused.length === 0) throw new UserError("table-empty", { file });
  const notes = [...raw.notes, ...(note === undefined ? [] : [note(file)])];
  if (isLocal) notes.push(`${file}: las horas no traen desfase y se leyeron en la zona ${zone}`);
  return { file, product, answeredOnly, checks: settled(records.sort(byTime)), refused, notes };
}

/** Columns of a monitor that are not read are no loss worth telling; its zone is. */
function hasOffset(time: string): boolean {
  return /^\d+(?:\.\d+)?$|(?:Z|UTC|GMT|[T\s]\d{2}:\d{2}.*[+-]\d{2}:?(?:\d{2})?)$/i.test(time);
}

function byTime(a: MonitorCheck, b: MonitorCheck): number {
  return a.second - b.second || (a.name ?? "").localeCompare(b.name ?? "") || Number(a.up) - Number(b.up);
}

function unknown(file: string, found: readonly string[]): UserError {
  const known = [...new Set(FORMATS.map(({ product }) => product))].filter((product) => product !== plainChecks.product);
  return new UserError("monitor-unknown", { file, found: found.join(", ").slice(0, 200), known: known.join(", ") });
}
