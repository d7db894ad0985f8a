// app.sqlite, beside the store's catalog: what people enter and decide in the web application, in one transactional file.
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { migrations } from "./migrations.ts";

export const appDatabaseName = "app.sqlite";

/** The name is a column or a parameter of a statement, so a value is one that SQLite holds. */
export type Values = Record<string, SQLInputValue>;

/** The application's database. Every public change is one transaction; values are always bound. */
export class AppDatabase {
  readonly #db: DatabaseSync;

  /** `file`: a path, or `:memory:`. Throws where it was made by a newer program, and what SQLite throws. */
  constructor(file: string) {
    this.#db = new DatabaseSync(file, { timeout: 10_000 });
    try {
      this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
      this.#migrate();
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  #migrate(): void {
    this.transaction(() => {
      const version = Number(this.#db.prepare("PRAGMA user_version").get()?.["user_version"]);
      if (version > migrations.length) throw new Error(`app.sqlite has version ${version}; this program knows ${migrations.length}`);
      for (const step of migrations.slice(version)) this.#db.exec(step);
      this.#db.exec(`PRAGMA user_version = ${migrations.length}`);
    });
  }

  /** All rows, their columns named as the statement names them. */
  all<Row>(sql: string, values: Values = {}): Row[] {
    return this.#db.prepare(sql).all(values) as Row[];
  }

  /** The first row; null: there is none. */
  get<Row>(sql: string, values: Values = {}): Row | null {
    return (this.#db.prepare(sql).get(values) as Row | undefined) ?? null;
  }

  /** Answers how many rows were changed. */
  run(sql: string, values: Values = {}): number {
    return Number(this.#db.prepare(sql).run(values).changes);
  }

  /** Answers the number of the row that was put in. */
  insert(sql: string, values: Values = {}): number {
    return Number(this.#db.prepare(sql).run(values).lastInsertRowid);
  }

  /** All of the work or none of it. Inside another transaction it is a part of that one. */
  transaction<Result>(work: () => Result): Result {
    if (this.#db.isTransaction) return work();
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      // On a full disk SQLite may have rolled back by itself.
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }
}
