// What the module offers: see ../lane-module.ts.
import { clearDictionaries, numberOfText, numberOfValue } from "./dictionary";
import { addAllowed, addKey } from "./keys";
import { readLines } from "./lines";
import { chunk, columnCount, memoryPages, mostRows, numbersOf, oddLines, pages, textBytes, texts } from "./memory";
import { beginObjects } from "./objects";
import { clearRows, lineBytes, odd, oddBytes, rows } from "./rows";
import { clearTexts, keptBytes } from "./texts";
import { beginValues, setValueKind } from "./values";

export { nullCount, plainBytes, valueCount, writeBounds, writeDictionary, writeNumbers, writePlain, writeTruths } from "./encode";
export { addAllowed, addKey, beginObjects, beginValues, keptBytes, lineBytes, numberOfText, numberOfValue, odd, oddBytes, readLines, rows, setValueKind };
export { chunk, memoryPages, mostRows, oddLines, pages, textBytes, texts };

/** Begins a new group of rows: every column is null. */
export function clear(): void {
  const used = rows() << 2;
  for (let column = 0; column < columnCount; column++) memory.fill(numbersOf(column), 0, used);
  clearDictionaries();
  clearTexts();
  clearRows();
}

/** Takes a line that was read otherwise into its row: of every column the number of its value plus one. */
export function setRow(column: i32, row: i32, number: i32): void {
  store<i32>(numbersOf(column) + (row << 2), number + 1);
}
