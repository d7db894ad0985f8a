// Organisations: difusores, institutes, planning offices, and the one that keeps the system.
import { newId, type Records, stamp } from "./records.ts";

export type OrganisationKind = "sistema" | "difusor" | "instituto" | "planeacion";

export interface Organisation {
  id: string;
  kind: OrganisationKind;
  name: string;
  /** Of an institute, the one by which its calls name it (IEM). */
  shortName: string | null;
  createdAt: string;
  retiredAt: string | null;
}

const columns = "id, kind, name, short_name AS shortName, created_at AS createdAt, retired_at AS retiredAt";

export function addOrganisation(records: Records, given: Pick<Organisation, "kind" | "name" | "shortName">): Organisation {
  const added = { id: newId(), ...given, createdAt: stamp(records), retiredAt: null };
  records.db.run("INSERT INTO organisations (id, kind, name, short_name, created_at) VALUES ($id, $kind, $name, $shortName, $createdAt)", {
    $id: added.id,
    $kind: added.kind,
    $name: added.name,
    $shortName: added.shortName,
    $createdAt: added.createdAt,
  });
  return added;
}

export function organisation({ db }: Records, id: string): Organisation | null {
  return db.get<Organisation>(`SELECT ${columns} FROM organisations WHERE id = $id`, { $id: id });
}

export function organisations({ db }: Records): Organisation[] {
  return db.all<Organisation>(`SELECT ${columns} FROM organisations ORDER BY kind, name`);
}

/** The institute that a call names; null: none of that name is known. */
export function instituteNamed({ db }: Records, shortName: string): Organisation | null {
  const values = { $name: shortName };
  return db.get<Organisation>(
    `SELECT ${columns} FROM organisations WHERE kind = 'instituto' AND short_name = $name AND retired_at IS NULL`,
    values,
  );
}

export function changeOrganisation({ db }: Records, { id, name, shortName }: Pick<Organisation, "id" | "name" | "shortName">): void {
  db.run("UPDATE organisations SET name = $name, short_name = $shortName WHERE id = $id", { $id: id, $name: name, $shortName: shortName });
}

/** `retired` false: it is at work again. */
export function setRetired(records: Records, id: string, retired: boolean): void {
  records.db.run("UPDATE organisations SET retired_at = $at WHERE id = $id", { $id: id, $at: retired ? stamp(records) : null });
}
