// The audit log as a table for other programs, the same for page and API: CSV of any length, and Excel of as many entries as a sheet is good for.
import { Readable } from "node:stream";
import { formatCount } from "../../analysis/index.ts";
import { csvText, tablesWorkbook } from "../../report/index.ts";
import { actionText } from "../pages/audit-words.ts";
import { type AuditEntry, type AuditFilter, auditEntries } from "../records/audit.ts";
import { organisations } from "../records/organisations.ts";
import { people } from "../records/people.ts";
import type { Services } from "../services.ts";
import { type Answer, bytes, sheetType } from "./answer.ts";
import { Problem } from "./problem.ts";

const entriesOfBatch = 1000;
/** A workbook is made in memory, and this server has others to serve. */
const mostInWorkbook = 20_000;
const headings = ["id", "momento", "persona", "persona_id", "organizacion", "accion", "codigo", "asunto", "detalle", "direccion_ip"];

export const auditFormats = ["csv", "xlsx"] as const;

/** Throws Problem `invalid` for more entries than a workbook takes. */
export async function auditFile(services: Services, filter: AuditFilter, format: (typeof auditFormats)[number]): Promise<Answer> {
  if (format === "csv") return bytes("text/csv; charset=utf-8", Readable.from(csvParts(services, filter)), "auditoria.csv");
  const entries = auditEntries(services, { ...filter, most: mostInWorkbook + 1 });
  if (entries.length > mostInWorkbook)
    throw new Problem(
      "invalid",
      `Son más de ${formatCount(mostInWorkbook)} asientos, demasiados para un libro de Excel; conviene acotar los días, o descargarlos en CSV.`,
    );
  const names = namesOf(services);
  const table = { name: "auditoria", title: "Auditoría", headings, rows: entries.map((entry) => rowOf(entry, names)) };
  return bytes(sheetType, Buffer.from(await tablesWorkbook([table])), "auditoria.xlsx");
}

/** Names of what people and organisations are told by in the log. */
export function namesOf(services: Services): ReadonlyMap<string, string> {
  return new Map([...people(services), ...organisations(services)].map(({ id, name }) => [id, name]));
}

/** In batches: the log of years need not fit into memory. */
function* csvParts(services: Services, filter: AuditFilter): Generator<string> {
  const names = namesOf(services);
  yield csvText(headings, []);
  for (let before: number | undefined; ; ) {
    const entries = auditEntries(services, { ...filter, ...(before !== undefined && { before }), most: entriesOfBatch });
    if (entries.length === 0) return;
    // The mark of the byte order stands at the beginning of the file alone.
    yield csvText(
      [],
      entries.map((entry) => rowOf(entry, names)),
    ).replace(/^\uFEFF\r\n/u, "");
    before = entries.at(-1)?.id;
  }
}

function rowOf(entry: AuditEntry, names: ReadonlyMap<string, string>): (string | number | null)[] {
  const { id, at, person, organisation, action, subject, detail, address } = entry;
  const name = (of: string | null): string | null => (of === null ? null : (names.get(of) ?? of));
  return [id, at, name(person), person, name(organisation), actionText(action), action, subject, JSON.stringify(detail), address];
}
