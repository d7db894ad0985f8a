// Tables as an XLSX workbook: texts are texts and never formulas, and the same tables make the same bytes.
import { type CellObject, type SheetData, default as writeExcelFile } from "write-excel-file/node";
import { getOrderOfSiblings, insertElementMarkupAccordingToOrderOfSiblings, sanitizeTextContent } from "write-excel-file/utility";
import { printable } from "../analysis/index.ts";
import { steadyZip } from "./exports/steady-zip.ts";

/** Numbers as they are, dates as the wall clock that they say in universal time, null as nothing. */
export type WorkbookCell = string | number | Date | null;

export interface WorkbookColumn {
  title: string;
  widthCharacters: number;
  /** Values that the cells offer to choose from. */
  choices?: readonly string[];
}

export interface WorkbookSheet {
  /** Up to 31 characters, none of []:*?/\. */
  name: string;
  columns: readonly WorkbookColumn[];
  rows: readonly (readonly WorkbookCell[])[];
}

/** What Excel allows. */
const longestCell = 32_767;
/** Not read otherwise in one country than in another. */
const dateFormat = "yyyy-mm-dd hh:mm";
/** Choices are offered down to this row. */
const lastChoiceRow = 1000;

function cellOf(cell: WorkbookCell): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === "string") return { type: String, value: printable(cell).slice(0, longestCell), wrap: true, alignVertical: "top" };
  if (typeof cell === "number") return { type: Number, value: cell, alignVertical: "top" };
  return { type: Date, value: cell, format: dateFormat, alignVertical: "top" };
}

function sheetData({ columns, rows }: WorkbookSheet): SheetData {
  const heading = columns.map(({ title }): CellObject => ({ type: String, value: title, fontWeight: "bold" }));
  return [heading, ...rows.map((row) => row.map(cellOf))];
}

const columnLetter = (index: number): string => String.fromCharCode(65 + index);

/** The lists of choices of a sheet of up to 26 columns; empty: it has none. */
function choicesMarkup({ columns }: WorkbookSheet): string {
  const lists = columns.flatMap(({ choices }, i) => {
    const place = `${columnLetter(i)}2:${columnLetter(i)}${lastChoiceRow}`;
    return choices === undefined
      ? []
      : [
          `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${place}"><formula1>"${sanitizeTextContent(choices.join(","))}"</formula1></dataValidation>`,
        ];
  });
  return lists.length === 0 ? "" : `<dataValidations count="${lists.length}">${lists.join("")}</dataValidations>`;
}

type LibraryFeature = NonNullable<NonNullable<Parameters<typeof writeExcelFile>[1]>["features"]>[number];

/** What the library has no option for: lists of choices. */
function choiceLists(sheets: readonly WorkbookSheet[]): LibraryFeature {
  const part = "xl/worksheets/sheet{id}.xml";
  return {
    files: {
      transform: {
        [part]: {
          transform: (xml: string, options: { sheet?: string }) => {
            const sheet = sheets.find(({ name }) => name === options.sheet);
            const markup = sheet === undefined ? "" : choicesMarkup(sheet);
            if (markup === "") return xml;
            return insertElementMarkupAccordingToOrderOfSiblings(xml, markup, getOrderOfSiblings(part, "worksheet") ?? [], "worksheet");
          },
        },
      },
    },
  };
}

/** The workbook's bytes. Its sheets are held in memory. */
export async function workbookBytes(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const written = writeExcelFile(
    sheets.map((sheet) => ({
      data: sheetData(sheet),
      sheet: sheet.name,
      columns: sheet.columns.map(({ widthCharacters }) => ({ width: widthCharacters })),
      stickyRowsCount: 1,
    })),
    { features: [choiceLists(sheets)] },
  );
  return Buffer.from(steadyZip(await written.toBuffer()));
}
