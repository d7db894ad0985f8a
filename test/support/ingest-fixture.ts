// A store and an engine in a temporary folder, fed with texts and bytes as files: what ingest and analysis tests look at.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import {
  type Analysis,
  type AnalysisInputs,
  analyze,
  defaultRules,
  type RollupRules,
  type TracedAnalysis,
  tracedAnalysis,
} from "../../analysis/index.ts";
import {
  Database,
  type ExtractedHit,
  expandInputs,
  type FileRecord,
  ingest,
  type LogInput,
  maskedAddress,
  maskedExtract,
  type RejectedLine,
  rejectedLines,
  Store,
  storedLines,
} from "../../ingest/index.ts";
import { folderOfRun } from "./made-once.ts";

export interface LogFile {
  /** Default: `access.log`, then `access-2.log`, ... */
  name?: string;
  content: string | Uint8Array;
  /** Default: `a`. */
  source?: string;
  /** Default: `edge`. */
  role?: "edge" | "origin";
}

/** A physical line as it is stored; `class` as in `lineClass`. */
export interface StoredLine extends Record<string, unknown> {
  file_id: number;
  class: number;
  second: number | null;
  address: string | null;
  method: string | null;
  path: string | null;
  query: string | null;
  protocol: string | null;
  status: number | null;
  bytes: number | null;
  referrer: string | null;
  agent: string | null;
  host: string | null;
  port: number | null;
  user: string | null;
  extra: string | null;
  forwarded: string | null;
  duration_us: number | null;
  cache: string | null;
  scheme: string | null;
  sampled: boolean | null;
  line_hash: string | null;
  reason: string | null;
  raw: string | null;
}

export type AnalysisChanges = Partial<Omit<AnalysisInputs, "rules">> & { rules?: Partial<RollupRules> };

const noon = "2024-12-09T12:00:00Z";

/** An engine that several fixtures share, and the folder that it may touch: to open one takes longer than a small analysis. */
export interface SharedEngine {
  directory: string;
  database: Database;
}

export class IngestFixture {
  readonly directory: string;
  readonly store: Store;
  readonly #engine: Database | null;
  readonly #delivery: string;
  #filesWritten = 0;

  private constructor(directory: string, store: Store, delivery: string, engine: Database | null = null) {
    this.#engine = engine;
    this.directory = directory;
    this.store = store;
    this.#delivery = delivery;
  }

  /** `lasting`: a store as --data names one, inside the fixture's folder. */
  static async open({ lasting = false, within }: { lasting?: boolean; within?: SharedEngine } = {}): Promise<IngestFixture> {
    const directory = await mkdtemp(path.join(within?.directory ?? tmpdir(), "memoria-test-"));
    await mkdir(path.join(directory, "logs"));
    const store = lasting ? await Store.open(path.join(directory, "store")) : await Store.openTemporary(directory);
    return new IngestFixture(directory, store, "prueba", within?.database);
  }

  /** A delivery of a store that is there already. */
  static async over(storeDirectory: string, delivery: string): Promise<IngestFixture> {
    return new IngestFixture(storeDirectory, await Store.open(storeDirectory), delivery);
  }

