// The columns of a stored line as the module numbers them, and how Parquet keeps each.

/** Types of Parquet: 0 BOOLEAN, 1 INT32, 2 INT64, 6 BYTE_ARRAY. */
export const parquetType = { boolean: 0, int32: 1, int64: 2, bytes: 6 } as const;
/** What they stand for: 0 UTF8, 10 TIMESTAMP_MICROS, 11 UINT_8, 14 UINT_64, 16 INT_16. */
const meaning = { text: 0, microseconds: 10, uint8: 11, uint64: 14, int16: 16 } as const;

export interface LaneColumn {
  name: string;
  /** In wasm/lines.ts. */
  index: number;
  kind: "text" | "hash" | "number" | "truth";
  type: (typeof parquetType)[keyof typeof parquetType];
  meaning: (typeof meaning)[keyof typeof meaning] | null;
  /** Bytes of a value; 0: as many as it has, behind their number. */
  width: 0 | 4 | 8;
}

const text = (name: string, index: number): LaneColumn => ({
  name,
  index,
  kind: "text",
  type: parquetType.bytes,
  meaning: meaning.text,
  width: 0,
});
const small = (name: string, index: number, of: LaneColumn["meaning"]): LaneColumn => {
  return { name, index, kind: "number", type: parquetType.int32, meaning: of, width: 4 };
};
const large = (name: string, index: number, of: LaneColumn["meaning"]): LaneColumn => {
  return { name, index, kind: "number", type: parquetType.int64, meaning: of, width: 8 };
};

/** Of every line, whoever reads it. */
export const fileColumn = small("file_id", 22, null);

/** Every column that a line of a lane may fill. */
export const laneColumns: readonly LaneColumn[] = [
  ...["address", "method", "path", "query", "protocol", "referrer", "agent", "host", "user", "extra", "forwarded", "reason", "raw"].map(
    text,
  ),
  { name: "line_hash", index: 15, kind: "hash", type: parquetType.int64, meaning: meaning.uint64, width: 8 },
  text("cache", 13),
  text("scheme", 14),
  small("class", 16, meaning.uint8),
  large("at", 17, meaning.microseconds),
  small("status", 18, meaning.int16),
  large("bytes", 19, null),
  small("port", 20, null),
  large("duration_us", 21, null),
  { name: "sampled", index: 23, kind: "truth", type: parquetType.boolean, meaning: null, width: 4 },
];
