// Damaged wrappings: never a crash, never a silent loss, and what lies before the damage is read.
import { gzipSync, zstdCompressSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../ingest/errors.ts";
import { mutated, mutation } from "../support/byte-mutations.ts";
import fc from "../support/cases.ts";
import { extracted, sample, scanned, tarOf, wrappedLines, zipOf } from "../support/wrapped.ts";

/** Damaged files in all; the long run (npm run test:long) takes fifty times as many. */
const cases = Number(process.env["MEMORIA_FUZZ_CASES"] ?? 2000);
const text = wrappedLines(300);
const half = Math.floor(text.length / 2);

const layers: Record<string, () => Buffer | Promise<Buffer>> = {
  gzip: () => Buffer.concat([gzipSync(text.slice(0, half)), gzipSync(text.slice(half))]),
  zstd: () => Buffer.concat([zstdCompressSync(text.slice(0, half)), zstdCompressSync(text.slice(half))]),
  bzip2: () => sample("crlf.bz2"),
  xz: () => sample("crlf.xz"),
  "utf-16": () => Buffer.from(`\ufeff${text.slice(0, 4000)}`, "utf16le"),
};
const archives: Record<string, () => Buffer | Promise<Buffer>> = {
  "logs.zip": () =>
    zipOf([
      { name: "a.log", content: text },
      { name: "b/c.log.gz", content: gzipSync(text) },
    ]),
  "logs.tar": () =>
    tarOf([
      { name: "a.log", content: text },
      { name: "b/c.log", content: text.slice(0, 3000) },
    ]),
  "logs.tar.gz": async () => gzipSync(await tarOf([{ name: "a.log", content: text }])),
};
const runs = Math.ceil(cases / (Object.keys(layers).length + Object.keys(archives).length) / 4);

/** What came of it, where an error that is not for people is a failure of the test. */
async function attempt<Result>(work: Promise<Result>): Promise<Result | UserError> {
  return work.catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
}

describe.each(Object.entries(layers))("damaged bytes of %s", { timeout: 600_000 }, (_, make) => {
  let whole: Buffer;
  beforeAll(async () => {
    whole = await make();
  });

  it("are told, or change nothing that was counted", async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async (change) => {
        const damaged = mutated(whole, change, whole);
        const refused = await attempt(scanned(damaged));
        const accepted = await attempt(scanned(damaged, { acceptDamaged: true }));
        // What is read without a word is read alike when damage is accepted, and then there is none.
        if (!(refused instanceof UserError)) {
          expect(accepted).toMatchObject({ text: refused.text, scan: { damage: null, lineCount: refused.scan.lineCount } });
          return;
        }
        if (refused.code === "file-damaged" && !(accepted instanceof UserError)) {
          expect(accepted.scan.damage).not.toBeNull();
          // Whole lines that the error offers are those that come in; a last one may be cut.
          const { lines } = refused.facts as { lines: number | null };
          expect(accepted.scan.lineCount - (lines ?? 0)).toBeGreaterThanOrEqual(0);
          expect(accepted.scan.lineCount - (lines ?? 0)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });
});

describe.each(Object.entries(archives))("damaged bytes of %s", { timeout: 600_000 }, (name, make) => {
  it("are told, or the logs in it are as they were or named by another", async () => {
    const whole = await make();
    await fc.assert(
      fc.asyncProperty(mutation, async (change) => {
        const damaged = mutated(whole, change, whole);
        const refused = await attempt(extracted(name, damaged));
        const accepted = await attempt(extracted(name, damaged, { acceptDamaged: true }));
        if (!(refused instanceof UserError) && !(accepted instanceof UserError))
          expect(accepted.map((log) => log.text)).toEqual(refused.map((log) => log.text));
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });
});
