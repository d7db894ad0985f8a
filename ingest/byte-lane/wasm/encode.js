"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.valueCount = valueCount;
exports.plainBytes = plainBytes;
exports.nullCount = nullCount;
exports.writeDictionary = writeDictionary;
exports.writePlain = writePlain;
exports.writeNumbers = writeNumbers;
exports.writeBounds = writeBounds;
// A column of the rows as Parquet keeps it: a page of its different values, and one of their numbers or of the values themselves.
const memory_1 = require("./memory");
/** Different values of a column. */
function valueCount(column) {
    return load((0, memory_1.dictionaryOf)(column));
}
/** Bytes of the values of all rows; of texts without their lengths. */
function plainBytes(column, rows) {
    let bytes = 0;
    const entries = (0, memory_1.entriesOf)(column);
    const end = (0, memory_1.numbersOf)(column) + (rows << 2);
    for (let at = (0, memory_1.numbersOf)(column); at < end; at += 4) {
        const number = load(at);
        if (number !== 0)
            bytes += column < memory_1.firstNumber ? load(entries + ((number - 1) << 4), 4) : 8;
    }
    return bytes;
}
/** Rows among the first `rows` without a value. */
function nullCount(column, rows) {
    let nulls = 0;
    const end = (0, memory_1.numbersOf)(column) + (rows << 2);
    for (let at = (0, memory_1.numbersOf)(column); at < end; at += 4)
        nulls += i32(load(at) === 0);
    return nulls;
}
/** Writes a value; answers where the next goes. `width`: bytes of a number, or of each text where all are as long; 0: texts with their lengths. */
// @ts-ignore: decorator
function writeValue(column, number, width, out) {
    const entry = (0, memory_1.entriesOf)(column) + (number << 4);
    if (column >= memory_1.firstNumber) {
        if (width === 8)
            store(out, load(entry));
        else
            store(out, load(entry));
        return out + width;
    }
    const length = load(entry, 4);
    let to = out;
    if (width === 0) {
        store(to, length);
        to += 4;
    }
    memory.copy(to, load(entry), length);
    return to + length;
}
/** The page of different values, in the order of their numbers; answers its length. It lies at `pages`. */
function writeDictionary(column, width) {
    let out = memory_1.pages;
    const count = valueCount(column);
    for (let number = 0; number < count; number++)
        out = writeValue(column, number, width, out);
    return out - memory_1.pages;
}
/** The page of values one by one, where nearly each is another; answers its length. */
function writePlain(column, rows, nulls, width) {
    let out = writeDefinitionLevels(column, rows, nulls);
    const end = (0, memory_1.numbersOf)(column) + (rows << 2);
    for (let at = (0, memory_1.numbersOf)(column); at < end; at += 4) {
        const number = load(at);
        if (number !== 0)
            out = writeValue(column, number - 1, width, out);
    }
    return out - memory_1.pages;
}
/** The page of numbers, in as few bits as the largest needs; answers its length. */
function writeNumbers(column, rows, nulls) {
    let out = writeDefinitionLevels(column, rows, nulls);
    const count = valueCount(column);
    const bits = count <= 2 ? 1 : 32 - clz(count - 1);
    store(out++, bits);
    const values = rows - nulls;
    if (values === 0)
        return out - memory_1.pages;
    if (count === 1) {
        out = writeVariable(values << 1, out);
        store(out++, 0);
        return out - memory_1.pages;
    }
    out = writeVariable((((values + 7) >> 3) << 1) | 1, out);
    const packed = out + ((values + 7) >> 3) * bits;
    const end = (0, memory_1.numbersOf)(column) + (rows << 2);
    let gathered = 0;
    let held = 0;
    for (let at = (0, memory_1.numbersOf)(column); at < end; at += 4) {
        const number = load(at);
        if (number === 0)
            continue;
        gathered |= (number - 1) << held;
        held += bits;
        if (held >= 32) {
            store(out, gathered);
            out += 4;
            gathered >>= 32;
            held -= 32;
        }
    }
    store(out, gathered);
    // The last group of eight is filled with zeros.
    for (let at = out + 8; at < packed; at++)
        store(at, 0);
    return packed - memory_1.pages;
}
/** Which rows have a value, a bit for each. */
function writeDefinitionLevels(column, rows, nulls) {
    const first = memory_1.pages + 4;
    let out = first;
    if (nulls === 0 || nulls === rows) {
        out = writeVariable(rows << 1, out);
        store(out++, nulls === 0 ? 1 : 0);
    }
    else {
        const bytes = (rows + 7) >> 3;
        out = writeVariable((bytes << 1) | 1, out);
        const numbers = (0, memory_1.numbersOf)(column);
        for (let group = 0; group < bytes; group++) {
            let bits = 0;
            const most = min(8, rows - (group << 3));
            for (let i = 0; i < most; i++)
                bits |= i32(load(numbers + (((group << 3) + i) << 2)) !== 0) << i;
            store(out++, bits);
        }
    }
    store(memory_1.pages, out - first);
    return out;
}
/** An unsigned number in as few bytes as it needs. */
function writeVariable(value, at) {
    let out = at;
    let left = value;
    while (left > 127) {
        store(out++, (left & 127) | 128);
        left >>= 7;
    }
    store(out++, left);
    return out;
}
/** The least and the greatest value of a column of numbers, at `pages`. */
function writeBounds(column, rows) {
    let least = i64.MAX_VALUE;
    let greatest = i64.MIN_VALUE;
    let before = 0;
    const entries = (0, memory_1.entriesOf)(column);
    const end = (0, memory_1.numbersOf)(column) + (rows << 2);
    for (let at = (0, memory_1.numbersOf)(column); at < end; at += 4) {
        const number = load(at);
        // A value that no row has may be there: of a line that others read in the end.
        if (number === 0 || number === before)
            continue;
        before = number;
        const value = load(entries + ((number - 1) << 4));
        least = min(least, value);
        greatest = max(greatest, value);
    }
    store(memory_1.pages, least);
    store(memory_1.pages, greatest, 8);
}
