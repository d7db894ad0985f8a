// An XLSX workbook as a table: its parts taken out of the ZIP within limits, and the one sheet whose heading row fits.
import { fromBufferPromise, type ZipFile } from "yauzl";
import { UserError } from "./errors.ts";
import { folded, type RawRow, type RawTable } from "./raw-table.ts";
import { cellKinds, type SheetCell, type SheetRow, sharedStrings, sheetRows, type WorkbookContext } from "./workbook-cells.ts";
import { hiddenNotes } from "./workbook-hidden.ts";
import { attribute, xmlTags } from "./xml-tags.ts";

/** Of the XML parts together, unpacked: a bomb is told before it is unpacked. */
const mostPartBytes = 64 * 1024 * 1024;
const mostEntries = 10_000;
/** Titles may stand above the heading row. */
const mostRowsAboveHeading = 20;

/** True for a ZIP. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The sheet that holds the table, its rows under the numbers that the sheet shows. Dates come as local times, formulas as their last saved result.
 * @throws UserError `table-invalid` (no workbook, damaged, or two sheets that fit), `table-column-missing`, `table-too-large`.
 */
export async function workbookRows(
  bytes: Uint8Array,
  file: string,
  { columns, fits }: { columns: readonly { headings: readonly string[] }[]; fits: (heading: readonly string[]) => boolean },
): Promise<RawTable> {
  const parts = await workbookParts(bytes, file);
  try {
    const { sheets, context } = workbookOf(parts);
    const read = ({ name, xml }: Sheet) => ({ name, ...tableOf(sheetRows(xml, context), fits) });
    const [shown, hidden] = [sheets.filter(({ isHidden }) => !isHidden), sheets.filter(({ isHidden }) => isHidden)];
    const found = shown.map(read);
    const fitting = found.filter(({ table }) => table !== null);
    const [sheet] = fitting;
    if (fitting.length > 1) {
      const expected = `una sola hoja con la tabla; la tienen: ${fitting.map(({ name }) => name).join(", ")}`;
      throw new UserError("table-invalid", { file, place: "el libro", expected });
    }
    if (!sheet?.table) {
      refuseHidden(hidden.map(read), file);
      return noSheet(found, columns);
    }
    const rest = sheets
      .filter(({ name }) => name !== sheet.name)
      .map(({ name, isHidden }) => (isHidden ? `hoja «${name}»: está oculta y no se leyó` : `hoja «${name}»: no se leyó`));
    const unseen = hiddenNotes(sheet.name, sheet.bodyRows, sheet.table.heading, sheet.hiddenColumns);
    const formulas = sheet.hasFormulas ? [`hoja «${sheet.name}»: tiene fórmulas; se leyó su último resultado guardado`] : [];
    return { ...sheet.table, notes: [...unseen, ...rest, ...formulas] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError("table-invalid", {
      file,
      place: "el libro",
      expected: "un libro XLSX íntegro; conviene abrirlo y guardarlo de nuevo",
    });
  }
}

/** A hidden sheet is somebody's draft, and never read; where nothing else holds the table, that is what is wrong. */
function refuseHidden(hidden: readonly { name: string; table: unknown }[], file: string): void {
  const names = hidden.filter(({ table }) => table !== null).map(({ name }) => name);
  if (names.length === 0) return;
  const expected = `la tabla en una hoja visible; está en una oculta: ${names.join(", ")}`;
  throw new UserError("table-invalid", { file, place: "el libro", expected });
}

/** No sheet fits: the row that comes nearest stands for the heading, so that the message names what it lacks. */
function noSheet(
  found: { nearest: (of: (row: SheetRow) => number) => string[] }[],
  columns: readonly { headings: readonly string[] }[],
): RawTable {
  const known = new Set(columns.flatMap((column) => column.headings));
  const score = (row: SheetRow) => row.cells.filter((cell) => known.has(folded(cell.text, "_"))).length;
  const headings = found.map(({ nearest }) => nearest(score));
  const best = headings.sort(
    (a, b) => b.filter((name) => known.has(folded(name, "_"))).length - a.filter((name) => known.has(folded(name, "_"))).length,
  )[0];
  return { heading: best ?? [], body: [], notes: [] };
}

function tableOf({ rows, hasFormulas, hiddenColumns }: ReturnType<typeof sheetRows>, fits: (heading: readonly string[]) => boolean) {
  const tops = rows.slice(0, mostRowsAboveHeading);
  const headingAt = tops.findIndex((row) => fits(headingOf(row)));
  const headingRow = tops[headingAt];
  const nearest = (of: (row: SheetRow) => number) =>
    headingOf(tops.reduce((a, b) => (of(b) > of(a) ? b : a), tops[0] ?? { row: 1, cells: [] }));
  if (headingRow === undefined) return { hasFormulas, hiddenColumns, nearest, bodyRows: [], table: null };
  const heading = headingOf(headingRow);
  const bodyRows = rows.slice(headingAt + 1);
  return { hasFormulas, hiddenColumns, nearest, bodyRows, table: { heading, body: bodyRows.map(rawRow) } };
}

function headingOf({ cells }: SheetRow): string[] {
  return placed(cells.filter(({ isSpread }) => !isSpread)).map((cell) => cell?.text ?? "");
}

function rawRow({ row, cells }: SheetRow): RawRow {
  const texts = placed(cells).map((cell) => (cell?.expected === undefined ? (cell?.text ?? "") : ""));
  const unreadable = cells.flatMap(({ column, text, expected }) =>
    expected === undefined ? [] : [{ place: column, value: text, expected }],
  );
  return { row, cells: texts, ...(unreadable.length === 0 ? {} : { unreadable }) };
}

function placed(cells: readonly SheetCell[]): (SheetCell | undefined)[] {
  const places: (SheetCell | undefined)[] = [];
  for (const cell of cells) places[cell.column] = cell;
  return Array.from(places);
}

interface Sheet {
  name: string;
  xml: string;
  isHidden: boolean;
}

/** The sheets in the workbook's order, and what their cells refer to. */
function workbookOf(parts: ReadonlyMap<string, string>): { sheets: Sheet[]; context: WorkbookContext } {
  const part = (name: string) => parts.get(name) ?? "";
  const targets = new Map<string, string>();
  for (const { name, attributes } of xmlTags(part("xl/_rels/workbook.xml.rels"))) {
    if (name === "Relationship") targets.set(attribute(attributes, "Id") ?? "", partPath(attribute(attributes, "Target") ?? ""));
  }
  const sheets: Sheet[] = [];
  let usesDates1904 = false;
  for (const { name, kind, attributes } of xmlTags(part("xl/workbook.xml"))) {
    if (name === "workbookPr" && kind !== "close") usesDates1904 ||= /^(?:1|true)$/.test(attribute(attributes, "date1904") ?? "");
    if (name !== "sheet" || kind === "close") continue;
    const xml = parts.get(targets.get(attribute(attributes, "id") ?? "") ?? "");
    if (xml !== undefined)
      sheets.push({ name: attribute(attributes, "name") ?? "", xml, isHidden: /hidden/i.test(attribute(attributes, "state") ?? "") });
  }
  if (sheets.every(({ isHidden }) => isHidden)) throw new RangeError("no sheets");
  const context = {
    sharedStrings: sharedStrings(part("xl/sharedStrings.xml")),
    cellKinds: cellKinds(part("xl/styles.xml")),
    usesDates1904,
  };
  return { sheets, context };
}

function partPath(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
}

/** The XML parts by name. Their declared sizes are summed up first, and no part may unpack to more than it declares. */
async function workbookParts(bytes: Uint8Array, file: string): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  let zip: ZipFile | undefined;
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), { lazyEntries: true });
    let entries = 0;
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      entries += 1;
      if (entries > mostEntries) throw new RangeError("entries");
      if (!/^xl\/.+\.xml(?:\.rels)?$/.test(entry.fileName) || !/^xl\/(?:_rels\/|worksheets\/[^/]+$|[^/]+$)/.test(entry.fileName)) continue;
      unpacked += entry.uncompressedSize;
      if (unpacked > mostPartBytes) throw new UserError("table-too-large", { file, bytes: unpacked, most: mostPartBytes });
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
      parts.set(entry.fileName, new TextDecoder("utf-8").decode(Buffer.concat(chunks)));
    }
    return parts;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const expected = "un libro XLSX íntegro y sin contraseña; conviene abrirlo y guardarlo de nuevo";
    throw new UserError("table-invalid", { file, place: "el archivo ZIP", expected });
  } finally {
    zip?.close();
  }
}
