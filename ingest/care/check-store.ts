// The whole store looked at, trouble by trouble, and what can be derived made again.
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Database } from "../database.ts";
import { UserError } from "../errors.ts";
import type { Store } from "../store.ts";
import { checkBatches } from "./check-batches.ts";
import { checkKey, repairKey } from "./check-keys.ts";
import { checkRaw } from "./check-raw.ts";
import { checkRawNames } from "./check-raw-names.ts";
import { findStrays, removeStray } from "./check-strays.ts";
import { NotRebuilt, rebuildBatch } from "./rebuild-batch.ts";
import { type CheckedDelivery, noticeCodes, type StoreCheck, type StoreTrouble, trouble } from "./store-trouble.ts";

export interface CheckOptions {
  /** Null: all of them, and what lies beside them. */
  delivery: string | null;
  /** Makes again what can be derived. Writers of a delivery in repair are told that it is busy. */
  repair: boolean;
  /** Names, in a delivery's folder of rollups, that are not what was written; the analysis knows them. */
  derived: (delivery: string) => Promise<string[]>;
  /** Hears of what was read, of so many bytes. */
  onProgress?: (progress: { bytesDone: number; bytes: number }) => void;
}

interface Check extends CheckOptions {
  database: Database;
  store: Store;
}

/**
 * Checks a store while others use it. Without `repair` nothing is changed. Throws `delivery-unknown`, `store-not-writable` for a repair of what
 * cannot be written, `disk-full`.
 */
export async function checkStore(database: Database, store: Store, options: CheckOptions): Promise<StoreCheck> {
  if (options.repair && store.readOnly) throw new UserError("store-not-writable", { dir: store.directory, reason: "EROFS" });
  const check: Check = { ...options, database, store };
  const troubles = [...catalogTroubles(check), ...(await otherDatabases(store))];
  const known = knownDeliveries(store, troubles);
  if (options.delivery !== null && !known.includes(options.delivery))
    throw new UserError("delivery-unknown", { id: options.delivery, known: known.join(", ") });
  const sealed: string[] = [];
  for (const delivery of options.delivery === null ? known : [options.delivery]) {
    if (store.catalog.sealState(delivery) !== "damaged") sealed.push(delivery);
    else
      troubles.push(
        trouble("catalog-rows", { delivery, place: "catalog.sqlite" }),
        ...(await checkRawNames(store.directory, delivery)).troubles,
      );
  }
  const deliveries = await Promise.all(sealed.map((delivery) => measured(store, delivery)));
  if (options.delivery === null) troubles.push(...(await strays(check)));
  const progress = { bytesDone: 0, bytes: deliveries.reduce((sum, { bytes }) => sum + bytes, 0) };
  const onBytes = (bytes: number): void => {
    progress.bytesDone += bytes;
    options.onProgress?.(progress);
  };
  for (const delivery of sealed) troubles.push(...(await deliveryTroubles(check, delivery, onBytes)));
  const isNotice = ({ code, outcome }: StoreTrouble): boolean => noticeCodes.includes(code) && outcome !== "repaired";
  return {
    directory: store.directory,
    deliveries,
    troubles: troubles.filter((one) => !isNotice(one)),
    notices: troubles.filter(isNotice),
  };
}

/** Damage of the catalog's own file; indexes can be made again from the rows. */
function catalogTroubles({ store, repair }: Check): StoreTrouble[] {
  const damages = (): string[] => {
    try {
      return store.catalog.damages();
    } catch (error) {
      if (error instanceof UserError && error.code === "store-damaged") return [error.code];
      throw error;
    }
  };
  if (damages().length === 0) return [];
  const found = trouble("catalog-damaged", { place: "catalog.sqlite" });
  if (!repair) return [found];
  try {
    store.catalog.reindex();
  } catch {
    return [found];
  }
  return [{ ...found, outcome: damages().length === 0 ? "repaired" : "found" }];
}

/** Databases of others beside the catalog. */
async function otherDatabases(store: Store): Promise<StoreTrouble[]> {
  const names = (await readdir(store.directory)).filter((name) => name.endsWith(".sqlite") && name !== "catalog.sqlite");
  return names
    .sort()
    .flatMap((name) => (isWholeDatabase(path.join(store.directory, name)) ? [] : [trouble("database-damaged", { place: name })]));
}

