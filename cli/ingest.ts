// memoria ingest: logs into a delivery of a lasting store.
import { UserError } from "../ingest/index.ts";
import { rejectedExit } from "./analyze.ts";
import { ledgerText } from "./figures.ts";
import { deliveryLedger } from "./ledger.ts";
import { readArguments, readingOptions, shareOption } from "./options.ts";
import type { Language } from "./output.ts";
import { withSession } from "./session.ts";

export async function ingestCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, [...readingOptions, "data", "delivery", "json"]);
  if (parsed.words.length === 0) throw new UserError("nothing-to-read", { detail: "" });
  const limit = shareOption("max-rejected", parsed.options["max-rejected"]);
  const ledger = await withSession(parsed, { logs: parsed.words, keep: true }, deliveryLedger);
  process.stdout.write(`${parsed.options.json ? JSON.stringify(ledger) : ledgerText(ledger, lang)}\n`);
  return rejectedExit(ledger.lines, limit, lang);
}
