// What was handed in, against its own hashes: a file is named by its SHA-256, and so is every file in a pack.
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import type { FileRecord } from "../catalog-records.ts";
import { fileHash } from "../file-hash.ts";
import type { Store } from "../store.ts";
import { rawFile } from "../wrappings/source.ts";
import { tarEntries } from "../wrappings/tar.ts";
import { type StoreTrouble, trouble } from "./store-trouble.ts";

const blockBytes = 256 * 1024;

/** Raw files of a delivery that are missing or changed. `onBytes` hears of what was read. */
export async function checkRaw(store: Store, delivery: string, onBytes: (bytes: number) => void): Promise<StoreTrouble[]> {
  const troubles: StoreTrouble[] = [];
  for (const [name, files] of Map.groupBy(store.catalog.filesWithUndone(delivery), (file) => file.pack ?? file.sha256)) {
    const place = `raw/delivery=${delivery}/${name}`;
    const file = store.rawPath(delivery, name);
    if (!(await stat(file).catch(() => null))?.isFile()) troubles.push(trouble("raw-missing", { delivery, place, files }));
    else if (!(await isWhole(file, name, files, onBytes))) troubles.push(trouble("raw-damaged", { delivery, place, files }));
  }
  // A delivery may have been deleted meanwhile.
  const known = store.catalog.rawNames(delivery);
  return troubles.filter(({ place }) => known.has(place.slice(place.lastIndexOf("/") + 1)));
}

async function isWhole(file: string, name: string, files: readonly FileRecord[], onBytes: (bytes: number) => void): Promise<boolean> {
  if (files[0]?.pack === null) return (await fileHash(file, onBytes).catch(() => null))?.sha256 === name;
  const wanted = new Set(files.map(({ sha256 }) => sha256));
  try {
    for await (const entry of tarEntries(rawFile(file, blockBytes, ({ length }) => onBytes(length)).source)) {
      const hash = createHash("sha256");
      for await (const block of entry.content()) hash.update(block);
      if (hash.digest("hex") !== entry.name) return false;
      wanted.delete(entry.name);
    }
    return wanted.size === 0;
  } catch {
    return false;
  }
}
