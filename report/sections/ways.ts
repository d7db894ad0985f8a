// Ways through the site: where visits enter and leave, and the first pages that they read.
import type { Analysis } from "../../analysis/index.ts";
import { formatCount, formatShare, readablePath } from "../../analysis/index.ts";
import { shortened } from "../charts/theme.ts";
import { type Block, type Column, heading, paragraph, type Table, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { MOST_NAME_CHARACTERS } from "./name-table.ts";
import { periodPhrase } from "./section.ts";

const MOST_ROWS = 10;
/** The analysis cuts lists that outsiders can write at will to so many. */
const LONGEST_LIST = 100;
/** Three pages stand in one cell. */
const MOST_PAGE_CHARACTERS = Math.floor(MOST_NAME_CHARACTERS / 3);

/** A path as it is read in a table, or in a chain of them. */
function pageName(path: string, most: number): string {
  return shortened(readablePath(path), most);
}

function waysTable(
  words: Words,
  analysis: Analysis,
  { id, caption, columns, annex, remark }: { id: string; caption: string; columns: Column[]; annex: string; remark?: string },
  rows: readonly { name: string; visits: number }[],
): Table {
  const { visits } = analysis.traffic;
  const shown = rows.slice(0, MOST_ROWS);
  const notes = [
    words.answers.ofPeriod(periodPhrase(words, analysis)),
    remark,
    rows.length > shown.length ? words.answers.leftOut(shown.length, rows.length, annex, rows.length === LONGEST_LIST) : undefined,
  ].filter((part) => part !== undefined);
  const cells = shown.map((row) => [row.name, formatCount(row.visits), formatShare(visits === 0 ? 0 : row.visits / visits, 1)]);
  return table(id, caption, columns, cells, { note: notes.join(" ") });
}

/** Entry pages, exit pages and the most frequent ways, ten of each. */
export function wayBlocks(words: Words, analysis: Analysis): Block[] {
  const { entryPages, exitPages, visitPaths } = analysis.traffic;
  const title = heading(2, "recorridos", words.answers.waysTitle);
  if (visitPaths.length === 0) return [title, paragraph(words.answers.noWays)];
  const annex = "entradas-y-salidas.csv";
  const named = (rows: Analysis["traffic"]["entryPages"]) =>
    rows.map(({ path, visits }) => ({ name: pageName(path, MOST_NAME_CHARACTERS), visits }));
  return [
    title,
    waysTable(
      words,
      analysis,
      { id: "tabla-entradas", caption: words.answers.entryCaption, columns: words.answers.entryColumns, annex },
      named(entryPages),
    ),
    waysTable(
      words,
      analysis,
      { id: "tabla-salidas", caption: words.answers.exitCaption, columns: words.answers.exitColumns, annex },
      named(exitPages),
    ),
    waysTable(
      words,
      analysis,
      {
        id: "tabla-recorridos",
        caption: words.answers.pathsCaption,
        columns: words.answers.pathsColumns,
        annex: "recorridos.csv",
        remark: words.answers.pathsNote,
      },
      visitPaths.map(({ pages, visits }) => ({
        name: pages.map((path) => pageName(path, MOST_PAGE_CHARACTERS)).join(words.answers.between),
        visits,
      })),
    ),
  ];
}
