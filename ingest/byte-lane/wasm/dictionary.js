"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.notNumbered = exports.usualSteps = void 0;
exports.clearDictionaries = clearDictionaries;
exports.numberOfText = numberOfText;
exports.numberOfValue = numberOfValue;
// Texts and numbers numbered as they are met, in hash tables of open slots.
const memory_1 = require("./memory");
const texts_1 = require("./texts");
/** A value of a clean line that needs more steps to be told from others is not numbered: hostile values may share a hash, and then each would cost as much. */
exports.usualSteps = 64;
/** The number of what could not be numbered. */
exports.notNumbered = -2;
function clearDictionaries() {
    for (let column = 0; column < memory_1.columnCount; column++) {
        const dictionary = (0, memory_1.dictionaryOf)(column);
        if (load(dictionary) === 0 && load(dictionary, 4) !== 0)
            continue;
        store(dictionary, 0);
        store(dictionary, memory_1.firstSlots - 1, 4);
        store(dictionary, -1, 8);
        memory.fill((0, memory_1.slotsOf)(column), 0, memory_1.firstSlots * 4);
    }
}
/** The number of a text, or `notNumbered` after so many steps. Behind it lie 16 bytes or more. */
function numberOfText(column, start, length, steps) {
    const dictionary = (0, memory_1.dictionaryOf)(column);
    const entries = (0, memory_1.entriesOf)(column);
    const last = load(dictionary, 8);
    if (last >= 0) {
        const entry = entries + (last << 4);
        if (load(entry, 4) === length && isSame(load(entry), start, length))
            return last;
    }
    const hash = hashOf(start, length);
    const slots = (0, memory_1.slotsOf)(column);
    const mask = load(dictionary, 4);
    let slot = hash & mask;
    for (let step = 0; step < steps; step++) {
        const number = load(slots + (slot << 2)) - 1;
        if (number < 0)
            return add(column, slot, (0, texts_1.keepText)(start, length), length, hash);
        const entry = entries + (number << 4);
        if (load(entry, 8) === hash && load(entry, 4) === length && isSame(load(entry), start, length)) {
            store(dictionary, number, 8);
            return number;
        }
        slot = (slot + 1) & mask;
    }
    return exports.notNumbered;
}
/** The number of a value, or `notNumbered` after so many steps. */
function numberOfValue(column, value, steps) {
    const dictionary = (0, memory_1.dictionaryOf)(column);
    const entries = (0, memory_1.entriesOf)(column);
    const last = load(dictionary, 8);
    if (last >= 0 && load(entries + (last << 4)) === value)
        return last;
    let mixed = value * 0x9e3779b97f4a7c15;
    mixed = (mixed ^ (mixed >> 32)) * 0xbf58476d1ce4e5b9;
    const hash = (mixed ^ (mixed >> 29));
    const slots = (0, memory_1.slotsOf)(column);
    const mask = load(dictionary, 4);
    let slot = hash & mask;
    for (let step = 0; step < steps; step++) {
        const number = load(slots + (slot << 2)) - 1;
        if (number < 0)
            return add(column, slot, value, (value >> 32), hash);
        if (load(entries + (number << 4)) === value) {
            store(dictionary, number, 8);
            return number;
        }
        slot = (slot + 1) & mask;
    }
    return exports.notNumbered;
}
function add(column, slot, low, high, hash) {
    const dictionary = (0, memory_1.dictionaryOf)(column);
    const number = load(dictionary);
    store((0, memory_1.slotsOf)(column) + (slot << 2), number + 1);
    const entry = (0, memory_1.entriesOf)(column) + (number << 4);
    store(entry, low);
    store(entry, high, 4);
    store(entry, hash, 8);
    store(dictionary, number + 1);
    store(dictionary, number, 8);
    if ((number + 1) * 2 > load(dictionary, 4))
        grow(column);
    return number;
}
function grow(column) {
    const dictionary = (0, memory_1.dictionaryOf)(column);
    const mask = load(dictionary, 4) * 2 + 1;
    store(dictionary, mask, 4);
    const slots = (0, memory_1.slotsOf)(column);
    memory.fill(slots, 0, (mask + 1) << 2);
    const count = load(dictionary);
    let entry = (0, memory_1.entriesOf)(column);
    for (let number = 1; number <= count; number++) {
        let slot = load(entry, 8) & mask;
        while (load(slots + (slot << 2)) !== 0)
            slot = (slot + 1) & mask;
        store(slots + (slot << 2), number);
        entry += 16;
    }
}
// @ts-ignore: decorator
function isSame(a, b, length) {
    let i = 0;
    for (; i + 16 <= length; i += 16)
        if (v128.any_true(v128.xor(v128.load(a + i), v128.load(b + i))))
            return false;
    for (; i + 8 <= length; i += 8)
        if (load(a + i) !== load(b + i))
            return false;
    const left = length - i;
    // What lies behind the text is shifted out.
    return left === 0 || (load(a + i) ^ load(b + i)) << ((8 - left) << 3) === 0;
}
/** Two lanes, so that neither waits for the other. */
// @ts-ignore: decorator
function hashOf(start, length) {
    let a = length * 0x9e3779b97f4a7c15;
    let b = 0xc2b2ae3d27d4eb4f;
    let i = start;
    const end = start + length;
    for (; i + 16 <= end; i += 16) {
        a = (a ^ load(i)) * 0x9fb21c651e98df25;
        b = (b ^ load(i, 8)) * 0xd6e8feb86659fd93;
        a ^= a >> 29;
        b ^= b >> 32;
    }
    if (i + 8 <= end) {
        a = (a ^ load(i)) * 0x9fb21c651e98df25;
        a ^= a >> 29;
        i += 8;
    }
    if (i < end)
        b = (b ^ (load(i) << ((8 - (end - i)) << 3))) * 0xd6e8feb86659fd93;
    let hash = a ^ (b >> 31) ^ b;
    hash = (hash ^ (hash >> 32)) * 0x9fb21c651e98df25;
    return (hash >> 32);
}
