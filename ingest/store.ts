// The store on disk: where batches and raw files lie, who may write, and what a crash left behind.
import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Catalog } from "./catalog.ts";
import { UserError } from "./errors.ts";
import { makeFolder } from "./folders.ts";
import { spillDirectory } from "./spill.ts";

/** Logs hold addresses of people: what the store makes is its owner's. */
const ownerOnly = 0o700;

/** A store: a directory, or a temporary one that goes when it is closed and reads raw files where the caller has them. */
export class Store {
  readonly directory: string;
  readonly temporary: boolean;
  readonly catalog: Catalog;
  /** For the engine that works on this store, and for no other. */
  readonly spillDirectory: string;
  readonly #locks = new Map<string, DatabaseSync>();

  private constructor(directory: string, temporary: boolean, spill: string) {
    this.directory = directory;
    this.spillDirectory = spill;
    this.temporary = temporary;
    this.catalog = new Catalog(path.join(directory, "catalog.sqlite"));
  }

  /** Opens the store in `directory`, and makes it if `create` says so. Throws `store-not-writable`, `file-not-found`. */
  static async open(directory: string, create = true): Promise<Store> {
    // The engine takes these for patterns in the names of its files.
    if (/[*?[\]]/.test(directory)) throw new UserError("store-not-writable", { dir: directory, reason: "* ? [ ]" });
    if (!create && !existsSync(path.join(directory, "catalog.sqlite"))) throw new UserError("file-not-found", { file: directory });
    try {
      await makeFolder(path.join(directory, "tmp"), ownerOnly);
      return new Store(directory, false, await spillDirectory(path.join(directory, "tmp")));
    } catch (error) {
      throw storeFailure(error, directory);
    }
  }

  /** A store for one command, under `parent` (default: the system's temporary folder). */
  static async openTemporary(parent: string = tmpdir()): Promise<Store> {
    try {
      const directory = await mkdtemp(path.join(parent, "memoria-"));
      await mkdir(path.join(directory, "tmp"));
      return new Store(directory, true, await spillDirectory(path.join(directory, "tmp")));
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

  batchPath(delivery: string, batch: string): string {
    return path.join(this.linesDirectory(delivery), `${batch}.parquet`);
  }

  /**
   * Takes the delivery for writing until the store closes; the lock goes with the process, however it ends.
   * Then sweeps what a crash left: batches, raw files and temporary files that the catalog does not know. Throws `store-busy`.
   */
  async lock(delivery: string): Promise<void> {
    if (this.#locks.has(delivery)) return;
    await makeFolder(path.join(this.directory, "locks"), ownerOnly);
    const lock = new DatabaseSync(path.join(this.directory, "locks", `${delivery}.sqlite`));
    try {
      lock.exec("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");
    } catch {
      lock.close();
      throw new UserError("store-busy", { delivery });
    }
    this.#locks.set(delivery, lock);
    await makeFolder(this.linesDirectory(delivery), ownerOnly);
    await makeFolder(this.rawDirectory(delivery), ownerOnly);
    await this.#sweep(delivery);
  }

  async #sweep(delivery: string): Promise<void> {
    const { catalog } = this;
    const batches = new Set([...catalog.batches(delivery)].map((batch) => `${batch}.parquet`));
    const hashes = catalog.rawHashes(delivery);
    await removeFrom(this.linesDirectory(delivery), (name) => !batches.has(name));
    await removeFrom(this.rawDirectory(delivery), (name) => !hashes.has(name));
    await removeFrom(this.temporaryDirectory, (name) => name.startsWith(temporaryPrefix(delivery)));
  }

  /** A name for a temporary file of this delivery; swept after a crash. */
  temporaryPath(delivery: string, name: string): string {
    return path.join(this.temporaryDirectory, temporaryPrefix(delivery) + name);
  }

  /** Keeps what was handed in, byte for byte; answers where it lies. A temporary store leaves it where it is. */
  async keepRaw(delivery: string, sourcePath: string, sha256: string): Promise<string> {
    if (this.temporary) return sourcePath;
    const target = path.join(this.rawDirectory(delivery), sha256);
    const draft = this.temporaryPath(delivery, `${sha256}.raw`);
    await copyFile(sourcePath, draft, constants.COPYFILE_FICLONE);
    await this.settle(draft, target);
    return target;
  }

  /** Flushes a finished temporary file and gives it its name: after this it is whole or absent, whatever happens. */
  async settle(draft: string, target: string): Promise<void> {
    if (!this.temporary) await flush(draft);
    await rename(draft, target);
    if (!this.temporary) await flush(path.dirname(target));
  }

  /** Closes the catalog and gives up the locks; a temporary store is removed whole. */
  async close(): Promise<void> {
    for (const lock of this.#locks.values()) lock.close();
    this.#locks.clear();
    this.catalog.close();
    await rm(this.temporary ? this.directory : this.spillDirectory, { recursive: true, force: true });
  }
}

/** No delivery's name has a tilde: the files of `a` are never taken for those of `a.b`. */
function temporaryPrefix(delivery: string): string {
  return `${delivery}~`;
}

async function removeFrom(directory: string, unwanted: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(directory)) if (unwanted(name)) await rm(path.join(directory, name), { recursive: true, force: true });
}

async function flush(target: string): Promise<void> {
  const handle = await open(target, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function storeFailure(error: unknown, dir: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOENT", "ENOSPC"].includes(code) || code.startsWith("ERR_SQLITE")) {
    return new UserError("store-not-writable", { dir, reason: code });
  }
  return error;
}
