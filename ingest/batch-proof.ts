// Whether the batches of a delivery are what was written: a bit that turns inside one often gives no error, and another figure.
import { Database } from "./database.ts";
import { UserError } from "./errors.ts";
import { fileHash } from "./file-hash.ts";
import type { Store } from "./store.ts";
import { storedLines } from "./stored-lines.ts";

/** Batches that were proven, of each opened store. */
const proven = new WeakMap<Store, Set<string>>();

/**
 * Hashes every batch of a delivery that counts, once for each opened store, before lines are read from it. Of a batch that an earlier version
 * of this program wrote nothing is recorded, and nothing proven. Throws `store-damaged`.
 */
export async function proveBatches(store: Store, delivery: string): Promise<void> {
  const done = proven.get(store) ?? new Set<string>();
  proven.set(store, done);
  const records = store.catalog.batchRecords(delivery);
  for (const batch of store.catalog.batches(delivery)) {
    const record = records.get(batch);
    const name = `${delivery}/${batch}/${record?.sha256}`;
    if (!record || done.has(name)) continue;
    const found = await fileHash(store.batchPath(delivery, batch)).catch(() => null);
    if (found?.sha256 !== record.sha256) throw damagedBatch(store, delivery, batch);
    done.add(name);
  }
}

/**
 * What the engine stumbled over, where that is a batch which cannot be read: told by its name. Anything else as it is.
 * Each is read whole in an engine of its own, as one that met damage may answer nothing any more.
 */
export async function damageBehind(error: unknown, store: Store): Promise<unknown> {
  if (store.temporary || !mayBeEngines(error)) return error;
  try {
    for (const delivery of store.catalog.deliveries()) {
      await proveBatches(store, delivery);
      for (const batch of store.catalog.batches(delivery)) {
        if (!(await isReadable(store, delivery, batch))) return damagedBatch(store, delivery, batch);
      }
    }
  } catch (found) {
    return found instanceof UserError ? found : error;
  }
  return error;
}

/** Whether every value in a batch can be read. */
export async function isReadable(store: Store, delivery: string, batch: string): Promise<boolean> {
  const database = await Database.open({
    // Beside the command's own engine, which met damage and does no more work.
    memoryMegabytes: 128,
    threads: 1,
    temporaryDirectory: store.spillDirectory,
    allowedDirectories: [store.directory],
    allowedFiles: [],
  });
  try {
    await database.rows(`SELECT count(hash(COLUMNS(*))) FROM ${storedLines([store.batchPath(delivery, batch)])}`);
    return true;
  } catch {
    return false;
  } finally {
    database.close();
  }
}

function damagedBatch(store: Store, delivery: string, batch: string): UserError {
  return new UserError("store-damaged", { dir: store.directory, file: `lines/delivery=${delivery}/${batch}.parquet` });
}

/** Its errors have no code; what it reads of damaged lines may also be a number or a text that nothing here expects. Memory that was short is no damage. */
function mayBeEngines(error: unknown): boolean {
  return error instanceof Error && !("code" in error) && !error.message.startsWith("Out of Memory Error:");
}
