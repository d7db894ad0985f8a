// Damaged lines among good ones, in every format: never a crash, never an unbalanced ledger, never a good line lost to a bad neighbour.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { formats, type LineFormat } from "../../ingest/formats/index.ts";
import { mutated, mutation } from "../support/byte-mutations.ts";
import fc from "../support/cases.ts";
import { type IngestFixture, type StoredLine, withIngested } from "../support/ingest-fixture.ts";

/** Damaged lines in all; the long run (npm run test:long) takes fifty times as many. */
const cases = Number(process.env["MEMORIA_FUZZ_CASES"] ?? 2000);
const casesOfFormat = Math.ceil(cases / formats.length);
const linesOfFile = Math.min(casesOfFormat, 4000);

/** Two damaged lines between two good ones, over and over; a file never begins or ends with a damaged one. */
function fuzzedFile(
  format: LineFormat,
  damaged: readonly Buffer[],
): { content: Buffer; goodLines: { line: number; sample: number }[]; lineCount: number } {
  const newline = Buffer.from("\n");
  const goodLines: { line: number; sample: number }[] = [];
  const parts: Buffer[] = [];
  let line = 0;
  const push = (bytes: Buffer): void => {
    parts.push(bytes, newline);
    line += physicalLines(bytes);
  };
  for (const directive of format.preamble ?? []) push(Buffer.from(directive));
  const good = (i: number): void => {
    const sample = i % format.samples.length;
    goodLines.push({ line, sample });
    push(Buffer.from(format.samples[sample]?.line ?? ""));
  };
  for (const [i, bytes] of damaged.entries()) {
    if (i % 2 === 0) good(i / 2);
    push(bytes);
  }
  good(damaged.length);
  return { content: Buffer.concat(parts), goodLines, lineCount: line };
}

/** How many lines bytes make when a newline follows them. */
const physicalLines = (bytes: Buffer): number => bytes.toString("latin1").split(/\r\n|\n|\r(?!$)/).length;

function comparable({ file_id: _, line_hash: __, ...line }: StoredLine): Partial<StoredLine> {
  return line;
}

async function storedLines(format: LineFormat, content: Uint8Array): Promise<{ lines: StoredLine[]; read: number; sum: number }> {
  const work = async (fixture: IngestFixture) => {
    const [file] = fixture.files();
    const sum = (file?.hits ?? 0) + (file?.blank ?? 0) + (file?.directives ?? 0) + (file?.rejected ?? 0);
    return { lines: await fixture.lines(), read: file?.read ?? -1, sum };
  };
  return withIngested([{ content }], work, { format: format.name, timeZone: format.sampleTimeZone ?? null });
}

describe.each(formats.map((format) => ({ name: format.name, format })))("damaged lines of $name", { timeout: 600_000 }, ({ format }) => {
  it("take nothing from their neighbours, and the ledger balances", async () => {
    const samples = format.samples.map(({ line }) => Buffer.from(line));
    const clean = await storedLines(
      format,
      Buffer.from([...(format.preamble ?? []), ...format.samples.map(({ line }) => line), ""].join("\n")),
    );
    const reference = clean.lines.slice(format.preamble?.length ?? 0).map(comparable);
    const damagedLine = fc
      .tuple(fc.nat(samples.length - 1), fc.nat(samples.length - 1), fc.array(mutation, { minLength: 1, maxLength: 3 }))
      .map(([own, other, mutations]) =>
        mutations.reduce<Buffer>((bytes, change) => mutated(bytes, change, samples[other] ?? bytes), samples[own] ?? Buffer.alloc(0)),
      )
      // Another list of fields is no damage: it rightly changes how the next lines read.
      .filter((bytes) => !/(?:^|[\r\n])#Fields:/.test(bytes.toString("latin1")));
    await fc.assert(
      fc.asyncProperty(
        fc.noBias(fc.array(damagedLine, { minLength: linesOfFile, maxLength: linesOfFile })),
        fc.boolean(),
        async (damaged, zipped) => {
          const { content, goodLines, lineCount } = fuzzedFile(format, damaged);
          const { lines, read, sum } = await storedLines(format, zipped ? gzipSync(content, { level: 1 }) : content);
          expect([lines.length, read, sum]).toEqual([lineCount, lineCount, lineCount]);
          for (const { line, sample } of goodLines) expect(comparable(lines[line] as StoredLine)).toEqual(reference[sample]);
        },
      ),
      { numRuns: Math.ceil(casesOfFormat / linesOfFile), endOnFailure: true },
    );
  });
});
