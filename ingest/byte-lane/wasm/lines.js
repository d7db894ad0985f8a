"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.rows = rows;
exports.odd = odd;
exports.unhashed = unhashed;
exports.clearRows = clearRows;
exports.readLines = readLines;
// Clean lines of the Apache family, read byte by byte; every other line is left to the parsing SQL, which alone says what it is.
const clock_1 = require("./clock");
const dictionary_1 = require("./dictionary");
const memory_1 = require("./memory");
const texts_1 = require("./texts");
/** The columns, as in columns.ts. */
const address = 0;
const method = 1;
const path = 2;
const query = 3;
const protocol = 4;
const referrer = 5;
const agent = 6;
const host = 7;
const user = 8;
const extra = 9;
const forwarded = 10;
const lineKind = 16;
const time = 17;
const status = 18;
const sentBytes = 19;
const port = 20;
const file = 22;
/** What stands in a line of the lane: bits of a number. */
const withHost = 1;
const withReferrerAndAgent = 2;
const withCounters = 4;
const withQuery = 8;
const withUser = 16;
const withHash = 32;
/** In front of each line stands which of the joined files it is of: see ../../joined-files.ts. */
const withPlace = 64;
const placeDigits = 4;
const placeBytes = placeDigits + 1;
const newline = 10;
const space = 32;
const quote = 34;
const asterisk = 42;
const dash = 45;
const slash = 47;
const colon = 58;
const backslash = 92;
/** `GET `, `POST`, `HEAD`, `OPTI`, `ONS ` and `HTTP` as they lie in memory, and `- - `. */
const get = 0x20544547;
const post = 0x54534f50;
const head = 0x44414548;
const opti = 0x4954504f;
const ons = 0x20534e4f;
const http = 0x50545448;
const nobody = 0x202d202d;
const mostByteDigits = 12;
const mostPortDigits = 9;
/** With its quotes: what is shorter is not looked into (cells-sql.ts). */
const leastForwarded = 8;
const longestLine = 1024 * 1024 - 4;
let rowCount = 0;
let oddCount = 0;
let unhashedCount = 0;
function rows() { return rowCount; }
function odd() { return oddCount; }
/** Lines that were read, whose columns do not tell them apart from all others. */
function unhashed() { return unhashedCount; }
function clearRows() {
    rowCount = 0;
    oddCount = 0;
    unhashedCount = 0;
}
// @ts-ignore: decorator
function isByte(bytes, byte) { return i8x16.eq(bytes, i8x16.splat(byte)); }
/** The first space, quote, backslash or control character. */
// @ts-ignore: decorator
function tokenEnd(from) {
    let at = from - 16;
    let found;
    do {
        at += 16;
        const bytes = v128.load(at);
        found = i8x16.bitmask(v128.or(i8x16.le_u(bytes, i8x16.splat(space)), v128.or(isByte(bytes, quote), isByte(bytes, backslash))));
    } while (found === 0);
    return at + ctz(found);
}
/** The first space, quote, backslash or newline. */
// @ts-ignore: decorator
function targetEnd(from) {
    let at = from - 16;
    let found;
    do {
        at += 16;
        const bytes = v128.load(at);
        found = i8x16.bitmask(v128.or(v128.or(isByte(bytes, space), isByte(bytes, quote)), v128.or(isByte(bytes, backslash), isByte(bytes, newline))));
    } while (found === 0);
    return at + ctz(found);
}
/** The first `?` or `;`, or the end. */
// @ts-ignore: decorator
function pathEnd(from, end) {
    for (let at = from; at < end; at += 16) {
        const bytes = v128.load(at);
        const found = i8x16.bitmask(v128.or(isByte(bytes, 63), isByte(bytes, 59)));
        if (found !== 0)
            return min(end, at + ctz(found));
    }
    return end;
}
/** The first quote, backslash or newline. */
// @ts-ignore: decorator
function quotedEnd(from) {
    let at = from - 16;
    let found;
    do {
        at += 16;
        const bytes = v128.load(at);
        found = i8x16.bitmask(v128.or(isByte(bytes, quote), v128.or(isByte(bytes, backslash), isByte(bytes, newline))));
    } while (found === 0);
    return at + ctz(found);
}
// @ts-ignore: decorator
function lineEnd(from) {
    let at = from - 16;
    let found;
    do {
        at += 16;
        const bytes = v128.load(at);
        found = i8x16.bitmask(isByte(bytes, newline));
    } while (found === 0);
    return at + ctz(found);
}
// @ts-ignore: decorator
function isDigit(byte) { return byte - 48 <= 9; }
/**
 * Reads whole lines from `start` until `end`, where the last has its newline, or until there are `limit` rows; answers where it stopped. Bytes
 * behind `end` are looked at and not read as lines. `fileId`: of the file, or of the first of those that are joined.
 */
