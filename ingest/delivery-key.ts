// The key of a delivery's pseudonyms, in a lasting store: made once, and the same ever after or none at all.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { UserError } from "./errors.ts";
import { deliveryKeyPath, openPseudonymKey } from "./pseudonym-key.ts";
import type { Store } from "./store.ts";

/**
 * Reads the key, and makes it where there is none; null where none is there and nothing can be written. A key that is not the one that was
 * made would give every visitor another name without a word: throws `store-damaged`; and what `openPseudonymKey` throws.
 */
export async function openDeliveryKey(
  store: Store,
  delivery: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<Uint8Array | null> {
  const file = deliveryKeyPath(store.directory, delivery);
  const wasThere = existsSync(file);
  if (store.readOnly && !wasThere) return null;
  const recorded = store.catalog.keyHash(delivery);
  const key = await openPseudonymKey(file, file, randomBytes).catch((error: unknown) => {
    const isChanged = recorded !== null && error instanceof UserError && error.code === "key-invalid";
    throw isChanged ? new UserError("store-damaged", { dir: store.directory, file: `keys/${delivery}` }) : error;
  });
  const found = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  if (wasThere && recorded !== null && recorded !== found)
    throw new UserError("store-damaged", { dir: store.directory, file: `keys/${delivery}` });
  if (recorded !== found && !store.readOnly) record(store, delivery, found);
  return key;
}

/** Where there is no room for it, the key serves all the same. */
function record(store: Store, delivery: string, sha256: string): void {
  try {
    store.catalog.enterKeyHash(delivery, sha256);
  } catch (error) {
    if (!(error instanceof UserError && ["disk-full", "store-not-writable", "catalog-busy"].includes(error.code))) throw error;
  }
}
