// memoria ingest: logs into a delivery of a lasting store, and the portal's logs of before into one beside it.
import { inputWarnings, type Ledger, printable } from "../analysis/index.ts";
import { UserError } from "../ingest/index.ts";
import { rejectedExit } from "./analyze.ts";
import { baselineDelivery, baselineWords } from "./baseline.ts";
import { ledgerText } from "./figures.ts";
import { deliveryLedger } from "./ledger.ts";
import { type Arguments, readArguments, readingOptions, shareOption } from "./options.ts";
import type { Language } from "./output.ts";
import { deliveryId, withSession } from "./session.ts";
import { words } from "./words.ts";

type Ingested = Pick<Ledger, "lines" | "rejectedByReason" | "files" | "leftOut"> & { warnings: ReturnType<typeof inputWarnings> };

export async function ingestCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, [...readingOptions, "time-zone", "data", "delivery", "json", "baseline"]);
  const before = baselineWords(parsed);
  if (parsed.words.length + before.length === 0) throw new UserError("nothing-to-read", { detail: "" });
  const limit = shareOption("max-rejected", parsed.options["max-rejected"]);
  const delivery = deliveryId(parsed.options.delivery);
  const main = parsed.words.length === 0 ? null : await ingested(parsed, parsed.words, delivery);
  const baseline = before.length === 0 ? null : await ingested(parsed, before, baselineDelivery(delivery));
  const shown = [main, baseline].filter((ledger) => ledger !== null);
  if (parsed.options.json) process.stdout.write(`${JSON.stringify({ ...main, ...(baseline && { baseline }) })}\n`);
  else
    process.stdout.write(
      `${[main && text(main, lang), baseline && `${words[lang].baselineTitle}\n${text(baseline, lang)}`].filter(Boolean).join("\n\n")}\n`,
    );
  return Math.max(...shown.map(({ lines }) => rejectedExit(lines, limit, lang)));
}

function ingested(args: Arguments, logs: readonly string[], delivery: string): Promise<Ingested> {
  const ofDelivery = { ...args, options: { ...args.options, delivery } };
  return withSession(ofDelivery, { logs, keep: true }, async (session) => ({
    ...(await deliveryLedger(session)),
    warnings: inputWarnings(session.store.catalog.files(session.delivery), args.options.lang === "en" ? "en" : "es"),
  }));
}

function text(ledger: Ingested, lang: Language): string {
  return [ledgerText(ledger, lang), ...ledger.warnings.map((warning) => `  ${printable(warning.text)}`)].join("\n");
}
