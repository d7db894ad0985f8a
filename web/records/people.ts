// Accounts: who may enter, with which role, for which organisation.
import { newId, type Records, stamp } from "./records.ts";

export const roles = ["difusor", "revisor", "planeador", "administrador"] as const;
export type Role = (typeof roles)[number];

/** The kind of organisation whose people have a role. */
export const kindOfRole = {
  difusor: "difusor",
  revisor: "instituto",
  planeador: "planeacion",
  administrador: "sistema",
} as const satisfies Record<Role, string>;

export interface Person {
  id: string;
  organisation: string;
  role: Role;
  name: string;
  email: string;
  createdAt: string;
  disabledAt: string | null;
}

const columns = "id, organisation, role, name, email, created_at AS createdAt, disabled_at AS disabledAt";

/** Throws what SQLite throws where the address is taken. */
export function addPerson(
  records: Records,
  given: Pick<Person, "organisation" | "role" | "name" | "email"> & { passwordHash: string },
): Person {
  const { passwordHash, ...person } = given;
  const added = { id: newId(), ...person, createdAt: stamp(records), disabledAt: null };
  records.db.run(
    `INSERT INTO people (id, organisation, role, name, email, password_hash, created_at)
     VALUES ($id, $organisation, $role, $name, $email, $hash, $at)`,
    {
      $id: added.id,
      $organisation: added.organisation,
      $role: added.role,
      $name: added.name,
      $email: added.email,
      $hash: passwordHash,
      $at: added.createdAt,
    },
  );
  return added;
}

export function person({ db }: Records, id: string): Person | null {
  return db.get<Person>(`SELECT ${columns} FROM people WHERE id = $id`, { $id: id });
}

export function people({ db }: Records): Person[] {
  return db.all<Person>(`SELECT ${columns} FROM people ORDER BY name`);
}

/** Whether there is any account yet. */
export function isEmpty({ db }: Records): boolean {
  return db.get("SELECT 1 FROM people LIMIT 1") === null;
}

/** The account of an e-mail address with its password's hash; null: there is none. */
export function accountOf({ db }: Records, email: string): (Person & { passwordHash: string }) | null {
  return db.get(`SELECT ${columns}, password_hash AS passwordHash FROM people WHERE email = $email`, { $email: email });
}

/** Takes the right to enter, and every session and token with it. */
export function disablePerson(records: Records, id: string): void {
  const values = { $id: id, $at: stamp(records) };
  records.db.transaction(() => {
    records.db.run("UPDATE people SET disabled_at = $at WHERE id = $id AND disabled_at IS NULL", values);
    records.db.run("UPDATE sessions SET revoked_at = $at WHERE person = $id AND revoked_at IS NULL", values);
    records.db.run("UPDATE api_tokens SET revoked_at = $at WHERE person = $id AND revoked_at IS NULL", values);
  });
}

export function enablePerson({ db }: Records, id: string): void {
  db.run("UPDATE people SET disabled_at = NULL WHERE id = $id", { $id: id });
}

/** A new password ends every other session of the person. */
export function changePassword(records: Records, id: string, passwordHash: string, keptSession: string | null): void {
  records.db.transaction(() => {
    records.db.run("UPDATE people SET password_hash = $hash WHERE id = $id", { $id: id, $hash: passwordHash });
    records.db.run("UPDATE sessions SET revoked_at = $at WHERE person = $id AND revoked_at IS NULL AND id IS NOT $kept", {
      $id: id,
      $at: stamp(records),
      $kept: keptSession,
    });
  });
}

/** How many may still enter as administrators. */
export function administratorCount({ db }: Records): number {
  return db.get<{ n: number }>("SELECT count(*) AS n FROM people WHERE role = 'administrador' AND disabled_at IS NULL")?.n ?? 0;
}
