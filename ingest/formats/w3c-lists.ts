// The #Fields lists of a W3C log: which names they hold, and which of them is in force at a row.
import type { FieldList } from "../scan.ts";

/** Where a list was given before the file begins. */
export const beforeFile = 0;

/** The names of a list, in lower case. */
export function namesOf(fields: string): string[] {
  return fields
    .trim()
    .replace(/^#fields:/i, "")
    .toLowerCase()
    .split(/\s+/)
    .filter((name) => name !== "");
}

/** The lists of one file, each once, and how to tell them apart. */
export interface ListsOfFile {
  /** Each list's names; those that nobody asks for are empty. */
  lists: string[][];
  /** SQL over `row`: the number of the list in force, from 1; null: no list stands before the row. Null, all of it: one list reads all rows. */
  listAtRow: string | null;
}

/** `wanted`: lists that differ in other names alone are one. */
export function listsOfFile(changes: readonly FieldList[], wanted: ReadonlySet<string>): ListsOfFile {
  const numbers = new Map<string, number>();
  const steps: Step[] = [{ line: beforeFile, list: null }];
  for (const { line, fields } of changes) {
    const key = namesOf(fields)
      .map((name) => (wanted.has(name) ? name : ""))
      .join(" ");
    const list = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, list);
    if (list !== steps.at(-1)?.list) steps.push({ line, list });
  }
  const lists = [...numbers.keys()].map((key) => key.split(" "));
  const isOne = lists.length <= 1 && !changes[0]?.afterRows;
  return { lists, listAtRow: isOne ? null : bisected(steps) };
}

/** From this line on, this list; null: none. */
interface Step {
  line: number;
  list: number | null;
}

/** Halved again and again, so that a file with thousands of lists costs a few comparisons a row. */
function bisected(steps: readonly Step[]): string {
  const middle = steps.length >> 1;
  const boundary = steps[middle];
  if (middle === 0 || !boundary) return `${boundary?.list ?? "NULL"}::INTEGER`;
  return `CASE WHEN row < ${boundary.line} THEN ${bisected(steps.slice(0, middle))} ELSE ${bisected(steps.slice(middle))} END`;
}
