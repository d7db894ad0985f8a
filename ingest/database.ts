// The port to DuckDB: an in-memory engine with limits, confined to named places, and one way to ask it.
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";

/** What a connection may use. `memoryMegabytes` is DuckDB's own limit: the process needs about 250 MB beside it, threads of a lane included, as the engine has little to do then. */
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

/** A statement of the program with the values that are bound in it. */
export interface Statement {
  sql: string;
  values: Record<string, DuckDBValue>;
}

/** What somebody who stands between the program and the engine does. */
export interface Interception {
  /** Hears of every statement that is run, before it runs. */
  onRun?: (statement: Statement) => void;
  /** Answers a query in the engine's place, or asks it. `measure`: the figure that it is asked for, where the asker names it. */
  onRows?: (query: Statement & { measure: string | null }, ask: () => Promise<Row[]>) => Promise<Row[]>;
}

/** What is shared by all that ask one engine: it is started when the first of them does. */
interface Engine {
  instance: DuckDBInstance;
  connection: DuckDBConnection;
  temporaryDirectory: string;
  limits: DatabaseLimits;
}

/** Tells the tables on disk of this process apart: engines may share a folder. */
/** A column with more different values in a row group is written as it is: looking each up takes longer. */
const mostDistinct = 3000;

let tablesOnDisk = 0;

/** A DuckDB connection with bound values; SQL text always comes from the program, values from the data. */
export class Database {
  readonly #start: () => Promise<Engine>;
  readonly #interception: Interception;
  readonly #measure: string | null;
  #engine: Engine | null = null;

  private constructor(start: () => Promise<Engine>, interception: Interception = {}, measure: string | null = null) {
    this.#start = start;
    this.#interception = interception;
    this.#measure = measure;
  }

  /**
   * An in-memory engine, started by the first statement: a command that finds all that it asks for in the store goes without.
   * Once it runs, neither its limits nor its reach can be changed by SQL.
   */
  static open(limits: DatabaseLimits): Promise<Database> {
    let started: Promise<Engine> | null = null;
    const start = (): Promise<Engine> => {
      started ??= startEngine(limits);
      return started;
    };
    return Promise.resolve(new Database(start));
  }

