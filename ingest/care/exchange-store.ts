// One whole store put in the place of another in the same folder: renames behind a journal, so that a stop at any step is ended by the next start.
import { lstat, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../errors.ts";
import { flush } from "../flush.ts";
import { makeFolder } from "../folders.ts";
import { readJournal, removeDraft, removeJournal, type StoreExchange, turnJournal, writeJournal } from "./exchange-journal.ts";
import { asideFolder, asideStore, isOfExchange, phaseOf } from "./exchange-names.ts";

/** Hears of every step before it is done; a test stops there. */
export type OnStep = (step: string) => void;

/** What stays where it is: locks hold for whichever store is there, `tmp` belongs to running processes, and others' things are not the store's. */
function isOfStore(name: string): boolean {
  return !isOfExchange(name) && !["locks", "tmp", "lost+found"].includes(name) && !name.startsWith(".");
}

/** Entries of a folder that are a store's, in one order. */
export async function storeEntries(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter(isOfStore).sort();
}

/**
 * Refuses what a rename cannot bring aside whole: a link, or another disk mounted in the store. Throws `output-not-writable`.
 */
export async function requireExchangeable(directory: string): Promise<void> {
  const { dev } = await lstat(directory);
  for (const name of await storeEntries(directory)) {
    const facts = await lstat(path.join(directory, name));
    if (facts.isSymbolicLink() || facts.dev !== dev)
      throw new UserError("output-not-writable", { dir: path.join(directory, name), reason: facts.isSymbolicLink() ? "ELOOP" : "EXDEV" });
  }
}

/**
 * Sets the store in force aside and puts the other one in its place. Nobody may have either open. It is over with {@link endExchange}; until then it
 * can be undone. Throws what the disk throws: before the journal stands nothing was moved.
 */
export async function beginExchange(directory: string, exchange: StoreExchange, onStep: OnStep = () => {}): Promise<void> {
  await requireExchangeable(directory);
  // A store that is not there must not take the place of one that is.
  if (!(await storeEntries(path.join(directory, exchange.incoming))).includes("catalog.sqlite"))
    throw new UserError("store-damaged", { dir: path.join(directory, exchange.incoming), file: "catalog.sqlite" });
  onStep("aside");
  await makeFolder(path.join(directory, asideStore(exchange.id)), 0o700);
  await flush(path.join(directory, path.dirname(asideStore(exchange.id))));
  onStep("journal");
  await writeJournal(directory, exchange);
  await continueExchange(directory, onStep);
}

/** Goes on with what was begun, from wherever it was cut off; answers it. Null: nothing was. */
export async function continueExchange(directory: string, onStep: OnStep = () => {}): Promise<StoreExchange | null> {
  const exchange = await readJournal(directory);
  if (exchange === null) return null;
  if (phaseOf(directory) === "leaving") {
    // Nothing has come in yet: whatever of a store is here is of the one that leaves.
    await moveAll(directory, path.join(directory, asideStore(exchange.id)), onStep);
    onStep("turn");
    await turnJournal(directory, "entering");
  }
  await moveAll(path.join(directory, exchange.incoming), directory, onStep);
  return exchange;
}

/** The other store is the one in force: what told of the exchange goes. */
export async function endExchange(directory: string, { incoming }: StoreExchange, onStep: OnStep = () => {}): Promise<void> {
  onStep("empty");
  await rm(path.join(directory, path.dirname(incoming)), { recursive: true, force: true });
  onStep("end");
  await removeJournal(directory);
}

/** Puts everything back as it was before an exchange that has not ended. Cut off itself, the next start ends the exchange instead. */
export async function undoExchange(directory: string): Promise<void> {
  const exchange = await readJournal(directory);
  if (exchange === null) return;
  if (phaseOf(directory) === "entering") {
    await moveAll(directory, path.join(directory, exchange.incoming), () => {});
    await turnJournal(directory, "leaving");
  }
  const aside = path.join(directory, asideStore(exchange.id));
  await moveAll(aside, directory, () => {});
  await removeJournal(directory);
  await rm(path.dirname(aside), { recursive: true, force: true });
}

/** What is left of exchanges that were cut off before their journal stood. Only where no exchange is under way and none can begin. */
export async function sweepExchanges(directory: string): Promise<void> {
  if (phaseOf(directory) !== null) return;
  await removeDraft(directory);
  for (const id of await readdir(path.join(directory, asideFolder)).catch(() => [])) {
    const left = await entriesOrNone(path.join(directory, asideStore(id)));
    if (left.length === 0) await rm(path.join(directory, asideFolder, id), { recursive: true, force: true });
  }
}

/** By renames, each whole or not done; what is there under the same name is never written over. A folder that is not there has nothing left. */
async function moveAll(from: string, to: string, onStep: OnStep): Promise<void> {
  const names = await entriesOrNone(from);
  const there = new Set(await readdir(to));
  for (const name of names) {
    if (there.has(name)) throw new Error(`${path.join(to, name)} is there already`);
    onStep(`move ${name}`);
    await rename(path.join(from, name), path.join(to, name));
  }
  await flush(to);
  await flush(from).catch(() => {});
}

/** None where the folder is not there. */
async function entriesOrNone(folder: string): Promise<string[]> {
  return storeEntries(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}
