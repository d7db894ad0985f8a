// Where everything lies in the memory of the module: all places are known when it is compiled. What is never touched costs nothing.

/** A group holds no more rows; as many as the engine likes to read at once. */
export const mostRows: i32 = 61440;
/** Bytes that are read at once, with the rest of a line before them: few enough to stay in the processor's own memory. */
export const chunkBytes: i32 = 2097152;
/** The different texts of a group, and its odd lines. */
export const textBytes: i32 = 50331648;
/** What is read beyond the end of a text is never beyond these. */
const slack: i32 = 64;

/** A row may name one text of its own, and one of a try that failed. */
const mostEntries: i32 = 2 * mostRows;
const mostSlots: i32 = 262144;
export const firstSlots: i32 = 2048;

/** Columns of texts come first, then those of numbers: see columns.ts. */
export const columnCount: i32 = 24;
export const firstNumber: i32 = 15;

const dictionaries: i32 = 65536;
/** Lines that are being hashed: md5.ts. */
export const hashing: i32 = dictionaries + 4096;
/** What stands where in a line of named values: values.ts. */
export const valueKinds: i32 = dictionaries + 8192;
export const valueDecodings: i32 = dictionaries + 12288;
export const valuePlaces: i32 = dictionaries + 16384;
/** Keys of objects, what may stand at some of them, and what stands at each in the present line: keys.ts, objects.ts. */
export const keyEntries: i32 = dictionaries + 20480;
export const keyTurns: i32 = dictionaries + 24576;
export const allowedValues: i32 = dictionaries + 25600;
export const objectFields: i32 = dictionaries + 26624;
export const keySlots: i32 = dictionaries + 27136;
export const keyTexts: i32 = dictionaries + 28672;
export const keyTextBytes: i32 = 32768;
export const chunk: i32 = 131072;
export const texts: i32 = chunk + chunkBytes + slack;
const columns: i32 = texts + textBytes + slack;
const columnBytes: i32 = mostRows * 4 + mostSlots * 4 + mostEntries * 16;
/** 12 bytes for each: row, place and length. */
export const oddLines: i32 = columns + columnCount * columnBytes;
export const unhashedLines: i32 = oddLines + mostRows * 12;
export const pages: i32 = unhashedLines + mostRows * 12;
/** A page holds the texts of its rows, each with its length. */
const pageBytes: i32 = textBytes + mostEntries * 8;

/** Of each row of a column the number of its value plus one; 0: null. */
// @ts-ignore: decorator
@inline export function numbersOf(column: i32): i32 { return columns + column * columnBytes; }
// @ts-ignore: decorator
@inline export function slotsOf(column: i32): i32 { return columns + column * columnBytes + mostRows * 4; }
/** 16 bytes for each entry: of a text its place, its length and its hash; of a number its value. */
// @ts-ignore: decorator
@inline export function entriesOf(column: i32): i32 { return columns + column * columnBytes + mostRows * 4 + mostSlots * 4; }
/** 16 bytes for each column: count of entries, mask of its slots, the entry that was named last. */
// @ts-ignore: decorator
@inline export function dictionaryOf(column: i32): i32 { return dictionaries + column * 16; }

/** All pages of memory that the places above need. */
export const memoryPages: i32 = (pages + pageBytes + slack + 65535) / 65536;
