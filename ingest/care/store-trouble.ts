// What can be wrong with a store, one kind a code; the sentences are in the report's locale.

/**
 * `catalog-damaged`: SQLite finds it broken. `catalog-rows`: rows that are not what was written. `database-damaged`: another database of the
 * store. `raw-*`: what was handed in. `batch-*`: its parsed lines; `miscounted`: they do not fit the ledger. `batch-unrecorded`, `unsealed`:
 * of an earlier version of this program, so that nothing can be proven: no trouble by itself. `rollups-damaged`: what analyses worked out.
 * `key-*`: of the pseudonyms; `exposed`: others may read it. `unknown-file`: the catalog does not know it. `leftover`: of work that was cut off.
 */
export type TroubleCode =
  | "catalog-damaged"
  | "catalog-rows"
  | "database-damaged"
  | "raw-missing"
  | "raw-damaged"
  | "batch-missing"
  | "batch-damaged"
  | "batch-miscounted"
  | "batch-unrecorded"
  | "unsealed"
  | "rollups-damaged"
  | "key-missing"
  | "key-damaged"
  | "key-exposed"
  | "unknown-file"
  | "leftover";

/** `found`: nothing was done, as nothing was asked or nobody can. `busy`: another process writes the delivery. `raw`, `reading`: see RebuildRefusal. */
export type TroubleOutcome = "found" | "repaired" | "busy" | "raw" | "reading";

export interface StoreTrouble {
  code: TroubleCode;
  delivery: string | null;
  /** Its path within the store. */
  place: string;
  /** Names of the logs that it concerns, the first few, and how many there are. */
  names: string[];
  files: number;
  outcome: TroubleOutcome;
}

/** What was looked at, of one delivery. */
export interface CheckedDelivery {
  id: string;
  /** Files that count, and those that were taken back. */
  files: number;
  undone: number;
  batches: number;
  raw: number;
  /** Of raw files and batches. */
  bytes: number;
}

export interface StoreCheck {
  directory: string;
  deliveries: CheckedDelivery[];
  troubles: StoreTrouble[];
  /** No trouble by themselves. */
  notices: StoreTrouble[];
}

/** Codes that say what is not known and not what is wrong. */
export const noticeCodes: readonly TroubleCode[] = ["batch-unrecorded", "unsealed"];

const mostNames = 5;

export function trouble(
  code: TroubleCode,
  { delivery = null, place, files = [] }: { delivery?: string | null; place: string; files?: readonly { name: string }[] },
): StoreTrouble {
  const names = files.slice(0, mostNames).map(({ name }) => name);
  return { code, delivery, place, names, files: files.length, outcome: "found" };
}
