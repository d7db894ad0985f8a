// Thrift's compact protocol, as much of it as Parquet's headers need.

/** A field's value: whole numbers by their size, texts, truths, lists of structs, numbers or texts, and structs by the numbers of their fields. */
export type ThriftValue =
  | { i32: number }
  | { i64: number }
  | { text: string }
  | { bytes: Uint8Array }
  | { truth: boolean }
  | { structs: readonly ThriftStruct[] }
  | { i32s: readonly number[] }
  | { texts: readonly string[] }
  | { struct: ThriftStruct };

/** Fields by number, ascending; undefined ones are left out. */
export type ThriftStruct = Readonly<Record<number, ThriftValue | undefined>>;

const typeOf = { true: 1, false: 2, i32: 5, i64: 6, bytes: 8, list: 9, struct: 12 } as const;

export function thriftBytes(struct: ThriftStruct): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  writeStruct(out, struct);
  return Uint8Array.from(out);
}

function writeStruct(out: number[], struct: ThriftStruct): void {
  let before = 0;
  for (const [key, value] of Object.entries(struct)) {
    if (value === undefined) continue;
    const field = Number(key);
    const type = fieldType(value);
    // Fields that follow each other closely are told by their distance.
    if (field - before <= 15) out.push(((field - before) << 4) | type);
    else {
      out.push(type);
      writeVariable(out, zigzag(field));
    }
    before = field;
    writeValue(out, value);
  }
  out.push(0);
}

function fieldType(value: ThriftValue): number {
  if ("i32" in value) return typeOf.i32;
  if ("i64" in value) return typeOf.i64;
  if ("text" in value || "bytes" in value) return typeOf.bytes;
  if ("truth" in value) return value.truth ? typeOf.true : typeOf.false;
  return "struct" in value ? typeOf.struct : typeOf.list;
}

function writeValue(out: number[], value: ThriftValue): void {
  if ("i32" in value) writeVariable(out, zigzag(value.i32));
  else if ("i64" in value) writeVariable(out, zigzag(value.i64));
  else if ("text" in value) writeBytes(out, Buffer.from(value.text));
  else if ("bytes" in value) writeBytes(out, value.bytes);
  else if ("struct" in value) writeStruct(out, value.struct);
  else if ("structs" in value) {
    writeListHead(out, value.structs.length, typeOf.struct);
    for (const struct of value.structs) writeStruct(out, struct);
  } else if ("i32s" in value) {
    writeListHead(out, value.i32s.length, typeOf.i32);
    for (const number of value.i32s) writeVariable(out, zigzag(number));
  } else if ("texts" in value) {
    writeListHead(out, value.texts.length, typeOf.bytes);
    for (const text of value.texts) writeBytes(out, Buffer.from(text));
  }
}

function writeListHead(out: number[], length: number, type: number): void {
  if (length < 15) out.push((length << 4) | type);
  else {
    out.push(0xf0 | type);
    writeVariable(out, length);
  }
}

function writeBytes(out: number[], bytes: Uint8Array): void {
  writeVariable(out, bytes.length);
  for (const byte of bytes) out.push(byte);
}

/** Numbers up to half of what a double holds exactly. */
const zigzag = (number: number): number => (number >= 0 ? number * 2 : -number * 2 - 1);

function writeVariable(out: number[], number: number): void {
  let left = number;
  while (left > 127) {
    out.push((left % 128) | 128);
    left = Math.floor(left / 128);
  }
  out.push(left);
}
