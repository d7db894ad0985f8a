// Files of a store that nothing knows: what a crash left, and what does not belong there.
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { isOfSpill } from "../spill.ts";
import type { Store } from "../store.ts";
import { isOfExchange } from "./exchange-names.ts";
import { type StoreTrouble, trouble } from "./store-trouble.ts";

/** Folders at the top of a store; `memorias`, `subidas` and `informes` are the web application's, and so may be databases beside the catalog. */
const folders = ["raw", "lines", "rollups", "keys", "locks", "tmp", "memorias", "subidas", "informes"];
const database = /\.sqlite(?:-wal|-shm|-journal)?$/;

/** Names at the top, in raw, lines, rollups, keys, locks and tmp that nothing accounts for. What is being written now is no stray. */
export async function findStrays(store: Store): Promise<StoreTrouble[]> {
  const names = async (...of: string[]): Promise<string[]> => (await readdir(path.join(store.directory, ...of)).catch(() => [])).sort();
  const top = (await names()).filter((name) => !folders.includes(name) && !isOfExchange(name) && !database.test(name));
  const strays = top.map((name) => trouble("unknown-file", { place: name }));
  for (const room of ["raw", "lines"] as const) {
    for (const folder of await names(room)) {
      const delivery = /^delivery=(.+)$/.exec(folder)?.[1];
      // The files first, then whether somebody writes, then the catalog: what a writer ended in between is known by then.
      const files = await names(room, folder);
      if (delivery !== undefined && (files.length === 0 || isBeingWritten(store, delivery))) continue;
      // Rows that are not what was written cannot say what belongs there.
      if (delivery !== undefined && store.catalog.sealState(delivery) === "damaged") continue;
      const known = delivery === undefined ? new Set<string>() : knownNames(store, room, delivery);
      for (const file of files.filter((name) => !known.has(name)))
        strays.push(trouble("unknown-file", { delivery: delivery ?? null, place: `${room}/${folder}/${file}` }));
    }
  }
  const deliveries = new Set(store.catalog.deliveries());
  for (const key of await names("keys")) if (!deliveries.has(key)) strays.push(trouble("unknown-file", { place: `keys/${key}` }));
  for (const lock of await names("locks"))
    if (!/\.sqlite(?:-journal)?$/.test(lock)) strays.push(trouble("unknown-file", { place: `locks/${lock}` }));
  return [...strays, ...(await leftoversIn(store, await names("tmp")))];
}

/** Work that only reads a delivery takes no lock, and has its files there too: what was touched within the day may be needed. What a wrong clock dated later rests too. */
const restMilliseconds = 24 * 3600 * 1000;

async function leftoversIn(store: Store, names: readonly string[]): Promise<StoreTrouble[]> {
  const left: StoreTrouble[] = [];
  for (const name of names) {
    // Of a process that runs, or of another machine: those of ended ones were removed when the store was opened.
    if (isOfSpill(name)) continue;
    const facts = await stat(path.join(store.temporaryDirectory, name)).catch(() => null);
    const delivery = name.includes("~") ? name.slice(0, name.indexOf("~")) : null;
    const isResting = facts !== null && Math.abs(Date.now() - facts.mtimeMs) > restMilliseconds;
    if (isResting && !(delivery !== null && isBeingWritten(store, delivery)))
      left.push(trouble("leftover", { delivery, place: `tmp/${name}` }));
  }
  return left;
}

function isBeingWritten(store: Store, delivery: string): boolean {
  return !store.readOnly && store.isBeingWritten(delivery);
}

function knownNames(store: Store, room: "raw" | "lines", delivery: string): Set<string> {
  return room === "raw"
    ? store.catalog.rawNames(delivery)
    : new Set([...store.catalog.batches(delivery)].map((batch) => `${batch}.parquet`));
}

/** Removes a stray that any writer would sweep. What only lies where it does not belong is the user's to judge. True: it is gone. */
export async function removeStray(store: Store, { place, delivery }: StoreTrouble): Promise<boolean> {
  const room = place.split("/")[0] ?? "";
  const isSwept = room === "tmp" || (delivery !== null && ["raw", "lines"].includes(room));
  if (isSwept) await rm(path.join(store.directory, place), { recursive: true, force: true });
  return isSwept;
}
