// The port to DuckDB: an in-memory engine with limits, confined to named places, and one way to ask it.
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";

/** What a connection may use. `memoryMegabytes` is DuckDB's own limit: the process needs about 250 MB beside it. */
export interface DatabaseLimits {
  memoryMegabytes: number;
  threads: number;
  /** Folder for spills; swept by the store. */
  temporaryDirectory: string;
  /** Folders and files that SQL may touch; everything else is refused. */
  allowedDirectories: string[];
  allowedFiles: string[];
}

export type Row = Record<string, unknown>;

/** A DuckDB connection with bound values; SQL text always comes from the program, values from the data. */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Opens an in-memory engine; afterwards neither its limits nor its reach can be changed by SQL. */
  static async open(limits: DatabaseLimits): Promise<Database> {
    // Loaded here and not at the top: commands that read no log start without the engine.
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:", {
      threads: String(limits.threads),
      memory_limit: `${limits.memoryMegabytes}MB`,
      temp_directory: limits.temporaryDirectory,
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await instance.connect();
    const database = new Database(instance, connection);
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run("SET enable_progress_bar = true");
    await connection.run("SET enable_progress_bar_print = false");
    await connection.run("SET progress_bar_time = 0");
    await connection.run(`SET allowed_directories = ${sqlList(limits.allowedDirectories)}`);
    await connection.run(`SET allowed_paths = ${sqlList(limits.allowedFiles)}`);
    await connection.run("SET enable_external_access = false");
    await connection.run("SET lock_configuration = true");
    return database;
  }

  /** Runs a statement and answers the number of rows it changed or wrote. */
  async run(sql: string, values?: Record<string, DuckDBValue>): Promise<number> {
    const result = await this.#connection.run(sql, values);
    return result.rowsChanged;
  }

  /** The share of the running statement that is done, 0..1. */
  get progress(): number {
    return Math.min(1, Math.max(0, this.#connection.progress.percentage / 100));
  }

  /** Runs a query and answers its rows; 64-bit integers become numbers where they are safe, else an error. */
  async rows<T extends Row>(sql: string, values?: Record<string, DuckDBValue>): Promise<T[]> {
    const reader = await this.#connection.runAndReadAll(sql, values);
    const names = reader.deduplicatedColumnNames();
    return reader.getRows().map((row) => Object.fromEntries(names.map((name, i) => [name, plain(row[i])])) as T);
  }

  /** Calls `visit` with one chunk of columns at a time, so that a long list of distinct values is never held twice. */
  async columns(sql: string, visit: (columns: unknown[][]) => void): Promise<void> {
    const result = await this.#connection.stream(sql);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      visit(chunk.getColumns() as unknown[][]);
    }
  }

  /** An appender to a table, for values computed in the program (places, agents). */
  async appender(table: string): ReturnType<DuckDBConnection["createAppender"]> {
    return this.#connection.createAppender(table);
  }

  /** A second connection to the same engine, for work beside a running query: it sees all tables but the temporary ones. */
  async beside<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const connection = await this.#instance.connect();
    try {
      return await work(new Database(this.#instance, connection));
    } finally {
      connection.closeSync();
    }
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** A text as an SQL literal: only for values that DuckDB cannot bind (file lists, settings). */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Texts as an SQL list literal, for the same few places. */
export function sqlList(values: readonly string[]): string {
  return `[${values.map(sqlText).join(", ")}]`;
}

function plain(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`integer beyond what a double holds: ${value}`);
  return number;
}
