// memoria backup and memoria restore: the store in one file, and back.
import { existsSync } from "node:fs";
import { formatBytes, formatCount, printable } from "../analysis/index.ts";
import { backupStore, restoreStore, Store, UserError } from "../ingest/index.ts";
import { careWords } from "./doctor-words.ts";
import { type Arguments, callersPath, defaultStoreDirectory, oneOf, readArguments } from "./options.ts";
import { byteProgress, type Language } from "./output.ts";

/** 0: done; 1: done, and some of the store is not what was written. */
export async function backupCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, ["data", "out", "json", "progress"]);
  const { options, words } = parsed;
  const [word] = words;
  if (word !== undefined) throw new UserError("usage", { given: word, expected: "" });
  const { out } = options;
  if (out === undefined) throw new UserError("usage", { given: "memoria backup", expected: "memoria backup --out ARCHIVO.tar" });
  const onProgress = listener(parsed);
  const store = await Store.open(storeDirectory(parsed), false);
  try {
    const written = await backupStore(store, callersPath(out), { now: new Date().toISOString(), onProgress });
    const w = careWords[lang];
    const text = [
      w.saved(printable(out), formatCount(written.files), formatBytes(written.bytes)),
      w.secret,
      ...written.damaged.map((place) => w.lost(printable(place))),
    ].join("\n");
    process.stdout.write(`${options.json ? JSON.stringify(written) : text}\n`);
    return written.damaged.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** Restores into --data, which must be named: a store is never put where nobody said. */
export async function restoreCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, ["data", "json", "progress"]);
  const { options, words } = parsed;
  const [file, more] = words;
  const { data } = options;
  const expected = "memoria restore ARCHIVO.tar --data CARPETA";
  if (file === undefined || data === undefined) throw new UserError("usage", { given: "memoria restore", expected });
  if (more !== undefined) throw new UserError("usage", { given: more, expected: "" });
  if (!existsSync(callersPath(file))) throw new UserError("file-not-found", { file });
  const restored = await restoreStore(callersPath(file), callersPath(data), { onProgress: listener(parsed) });
  const text = careWords[lang].restored(printable(data), formatCount(restored.files), formatBytes(restored.bytes));
  process.stdout.write(`${options.json ? JSON.stringify(restored) : text}\n`);
  return 0;
}

function storeDirectory({ options }: Arguments): string {
  return options.data ? callersPath(options.data) : defaultStoreDirectory();
}

function listener({ options }: Arguments): (progress: { bytesDone: number; bytes?: number }) => void {
  const style = oneOf("progress", options.progress, ["bar", "lines", "json", "none"], process.stderr.isTTY ? "bar" : "lines");
  return byteProgress(style, () => performance.now());
}
