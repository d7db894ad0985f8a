"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.unhashedLines = exports.textBytes = exports.pages = exports.oddLines = exports.mostRows = exports.memoryPages = exports.chunk = exports.unhashed = exports.rows = exports.readLines = exports.odd = exports.numberOfValue = exports.numberOfText = exports.keptBytes = exports.writePlain = exports.writeNumbers = exports.writeDictionary = exports.writeBounds = exports.valueCount = exports.plainBytes = exports.nullCount = void 0;
exports.clear = clear;
exports.setRow = setRow;
// What the module offers: see ../lane-module.ts.
const dictionary_1 = require("./dictionary");
Object.defineProperty(exports, "numberOfText", { enumerable: true, get: function () { return dictionary_1.numberOfText; } });
Object.defineProperty(exports, "numberOfValue", { enumerable: true, get: function () { return dictionary_1.numberOfValue; } });
const lines_1 = require("./lines");
Object.defineProperty(exports, "odd", { enumerable: true, get: function () { return lines_1.odd; } });
Object.defineProperty(exports, "readLines", { enumerable: true, get: function () { return lines_1.readLines; } });
Object.defineProperty(exports, "rows", { enumerable: true, get: function () { return lines_1.rows; } });
Object.defineProperty(exports, "unhashed", { enumerable: true, get: function () { return lines_1.unhashed; } });
const memory_1 = require("./memory");
Object.defineProperty(exports, "chunk", { enumerable: true, get: function () { return memory_1.chunk; } });
Object.defineProperty(exports, "memoryPages", { enumerable: true, get: function () { return memory_1.memoryPages; } });
Object.defineProperty(exports, "mostRows", { enumerable: true, get: function () { return memory_1.mostRows; } });
Object.defineProperty(exports, "oddLines", { enumerable: true, get: function () { return memory_1.oddLines; } });
Object.defineProperty(exports, "pages", { enumerable: true, get: function () { return memory_1.pages; } });
Object.defineProperty(exports, "textBytes", { enumerable: true, get: function () { return memory_1.textBytes; } });
Object.defineProperty(exports, "unhashedLines", { enumerable: true, get: function () { return memory_1.unhashedLines; } });
const texts_1 = require("./texts");
Object.defineProperty(exports, "keptBytes", { enumerable: true, get: function () { return texts_1.keptBytes; } });
var encode_1 = require("./encode");
Object.defineProperty(exports, "nullCount", { enumerable: true, get: function () { return encode_1.nullCount; } });
Object.defineProperty(exports, "plainBytes", { enumerable: true, get: function () { return encode_1.plainBytes; } });
Object.defineProperty(exports, "valueCount", { enumerable: true, get: function () { return encode_1.valueCount; } });
Object.defineProperty(exports, "writeBounds", { enumerable: true, get: function () { return encode_1.writeBounds; } });
Object.defineProperty(exports, "writeDictionary", { enumerable: true, get: function () { return encode_1.writeDictionary; } });
Object.defineProperty(exports, "writeNumbers", { enumerable: true, get: function () { return encode_1.writeNumbers; } });
Object.defineProperty(exports, "writePlain", { enumerable: true, get: function () { return encode_1.writePlain; } });
/** Begins a new group of rows: every column is null. */
function clear() {
    const used = (0, lines_1.rows)() << 2;
    for (let column = 0; column < memory_1.columnCount; column++)
        memory.fill((0, memory_1.numbersOf)(column), 0, used);
    (0, dictionary_1.clearDictionaries)();
    (0, texts_1.clearTexts)();
    (0, lines_1.clearRows)();
}
/** Takes a line that was read otherwise into its row: of every column the number of its value plus one. */
function setRow(column, row, number) {
    store((0, memory_1.numbersOf)(column) + (row << 2), number + 1);
}
