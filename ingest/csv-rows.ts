// Rows of a CSV as they stand: the delimiter told from the heading, each row with its physical line; a broken row never takes a good one with it.
import { CsvError, parse } from "csv-parse/sync";
import { UserError } from "./errors.ts";
import { folded, mostColumns, type RawRow, type RawTable, refuseManyColumns, shownCharacters } from "./raw-table.ts";

const DELIMITERS = [",", ";", "\t", "|"] as const;
/** Each broken row costs a new pass over the rest: beyond this the file is not a table worth reading. */
const MOST_BROKEN_ROWS = 500;

/**
 * @param text with LF line ends. @param known folded headings, by which the delimiter is told; a first line `sep=;` says it outright.
 * @throws UserError `table-empty` (no heading row), `table-invalid` (quotes broken all over, or in the heading).
 */
export function csvRows(text: string, file: string, known: ReadonlySet<string>): RawTable {
  const lines = text.split("\n");
  const said = /^sep=(.)$/i.exec(lines[0]?.trimEnd() ?? "")?.[1];
  const headingIndex = lines.findIndex((line, index) => line.trim() !== "" && (index > 0 || said === undefined));
  const headingLine = lines[headingIndex];
  if (headingLine === undefined) throw new UserError("table-empty", { file });
  const delimiter = said ?? delimiterOf(headingLine, known);
  // Before the parser sees them: a million of them cost it seconds.
  refuseManyColumns(file, headingLine.split(delimiter, 2 * mostColumns).length);
  const [heading, ...body] = rowsFrom(lines, headingIndex, delimiter, file);
  if (heading === undefined || heading instanceof UserError) {
    const expected = "encabezados de columna con las comillas cerradas";
    throw new UserError("table-invalid", { file, place: `línea ${headingIndex + 1}`, expected });
  }
  return { heading: heading.cells, body, notes: [] };
}

/** The delimiter under which most headings are known columns; the most frequent one when none is. */
function delimiterOf(line: string, known: ReadonlySet<string>): string {
  const score = (delimiter: string) => {
    const cells = line.split(delimiter, mostColumns);
    return cells.filter((cell) => known.has(folded(cell, "_"))).length * 1000 + cells.length;
  };
  return DELIMITERS.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best));
}

/** Parses from `firstLine` on. A row whose quotes do not close is refused and reading goes on with the physical line after its first. */
function rowsFrom(lines: string[], firstLine: number, delimiter: string, file: string): (RawRow | UserError<"table-row">)[] {
  const rows: (RawRow | UserError<"table-row">)[] = [];
  let next = firstLine;
  let broken = 0;
  while (next < lines.length) {
    const start = next;
    try {
      parse(lines.slice(start).join("\n"), {
        delimiter,
        trim: true,
        relax_column_count: true,
        // A blank line costs the parser a thousand times what a row does.
        skip_empty_lines: true,
        on_record: (cells: string[], context) => {
          next = filledLine(lines, next);
          rows.push({ row: next + 1, cells });
          next = start + context.lines;
          return null;
        },
      });
      return rows;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      next = filledLine(lines, next);
      broken += 1;
      if (broken > MOST_BROKEN_ROWS) {
        const expected = `una tabla; más de ${MOST_BROKEN_ROWS} filas tienen comillas sin cerrar`;
        throw new UserError("table-invalid", { file, place: `línea ${next + 1}`, expected });
      }
      rows.push(openQuote(lines[next] ?? "", next + 1, file));
      next += 1;
    }
  }
  return rows;
}

/** The first line from `at` on that is not blank. */
function filledLine(lines: readonly string[], at: number): number {
  let line = at;
  while (line < lines.length - 1 && lines[line]?.trim() === "") line += 1;
  return line;
}

function openQuote(line: string, row: number, file: string): UserError<"table-row"> {
  const expected = "comillas que abren y cierran el campo entero; dentro de él se escriben dobles";
  return new UserError("table-row", { file, row, column: "(fila)", value: line.slice(0, shownCharacters), expected });
}
