// The lock of a delivery: a file that one process holds at a time, and that goes with it, however it ends.
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { UserError } from "./errors.ts";
import { makeFolder } from "./folders.ts";
import { isBusy } from "./store-failure.ts";

const ownerOnly = 0o700;
const ending = ".sqlite";

export function locksFolder(directory: string): string {
  return path.join(directory, "locks");
}

/** Whether anybody ever took it. */
export function hasLock(directory: string, delivery: string): boolean {
  return existsSync(lockPath(directory, delivery));
}

function lockPath(directory: string, delivery: string): string {
  return path.join(locksFolder(directory), `${delivery}${ending}`);
}

/** Held until it is closed. The folder must be there. Throws `store-busy`. */
export function takeLock(directory: string, delivery: string): DatabaseSync {
  const lock = new DatabaseSync(lockPath(directory, delivery));
  try {
    // Whoever only looks whether it is free has it for a moment.
    lock.exec("PRAGMA busy_timeout = 200; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
    return lock;
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new UserError("store-busy", { delivery }) : error;
  }
}

/**
 * Holds these deliveries and every other that was ever written in the folder, so that no process writes in any. Answers how to let them go.
 * Throws `store-busy`, and holds none then.
 */
export async function holdDeliveries(directory: string, names: readonly string[]): Promise<() => void> {
  await makeFolder(locksFolder(directory), ownerOnly);
  const known = (await readdir(locksFolder(directory)))
    // What begins with a tilde is no delivery's: the server's own, for one.
    .filter((name) => name.endsWith(ending) && !name.startsWith("~"))
    .map((name) => name.slice(0, -ending.length));
  const locks: DatabaseSync[] = [];
  const release = (): void => {
    for (const lock of locks) lock.close();
  };
  try {
    for (const name of new Set([...names, ...known])) locks.push(takeLock(directory, name));
  } catch (error) {
    release();
    throw error;
  }
  return release;
}
