// The rollups of a delivery, found in the store or made: the figures ask them and cannot tell which.
import path from "node:path";
import type { Database, Row, Statement } from "../ingest/index.ts";
import { mapLocalHours } from "./curve.ts";
import type { DeliveredHits } from "./delivered-hits.ts";
import { KeptAnswers } from "./kept-answers.ts";
import { ifRoom, type KeptPlace } from "./kept-place.ts";
import {
  closeRollupTables,
  findRollups,
  forgetRollups,
  type KeptRollups,
  keepRollups,
  openRollupTables,
  useRollups,
} from "./kept-rollups.ts";
import { type RollupDependencies, rollupKey } from "./rollup-key.ts";
import { buildRollups } from "./rollups.ts";

/** A question that was asked of the rollups: the text and the values as they ran, and the figure that it was asked for. */
export interface AskedQuery extends Statement {
  measure: string | null;
}

/** What the questions of a period's traffic are asked for: its bounds. */
export function spanName({ startSecond, endSecond }: { startSecond: number; endSecond: number }): string {
  return `${startSecond}-${endSecond}`;
}

/** How the figures came about. */
export interface RollupTrace {
  /** Every statement that made the rollups, in order; of kept ones, those of the run that made them. */
  statements: Statement[];
  /** Every question, in order; one that was answered before is told as it ran then, which is to the letter as it is asked now. */
  asked: AskedQuery[];
  /** By the name of a period's span, the span that the questions of its traffic were asked of: periods with the same hits are asked once. */
  askedSpans: Record<string, string>;
}

/** Tables that only help to make others. */
const workingTables = ["packed_hits", "client_addresses", "internal_addresses", "agent_dimension", "overlapping_hits", "overlapping_files"];

/** The rollups of one set of dependencies. Ask them through `database`; afterwards `keep` what was found out. */
export class Rollups {
  readonly database: Database;
  readonly trace: RollupTrace = { statements: [], asked: [], askedSpans: {} };
  readonly #engine: Database;
  readonly #hits: DeliveredHits;
  readonly #dependencies: RollupDependencies;
  readonly #place: KeptPlace | null;
  /** See `rollupKey`. */
  readonly key: string;
  readonly #answers: KeptAnswers;
  /** What stands in the store, as long as it is trusted. */
  #kept: KeptRollups | null;
  #ready: Promise<void> | null = null;

  private constructor(
    engine: Database,
    hits: DeliveredHits,
    dependencies: RollupDependencies,
    found: { place: KeptPlace | null; key: string; kept: KeptRollups | null; answers: KeptAnswers },
  ) {
    this.#engine = engine;
    this.#hits = hits;
    this.#dependencies = dependencies;
    this.#place = found.place;
    this.key = found.key;
    this.#kept = found.kept;
    this.#answers = found.answers;
    if (found.kept) this.trace.statements = found.kept.statements;
    this.database = engine.intercepted({ onRows: (query, ask) => this.#answer(query, ask) });
  }

  /** `place`: null keeps nothing and finds nothing. */
  static async open(engine: Database, hits: DeliveredHits, dependencies: RollupDependencies, place: KeptPlace | null): Promise<Rollups> {
    const key = rollupKey(dependencies);
    if (!place) return new Rollups(engine, hits, dependencies, { place, key, kept: null, answers: KeptAnswers.none() });
    const kept = await findRollups(place, key);
    const answers = kept ? await KeptAnswers.of(path.join(place.directory, key)) : KeptAnswers.none();
    return new Rollups(engine, hits, dependencies, { place, key, kept, answers });
  }

  /** Keeps the answers beside the tables, and marks both as used. */
  async keep(): Promise<void> {
    const place = this.#place;
    await this.#hits.keep();
    if (!place) return;
    await ifRoom(async () => {
      await this.#answers.keep(place, path.join(place.directory, this.key));
      await useRollups(place, this.key);
    });
  }

  async #answer(query: AskedQuery, ask: () => Promise<Row[]>): Promise<Row[]> {
    this.trace.asked.push(query);
    const known = this.#answers.find(query);
    if (known) return known;
    this.#ready ??= this.#openOrBuild();
    await this.#ready;
    const kept = this.#kept;
    const rows = await ask().catch(async (error: unknown) => {
      if (!kept) throw error;
      // The folder went while it was read: another process removed it, or the disk did. Those that ask at once build once.
      if (this.#kept === kept) {
        this.#kept = null;
        this.#ready = this.#rebuild(kept);
      }
      await this.#ready;
      return ask();
    });
    this.#answers.add(query, rows);
    return rows;
  }

  async #openOrBuild(): Promise<void> {
    if (this.#kept && this.#place) {
      // Another process may remove one of them while they are opened.
      const isOpen = await openRollupTables(this.#engine, path.join(this.#place.directory, this.key), this.#kept).catch(() => false);
      if (isOpen) return;
      await closeRollupTables(this.#engine, this.#kept);
      this.#kept = null;
      await forgetRollups(this.#place, this.key);
    }
    await this.#build();
  }

  async #rebuild(kept: KeptRollups): Promise<void> {
    await closeRollupTables(this.#engine, kept);
    if (this.#place) await forgetRollups(this.#place, this.key);
    await this.#build();
  }

  async #build(): Promise<void> {
    const statements: Statement[] = [];
    const recording = this.#engine.intercepted({ onRun: (statement) => statements.push(statement) });
    await this.#hits.open();
    const before = await tableNames(this.#engine);
    await buildRollups(recording, this.#dependencies);
    await mapLocalHours(recording, this.#dependencies.timeZone);
    this.trace.statements = [...this.#hits.statements, ...statements];
    const place = this.#place;
    if (!place) return;
    const tables = (await tableNames(this.#engine)).filter((name) => !before.includes(name) && !workingTables.includes(name));
    await ifRoom(() => keepRollups(this.#engine, place, this.key, { tables, statements: this.trace.statements }));
  }
}

async function tableNames(database: Database): Promise<string[]> {
  const rows = await database.rows<{ name: string }>("SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal ORDER BY name");
  return rows.map(({ name }) => name);
}
