// Incidents of a delivery as people wrote them, and every change with who, when, why and the value before.
import type { Actor } from "./audit.ts";
import { note } from "./audit.ts";
import { touchDelivery } from "./deliveries.ts";
import { newId, type Records, stamp } from "./records.ts";

/** The columns of an incident record, as the contract names them; a text for each that was filled in. */
export const incidentColumns = [
  "inicio",
  "fin",
  "duracion",
  "tipo",
  "descripcion",
  "causa_raiz",
  "impacto",
  "medidas",
  "efecto",
  "peso",
  "componente",
  "fuente",
] as const;
export type IncidentColumn = (typeof incidentColumns)[number];
export type IncidentFields = Partial<Record<IncidentColumn, string>>;

export interface KeptIncident {
  id: string;
  delivery: string;
  fields: IncidentFields;
  revision: number;
  createdAt: string;
  updatedAt: string;
}

export interface IncidentChange {
  id: number;
  incident: string;
  person: string;
  at: string;
  reason: string | null;
  /** Null: it was not there before. */
  before: IncidentFields | null;
  /** Null: it was taken out. */
  after: IncidentFields | null;
}

const columns = "id, delivery, fields, revision, created_at AS createdAt, updated_at AS updatedAt";
type Row = Omit<KeptIncident, "fields"> & { fields: string };

/** In the order of their beginnings. */
export function incidentsOf({ db }: Records, delivery: string): KeptIncident[] {
  return db
    .all<Row>(
      `SELECT ${columns} FROM incidents WHERE delivery = $delivery AND removed_at IS NULL ORDER BY fields ->> 'inicio', created_at, id`,
      {
        $delivery: delivery,
      },
    )
    .map((row) => ({ ...row, fields: JSON.parse(row.fields) as IncidentFields }));
}

/** One of a delivery; null: it has none of this id. */
export function incidentOf(records: Records, delivery: string, id: string): KeptIncident | null {
  return incidentsOf(records, delivery).find((incident) => incident.id === id) ?? null;
}

/** Adds incidents, all or none; answers their ids. */
export function addIncidents(records: Records, actor: Actor, delivery: string, given: readonly IncidentFields[]): string[] {
  const at = stamp(records);
  return records.db.transaction(() => {
    const ids = given.map((fields) => {
      const id = newId();
      records.db.run("INSERT INTO incidents (id, delivery, fields, created_at, updated_at) VALUES ($id, $delivery, $fields, $at, $at)", {
        $id: id,
        $delivery: delivery,
        $fields: JSON.stringify(fields),
        $at: at,
      });
      noteChange(records, actor, { incident: id, reason: null, before: null, after: fields });
      return id;
    });
    touchDelivery(records, delivery);
    note(records, actor, "incidents.added", delivery, { count: ids.length });
    return ids;
  });
}

/** Puts other fields in the place of those of a revision; false: somebody else has changed it since, or it is gone. */
export function changeIncident(
  records: Records,
  actor: Actor,
  incident: KeptIncident,
  { fields, reason }: { fields: IncidentFields; reason: string | null },
): boolean {
  return records.db.transaction(() => {
    const changed = records.db.run(
      `UPDATE incidents SET fields = $fields, revision = revision + 1, updated_at = $at
       WHERE id = $id AND revision = $revision AND removed_at IS NULL`,
      { $id: incident.id, $revision: incident.revision, $fields: JSON.stringify(fields), $at: stamp(records) },
    );
    if (changed === 0) return false;
    noteChange(records, actor, { incident: incident.id, reason, before: incident.fields, after: fields });
    touchDelivery(records, incident.delivery);
    note(records, actor, "incident.changed", incident.delivery, { incident: incident.id });
    return true;
  });
}

/** Takes one out; it stays in the history. */
export function removeIncident(records: Records, actor: Actor, incident: KeptIncident, reason: string | null): boolean {
  return records.db.transaction(() => {
    const values = { $id: incident.id, $at: stamp(records) };
    if (records.db.run("UPDATE incidents SET removed_at = $at WHERE id = $id AND removed_at IS NULL", values) === 0) return false;
    noteChange(records, actor, { incident: incident.id, reason, before: incident.fields, after: null });
    touchDelivery(records, incident.delivery);
    note(records, actor, "incident.removed", incident.delivery, { incident: incident.id });
    return true;
  });
}

type ChangeRow = Omit<IncidentChange, "before" | "after"> & { before: string | null; after: string | null };

function changeOf(row: ChangeRow): IncidentChange {
  const parsed = (text: string | null): IncidentFields | null => (text === null ? null : (JSON.parse(text) as IncidentFields));
  return { ...row, before: parsed(row.before), after: parsed(row.after) };
}

/** Of one incident, the first change first. */
export function changesOf({ db }: Records, incident: string): IncidentChange[] {
  const values = { $incident: incident };
  return db
    .all<ChangeRow>(
      "SELECT id, incident, person, at, reason, before, after FROM incident_changes WHERE incident = $incident ORDER BY id",
      values,
    )
    .map(changeOf);
}

/** Of all incidents of a delivery, those that were taken out too, the last change first. */
export function changesOfDelivery({ db }: Records, delivery: string): IncidentChange[] {
  return db
    .all<ChangeRow>(
      `SELECT change.id, incident, person, at, reason, before, after FROM incident_changes AS change
       JOIN incidents ON incidents.id = incident WHERE delivery = $delivery ORDER BY change.id DESC`,
      { $delivery: delivery },
    )
    .map(changeOf);
}

function noteChange(records: Records, { person }: Actor, change: Pick<IncidentChange, "incident" | "reason" | "before" | "after">): void {
  records.db.run(
    "INSERT INTO incident_changes (incident, person, at, reason, before, after) VALUES ($incident, $person, $at, $reason, $before, $after)",
    {
      $incident: change.incident,
      $person: person?.id ?? "",
      $at: stamp(records),
      $reason: change.reason,
      $before: change.before && JSON.stringify(change.before),
      $after: change.after && JSON.stringify(change.after),
    },
  );
}
