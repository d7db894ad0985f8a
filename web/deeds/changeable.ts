// Whether a delivery may be changed just now: the one place that says so to whoever tries.
import { type Delivery, isOpen } from "../records/deliveries.ts";
import { openJobs } from "../records/jobs.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

/** While it is being handed in it stands still, so that what is frozen is what was there when the button was pressed. */
export function isBeingHandedIn(services: Services, delivery: string): boolean {
  return openJobs(services, delivery).some(({ kind }) => kind === "hand-in");
}

/** Why it may not be changed just now; null: it may. For forms that show again what was typed. */
export function whyNotChangeable(services: Services, delivery: Delivery): string | null {
  try {
    requireChangeable(services, delivery);
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.detail;
    throw error;
  }
}

/** Throws Problem `closed` or `conflict`. */
export function requireChangeable(services: Services, delivery: Delivery): void {
  if (!isOpen(delivery)) throw new Problem("closed");
  if (isBeingHandedIn(services, delivery.id))
    throw new Problem("conflict", "La memoria se está entregando y por unos minutos no se puede cambiar. Nada de lo guardado se perdió.");
}
