// The lines that a lane leaves to the parsing SQL: their texts, and what it reads of them, in their rows.
import type { LaneColumn } from "./columns.ts";
import type { LaneModule } from "./lane-module.ts";
import { NotForLane } from "./piece-reader.ts";

/** Of each line the values of the columns in their order; a hash as the digits of its number. */
export type OddValues = readonly (readonly (string | number | null)[])[];

/** A mark of byte order is a character like any other, but at the file's beginning. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();
/** Odd lines are few: their values are told from others however long it takes. */
const anySteps = 2 ** 30;

/** The odd lines in order, as one text. */
export function oddText({ exports, numbers, bytes, oddLines }: LaneModule): string {
  const texts: string[] = [];
  const first = oddLines >> 2;
  for (let i = 0; i < exports.odd(); i++) {
    const [start = 0, length = 0] = [numbers[first + i * 3 + 1], numbers[first + i * 3 + 2]];
    texts.push(decoder.decode(bytes.subarray(start, start + length)));
  }
  return texts.join("\n");
}

/** Puts what was read of the odd lines into their rows. */
export function takeOddRows(module: LaneModule, columns: readonly LaneColumn[], values: OddValues): void {
  const { exports, numbers, oddLines } = module;
  if (values.length !== exports.odd()) throw new Error(`of ${exports.odd()} lines ${values.length} were read`);
  for (const [i, line] of values.entries()) {
    const row = numbers[(oddLines >> 2) + i * 3] ?? 0;
    for (const [c, { index, kind }] of columns.entries()) {
      const value = line[c] ?? null;
      let number = -1;
      if (value !== null && kind === "number") number = exports.numberOfValue(index, BigInt(value), anySteps);
      else if (value !== null) {
        const length = kind === "hash" ? putHash(module, BigInt(value)) : putText(module, String(value));
        if (exports.keptBytes() + length > module.textBytes) throw new NotForLane("too many texts");
        number = exports.numberOfText(index, module.pages, length, anySteps);
      }
      exports.setRow(index, row, number);
    }
  }
}

/** Where pages are written: there is none yet. */
function putText({ bytes, pages }: LaneModule, text: string): number {
  const { read, written } = encoder.encodeInto(text, bytes.subarray(pages));
  if (read < text.length) throw new NotForLane("a text is too long");
  return written;
}

function putHash({ bytes, pages }: LaneModule, hash: bigint): number {
  Buffer.from(bytes.buffer).writeBigUInt64LE(hash, pages);
  return 8;
}
