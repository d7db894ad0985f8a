// Lists of names with visitors, a second count and shares, cut to their first rows.
import { formatCount, formatShare } from "../../analysis/index.ts";
import { shortened } from "../charts/theme.ts";
import { type Table, table } from "../document.ts";
import type { Words } from "../locale/words.ts";

export interface Named {
  name: string;
  visitors: number;
  hits: number;
}

export interface NameList {
  id: string;
  caption: string;
  /** The head of the names. */
  column: string;
  /** What `hits` counts in this list. */
  counted: string;
  annex: string;
  /** What the shares of visitors are of, where a visitor may stand in several rows; else the sum of the rows. */
  visitors?: number;
  remark?: string;
}

/** Names that outsiders write can be of any length; the annexes have them whole. */
export const MOST_NAME_CHARACTERS = 400;
const MOST_ROWS = 15;
/** Leaving out fewer rows than these saves no room and costs the reader a file. */
const LEAST_LEFT_OUT = 5;
/** The analysis cuts lists that outsiders can write at will to so many. */
const LONGEST_LIST = 100;

/** How many of a list's rows are printed. */
export function shownRows(total: number): number {
  return total < MOST_ROWS + LEAST_LEFT_OUT ? total : MOST_ROWS;
}

/** Where the rows are that a table leaves out. */
export function leftOutNote(words: Words, total: number, annex: string): string | null {
  const shown = shownRows(total);
  if (shown === total) return null;
  const isCut = total === LONGEST_LIST && (annex === "paginas.csv" || annex === "procedencia.csv");
  return words.statistics.leftOut(shown, total, annex, isCut);
}

/** The table of a list. */
export function nameTable(words: Words, list: NameList, entries: Named[]): Table {
  const visitors = list.visitors ?? entries.reduce((sum, entry) => sum + entry.visitors, 0);
  const hits = entries.reduce((sum, entry) => sum + entry.hits, 0);
  const share = (part: number, whole: number): string => formatShare(whole === 0 ? 0 : part / whole, 1);
  const rows = entries
    .slice(0, shownRows(entries.length))
    .map((entry) => [
      shortened(entry.name, MOST_NAME_CHARACTERS),
      formatCount(entry.visitors),
      share(entry.visitors, visitors),
      formatCount(entry.hits),
      share(entry.hits, hits),
    ]);
  const notes = [leftOutNote(words, entries.length, list.annex), list.remark ?? null].filter((note) => note !== null);
  return table(list.id, list.caption, words.statistics.nameColumns(list.column, list.counted), rows, {
    note: notes.length === 0 ? null : notes.join(" "),
  });
}
