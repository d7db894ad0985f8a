// bunny.net's raw log is read back as it was written, pipes of clients included; a cut line keeps what stands whole before the cut.

import { describe, expect, it } from "vitest";
import { bunny } from "../../ingest/formats/bunny.ts";
import { lineClass } from "../../ingest/line-class.ts";
import { bunnyHits } from "../support/bunny-writer.ts";
import fc from "../support/cases.ts";
import { withIngested } from "../support/ingest-fixture.ts";

const runs = (numRuns: number) => ({ numRuns, endOnFailure: true });
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

describe("bunny", { timeout: 120_000 }, () => {
  it("is read back field by field, by detection's choice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.array(bunnyHits, { minLength: 300, maxLength: 400 })), async (hits) => {
        await withIngested([{ content: text(hits.map(({ line }) => line)) }], async (fixture) => {
          const stored = await fixture.lines();
          expect(fixture.files().map(({ format }) => format)).toEqual(["bunny"]);
          expect(stored).toHaveLength(hits.length);
          for (const [i, { line, fields }] of hits.entries()) {
            const read = Object.fromEntries(Object.keys(fields).map((key) => [key, stored[i]?.[key]]));
            expect({ line, class: stored[i]?.class, ...read }).toEqual({ line, class: lineClass.hit, ...fields });
          }
        });
      }),
      runs(4),
    );
  });

  it("cut anywhere: a hit if address, time and status are whole, else a reject; its neighbour as it was", async () => {
    const cuts = fc.tuple(bunnyHits, fc.integer({ min: 1, max: 999 }));
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.array(cuts, { minLength: 200, maxLength: 300 })), async (pairs) => {
        // By characters, so that none is cut in two.
        const short = pairs.map(([{ line }, at]) => [...line].slice(0, Math.ceil(([...line].length * at) / 1000)).join(""));
        const lines = pairs.flatMap(([{ line }], i) => [short[i] ?? "", line]);
        await withIngested([{ content: text(lines) }], async (fixture) => {
          const stored = await fixture.lines();
          for (const [i, [{ certain, fields }]] of pairs.entries()) {
            const [cut, whole] = [stored[2 * i], stored[2 * i + 1]];
            const line = short[i] ?? "";
            const { address, second, status } = fields;
            expect(whole).toMatchObject({ class: lineClass.hit, address, second, status, path: fields.path });
            expect([line, cut?.class]).toEqual([line, line.length >= certain ? lineClass.hit : lineClass.rejected]);
            expect(bunny.examine(line, null, null).kind).toBe(line.length >= certain ? "read" : "failed");
            if (line.length >= certain) expect(cut).toMatchObject({ address, second, status, bytes: fields.bytes, method: null });
          }
        });
      }),
      runs(3),
    );
  });
});
