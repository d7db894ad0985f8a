// What the institute reclassified after a version was handed in, and the availability that follows from it; the version itself stays as it is.
import { type Analysis, keptAnalysis } from "../../analysis/index.ts";
import type { Delivery } from "../records/deliveries.ts";
import { changesOf, changesOfDelivery, type IncidentChange, incidentsOf, type KeptIncident } from "../records/incidents.ts";
import { lastJob, openJobs } from "../records/jobs.ts";
import { person } from "../records/people.ts";
import type { Version } from "../records/versions.ts";
import type { Services } from "../services.ts";
import { frozenAnalysis } from "./frozen.ts";
import type { AvailabilityFact } from "./summaries.ts";

/** `pending`: the figures are on their way. `failed`: they could not be had. `mixed`: the difusor changed its data too, so that they are of another version. */
export type RecomputedState = "pending" | "failed" | "mixed" | "done";

export interface ReclassifiedAvailability {
  changes: IncidentChange[];
  state: RecomputedState;
  /** Of the window and each month; null until it is known. */
  availability: AvailabilityFact[] | null;
}

/** Hand-in times are whole seconds: a change within that second was there before. */
const oneSecond = 1000;

function isLater({ at }: Pick<IncidentChange, "at">, { handedInAt }: Pick<Version, "handedInAt">): boolean {
  return Date.parse(at) >= Date.parse(handedInAt) + oneSecond;
}

/** Changes of incidents that the institute's people made, the last first. */
export function instituteChanges(services: Services, delivery: Pick<Delivery, "id" | "organisation">): IncidentChange[] {
  const isOther = (id: string): boolean => person(services, id)?.organisation !== delivery.organisation;
  return changesOfDelivery(services, delivery.id).filter((change) => change.reason !== null && isOther(change.person));
}

export async function reclassifiedAvailability(
  services: Services,
  delivery: Delivery,
  version: Version,
): Promise<ReclassifiedAvailability | null> {
  const changes = instituteChanges(services, delivery).filter((change) => isLater(change, version));
  if (changes.length === 0) return null;
  const isRunning = openJobs(services, delivery.id).some(({ kind }) => kind === "analyze");
  if (isRunning) return { changes, state: "pending", availability: null };
  if (lastJob(services, delivery.id, "analyze")?.state === "failed") return { changes, state: "failed", availability: null };
  const [kept, frozen] = [await keptAnalysis(services.store, delivery.id), await frozenAnalysis(services, version)];
  if (!kept || !frozen || kept.isStale) return { changes, state: "failed", availability: null };
  if (!hasSameInputs(kept.analysis, frozen)) return { changes, state: "mixed", availability: null };
  return { changes, state: "done", availability: pooled(kept.analysis) };
}

/** Whether two analyses may differ by the classification of incidents alone. */
function hasSameInputs(a: Analysis, b: Analysis): boolean {
  const inputs = ({ ledger, parameters, bounds, availability, incidents }: Analysis): unknown => [
    ledger.files.map(({ sha256, source, role }) => [sha256, source, role]).sort(),
    parameters,
    bounds,
    availability.exclusions,
    availability.monitors,
    availability.statementComplete,
    incidents.map(({ start, end, description }) => [start, end, description]).sort(),
  ];
  return JSON.stringify(inputs(a)) === JSON.stringify(inputs(b));
}

function pooled({ availability }: Pick<Analysis, "availability">): AvailabilityFact[] {
  return availability.results
    .filter(({ logSource }) => logSource === null)
    .map(({ source, period, availability: share, coverage, downSeconds, verdict }) => {
      return { source, period, availability: share, coverage, downSeconds, verdict };
    });
}

export interface FrozenIncident {
  /** As it is kept now; null: the difusor took it out since. */
  kept: KeptIncident | null;
  id: string;
  /** The fields that the version was made with. */
  fields: KeptIncident["fields"];
  /** Up to the version, and the institute's own after it: what the difusor prepares since is its own. */
  history: IncidentChange[];
}

/** The incidents as they were when a version was handed in, by their history, in the order of the memoria. */
export function incidentsAt(services: Services, delivery: Pick<Delivery, "id" | "organisation">, version: Version): FrozenIncident[] {
  const now = new Map(incidentsOf(services, delivery.id).map((incident) => [incident.id, incident]));
  const ids = [...new Set(changesOfDelivery(services, delivery.id).map(({ incident }) => incident))];
  const own = new Set(instituteChanges(services, delivery).map(({ id }) => id));
  return ids
    .flatMap((id) => {
      const changes = changesOf(services, id);
      const fields = changes.findLast((change) => !isLater(change, version))?.after ?? null;
      const history = changes.filter((change) => !isLater(change, version) || own.has(change.id));
      return fields === null ? [] : [{ id, kept: now.get(id) ?? null, fields, history, createdAt: changes[0]?.at ?? "" }];
    })
    .sort((a, b) => compare(a.fields.inicio ?? "", b.fields.inicio ?? "") || compare(a.createdAt, b.createdAt) || compare(a.id, b.id))
    .map(({ createdAt: _, ...incident }) => incident);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
