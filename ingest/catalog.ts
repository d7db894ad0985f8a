// The catalog of a store: deliveries, batches and files, small and transactional.
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { migrations } from "./catalog-migrations.ts";
import { UserError } from "./errors.ts";

/** One ingested file with its line classes. */
export interface FileRecord {
  id: number;
  batch: string | null;
  name: string;
  /** Where its bytes are: inside the store, or the caller's path in a temporary store. */
  path: string;
  wrapping: string;
  sha256: string;
  contentSha256: string;
  bytes: number;
  format: string;
  source: string;
  role: "edge" | "origin";
  parserVersion: number;
  /** Row in its batch at which its first line stands. */
  rowOffset: number;
  read: number;
  hits: number;
  blank: number;
  directives: number;
  rejected: number;
  firstSecond: number | null;
  lastSecond: number | null;
  replacedLines: number;
  carriageReturns: number;
  cutLines: number;
  rejectedByReason: Record<string, number>;
  /** Byte at which what was handed in is damaged: it was read up to there, as the user asked. */
  damageOffset: number | null;
  damageReason: string | null;
  /** The archive that is damaged behind this file, the last that could be read of it; null: the file itself is. */
  damagedArchive: string | null;
  /** Hits of data that its CDN sampled. */
  sampledLines: number;
  /** Another format that reads a good part of the lines. */
  mixedWith: string | null;
  /** Zone of its times, where the lines do not say. */
  timeZone: string | null;
  /** Name of the pack in which its bytes are kept, under its SHA-256; null: they lie in a file of their own. */
  pack: string | null;
}

/** The last analysis of a delivery: what it was made from, and the file of it among the rollups. */
export interface KeptAnalysisRecord {
  /** See `filesKey`. */
  filesKey: string;
  /** Hash of everything that it depends on, but the moment at which it was made. */
  inputsKey: string;
  /** Name in the delivery's folder of rollups, and the SHA-256 of its bytes. */
  file: string;
  sha256: string;
  /** ISO time. */
  generatedAt: string;
}

const columns = [
  "id",
  "batch",
  "name",
  "path",
  "wrapping",
  "sha256",
  "contentSha256",
  "bytes",
  "format",
  "source",
  "role",
  "parserVersion",
  "rowOffset",
  "read",
  "hits",
  "blank",
  "directives",
  "rejected",
  "firstSecond",
  "lastSecond",
  "replacedLines",
  "carriageReturns",
  "cutLines",
  "rejectedByReason",
  "damageOffset",
  "damageReason",
  "damagedArchive",
  "sampledLines",
  "mixedWith",
  "timeZone",
  "pack",
] as const satisfies readonly (keyof FileRecord)[];

/** The catalog database of one store. Every change is one transaction. */
export class Catalog {
  readonly #db: DatabaseSync;

  /** `readOnly`: nothing is made or changed. Throws `store-newer`; what SQLite throws where it cannot be opened. */
  constructor(file: string, readOnly = false) {
    // The wait comes first: another process may be making the same catalog.
    this.#db = new DatabaseSync(file, { timeout: 30_000, readOnly });
    try {
      if (!readOnly) this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
      this.#migrate(file);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** Brings an older catalog to this version, whole or not at all. */
  #migrate(file: string): void {
    if (this.#version() === migrations.length) return;
    this.#transaction(() => {
      const version = this.#version();
      if (version > migrations.length) throw new UserError("store-newer", { dir: path.dirname(file), version, known: migrations.length });
      for (const step of migrations.slice(version)) this.#db.exec(step);
      this.#db.exec(`PRAGMA user_version = ${migrations.length}`);
    });
  }

  #version(): number {
    return Number(this.#db.prepare("PRAGMA user_version").get()?.["user_version"]);
  }

  deliveries(): string[] {
    return this.#db
      .prepare("SELECT id FROM deliveries ORDER BY id")
      .all()
      .map((row) => String(row["id"]));
  }

  /** A number that no file of the store has or will have: deliveries are written side by side. */
  reserveFileId(): number {
    return this.reserveFileIds(1);
  }

  /** The first of so many such numbers in a row, in one transaction: each costs the disk a flush. */
  reserveFileIds(count: number): number {
    const row = this.#db.prepare("UPDATE counters SET value = value + ? WHERE name = 'files' RETURNING value").get(count);
    return Number(row?.["value"]) - count + 1;
  }

