// What an exchange of stores leaves in a store's folder, told by names alone: every command that opens a store looks for them.
import { existsSync } from "node:fs";
import path from "node:path";

/** Stores that were set aside, each whole in a folder of its own. */
export const asideFolder = "apartados";
/** A backup that was unpacked and is not in force. */
export const stagedFolder = "recuperacion";
/** In both: the store itself, beside what is told of it. */
export const storeFolder = "almacen";

/** `leaving`: the store that was in force goes aside; `entering`: all of it is aside, the other one comes in. */
export type ExchangePhase = "leaving" | "entering";
const journalNames: Readonly<Record<ExchangePhase, string>> = { leaving: "cambio-sale.json", entering: "cambio-entra.json" };

/** Whether a name at the top of a store's folder is of exchanges, and no part of the store. */
export function isOfExchange(name: string): boolean {
  return name === asideFolder || name === stagedFolder || name.startsWith("cambio-");
}

/** The folder of a store in `apartados`, relative to the store's. */
export function asideStore(id: string): string {
  return path.join(asideFolder, id, storeFolder);
}

export function journalPath(directory: string, phase: ExchangePhase): string {
  return path.join(directory, journalNames[phase]);
}

/** What is under way; null: nothing. */
export function phaseOf(directory: string): ExchangePhase | null {
  const phases: readonly ExchangePhase[] = ["entering", "leaving"];
  return phases.find((phase) => existsSync(journalPath(directory, phase))) ?? null;
}
