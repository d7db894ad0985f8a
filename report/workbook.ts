// Tables as an XLSX workbook: texts are texts and never formulas, and the same tables make the same bytes.
import { type CellObject, type SheetData, default as writeExcelFile } from "write-excel-file/node";
import { getOrderOfSiblings, insertElementMarkupAccordingToOrderOfSiblings, sanitizeTextContent } from "write-excel-file/utility";
import { printable } from "../analysis/index.ts";

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

/** Not read otherwise in one country than in another. */
const dateFormat = "yyyy-mm-dd hh:mm";
/** Choices are offered down to this row. */
const lastChoiceRow = 1000;

function cellOf(cell: WorkbookCell): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === "string") return { type: String, value: printable(cell), wrap: true, alignVertical: "top" };
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

const centralEntry = 0x02014b50;
const endOfDirectory = 0x06054b50;
/** 1 January 1980, 0:00, as ZIP writes it. */
const [firstTime, firstDate] = [0, 0x21];

/** The archive with one and the same time in every entry: the library writes the moment. */
function withoutTimes(archive: Buffer): Buffer {
  const end = archive.length - 22;
  if (archive.readUInt32LE(end) !== endOfDirectory) throw new Error("the workbook does not end in its directory");
  let at = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(at) === centralEntry) {
    const local = archive.readUInt32LE(at + 42);
    for (const place of [at + 12, local + 10]) {
      archive.writeUInt16LE(firstTime, place);
      archive.writeUInt16LE(firstDate, place + 2);
    }
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return archive;
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
  return withoutTimes(await written.toBuffer());
}
