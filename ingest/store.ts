// The store on disk: where batches and raw files lie, who may write, and what a crash left behind.
import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { phaseOf } from "./care/exchange-names.ts";
import { Catalog } from "./catalog.ts";
import { isDatabase } from "./catalog-connection.ts";
import { hasLock, locksFolder, takeLock } from "./delivery-lock.ts";
import { UserError } from "./errors.ts";
import { filesKey } from "./files-key.ts";
import { flush } from "./flush.ts";
import { makeFolder } from "./folders.ts";
import type { RawPack } from "./raw-pack.ts";
import { spillDirectory } from "./spill.ts";
import { catalogFailure, isUnwritable, storeFailure } from "./store-failure.ts";

/** Logs hold addresses of people: what the store makes is its owner's. */
const ownerOnly = 0o700;
const catalogName = "catalog.sqlite";
/** Raw files copied and flushed side by side: the disk gathers the flushes of those that wait together. */
const copiesAtOnce = 16;

/** What was handed in, on its way into the store. */
export interface RawFile {
  path: string;
  sha256: string;
  /** How many bytes were hashed; a log that grew since is kept up to there. */
  bytes?: number;
}

/** A store: a directory, or a temporary one that goes when it is closed and reads raw files where the caller has them. */
export class Store {
  readonly directory: string;
  readonly temporary: boolean;
  readonly catalog: Catalog;
  /** For the engine that works on this store, and for no other. */
  readonly spillDirectory: string;
  /** Nothing can be written there; it can be read all the same. */
  readonly readOnly: boolean;
  readonly #locks = new Map<string, DatabaseSync>();

  private constructor(place: { directory: string; spill: string; temporary?: boolean; readOnly?: boolean }, catalog: Catalog) {
    this.directory = place.directory;
    this.spillDirectory = place.spill;
    this.temporary = place.temporary ?? false;
    this.readOnly = place.readOnly ?? false;
    this.catalog = catalog;
  }

  /**
   * Opens the store in `directory`, and makes it if `create` says so. Without `create`, one that cannot be written (another's, a
   * read-only or a full disk) is opened for reading. Throws `store-not-writable`, `file-not-found`, `store-newer`, `store-damaged`,
   * `store-exchanging`, `disk-full`.
   */
  static async open(directory: string, create = true): Promise<Store> {
    // The engine takes these for patterns in the names of its files.
    if (/[*?[\]]/.test(directory)) throw new UserError("store-not-writable", { dir: directory, reason: "* ? [ ]" });
    if (phaseOf(directory) !== null) throw new UserError("store-exchanging", { dir: directory });
    const catalog = path.join(directory, catalogName);
    // A new catalog would know nothing of them, and the next writer would sweep them.
    if (!isDatabase(catalog) && (await holdsLogs(directory))) throw new UserError("store-damaged", { dir: directory, file: catalogName });
    if (!create && !existsSync(catalog)) throw new UserError("file-not-found", { file: directory });
    try {
      const temporary = path.join(directory, "tmp");
      await makeFolder(temporary, ownerOnly);
      return new Store({ directory, spill: await spillDirectory(temporary) }, new Catalog(catalog));
    } catch (error) {
      if (create || !isUnwritable(error)) throw catalogFailure(error, directory);
    }
    try {
      const spill = await spillDirectory(tmpdir(), "memoria-spill");
      return new Store({ directory, spill, readOnly: true }, await catalogForReading(catalog, spill));
    } catch (error) {
      throw catalogFailure(error, directory);
    }
  }

  /** A store for one command, under `parent` (default: the system's temporary folder). */
  static async openTemporary(parent: string = tmpdir()): Promise<Store> {
    try {
      const directory = await spillDirectory(parent, "memoria");
      const temporary = path.join(directory, "tmp");
      await mkdir(temporary);
      return new Store(
        { directory, spill: await spillDirectory(temporary), temporary: true },
        new Catalog(path.join(directory, catalogName)),
      );
    } catch (error) {
      throw storeFailure(error, parent);
    }
  }

  get temporaryDirectory(): string {
    return path.join(this.directory, "tmp");
  }

  linesDirectory(delivery: string): string {
    return path.join(this.directory, "lines", `delivery=${delivery}`);
  }

  rawDirectory(delivery: string): string {
    return path.join(this.directory, "raw", `delivery=${delivery}`);
  }

  /** Where a lasting store keeps what was handed in: a file named by its SHA-256, or a pack. */
  rawPath(delivery: string, name: string): string {
    return path.join(this.rawDirectory(delivery), name);
  }

  /** What was worked out from the delivery, disposable: see analysis/kept-rollups.ts. */
  rollupsDirectory(delivery: string): string {
    return path.join(this.directory, "rollups", `delivery=${delivery}`);
  }

  batchPath(delivery: string, batch: string): string {
    return path.join(this.linesDirectory(delivery), `${batch}.parquet`);
  }

