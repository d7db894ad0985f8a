// Deliveries: one memoria of one difusor for one call, from its preparation to the institute's decision.
import { z } from "zod";
import type { Person } from "./people.ts";
import { newId, type Records, stamp } from "./records.ts";

export type DeliveryState = "preparacion" | "entregada" | "aceptada" | "devuelta";

/** What a difusor declares of its delivery beside incidents and texts. Local times as the call writes them: YYYY-MM-DDTHH:MM. */
export const settingsSchema = z.object({
  windowStart: z.string().nullable().default(null),
  windowEnd: z.string().nullable().default(null),
  statementComplete: z.boolean().default(false),
  scope: z.array(z.string()).default([]),
  internal: z.array(z.string()).default([]),
  trustedProxies: z.array(z.string()).default([]),
  resultPath: z.string().nullable().default(null),
});
export type DeliverySettings = z.infer<typeof settingsSchema>;

export interface Delivery {
  /** Its name in the store too. */
  id: string;
  organisation: string;
  /** The institute it is for; null: none of that name is known yet. */
  institute: string | null;
  /** `ID@VERSION` of the call. */
  call: string;
  state: DeliveryState;
  settings: DeliverySettings;
  /** Goes up with every change of what the memoria is made from. */
  revision: number;
  createdAt: string;
  updatedAt: string;
}

const columns = "id, organisation, institute, call, state, settings, revision, created_at AS createdAt, updated_at AS updatedAt";

type Row = Omit<Delivery, "settings"> & { settings: string };

function delivered(row: Row): Delivery {
  return { ...row, settings: settingsSchema.parse(JSON.parse(row.settings)) };
}

export function addDelivery(records: Records, given: Pick<Delivery, "organisation" | "institute" | "call">): Delivery {
  const id = newId();
  const values = { $id: id, $organisation: given.organisation, $institute: given.institute, $call: given.call, $at: stamp(records) };
  records.db.run(
    `INSERT INTO deliveries (id, organisation, institute, call, state, settings, created_at, updated_at)
     VALUES ($id, $organisation, $institute, $call, 'preparacion', '{}', $at, $at)`,
    values,
  );
  const added = delivery(records, id);
  if (!added) throw new Error("a delivery that was just added is gone");
  return added;
}

export function delivery({ db }: Records, id: string): Delivery | null {
  const row = db.get<Row>(`SELECT ${columns} FROM deliveries WHERE id = $id AND deleted_at IS NULL`, { $id: id });
  return row && delivered(row);
}

export function deliveries({ db }: Records): Delivery[] {
  return db.all<Row>(`SELECT ${columns} FROM deliveries WHERE deleted_at IS NULL ORDER BY created_at DESC`).map(delivered);
}

/** Whether a person may see a delivery: its own difusor's, its own institute's, and what was handed in for planners. The one place that says so. */
function mayReach(person: Pick<Person, "role" | "organisation">, { organisation, institute, state }: Delivery): boolean {
  switch (person.role) {
    case "difusor":
      return person.organisation === organisation;
    case "revisor":
      return person.organisation === institute;
    case "planeador":
      return state === "entregada" || state === "aceptada";
    case "administrador":
      return true;
  }
}

/** A delivery by its id, as a person may reach it; null: there is none of that id for them. */
export function deliveryOf(records: Records, visitor: Person | null, id: string | undefined): Delivery | null {
  const found = id === undefined || visitor === null ? null : delivery(records, id);
  return found && visitor && mayReach(visitor, found) ? found : null;
}

/** Those that a person may reach, the newest first. */
export function deliveriesFor(records: Records, person: Pick<Person, "role" | "organisation">): Delivery[] {
  return deliveries(records).filter((each) => mayReach(person, each));
}

/** Whether its difusor may change it now: what was handed in and not returned stands as it is, until a new version is begun. */
export function isOpen({ state }: Pick<Delivery, "state">): boolean {
  return state !== "aceptada";
}

/** Notes that what the memoria is made from has changed. */
export function touchDelivery(records: Records, id: string): void {
  const values = { $id: id, $at: stamp(records) };
  records.db.run("UPDATE deliveries SET revision = revision + 1, updated_at = $at WHERE id = $id", values);
}

export function saveSettings(records: Records, id: string, settings: DeliverySettings): void {
  records.db.run("UPDATE deliveries SET settings = $settings WHERE id = $id", { $id: id, $settings: JSON.stringify(settings) });
  touchDelivery(records, id);
}

export function setState(records: Records, id: string, state: DeliveryState): void {
  const values = { $id: id, $state: state, $at: stamp(records) };
  records.db.run("UPDATE deliveries SET state = $state, updated_at = $at WHERE id = $id", values);
}

/** The institute of a delivery that had none yet. */
export function bindInstitute(records: Records, id: string, institute: string): void {
  records.db.run("UPDATE deliveries SET institute = $institute WHERE id = $id AND institute IS NULL", { $id: id, $institute: institute });
}
