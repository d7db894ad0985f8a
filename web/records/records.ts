// What every table's queries share: the database, the clock, and new ids.
import { randomBytes } from "node:crypto";
import type { AppDatabase } from "./app-database.ts";

export interface Records {
  db: AppDatabase;
  /** Passed in, so that a test can move it. */
  now: () => Date;
}

/** A new id that nobody can guess: 16 letters and digits. */
export function newId(): string {
  return randomBytes(12).toString("base64url").replace(/[-_]/g, "x");
}

const sqliteFull = 13;

/** Notes what is good to know and no more: on a full disk it stays undone, and whoever only reads is answered all the same. */
export function noteIfRoom(note: () => void): void {
  try {
    note();
  } catch (error) {
    if (!(error instanceof Error && "errcode" in error && error.errcode === sqliteFull)) throw error;
  }
}

/** ISO time of now, as every column of times holds it. */
export function stamp({ now }: Records): string {
  return now().toISOString();
}

/** ISO time so many seconds from now. */
export function later({ now }: Records, seconds: number): string {
  return new Date(now().getTime() + seconds * 1000).toISOString();
}
