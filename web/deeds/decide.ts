// The institute's decision on the last version: accepted or returned, once, by whoever is first.
import { type Actor, note } from "../records/audit.ts";
import type { Delivery } from "../records/deliveries.ts";
import { decideVersion, lastVersion, type Version, versionsOf } from "../records/versions.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

export interface Decision {
  number: number;
  state: "aceptada" | "devuelta";
  reason: string | null;
}

/** `again`: this person has decided just this before. `late`: somebody else decided, or there is a newer version; nothing was written. */
export type DecisionResult = "done" | "again" | { late: Version };

/** Throws Problem `not-found` for a version that is not there, `invalid` for a return without its reason. */
export function decide(services: Services, actor: Actor, of: Delivery, { number, state, reason }: Decision): DecisionResult {
  const wanted = versionsOf(services, of.id).find((version) => version.number === number);
  if (!wanted) throw new Problem("not-found");
  if (state === "devuelta" && reason === null) throw new Problem("invalid", "Falta el motivo: el difusor debe saber qué corregir.");
  const person = actor.person?.id ?? "";
  return services.db.transaction(() => {
    if (decideVersion(services, { delivery: of.id, number, state, person, reason })) {
      const action = state === "aceptada" ? "delivery.accepted" : "delivery.returned";
      note(services, actor, action, of.id, { version: number, ...(reason !== null && { reason }) });
      return "done";
    }
    const now = versionsOf(services, of.id).find((version) => version.number === number) ?? wanted;
    if (now.state === state && now.decidedBy === person && now.reason === reason) return "again";
    return { late: lastVersion(services, of.id) ?? now };
  });
}
