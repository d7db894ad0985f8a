// What an administrator does with accounts: invite, renew a password, close and open an account; one place for the pages and the API.
import { type Actor, note } from "../records/audit.ts";
import { type Invitation, invitations, invite, withdrawInvitation, withdrawLinksOf } from "../records/invitations.ts";
import { organisation } from "../records/organisations.ts";
import { administratorCount, disablePerson, enablePerson, kindOfRole, type Person, person, type Role, roles } from "../records/people.ts";
import { stamp } from "../records/records.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

/** A link that is told once. */
export interface NewLink {
  id: string;
  link: string;
}

/** The role of an organisation's people follows from its kind. */
export function roleOf(kind: string): Role {
  const found = roles.find((role) => kindOfRole[role] === kind);
  if (!found) throw new Error(`no role for organisations of the kind ${kind}`);
  return found;
}

/** Throws `invalid` where the organisation is not there or has ended. */
export function inviteTo(services: Services, actor: Actor, given: { organisation: string; email: string | null }): NewLink {
  const host = organisation(services, given.organisation);
  if (!host || host.retiredAt !== null) throw new Problem("invalid", "La organización no existe o está dada de baja.");
  const role = roleOf(host.kind);
  return services.db.transaction(() => {
    const { secret, id } = invite(services, { organisation: host.id, role, email: given.email, createdBy: actor.person?.id ?? null });
    note(services, actor, "invitation.made", id, { organisation: host.id, role });
    return { id, link: linkOf(services, secret) };
  });
}

/** Throws `not-found`: there is none of this id that is still open. */
export function takeBackInvitation(services: Services, actor: Actor, id: string): void {
  services.db.transaction(() => {
    if (!withdrawInvitation(services, id)) throw new Problem("not-found");
    note(services, actor, "invitation.withdrawn", id);
  });
}

/** Those that can still be used, the newest first. */
export function openInvitations(services: Services): Invitation[] {
  const now = stamp(services);
  return invitations(services).filter((each) => each.usedAt === null && each.withdrawnAt === null && each.expiresAt > now);
}

/** A link by which the person chooses a new password; earlier ones are worth nothing then. Throws `not-found`, `invalid`. */
export function linkForNewPassword(services: Services, actor: Actor, id: string): NewLink {
  const whose = someone(services, id);
  if (whose.disabledAt !== null) throw new Problem("invalid", "La cuenta está cerrada: primero se abre de nuevo.");
  return services.db.transaction(() => {
    withdrawLinksOf(services, id);
    const made = invite(services, {
      organisation: whose.organisation,
      role: whose.role,
      email: whose.email,
      createdBy: actor.person?.id ?? null,
      person: id,
    });
    note(services, actor, "password.link-made", id);
    return { id: made.id, link: linkOf(services, made.secret) };
  });
}

/** Throws `not-found`, and `invalid` where nobody could administer the system any more. */
export function closeAccount(services: Services, actor: Actor, id: string): void {
  services.db.transaction(() => {
    const whose = someone(services, id);
    if (whose.disabledAt !== null) return;
    if (whose.id === actor.person?.id) throw new Problem("invalid", "La cuenta propia no se puede cerrar; otra persona puede hacerlo.");
    if (whose.role === "administrador" && administratorCount(services) === 1)
      throw new Problem("invalid", "Es la única cuenta de administración abierta: cerrarla dejaría el sistema sin quien lo administre.");
    disablePerson(services, id);
    withdrawLinksOf(services, id);
    note(services, actor, "person.disabled", id);
  });
}

/** Throws `not-found`, and `invalid` where the person's organisation has ended. */
export function reopenAccount(services: Services, actor: Actor, id: string): void {
  services.db.transaction(() => {
    const whose = someone(services, id);
    if (whose.disabledAt === null) return;
    if (organisation(services, whose.organisation)?.retiredAt !== null)
      throw new Problem("invalid", "Su organización está dada de baja: primero se reactiva la organización.");
    enablePerson(services, id);
    note(services, actor, "person.enabled", id);
  });
}

function someone(services: Services, id: string): Person {
  const found = person(services, id);
  if (!found) throw new Problem("not-found");
  return found;
}

function linkOf({ origin }: Services, secret: string): string {
  return `${origin}/invitacion/${secret}`;
}
