// memoria doctor: is every file of the store what was written, and what can be made again.
import { damagedKept, printable } from "../analysis/index.ts";
import { checkStore, checkWithoutCatalog, Database, Store, type StoreCheck, UserError } from "../ingest/index.ts";
import { storeTroubleText } from "../report/index.ts";
import { careWords } from "./doctor-words.ts";
import { type Arguments, callersPath, defaultStoreDirectory, megabytes, oneOf, readArguments, threadsOption } from "./options.ts";
import { byteProgress, type Language, textTable } from "./output.ts";
import { deliveryId } from "./session.ts";

/** 0: all is well; 1: something was found, repaired or not. */
export async function doctorCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, ["data", "delivery", "repair", "json", "memory", "threads", "progress"]);
  const [word] = parsed.words;
  if (word !== undefined) throw new UserError("usage", { given: word, expected: "" });
  const check = await checked(parsed);
  process.stdout.write(`${parsed.options.json ? JSON.stringify(check) : checkText(check, lang)}\n`);
  return check.troubles.length === 0 ? 0 : 1;
}

async function checked({ options }: Arguments): Promise<StoreCheck> {
  const delivery = options.delivery === undefined ? null : deliveryId(options.delivery);
  const directory = options.data ? callersPath(options.data) : defaultStoreDirectory();
  const store = await Store.open(directory, false).catch((error: unknown) => {
    if (error instanceof UserError && error.code === "store-damaged") return null;
    throw error;
  });
  if (store === null) return { directory, notices: [], ...(await checkWithoutCatalog(directory)) };
  try {
    const database = await Database.open({
      memoryMegabytes: megabytes("memory", options.memory, 512),
      threads: threadsOption(options.threads),
      temporaryDirectory: store.spillDirectory,
      allowedDirectories: [store.directory, store.spillDirectory],
      allowedFiles: [],
    });
    try {
      const style = oneOf("progress", options.progress, ["bar", "lines", "json", "none"], process.stderr.isTTY ? "bar" : "lines");
      const onProgress = byteProgress(style, () => performance.now());
      const derived = (id: string): Promise<string[]> => damagedKept(store, id);
      return await checkStore(database, store, { delivery, repair: options.repair ?? false, derived, onProgress });
    } catch (error) {
      // What the catalog says of one thing or another cannot be read.
      const isCatalog = error instanceof UserError && error.code === "store-damaged";
      if (!isCatalog) throw error;
      return { directory, notices: [], ...(await checkWithoutCatalog(directory)) };
    } finally {
      database.close();
    }
  } finally {
    await store.close();
  }
}

function checkText({ directory, deliveries, troubles, notices }: StoreCheck, lang: Language): string {
  const w = careWords[lang];
  const rows = deliveries.map(({ id, files, undone, batches, raw, bytes }) => [id, files, undone, batches, raw, (bytes / 1e6).toFixed(1)]);
  const repaired = troubles.filter(({ outcome }) => outcome === "repaired").length;
  return [
    w.store(printable(directory)),
    ...(rows.length === 0 ? [] : ["", textTable(w.columns, rows, 1)]),
    "",
    ...[...troubles, ...notices].map((one) => `- ${storeTroubleText(one, lang)}`),
    ...(troubles.length + notices.length === 0 ? [] : [""]),
    troubles.length === 0 ? w.well : w.found(troubles.length, repaired),
  ].join("\n");
}