function isWholeDatabase(file: string): boolean {
  try {
    const database = new DatabaseSync(file, { timeout: 30_000 });
    try {
      return database.prepare("PRAGMA integrity_check(1)").get()?.["integrity_check"] === "ok";
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

function knownDeliveries(store: Store, troubles: StoreTrouble[]): string[] {
  try {
    return store.catalog.deliveries();
  } catch (error) {
    if (!(error instanceof UserError && error.code === "store-damaged")) throw error;
    if (troubles.length === 0) troubles.push(trouble("catalog-damaged", { place: "catalog.sqlite" }));
    return [];
  }
}

async function measured(store: Store, id: string): Promise<CheckedDelivery> {
  const all = store.catalog.filesWithUndone(id);
  const batches = [...store.catalog.batches(id)];
  const raw = [...store.catalog.rawNames(id)];
  const paths = [...batches.map((batch) => store.batchPath(id, batch)), ...raw.map((name) => store.rawPath(id, name))];
  const sizes = await Promise.all(
    paths.map((file) =>
      stat(file)
        .then((found) => found.size)
        .catch(() => 0),
    ),
  );
  const undone = all.filter((file) => file.undone).length;
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  return { id, files: all.length - undone, undone, batches: batches.length, raw: raw.length, bytes };
}

async function strays(check: Check): Promise<StoreTrouble[]> {
  const found = await findStrays(check.store);
  if (!check.repair) return found;
  const done: StoreTrouble[] = [];
  for (const stray of found) {
    const state = stray.delivery === null ? "locked" : await locked(check.store, stray.delivery);
    const outcome = state === "locked" ? ((await removeStray(check.store, stray)) ? "repaired" : "found") : state;
    done.push({ ...stray, outcome });
  }
  return done;
}

/** Takes the delivery for as long as the store is open. `found`: its rows are damaged, and nothing is to be swept by them. */
async function locked(store: Store, delivery: string): Promise<"locked" | "busy" | "found"> {
  try {
    await store.lock(delivery);
    return "locked";
  } catch (error) {
    if (error instanceof UserError && error.code === "store-busy") return "busy";
    if (error instanceof UserError && error.code === "store-damaged") return "found";
    throw error;
  }
}

async function deliveryTroubles(check: Check, delivery: string, onBytes: (bytes: number) => void): Promise<StoreTrouble[]> {
  const { store, database } = check;
  const raw = await checkRaw(store, delivery, onBytes);
  const batches = await checkBatches(database, store, delivery, onBytes);
  const derived = (await check.derived(delivery)).map((name) =>
    trouble("rollups-damaged", { delivery, place: `rollups/delivery=${delivery}/${name}` }),
  );
  const unsealed = store.catalog.sealState(delivery) === "unsealed" ? [trouble("unsealed", { delivery, place: "catalog.sqlite" })] : [];
  const found = [...raw, ...batches, ...derived, ...(await checkKey(store, delivery)), ...unsealed];
  if (!check.repair || found.length === 0) return found;
  const state = await locked(store, delivery);
  if (state !== "locked") return found.map((one) => ({ ...one, outcome: state }));
  const done: StoreTrouble[] = [];
  for (const one of found) done.push({ ...one, outcome: await repaired(check, one, raw) });
  return done;
}

async function repaired({ database, store }: Check, one: StoreTrouble, raw: readonly StoreTrouble[]): Promise<StoreTrouble["outcome"]> {
  const { code, place, delivery } = one;
  if (delivery === null) return "found";
  if (code.startsWith("batch-")) return rebuilt(database, store, one, raw);
  if (code === "unsealed") store.catalog.seal(delivery);
  if (code === "rollups-damaged") await removeDerived(store, place);
  if (code.startsWith("key-")) return (await repairKey(store, one)) ? "repaired" : "found";
  return code === "unsealed" || code === "rollups-damaged" ? "repaired" : "found";
}

async function rebuilt(
  database: Database,
  store: Store,
  { place, delivery }: StoreTrouble,
  raw: readonly StoreTrouble[],
): Promise<StoreTrouble["outcome"]> {
  const batch = path.posix.basename(place, ".parquet");
  const lost = new Set(raw.map((one) => path.posix.basename(one.place)));
  const needed = store.catalog.filesWithUndone(delivery ?? "").filter((file) => file.batch === batch);
  if (needed.some(({ pack, sha256 }) => lost.has(pack ?? sha256))) return "raw";
  try {
    await rebuildBatch(database, store, delivery ?? "", batch);
    return "repaired";
  } catch (error) {
    if (error instanceof NotRebuilt) return error.reason;
    // The bytes are those that were handed in, and this version does not read them as the one that did.
    if (error instanceof UserError && error.code !== "disk-full") return "reading";
    throw error;
  }
}

/** Out of the way at once, then removed: nobody finds half of it. */
async function removeDerived(store: Store, place: string): Promise<void> {
  const grave = path.join(store.spillDirectory, "derived.old");
  await mkdir(store.spillDirectory, { recursive: true });
  await rename(path.join(store.directory, place), grave).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rm(grave, { recursive: true, force: true });
}
