// Another classification of an incident by the institute: type, effect and weight alone, with its reason; the difusor's words stay.

import { requestAnalysis } from "../jobs/analyze.ts";
import type { Actor } from "../records/audit.ts";
import { note } from "../records/audit.ts";
import type { Delivery } from "../records/deliveries.ts";
import type { IncidentFields } from "../records/incidents.ts";
import { changeIncident, incidentOf } from "../records/incidents.ts";
import { lastVersion } from "../records/versions.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { isBeingHandedIn } from "./changeable.ts";
import { incidentsAt } from "./reclassified.ts";

export interface Reclassification {
  id: string;
  /** The revision that the reviewer saw. */
  revision: number;
  tipo: string;
  efecto: string;
  /** Of a degradation; null: none. */
  peso: number | null;
  reason: string;
}

/** `same`: it is classified so already. `conflict`: somebody else has changed it since. Nothing was written then. Throws Problem. */
export function reclassify(services: Services, actor: Actor, of: Delivery, given: Reclassification): "done" | "same" | "conflict" {
  const version = lastVersion(services, of.id);
  // Only what was handed in can be reclassified: the rest is still the difusor's own.
  if (!version || !incidentsAt(services, of, version).some(({ id }) => id === given.id)) throw new Problem("not-found");
  if (isBeingHandedIn(services, of.id))
    throw new Problem("conflict", "El difusor está entregando otra versión. Nada se cambió: se puede intentar en unos minutos.");
  const there = incidentOf(services, of.id, given.id);
  if (!there)
    throw new Problem(
      "conflict",
      "El difusor retiró esta incidencia después de entregar; para la versión entregada, lo que procede es una observación.",
    );
  const fields: IncidentFields = { ...there.fields, tipo: given.tipo, efecto: given.efecto };
  if (given.peso === null || given.efecto !== "degradacion") delete fields.peso;
  else fields.peso = String(given.peso);
  if (there.revision !== given.revision) return "conflict";
  if (["tipo", "efecto", "peso"].every((name) => there.fields[name as keyof IncidentFields] === fields[name as keyof IncidentFields]))
    return "same";
  const done = services.db.transaction(() => {
    if (!changeIncident(services, actor, { ...there, revision: given.revision }, { fields, reason: given.reason })) return false;
    note(services, actor, "incident.reclassified", of.id, { incident: given.id, version: version.number, reason: given.reason });
    return true;
  });
  if (!done) return "conflict";
  requestAnalysis(services, of.id, actor.person?.id ?? null);
  return "done";
}
