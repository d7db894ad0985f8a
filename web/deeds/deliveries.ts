// Beginning a delivery: one for each organisation and call.
import { type Actor, note } from "../records/audit.ts";
import { knownCalls, referenceOf } from "../records/calls.ts";
import { addDelivery, type Delivery, deliveries } from "../records/deliveries.ts";
import { instituteNamed } from "../records/organisations.ts";
import type { Person } from "../records/people.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

/** The delivery of the person's organisation for a call of this reference or id, and whether it was there before. */
export function beginDelivery(services: Services, actor: Actor, person: Person, wanted: string): { delivery: Delivery; isNew: boolean } {
  // Looked up among those that are known, and never opened by its name: a name from outside could be a file's.
  const call = knownCalls(services).find((known) => known.id === wanted || referenceOf(known) === wanted);
  if (!call) throw new Problem("invalid", "Falta elegir una de las convocatorias de la lista.");
  return services.db.transaction(() => {
    const there = deliveryFor(services, person.organisation, call.id);
    if (there) return { delivery: there, isNew: false };
    const institute = instituteNamed(services, call.institute.value.shortName)?.id ?? null;
    const begun = addDelivery(services, { organisation: person.organisation, institute, call: referenceOf(call) });
    note(services, actor, "delivery.begun", begun.id, { call: begun.call });
    return { delivery: begun, isNew: true };
  });
}

/** An organisation's delivery for any version of a call. */
function deliveryFor(services: Services, organisation: string, callId: string): Delivery | null {
  return deliveries(services).find((each) => each.organisation === organisation && each.call.split("@")[0] === callId) ?? null;
}
