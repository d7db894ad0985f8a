// How a command shows addresses: by their networks alone, or with pseudonyms where there is a key.
import { randomBytes } from "node:crypto";
import { type AddressMask, maskedAddress, openDeliveryKey, openPseudonymKey, pseudonymMask } from "../ingest/index.ts";
import { callersPath } from "./options.ts";
import type { Session } from "./session.ts";

/** With the key in the caller's file (--pseudonym-key), which is made if it is not there; null without the option. */
export async function givenMask(file: string | undefined): Promise<AddressMask | null> {
  return file === undefined ? null : pseudonymMask(await openPseudonymKey(callersPath(file), file, randomBytes));
}

/** With the delivery's own key, kept in a lasting store; a one-shot command has none. */
export async function deliveryMask({ store, delivery }: Pick<Session, "store" | "delivery">): Promise<AddressMask> {
  const key = store.temporary ? null : await openDeliveryKey(store, delivery, randomBytes);
  return key === null ? maskedAddress : pseudonymMask(key);
}
