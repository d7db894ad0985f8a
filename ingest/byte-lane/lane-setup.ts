// What stands in the lines of a lane, as the compiled module is told it.
import type { ByteLane, LaneValue } from "../formats/index.ts";
import { type ObjectSetup, objectSetup, objectsAreRoomy } from "./object-setup.ts";

export interface LaneSetup {
  /** Of `laneBits`. */
  bits: number;
  /** Of a lane of values: the separator's byte, and what each value is; 0: nobody asks for it. */
  values: { separator: number; kinds: readonly { kind: number; written: number }[] } | null;
  /** Of a lane of objects. */
  objects: ObjectSetup | null;
}

/** What stands in a line, in wasm/lines.ts and wasm/apache.ts. */
export const laneBits = {
  host: 1,
  referrerAndAgent: 2,
  counters: 4,
  query: 8,
  user: 16,
  hash: 32,
  place: 64,
  labels: 128,
  values: 256,
  objects: 512,
} as const;

/** In wasm/values.ts. */
const kindOf: Readonly<Record<LaneValue["name"], number>> = {
  date: 1,
  time: 2,
  address: 3,
  user: 4,
  method: 5,
  stem: 6,
  query: 7,
  protocol: 8,
  status: 9,
  bytes: 10,
  referrer: 11,
  agent: 12,
  host: 13,
  port: 14,
  forwarded: 15,
  cache: 16,
  scheme: 17,
  duration: 18,
};

/** In wasm/decoded.ts; of a time taken the unit. */
const writtenOf: Readonly<Record<LaneValue["written"], number>> = {
  "as-is": 0,
  milliseconds: 0,
  seconds: 1,
  plus: 1,
  "encoded-url": 2,
  "encoded-text": 3,
};

/** The module has room for so many values of a line. */
const mostValues = 1024;

export function laneIsRoomy(lane: ByteLane): boolean {
  if (lane.kind === "object") return objectsAreRoomy(lane);
  return lane.kind === "apache" || lane.values.length <= mostValues;
}

/** `columns`: those that are written, of columns.ts. */
export function laneSetup(lane: ByteLane, columns: readonly string[], isJoined: boolean): LaneSetup {
  const common = (isJoined ? laneBits.place : 0) | (columns.includes("line_hash") ? laneBits.hash : 0);
  if (lane.kind === "object") return { bits: common | laneBits.objects, values: null, objects: objectSetup(lane, columns) };
  if (lane.kind === "values") {
    const kinds = lane.values.map((value) => {
      const isRead = value !== null && !((value.name === "query" || value.name === "user") && !columns.includes(value.name));
      return isRead ? { kind: kindOf[value.name], written: writtenOf[value.written] } : { kind: 0, written: 0 };
    });
    return { bits: common | laneBits.values, values: { separator: lane.separator.charCodeAt(0), kinds }, objects: null };
  }
  const bits =
    (lane.host ? laneBits.host : 0) |
    (lane.referrerAndAgent ? laneBits.referrerAndAgent : 0) |
    (lane.ending === "counters" ? laneBits.counters : 0) |
    (lane.ending === "labels" ? laneBits.labels : 0) |
    (columns.includes("query") ? laneBits.query : 0) |
    (columns.includes("user") ? laneBits.user : 0);
  return { bits: common | bits, values: null, objects: null };
}
