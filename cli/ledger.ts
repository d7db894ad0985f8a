// memoria ledger and memoria rejects: what was ingested, and which lines could not be read.
import { type Ledger, lineLedger, openHits, printable } from "../analysis/index.ts";
import { rejectedLines, UserError } from "../ingest/index.ts";
import { ledgerText } from "./figures.ts";
import { readArguments } from "./options.ts";
import type { Language } from "./output.ts";
import { type Session, withSession } from "./session.ts";

const timeZone = "America/Mexico_City";

export async function ledgerCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, ["data", "delivery", "json", "memory", "threads"]);
  const ledger = await withSession(parsed, { logs: noWords(parsed.words), keep: true }, deliveryLedger);
  process.stdout.write(`${parsed.options.json ? JSON.stringify(ledger) : ledgerText(ledger, lang)}\n`);
  return 0;
}

export async function rejectsCommand(args: string[]): Promise<number> {
  const parsed = readArguments(args, ["data", "delivery", "json", "memory", "threads"]);
  const rejects = await withSession(parsed, { logs: noWords(parsed.words), keep: true }, ({ database, store, delivery }) =>
    rejectedLines(database, filesOf(store, delivery), (batch) => store.batchPath(delivery, batch), Number.MAX_SAFE_INTEGER),
  );
  for (const reject of rejects) {
    const line = parsed.options.json
      ? JSON.stringify(reject)
      : `${printable(reject.file)}:${reject.line}: ${reject.reason}: ${printable(reject.text)}`;
    process.stdout.write(`${line}\n`);
  }
  return 0;
}

/** The ledger of lines of the session's delivery. Throws `delivery-unknown`. */
export async function deliveryLedger({
  database,
  store,
  delivery,
}: Session): Promise<Pick<Ledger, "lines" | "rejectedByReason" | "files">> {
  const files = filesOf(store, delivery);
  const batches = new Set(files.flatMap((file) => (file.batch === null ? [] : [file.batch])));
  const repeated = await openHits(
    database,
    [...batches].map((batch) => store.batchPath(delivery, batch)),
    files,
  );
  return lineLedger(files, repeated, timeZone);
}

function filesOf(store: Session["store"], delivery: string): ReturnType<Session["store"]["catalog"]["files"]> {
  const known = store.catalog.deliveries();
  if (!known.includes(delivery)) throw new UserError("delivery-unknown", { id: delivery, known: known.join(", ") });
  return store.catalog.files(delivery);
}

function noWords(given: string[]): string[] {
  if (given.length > 0) throw new UserError("usage", { given: given.join(" "), expected: "" });
  return [];
}
