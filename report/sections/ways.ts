// Ways through the site: where visits enter and leave, and the first pages that they read.
import type { Analysis } from "../../analysis/index.ts";
import { formatCount, formatShare, readablePath } from "../../analysis/index.ts";
import { shortened } from "../charts/theme.ts";
import { type Block, type Column, heading, paragraph, type Table, table } from "../document.ts";
import { answerWords as words } from "../locale/es-MX.ts";
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
  analysis: Analysis,
  { id, caption, columns, annex, remark }: { id: string; caption: string; columns: Column[]; annex: string; remark?: string },
  rows: readonly { name: string; visits: number }[],
): Table {
  const { visits } = analysis.traffic;
  const shown = rows.slice(0, MOST_ROWS);
  const notes = [
    words.ofPeriod(periodPhrase(analysis)),
    remark,
    rows.length > shown.length ? words.leftOut(shown.length, rows.length, annex, rows.length === LONGEST_LIST) : undefined,
  ].filter((part) => part !== undefined);
  const cells = shown.map((row) => [row.name, formatCount(row.visits), formatShare(visits === 0 ? 0 : row.visits / visits, 1)]);
  return table(id, caption, columns, cells, { note: notes.join(" ") });
}

/** Entry pages, exit pages and the most frequent ways, ten of each. */
export function wayBlocks(analysis: Analysis): Block[] {
  const { entryPages, exitPages, visitPaths } = analysis.traffic;
  const title = heading(2, "recorridos", words.waysTitle);
  if (visitPaths.length === 0) return [title, paragraph(words.noWays)];
  const annex = "entradas-y-salidas.csv";
  const named = (rows: Analysis["traffic"]["entryPages"]) =>
    rows.map(({ path, visits }) => ({ name: pageName(path, MOST_NAME_CHARACTERS), visits }));
  return [
    title,
    waysTable(analysis, { id: "tabla-entradas", caption: words.entryCaption, columns: words.entryColumns, annex }, named(entryPages)),
    waysTable(analysis, { id: "tabla-salidas", caption: words.exitCaption, columns: words.exitColumns, annex }, named(exitPages)),
    waysTable(
      analysis,
      {
        id: "tabla-recorridos",
        caption: words.pathsCaption,
        columns: words.pathsColumns,
        annex: "recorridos.csv",
        remark: words.pathsNote,
      },
      visitPaths.map(({ pages, visits }) => ({
        name: pages.map((path) => pageName(path, MOST_PAGE_CHARACTERS)).join(words.between),
        visits,
      })),
    ),
  ];
}
