// What an administrator does with the store: have a delivery deleted, a backup made, the store checked; and how that went.
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { receiptPath } from "../jobs/hand-in.ts";
import { backupWith, requestCare } from "../jobs/store-care.ts";
import { type Actor, note } from "../records/audit.ts";
import { delivery } from "../records/deliveries.ts";
import { type DeletedDelivery, deletedDeliveries, hideDelivery } from "../records/erase.ts";
import { addJob, type Job, lastCare, lastJob, openJobs } from "../records/jobs.ts";
import { organisation } from "../records/organisations.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

/** `typed`: the name of its difusor, so that nobody deletes the wrong one. Throws `not-found`, `invalid`. Answers the work's number. */
export function askDeletion(services: Services, actor: Actor, id: string, typed: string): number {
  const which = delivery(services, id);
  if (!which) throw new Problem("not-found");
  if (!isTyped(typed, organisation(services, which.organisation)?.name ?? ""))
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

/** Whether somebody typed what was to be typed, whatever its capitals and blanks. */
export function isTyped(typed: string, wanted: string): boolean {
  return plain(typed) === plain(wanted);
}

function plain(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ").toLocaleLowerCase("es-MX");
}

export interface Deletion extends Omit<DeletedDelivery, "versions"> {
  state: "running" | "done" | "failed";
  error: string | null;
  /** Numbers of the versions whose receipts are there. */
  receipts: number[];
}

/** The last one first. */
export function deletions(services: Services): Deletion[] {
  return deletedDeliveries(services).map(({ versions, ...deleted }) => {
    const work = lastJob(services, deleted.id, "delete-delivery");
    const state = work?.state === "done" || work?.state === "failed" ? work.state : "running";
    const receipts = versions.filter((number) => existsSync(receiptPath(services, deleted.id, number)));
    return { ...deleted, state, error: state === "failed" ? (work?.error ?? "") : null, receipts };
  });
}

/** The file of a receipt that a deletion has left. Throws `not-found`. */
export function keptReceipt(services: Services, id: string, number: number): string {
  const found = deletions(services).find((each) => each.id === id && each.receipts.includes(number));
  if (!found) throw new Problem("not-found");
  return receiptPath(services, found.id, number);
}

/** Answers the work's number. */
export function askCare(services: Services, actor: Actor, kind: "backup" | "check"): number {
  note(services, actor, `${kind}.asked`, null);
  return requestCare(services, kind, actor.person?.id ?? "");
}

export interface CheckResult {
  job: number;
  endedAt: string;
  isWell: boolean;
  /** What the check said, line by line. */
  told: string[];
}

/** Of the last check that came to its end, whatever runs now; null: there was none. */
export function lastCheckResult(services: Services): CheckResult | null {
  const last = lastCare(services, "check", "done");
  const { isWell, told } = (last?.progress ?? {}) as Partial<Pick<CheckResult, "isWell" | "told">>;
  if (last === null || isWell === undefined || told === undefined) return null;
  return { job: last.id, endedAt: last.endedAt ?? last.createdAt, isWell, told };
}

/** Whether work waits or runs, and what went wrong with the last. */
export function careState(services: Services, kind: "backup" | "check" | "restore"): { isRunning: boolean; error: string | null } {
  const last: Job | null = lastCare(services, kind);
  const isRunning = last?.state === "queued" || last?.state === "running";
  return { isRunning, error: last?.state === "failed" ? (last.error ?? "") : null };
}

/** The file of a backup. Throws `not-found`. */
export async function backupOf(services: Services, job: string): Promise<string> {
  const found = await backupWith(services, job);
  if (found === null) throw new Problem("not-found");
  return found.file;
}

export async function removeBackup(services: Services, actor: Actor, job: string): Promise<void> {
  await rm(await backupOf(services, job), { force: true });
  note(services, actor, "backup.removed", job);
}
