// A store with every kind of file and a backup of it, made once a run; nobody changes either.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { buffer } from "node:stream/consumers";
import { extract } from "tar-stream";
import { memoria } from "../cli/run-cli.ts";
import { makeStore } from "./care-fixture.ts";
import { madeOnce } from "./made-once.ts";

/** `folder` holds the logs that the store was made from, in `logs`. */
export async function madeBackup(): Promise<{ folder: string; store: string; backup: string }> {
  const folder = await madeOnce("backup", async (place) => makeBackup(place));
  return { folder, store: path.join(folder, "almacen"), backup: path.join(folder, "respaldo.tar") };
}

function makeBackup(folder: string): void {
  const store = makeStore(folder, (args) => memoria(args, folder));
  // What the web application keeps beside the catalog.
  mkdirSync(path.join(store, "memorias", "a", "anexos"), { recursive: true });
  writeFileSync(path.join(store, "memorias", "a", "anexos", `${"ñandú ".repeat(20)}.csv`), "a,b\n");
  mkdirSync(path.join(store, "subidas"));
  writeFileSync(path.join(store, "subidas", "a medias"), Buffer.alloc(1_500_000, 7));
  symlinkSync("/etc/hostname", path.join(store, "subidas", "enlace"));
  const app = new DatabaseSync(path.join(store, "app.sqlite"));
  app.exec("PRAGMA journal_mode = WAL; CREATE TABLE users (name TEXT); INSERT INTO users VALUES ('Ana')");
  app.close();
  const { code, err } = memoria(["backup", "--data", store, "--out", path.join(folder, "respaldo.tar")], folder);
  if (code !== 0 || err !== "") throw new Error(`the backup ended with ${code}: ${err}`);
}

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Entries of a backup as an independent reader finds them. */
export async function entriesOf(file: string): Promise<{ name: string; content: Buffer }[]> {
  const found: { name: string; content: Buffer }[] = [];
  const reader = extract();
  const done = (async () => {
    for await (const entry of reader) found.push({ name: entry.header.name, content: await buffer(entry) });
  })();
  reader.end(readFileSync(file));
  await done;
  return found;
}