  /**
   * Takes the delivery for writing until the store closes; the lock goes with the process, however it ends.
   * Then sweeps what a crash left: batches, raw files and temporary files that the catalog does not know.
   * Throws `store-busy`, `store-not-writable`, `disk-full`.
   */
  async lock(delivery: string): Promise<void> {
    if (this.#locks.has(delivery)) return;
    if (this.readOnly) throw new UserError("store-not-writable", { dir: this.directory, reason: "EROFS" });
    try {
      await makeFolder(locksFolder(this.directory), ownerOnly);
      this.#locks.set(delivery, takeLock(this.directory, delivery));
      await makeFolder(this.linesDirectory(delivery), ownerOnly);
      await makeFolder(this.rawDirectory(delivery), ownerOnly);
      await this.sweep(delivery);
    } catch (error) {
      throw storeFailure(error, this.directory);
    }
  }

  /** Whether another process writes the delivery now. */
  isBeingWritten(delivery: string): boolean {
    if (this.#locks.has(delivery) || !hasLock(this.directory, delivery)) return false;
    try {
      takeLock(this.directory, delivery).close();
      return false;
    } catch (error) {
      if (error instanceof UserError && error.code === "store-busy") return true;
      throw storeFailure(error, this.directory);
    }
  }

  /** Removes what no file that counts needs, of a delivery that is locked: drafts, batches and rollups of undone files, raw files never entered. */
  async sweep(delivery: string): Promise<void> {
    const { catalog } = this;
    const batches = new Set([...catalog.batches(delivery)].map((batch) => `${batch}.parquet`));
    const rawNames = catalog.rawNames(delivery);
    await removeFrom(this.linesDirectory(delivery), (name) => !batches.has(name));
    await removeFrom(this.rawDirectory(delivery), (name) => !rawNames.has(name));
    await removeFrom(this.temporaryDirectory, (name) => name.startsWith(temporaryPrefix(delivery)));
    // Of other files than those that count now, no figure is ever asked again; the last analysis stays, and is told to be old.
    const derived = [filesKey(catalog.files(delivery)), catalog.analysisOf(delivery)?.file].filter((name) => name !== undefined);
    const rollups = this.rollupsDirectory(delivery);
    if (existsSync(rollups)) await removeFrom(rollups, (name) => !derived.some((start) => name.startsWith(start)));
  }

  /** A name for a temporary file of this delivery; swept after a crash. */
  temporaryPath(delivery: string, name: string): string {
    return path.join(this.temporaryDirectory, temporaryPrefix(delivery) + name);
  }

  /**
   * Keeps what was handed in, byte for byte; answers where each lies, in their order. Many at once cost one flush of the folder.
   * A temporary store leaves them where they are.
   */
  async keepRawFiles(delivery: string, files: readonly RawFile[]): Promise<string[]> {
    if (this.temporary) return files.map((file) => file.path);
    const queue = new Map(files.map((file) => [file.sha256, file])).values();
    const copies = Array.from({ length: copiesAtOnce }, async () => {
      for (const file of queue) await this.#keepRaw(delivery, file);
    });
    // All of them end before the first failure is told: none goes on writing in a store that is being closed.
    const failed = (await Promise.allSettled(copies)).find((copy) => copy.status === "rejected");
    if (failed) throw failed.reason;
    await flush(this.rawDirectory(delivery));
    return files.map((file) => this.rawPath(delivery, file.sha256));
  }

  /** Keeps a finished pack; answers its name. */
  async keepPack(delivery: string, pack: RawPack): Promise<string> {
    const name = `${await pack.close()}.tar`;
    await this.settle(pack.path, this.rawPath(delivery, name));
    return name;
  }

  async #keepRaw(delivery: string, { path: from, sha256, bytes }: RawFile): Promise<void> {
    const target = this.rawPath(delivery, sha256);
    const there = await stat(target).catch(() => null);
    if (there && (bytes === undefined || there.size === bytes)) return;
    const draft = this.temporaryPath(delivery, `${sha256}.raw`);
    await copyFile(from, draft, constants.COPYFILE_FICLONE);
    if (bytes !== undefined && (await stat(draft)).size > bytes) await truncate(draft, bytes);
    await flush(draft);
    await rename(draft, target);
  }

  /** Flushes a finished temporary file and gives it its name: after this it is whole or absent, whatever happens. */
  async settle(draft: string, target: string): Promise<void> {
    if (!this.temporary) await flush(draft);
    await rename(draft, target);
    if (!this.temporary) await flush(path.dirname(target));
  }

  /** Closes the catalog and gives up the locks; what was not entered is swept, and a temporary store is removed whole. */
  async close(): Promise<void> {
    for (const [delivery, lock] of this.#locks) {
      // Where this fails too, the next writer sweeps.
      if (!this.temporary) await this.sweep(delivery).catch(() => {});
      lock.close();
    }
    this.#locks.clear();
    this.catalog.close();
    await rm(this.temporary ? this.directory : this.spillDirectory, { recursive: true, force: true });
  }
}

/**
 * The catalog of a store that cannot be written. Where another process has it open it is read beside that one; else, as SQLite
 * cannot read a closed one without writing, a copy of it is.
 */
async function catalogForReading(file: string, folder: string): Promise<Catalog> {
  try {
    return new Catalog(file, { readOnly: true });
  } catch {
    // Whatever is wrong with it beside that is wrong with the copy too.
  }
  const copy = path.join(folder, catalogName);
  for (const end of ["", "-wal"]) if (existsSync(file + end)) await copyFile(file + end, copy + end);
  return new Catalog(copy, { directory: path.dirname(file) });
}

/** No delivery's name has a tilde: the files of `a` are never taken for those of `a.b`. */
function temporaryPrefix(delivery: string): string {
  return `${delivery}~`;
}

/** Whether something was handed in. */
async function holdsLogs(directory: string): Promise<boolean> {
  const names = await readdir(path.join(directory, "raw"), { recursive: true }).catch(() => []);
  return names.some((name) => name.includes(path.sep));
}

async function removeFrom(directory: string, unwanted: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(directory)) if (unwanted(name)) await rm(path.join(directory, name), { recursive: true, force: true });
}
