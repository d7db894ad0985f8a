// The catalog of a store: deliveries, batches and files, small and transactional.
import path from "node:path";
import { CatalogConnection } from "./catalog-connection.ts";
import { type BatchRecord, type FileRecord, fileColumns, type KeptAnalysisRecord } from "./catalog-records.ts";
import { type FileRow, type SealState, sealDelivery, sealedRows, sealOf, sealText } from "./catalog-seal.ts";
import { UserError } from "./errors.ts";
import { joinedLeftOut, type LeftOut } from "./left-out.ts";

/** Of an INTEGER column of a batch. */
const greatestFileId = 2 ** 31 - 1;

interface KnownFiles {
  seal: string | null;
  all: readonly (FileRecord & { undone: boolean })[];
  /** Those that count. */
  counting: readonly FileRecord[];
}

/** The catalog database of one store. Every change is one transaction. All of it throws `store-damaged` for what cannot be what was written. */
export class Catalog extends CatalogConnection {
  /** Deliveries with the seals that were found whole: each is proven once. */
  readonly #proven = new Map<string, string>();
  /** Their files under the seal: thousands are asked for again and again. */
  readonly #known = new Map<string, KnownFiles>();

  deliveries(): string[] {
    return this.told(() =>
      this.db
        .prepare("SELECT id FROM deliveries ORDER BY id")
        .all()
        .map((row) => String(row["id"])),
    );
  }

  /** A number that no file of the store has or will have: deliveries are written side by side. */
  reserveFileId(): number {
    return this.reserveFileIds(1);
  }

  /** The first of so many such numbers in a row, in one transaction: each costs the disk a flush. */
  reserveFileIds(count: number): number {
    const row = this.told(() =>
      this.db
        .prepare(
          `UPDATE counters SET value = max(value, (SELECT coalesce(max(id), 0) FROM files)) + ? WHERE name = 'files' RETURNING value`,
        )
        .get(count),
    );
    const last = Number(row?.["value"]);
    if (!(last >= count && last <= greatestFileId)) throw this.damaged();
    return last - count + 1;
  }

