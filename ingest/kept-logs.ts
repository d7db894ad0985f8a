// The logs of a lasting store as they were handed in, to be read once more.
import { Readable } from "node:stream";
import type { FileRecord } from "./catalog-records.ts";
import { UserError } from "./errors.ts";
import { expandInputs, type LogInput } from "./inputs.ts";
import type { Store } from "./store.ts";

/**
 * Each of these files of a delivery under the name that it had, by its number: the file itself, or taken out of its archive or pack again,
 * each of which is opened once. Throws `store-damaged` for what is not there, and what reading an archive throws.
 */
export async function keptLogs(store: Store, delivery: string, files: readonly FileRecord[]): Promise<Map<number, LogInput>> {
  const logs = new Map<number, LogInput>();
  for (const [name, kept] of Map.groupBy(files, (file) => file.pack ?? file.sha256)) {
    const inside = await logsOf(store, delivery, name, kept);
    for (const file of kept) {
      const log = logIn(inside, name, file);
      if (!log) throw missing(store, delivery, name);
      const { role, source, folderKey } = file;
      logs.set(file.id, { ...log, name: file.name, role, source, folderKey, leftOut: null });
    }
  }
  return logs;
}

async function logsOf(store: Store, delivery: string, name: string, kept: readonly FileRecord[]): Promise<LogInput[]> {
  const together = store.catalog.filesWithUndone(delivery).filter(({ pack, sha256 }) => (pack ?? sha256) === name);
  return expandInputs([store.rawPath(delivery, name)], {
    cwd: store.rawDirectory(delivery),
    source: "",
    role: "edge",
    standardInput: Readable.from([]),
    temporaryDirectory: store.spillDirectory,
    // Damage of an archive is told of its last log alone.
    acceptDamaged: together.some((file) => file.damageOffset !== null),
    leaveOut: unread(together, kept),
  }).catch((error: unknown) => {
    const isGone = error instanceof UserError && error.code === "file-not-found";
    throw isGone ? missing(store, delivery, name) : error;
  });
}

/** What was left out when it was handed in may be nothing that can be unwrapped. */
function unread(together: readonly FileRecord[], kept: readonly FileRecord[]): (path: string) => boolean {
  const names = new Set(together.flatMap(({ leftOut }) => (leftOut ?? []).map(({ name }) => name)));
  const archives = new Set(together.flatMap(({ leftOut }) => (leftOut ?? []).map(({ archive }) => archive)));
  const taken = new Set(kept.map(({ name }) => name));
  return (path) => names.has(path) && ![...archives].some((archive) => taken.has(`${archive}/${path}`));
}

/** In a pack a log is called by its hash. In an archive: the log whose path inside it the name ends with, the longest of them. */
function logIn(logs: readonly LogInput[], name: string, file: FileRecord): LogInput | undefined {
  const inside = (log: LogInput): string => log.name.slice(name.length);
  if (file.pack) return logs.find((log) => inside(log) === `/${file.sha256}`);
  const found = logs.filter((log) => file.name.endsWith(inside(log))).sort((a, b) => inside(b).length - inside(a).length)[0];
  if (found) return found;
  // Earlier versions of this program read letters beyond ASCII otherwise.
  const alike = logs.filter((log) => plain(file.name).endsWith(plain(inside(log))));
  return alike.length === 1 ? alike[0] : undefined;
}

const plain = (name: string): string => name.replace(/[^\x20-\x7e]+/g, "?");

function missing(store: Store, delivery: string, name: string): UserError {
  return new UserError("store-damaged", { dir: store.directory, file: `raw/delivery=${delivery}/${name}` });
}
