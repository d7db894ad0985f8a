// What is told of a hit beside its numbers, in one number: a column costs what it has rows to write and to read, and these have few values.
import type { Database } from "../ingest/index.ts";

/** From the lowest bits up, 32 in all. `orNull`: the highest value that the bits hold, which the trait never has, stands for null. */
const traits = [
  { name: "own_kind", bits: 3, type: "UTINYINT", orNull: false },
  { name: "is_forwarded", bits: 1, type: "BOOLEAN", orNull: false },
  { name: "method", bits: 4, type: "UTINYINT", orNull: true },
  { name: "protocol", bits: 3, type: "UTINYINT", orNull: true },
  { name: "secure", bits: 2, type: "BOOLEAN", orNull: true },
  { name: "cached", bits: 2, type: "BOOLEAN", orNull: true },
  // 0 to 65,535. The last, as hostile logs may hold them all: `portless` takes it off.
  { name: "port", bits: 17, type: "INTEGER", orNull: true },
] as const;

/**
 * Creates the macros `packed_traits(own_kind, is_forwarded, ...)`, a UINTEGER; `own_kind_of(traits)`, `method_of(traits)` and so on; and
 * `portless(traits)`, all others of them, a few thousand values at most.
 */
export async function openHitTraits(database: Database): Promise<void> {
  const packed: string[] = [];
  let below = 0;
  for (const { name, bits, type, orNull } of traits) {
    const highest = 2 ** bits - 1;
    const kept = `((traits >> ${below}) & ${highest})`;
    const value = type === "BOOLEAN" ? `${kept} = 1` : `${kept}::${type}`;
    const number = orNull ? `coalesce(${name}::UINTEGER, ${highest})` : `${name}::UINTEGER`;
    packed.push(`(${number} << ${below})`);
    await database.run(`CREATE TEMP MACRO ${name}_of(traits) AS ${orNull ? `CASE WHEN ${kept} < ${highest} THEN ${value} END` : value}`);
    if (name === "port") await database.run(`CREATE TEMP MACRO portless(traits) AS traits & ${2 ** below - 1}`);
    below += bits;
  }
  await database.run(`CREATE TEMP MACRO packed_traits(${traits.map(({ name }) => name).join(", ")}) AS ${packed.join(" | ")}`);
}
