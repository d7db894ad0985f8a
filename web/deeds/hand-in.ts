// Asking for a preview, and handing in.
import { requestDraft } from "../jobs/draft.ts";
import { type Actor, note } from "../records/audit.ts";
import type { Delivery } from "../records/deliveries.ts";
import { addJob } from "../records/jobs.ts";
import { lastVersion } from "../records/versions.ts";
import { Problem, type Saying } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { isBeingHandedIn, requireChangeable } from "./changeable.ts";
import { checkRegistration } from "./texts.ts";

/** The number that the next version gets. */
export function nextNumber(services: Services, of: Pick<Delivery, "id">): number {
  return (lastVersion(services, of.id)?.number ?? 0) + 1;
}

/** What stands in the way of any memoria; null: nothing. */
export async function obstacle(services: Services, of: Delivery): Promise<Saying[] | null> {
  if (services.store.catalog.files(of.id).length === 0) return ["Falta al menos una bitácora de acceso."];
  const { refusal } = await checkRegistration(services, of);
  return refusal === null ? null : ["En los datos de registro hay un renglón que no se entiende.", refusal];
}

/** Throws Problem `invalid` where no memoria can be made. */
export async function askDraft(services: Services, actor: Actor, of: Delivery): Promise<void> {
  const found = await obstacle(services, of);
  if (found !== null) throw new Problem("invalid", found);
  requestDraft(services, of.id, actor.person?.id ?? null);
}

/**
 * Hands in as the version `number`; asked twice, it is done once, as the number is then taken. Answers whether it was asked for anew.
 * Throws Problem `closed`, `invalid`, or `conflict` where somebody else handed in after the form was opened.
 */
export async function handIn(services: Services, actor: Actor, of: Delivery, number: number): Promise<boolean> {
  if (number < nextNumber(services, of) || isBeingHandedIn(services, of.id)) return false;
  requireChangeable(services, of);
  if (number !== nextNumber(services, of)) throw new Problem("conflict", "La versión que se pide entregar no es la siguiente.");
  const found = await obstacle(services, of);
  if (found !== null) throw new Problem("invalid", found);
  services.db.transaction(() => {
    if (isBeingHandedIn(services, of.id)) return;
    // Whole seconds, as the memoria prints them.
    const at = new Date(Math.floor(services.now().getTime() / 1000) * 1000).toISOString();
    addJob(services, {
      delivery: of.id,
      kind: "hand-in",
      payload: { number, at, address: actor.address },
      person: actor.person?.id ?? null,
    });
    note(services, actor, "delivery.hand-in-asked", of.id, { version: number });
  });
  services.queue.wake();
  return true;
}
