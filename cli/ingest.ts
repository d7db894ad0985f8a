// memoria ingest: logs into a delivery of a lasting store.
import { inputWarnings, printable } from "../analysis/index.ts";
import { UserError } from "../ingest/index.ts";
import { rejectedExit } from "./analyze.ts";
import { ledgerText } from "./figures.ts";
import { deliveryLedger } from "./ledger.ts";
import { readArguments, readingOptions, shareOption } from "./options.ts";
import type { Language } from "./output.ts";
import { withSession } from "./session.ts";

export async function ingestCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, [...readingOptions, "time-zone", "data", "delivery", "json"]);
  if (parsed.words.length === 0) throw new UserError("nothing-to-read", { detail: "" });
  const limit = shareOption("max-rejected", parsed.options["max-rejected"]);
  const { ledger, warnings } = await withSession(parsed, { logs: parsed.words, keep: true }, async (session) => ({
    ledger: await deliveryLedger(session),
    warnings: inputWarnings(session.store.catalog.files(session.delivery)),
  }));
  const text = [ledgerText(ledger, lang), ...warnings.map((warning) => `  ${printable(warning.text)}`)].join("\n");
  process.stdout.write(`${parsed.options.json ? JSON.stringify({ ...ledger, warnings }) : text}\n`);
  return rejectedExit(ledger.lines, limit, lang);
}
