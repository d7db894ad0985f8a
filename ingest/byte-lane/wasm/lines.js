"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.rows = rows;
exports.odd = odd;
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
const lineKind = 16;
const time = 17;
const status = 18;
const sentBytes = 19;
const port = 20;
/** What stands in a line of the lane: bits of a number. */
const withHost = 1;
const withReferrerAndAgent = 2;
const withCounters = 4;
const withQuery = 8;
const withUser = 16;
const newline = 10;
const space = 32;
const quote = 34;
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
const longestLine = 1024 * 1024 - 4;
let rowCount = 0;
let oddCount = 0;
function rows() { return rowCount; }
function odd() { return oddCount; }
function clearRows() {
    rowCount = 0;
    oddCount = 0;
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
 * behind `end` are looked at and not read as lines.
 */
function readLines(start, end, lane, limit) {
    let at = start;
    const most = min(limit, memory_1.mostRows);
    while (at < end && rowCount < most) {
        const next = readLine(at, lane);
        if (next > 0)
            at = next;
        else {
            const to = lineEnd(at);
            const line = memory_1.oddLines + oddCount * 12;
            store(line, rowCount);
            store(line, (0, texts_1.keepText)(at, to - at), 4);
            store(line, to - at, 8);
            oddCount++;
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
    const verb = load(methodStart);
    let methodEnd = methodStart + 4;
    if (verb === get)
        methodEnd = methodStart + 3;
    else if (verb === opti && load(methodStart, 4) === ons)
        methodEnd = methodStart + 7;
    else if (verb !== post && verb !== head)
        return 0;
    const targetStart = methodEnd + 1;
    if (load(methodEnd) !== space || load(targetStart) !== slash)
        return 0;
    const endOfTarget = targetEnd(targetStart);
    const protocolStart = endOfTarget + 1;
    if (load(endOfTarget) !== space || load(protocolStart) !== http || load(protocolStart, 4) !== slash)
        return 0;
    const protocolEnd = targetEnd(protocolStart + 5);
    if (load(protocolEnd) !== quote)
        return 0;
    at = protocolEnd + 1;
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
    if (load(at) !== newline) {
        if (load(at) !== space)
            return 0;
        at = quotedEnd(at);
        if (load(at) !== newline)
            return 0;
        extraEnd = at;
        while (extraStart < extraEnd && load(extraStart) === space)
            extraStart++;
        while (extraStart < extraEnd && load(extraEnd - 1) === space)
            extraEnd--;
    }
    if (at - start >= longestLine)
        return 0;
    // All of the line is known: it is numbered.
    const place = rowCount << 2;
    const endOfPath = pathEnd(targetStart, endOfTarget);
    let fails = setText(address, place, addressStart, addressEnd);
    fails |= setText(method, place, methodStart, methodEnd);
    fails |= setText(path, place, targetStart, endOfPath);
    if (lane & withQuery && endOfPath < endOfTarget)
        fails |= setText(query, place, endOfPath, endOfTarget);
    fails |= setText(protocol, place, protocolStart, protocolEnd);
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
    if (lane & withHost && (hostEnd - start !== 1 || load(start) !== dash))
        fails |= setHost(place, start, hostEnd);
    fails |= setNumber(lineKind, place, 0);
    // What was written of it is written over: a line that others read has every column.
    return fails < 0 ? 0 : at + 1;
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
