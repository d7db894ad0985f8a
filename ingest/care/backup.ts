// A store in one file, as it was at one moment, while others go on working in it.
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { chmod, lstat, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Catalog } from "../catalog.ts";
import { UserError } from "../errors.ts";
import { flush } from "../flush.ts";
import { spillDirectory } from "../spill.ts";
import type { Store } from "../store.ts";
import { catalogFailure } from "../store-failure.ts";
import { type BackupManifest, freeFolders, isStoreFile, manifestName } from "./backup-manifest.ts";
import { BackupWriter } from "./backup-writer.ts";
import { outputFailure } from "./output-failure.ts";

export interface BackupOptions {
  /** ISO time that the backup is dated with. */
  now: string;
  onProgress?: (progress: { bytesDone: number }) => void;
}

export interface WrittenBackup {
  files: number;
  bytes: number;
  /** Files of the store that are not what was written, or not there: the backup holds them as they are. */
  damaged: string[];
}

/** The catalog is copied anew when a file that it knows went meanwhile; what is still missing after so many copies is missing. */
const mostSnapshots = 5;
const catalogName = "catalog.sqlite";

interface Work {
  store: Store;
  /** A folder of this process's own, beside the backup. */
  staging: string;
  writer: BackupWriter;
  onBytes: (bytes: number) => void;
  damaged: Set<string>;
}

/**
 * Writes the backup to `out`, whole or not at all; one that was there is replaced. It holds what people entered and handed in, the parsed
 * lines and the keys; not what is worked out again. Throws `output-not-writable`, `disk-full`, `store-damaged` for a catalog that is.
 */
export async function backupStore(store: Store, out: string, { now, onProgress = () => {} }: BackupOptions): Promise<WrittenBackup> {
  const target = path.resolve(out);
  if (!path.relative(store.directory, target).startsWith(".."))
    throw new UserError("output-not-writable", { dir: out, reason: store.directory });
  try {
    const staging = await spillDirectory(path.dirname(target), "memoria-backup");
    try {
      return await writeBackup(store, { staging, target, now, onProgress });
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } catch (error) {
    throw outputFailure(error, out);
  }
}

async function writeBackup(
  store: Store,
  {
    staging,
    target,
    now,
    onProgress,
  }: { staging: string; target: string; now: string; onProgress: (progress: { bytesDone: number }) => void },
): Promise<WrittenBackup> {
  const draft = path.join(staging, "backup.tar");
  const writer = await BackupWriter.create(draft);
  const progress = { bytesDone: 0 };
  const onBytes = (bytes: number): void => {
    progress.bytesDone += bytes;
    onProgress(progress);
  };
  const work: Work = { store, staging, writer, onBytes, damaged: new Set() };
  try {
    // The other databases first: files that they name are still there, as long as nobody deletes them.
    const databases = await copyOtherDatabases(work);
    const known = await addKnownFiles(work);
    for (const name of await freeFiles(store)) {
      known.add(name);
      if ((await writer.addFile(name, path.join(store.directory, name), onBytes)) === null) known.delete(name);
    }
    for (const name of [...databases, catalogName]) {
      known.add(name);
      await writer.addFile(name, path.join(staging, name), onBytes);
    }
    const files = [...writer.entries.values()].filter(({ name }) => known.has(name));
    for (const name of known) if (!writer.entries.has(name)) work.damaged.add(name);
    const manifest: BackupManifest = { memoriaBackup: 1, createdAt: now, files };
    await writer.close(manifestName, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
    await chmod(draft, 0o600);
    await flush(draft);
    await rename(draft, target);
    await flush(path.dirname(target));
    return { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), damaged: [...work.damaged].sort() };
  } catch (error) {
    await writer.remove();
    throw error;
  }
}

/** Adds all that the catalog knows, and leaves its copy in the staging folder: of one moment, at which every file was there. Answers their names. */
async function addKnownFiles(work: Work): Promise<Set<string>> {
  for (let snapshot = 1; ; snapshot++) {
    const known = knownFiles(work);
    let gone = 0;
    for (const [name, sha256] of known) {
      const entry = work.writer.entries.get(name) ?? (await work.writer.addFile(name, path.join(work.store.directory, name), work.onBytes));
      if (entry === null) gone++;
      else if (sha256 !== null && entry.sha256 !== sha256) work.damaged.add(name);
    }
    // A key may be destroyed, and is not missed then; anything else went with a file that was taken back, or is missing.
    if (gone === 0 || snapshot === mostSnapshots) return new Set(known.keys());
  }
}

/** What a fresh copy of the catalog knows, with the hash of each where that is recorded. */
function knownFiles({ store, staging }: Work): Map<string, string | null> {
  const copy = path.join(staging, catalogName);
  // SQLite copies into a file that is not there.
  rmSync(copy, { force: true });
  store.catalog.copyTo(copy);
  const catalog = new Catalog(copy, { readOnly: true, directory: store.directory });
  try {
    const known = new Map<string, string | null>();
    for (const delivery of catalog.deliveries()) {
      for (const name of catalog.rawNames(delivery)) known.set(`raw/delivery=${delivery}/${name}`, name.endsWith(".tar") ? null : name);
      const records = catalog.batchRecords(delivery);
      for (const batch of catalog.batches(delivery))
        known.set(`lines/delivery=${delivery}/${batch}.parquet`, records.get(batch)?.sha256 ?? null);
      const key = `keys/${delivery}`;
      if (existsSync(path.join(store.directory, key))) known.set(key, catalog.keyHash(delivery));
    }
    return known;
  } finally {
    catalog.close();
  }
}

async function copyOtherDatabases({ store, staging }: Work): Promise<string[]> {
  const names = (await readdir(store.directory))
    .filter((name) => name.endsWith(".sqlite") && name !== catalogName && isStoreFile(name))
    .sort();
  for (const name of names) {
    try {
      copyOther(path.join(store.directory, name), path.join(staging, name), store.readOnly);
    } catch (error) {
      throw catalogFailure(error, store.directory);
    }
  }
  return names;
}

/** Of a store that cannot be written its files are copied first: SQLite cannot read a closed one without writing. */
function copyOther(file: string, copy: string, isReadOnly: boolean): void {
  const from = isReadOnly ? `${copy}.from` : file;
  if (isReadOnly) for (const end of ["", "-wal"]) if (existsSync(file + end)) copyFileSync(file + end, from + end);
  const database = new DatabaseSync(from, { timeout: 30_000 });
  try {
    database.prepare("VACUUM INTO ?").run(copy);
  } finally {
    database.close();
  }
}

/** Files in the folders of the web application; links and what else is no file stay out. */
async function freeFiles(store: Store): Promise<string[]> {
  const files: string[] = [];
  for (const folder of freeFolders) {
    const entries = await readdir(path.join(store.directory, folder), { recursive: true }).catch(() => []);
    for (const entry of entries.sort()) {
      const name = `${folder}/${entry.split(path.sep).join("/")}`;
      const facts = await lstat(path.join(store.directory, name)).catch(() => null);
      if (facts?.isFile() && isStoreFile(name)) files.push(name);
    }
  }
  return files;
}
