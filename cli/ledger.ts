// memoria ledger and memoria rejects: what was ingested, and which lines could not be read.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Ledger, lineLedger, openHits, printable } from "../analysis/index.ts";
import { type AddressMask, maskedText, proveBatches, type RejectedLine, readRejected, UserError } from "../ingest/index.ts";
import { rejectedLinesCsv } from "../report/index.ts";
import { deliveryMask } from "./address-mask.ts";
import { ledgerText } from "./figures.ts";
import { callersPath, readArguments } from "./options.ts";
import type { Language } from "./output.ts";
import { type Session, withSession } from "./session.ts";
import { words } from "./words.ts";

const timeZone = "America/Mexico_City";

export async function ledgerCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, ["data", "delivery", "json", "memory", "threads"]);
  const ledger = await withSession(parsed, { logs: noWords(parsed.words), keep: true }, deliveryLedger);
  process.stdout.write(`${parsed.options.json ? JSON.stringify(ledger) : ledgerText(ledger, lang)}\n`);
  return 0;
}

export async function rejectsCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, ["data", "delivery", "json", "out", "raw", "memory", "threads"]);
  const { json, out, raw } = parsed.options;
  const [id] = parsed.words.length === 0 ? [] : [oneWord("rejects", parsed.words)];
  await withSession(parsed, { logs: [], keep: true }, async (session) => {
    const { database, store } = session;
    const delivery = knownDelivery(session);
    const files = id === undefined ? store.catalog.files(delivery) : [store.catalog.file(delivery, id)];
    await proveBatches(store, delivery);
    const rejects = readRejected(database, files, (batch) => store.batchPath(delivery, batch));
    const mask = await deliveryMask(session);
    if (out !== undefined) await publishFile(callersPath(out), rejectedLinesCsv(rejects, mask));
    else {
      const shown = raw ? rejects : masked(rejects, mask);
      return writeLines(json ? jsonLines(shown) : textLines(shown));
    }
    process.stdout.write(`${words[lang].written(printable(out))}\n`);
  });
  return 0;
}

/** Addresses are shown as in the memoria; whoever mends a line may ask for it as it was logged. */
async function* masked(rejects: AsyncIterable<RejectedLine>, mask: AddressMask): AsyncGenerator<RejectedLine> {
  for await (const reject of rejects) yield { ...reject, text: maskedText(reject.text, mask) };
}

async function* jsonLines(rejects: AsyncIterable<RejectedLine>): AsyncGenerator<string> {
  for await (const reject of rejects) yield `${JSON.stringify(reject)}\n`;
}

async function* textLines(rejects: AsyncIterable<RejectedLine>): AsyncGenerator<string> {
  for await (const { file, line, reason, text } of rejects) yield `${printable(file)}:${line}: ${reason}: ${printable(text)}\n`;
}

/** Waits for whoever reads: there may be millions of lines. One who reads no more is no error. */
async function writeLines(lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) {
    if (process.stdout.destroyed) return;
    if (!process.stdout.write(line)) await Promise.race([once(process.stdout, "drain"), once(process.stdout, "close")]).catch(() => {});
  }
}

/** Writes a file whole or not at all. Throws `output-not-writable`. */
export async function publishFile(file: string, rows: AsyncIterable<string>): Promise<void> {
  const draft = `${file}.${process.pid}.parte`;
  try {
    await pipeline(rows, createWriteStream(draft, { mode: 0o600 }));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw /^E(ACCES|PERM|ROFS|NOENT|NOTDIR|ISDIR|NOTEMPTY|EXIST)$/.test(code)
      ? new UserError("output-not-writable", { dir: file, reason: code })
      : error;
  }
}

/** The ledger of lines of the session's delivery. Throws `delivery-unknown`. */
export async function deliveryLedger({
  database,
  store,
  delivery,
}: Session): Promise<Pick<Ledger, "lines" | "rejectedByReason" | "files" | "leftOut">> {
  const files = store.catalog.files(knownDelivery({ store, delivery }));
  const batches = new Set(files.flatMap((file) => (file.batch === null ? [] : [file.batch])));
  await proveBatches(store, delivery);
  const repeated = await openHits(
    database,
    [...batches].map((batch) => store.batchPath(delivery, batch)),
    files,
  );
  return lineLedger(files, repeated, timeZone);
}

/** The session's delivery. Throws `delivery-unknown`. */
export function knownDelivery({ store, delivery }: Pick<Session, "store" | "delivery">): string {
  const known = store.catalog.deliveries();
  if (!known.includes(delivery)) throw new UserError("delivery-unknown", { id: delivery, known: known.join(", ") });
  return delivery;
}

/** The one word of a command that takes a file's number. Throws `usage`. */
export function oneWord(command: string, given: readonly string[]): string {
  const [word, ...more] = given;
  if (word === undefined) throw new UserError("usage", { given: command, expected: `${command} FILE_ID` });
  if (more.length > 0) throw new UserError("usage", { given: more.join(" "), expected: "" });
  return word;
}

function noWords(given: string[]): string[] {
  if (given.length > 0) throw new UserError("usage", { given: given.join(" "), expected: "" });
  return [];
}
