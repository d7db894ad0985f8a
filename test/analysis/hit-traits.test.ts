// Traits of hits, packed into one number and taken apart again.
import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { openHitTraits } from "../../analysis/hit-traits.ts";
import fc from "../support/cases.ts";
import { openDatabase } from "../support/ingest-fixture.ts";

const orNull = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(values, { freq: 3 });

const hits = fc.array(
  fc.record({
    own_kind: fc.integer({ min: 0, max: 6 }),
    is_forwarded: fc.boolean(),
    method: orNull(fc.integer({ min: 0, max: 9 })),
    protocol: orNull(fc.integer({ min: 0, max: 4 })),
    secure: orNull(fc.boolean()),
    cached: orNull(fc.boolean()),
    port: orNull(fc.oneof(fc.constantFrom(0, 80, 443, 65535), fc.integer({ min: 0, max: 65535 }))),
  }),
  { minLength: 1, maxLength: 40 },
);

it("come back as they went in", async () => {
  const database = await openDatabase([tmpdir()]);
  try {
    await openHitTraits(database);
    await database.run(`CREATE TEMP TABLE told (own_kind UTINYINT, is_forwarded BOOLEAN, method UTINYINT, protocol UTINYINT, secure BOOLEAN,
      cached BOOLEAN, port INTEGER, place INTEGER)`);
    await fc.assert(
      fc.asyncProperty(hits, async (told) => {
        await database.run("DELETE FROM told");
        const rows = told.map((hit, place) => `(${[...Object.values(hit), place].map(String).join(", ")})`);
        await database.run(`INSERT INTO told (${[...Object.keys(told[0] ?? {}), "place"].join(", ")}) VALUES ${rows.join(", ")}`);
        const found = await database.rows(`
          SELECT own_kind_of(traits) AS own_kind, is_forwarded_of(traits) AS is_forwarded, method_of(traits) AS method, protocol_of(traits) AS protocol,
            secure_of(traits) AS secure, cached_of(traits) AS cached, port_of(traits) AS port,
            own_kind_of(portless(traits)) AS kind_alone, cached_of(portless(traits)) AS cached_alone, portless(traits) < 32768 AS is_small
          FROM (SELECT place, packed_traits(own_kind, is_forwarded, method, protocol, secure, cached, port)::UINTEGER AS traits FROM told)
          ORDER BY place`);
        expect(found).toEqual(told.map((hit) => ({ ...hit, kind_alone: hit.own_kind, cached_alone: hit.cached, is_small: true })));
      }),
      { numRuns: 60 },
    );
  } finally {
    database.close();
  }
});
