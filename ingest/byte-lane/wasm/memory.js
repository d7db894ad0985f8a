"use strict";
// Where everything lies in the memory of the module: all places are known when it is compiled. What is never touched costs nothing.
Object.defineProperty(exports, "__esModule", { value: true });
exports.memoryPages = exports.pages = exports.unhashedLines = exports.oddLines = exports.texts = exports.chunk = exports.firstNumber = exports.columnCount = exports.firstSlots = exports.textBytes = exports.chunkBytes = exports.mostRows = void 0;
exports.numbersOf = numbersOf;
exports.slotsOf = slotsOf;
exports.entriesOf = entriesOf;
exports.dictionaryOf = dictionaryOf;
/** A group holds no more rows; as many as the engine likes to read at once. */
exports.mostRows = 61440;
/** Bytes that are read at once, with the rest of a line before them: few enough to stay in the processor's own memory. */
exports.chunkBytes = 2097152;
/** The different texts of a group, and its odd lines. */
exports.textBytes = 50331648;
/** What is read beyond the end of a text is never beyond these. */
const slack = 64;
/** A row may name one text of its own, and one of a try that failed. */
const mostEntries = 2 * exports.mostRows;
const mostSlots = 262144;
exports.firstSlots = 2048;
/** Columns of texts come first, then those of numbers: see columns.ts. */
exports.columnCount = 23;
exports.firstNumber = 16;
const dictionaries = 65536;
exports.chunk = 131072;
exports.texts = exports.chunk + exports.chunkBytes + slack;
const columns = exports.texts + exports.textBytes + slack;
const columnBytes = exports.mostRows * 4 + mostSlots * 4 + mostEntries * 16;
/** 12 bytes for each: row, place and length. */
exports.oddLines = columns + exports.columnCount * columnBytes;
exports.unhashedLines = exports.oddLines + exports.mostRows * 12;
exports.pages = exports.unhashedLines + exports.mostRows * 12;
/** A page holds the texts of its rows, each with its length. */
const pageBytes = exports.textBytes + mostEntries * 8;
/** Of each row of a column the number of its value plus one; 0: null. */
// @ts-ignore: decorator
function numbersOf(column) { return columns + column * columnBytes; }
// @ts-ignore: decorator
function slotsOf(column) { return columns + column * columnBytes + exports.mostRows * 4; }
/** 16 bytes for each entry: of a text its place, its length and its hash; of a number its value. */
// @ts-ignore: decorator
function entriesOf(column) { return columns + column * columnBytes + exports.mostRows * 4 + mostSlots * 4; }
/** 16 bytes for each column: count of entries, mask of its slots, the entry that was named last. */
// @ts-ignore: decorator
function dictionaryOf(column) { return dictionaries + column * 16; }
/** All pages of memory that the places above need. */
exports.memoryPages = (exports.pages + pageBytes + slack + 65535) / 65536;
