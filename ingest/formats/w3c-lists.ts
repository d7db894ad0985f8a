// The #Fields lists of a W3C log: which names they hold, and which of them is in force at a row.
import type { FieldList } from "../scan.ts";

/** Where a list was given before the file begins. */
export const beforeFile = 0;

/** A list that stands no deeper is taken to stand above all rows: servers write three directives in front of it at most. */
const deepestHeading = 4;

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
  /** Each list's names. */
  lists: string[][];
  /** SQL over `row`: the number of the list in force, from 1; null: no list stands before the row. Null, all of it: one list reads all rows. */
  listAtRow: string | null;
}

export function listsOfFile(changes: readonly FieldList[]): ListsOfFile {
  const keys = [...new Set(changes.map(({ fields }) => namesOf(fields).join(" ")))];
  const first = changes[0]?.line ?? beforeFile;
  const lists = keys.map((key) => namesOf(key));
  if (keys.length <= 1 && first <= deepestHeading) return { lists, listAtRow: null };
  const steps = changes.map(({ line, fields }) => ({ line, list: String(keys.indexOf(namesOf(fields).join(" ")) + 1) }));
  return { lists, listAtRow: bisected([{ line: beforeFile, list: "NULL::INTEGER" }, ...steps]) };
}

/** Halved again and again, so that a file with thousands of lists costs a few comparisons a row. */
function bisected(steps: readonly { line: number; list: string }[]): string {
  const middle = steps.length >> 1;
  const boundary = steps[middle];
  if (middle === 0 || !boundary) return boundary?.list ?? "NULL::INTEGER";
  return `CASE WHEN row < ${boundary.line} THEN ${bisected(steps.slice(0, middle))} ELSE ${bisected(steps.slice(middle))} END`;
}
