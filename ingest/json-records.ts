// Files that are one JSON array of records, or an object around one: each record on a line of its own, as the bytes stream by.

/** A longer record is cut here; the scan then counts and rejects it as any other line that is too long. */
const longestRecordBytes = 1024 * 1024 + 1;
/** Nesting whose kinds of bracket are remembered; what is deeper is only counted. */
const deepestKnown = 4096;
const wrapperKeys = new Set(["records", "value"]);
const longestKey = 16;

const [tab, newline, carriageReturn, space] = [9, 10, 13, 32];
const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
const lineEnd = Buffer.from("\n");
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Yields each element of an array, or of the list `records` or `value` of an object, on a line of its own; several such documents may
 * follow each other. What is neither comes out as it stands, on a line: nothing is lost. A record that is damaged or cut off is a
 * line as well, and ends where the next one visibly begins. Memory is bounded by one record and one block.
 */
export async function* recordLines(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const cutter = new RecordCutter();
  let damage: unknown = null;
  try {
    for await (const block of blocks) {
      const lines = cutter.add(block);
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    damage = error;
  }
  const rest = cutter.end();
  if (rest.length > 0) yield rest;
  if (damage !== null) throw damage;
}

/** Whether a text begins as JSON does. */
export function mayBeRecords(head: Buffer): boolean {
  return /^(?:\ufeff|\xef\xbb\xbf)?\s*[[{]/.test(head.toString("latin1", 0, 1024));
}

/** Told by content: the first document is an array of objects, or an object with a list `records` or `value`. JSON lines are not. */
export function isRecordsFile(head: Buffer): boolean {
  if (!mayBeRecords(head)) return false;
  const cutter = new RecordCutter();
  cutter.add(head);
  return cutter.firstDocument === "records";
}

/** Where the plain part of a string ends: at a quote, a backslash, a line end, or the end of the block. */
function plainEnd(block: Buffer, from: number): number {
  let at = from;
  while (at < block.length && block[at] !== quote && block[at] !== backslash && block[at] !== newline) at++;
  return at;
}

class RecordCutter {
  /** What the first document turned out to be. */
  firstDocument: "unknown" | "list" | "records" | "other" = "unknown";
  /** Depth of the list whose elements are records: 1 for an array, 2 inside an object; 0: in no such list. */
  #base = 0;
  #depth = 0;
  /** Kinds of the open brackets: true for an object. */
  readonly #objects: boolean[] = [];
  #inString = false;
  #escaped = false;
  /** The last byte outside strings that is no white space; a string leaves its quote. */
  #previous = 0;
  /** The last string at the first level of an object, as far as a wrapper's key can be long. */
  #key = "";
  /** The object around has shown its records: the rest of it is no line. */
  #isSpent = false;
  /** What is being gathered: a record, or a document without records so far. */
  #pieces: Buffer[] = [];
  #piecesBytes = 0;
  #isOpen = false;
  #out: Buffer[] = [];
  #isFirstBlock = true;

  /** The lines that this data completes. */
  add(data: Buffer): Buffer {
    const block = this.#isFirstBlock && data.subarray(0, 3).equals(byteOrderMark) ? data.subarray(3) : data;
    this.#isFirstBlock = false;
    let start = 0;
    for (let i = 0; i < block.length; i++) {
      if (this.#inString && !this.#escaped && !this.#isKeyed()) i = plainEnd(block, i);
      const byte = block[i];
      if (byte === undefined) break;
      if (this.#inString) {
        this.#inside(byte);
        continue;
      }
      if (byte === space || byte === newline || byte === tab || byte === carriageReturn) {
        if (byte === newline && this.#depth === 0) this.#finish(block.subarray(start, i));
        continue;
      }
      if (this.#endsBefore(byte)) this.#finish(block.subarray(start, i));
      const wasOpen = this.#isOpen;
      const isLast = this.#step(byte);
      if (this.#isOpen && !wasOpen) start = i;
      if (isLast) this.#finish(block.subarray(start, i + 1));
      this.#previous = byte;
    }
    if (this.#isOpen) this.#gather(block.subarray(start));
    return this.#taken();
  }

  /** The record or document that is cut off where the file ends. */
  end(): Buffer {
    this.#finish(Buffer.alloc(0));
    return this.#taken();
  }

  /** No string goes over a line end: an unbalanced quote spoils one line. */
  #inside(byte: number): void {
    if (byte === newline) this.#inString = this.#escaped = false;
    else if (this.#escaped) this.#escaped = false;
    else if (byte === backslash) this.#escaped = true;
    else if (byte === quote) this.#inString = false;
    else if (this.#isKeyed()) this.#key += String.fromCharCode(byte);
  }

  /** Whether the string that is being read may be a wrapper's key. */
  #isKeyed(): boolean {
    return this.#base === 0 && this.#depth === 1 && this.#key.length <= longestKey;
  }

  /** A record ends before a comma or the end of its list, and before an object where none can stand: there it was damaged. */
  #endsBefore(byte: number): boolean {
    if (this.#base === 0) return false;
    if (this.#depth === this.#base) return byte === comma || byte === closeList;
    const isMisplaced = byte === openObject && this.#previous !== colon && this.#objects[this.#depth - 1] === true;
    if (isMisplaced) this.#depth = this.#base;
    return isMisplaced;
  }

  /** Moves by one byte outside strings and white space; true when it is the last of what is gathered. */
  #step(byte: number): boolean {
    if (this.firstDocument === "list") this.firstDocument = byte === openObject ? "records" : "other";
    if (byte === openList && this.#opensRecords()) {
      this.#drop();
      this.#push(false);
      this.#base = this.#depth;
      if (this.firstDocument === "unknown") this.firstDocument = "list";
      return false;
    }
    if (this.#base > 0 && this.#depth === this.#base) {
      if (byte === closeList) {
        this.#depth--;
        this.#base = 0;
        this.#isSpent = this.#depth > 0;
      }
      if (byte === closeList || byte === comma) return false;
    }
    if (!this.#isSpent) this.#isOpen = true;
    if (byte === quote) {
      this.#inString = true;
      this.#key = "";
    } else if (byte === openObject || byte === openList) this.#push(byte === openObject);
    else if ((byte === closeObject || byte === closeList) && this.#depth > this.#base) return this.#pop();
    return false;
  }

  #opensRecords(): boolean {
    if (this.#base > 0) return false;
    const isWrapped = this.#depth === 1 && this.#objects[0] === true && this.#previous === colon && wrapperKeys.has(this.#key);
    return (this.#depth === 0 && !this.#isOpen) || isWrapped;
  }

  #push(isObject: boolean): void {
    if (this.#depth < deepestKnown) this.#objects[this.#depth] = isObject;
    this.#depth++;
  }

  #pop(): boolean {
    this.#depth--;
    if (this.#depth > this.#base) return false;
    this.#isSpent = false;
    return this.#isOpen;
  }

  #gather(piece: Buffer): void {
    const room = longestRecordBytes - this.#piecesBytes;
    if (room <= 0 || piece.length === 0) return;
    this.#pieces.push(piece.subarray(0, room));
    this.#piecesBytes += Math.min(room, piece.length);
  }

  /** Ends what is gathered, if anything is, with its last piece. */
  #finish(last: Buffer): void {
    if (!this.#isOpen) return;
    this.#gather(last);
    if (this.#base === 0 && this.firstDocument === "unknown") this.firstDocument = "other";
    const record = Buffer.concat(this.#pieces);
    for (const end of [newline, carriageReturn])
      for (let at = record.indexOf(end); at !== -1; at = record.indexOf(end, at)) record[at] = space;
    this.#out.push(record, lineEnd);
    this.#drop();
  }

  #drop(): void {
    this.#pieces = [];
    this.#piecesBytes = 0;
    this.#isOpen = false;
  }

  #taken(): Buffer {
    const lines = Buffer.concat(this.#out);
    this.#out = [];
    return lines;
  }
}
