// The keys of the pseudonyms: there, as they were made, and their owner's alone.
import { createHash } from "node:crypto";
import { chmod, readFile, stat } from "node:fs/promises";
import { deliveryKeyPath } from "../pseudonym-key.ts";
import type { Store } from "../store.ts";
import { type StoreTrouble, trouble } from "./store-trouble.ts";

/** What is wrong with the key of a delivery; one that has none yet is well. */
export async function checkKey(store: Store, delivery: string): Promise<StoreTrouble[]> {
  const recorded = store.catalog.keyHash(delivery);
  const file = deliveryKeyPath(store.directory, delivery);
  const about = { delivery, place: `keys/${delivery}` };
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return recorded === null ? [] : [trouble("key-missing", about)];
  if (recorded !== null && createHash("sha256").update(bytes).digest("hex") !== recorded) return [trouble("key-damaged", about)];
  const isExposed = process.platform !== "win32" && ((await stat(file)).mode & 0o077) !== 0;
  return isExposed ? [trouble("key-exposed", about)] : [];
}

/** A key that is gone is forgotten, and the next analysis makes another; one that others may read is closed to them. True: repaired. */
export async function repairKey(store: Store, { code, delivery }: StoreTrouble): Promise<boolean> {
  if (delivery === null) return false;
  if (code === "key-missing") store.catalog.enterKeyHash(delivery, null);
  if (code === "key-exposed") await chmod(deliveryKeyPath(store.directory, delivery), 0o600);
  return code === "key-missing" || code === "key-exposed";
}
