// Incidents: checked by the rules of a file of --incidents, added, changed, taken out, and read from a table.
import { type IncidentRecord, isoInZone, readIncidents, UserError } from "../../ingest/index.ts";
import { requestAnalysis } from "../jobs/analyze.ts";
import type { Actor } from "../records/audit.ts";
import { note } from "../records/audit.ts";
import { callOf } from "../records/calls.ts";
import { type Delivery, delivery as deliveryOfId, saveSettings } from "../records/deliveries.ts";
import {
  addIncidents,
  changeIncident,
  type IncidentColumn,
  type IncidentFields,
  incidentColumns,
  incidentOf,
  incidentsOf,
  removeIncident,
} from "../records/incidents.ts";
import type { Read } from "../routes/forms.ts";
import { Problem, type Saying } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { requireChangeable } from "./changeable.ts";

/** What stands in for a cell that was refused, so that the other cells are checked too. */
const stand: Readonly<Record<string, string>> = { inicio: "2000-01-01T00:00", tipo: "otro", descripcion: "x", efecto: "ninguno" };

/** The fields as they are kept, their times with offset; or what is wrong, field by field. */
async function checkIncident(given: IncidentFields, timeZone: string): Promise<Read<IncidentFields>> {
  const errors: Record<string, string> = {};
  const row: IncidentFields = { ...given };
  for (let round = 0; round <= incidentColumns.length; round++) {
    const { record, refusal } = await readOne(row, timeZone);
    if (record) return round === 0 ? { ok: true, value: fieldsOf(record, timeZone) } : { ok: false, errors };
    const column = incidentColumns.find((name) => name === refusal?.column) ?? "inicio";
    errors[column] ??= refusal?.message ?? "No se entiende.";
    row[column] = stand[column] ?? "";
    if (column === "inicio" || column === "fin") Object.assign(row, { fin: "", duracion: "" });
  }
  return { ok: false, errors };
}

interface OneRead {
  record: IncidentRecord | null;
  refusal: { column: string; message: string } | null;
}

async function readOne(row: IncidentFields, timeZone: string): Promise<OneRead> {
  try {
    const bytes = Buffer.from(JSON.stringify([{ ...blank, ...row }]));
    const { incidents, refused } = await readIncidents(bytes, { file: "formulario", timeZone });
    const [record = null] = incidents;
    const facts = refused[0]?.facts;
    return { record, refusal: facts ? { column: facts.column, message: `Se esperaba ${facts.expected}.` } : null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const value = error.code === "table-date-order" ? (error.facts as { value: string }).value : "";
    const column = incidentColumns.find((name) => value !== "" && row[name]?.startsWith(value)) ?? "inicio";
    return { record: null, refusal: { column, message: "Se esperaba una fecha como 2024-12-08T20:00 o 08/12/2024 20:00." } };
  }
}

/** Every required column is there, so that a row without a value is told by its column. */
const blank: IncidentFields = { inicio: "", tipo: "", descripcion: "", efecto: "" };

/** A record as its columns hold it. */
function fieldsOf(record: IncidentRecord, timeZone: string): IncidentFields {
  const all: Record<IncidentColumn, string | null> = {
    inicio: isoInZone(record.startSecond, timeZone),
    fin: record.endSecond === null ? null : isoInZone(record.endSecond, timeZone),
    duracion: null,
    tipo: record.type,
    descripcion: record.description,
    causa_raiz: record.rootCause,
    impacto: record.impact,
    medidas: record.measures,
    efecto: record.effect,
    peso: record.weight === null ? null : String(record.weight),
    componente: record.component,
    fuente: record.source,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)) as IncidentFields;
}

/** The columns of a form, and nothing else that it may have. */
export function incidentFieldsOf(form: Record<string, unknown>): IncidentFields {
  const fields: IncidentFields = {};
  for (const name of incidentColumns) {
    const value = form[name];
    if (typeof value === "string" && value.trim() !== "") fields[name] = value.trim();
  }
  return fields;
}

export interface ReadTable {
  good: IncidentFields[];
  /** Good rows that are kept already, word for word. */
  known: number;
  /** A sentence for each bad row, and for what was read otherwise than as written. */
  bad: Saying[];
  notes: string[];
}

