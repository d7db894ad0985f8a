// What people do with the files that a delivery has: look one up, take it back, have it read another way.
import type { FileRecord } from "../../ingest/index.ts";
import { type Actor, note } from "../records/audit.ts";
import type { Delivery } from "../records/deliveries.ts";
import { addJob, type Job, openJobs } from "../records/jobs.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { requireChangeable } from "./changeable.ts";
import { requireRoom } from "./queue-room.ts";

export interface DeliveryFile {
  file: FileRecord;
  /** Of before the publication, for the portal's usual average. */
  isBaseline: boolean;
}

/** All that count, those of before last; in the order in which they were entered. */
export function deliveryFiles({ store }: Services, { id }: Pick<Delivery, "id">): DeliveryFile[] {
  const of = (name: string, isBaseline: boolean): DeliveryFile[] => store.catalog.files(name).map((file) => ({ file, isBaseline }));
  return [...of(id, false), ...of(`${id}.baseline`, true)];
}

/** By its number; else it is not there. */
export function deliveryFile(services: Services, delivery: Delivery, number: string): DeliveryFile {
  const found = deliveryFiles(services, delivery).find(({ file }) => String(file.id) === number);
  if (!found) throw new Problem("not-found");
  return found;
}

/** Work that waits or runs on a file; undefined: none. */
export function openChange(services: Services, delivery: Delivery, file: number): Job | undefined {
  return openJobs(services, delivery.id).find(({ kind, payload }) => (kind === "undo" || kind === "reparse") && payload["file"] === file);
}

/** Answers the number of the work. Asked twice, it is done once. */
export function takeFileBack(services: Services, actor: Actor, delivery: Delivery, number: string): number {
  return change(services, actor, delivery, number, "undo", {});
}

/** `format` null: as it is now. */
export function readFileAgain(
  services: Services,
  actor: Actor,
  delivery: Delivery,
  number: string,
  reading: { format: string | null; timeZone: string | null },
): number {
  return change(services, actor, delivery, number, "reparse", reading);
}

function change(
  services: Services,
  actor: Actor,
  delivery: Delivery,
  number: string,
  kind: "undo" | "reparse",
  more: Record<string, string | null>,
): number {
  requireChangeable(services, delivery);
  const { file, isBaseline } = deliveryFile(services, delivery, number);
  const open = openChange(services, delivery, file.id);
  if (open?.kind === kind && kind === "undo") return open.id;
  if (open) throw new Problem("conflict", "Ya hay otro cambio en espera sobre este archivo; conviene esperar a que termine.");
  requireRoom(services, delivery.id);
  const job = services.db.transaction(() => {
    note(services, actor, kind === "undo" ? "file.taken-back" : "file.read-again", delivery.id, {
      file: file.id,
      name: file.name,
      ...more,
    });
    return addJob(services, {
      delivery: delivery.id,
      kind,
      payload: { file: file.id, isBaseline, ...more },
      person: actor.person?.id ?? null,
    });
  });
  services.queue.wake();
  return job;
}
