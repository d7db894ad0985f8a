// memoria reparse: reads the kept bytes of a file again in a format that the user names; the new reading takes the old one's place.
import { ingest, isTimeZone, keptLogs, UserError } from "../ingest/index.ts";
import { rejectedExit } from "./analyze.ts";
import { ledgerText } from "./figures.ts";
import { deliveryLedger, knownDelivery, oneWord } from "./ledger.ts";
import { type Arguments, oneOf, readArguments, shareOption } from "./options.ts";
import { type Language, progressWriter } from "./output.ts";
import { type Session, withSession } from "./session.ts";

export async function reparseCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, ["data", "delivery", "format", "time-zone", "memory", "threads", "progress", "max-rejected", "json"]);
  const id = oneWord("reparse", parsed.words);
  const { format, "time-zone": timeZone = null } = parsed.options;
  if (format === undefined) throw new UserError("usage", { given: "reparse", expected: "reparse FILE_ID --format" });
  if (timeZone !== null && !isTimeZone(timeZone)) throw new UserError("time-zone-unknown", { value: timeZone });
  const limit = shareOption("max-rejected", parsed.options["max-rejected"]);
  const ledger = await withSession(parsed, { logs: [], keep: true }, async (session) => {
    await reparse(session, id, { format, timeZone, onProgress: listener(parsed) });
    return deliveryLedger(session);
  });
  process.stdout.write(`${parsed.options.json ? JSON.stringify(ledger) : ledgerText(ledger, lang)}\n`);
  return rejectedExit(ledger.lines, limit, lang);
}

/** Ingests the kept bytes under the name that they had. Where the format does not fit, nothing changes. */
async function reparse(
  session: Session,
  id: string,
  reading: Pick<Parameters<typeof ingest>[3], "format" | "timeZone" | "onProgress">,
): Promise<void> {
  const { database, store } = session;
  const delivery = knownDelivery(session);
  await store.lock(delivery);
  const file = store.catalog.file(delivery, id);
  const logs = await keptLogs(store, delivery, [file]);
  // Up to its damage, as it was accepted.
  const acceptDamaged = file.damageOffset !== null;
  await ingest(database, store, [...logs.values()], {
    ...reading,
    delivery,
    acceptDamaged,
    now: new Date().toISOString(),
    replaces: file.id,
  });
  await store.sweep(delivery);
}

function listener({ options }: Arguments): ReturnType<typeof progressWriter> {
  const style = oneOf("progress", options.progress, ["bar", "lines", "json", "none"], process.stderr.isTTY ? "bar" : "lines");
  return progressWriter(style, () => performance.now());
}
