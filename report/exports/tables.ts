// The tables of an analysis one by one, for a program that asks for a single one.
import type { Analysis } from "../../analysis/index.ts";
import { annexTables } from "../annexes.ts";
import { wordsOf } from "../locale/words.ts";
import { arrowFile, arrowStream } from "./arrow.ts";
import type { DataTable } from "./data-table.ts";

/** All tables that the annexes hold. */
export function analysisTables(analysis: Analysis): DataTable[] {
  return annexTables(wordsOf("es"), analysis);
}

/** `file` can be read at any place, `stream` from its beginning. */
export function tableAsArrow(table: DataTable, kind: "file" | "stream"): Uint8Array {
  return kind === "file" ? arrowFile(table) : arrowStream(table);
}
