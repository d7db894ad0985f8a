// What the institute waits for from a difusor: a memoria that it returned, and observations without an answer. Nobody is told by mail, so every page and the API tell it.
import type { Delivery } from "../records/deliveries.ts";
import { deliveriesFor } from "../records/deliveries.ts";
import { observationsOf } from "../records/observations.ts";
import type { Person } from "../records/people.ts";
import type { Records } from "../records/records.ts";
import { lastVersion } from "../records/versions.ts";

export interface Waiting {
  /** The version that was returned, why and when; null: none is. */
  returned: { version: number; reason: string | null; at: string } | null;
  /** Observations that are neither answered nor settled. */
  observations: number;
}

export function waitingOf(records: Records, { id, state }: Pick<Delivery, "id" | "state">): Waiting {
  const version = state === "devuelta" ? lastVersion(records, id) : null;
  const observations = observationsOf(records, id).filter(({ answer, closedAt }) => answer === null && closedAt === null).length;
  const returned =
    version === null || version.decidedAt === null ? null : { version: version.number, reason: version.reason, at: version.decidedAt };
  return { returned, observations };
}

/** Of how many memorias the institute waits for something from this person's organisation; 0 for who is no difusor. */
export function memoriasWaiting(records: Records, person: Person | null): number {
  if (person?.role !== "difusor") return 0;
  return deliveriesFor(records, person).filter((delivery) => {
    const { returned, observations } = waitingOf(records, delivery);
    return returned !== null || observations > 0;
  }).length;
}
