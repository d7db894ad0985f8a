// A Parquet file put together from groups of rows that were encoded elsewhere: its pages as they came, then the directory of them all.
import { type LaneColumn, parquetType } from "./columns.ts";
import { type ThriftStruct, thriftBytes } from "./thrift.ts";

/** Encodings and codecs by their numbers in the format. */
export const encoding = { plain: 0, rle: 3, dictionary: 8 } as const;
const codec = { none: 0, zstd: 6 } as const;
const pageKind = { data: 0, dictionary: 2 } as const;
const optional = 1;
const microsecondsUtc: ThriftStruct = { 8: { struct: { 1: { truth: true }, 2: { struct: { 2: { struct: {} } } } } } };

/** A column of a group, written: where its pages lie, from the group's beginning. */
export interface ColumnChunk {
  name: string;
  /** Null: its values stand one by one. */
  dictionaryOffset: number | null;
  dataOffset: number;
  bytes: number;
  plainBytes: number;
  isCompressed: boolean;
  nulls: number;
  /** Least and greatest value, as many bytes as the type has. */
  bounds: { least: Uint8Array; greatest: Uint8Array } | null;
}

/** A group of rows, encoded. */
export interface RowGroup {
  rows: number;
  bytes: Uint8Array<ArrayBuffer>;
  columns: readonly ColumnChunk[];
}

/** The header of a page of `values` values: bytes before and after they were compressed. */
export function pageHeader(kind: keyof typeof pageKind, values: number, encoded: number, plainBytes: number, bytes: number): Uint8Array {
  const head = { 1: { i32: values }, 2: { i32: encoded } };
  return thriftBytes({
    1: { i32: pageKind[kind] },
    2: { i32: plainBytes },
    3: { i32: bytes },
    ...(kind === "data" ? { 5: { struct: { ...head, 3: { i32: encoding.rle }, 4: { i32: encoding.rle } } } } : { 7: { struct: head } }),
  });
}

export const magic = Buffer.from("PAR1");

/** What follows the groups: the directory, its length, and the end. `places`: where each group begins in the file. */
export function fileEnd(
  columns: readonly Pick<LaneColumn, "name" | "type" | "meaning">[],
  groups: readonly Omit<RowGroup, "bytes">[],
  places: readonly number[],
): Buffer {
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const footer = thriftBytes({
    1: { i32: 1 },
    2: {
      structs: [
        { 4: { text: "lines" }, 5: { i32: columns.length } },
        ...columns.map(({ name, type, meaning }) => ({
          1: { i32: type },
          3: { i32: optional },
          4: { text: name },
          6: meaning === null ? undefined : { i32: meaning },
          10: meaning === 10 ? { struct: microsecondsUtc } : undefined,
        })),
      ],
    },
    3: { i64: rows },
    4: { structs: groups.map((group, i) => groupDirectory(columns, group, places[i] ?? 0)) },
    6: { text: "memoria" },
  });
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([footer, length, magic]);
}

function groupDirectory(
  columns: readonly Pick<LaneColumn, "name" | "type">[],
  { rows, columns: chunks }: Omit<RowGroup, "bytes">,
  place: number,
): ThriftStruct {
  const typeOf = new Map(columns.map(({ name, type }) => [name, type]));
  return {
    1: {
      structs: chunks.map((chunk) => ({
        2: { i64: place + (chunk.dictionaryOffset ?? chunk.dataOffset) },
        3: {
          struct: {
            1: { i32: typeOf.get(chunk.name) ?? parquetType.bytes },
            2: { i32s: [encoding.rle, chunk.dictionaryOffset === null ? encoding.plain : encoding.dictionary] },
            3: { texts: [chunk.name] },
            4: { i32: chunk.isCompressed ? codec.zstd : codec.none },
            5: { i64: rows },
            6: { i64: chunk.plainBytes },
            7: { i64: chunk.bytes },
            9: { i64: place + chunk.dataOffset },
            11: chunk.dictionaryOffset === null ? undefined : { i64: place + chunk.dictionaryOffset },
            12: {
              struct: {
                3: { i64: chunk.nulls },
                5: chunk.bounds ? { bytes: chunk.bounds.greatest } : undefined,
                6: chunk.bounds ? { bytes: chunk.bounds.least } : undefined,
              },
            },
          },
        },
      })),
    },
    2: { i64: chunks.reduce((sum, chunk) => sum + chunk.plainBytes, 0) },
    3: { i64: rows },
  };
}
