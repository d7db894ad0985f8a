// What stands in the objects of a lane, as the compiled module is told it.
import type { JsonField, ObjectKey, ObjectLane } from "../formats/index.ts";

export interface ObjectSetup {
  /** Bits of wasm/moments.ts. */
  times: number;
  isLabelled: boolean;
  /** `use`: what is read there, in wasm/objects.ts. */
  keys: readonly { text: string; use: number; allowed: readonly string[] }[];
}

/** In wasm/object-values.ts. */
const fieldNumbers: Readonly<Record<JsonField, number>> = {
  time: 1,
  date: 2,
  address: 3,
  status: 4,
  request: 5,
  method: 6,
  target: 7,
  query: 8,
  protocol: 9,
  bytes: 10,
  referrer: 11,
  agent: 12,
  host: 13,
  port: 14,
  user: 15,
  forwarded: 16,
  cache: 17,
  scheme: 18,
  extra: 19,
  duration_s: 20,
  duration_ms: 21,
  duration_us: 22,
  duration_ns: 23,
  sampleInterval: 24,
};
/** Met, and of no use. */
const unread = 29;
const skip = 30;
const odd = 31;
const timeBits = { iso: 1, epoch: 2, apache: 4 } as const;

/** The module has room for so many keys with their texts, and for those that nobody asks for besides. */
const mostKeys = 160;
const mostKeyBytes = 16_384;
const mostAllowed = 80;
const mostRank = 200;

export function objectsAreRoomy({ keys }: ObjectLane): boolean {
  const texts = keys.flatMap(({ key, allowed }) => [key, ...allowed]);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const allowed = texts.length - keys.length;
  return keys.length <= mostKeys && bytes <= mostKeyBytes && allowed <= mostAllowed && keys.every(({ rank }) => rank <= mostRank);
}

export function objectSetup({ times, isLabelled, keys }: ObjectLane, columns: readonly string[]): ObjectSetup {
  return {
    times: times.reduce((bits, form) => bits | timeBits[form], 0),
    isLabelled,
    keys: keys.map((key) => ({ text: key.key, use: useOf(key, columns), allowed: key.allowed })),
  };
}

function numberOf(holds: ObjectKey["holds"], columns: readonly string[]): number {
  if (holds === "skip") return skip;
  if (holds === "odd") return odd;
  return (holds === "query" || holds === "user") && !columns.includes(holds) ? unread : fieldNumbers[holds];
}

/** The bits of `use`. */
function useOf({ holds, rank, isOnly }: ObjectKey, columns: readonly string[]): number {
  return numberOf(holds, columns) | (rank << 8) | (isOnly ? 65_536 : 0);
}
