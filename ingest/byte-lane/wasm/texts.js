"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.keptBytes = keptBytes;
exports.clearTexts = clearTexts;
exports.keepText = keepText;
// The texts of a group: what is read next is written over what they were read from.
const memory_1 = require("./memory");
let used = 0;
/** Bytes that are kept. */
function keptBytes() {
    return used;
}
function clearTexts() {
    used = 0;
}
/** Copies a text; answers where it lies. */
function keepText(start, length) {
    const place = memory_1.texts + used;
    // Texts are short: sixteen bytes at a time are sooner there than a call.
    for (let i = 0; i < length; i += 16)
        v128.store(place + i, v128.load(start + i));
    used += length;
    return place;
}