  /** The same connection, with somebody in between. */
  intercepted(interception: Interception): Database {
    return new Database(() => this.#started(), interception, this.#measure);
  }

  /** The same connection; what is asked through it is asked for the figure of this name, within what this one is asked for: `outer/inner`. */
  measuring(name: string): Database {
    return new Database(() => this.#started(), this.#interception, this.#measure === null ? name : `${this.#measure}/${name}`);
  }

  async #started(): Promise<Engine> {
    this.#engine ??= await this.#start();
    return this.#engine;
  }

  /** Runs a statement and answers the number of rows it changed or wrote. */
  async run(sql: string, values?: Record<string, DuckDBValue>): Promise<number> {
    const { connection } = await this.#started();
    this.#interception.onRun?.({ sql, values: values ?? {} });
    const result = await connection.run(...bound(sql, values ?? {}));
    return result.rowsChanged;
  }

  /**
   * Runs `CREATE TEMP TABLE name AS query` for a large table that is only read: its rows go to a Parquet file among the spills instead of memory,
   * and `name` is a view of it. Answers what takes both away.
   */
  async runOnDisk(sql: string, values: Record<string, DuckDBValue>): Promise<() => Promise<void>> {
    const { connection, temporaryDirectory } = await this.#started();
    const [, name, query] = /^(?:--.*\n)*CREATE TEMP TABLE (\w+) AS\n([^;]*);\s*$/.exec(sql) ?? [];
    if (name === undefined || query === undefined) throw new TypeError("not one CREATE TEMP TABLE name AS query");
    this.#interception.onRun?.({ sql, values });
    await mkdir(temporaryDirectory, { recursive: true, mode: 0o700 });
    const file = path.join(temporaryDirectory, `${name}-${++tablesOnDisk}.parquet`);
    await connection.run(
      ...bound(
        `COPY (${query}) TO ${sqlText(file)} (FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT ${mostDistinct})`,
        values,
      ),
    );
    await connection.run(`CREATE TEMP VIEW ${name} AS FROM read_parquet(${sqlText(file)}, hive_partitioning = false)`);
    return async () => {
      await connection.run(`DROP VIEW ${name}`);
      await rm(file, { force: true });
    };
  }

  /** What the engine was started with. */
  async limits(): Promise<DatabaseLimits> {
    return (await this.#started()).limits;
  }

  /** The share of the running statement that is done, 0..1. */
  get progress(): number {
    return Math.min(1, Math.max(0, (this.#engine?.connection.progress.percentage ?? 0) / 100));
  }

  /** Runs a query and answers its rows; 64-bit integers become numbers where they are safe, else an error. */
  async rows<T extends Row>(sql: string, values: Record<string, DuckDBValue> = {}): Promise<T[]> {
    const ask = async (): Promise<Row[]> => {
      const { connection } = await this.#started();
      const reader = await connection.runAndReadAll(...bound(sql, values));
      const names = reader.deduplicatedColumnNames();
      return reader.getRows().map((row) => Object.fromEntries(names.map((name, i) => [name, plain(row[i])])));
    };
    const { onRows } = this.#interception;
    return (await (onRows ? onRows({ sql, values, measure: this.#measure }, ask) : ask())) as T[];
  }

  /**
   * Calls `visit` with one chunk of columns at a time, so that a long list of distinct values is not held as JavaScript's. The answer stays
   * with the engine until all of it is visited: one that is made on the way would be ended, in silence, by an appender of the same connection
   * that writes what it has gathered (at 204,800 rows).
   */
  async columns(sql: string, visit: (columns: unknown[][]) => void): Promise<void> {
    const { connection } = await this.#started();
    const result = await connection.run(sql);
    let visited = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      visited += chunk.rowCount;
      visit(chunk.getColumns() as unknown[][]);
    }
    if (visited !== result.rowCount) throw new Error(`${visited} of ${result.rowCount} rows were read of: ${sql}`);
  }

  /**
   * Plans a query of one text, its only open value `$1`, and answers what asks it: the texts of its first column. For queries that are asked often, as
   * planning takes longer than a thousand rows; one at a time.
   */
  async askedOfText(sql: string): Promise<(text: string) => Promise<string[]>> {
    const { connection } = await this.#started();
    this.#interception.onRun?.({ sql, values: {} });
    const statement = await connection.prepare(sql);
    return async (text) => {
      statement.bindVarchar(1, text);
      const reader = await statement.runAndReadAll();
      return reader.getColumns()[0] as string[];
    };
  }

  /** An appender to a table, for values computed in the program (places, agents). */
  async appender(table: string): ReturnType<DuckDBConnection["createAppender"]> {
    const { connection } = await this.#started();
    return connection.createAppender(table);
  }

  /** A second connection to the same engine, for work beside a running query: it sees all tables but the temporary ones. */
  async beside<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const engine = await this.#started();
    const connection = await engine.instance.connect();
    try {
      return await work(new Database(async () => ({ ...engine, connection }), this.#interception));
    } finally {
      connection.closeSync();
    }
  }

  close(): void {
    this.#engine?.connection.closeSync();
    this.#engine?.instance.closeSync();
  }
}

async function startEngine(limits: DatabaseLimits): Promise<Engine> {
  // Loaded here and not at the top: commands that ask nothing start without the engine.
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(limits.threads),
    memory_limit: `${limits.memoryMegabytes}MB`,
    temp_directory: limits.temporaryDirectory,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run("SET enable_progress_bar = true");
  await connection.run("SET enable_progress_bar_print = false");
  await connection.run("SET progress_bar_time = 0");
  await connection.run(`SET allowed_directories = ${sqlList(limits.allowedDirectories)}`);
  await connection.run(`SET allowed_paths = ${sqlList(limits.allowedFiles)}`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
  return { instance, connection, temporaryDirectory: limits.temporaryDirectory, limits };
}

/**
 * The values as they go to the engine. Whole numbers are put in here, digits and nothing else: a statement with open values is planned
 * once without and once with them, and planning is most of a small question. All others are the engine's to bind.
 */
function bound(sql: string, values: Record<string, DuckDBValue>): [sql: string, values?: Record<string, DuckDBValue>] {
  const open = Object.entries(values).filter(([, value]) => !Number.isSafeInteger(value));
  const text = sql.replaceAll(/\$([a-zA-Z_]+)\b/g, (name, of: string) => {
    const value = Object.hasOwn(values, of) ? values[of] : undefined;
    return Number.isSafeInteger(value) ? `(${value})` : name;
  });
  return open.length === 0 ? [text] : [text, Object.fromEntries(open)];
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
