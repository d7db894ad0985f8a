// The rows that a module holds, as a group of a Parquet file.
import { zstdCompressSync } from "node:zlib";
import type { LaneColumn } from "./columns.ts";
import type { LaneModule } from "./lane-module.ts";
import { type ColumnChunk, encoding, pageHeader, type RowGroup } from "./parquet-file.ts";

/** Where more than half of the values are different, and hardly longer one by one, numbering them wins nothing. */
const mostDistinctShare = 0.5;
const leastPlain = 1000;
const mostPlainBytes = 8 * 1024 * 1024;

/** Pages on their way into a group. */
class Pages {
  readonly isCompressed: boolean;
  readonly #parts: Uint8Array[] = [];
  bytes = 0;

  constructor(isCompressed: boolean) {
    this.isCompressed = isCompressed;
  }

  /** Adds a copy of a page behind its header; answers the bytes that it has without compression. */
  add(kind: "data" | "dictionary", values: number, encoded: number, page: Uint8Array): number {
    const body = this.isCompressed ? zstdCompressSync(page) : page.slice();
    const header = pageHeader(kind, values, encoded, page.length, body.length);
    this.#parts.push(header, body);
    this.bytes += header.length + body.length;
    return header.length + page.length;
  }

  joined(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.bytes);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** Encodes the columns of all rows of a module. */
export function encodeGroup(module: LaneModule, columns: readonly LaneColumn[], isCompressed: boolean): RowGroup {
  const rows = module.exports.rows();
  const pages = new Pages(isCompressed);
  const chunks = columns.map((column) => encodeColumn(module, pages, column, rows));
  return { rows, bytes: pages.joined(), columns: chunks };
}

function encodeColumn(module: LaneModule, pages: Pages, { name, index, kind, width }: LaneColumn, rows: number): ColumnChunk {
  const { exports } = module;
  const nulls = exports.nullCount(index, rows);
  const distinct = exports.valueCount(index);
  const start = pages.bytes;
  const bounds = kind === "number" && nulls < rows ? boundsOf(module, index, rows, width) : null;
  // Truths are not numbered.
  const isTruth = kind === "truth";
  const isPlain =
    isTruth || (distinct > leastPlain && distinct > (rows - nulls) * mostDistinctShare && exports.plainBytes(index, rows) < mostPlainBytes);
  if (isPlain) {
    const length = isTruth ? exports.writeTruths(index, rows, nulls) : exports.writePlain(index, rows, nulls, width);
    const plainBytes = pages.add("data", rows, encoding.plain, module.page(length));
    return {
      name,
      dictionaryOffset: null,
      dataOffset: start,
      bytes: pages.bytes - start,
      plainBytes,
      isCompressed: pages.isCompressed,
      nulls,
      bounds,
    };
  }
  let plainBytes = pages.add("dictionary", distinct, encoding.plain, module.page(exports.writeDictionary(index, width)));
  const dataOffset = pages.bytes;
  plainBytes += pages.add("data", rows, encoding.dictionary, module.page(exports.writeNumbers(index, rows, nulls)));
  return {
    name,
    dictionaryOffset: start,
    dataOffset,
    bytes: pages.bytes - start,
    plainBytes,
    isCompressed: pages.isCompressed,
    nulls,
    bounds,
  };
}

function boundsOf(module: LaneModule, index: number, rows: number, width: number): ColumnChunk["bounds"] {
  module.exports.writeBounds(index, rows);
  return { least: module.page(width).slice(), greatest: module.page(8 + width).slice(8) };
}
