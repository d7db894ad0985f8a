// Files parsed by the engine and by their lane: what one of them holds and the other does not.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { copyLines } from "../../ingest/batch.ts";
import { copyByLane } from "../../ingest/byte-lane/index.ts";
import { LaneThreads } from "../../ingest/byte-lane/lane-threads.ts";
import { type Database, sqlText } from "../../ingest/database.ts";
import { formatNamed } from "../../ingest/formats/format-named.ts";
import { JoinedFiles } from "../../ingest/joined-files.ts";
import { type LineSource, macros } from "../../ingest/line-sql.ts";
import { openDatabase } from "./ingest-fixture.ts";

export interface BothWaysCase {
  /** `#Fields:` that all of the files have. */
  fields?: string;
  /** Contents of the files. */
  texts: readonly (string | Buffer)[];
  pieceBytes: number;
  unneeded: readonly string[];
  isPassing: boolean;
  /** The files are joined into one, as small ones are. */
  isJoined?: boolean;
  /** Called while the lane reads, with the first file's path. */
  meanwhile?: (file: string) => void;
  /** The engine is not asked: there is nothing to compare, or it refuses such bytes. */
  isAlone?: boolean;
}

interface Differences {
  /** False: the lane left the files to the engine. */
  isRead: boolean;
  /** Rows, and columns, that only one of them has: a few. */
  rows: string[];
  shares: number[];
}

export class BothWays {
  readonly #folder: string;
  readonly #database: Database;
  /** Kept from case to case, as an ingest does. */
  readonly #threads = new LaneThreads();
  #made = 0;

  private constructor(folder: string, database: Database) {
    this.#folder = folder;
    this.#database = database;
  }

  static async open(): Promise<BothWays> {
    const folder = await mkdtemp(path.join(tmpdir(), "memoria-lane-"));
    const database = await openDatabase([folder]);
    for (const macro of macros) await database.run(macro);
    return new BothWays(folder, database);
  }

  async close(): Promise<void> {
    await this.#threads.end();
    this.#database.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async differences(
    format: string,
    { fields, texts, pieceBytes, unneeded, isPassing, isJoined = false, isAlone = false, meanwhile }: BothWaysCase,
  ): Promise<Differences> {
    const number = ++this.#made;
    const at = (name: string): string => path.join(this.#folder, `${number}-${name}`);
    const files = texts.map((_, i) => ({ id: 7 + 3 * i, path: at(`${i}.log`) }));
    for (const [i, text] of texts.entries()) await writeFile(files[i]?.path ?? "", text);
    const reading = formatNamed(format).reading({ fieldLists: fields === undefined ? [] : [{ line: 1, fields }], timeZone: null });
    const [byEngine, byLane] = [at("engine.parquet"), at("lane.parquet")];
    const source = isJoined ? await joined(at("joined"), texts) : { kind: "files" as const, files };
    const target = { unneeded, isPassing };
    const never = { leastBytes: Number.POSITIVE_INFINITY };
    if (!isAlone) await copyLines(this.#database, reading, source, { ...target, draftPath: byEngine, lane: never }, () => {});
    const shares: number[] = [];
    const always = { leastBytes: 0, pieceBytes, threads: this.#threads };
    const bytes = await copyByLane(this.#database, reading, source, { ...target, draftPath: byLane, lane: always }, (share) => {
      if (shares.push(share) === 1) meanwhile?.(files[0]?.path ?? "");
    });
    const isRead = bytes !== null;
    const rows = isRead && !isAlone ? await this.#between(byEngine, byLane) : [];
    for (const file of [...files.map((log) => log.path), byEngine, byLane, at("joined")]) await rm(file, { force: true });
    return { isRead, rows, shares };
  }

  async #between(byEngine: string, byLane: string): Promise<string[]> {
    const [engine, lane] = [await this.#columns(byEngine), await this.#columns(byLane)];
    if (engine.join() !== lane.join()) return [`engine ${engine.join()}`, `lane ${lane.join()}`];
    const names = engine.map((column) => `"${column.split(" ")[0]}"`).join(", ");
    const rows = (file: string): string =>
      `SELECT file_row_number AS row, ${names} FROM read_parquet(${sqlText(file)}, file_row_number = true)`;
    const found = await this.#database.rows<{ line: string }>(
      `SELECT way || ' ' || to_json(x)::VARCHAR AS line FROM (
         SELECT 'engine' AS way, * FROM (${rows(byEngine)} EXCEPT ALL ${rows(byLane)})
         UNION ALL SELECT 'lane', * FROM (${rows(byLane)} EXCEPT ALL ${rows(byEngine)})) AS x ORDER BY row LIMIT 6`,
    );
    return found.map(({ line }) => line);
  }

  async #columns(file: string): Promise<string[]> {
    const columns = await this.#database.rows<{ column_name: string; column_type: string }>(`DESCRIBE FROM read_parquet(${sqlText(file)})`);
    return columns.map(({ column_name, column_type }) => `${column_name} ${column_type}`).sort();
  }
}

async function joined(file: string, texts: readonly (string | Buffer)[]): Promise<LineSource> {
  const one = await JoinedFiles.create(file);
  for (const text of texts.map(String))
    await one.add(Buffer.from(text), text.split("\n").length - (text.endsWith("\n") || text === "" ? 1 : 0));
  await one.close();
  return { kind: "joined", path: file, ids: texts.map((_, i) => 41 + i) };
}
