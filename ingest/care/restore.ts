// A backup back into a store: every name and hash proven first, and all of it there at once, or nothing.
import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { Catalog } from "../catalog.ts";
import { isDatabase } from "../catalog-connection.ts";
import { type BackupProblem, UserError } from "../errors.ts";
import { flush } from "../flush.ts";
import { makeFolder } from "../folders.ts";
import { readFailure } from "../read-failure.ts";
import { spillDirectory } from "../spill.ts";
import { DamagedBytes, UnreadableWrapping } from "../wrappings/damage.ts";
import type { ArchiveEntry } from "../wrappings/entry.ts";
import { rawFile } from "../wrappings/source.ts";
import { tarEntries } from "../wrappings/tar.ts";
import { type BackupManifest, backupManifest, isStoreFile, manifestName } from "./backup-manifest.ts";
import { outputFailure } from "./output-failure.ts";

export interface RestoredStore {
  files: number;
  bytes: number;
  /** ISO time of the backup. */
  createdAt: string;
}

export interface RestoreOptions {
  onProgress?: (progress: { bytesDone: number }) => void;
}

const blockBytes = 1024 * 1024;
/** More than any store has: a crafted tar of empty files would fill the disk with names. */
const mostEntries = 2_000_000;
const mostManifestBytes = 512 * 1024 * 1024;

/** Makes the error that refuses a backup. */
type Refusal = (problem: BackupProblem, entry?: string) => UserError<"backup-invalid">;

/** What was taken out of a backup. */
type Extracted = Map<string, { sha256: string; bytes: number }>;

/**
 * Restores a backup into `dir`, which is empty or not there. Throws `restore-not-empty`, `backup-invalid`, `store-newer`,
 * `output-not-writable`, `disk-full`, `file-not-found`.
 */
export async function restoreStore(file: string, dir: string, { onProgress = () => {} }: RestoreOptions = {}): Promise<RestoredStore> {
  const target = path.resolve(dir);
  // See Store.open.
  if (/[*?[\]]/.test(target)) throw new UserError("store-not-writable", { dir, reason: "* ? [ ]" });
  const isThere = await isEmptyFolder(target, dir);
  await readable(file);
  try {
    const parent = path.dirname(target);
    await makeFolder(parent);
    const staging = await spillDirectory(parent, "memoria-restore");
    try {
      const store = path.join(staging, "store");
      await mkdir(store, { mode: 0o700 });
      const restored = await takeOut(file, store, onProgress);
      if (isThere) await rmdir(target);
      await rename(store, target);
      await flush(parent);
      return restored;
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } catch (error) {
    throw outputFailure(error, dir);
  }
}

/** Whether it is there. Throws `restore-not-empty`, `output-not-writable`. */
async function isEmptyFolder(target: string, dir: string): Promise<boolean> {
  const names = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw outputFailure(error, dir);
  });
  if (names !== null && names.length > 0) throw new UserError("restore-not-empty", { dir });
  return names !== null;
}

async function readable(file: string): Promise<void> {
  const handle = await open(file, "r").catch((error: unknown) => {
    throw readFailure(error, file);
  });
  await handle.close();
}

async function takeOut(file: string, store: string, onProgress: (progress: { bytesDone: number }) => void): Promise<RestoredStore> {
  const refuse: Refusal = (problem, entry = "") => new UserError("backup-invalid", { file, entry, problem });
  const raw = rawFile(file, blockBytes, () => {});
  const found: Extracted = new Map();
  let last = "";
  try {
    for await (const entry of tarEntries(raw.source)) {
      last = entry.name;
      if (found.size >= mostEntries) throw refuse("many");
      if (entry.kind !== "file") throw refuse("kind", entry.name);
      if (entry.name !== manifestName && !isStoreFile(entry.name)) throw refuse("name", entry.name);
      if (found.has(entry.name)) throw refuse("twice", entry.name);
      found.set(entry.name, await write(entry, path.join(store, entry.name), refuse));
      onProgress({ bytesDone: raw.position() });
    }
  } catch (error) {
    if (error instanceof UnreadableWrapping) throw refuse("kind", last);
    throw error instanceof DamagedBytes ? refuse("cut", last) : error;
  }
  if (last !== manifestName) throw refuse("manifest", last);
  const manifest = await manifestOf(path.join(store, manifestName), refuse);
  await keepListed(store, manifest, found, refuse);
  await flushFolders(store);
  return { files: manifest.files.length, bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0), createdAt: manifest.createdAt };
}

/** A name that differs from another's only in what this file system does not tell apart is there twice. */
async function write(entry: ArchiveEntry, target: string, refuse: Refusal) {
  await makeFolder(path.dirname(target), 0o700);
  const handle: FileHandle = await open(target, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw ["EEXIST", "EISDIR"].includes(error.code ?? "") ? refuse("twice", entry.name) : error;
  });
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const block of entry.content()) {
      bytes += block.length;
      hash.update(block);
      await handle.appendFile(block);
    }
    await handle.sync();
    return { sha256: hash.digest("hex"), bytes };
  } finally {
    await handle.close();
  }
}

async function manifestOf(place: string, refuse: Refusal): Promise<BackupManifest> {
  const text = await readFile(place, { encoding: "utf8" });
  if (text.length > mostManifestBytes) throw refuse("manifest", manifestName);
  try {
    return backupManifest.parse(JSON.parse(text));
  } catch {
    throw refuse("manifest", manifestName);
  }
}

/** Proves what the manifest lists, and drops what it does not: files that went while the backup was written. */
async function keepListed(store: string, manifest: BackupManifest, found: Extracted, refuse: Refusal): Promise<void> {
  const listed = new Set(manifest.files.map(({ name }) => name));
  for (const { name, sha256, bytes } of manifest.files) {
    const file = found.get(name);
    if (!file) throw refuse("missing", name);
    if (file.sha256 !== sha256 || file.bytes !== bytes) throw refuse("changed", name);
  }
  if (!listed.has("catalog.sqlite")) throw refuse("missing", "catalog.sqlite");
  for (const name of found.keys()) if (!listed.has(name)) await rm(path.join(store, name));
  openOnce(path.join(store, "catalog.sqlite"), refuse("changed", "").facts.file, refuse);
}

/** The catalog must be one that this version reads. Throws `store-newer`. */
function openOnce(file: string, directory: string, refuse: Refusal): void {
  if (!isDatabase(file)) throw refuse("changed", "catalog.sqlite");
  try {
    new Catalog(file, { directory }).close();
  } catch (error) {
    throw error instanceof UserError && ["store-newer", "disk-full"].includes(error.code) ? error : refuse("changed", "catalog.sqlite");
  }
}

async function flushFolders(store: string): Promise<void> {
  const entries = await readdir(store, { recursive: true, withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await flush(path.join(entry.parentPath, entry.name));
  await flush(store);
}
