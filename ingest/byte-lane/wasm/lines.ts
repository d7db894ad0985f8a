// Clean lines, read byte by byte; every other line is left to the parsing SQL, which alone says what it is.
import { readApacheLine } from "./apache";
import { file } from "./columns";
import { numberOfValue } from "./dictionary";
import { placeBytes, placeOf } from "./fields";
import { lineEnd } from "./find";
import { hashNotedLines } from "./md5";
import { mostRows, numbersOf } from "./memory";
import { readObjectLine } from "./objects";
import { countBytes, endRow, noteOdd, rowCount } from "./rows";
import { readValueLine } from "./values";

/** In front of each line stands which of the joined files it is of: see ../../joined-files.ts. */
const withPlace: i32 = 64;
/** Lines of named values: values.ts. */
const isOfValues: i32 = 256;
/** JSON: objects.ts. */
const isOfObjects: i32 = 512;

/**
 * Reads whole lines from `start` until `end`, where the last has its newline, or until there are `limit` rows; answers where it stopped. Bytes
 * behind `end` are looked at and not read as lines. `fileId`: of the file, or of the first of those that are joined.
 */
export function readLines(start: i32, end: i32, lane: i32, limit: i32, fileId: i32): i32 {
  let at = start;
  const most = min(limit, mostRows);
  while (at < end && rowCount < most) {
    let id = fileId;
    if (lane & withPlace) {
      id += placeOf(at);
      at += placeBytes;
    }
    // There is room for every file of a group: files are numbered in few steps, as they follow each other.
    store<i32>(numbersOf(file) + (rowCount << 2), numberOfValue(file, id, mostRows) + 1);
    let next: i32;
    if (lane & isOfObjects) next = readObjectLine(at, lane);
    else next = lane & isOfValues ? readValueLine(at, lane) : readApacheLine(at, lane);
    if (next > 0) at = next;
    else {
      const to = lineEnd(at);
      noteOdd(at, to);
      at = to + 1;
    }
    endRow();
  }
  countBytes(at - start);
  hashNotedLines();
  return at;
}
