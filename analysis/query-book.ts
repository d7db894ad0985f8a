// The text of every question that the figures ask, and of the files that make what they read: for explaining a figure where no engine is and nothing ran.
import { readdirSync, readFileSync } from "node:fs";
import type { Analysis } from "./analysis.ts";
import { rollupSql } from "./delivery.ts";
import { type Explanation, explainWith, statementsBehind } from "./explain.ts";
import { type Measure, measures } from "./measures.ts";
import type { AskedQuery } from "./open-rollups.ts";
import { rulesVersion } from "./rollups.ts";

/** An explanation by texts of this program: what they are called, and whether they are those that made the figure. */
export interface TextExplanation extends Omit<Explanation, "queries" | "rollups"> {
  /** Each with the name of the measure that asks it; values are named, not bound. */
  questions: { measure: string; sql: string }[];
  /** Files of analysis/rollups, in the order in which they run. */
  rollups: { file: string; sql: string }[];
  rulesVersion: number;
  /** This program's rules are those that the figure was made with; else its texts may be others. */
  isOfTheseRules: boolean;
}

/** @throws UserError `key-unknown` for a key that the value does not have. */
export function explainByText(key: string, analysis: Analysis): TextExplanation {
  const { questions, files } = queryBook();
  let rollups: TextExplanation["rollups"] = [];
  const { queries, ...rest } = explainWith(key, analysis, (measures) => {
    const asked = questionsOf(measures, questions);
    const behind = statementsBehind(asked, files);
    rollups = files.filter((file) => behind.includes(file)).map(({ file, sql }) => ({ file, sql }));
    return { queries: asked, rollups: [] };
  });
  return {
    ...rest,
    questions: queries.map(({ measure, sql }) => ({ measure: measure ?? "", sql })),
    rollups,
    rulesVersion: analysis.parameters.rulesVersion,
    isOfTheseRules: analysis.parameters.rulesVersion === rulesVersion,
  };
}

/** Keys that have an entry of their own, and that this value has. */
export function explainableKeys(analysis: Analysis): string[] {
  return Object.keys(measures).filter((key) => hasKey(analysis, key.split(".")));
}

function hasKey(value: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return value !== undefined && value !== null;
  return (
    typeof value === "object" && value !== null && Object.hasOwn(value, first) && hasKey((value as Record<string, unknown>)[first], rest)
  );
}

function questionsOf(measures: readonly Measure[], questions: ReadonlyMap<string, string[]>): AskedQuery[] {
  const names = [...new Set(measures.flatMap(({ queries }) => queries))];
  return names.flatMap((measure) => (questions.get(measure) ?? []).map((sql) => ({ measure, sql, values: {} })));
}

interface QueryBook {
  questions: Map<string, string[]>;
  files: { file: string; sql: string; values: Record<string, never> }[];
}

let book: QueryBook | null = null;

/** Read once: the texts are a part of the program. */
function queryBook(): QueryBook {
  if (book) return book;
  const names = readdirSync(new URL("./rollups/", import.meta.url)).filter((name) => name.endsWith(".sql"));
  const files = names.map((file) => ({ file: `analysis/rollups/${file}`, sql: rollupSql(file.slice(0, -".sql".length)), values: {} }));
  // A file comes after those that it reads: what they read is less than what it reads.
  const behind = new Map(files.map((one) => [one, statementsBehind([one], files).length]));
  files.sort((a, b) => (behind.get(a) ?? 0) - (behind.get(b) ?? 0) || (a.file < b.file ? -1 : 1));
  book = { questions: questionsIn(readFileSync(new URL("./questions.sql", import.meta.url), "utf8")), files };
  return book;
}

const heading = "\n-- :: ";

/** By the name of the measure that asks it. */
function questionsIn(text: string): Map<string, string[]> {
  const questions = new Map<string, string[]>();
  for (const part of text.split(heading).slice(1)) {
    const end = part.indexOf("\n");
    const name = part.slice(0, end);
    questions.set(name, [...(questions.get(name) ?? []), part.slice(end + 1).trimEnd()]);
  }
  return questions;
}

/** The text of questions.sql: what an analysis asked, by the names of the measures. */
export function questionsText(asked: readonly AskedQuery[], names: readonly string[]): string {
  const parts = [...names].sort().flatMap((name) => {
    const texts = asked.filter(({ measure }) => measure?.split("/").includes(name)).map(({ sql }) => sql.trimEnd());
    return [...new Set(texts)].sort().map((sql) => `${heading}${name}\n${sql}\n`);
  });
  return `-- Every question that the figures ask, as an analysis asks it. Written by test/analysis/explain.test.ts (vitest --update), and never by hand.\n${parts.join("")}`;
}
