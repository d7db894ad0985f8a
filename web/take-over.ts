// Opens the store in force: an exchange that was cut off is ended first, and is noted in the store that it left in force.
import path from "node:path";
import { exchangeRoom, Store, type StoreExchange } from "../ingest/index.ts";
import { AppDatabase, appDatabaseName } from "./records/app-database.ts";
import { auditEntries, note } from "./records/audit.ts";
import { person } from "./records/people.ts";
import type { Records } from "./records/records.ts";
import { makeUploadsFolder } from "./uploads/upload-files.ts";

/** What an exchange tells the store that it puts in force. */
export interface ExchangeDetail {
  kind: "restored" | "put-back";
  /** Who did it: the other store may not know them. */
  person: string;
  organisation: string;
  by: string;
  address: string;
  /** Time of the store that came in. */
  of: string;
  /** Number of the backup; null: it was a store that had been set aside. */
  backup: number | null;
}

/** Throws what Store.open throws, and where a database was made by a newer program. */
export async function takeOver(directory: string, now: () => Date): Promise<{ db: AppDatabase; store: Store }> {
  const room = await exchangeRoom();
  const exchange = await room.continueExchange(directory);
  if (exchange === null) {
    const store = await Store.open(directory);
    return { db: databaseBeside(store), store };
  }
  const db = new AppDatabase(path.join(directory, appDatabaseName));
  try {
    noteExchange({ db, now }, exchange);
    await makeUploadsFolder({ directory });
    await room.endExchange(directory, exchange);
    return { db, store: await Store.open(directory) };
  } catch (error) {
    db.close();
    throw error;
  }
}

function databaseBeside(store: Store): AppDatabase {
  return new AppDatabase(path.join(store.directory, appDatabaseName));
}

/** Noted once, also where the server ended before it could remove the journal. */
function noteExchange(records: Records, { id, detail }: StoreExchange): void {
  if (auditEntries(records, { subject: id, most: 1 }).length > 0) return;
  const { kind, by, of, backup, address, ...who } = detail as unknown as ExchangeDetail;
  const known = person(records, who.person);
  const actor = { person: known && { id: known.id, organisation: who.organisation }, address };
  if (kind === "restored") note(records, actor, "store.restored", id, { by, of, backup });
  else note(records, actor, "store.put-back", id, { by, of });
}
