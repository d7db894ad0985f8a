// The SQL parser, its two lanes and the slow model read any line alike.
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { formatNamed } from "../../ingest/formats/format-named.ts";
import type { LineFormat } from "../../ingest/formats/index.ts";
import { lineClass } from "../../ingest/line-class.ts";
import { linesQuery, macros } from "../../ingest/line-sql.ts";
import fc from "../support/cases.ts";
import { type IngestFixture, openDatabase, type StoredLine, withIngested } from "../support/ingest-fixture.ts";
import { anyLine, combinedLine } from "../support/log-lines.ts";
import { readLine, type SlowLine } from "../support/slow-model-lines.ts";

const runs = (numRuns: number) => ({ numRuns, endOnFailure: true });
const batch = (line: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.noBias(fc.array(line, { minLength: 1000, maxLength: 2000 }));
/** A file without one hit is refused: this line is one. */
const goodLine = '192.0.2.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"';

async function withFile<Result>(
  lines: readonly string[],
  format: LineFormat,
  work: (fixture: IngestFixture, file: string) => Promise<Result>,
): Promise<Result> {
  return withIngested([], async (fixture) => {
    const [file = ""] = await fixture.add([{ content: `${lines.join("\n")}\n` }], format.name);
    return work(fixture, file);
  });
}

/** Reads a file with every line in the lane of the pattern. */
async function throughThePattern(format: LineFormat, file: string, directory: string): Promise<StoredLine[]> {
  const database = await openDatabase([directory]);
  try {
    for (const macro of macros) await database.run(macro);
    const reading = format.reading({ fieldLists: [], timeZone: null });
    if (reading.kind !== "pattern") throw new Error(`${format.name} has no pattern`);
    const query = linesQuery({ ...reading, lane: null }, { kind: "files", files: [{ id: 1, path: file }] });
    return await database.rows<StoredLine>(`SELECT * EXCLUDE ("at", line_hash), epoch_us("at") // 1000000 AS second FROM (${query})`);
  } finally {
    database.close();
  }
}

const hitFields = [
  "second",
  "address",
  "user",
  "method",
  "path",
  "query",
  "protocol",
  "host",
  "port",
  "status",
  "bytes",
  "referrer",
  "agent",
  "extra",
] as const;
type HitField = (typeof hitFields)[number];
const classNames = {
  [lineClass.hit]: "hit",
  [lineClass.blank]: "blank",
  [lineClass.directive]: "directive",
  [lineClass.rejected]: "rejected",
};

function ofParser(line: StoredLine | undefined, fields: readonly HitField[]): unknown {
  const name = classNames[line?.class as keyof typeof classNames];
  return name === "hit" ? { class: name, ...Object.fromEntries(fields.map((field) => [field, line?.[field]])) } : { class: name };
}

function ofModel(read: SlowLine, fields: readonly HitField[]): unknown {
  if (read.lineClass !== "hit") return { class: read.lineClass };
  return { class: "hit", ...Object.fromEntries(fields.map((field) => [field, read.hit[field]])) };
}

/** The lines that are read differently, a few of them, so that a failure names its line and is not searched for. */
function expectSame(lines: readonly string[], one: (index: number) => unknown, other: (index: number) => unknown): void {
  const differing = lines.flatMap((_, i) => (isDeepStrictEqual(one(i), other(i)) ? [] : [i])).slice(0, 3);
  expect(differing.map((i) => ({ line: lines[i], read: one(i) }))).toEqual(differing.map((i) => ({ line: lines[i], read: other(i) })));
}

describe("the parser", { timeout: 120_000 }, () => {
  it("agrees with the slow model on the class and every field of any line", async () => {
    const format = formatNamed("combined");
    await fc.assert(
      fc.asyncProperty(batch(anyLine), async (generated) => {
        const lines = [goodLine, ...generated];
        await withFile(lines, format, async (fixture) => {
          const read = await fixture.lines();
          expect(read).toHaveLength(lines.length);
          expectSame(
            lines,
            (i) => ofParser(read[i], hitFields),
            (i) => ofModel(readLine(lines[i] ?? ""), hitFields),
          );
          const model = lines.map((line) => readLine(line).lineClass);
          const [counts] = fixture.files();
          expect(counts).toMatchObject({
            read: lines.length,
            hits: model.filter((name) => name === "hit").length,
            blank: model.filter((name) => name === "blank").length,
            directives: model.filter((name) => name === "directive").length,
            rejected: model.filter((name) => name === "rejected").length,
          });
        });
      }),
      runs(6),
    );
  });

  it("agrees with the slow model on virtual hosts in front of any line of a server", async () => {
    const format = formatNamed("vhost_combined");
    const fields = hitFields.filter((field) => field !== "host" && field !== "port");
    const plain = combinedLine.filter((line) => !/^["#-]/.test(line));
    await fc.assert(
      fc.asyncProperty(batch(plain), async (generated) => {
        const lines = [goodLine, ...generated];
        const hosts = lines.map((_, i) => (i % 2 === 0 ? "prep.mx:443" : "prep.mx"));
        await withFile(
          lines.map((line, i) => `${hosts[i]} ${line}`),
          format,
          async (fixture) => {
            const read = await fixture.lines();
            expectSame(
              lines,
              (i) => ofParser(read[i], fields),
              (i) => ofModel(readLine(lines[i] ?? ""), fields),
            );
            for (const [i, line] of read.entries()) {
              if (line.class === lineClass.hit) expect([line.host, line.port]).toEqual(["prep.mx", i % 2 === 0 ? 443 : null]);
            }
          },
        );
      }),
      runs(2),
    );
  });

  it.each(["common", "combined", "vhost_combined"])("reads %s alike in its fast lane and by its pattern", async (name) => {
    const format = formatNamed(name);
    const front = name === "vhost_combined" ? "prep.mx:443 " : "";
    await fc.assert(
      fc.asyncProperty(batch(anyLine), async (generated) => {
        const lines = [goodLine, ...generated].map((line, i) => (i % 5 === 4 ? line : front + line));
        await withFile(lines, format, async (fixture, file) => {
          const [fast, slow] = [await fixture.lines(), await throughThePattern(format, file, fixture.directory)];
          const all = (line: StoredLine | undefined) => ({
            ...(ofParser(line, hitFields) as object),
            explained: line?.reason !== null,
            raw: line?.raw,
          });
          expectSame(
            lines,
            (i) => all(fast[i]),
            (i) => all(slow[i]),
          );
        });
      }),
      runs(3),
    );
  });
});