  /** Writes the files and ingests them in this order, as one run. Answers where they lie. */
  async add(logs: readonly LogFile[], format: string | null = null, timeZone: string | null = null): Promise<string[]> {
    const inputs: LogInput[] = [];
    for (const log of logs) {
      const name = log.name ?? (this.#filesWritten === 0 ? "access.log" : `access-${this.#filesWritten + 1}.log`);
      const file = path.join(this.directory, "logs", `${this.#filesWritten++}`, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, log.content);
      inputs.push({ path: file, name, source: log.source ?? "a", role: log.role ?? "edge", bytes: log.content.length });
    }
    await this.#withDatabase((database) =>
      ingest(database, this.store, inputs, { delivery: this.#delivery, format, timeZone, now: noon, onProgress: () => {} }),
    );
    return inputs.map((input) => input.path);
  }

  /** Writes an archive, takes it apart as the command line does and ingests its logs. */
  async addArchive(name: string, content: Uint8Array, leaveOut: readonly string[] = [], acceptDamaged = false): Promise<void> {
    const folder = path.join(this.directory, "logs", `${this.#filesWritten++}`);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, name), content);
    const options = {
      cwd: folder,
      source: "a",
      role: "edge",
      standardInput: Readable.from([]),
      temporaryDirectory: folder,
      leaveOut,
      acceptDamaged,
    } as const;
    const inputs = await expandInputs([name], options);
    const told = { delivery: this.#delivery, format: null, timeZone: null, acceptDamaged, now: noon, onProgress: () => {} };
    await this.#withDatabase((database) => ingest(database, this.store, inputs, told), 1);
  }

  files(): FileRecord[] {
    return this.store.catalog.files(this.#delivery);
  }

  /** Every stored line, in the order of files and lines. */
  async lines(): Promise<StoredLine[]> {
    const batches = this.#batchPaths();
    if (batches.length === 0) return [];
    return this.#withDatabase((database) =>
      database.rows<StoredLine>(
        // A damaged duration may have more digits than a double holds exactly.
        `SELECT * EXCLUDE ("at", filename, file_row_number, line_hash) REPLACE (duration_us::DOUBLE AS duration_us), line_hash::VARCHAR AS line_hash,
           epoch_us("at") // 1000000 AS second
         FROM ${storedLines(batches, ", filename = true, file_row_number = true")} ORDER BY filename, file_row_number`,
      ),
    );
  }

  async rejects(): Promise<RejectedLine[]> {
    return this.#withDatabase((database) =>
      rejectedLines(database, this.files(), (batch) => this.store.batchPath(this.#delivery, batch), 1e6),
    );
  }

  async extract(most: number): Promise<ExtractedHit[]> {
    const pathOf = (batch: string): string => this.store.batchPath(this.#delivery, batch);
    return this.#withDatabase((database) => maskedExtract(database, this.files(), pathOf, { mask: maskedAddress, most }));
  }

  /** `engine`: default one of its own. */
  async analysis(changes: AnalysisChanges = {}, engine: Database | null = null): Promise<Analysis> {
    const work = (database: Database): Promise<Analysis> => analyze(database, this.#inputs(changes));
    return engine ? work(engine) : this.#withDatabase(work, 1);
  }

  /** With how it came about. */
  async traced(changes: AnalysisChanges = {}, engine: Database | null = null): Promise<TracedAnalysis> {
    const work = (database: Database): Promise<TracedAnalysis> => tracedAnalysis(database, this.#inputs(changes));
    return engine ? work(engine) : this.#withDatabase(work, 1);
  }

  /** What an analysis would be made of, and an engine to ask: for one room of it alone. */
  async withInputs<Result>(
    changes: AnalysisChanges,
    work: (database: Database, inputs: AnalysisInputs) => Promise<Result>,
  ): Promise<Result> {
    return this.#withDatabase((database) => work(database, this.#inputs(changes)), 1);
  }

  #inputs({ rules = {}, ...changes }: AnalysisChanges): AnalysisInputs {
    return {
      difusor: "Diario de Prueba",
      convocatoria: null,
      overrides: {},
      timeZone: "America/Mexico_City",
      files: this.files(),
      batchPaths: this.#batchPaths(),
      rules: { ...defaultRules, ...rules },
      places: null,
      incidents: [],
      exclusions: [],
      monitors: [],
      statementComplete: false,
      generatedAt: Date.parse(noon) / 1000,
      program: "memoria test",
      isbot: "test",
      ...changes,
    };
  }

  async close(): Promise<void> {
    await this.store.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  #batchPaths(): string[] {
    const batches = new Set(this.files().flatMap((file) => (file.batch === null ? [] : [file.batch])));
    return [...batches].map((batch) => this.store.batchPath(this.#delivery, batch));
  }

  /**
   * An engine of its own each time, as each command has; or a connection to the shared one, whose tables go afterwards.
   * `threads`: one where the work is many small questions, as the command line does with small logs.
   */
  async #withDatabase<Result>(work: (database: Database) => Promise<Result>, threads = 2): Promise<Result> {
    if (this.#engine !== null) return onShared(this.#engine, work);
    const database = await openDatabase([this.store.directory, this.directory], threads);
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }
}

let inTurn: Promise<unknown> = Promise.resolve();

/** One after the other, as analyses make tables that all connections see; these are dropped however the work ends, and temporary ones go by themselves. */
function onShared<Result>(engine: Database, work: (database: Database) => Promise<Result>): Promise<Result> {
  const turn = inTurn.then(() =>
    engine.beside(async (connection) => {
      try {
        return await work(connection);
      } finally {
        const tables = await connection.rows<{ name: string }>("SELECT table_name AS name FROM duckdb_tables() WHERE NOT temporary");
        for (const { name } of tables) await connection.run(`DROP TABLE "${name}"`);
      }
    }),
  );
  inTurn = turn.catch(() => {});
  return turn;
}

/** An engine with the limits of a small machine. */
export function openDatabase(directories: readonly string[], threads = 2): Promise<Database> {
  return Database.open({
    memoryMegabytes: 512,
    threads,
    temporaryDirectory: path.join(directories[0] ?? tmpdir(), "spill"),
    allowedDirectories: [...directories],
    allowedFiles: [],
  });
}

let shared: Promise<SharedEngine> | null = null;

/**
 * One for the whole process, of one thread: on a few lines a second one only waits. It ends with the process, and its folder
 * with the run: a hook of a test file would take it from the next file in one-process.ts.
 */
async function openShared(): Promise<SharedEngine> {
  const directory = await mkdtemp(path.join(folderOfRun(), "memoria-test-"));
  return { directory, database: await openDatabase([directory], 1) };
}

/** What a caller knows of the logs. */
interface HowIngested {
  format?: string | null;
  timeZone?: string | null;
}

/** Opens a fixture for one piece of work, ingests the logs, and closes it however the work ends. */
export async function withIngested<Result>(
  logs: readonly LogFile[],
  work: (fixture: IngestFixture) => Promise<Result>,
  { format = null, timeZone = null }: HowIngested = {},
): Promise<Result> {
  shared ??= openShared();
  const fixture = await IngestFixture.open({ within: await shared });
  try {
    if (logs.length > 0) await fixture.add(logs, format, timeZone);
    return await work(fixture);
  } finally {
    await fixture.close();
  }
}