  /**
   * Enters files, all or none, and with them the delivery if it is not there yet. `createdAt`: ISO time. `replaced` are taken back in
   * the same transaction. Throws `file-id-unknown`, `file-undone`.
   */
  addFiles(
    delivery: string,
    files: readonly FileRecord[],
    { createdAt, replaced }: { createdAt: string; replaced: readonly number[] },
  ): void {
    const insert = this.#db.prepare(
      `INSERT INTO files (delivery, ${columns.join(", ")}) VALUES ($delivery, ${columns.map((c) => `$${c}`).join(", ")})`,
    );
    this.#transaction(() => {
      this.#db.prepare("INSERT INTO deliveries (id, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING").run(delivery, createdAt);
      for (const id of replaced) this.#undo(delivery, id);
      // A file that has the bytes of another comes after it.
      for (const file of files.toSorted((a, b) => a.id - b.id)) {
        insert.run({
          $delivery: delivery,
          ...Object.fromEntries(columns.map((c) => [`$${c}`, c === "rejectedByReason" ? JSON.stringify(file[c]) : file[c]])),
        });
      }
    });
  }

  /**
   * Takes a file back: from now on it counts for nothing. Its row stays, as the record that it was handed in.
   * Throws `file-id-unknown`, `file-undone`.
   */
  undoFile(delivery: string, id: number): void {
    this.#transaction(() => this.#undo(delivery, id));
  }

  #undo(delivery: string, id: number): void {
    this.file(delivery, String(id));
    this.#db.prepare("UPDATE files SET undone = 1 WHERE id = ?").run(id);
  }

  /** Takes all rows of a delivery out: that it was there is nobody's knowledge from now on. Its files on disk are the caller's. */
  removeDelivery(delivery: string): void {
    const tables = this.#db.prepare(
      "SELECT m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' AND c.name = 'delivery'",
    );
    this.#transaction(() => {
      for (const { name } of tables.all()) this.#db.prepare(`DELETE FROM ${String(name)} WHERE delivery = ?`).run(delivery);
      this.#db.prepare("DELETE FROM deliveries WHERE id = ?").run(delivery);
    });
  }

  /** The file of this number, as a person writes it. Throws `file-id-unknown`, naming the known ones, or `file-undone`. */
  file(delivery: string, id: string): FileRecord {
    const files = this.files(delivery);
    const found = files.find((file) => String(file.id) === id);
    if (found) return found;
    const undone = this.#db.prepare("SELECT name FROM files WHERE delivery = ? AND CAST(id AS TEXT) = ?").get(delivery, id);
    if (undone) throw new UserError("file-undone", { id, file: String(undone["name"]) });
    throw new UserError("file-id-unknown", { id, delivery, known: named(files) });
  }

  /** The files that count, in the order in which they were entered. */
  files(delivery: string): FileRecord[] {
    return this.#db
      .prepare(`SELECT ${columns.join(", ")} FROM files WHERE delivery = ? AND undone = 0 ORDER BY id`)
      .all(delivery)
      .map((row) => ({ ...row, rejectedByReason: JSON.parse(String(row["rejectedByReason"])) }) as unknown as FileRecord);
  }

  /** Names of the batches that hold lines of a file that counts. */
  batches(delivery: string): Set<string> {
    const rows = this.#db.prepare("SELECT DISTINCT batch FROM files WHERE delivery = ? AND undone = 0 AND batch IS NOT NULL").all(delivery);
    return new Set(rows.map((row) => String(row["batch"])));
  }

  /** SHA-256 of every file that was handed in, undone or not. */
  rawNames(delivery: string): Set<string> {
    const rows = this.#db.prepare("SELECT DISTINCT coalesce(pack, sha256) AS name FROM files WHERE delivery = ?").all(delivery);
    return new Set(rows.map((row) => String(row["name"])));
  }

  /** The last analysis that was kept, if there is one. */
  analysisOf(delivery: string): KeptAnalysisRecord | undefined {
    const row = this.#db.prepare("SELECT filesKey, inputsKey, file, sha256, generatedAt FROM analyses WHERE delivery = ?").get(delivery);
    return row && ({ ...row } as unknown as KeptAnalysisRecord);
  }

  /** Enters an analysis in the place of the one before it. */
  enterAnalysis(delivery: string, kept: KeptAnalysisRecord): void {
    this.#db
      .prepare(
        `INSERT INTO analyses (delivery, filesKey, inputsKey, file, sha256, generatedAt) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (delivery) DO UPDATE SET filesKey = excluded.filesKey, inputsKey = excluded.inputsKey, file = excluded.file,
           sha256 = excluded.sha256, generatedAt = excluded.generatedAt`,
      )
      .run(delivery, kept.filesKey, kept.inputsKey, kept.file, kept.sha256, kept.generatedAt);
  }

  close(): void {
    this.#db.close();
  }

  #transaction(work: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#db.exec("COMMIT");
    } catch (error) {
      // On a full disk SQLite may have rolled back by itself.
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}

const mostNamed = 20;

/** The files of a delivery for an error message: numbers and names, the first few. */
function named(files: readonly FileRecord[]): string {
  const first = files.slice(0, mostNamed).map((file) => `${file.id} (${file.name})`);
  return [...first, ...(files.length > mostNamed ? ["…"] : [])].join(", ");
}
