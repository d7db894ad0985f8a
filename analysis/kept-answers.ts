// Answers of the rollups, kept beside them: a question that was asked before, to the letter, is answered without the engine.
import path from "node:path";
import type { Row, Statement } from "../ingest/index.ts";
import { type KeptPlace, readSealed, sha256, writeSealed } from "./kept-place.ts";

/** A longer answer is asked for again: reading it back would take as long. */
const longestAnswer = 8_000_000;
const fileName = "answers.jsonl";

/** By the hash of the question: the rows as JSON. They are parsed each time, so that nobody changes what another is given. */
export class KeptAnswers {
  readonly #answers: Map<string, string>;
  #isChanged = false;

  private constructor(answers: Map<string, string>) {
    this.#answers = answers;
  }

  static none(): KeptAnswers {
    return new KeptAnswers(new Map());
  }

  /** Those of a folder of rollups; none where its file is not there or damaged. */
  static async of(folder: string): Promise<KeptAnswers> {
    const text = await readSealed(path.join(folder, fileName));
    const lines = text === null || text === "" ? [] : text.split("\n");
    return new KeptAnswers(new Map(lines.map((line) => [line.slice(0, 64), line.slice(65)])));
  }

  find({ sql, values }: Statement): Row[] | null {
    const rows = this.#answers.get(questionKey({ sql, values }));
    return rows === undefined ? null : (JSON.parse(rows) as Row[]);
  }

  /** Keeps the rows, unless JSON would give back others. */
  add({ sql, values }: Statement, rows: readonly Row[]): void {
    if (!rows.every((row) => Object.values(row).every(isPlain))) return;
    const text = JSON.stringify(rows);
    if (text.length > longestAnswer) return;
    this.#answers.set(questionKey({ sql, values }), text);
    this.#isChanged = true;
  }

  /** Writes them into the folder, if there are new ones. */
  async keep(place: KeptPlace, folder: string): Promise<void> {
    if (!this.#isChanged) return;
    await writeSealed(place, path.join(folder, fileName), [...this.#answers].map(([key, rows]) => `${key} ${rows}`).join("\n"));
    this.#isChanged = false;
  }
}

function questionKey({ sql, values }: Statement): string {
  return sha256(JSON.stringify([sql, Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))]));
}

function isPlain(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  return typeof value === "number" && Number.isFinite(value) && !Object.is(value, -0);
}
