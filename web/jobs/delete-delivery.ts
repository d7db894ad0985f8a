// A delivery is deleted: its key first, then logs, lines, figures, memorias and what people wrote. Its receipts and the audit log stay.
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { deliveryKeyPath, Store } from "../../ingest/index.ts";
import { besideNames, deliveryBytes } from "../deeds/storage.ts";
import { note } from "../records/audit.ts";
import { eraseDelivery, uploadIdsOf } from "../records/erase.ts";
import type { Job } from "../records/jobs.ts";
import { person as personOf } from "../records/people.ts";
import { memoriaFolder } from "../records/versions.ts";
import type { Services } from "../services.ts";
import type { JobKind } from "./queue.ts";

export const deleteDeliveryJob: JobKind = {
  // The command line is not needed: removing files takes neither long nor much memory.
  prepare: async () => null,
  done: (services, job) => removeDelivery(services, job),
  failed: () => {},
};

/** Each step may be done twice: after a restart it begins anew. */
async function removeDelivery(services: Services, { id, delivery, person }: Job): Promise<void> {
  if (delivery === null) return;
  const bytes = Object.values(await deliveryBytes(services, delivery)).reduce((sum, each) => sum + each, 0);
  for (const beside of besideNames) await removeFromStore(services, `${delivery}${beside}`);
  for (const upload of uploadIdsOf(services, delivery)) await removeUpload(services, upload);
  await removeMemorias(services, delivery);
  eraseDelivery(services, delivery);
  note(services, { person: person === null ? null : personOf(services, person), address: "" }, "delivery.deleted", delivery, {
    job: id,
    bytes,
  });
}

/** With the delivery's lock, so that nobody writes to it meanwhile. Throws `store-busy`. */
async function removeFromStore({ directory }: Services, name: string): Promise<void> {
  const store = await Store.open(directory, false);
  try {
    await store.lock(name);
    // Pseudonyms mean nothing from here on, whatever happens next.
    await rm(deliveryKeyPath(directory, name), { force: true });
    store.catalog.removeDelivery(name);
    for (const folder of [store.rawDirectory(name), store.linesDirectory(name), store.rollupsDirectory(name)])
      await rm(folder, { recursive: true, force: true });
  } finally {
    await store.close();
  }
}

async function removeUpload({ directory }: Services, id: string): Promise<void> {
  for (const name of [id, `${id}.json`, `trabajo-${id}`]) await rm(path.join(directory, "subidas", name), { recursive: true, force: true });
}

/** All but the receipts. */
async function removeMemorias(services: Services, delivery: string): Promise<void> {
  const folder = path.dirname(memoriaFolder(services, delivery, "borrador"));
  for (const name of await readdir(folder).catch(() => []))
    if (!/^acuse-\d+\.pdf$/.test(name)) await rm(path.join(folder, name), { recursive: true, force: true });
}
