// How much is in a store: people, organisations, deliveries, lines and bytes; of the one in force and of others alike.
import { stat } from "node:fs/promises";
import path from "node:path";
import { exchangeRoom, Store } from "../../ingest/index.ts";
import { AppDatabase, appDatabaseName } from "../records/app-database.ts";
import type { Services } from "../services.ts";
import { folderBytes } from "./storage.ts";
import type { StoreContents } from "./store-facts.ts";

/** What is worked out again, and no backup has. */
const derivedNames = ["rollups", "informes"];

/** Of the store in force. */
export async function currentContents({ db, store, directory }: Pick<Services, "db" | "store" | "directory">): Promise<StoreContents> {
  return contentsOf(db, store, directory);
}

/** Of another one, that nobody has open. */
export async function contentsIn(folder: string): Promise<StoreContents> {
  const store = await Store.open(folder, false);
  try {
    const db = new AppDatabase(path.join(folder, appDatabaseName));
    try {
      return await contentsOf(db, store, folder);
    } finally {
      db.close();
    }
  } finally {
    await store.close();
  }
}

async function contentsOf(db: AppDatabase, { catalog }: Store, folder: string): Promise<StoreContents> {
  const count = (from: string): number => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)?.n ?? 0;
  const files = catalog.deliveries().flatMap((delivery) => catalog.files(delivery));
  return {
    organisations: count("organisations WHERE retired_at IS NULL"),
    people: count("people WHERE disabled_at IS NULL"),
    deliveries: count("deliveries WHERE deleted_at IS NULL"),
    versions: count("versions JOIN deliveries ON deliveries.id = versions.delivery WHERE deleted_at IS NULL"),
    files: files.length,
    lines: files.reduce((sum, { read }) => sum + read, 0),
    bytes: await storeBytes(folder),
  };
}

async function storeBytes(folder: string): Promise<number> {
  const { storeEntries } = await exchangeRoom();
  const names = (await storeEntries(folder)).filter((name) => !derivedNames.includes(name));
  const sizes = names.map(async (name) => {
    const place = path.join(folder, name);
    const facts = await stat(place).catch(() => null);
    return facts?.isDirectory() ? folderBytes(place) : (facts?.size ?? 0);
  });
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}
