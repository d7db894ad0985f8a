// A reviewer brings a difusor into a call: its organisation, its delivery in preparation, and a link by which its people come in.
import { type Actor, note } from "../records/audit.ts";
import { referenceOf } from "../records/calls.ts";
import { addDelivery, type Delivery, deliveries, deliveriesFor } from "../records/deliveries.ts";
import { invite } from "../records/invitations.ts";
import { addOrganisation, type Organisation, organisation, organisations } from "../records/organisations.ts";
import type { Person } from "../records/people.ts";
import type { Read } from "../routes/forms.ts";
import type { Services } from "../services.ts";
import { callFor, callIdOf } from "./boards.ts";

export interface DifusorInvitation {
  organisation: Organisation;
  delivery: Delivery;
  /** Null: the organisation works for other institutes too, so that only its own people and the administrator let others in. */
  link: string | null;
}

/** Difusores that have or had a delivery for the reviewer's institute. */
export function knownDifusores(services: Services, person: Pick<Person, "role" | "organisation">): Organisation[] {
  const own = new Set(deliveriesFor(services, person).map((delivery) => delivery.organisation));
  return organisations(services).filter(({ id, retiredAt }) => own.has(id) && retiredAt === null);
}

export interface InvitationForm {
  /** Id of a known difusor; empty: a new one of this name. */
  difusor: string;
  nombre: string;
  correo: string | null;
}

/** What is wrong is told by field; asked twice, the difusor and its delivery are there once. */
export function inviteDifusor(
  services: Services,
  actor: Actor,
  person: Person,
  callId: string,
  form: InvitationForm,
): Read<DifusorInvitation> {
  const call = callFor(services, person, callId);
  const known = knownDifusores(services, person);
  const chosen = known.find(({ id }) => id === form.difusor) ?? null;
  if (form.difusor !== "" && chosen === null) return { ok: false, errors: { difusor: "No es uno de los difusores de la lista." } };
  if (chosen === null && form.nombre === "") return { ok: false, errors: { nombre: "Falta el nombre, o elegir uno de la lista." } };
  const sameName = known.find(({ name }) => name.toLocaleLowerCase("es") === form.nombre.toLocaleLowerCase("es"));
  if (chosen === null && sameName) return { ok: false, errors: { nombre: "Ya hay un difusor con este nombre: se elige de la lista." } };
  return services.db.transaction(() => {
    const host = chosen ?? addOrganisation(services, { kind: "difusor", name: form.nombre, shortName: null });
    const there = deliveries(services).find((each) => each.organisation === host.id && callIdOf(each) === callId);
    const delivery = there ?? addDelivery(services, { organisation: host.id, institute: person.organisation, call: referenceOf(call) });
    const isOwn = deliveries(services).every((each) => each.organisation !== host.id || each.institute === person.organisation);
    const guest = { organisation: host.id, role: "difusor", email: form.correo, createdBy: person.id } as const;
    const link = isOwn ? `${services.origin}/invitacion/${invite(services, guest).secret}` : null;
    note(services, actor, "difusor.invited", delivery.id, {
      organisation: host.id,
      call: callId,
      isNew: chosen === null,
      hasLink: link !== null,
    });
    return { ok: true, value: { organisation: organisation(services, host.id) ?? host, delivery, link } };
  });
}
