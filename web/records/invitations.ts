// Invitations: a link that lets one person make an account, or choose a new password, once, until it expires; the first administrator comes in the same way.
import { hashOf, newSecret } from "../auth/secrets.ts";
import { addPerson, changePassword, type Person, person, type Role } from "./people.ts";
import { later, newId, type Records, stamp } from "./records.ts";

export const invitationDays = 14;

export interface Invitation {
  id: string;
  organisation: string;
  role: Role;
  /** The address it was meant for; null: the guest gives one. */
  email: string | null;
  createdBy: string | null;
  createdAt: string;
  expiresAt: string;
  usedAt: string | null;
  withdrawnAt: string | null;
  /** Whose new password it is for; null: it makes an account. */
  person: string | null;
}

const columns =
  "id, organisation, role, email, created_by AS createdBy, created_at AS createdAt, expires_at AS expiresAt, used_at AS usedAt, withdrawn_at AS withdrawnAt, person";

/** The secret is told once, here, and kept as a hash. */
export function invite(
  records: Records,
  given: Pick<Invitation, "organisation" | "role" | "email" | "createdBy"> & { person?: string },
): { secret: string; id: string } {
  const secret = newSecret();
  const id = newId();
  records.db.run(
    `INSERT INTO invitations (id, token_hash, organisation, role, email, created_by, created_at, expires_at, person)
     VALUES ($id, $hash, $organisation, $role, $email, $createdBy, $at, $until, $person)`,
    {
      $id: id,
      $hash: hashOf(secret),
      $organisation: given.organisation,
      $role: given.role,
      $email: given.email,
      $createdBy: given.createdBy,
      $at: stamp(records),
      $until: later(records, invitationDays * 86_400),
      $person: given.person ?? null,
    },
  );
  return { secret, id };
}

/** The invitation of a link; null: there is none, or it is used, withdrawn or out of date. */
export function openInvitation(records: Records, secret: string): Invitation | null {
  return records.db.get<Invitation>(
    `SELECT ${columns} FROM invitations WHERE token_hash = $hash AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > $now`,
    { $hash: hashOf(secret), $now: stamp(records) },
  );
}

/** Every invitation, the newest first. */
export function invitations({ db }: Records): Invitation[] {
  return db.all<Invitation>(`SELECT ${columns} FROM invitations ORDER BY created_at DESC`);
}

export function withdrawInvitation(records: Records, id: string): boolean {
  const values = { $id: id, $at: stamp(records) };
  return (
    records.db.run("UPDATE invitations SET withdrawn_at = $at WHERE id = $id AND used_at IS NULL AND withdrawn_at IS NULL", values) > 0
  );
}

/** Takes back every open link of a person: one that renews a password is worth nothing once the account is closed or has a newer link. */
export function withdrawLinksOf(records: Records, id: string): void {
  records.db.run("UPDATE invitations SET withdrawn_at = $at WHERE person = $id AND used_at IS NULL AND withdrawn_at IS NULL", {
    $id: id,
    $at: stamp(records),
  });
}

/** Gives the person of the link a new password and uses the link up, both or neither; null: somebody used it a moment ago. */
export function renewPassword(records: Records, invitation: Invitation, passwordHash: string): Person | null {
  return records.db.transaction(() => {
    const whose = invitation.person === null ? null : person(records, invitation.person);
    if (!whose || whose.disabledAt !== null || !useUp(records, invitation)) return null;
    records.db.run("UPDATE invitations SET used_by = $person WHERE id = $id", { $id: invitation.id, $person: whose.id });
    changePassword(records, whose.id, passwordHash, null);
    return whose;
  });
}

function useUp(records: Records, { id }: Invitation): boolean {
  const values = { $id: id, $at: stamp(records) };
  return records.db.run("UPDATE invitations SET used_at = $at WHERE id = $id AND used_at IS NULL AND withdrawn_at IS NULL", values) > 0;
}

/** Makes the guest's account and uses the link up, both or neither; null: somebody used it a moment ago, or the address is taken. */
export function acceptInvitation(
  records: Records,
  invitation: Invitation,
  given: { name: string; email: string; passwordHash: string },
): Person | null {
  return records.db.transaction(() => {
    if (records.db.get("SELECT 1 FROM people WHERE email = $email", { $email: given.email })) return null;
    if (!useUp(records, invitation)) return null;
    const guest = addPerson(records, { ...given, organisation: invitation.organisation, role: invitation.role });
    records.db.run("UPDATE invitations SET used_by = $person WHERE id = $id", { $id: invitation.id, $person: guest.id });
    return guest;
  });
}
