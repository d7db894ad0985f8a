// Writes small XLSX files, part by part, so that a test decides on every cell, style and relation; also ZIPs that lie about themselves.
import { crc32, deflateRawSync } from "node:zlib";

/** A cell as its XML: text, number with a number format's index in `formats`, boolean, a formula's error, or raw XML. */
export type WrittenCell = string | number | boolean | null | { serial: number; format: number } | { xml: string };

export interface WrittenSheet {
  name: string;
  /** By row number, from 1. */
  rows: Record<number, WrittenCell[]>;
  merged?: string[];
  state?: "hidden" | "veryHidden";
  /** Attributes of rows by their number, and the `cols` element, as XML. */
  rowAttributes?: Record<number, string>;
  columns?: string;
}

export interface WrittenWorkbook {
  sheets: WrittenSheet[];
  /** Format codes; a cell's `format` is an index in it. */
  formats?: string[];
  dates1904?: boolean;
}

/** Namespaces of SpreadsheetML (ECMA-376), as every producer writes them. */
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export function workbookFile({ sheets, formats = [], dates1904 = false }: WrittenWorkbook): Buffer {
  const list = sheets.map(({ name, state }, index) => {
    const hidden = state === undefined ? "" : ` state="${state}"`;
    return `<sheet name="${escaped(name)}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`;
  });
  const relations = sheets.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="${RELATIONS}"><workbookPr${dates1904 ? ' date1904="1"' : ""}/><sheets>${list.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join("")}</Relationships>`,
    "xl/styles.xml": stylesXml(formats),
  };
  for (const [index, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet);
  return zipFile(
    Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`) })),
  );
}

/** A ZIP with deflated entries; `declaredBytes` lies about an entry's unpacked size. */
export function zipFile(entries: readonly { name: string; bytes: Buffer; declaredBytes?: number }[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, declaredBytes = bytes.length } of entries) {
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declaredBytes, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, place, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function stylesXml(formats: readonly string[]): string {
  const codes = formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`);
  const styles = ['<xf numFmtId="0"/>', ...formats.map((_, index) => `<xf numFmtId="${200 + index}" applyNumberFormat="1"/>`)];
  return `<styleSheet ${MAIN}><numFmts count="${codes.length}">${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join("")}</cellXfs></styleSheet>`;
}

function sheetXml({ rows, merged = [], rowAttributes = {}, columns = "" }: WrittenSheet): string {
  const lines = Object.entries(rows).map(([row, cells]) => {
    const written = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${row}`));
    return `<row r="${row}" ${rowAttributes[Number(row)] ?? ""}>${written.join("")}</row>`;
  });
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`);
  return `<worksheet ${MAIN}>${columns}<sheetData>${lines.join("")}</sheetData>${ranges.length === 0 ? "" : `<mergeCells>${ranges.join("")}</mergeCells>`}</worksheet>`;
}

function cellXml(cell: WrittenCell, reference: string): string {
  if (cell === null) return "";
  if (typeof cell === "string") return `<c r="${reference}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${reference}" t="b"><v>${Number(cell)}</v></c>`;
  if ("serial" in cell) return `<c r="${reference}" s="${cell.format + 1}"><v>${cell.serial}</v></c>`;
  return / r="/.test(cell.xml) ? cell.xml : cell.xml.replace("<c", `<c r="${reference}"`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
