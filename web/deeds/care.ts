// What an administrator does with the store: have a delivery deleted, a backup made, the store checked.
import { rm } from "node:fs/promises";
import { backupFile, requestCare } from "../jobs/store-care.ts";
import { type Actor, note } from "../records/audit.ts";
import { delivery } from "../records/deliveries.ts";
import { hideDelivery } from "../records/erase.ts";
import { addJob, openJobs } from "../records/jobs.ts";
import { organisation } from "../records/organisations.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

/** `typed`: the name of its difusor, so that nobody deletes the wrong one. Throws `not-found`, `invalid`. Answers the work's number. */
export function askDeletion(services: Services, actor: Actor, id: string, typed: string): number {
  const which = delivery(services, id);
  if (!which) throw new Problem("not-found");
  if (plain(typed) !== plain(organisation(services, which.organisation)?.name ?? ""))
    throw new Problem("invalid", "Lo escrito no es el nombre del difusor de esta memoria técnica. Nada se borró.");
  const running = openJobs(services, id).filter(({ state }) => state === "running");
  const job = services.db.transaction(() => {
    if (!hideDelivery(services, id)) throw new Problem("not-found");
    note(services, actor, "deletion.asked", id, { organisation: which.organisation, call: which.call });
    return addJob(services, { delivery: id, kind: "delete-delivery", payload: {}, person: actor.person?.id ?? null });
  });
  for (const each of running) services.queue.cancel(each.id);
  services.queue.wake();
  return job;
}

function plain(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ").toLocaleLowerCase("es-MX");
}

export function askCare(services: Services, actor: Actor, kind: "backup" | "check"): void {
  note(services, actor, `${kind}.asked`, null);
  requestCare(services, kind, actor.person?.id ?? "");
}

/** The file of a backup. Throws `not-found`. */
export async function backupOf(services: Services, job: string): Promise<string> {
  const file = await backupFile(services, job);
  if (file === null) throw new Problem("not-found");
  return file;
}

export async function removeBackup(services: Services, actor: Actor, job: string): Promise<void> {
  await rm(await backupOf(services, job), { force: true });
  note(services, actor, "backup.removed", job);
}
