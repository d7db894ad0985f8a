// Where what was worked out of a delivery is kept, and files that are whole or not there: sealed with their own hash.
import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { flush, makeFolder, type Store } from "../ingest/index.ts";

/** Folders of a lasting store, on one disk. */
export interface KeptPlace {
  /** rollups/delivery=<id>: gone without loss, as it is all worked out again. */
  directory: string;
  /** This process's own: what is half written there goes with the process. */
  draftDirectory: string;
}

/** Null where nothing is kept: in the store of a single command, and where nothing can be written. */
export function keptPlace(store: Store, delivery: string): KeptPlace | null {
  if (store.temporary || store.readOnly) return null;
  return { directory: store.rollupsDirectory(delivery), draftDirectory: store.spillDirectory };
}

/** Writes a text with its SHA-256 below it; from then on it is there whole, whatever happens. */
export async function writeSealed(place: KeptPlace, file: string, text: string): Promise<void> {
  await makeFolder(path.dirname(file), 0o700);
  const draft = path.join(place.draftDirectory, `${path.basename(file)}.sealed`);
  await writeFile(draft, `${text}\n${sha256(text)}\n`, { mode: 0o600 });
  await flush(draft);
  await rename(draft, file);
  await flush(path.dirname(file));
}

/** What was sealed in a file; null where it is not there, or is not what was written. */
export async function readSealed(file: string): Promise<string | null> {
  const content = await readFile(file, "utf8").catch(() => null);
  if (content === null) return null;
  const text = content.slice(0, -66);
  return content.slice(-66) === `\n${sha256(text)}\n` ? text : null;
}

export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Codes of the file system, and of the catalog. */
const unkeepable = [
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOSPC",
  "EDQUOT",
  "EMFILE",
  "EIO",
  "ENOTDIR",
  "EEXIST",
  "EISDIR",
  "disk-full",
  "store-not-writable",
];

/** Does what only saves time later: where the disk is full or not to be written, nothing is kept, and nothing is lost. */
export async function ifRoom(keep: () => Promise<void>): Promise<void> {
  try {
    await keep();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const isEngines = error instanceof Error && /^IO Error:/.test(error.message);
    if (!unkeepable.includes(code) && !isEngines) throw error;
  }
}
