// The lines that a lane leaves to others: their texts, and what the parsing SQL reads of them, in their rows.
import type { LaneColumn } from "./columns.ts";
import type { LaneModule } from "./lane-module.ts";
import { NotForLane } from "./piece-reader.ts";

/** Of each line the values of the columns in their order; hashes and durations as digits. */
export type OddValues = readonly (readonly (string | number | boolean | null)[])[];

/** A mark of byte order is a character like any other, but at the file's beginning. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
const encoder = new TextEncoder();
/** Odd lines are few: their values are told from others however long it takes. */
const anySteps = 2 ** 30;

/** The odd lines in order, as one text. */
export function oddText(module: LaneModule): string {
  return module
    .noted(module.oddLines, module.exports.odd())
    .map(({ bytes }) => decoder.decode(bytes))
    .join("\n");
}

/** Puts what was read of the odd lines into their rows. */
export function takeOddRows(module: LaneModule, columns: readonly LaneColumn[], values: OddValues): void {
  const { exports } = module;
  const lines = module.noted(module.oddLines, exports.odd());
  if (values.length !== exports.odd()) throw new Error(`of ${exports.odd()} lines ${values.length} were read`);
  for (const [i, line] of values.entries()) {
    const row = lines[i]?.row ?? 0;
    for (const [c, { index, kind }] of columns.entries()) {
      const value = line[c] ?? null;
      let number = -1;
      // Of a hash, which has no sign, the same bits.
      if (value !== null && kind !== "text") number = exports.numberOfValue(index, BigInt.asIntN(64, BigInt(value)), anySteps);
      else if (value !== null) {
        const length = putText(module, String(value));
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
