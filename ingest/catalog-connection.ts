// The connection to a catalog: opened, brought to this version, checked and copied; what SQLite says is told so that a person can act.
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { migrations } from "./catalog-migrations.ts";
import { UserError } from "./errors.ts";
import { catalogFailure } from "./store-failure.ts";
import { fileHead } from "./wrappings/source.ts";

/** Whether a file begins as SQLite's do: an empty or a very short one would be taken for a new database. */
export function isDatabase(file: string): boolean {
  try {
    return fileHead(file, signature.length).equals(signature);
  } catch {
    return false;
  }
}

const signature = Buffer.from("SQLite format 3\0");

export class CatalogConnection {
  protected readonly db: DatabaseSync;
  /** The store's folder. */
  protected readonly directory: string;

  /**
   * `readOnly`: nothing is made or changed. `directory`: the store's, where the catalog is a copy that lies elsewhere.
   * Throws `store-newer`; what SQLite throws where it cannot be opened.
   */
  constructor(file: string, { readOnly = false, directory = path.dirname(file) } = {}) {
    this.directory = directory;
    // The wait comes first: another process may be making the same catalog.
    this.db = new DatabaseSync(file, { timeout: 30_000, readOnly });
    try {
      if (!readOnly) this.db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
      this.#migrate();
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  /** Brings an older catalog to this version, whole or not at all. */
  #migrate(): void {
    if (this.#version() === migrations.length) return;
    this.transaction(() => {
      const version = this.#version();
      if (version > migrations.length) throw new UserError("store-newer", { dir: this.directory, version, known: migrations.length });
      for (const step of migrations.slice(version)) this.db.exec(step);
      this.db.exec(`PRAGMA user_version = ${migrations.length}`);
    });
  }

  #version(): number {
    return Number(this.db.prepare("PRAGMA user_version").get()?.["user_version"]);
  }

  /** What SQLite finds wrong in the file itself: nothing, or the first of it. */
  damages(): string[] {
    return this.told(() => [
      ...this.db
        .prepare("PRAGMA integrity_check(10)")
        .all()
        .map((row) => String(row["integrity_check"]))
        .filter((text) => text !== "ok"),
      ...this.db
        .prepare("PRAGMA foreign_key_check")
        .all()
        .map((row) => `${row["table"]} ${row["rowid"]}`),
    ]);
  }

  /** Makes the indexes again from the rows. */
  reindex(): void {
    this.told(() => this.db.exec("REINDEX"));
  }

  /** Writes a copy of the catalog as it is at this moment, whoever else writes. */
  copyTo(file: string): void {
    this.told(() => this.db.prepare("VACUUM INTO ?").run(file));
  }

  close(): void {
    this.db.close();
  }

  protected damaged(): UserError {
    return new UserError("store-damaged", { dir: this.directory, file: "catalog.sqlite" });
  }

  protected told<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw catalogFailure(error, this.directory);
    }
  }

  protected transaction(work: () => void): void {
    this.told(() => {
      this.db.exec("BEGIN IMMEDIATE");
      try {
        work();
        this.db.exec("COMMIT");
      } catch (error) {
        // On a full disk SQLite may have rolled back by itself.
        if (this.db.isTransaction) this.db.exec("ROLLBACK");
        throw error;
      }
    });
  }
}
