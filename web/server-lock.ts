// One server for a store: a second one would begin anew what the first is at. The lock goes with the process, however it ends.
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeFolder, UserError } from "../ingest/index.ts";

const ownerOnly = 0o700;
/** No delivery's name begins with a tilde. */
const lockName = "~servidor.sqlite";
const sqliteBusy = 5;

/** Answers how to give it up. Throws `server-running`. */
export async function lockServer(directory: string): Promise<() => void> {
  const folder = path.join(directory, "locks");
  await makeFolder(folder, ownerOnly);
  const lock = new DatabaseSync(path.join(folder, lockName));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
    return () => lock.close();
  } catch (error) {
    lock.close();
    const isBusy = error instanceof Error && "errcode" in error && error.errcode === sqliteBusy;
    throw isBusy ? new UserError("server-running", { dir: directory }) : error;
  }
}
