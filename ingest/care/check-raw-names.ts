// What was handed in, where the catalog cannot say what it should be: a file's name is its SHA-256 all the same.
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { fileHash } from "../file-hash.ts";
import { type CheckedDelivery, type StoreTrouble, trouble } from "./store-trouble.ts";

/** Raw files of a delivery by their own names: how many are whole, and those that are not. Of a pack only its size is told. */
export async function checkRawNames(directory: string, id: string): Promise<{ delivery: CheckedDelivery; troubles: StoreTrouble[] }> {
  const folder = path.join(directory, "raw", `delivery=${id}`);
  const delivery: CheckedDelivery = { id, files: 0, undone: 0, batches: 0, raw: 0, bytes: 0 };
  const troubles: StoreTrouble[] = [];
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    const file = path.join(folder, name);
    const found = name.endsWith(".tar") ? { sha256: name, bytes: (await stat(file)).size } : await fileHash(file).catch(() => null);
    if (found?.sha256 !== name) troubles.push(trouble("raw-damaged", { delivery: id, place: `raw/delivery=${id}/${name}` }));
    else Object.assign(delivery, { raw: delivery.raw + 1, bytes: delivery.bytes + found.bytes });
  }
  return { delivery, troubles };
}

/** A store whose catalog cannot be opened: that is told, and which of the raw files are whole. */
export async function checkWithoutCatalog(directory: string): Promise<{ deliveries: CheckedDelivery[]; troubles: StoreTrouble[] }> {
  const folders = await readdir(path.join(directory, "raw")).catch(() => []);
  const ids = folders.flatMap((name) => (name.startsWith("delivery=") ? [name.slice("delivery=".length)] : [])).sort();
  const found = [];
  for (const id of ids) found.push(await checkRawNames(directory, id));
  return {
    deliveries: found.map(({ delivery }) => delivery),
    troubles: [trouble("catalog-damaged", { place: "catalog.sqlite" }), ...found.flatMap(({ troubles }) => troubles)],
  };
}