/** Throws the UserError of a file that is no such table. */
export async function readIncidentTable(services: Services, of: Delivery, file: { name: string; content: Buffer }): Promise<ReadTable> {
  const timeZone = callOf(services, of.call).timeZone.value;
  const { incidents, refused, notes } = await readIncidents(file.content, { file: file.name, timeZone });
  const all = incidents.map((record) => fieldsOf(record, timeZone));
  const good = newOnes(services, of, all);
  return { good, known: all.length - good.length, bad: refused, notes };
}

/** Without those that are kept already: a table that is taken twice adds nothing the second time. */
function newOnes(services: Services, of: Delivery, given: readonly IncidentFields[]): IncidentFields[] {
  const key = (fields: IncidentFields): string => JSON.stringify(incidentColumns.map((name) => fields[name] ?? ""));
  const kept = new Set(incidentsOf(services, of.id).map(({ fields }) => key(fields)));
  return given.filter((fields) => !kept.has(key(fields)));
}

/** Takes the rows of a table that was shown before; answers how many were new. Throws Problem `invalid` where one does not hold. */
export async function takeIncidents(services: Services, actor: Actor, of: Delivery, rows: readonly IncidentFields[]): Promise<number> {
  requireChangeable(services, of);
  const timeZone = callOf(services, of.call).timeZone.value;
  const checked: IncidentFields[] = [];
  for (const row of rows) {
    const read = await checkIncident(row, timeZone);
    if (!read.ok) throw new Problem("invalid", `Un renglón no es válido: ${Object.values(read.errors)[0] ?? ""}`);
    checked.push(read.value);
  }
  const added = newOnes(services, of, checked);
  if (added.length === 0) return 0;
  addIncidents(services, actor, of.id, added);
  requestAnalysis(services, of.id, actor.person?.id ?? null);
  return added.length;
}

/** Answers its id, or what is wrong with it. */
export async function addIncident(services: Services, actor: Actor, of: Delivery, given: IncidentFields): Promise<Read<string>> {
  requireChangeable(services, of);
  const read = await checkIncident(given, callOf(services, of.call).timeZone.value);
  if (!read.ok) return read;
  const [id = ""] = addIncidents(services, actor, of.id, [read.value]);
  requestAnalysis(services, of.id, actor.person?.id ?? null);
  return { ok: true, value: id };
}

export interface IncidentEdit {
  id: string;
  /** The one that its editor saw. */
  revision: number;
  fields: IncidentFields;
  reason: string | null;
}

/** `conflict`: somebody else has changed it since; nothing was written. Throws Problem `not-found`. */
export async function editIncident(
  services: Services,
  actor: Actor,
  of: Delivery,
  { id, revision, fields, reason }: IncidentEdit,
): Promise<Read<"done" | "conflict">> {
  requireChangeable(services, of);
  const there = incidentOf(services, of.id, id);
  if (!there) throw new Problem("not-found");
  const read = await checkIncident(fields, callOf(services, of.call).timeZone.value);
  if (!read.ok) return read;
  if (!changeIncident(services, actor, { ...there, revision }, { fields: read.value, reason })) return { ok: true, value: "conflict" };
  requestAnalysis(services, of.id, actor.person?.id ?? null);
  return { ok: true, value: "done" };
}

/** Throws Problem `not-found`. */
export function dropIncident(services: Services, actor: Actor, of: Delivery, id: string, reason: string | null): void {
  requireChangeable(services, of);
  const there = incidentOf(services, of.id, id);
  if (!there || !removeIncident(services, actor, there, reason)) throw new Problem("not-found");
  requestAnalysis(services, of.id, actor.person?.id ?? null);
}

/** That the list of incidents is complete for the period, or no longer said to be. */
export function declareComplete(services: Services, actor: Actor, of: Delivery, isComplete: boolean): void {
  requireChangeable(services, of);
  services.db.transaction(() => {
    const settings = deliveryOfId(services, of.id)?.settings ?? of.settings;
    saveSettings(services, of.id, { ...settings, statementComplete: isComplete });
    note(services, actor, isComplete ? "incidents.declared-complete" : "incidents.declaration-withdrawn", of.id);
  });
  requestAnalysis(services, of.id, actor.person?.id ?? null);
}
