// The fast way through reads every line as the parsing SQL does: the same rows in the same order, whatever the lines, pieces and threads.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tellingApart } from "../../../ingest/stored-lines.ts";
import { BothWays } from "../../support/both-ways.ts";
import fc from "../../support/cases.ts";
import { type LineShape, nearCleanLine } from "../../support/near-clean-lines.ts";
import { nearCleanObject } from "../../support/near-clean-objects.ts";
import { cloudfrontList, iisLists, nearCleanCloudfrontRow, nearCleanIisRow } from "../../support/near-clean-values.ts";

const runs = process.env["MEMORIA_LONG"] ? 60 : 2;
const linesOfRun = 240;

const shapes: [name: string, shape: LineShape][] = [
  ["combined", { host: false, referrerAndAgent: true, ending: null }],
  ["common", { host: false, referrerAndAgent: false, ending: null }],
  ["vhost_combined", { host: true, referrerAndAgent: true, ending: null }],
  ["memoria_combined", { host: true, referrerAndAgent: true, ending: "labels" }],
  ["combinedio", { host: false, referrerAndAgent: true, ending: "counters" }],
];

let both: BothWays;
beforeAll(async () => {
  both = await BothWays.open();
});
afterAll(() => both.close());

const w3c: [name: string, format: string, fields: string, line: fc.Arbitrary<string>][] = [
  ...iisLists.map((list, i): (typeof w3c)[number] => [`IIS, list ${i + 1}`, "iis_w3c", list, nearCleanIisRow(list)]),
  ["CloudFront", "cloudfront", cloudfrontList, nearCleanCloudfrontRow],
];

describe.each(shapes)("%s", (format, shape) => {
  it(
    "reads lines that are clean, nearly clean and damaged as the engine does",
    () => holds(format, undefined, nearCleanLine(shape)),
    1_800_000,
  );
});

describe.each(w3c)("%s", (_, format, fields, line) => {
  it("reads lines that are clean, nearly clean and damaged as the engine does", () => holds(format, fields, line), 1_800_000);
});

describe.each(["nginx_json", "cloudflare", "json", "traefik_json", "json:duration_us=us,extra=nota,port=puerto,request=x"])(
  "%s",
  (format) => {
    it(
      "reads lines that are clean, nearly clean and damaged as the engine does",
      () => holds(format, undefined, nearCleanObject(format)),
      1_800_000,
    );
  },
);

async function holds(format: string, fields: string | undefined, line: fc.Arbitrary<string>): Promise<void> {
  const text = fc
    .tuple(fc.array(line, { minLength: linesOfRun, maxLength: linesOfRun, size: "max" }), fc.boolean(), fc.boolean())
    .map(([lines, isMarked, isEnded]) => `${isMarked ? "\ufeff" : ""}${lines.join("\n")}${isEnded ? "\n" : ""}`);
  const cases = fc.record({
    texts: fc.array(text, { minLength: 1, maxLength: 2 }),
    pieceBytes: fc.constantFrom(211, 1500, 20_000, 1_000_000),
    unneeded: fc.constantFrom([], tellingApart),
    isPassing: fc.boolean(),
    isJoined: fc.boolean(),
  });
  let failed: string[] = [];
  const told = await fc.check(
    fc.asyncProperty(cases, async (one) => {
      const { isRead, rows, shares } = await both.differences(format, fields === undefined ? one : { ...one, fields });
      // The lines alone: a case is thousands of them.
      failed = [...rows, ...(isRead ? [] : ["left to the engine"]), ...(shares.at(-1) === 1 ? [] : ["not done"])];
      return failed.length === 0;
    }),
    { numRuns: runs, endOnFailure: true },
  );
  expect(failed).toEqual([]);
  if (told.failed) throw told.errorInstance;
}