  /**
   * Enters files, all or none, and with them the delivery if it is not there yet, and their batches as written. `createdAt`: ISO time.
   * `replaced` are taken back in the same transaction. Throws `file-id-unknown`, `file-undone`.
   */
  addFiles(
    delivery: string,
    files: readonly FileRecord[],
    { createdAt, replaced, batches }: { createdAt: string; replaced: readonly number[]; batches: readonly BatchRecord[] },
  ): void {
    const insert = this.told(() =>
      this.db.prepare(`INSERT INTO files (delivery, ${fileColumns.join(", ")}) VALUES (?, ${fileColumns.map(() => "?").join(", ")})`),
    );
    this.#changeFiles(delivery, () => {
      this.db.prepare("INSERT INTO deliveries (id, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING").run(delivery, createdAt);
      for (const id of replaced) this.#undo(delivery, id);
      for (const batch of batches) this.#enterBatch(delivery, batch);
      // A file that has the bytes of another comes after it.
      for (const file of files.toSorted((a, b) => a.id - b.id)) {
        insert.run(delivery, ...fileColumns.map((column) => storedValue(file[column])));
      }
      for (const id of replaced) this.#handOnLeftOut(delivery, id);
    });
  }

  /**
   * Takes a file back: from now on it counts for nothing. Its row stays, as the record that it was handed in.
   * Throws `file-id-unknown`, `file-undone`.
   */
  undoFile(delivery: string, id: number): void {
    this.#changeFiles(delivery, () => {
      this.#undo(delivery, id);
      this.#handOnLeftOut(delivery, id);
    });
  }

  #undo(delivery: string, id: number): void {
    this.file(delivery, String(id));
    this.db.prepare("UPDATE files SET undone = 1 WHERE id = ?").run(id);
  }

  /** What a file that was taken back told of its archive, another log of the archive tells, as long as one counts. */
  #handOnLeftOut(delivery: string, id: number): void {
    const carried = this.db.prepare("SELECT sha256, leftOut FROM files WHERE id = ? AND leftOut IS NOT NULL").get(id);
    const heir =
      carried &&
      this.db
        .prepare("SELECT id, leftOut FROM files WHERE delivery = ? AND undone = 0 AND sha256 = ? ORDER BY id LIMIT 1")
        .get(delivery, carried["sha256"] ?? null);
    if (!carried || !heir) return;
    const set = this.db.prepare("UPDATE files SET leftOut = ? WHERE id = ?");
    set.run(JSON.stringify(joinedLeftOut(leftOutIn(heir), leftOutIn(carried))), heir["id"] ?? null);
    set.run(null, id);
  }

  /** Takes all rows of a delivery out: that it was there is nobody's knowledge from now on. Its files on disk are the caller's. */
  removeDelivery(delivery: string): void {
    const tables = this.db.prepare(
      "SELECT m.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' AND c.name = 'delivery'",
    );
    this.transaction(() => {
      for (const { name } of tables.all()) this.db.prepare(`DELETE FROM ${String(name)} WHERE delivery = ?`).run(delivery);
      this.db.prepare("DELETE FROM deliveries WHERE id = ?").run(delivery);
    });
  }

  /** The file of this number, as a person writes it. Throws `file-id-unknown`, naming the known ones, or `file-undone`. */
  file(delivery: string, id: string): FileRecord {
    const files = this.files(delivery);
    const found = files.find((file) => String(file.id) === id);
    if (found) return found;
    const undone = this.filesWithUndone(delivery).find((file) => String(file.id) === id);
    if (undone) throw new UserError("file-undone", { id, file: undone.name });
    throw new UserError("file-id-unknown", { id, delivery, known: named(files) });
  }

  /** The files that count, in the order in which they were entered. */
  files(delivery: string): FileRecord[] {
    return [...this.#files(delivery).counting];
  }

  /** Every file that was handed in, those that were taken back too. */
  filesWithUndone(delivery: string): (FileRecord & { undone: boolean })[] {
    return [...this.#files(delivery).all];
  }

  #files(delivery: string): KnownFiles {
    const known = this.#known.get(delivery);
    if (known && known.seal === this.told(() => sealText(this.db, delivery))) return known;
    const rows = this.#rows(delivery);
    return this.#know(delivery, this.#proven.get(delivery) ?? null, rows);
  }

  #know(delivery: string, seal: string | null, rows: readonly FileRow[]): KnownFiles {
    const all = rows.map((row) => ({ ...this.#record(delivery, row), undone: row["undone"] !== 0 }));
    const counting = all.filter(({ undone }) => !undone).map(({ undone: _, ...file }) => file);
    if (seal !== null) this.#known.set(delivery, { seal, all, counting });
    return { seal, all, counting };
  }

  /** Proven against their seal before they say anything: what they name is counted, and what they do not name is swept. */
  #rows(delivery: string): FileRow[] {
    return this.told(() => {
      const { rows, seal } = sealedRows(this.db, delivery);
      if (seal === null || this.#proven.get(delivery) === seal) return rows;
      if (sealOf(rows) !== seal) throw this.damaged();
      this.#proven.set(delivery, seal);
      return rows;
    });
  }

  #record(delivery: string, { undone: _, seal: __, ...row }: FileRow): FileRecord {
    const told = { rejectedByReason: JSON.parse(String(row["rejectedByReason"])), leftOut: leftOutIn(row) };
    const record = { ...row, ...told } as unknown as FileRecord;
    // A store may be moved or restored elsewhere: what lies in it is found from where it is now.
    const within = `${path.sep}raw${path.sep}delivery=${delivery}${path.sep}${record.pack ?? record.sha256}`;
    if (record.path.endsWith(within)) record.path = path.join(this.directory, within);
    return record;
  }

  /** How the rows of a delivery stand against their seal. */
  sealState(delivery: string): SealState {
    return this.told(() => {
      const { rows, seal } = sealedRows(this.db, delivery);
      return seal === null ? "unsealed" : sealOf(rows) === seal ? "whole" : "damaged";
    });
  }

  /** Seals what an earlier version of this program entered. */
  seal(delivery: string): void {
    this.transaction(() => {
      if (this.sealState(delivery) === "unsealed") sealDelivery(this.db, delivery);
    });
  }

  /** Names of the batches that hold lines of a file that counts. */
  batches(delivery: string): Set<string> {
    return new Set(this.files(delivery).flatMap(({ batch }) => (batch === null ? [] : [batch])));
  }

  /** Names of all that was handed in, undone or not: a SHA-256, or a pack. */
  rawNames(delivery: string): Set<string> {
    return new Set(this.filesWithUndone(delivery).map(({ pack, sha256 }) => pack ?? sha256));
  }

  /** The batches as they were written, by name, as far as that was recorded. */
  batchRecords(delivery: string): Map<string, BatchRecord> {
    const rows = this.told(() =>
      this.db.prepare("SELECT name, sha256, bytes, format FROM batches WHERE delivery = ? ORDER BY name").all(delivery),
    ) as unknown as BatchRecord[];
    return new Map(rows.map((row) => [row.name, { ...row }]));
  }

  /** Enters a batch that was parsed anew, by the version of the parser that did. */
  replaceBatch(delivery: string, batch: BatchRecord, parserVersion: number): void {
    this.#changeFiles(delivery, () => {
      this.#enterBatch(delivery, batch);
      this.db.prepare("UPDATE files SET parserVersion = ? WHERE delivery = ? AND batch = ?").run(parserVersion, delivery, batch.name);
    });
  }

  #enterBatch(delivery: string, { name, sha256, bytes, format }: BatchRecord): void {
    this.db
      .prepare("INSERT OR REPLACE INTO batches (delivery, name, sha256, bytes, format) VALUES (?, ?, ?, ?, ?)")
      .run(delivery, name, sha256, bytes, format);
  }

  /** Sources by the folders that they are named for; a source that the user named has a null for its folder. */
  sources(delivery: string): { folderKey: string | null; source: string }[] {
    const seen = new Map(this.filesWithUndone(delivery).map(({ folderKey, source }) => [`${folderKey} ${source}`, { folderKey, source }]));
    return [...seen.values()];
  }

  /** The last analysis that was kept, if there is one. */
  analysisOf(delivery: string): KeptAnalysisRecord | undefined {
    const row = this.told(() =>
      this.db.prepare("SELECT filesKey, inputsKey, file, sha256, generatedAt FROM analyses WHERE delivery = ?").get(delivery),
    );
    return row && ({ ...row } as unknown as KeptAnalysisRecord);
  }

  /** Enters an analysis in the place of the one before it. */
  enterAnalysis(delivery: string, kept: KeptAnalysisRecord): void {
    this.told(() =>
      this.db
        .prepare("INSERT OR REPLACE INTO analyses (delivery, filesKey, inputsKey, file, sha256, generatedAt) VALUES (?, ?, ?, ?, ?, ?)")
        .run(delivery, kept.filesKey, kept.inputsKey, kept.file, kept.sha256, kept.generatedAt),
    );
  }

  /** SHA-256 of the key of a delivery's pseudonyms, as it was when it was made; null: not recorded. */
  keyHash(delivery: string): string | null {
    const row = this.told(() => this.db.prepare("SELECT sha256 FROM pseudonymKeys WHERE delivery = ?").get(delivery));
    return row === undefined ? null : String(row["sha256"]);
  }

  /** Null forgets it: the key was destroyed. */
  enterKeyHash(delivery: string, sha256: string | null): void {
    this.told(() =>
      sha256 === null
        ? this.db.prepare("DELETE FROM pseudonymKeys WHERE delivery = ?").run(delivery)
        : this.db.prepare("INSERT OR REPLACE INTO pseudonymKeys (delivery, sha256) VALUES (?, ?)").run(delivery, sha256),
    );
  }

  /** Changes files of a delivery that is what was written, and seals it anew. */
  #changeFiles(delivery: string, work: () => void): void {
    let sealed: { seal: string; rows: FileRow[] } | null = null;
    this.transaction(() => {
      this.#rows(delivery);
      work();
      sealed = sealDelivery(this.db, delivery);
    });
    if (sealed === null) return;
    const { seal, rows } = sealed as { seal: string; rows: FileRow[] };
    this.#proven.set(delivery, seal);
    this.#know(delivery, seal, rows);
  }
}

const leftOutIn = ({ leftOut }: Record<string, unknown>): LeftOut[] | null =>
  typeof leftOut === "string" ? (JSON.parse(leftOut) as LeftOut[]) : null;

const storedValue = (value: FileRecord[keyof FileRecord]): string | number | null =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : value;

const mostNamed = 20;

/** The files of a delivery for an error message: numbers and names, the first few. */
function named(files: readonly FileRecord[]): string {
  const first = files.slice(0, mostNamed).map((file) => `${file.id} (${file.name})`);
  return [...first, ...(files.length > mostNamed ? ["…"] : [])].join(", ");
}
