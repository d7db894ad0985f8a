// The journal of an exchange of stores: one file whose name tells the phase, so that a phase ends in one rename.
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { flush } from "../flush.ts";
import { asideFolder, type ExchangePhase, journalPath, phaseOf, stagedFolder, storeFolder } from "./exchange-names.ts";

const id = "[0-9A-Za-z-]{1,64}";
const exchangeSchema = z.strictObject({
  id: z.string().regex(new RegExp(`^${id}$`)),
  /** The whole store that comes in: its folder within the store's. */
  incoming: z.string().regex(new RegExp(`^(?:${stagedFolder}|${asideFolder}/${id})/${storeFolder}$`)),
  /** What its caller has to know when it is over. */
  detail: z.record(z.string(), z.unknown()),
});

/** One exchange; the store that was in force goes to `apartados/<id>/almacen`. */
export type StoreExchange = z.infer<typeof exchangeSchema>;

/** Null: nothing is under way. Throws what it is not. */
export async function readJournal(directory: string): Promise<StoreExchange | null> {
  const phase = phaseOf(directory);
  return phase === null ? null : exchangeSchema.parse(JSON.parse(await readFile(journalPath(directory, phase), "utf8")));
}

function draftPath(directory: string): string {
  return path.join(directory, "cambio-borrador.json");
}

/** One that was being written when the program ended: nothing was under way yet. */
export async function removeDraft(directory: string): Promise<void> {
  await rm(draftPath(directory), { force: true });
}

/** From here on the exchange is under way. */
export async function writeJournal(directory: string, exchange: StoreExchange): Promise<void> {
  const draft = draftPath(directory);
  await writeFile(draft, JSON.stringify(exchangeSchema.parse(exchange)), { mode: 0o600 });
  await flush(draft);
  await rename(draft, journalPath(directory, "leaving"));
  await flush(directory);
}

/** A rename: it needs no room on a full disk. */
export async function turnJournal(directory: string, to: ExchangePhase): Promise<void> {
  await rename(journalPath(directory, to === "entering" ? "leaving" : "entering"), journalPath(directory, to));
  await flush(directory);
}

export async function removeJournal(directory: string): Promise<void> {
  for (const phase of ["leaving", "entering"] as const) await rm(journalPath(directory, phase), { force: true });
  await flush(directory);
}
