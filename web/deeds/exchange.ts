// Another store is put in force while the server runs: one that was unpacked from a backup, or one that was set aside; what was in force is set aside whole.
import { rm, statfs } from "node:fs/promises";
import path from "node:path";
import {
  asideFolder,
  exchangeRoom,
  holdDeliveries,
  makeFolder,
  type StoreExchange,
  stagedFolder,
  storeFolder,
} from "../../ingest/index.ts";
import { dropStaged, requireRoom } from "../jobs/restore.ts";
import { backupWith } from "../jobs/store-care.ts";
import { type Actor, note } from "../records/audit.ts";
import { addJob, openJobs } from "../records/jobs.ts";
import { newId } from "../records/records.ts";
import { Problem } from "../routes/problem.ts";
import type { Visit } from "../routes/route.ts";
import type { Services } from "../services.ts";
import { type ExchangeDetail, takeOver } from "../take-over.ts";
import { activeUploads } from "../uploads/active.ts";
import { isTyped } from "./care.ts";
import { readyStore } from "./ready-store.ts";
import { currentContents } from "./store-contents.ts";
import { type AsideFacts, asideStores, type StagedFacts, stagedFacts, writeFacts } from "./store-facts.ts";

/** What has to be typed, so that nobody does it by chance. */
export const exchangeWords = "cambiar el almacén";
export const removalWords = "borrar el almacén apartado";

/** An exchange writes its journal and little more. */
const leastFreeBytes = 32_000_000;

/** Has a backup unpacked and proven; asked twice, it is done once. Answers the work's number. Throws `not-found`, `disk-full`, `conflict`. */
export async function askRestore(services: Services, actor: Actor, backup: string): Promise<number> {
  const found = await backupWith(services, backup);
  if (found === null) throw new Problem("not-found");
  const open = openJobs(services).find(({ kind }) => kind === "restore");
  if (open?.payload["backup"] === found.job) return open.id;
  if (open) throw new Problem("conflict", "Ya se está desempacando otro respaldo. Conviene esperar a que termine.");
  await requireRoom(services, found.bytes);
  note(services, actor, "restore.asked", String(found.job));
  const payload = { backup: found.job };
  const job = addJob(services, { delivery: null, kind: "restore", payload, person: actor.person?.id ?? null });
  services.queue.wake();
  return job;
}

/** What was unpacked is not wanted. Throws `not-found`. */
export async function discardStaged(services: Services, actor: Actor): Promise<void> {
  const facts = await stagedFacts(services);
  if (facts === null) throw new Problem("not-found");
  await dropStaged(services);
  note(services, actor, "restore.discarded", String(facts.backup));
}

export async function asideFacts(services: Services, id: string): Promise<AsideFacts> {
  const found = (await asideStores(services)).find((facts) => facts.id === id);
  if (!found) throw new Problem("not-found");
  return found;
}

/** Folder of the store itself that was set aside, or unpacked. */
export function folderOf({ directory }: Services, facts: AsideFacts | StagedFacts): string {
  return path.join(directory, placeOf(facts));
}

function placeOf(facts: AsideFacts | StagedFacts): string {
  return "id" in facts ? path.posix.join(asideFolder, facts.id, storeFolder) : path.posix.join(stagedFolder, storeFolder);
}

/** Throws `invalid`, `not-found`, `busy`: it stands as it was. */
export async function removeAside(services: Services, actor: Actor, id: string, typed: string): Promise<void> {
  const facts = await asideFacts(services, id);
  requireTyped(typed, removalWords);
  await rm(path.join(services.directory, asideFolder, id), { recursive: true, force: true });
  note(services, actor, "store.removed", id, { of: facts.at });
}

function requireTyped(typed: string, wanted: string): void {
  if (!isTyped(typed, wanted)) throw new Problem("invalid", `Para confirmar hace falta escribir: ${wanted}. Nada cambió.`);
}

/**
 * Puts a store in force. Whatever is thrown, the store that was in force still is: `invalid` (not confirmed, or not fit), `busy` (somebody
 * works in it), `disk-full`. Afterwards nobody has a session but those of the store that came in.
 */
export async function putInForce(visit: Visit, facts: AsideFacts | StagedFacts, typed: string): Promise<void> {
  const { services } = visit;
  requireTyped(typed, exchangeWords);
  await requireFree(services);
  await readyStore(services, folderOf(services, facts));
  await (await exchangeRoom()).requireExchangeable(services.directory);
  const exchange = exchangeOf(visit, facts);
  const prove = async (): Promise<void> => {
    // Whoever was inside until now may have discarded it, or had another one unpacked.
    const now = "id" in facts ? await asideFacts(services, facts.id) : await stagedFacts(services);
    if (JSON.stringify(now) !== JSON.stringify(facts))
      throw new Problem("conflict", "El otro almacén cambió mientras tanto. Nada se cambió.");
    await readyStore(services, folderOf(services, facts));
    note(services, visit.actor, "store.exchange-asked", exchange.id, { of: facts.at });
  };
  await activeUploads(services).cutAll();
  await services.gate.close(visit.request.raw);
  try {
    await services.queue.stop();
    await exchangeStores(services, exchange, prove);
  } finally {
    services.queue.start();
    services.gate.open();
  }
}

async function requireFree({ directory }: Services): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < leastFreeBytes)
    throw new Problem("disk-full", "No hay espacio en el disco para cambiar el almacén. Nada cambió: hace falta liberar espacio.");
}

function exchangeOf({ services, person, request }: Visit, facts: AsideFacts | StagedFacts): StoreExchange {
  const detail: ExchangeDetail = {
    kind: "id" in facts ? "put-back" : "restored",
    person: person.id,
    organisation: person.organisation,
    by: `${person.name} (${person.email})`,
    address: request.ip,
    of: facts.at,
    backup: "id" in facts ? null : facts.backup,
  };
  const moment = services
    .now()
    .toISOString()
    .replace(/[-:]|\.\d+/g, "");
  return { id: `${moment}-${newId().slice(0, 4)}`, incoming: placeOf(facts), detail: { ...detail } };
}

/** Nobody is inside and nothing runs. `prove` is the last to look at both, and may throw. */
async function exchangeStores(services: Services, exchange: StoreExchange, prove: () => Promise<void>): Promise<void> {
  const { directory, now } = services;
  const room = await exchangeRoom();
  const release = await holdDeliveries(directory, services.store.catalog.deliveries());
  try {
    await prove();
    const contents = await currentContents(services);
    const folder = path.join(directory, asideFolder, exchange.id);
    await makeFolder(folder, 0o700);
    await writeFacts(folder, { id: exchange.id, at: now().toISOString(), by: String(exchange.detail["by"]), contents });
    services.db.close();
    await services.store.close();
    try {
      await room.beginExchange(directory, exchange);
      Object.assign(services, await takeOver(directory, now));
    } catch (error) {
      await room.undoExchange(directory);
      Object.assign(services, await takeOver(directory, now));
      throw error;
    }
  } finally {
    release();
  }
}