function readLines(start, end, lane, limit, fileId) {
    let at = start;
    const most = min(limit, memory_1.mostRows);
    while (at < end && rowCount < most) {
        let id = fileId;
        if (lane & withPlace) {
            id += placeOf(at);
            at += placeBytes;
        }
        // There is room for every file of a group: files are numbered in few steps, as they follow each other.
        store((0, memory_1.numbersOf)(file) + (rowCount << 2), (0, dictionary_1.numberOfValue)(file, id, memory_1.mostRows) + 1);
        const next = readLine(at, lane);
        if (next > 0)
            at = next;
        else {
            const to = lineEnd(at);
            note(memory_1.oddLines, oddCount++, at, to);
            at = to + 1;
        }
        rowCount++;
    }
    return at;
}
/** Reads a line into the next row; answers where the next begins, or 0: it is for others. */
// @ts-ignore: decorator
function readLine(start, lane) {
    if (load(start) === 35)
        return 0;
    let at = start;
    let hostEnd = 0;
    if (lane & withHost) {
        hostEnd = tokenEnd(at);
        if (hostEnd === at || load(hostEnd) !== space)
            return 0;
        at = hostEnd + 1;
        if (load(at) === dash)
            return 0;
    }
    const addressStart = at;
    const addressEnd = tokenEnd(at);
    if (addressEnd === at || load(addressEnd) !== space)
        return 0;
    at = addressEnd + 1;
    let userStart = 0;
    let userEnd = 0;
    if (load(at) === nobody)
        at += 4;
    else {
        userStart = at;
        const identityEnd = tokenEnd(at);
        if (identityEnd === at || load(identityEnd) !== space)
            return 0;
        userEnd = tokenEnd(identityEnd + 1);
        if (userEnd === identityEnd + 1 || load(userEnd) !== space)
            return 0;
        // Without an identity the user stands alone.
        if (identityEnd === userStart + 1 && load(userStart) === dash)
            userStart += 2;
        at = userEnd + 1;
    }
    const second = load(at) === 91 ? (0, clock_1.secondAt)(at) : -1;
    if (second < 0 || load(at, 28) !== 0x2220)
        return 0;
    const methodStart = at + 30;
    let methodEnd = 0;
    let targetStart = 0;
    let endOfTarget = 0;
    let protocolStart = 0;
    let protocolEnd = 0;
    /** Split at spaces, a path asked for by a usual method: the columns tell all of the line. */
    let isPlain = true;
    /** Not by splitting alone. */
    let isMatched = false;
    const first = load(methodStart);
    if (first >= 65 && first <= 90) {
        const verb = load(methodStart);
        if (verb === get)
            methodEnd = methodStart + 3;
        else if (verb === post || verb === head)
            methodEnd = methodStart + 4;
        else if (verb === opti && load(methodStart, 4) === ons)
            methodEnd = methodStart + 7;
        else {
            isPlain = false;
            methodEnd = methodNameEnd(methodStart);
        }
        if (load(methodEnd) !== space)
            return 0;
        targetStart = methodEnd + 1;
        endOfTarget = targetEnd(targetStart);
        if (load(endOfTarget) !== space)
            return 0;
        if (load(targetStart) !== slash) {
            // `OPTIONS *`; what else stands there may have a host.
            if (load(targetStart) !== asterisk || endOfTarget !== targetStart + 1)
                return 0;
            isPlain = false;
        }
        protocolStart = endOfTarget + 1;
        if (load(protocolStart) !== http || load(protocolStart, 4) !== slash)
            return 0;
        protocolEnd = targetEnd(protocolStart + 5);
        at = protocolEnd;
    }
    else {
        // No HTTP: nothing is read of it. A TLS client that speaks to port 80 leaves such lines, by the thousand.
        isPlain = false;
        at = quotedEnd(methodStart);
        while (load(at) === backslash) {
            if (load(at, 1) === newline)
                return 0;
            isMatched = true;
            at = quotedEnd(at + 2);
        }
    }
    if (load(at) !== quote)
        return 0;
    at++;
    if (load(at) !== space || !isDigit(load(at, 1)) || !isDigit(load(at, 2)) || !isDigit(load(at, 3)) || load(at, 4) !== space)
        return 0;
    const answer = (load(at, 1) * 100 + load(at, 2) * 10 + load(at, 3) - 5328);
    at += 5;
    let sent = -1;
    if (load(at) === dash)
        at++;
    else {
        const first = at;
        sent = 0;
        while (isDigit(load(at)))
            sent = sent * 10 + (load(at++) - 48);
        if (at === first || at - first > mostByteDigits)
            return 0;
    }
    let referrerStart = 0;
    let referrerEnd = 0;
    let agentStart = 0;
    let agentEnd = 0;
    if (lane & withReferrerAndAgent) {
        if (load(at) !== 0x2220)
            return 0;
        referrerStart = at + 2;
        referrerEnd = quotedEnd(referrerStart);
        if (load(referrerEnd) !== quote || load(referrerEnd, 1) !== 0x2220)
            return 0;
        agentStart = referrerEnd + 3;
        agentEnd = quotedEnd(agentStart);
        if (load(agentEnd) !== quote)
            return 0;
        at = agentEnd + 1;
        if (lane & withCounters) {
            at = countersEnd(at);
            if (at === 0)
                return 0;
        }
    }
    let extraStart = at;
    let extraEnd = at;
    let isForwarded = false;
    if (load(at) !== newline) {
        if (load(at) !== space || isMatched)
            return 0;
        const stop = quotedEnd(at);
        if (load(stop) === quote) {
            // X-Forwarded-For as nginx's own settings write it, and nothing else.
            extraStart = stop;
            extraEnd = quotedEnd(stop + 1) + 1;
            if (!(lane & withReferrerAndAgent) || lane & withCounters || stop !== at + 1)
                return 0;
            if (load(extraEnd - 1) !== quote || load(extraEnd) !== newline)
                return 0;
            const isNone = extraEnd === extraStart + 3 && load(extraStart, 1) === dash;
            if (!isNone && (extraEnd - extraStart < leastForwarded || !isAddressList(extraStart + 1, extraEnd - 1)))
                return 0;
            isForwarded = !isNone;
            isMatched = true;
            isPlain = false;
            at = extraEnd;
        }
        else {
            at = stop;
            if (load(at) !== newline)
                return 0;
            extraEnd = at;
            while (extraStart < extraEnd && load(extraStart) === space)
                extraStart++;
            while (extraStart < extraEnd && load(extraEnd - 1) === space)
                extraEnd--;
        }
    }
    // A line that does not split cleanly is read by the pattern, which takes no `name:port` for an address.
    if (isMatched && (userStart !== 0 || (!(lane & withHost) && colonsIn(addressStart, addressEnd) === 1)))
        return 0;
    if (at - start >= longestLine)
        return 0;
    // All of the line is known: it is numbered.
    const place = rowCount << 2;
    let fails = setText(address, place, addressStart, addressEnd);
    if (methodEnd !== 0) {
        const endOfPath = pathEnd(targetStart, endOfTarget);
        fails |= setText(method, place, methodStart, methodEnd);
        fails |= setText(path, place, targetStart, endOfPath);
        if (lane & withQuery && endOfPath < endOfTarget)
            fails |= setText(query, place, endOfPath, endOfTarget);
        fails |= setText(protocol, place, protocolStart, protocolEnd);
    }
    fails |= setNumber(time, place, second * 1000000);
    fails |= setNumber(status, place, answer);
    if (sent >= 0)
        fails |= setNumber(sentBytes, place, sent);
    if (lane & withReferrerAndAgent) {
        if (referrerEnd - referrerStart !== 1 || load(referrerStart) !== dash)
            fails |= setText(referrer, place, referrerStart, referrerEnd);
        fails |= setText(agent, place, agentStart, agentEnd);
    }
    if (lane & withUser && userEnd !== 0)
        fails |= setText(user, place, userStart, userEnd);
    if (extraStart < extraEnd)
        fails |= setText(extra, place, extraStart, extraEnd);
    if (isForwarded)
        fails |= setText(forwarded, place, extraStart + 1, extraEnd - 1);
    if (lane & withHost && (hostEnd - start !== 1 || load(start) !== dash))
        fails |= setHost(place, start, hostEnd);
    fails |= setNumber(lineKind, place, 0);
    // What was written of it is written over: a line that others read has every column.
    if (fails < 0)
        return 0;
    if (lane & withHash && !isPlain)
        note(memory_1.unhashedLines, unhashedCount++, start, at);
    return at + 1;
}
// @ts-ignore: decorator
function placeOf(at) {
    let place = 0;
    for (let digit = 0; digit < placeDigits; digit++)
        place = place * 10 + load(at + digit) - 48;
    return place;
}
/** Keeps a line for others, with its row. */
function note(list, count, start, end) {
    const line = list + count * 12;
    store(line, rowCount);
    store(line, (0, texts_1.keepText)(start, end - start), 4);
    store(line, end - start, 8);
}
/** What stands behind `[A-Z][A-Z0-9_-]*`. */
function methodNameEnd(start) {
    let at = start;
    for (;;) {
        const byte = load(at);
        if ((byte < 65 || byte > 90) && !isDigit(byte) && byte !== 95 && byte !== dash)
            return at;
        at++;
    }
    return 0;
}
/** Addresses behind commas: of IPv4, or of IPv6 with two colons or more; others are not looked at here. */
function isAddressList(start, end) {
    let at = start;
    for (;;) {
        let colons = 0;
        let dots = 0;
        let digits = 0;
        for (; at < end; at++) {
            const byte = load(at);
            if (byte === colon)
                colons++;
            else if (byte === 46) {
                // Between numbers of one to three digits, or behind the second colon.
                if (colons === 0 && (digits === 0 || digits > 3))
                    return false;
                if (colons === 1)
                    return false;
                dots++;
                digits = 0;
            }
            else if (isDigit(byte))
                digits++;
            else if ((byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102))
                digits = 99;
            else
                break;
        }
        if (colons === 0 ? dots !== 3 || digits === 0 || digits > 3 : colons === 1 || dots > 3)
            return false;
        if (at === end)
            return true;
        if (load(at++) !== 44)
            return false;
        if (load(at) === space)
            at++;
    }
    return false;
}
function colonsIn(start, end) {
    let colons = 0;
    for (let at = start; at < end; at++)
        colons += i32(load(at) === colon);
    return colons;
}
// @ts-ignore: decorator
function setText(column, place, start, end) {
    const number = (0, dictionary_1.numberOfText)(column, start, end - start, dictionary_1.usualSteps);
    store((0, memory_1.numbersOf)(column) + place, number + 1);
    return number;
}
// @ts-ignore: decorator
function setNumber(column, place, value) {
    const number = (0, dictionary_1.numberOfValue)(column, value, dictionary_1.usualSteps);
    store((0, memory_1.numbersOf)(column) + place, number + 1);
    return number;
}
/** `www.ejemplo.mx:443`: what stands behind the last colon is the port, where it is a number. */
function setHost(place, start, end) {
    let digits = end;
    while (digits > start && isDigit(load(digits - 1)))
        digits--;
    if (digits === end || digits === start || load(digits - 1) !== colon)
        return setText(host, place, start, end);
    if (end - digits > mostPortDigits)
        return dictionary_1.notNumbered;
    let value = 0;
    for (let at = digits; at < end; at++)
        value = value * 10 + (load(at) - 48);
    return setText(host, place, start, digits - 1) | setNumber(port, place, value);
}
/** ` 512 5480`, then a space or the line's end; answers where that stands, or 0. */
function countersEnd(start) {
    let at = start;
    for (let counter = 0; counter < 2; counter++) {
        if (load(at) !== space)
            return 0;
        const first = ++at;
        while (isDigit(load(at)))
            at++;
        if (at === first)
            return 0;
    }
    const behind = load(at);
    return behind === space || behind === newline ? at : 0;
}
