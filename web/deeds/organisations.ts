// What an administrator does with organisations: add, change, retire, take up again; one place for the pages and the API.
import { type Actor, note } from "../records/audit.ts";
import { callOf } from "../records/calls.ts";
import { bindInstitute, deliveries } from "../records/deliveries.ts";
import { withdrawInvitation } from "../records/invitations.ts";
import {
  addOrganisation,
  changeOrganisation,
  instituteNamed,
  type Organisation,
  type OrganisationKind,
  organisation,
  setRetired,
} from "../records/organisations.ts";
import { people } from "../records/people.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { closeAccount, openInvitations } from "./people.ts";

interface Facts {
  name: string;
  /** Of an institute alone. */
  shortName: string | null;
}

/** What does not fit, by field; null: all does. */
export function organisationErrors(
  services: Services,
  { kind, shortName }: Facts & { kind: OrganisationKind },
  id: string | null,
): Record<"siglas", string> | null {
  if (kind !== "instituto") return null;
  if (shortName === null) return { siglas: "Faltan las siglas con que las convocatorias nombran al instituto." };
  const other = instituteNamed(services, shortName);
  return other && other.id !== id ? { siglas: `Ya las tiene ${other.name}.` } : null;
}

/** Throws `invalid`; see `organisationErrors`. */
export function makeOrganisation(services: Services, actor: Actor, given: Facts & { kind: OrganisationKind }): Organisation {
  return services.db.transaction(() => {
    refuse(organisationErrors(services, given, null));
    const made = addOrganisation(services, { ...given, shortName: given.kind === "instituto" ? given.shortName : null });
    note(services, actor, "organisation.made", made.id, { kind: made.kind, name: made.name });
    bindWaiting(services, actor, made);
    return made;
  });
}

/** Throws `not-found`, `invalid`. */
export function renameOrganisation(services: Services, actor: Actor, id: string, given: Facts): void {
  services.db.transaction(() => {
    const before = known(services, id);
    refuse(organisationErrors(services, { ...given, kind: before.kind }, id));
    const after = { ...before, name: given.name, shortName: before.kind === "instituto" ? given.shortName : null };
    changeOrganisation(services, after);
    note(services, actor, "organisation.changed", id, { before: [before.name, before.shortName], after: [after.name, after.shortName] });
    bindWaiting(services, actor, after);
  });
}

/** Closes the accounts of an organisation with it; what it handed in stays. Throws `not-found`, `invalid`. */
export function retireOrganisation(services: Services, actor: Actor, id: string): void {
  services.db.transaction(() => {
    const which = known(services, id);
    if (which.kind === "sistema") throw new Problem("invalid", "La organización que administra el sistema no se puede dar de baja.");
    if (which.retiredAt !== null) return;
    for (const member of people(services)) if (member.organisation === id) closeAccount(services, actor, member.id);
    for (const invitation of openInvitations(services)) if (invitation.organisation === id) withdrawInvitation(services, invitation.id);
    setRetired(services, id, true);
    note(services, actor, "organisation.retired", id);
  });
}

/** Its accounts stay closed until each is opened again. Throws `not-found`, `invalid`. */
export function resumeOrganisation(services: Services, actor: Actor, id: string): void {
  services.db.transaction(() => {
    const which = known(services, id);
    if (which.retiredAt === null) return;
    refuse(organisationErrors(services, which, id));
    setRetired(services, id, false);
    note(services, actor, "organisation.resumed", id);
    bindWaiting(services, actor, which);
  });
}

/** Memorias for an institute that nobody had entered yet are its own from now on. */
function bindWaiting(services: Services, actor: Actor, { id, kind, shortName }: Organisation): void {
  if (kind !== "instituto") return;
  for (const delivery of deliveries(services)) {
    if (delivery.institute !== null || callOf(services, delivery.call).institute.value.shortName !== shortName) continue;
    bindInstitute(services, delivery.id, id);
    note(services, actor, "delivery.institute-known", delivery.id, { institute: id });
  }
}

function known(services: Services, id: string): Organisation {
  const found = organisation(services, id);
  if (!found) throw new Problem("not-found");
  return found;
}

function refuse(errors: Record<string, string> | null): void {
  const first = errors && Object.values(errors)[0];
  if (first) throw new Problem("invalid", first);
}
