// memoria undo: takes a file of a delivery back; the figures are then as if it had never been given.
import { printable } from "../analysis/index.ts";
import { ledgerText } from "./figures.ts";
import { deliveryLedger, knownDelivery, oneWord } from "./ledger.ts";
import { readArguments } from "./options.ts";
import type { Language } from "./output.ts";
import { withSession } from "./session.ts";
import { words } from "./words.ts";

export async function undoCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, ["data", "delivery", "json", "memory", "threads"]);
  const id = oneWord("undo", parsed.words);
  const { file, ledger } = await withSession(parsed, { logs: [], keep: true }, async (session) => {
    const { store } = session;
    const delivery = knownDelivery(session);
    await store.lock(delivery);
    const file = store.catalog.file(delivery, id);
    store.catalog.undoFile(delivery, file.id);
    await store.sweep(delivery);
    return { file, ledger: await deliveryLedger(session) };
  });
  const told = words[lang].undone(String(file.id), printable(file.name));
  process.stdout.write(`${parsed.options.json ? JSON.stringify(ledger) : `${told}\n\n${ledgerText(ledger, lang)}`}\n`);
  return 0;
}
