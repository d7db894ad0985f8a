// The compiled reader of clean lines (wasm/, in AssemblyScript): its memory, and what it offers.
import { readFileSync } from "node:fs";
import type { LaneSetup } from "./lane-setup.ts";
import type { ObjectSetup } from "./object-setup.ts";

const encoder = new TextEncoder();

/** Places are bytes of `memory`; a column is its index in columns.ts. */
interface Exports {
  memory: WebAssembly.Memory;
  chunk: WebAssembly.Global;
  texts: WebAssembly.Global;
  textBytes: WebAssembly.Global;
  oddLines: WebAssembly.Global;
  pages: WebAssembly.Global;
  mostRows: WebAssembly.Global;
  memoryPages: WebAssembly.Global;
  clear(): void;
  beginValues(separator: number, count: number): void;
  setValueKind(place: number, kind: number, written: number): void;
  beginObjects(times: number, isLabelled: number): void;
  addKey(length: number, use: number): void;
  addAllowed(length: number): void;
  readLines(start: number, end: number, lane: number, limit: number, fileId: number): number;
  rows(): number;
  odd(): number;
  oddBytes(): number;
  lineBytes(): number;
  keptBytes(): number;
  numberOfText(column: number, start: number, length: number, steps: number): number;
  numberOfValue(column: number, value: bigint, steps: number): number;
  setRow(column: number, row: number, number: number): void;
  valueCount(column: number): number;
  nullCount(column: number, rows: number): number;
  plainBytes(column: number, rows: number): number;
  writeDictionary(column: number, width: number): number;
  writeTruths(column: number, rows: number, nulls: number): number;
  writePlain(column: number, rows: number, nulls: number, width: number): number;
  writeNumbers(column: number, rows: number, nulls: number): number;
  writeBounds(column: number, rows: number): void;
}

/** Compiled once, and handed to the threads. */
export function compileLane(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(readFileSync(new URL("./lane.wasm", import.meta.url)));
}

/** One memory with its chunk, its rows and its page: what lies there is of one group of rows at a time. */
export class LaneModule {
  readonly exports: Exports;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly numbers: Int32Array<ArrayBuffer>;
  readonly chunk: number;
  readonly textBytes: number;
  readonly mostRows: number;
  readonly oddLines: number;
  readonly pages: number;

  constructor(module: WebAssembly.Module) {
    const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.exports = exports;
    // 64 KiB each.
    if (exports.memory.buffer.byteLength < (exports.memoryPages.value as number) * 65_536)
      throw new Error("asconfig.json gives too little memory");
    const memory = exports.memory.buffer as ArrayBuffer;
    this.bytes = new Uint8Array(memory);
    this.numbers = new Int32Array(memory);
    this.chunk = exports.chunk.value as number;
    this.textBytes = exports.textBytes.value as number;
    this.mostRows = exports.mostRows.value as number;
    this.oddLines = exports.oddLines.value as number;
    this.pages = exports.pages.value as number;
  }

  /** Says what the lines hold that are read from now on. */
  expect({ values, objects }: LaneSetup): void {
    if (objects) this.#expectObjects(objects);
    if (!values) return;
    this.exports.beginValues(values.separator, values.kinds.length);
    for (const [place, { kind, written }] of values.kinds.entries()) if (kind !== 0) this.exports.setValueKind(place, kind, written);
  }

  #expectObjects({ times, isLabelled, keys }: ObjectSetup): void {
    this.exports.beginObjects(times, isLabelled ? 1 : 0);
    const put = (text: string): number => encoder.encodeInto(text, this.bytes.subarray(this.pages)).written;
    for (const { text, use, allowed } of keys) {
      this.exports.addKey(put(text), use);
      for (const value of allowed) this.exports.addAllowed(put(value));
    }
  }

  /** What was kept of the lines so far: every text that differs, and odd lines. */
  kept(): Uint8Array<ArrayBuffer> {
    const start = this.exports.texts.value as number;
    return this.bytes.subarray(start, start + this.exports.keptBytes());
  }

  /** Lines that were noted at a place, so many of them. */
  noted(place: number, count: number): { row: number; bytes: Uint8Array }[] {
    return Array.from({ length: count }, (_, i) => {
      const at = (place >> 2) + i * 3;
      const [row = 0, start = 0, length = 0] = this.numbers.subarray(at, at + 3);
      return { row, bytes: this.bytes.subarray(start, start + length) };
    });
  }

  /** The page that was written last, until the next is. */
  page(length: number): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(this.pages, this.pages + length);
  }
}
