// What a workbook hides and is read all the same: nobody would look for an incident in a row that is not shown, so it is told.
import type { ColumnSpan, SheetRow } from "./workbook-cells.ts";

const mostSpans = 20;

/** Notes, in Spanish, on rows and columns of the table that are hidden (by hand, by a filter, without height or width). */
export function hiddenNotes(sheet: string, rows: readonly SheetRow[], heading: readonly string[], hidden: readonly ColumnSpan[]): string[] {
  const ofRows = rows.filter(({ isHidden }) => isHidden).map(({ row }) => row);
  const ofColumns = heading.flatMap((name, column) =>
    name !== "" && hidden.some(([first, last]) => column >= first && column <= last) ? [`${columnLetters(column)} (${name})`] : [],
  );
  return [
    ...(ofRows.length > 0 ? [`hoja «${sheet}»: renglones ocultos que sí se leyeron: ${spans(ofRows)}`] : []),
    ...(ofColumns.length > 0 ? [`hoja «${sheet}»: columnas ocultas que sí se leyeron: ${ofColumns.slice(0, mostSpans).join(", ")}`] : []),
  ];
}

/** `5, 7-9`. */
function spans(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  const told = found.slice(0, mostSpans).map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  return [...told, ...(found.length > mostSpans ? ["…"] : [])].join(", ");
}

function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter;
}
