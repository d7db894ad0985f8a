// What is known of a delivery's hits before anything is rolled up: which are repeated, and at which times there are some. Kept by the files.
import path from "node:path";
import { type Database, type FileRecord, filesKey, type Statement } from "../ingest/index.ts";
import { openHits, type RepeatedHits } from "./delivery.ts";
import { ifRoom, type KeptPlace, readSealed, writeSealed } from "./kept-place.ts";

interface Facts {
  repeated: [fileId: number, hits: number][];
  quarters: number[] | null;
}

const quarterSeconds = 900;

/** The view `hits` of a delivery, opened when somebody needs the hits themselves. */
export class DeliveredHits {
  readonly files: readonly FileRecord[];
  /** What ran to open it. */
  readonly statements: Statement[] = [];
  readonly #database: Database;
  readonly #batchPaths: readonly string[];
  readonly #prove: () => Promise<void>;
  readonly #place: KeptPlace | null;
  readonly #facts: Facts | null;
  #opened: Promise<RepeatedHits> | null = null;
  #quarters: number[] | null;

  private constructor(database: Database, source: HitSource, facts: Facts | null) {
    this.#database = database;
    this.files = source.files;
    this.#batchPaths = source.batchPaths;
    this.#prove = source.prove ?? (async () => {});
    this.#place = source.place;
    this.#facts = facts;
    this.#quarters = facts?.quarters ?? null;
  }

  static async of(database: Database, source: HitSource): Promise<DeliveredHits> {
    const text = source.place && (await readSealed(factsFile(source.place, source.files)));
    return new DeliveredHits(database, source, text === null ? null : (JSON.parse(text) as Facts));
  }

  /** Makes the view `hits`, once. Through this all rollups are made. */
  async open(): Promise<RepeatedHits> {
    const recording = this.#database.intercepted({ onRun: (statement) => this.statements.push(statement) });
    this.#opened ??= this.#prove().then(() => openHits(recording, this.#batchPaths, this.files));
    return this.#opened;
  }

  /** How many hits of each file are repeated. */
  async repeated(): Promise<RepeatedHits> {
    return this.#facts ? new Map(this.#facts.repeated) : this.open();
  }

  /** Quarters of an hour (epoch seconds / 900) in which there are hits, ascending. */
  async quarters(): Promise<number[]> {
    if (this.#quarters) return this.#quarters;
    await this.open();
    const rows = await this.#database.rows<{ quarter: number }>(
      `SELECT DISTINCT epoch_us("at") // 1000000 // ${quarterSeconds} AS quarter FROM hits ORDER BY quarter`,
    );
    this.#quarters = rows.map(({ quarter }) => quarter);
    return this.#quarters;
  }

  /** Keeps what was found out, if any of it is new. */
  async keep(): Promise<void> {
    const place = this.#place;
    if (!place || (this.#facts && this.#facts.quarters === this.#quarters)) return;
    const facts: Facts = { repeated: [...(await this.repeated())], quarters: this.#quarters };
    await ifRoom(() => writeSealed(place, factsFile(place, this.files), JSON.stringify(facts)));
  }
}

export interface HitSource {
  files: readonly FileRecord[];
  batchPaths: readonly string[];
  /** Proves the batches before they are read; see `proveBatches`. Absent: nobody else can have changed them. */
  prove?: (() => Promise<void>) | undefined;
  place: KeptPlace | null;
}

function factsFile(place: KeptPlace, files: readonly FileRecord[]): string {
  return path.join(place.directory, `${filesKey(files)}.json`);
}
