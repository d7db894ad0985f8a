// What is found out of each address: read from the engine in long texts, and told by number.
import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { internalAddresses, placeAddresses } from "../../analysis/address-facts.ts";
import type { Place, PlaceFinder } from "../../ingest/index.ts";
import fc from "../support/cases.ts";
import { openDatabase } from "../support/ingest-fixture.ts";

/** A place by the length of the address: with ends of lines and quotes in its names, as a user's database may hold them. */
function placeOf(address: string): Place {
  return { country: "M\nX", state: `"${address.length % 3}"`, city: address.length % 2 === 0 ? "" : "México\nCity" };
}
const finder = { find: (address) => ({ ...placeOf(address) }) } as PlaceFinder;

it("places every address, whatever it is written with", async () => {
  const addresses = fc.uniqueArray(
    fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ minLength: 1 }), fc.constantFrom("a\nb", "\n", "\r\n", "\0", "10.0.0.1")),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  await fc.assert(
    fc.asyncProperty(addresses, fc.integer({ min: 0, max: 2 }), async (all, thousands) => {
      const database = await openDatabase([tmpdir()]);
      try {
        // Some thousands more, so that they come in several texts.
        await database.run("CREATE TEMP TABLE given (address VARCHAR)");
        const appender = await database.appender("given");
        for (const address of all) {
          appender.appendVarchar(address);
          appender.endRow();
        }
        appender.closeSync();
        await database.run(`CREATE TABLE address_dimension AS SELECT address, (row_number() OVER (ORDER BY address))::INTEGER AS address_id
          FROM (FROM given UNION SELECT '11.0.' || range // 250 || '.' || range % 250 FROM range(${thousands * 1000}))`);
        await placeAddresses(database, finder);
        const placed = await database.rows<{ address: string } & Place & Record<string, unknown>>(
          `SELECT address, country, state, city FROM address_dimension LEFT JOIN address_places USING (address_id) LEFT JOIN place_names USING (place_id)`,
        );
        expect(placed.length).toBeGreaterThanOrEqual(all.length);
        for (const { address, ...place } of placed) expect(place, JSON.stringify(address)).toEqual(placeOf(address));
        await internalAddresses(database, ["10.0.0.0/8"]);
        const internal = await database.rows("SELECT address FROM address_dimension JOIN internal_addresses USING (address_id)");
        const expected = all.filter((address) => /^10\.\d+\.\d+\.\d+$/.test(address));
        expect(internal.map(({ address }) => address).sort()).toEqual(expected.sort());
      } finally {
        database.close();
      }
    }),
    { numRuns: 15 },
  );
});
