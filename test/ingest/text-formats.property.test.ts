// Text formats read back what their products write; spoilt lines end nothing and spoil no neighbour; headers are undone alike everywhere.

import { describe, expect, it } from "vitest";
import { detect } from "../../ingest/detect.ts";
import { formatNamed } from "../../ingest/formats/format-named.ts";
import { lineClass } from "../../ingest/line-class.ts";
import { linesQuery, macros } from "../../ingest/line-sql.ts";
import { hasSyslogHeader, unwrapLine } from "../../ingest/wrapped-line.ts";
import fc from "../support/cases.ts";
import { type IngestFixture, openDatabase, type StoredLine, withIngested } from "../support/ingest-fixture.ts";
import { anyLine } from "../support/log-lines.ts";
import { textFormats, type WrittenHit } from "../support/text-format-writers.ts";

const runs = (numRuns: number) => ({ numRuns, endOnFailure: true });
const timeZone = "America/Mexico_City";

async function read<Result>(
  format: string,
  text: string | Uint8Array,
  work: (fixture: IngestFixture, path: string) => Promise<Result>,
): Promise<Result> {
  return withIngested([], async (fixture) => {
    const [path = ""] = await fixture.add([{ content: text }], format, timeZone);
    return work(fixture, path);
  });
}

const only = (line: StoredLine | undefined, { fields }: WrittenHit): unknown =>
  Object.fromEntries(Object.keys(fields).map((key) => [key, line?.[key]]));

/** The first of the lines that are read otherwise than they were written. */
function expectReadBack(stored: readonly StoredLine[], hits: readonly WrittenHit[]): void {
  expect(stored).toHaveLength(hits.length);
  for (const [i, hit] of hits.entries()) {
    const told = { line: hit.line, class: stored[i]?.class, ...(only(stored[i], hit) as object) };
    expect(told).toEqual({ line: hit.line, class: lineClass.hit, ...hit.fields });
  }
}

describe.each(textFormats)("$name", { timeout: 120_000 }, ({ format, hit }) => {
  it("is read back field by field, hostile bytes included", async () => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.array(hit, { minLength: 300, maxLength: 400 })), async (hits) => {
        await read(format, hits.map(({ line }) => `${line}\n`).join(""), async (fixture) => expectReadBack(await fixture.lines(), hits));
      }),
      runs(3),
    );
  });

  it("with spoilt bytes: every line in one class, and neighbours as they were", async () => {
    const spoil = fc.array(
      fc.tuple(
        fc.nat(),
        fc.integer({ min: 1, max: 255 }).filter((byte) => byte !== 10 && byte !== 13),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.array(fc.tuple(hit, hit, spoil), { minLength: 100, maxLength: 150 })), async (pairs) => {
        const lines = pairs.flatMap(([whole, other, changes]) => {
          const bytes = Buffer.from(other.line);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          return [Buffer.from(`${whole.line}\n`), bytes, Buffer.from("\n")];
        });
        await read(format, Buffer.concat(lines), async (fixture) => {
          const stored = await fixture.lines();
          expectReadBack(
            stored.filter((_, i) => i % 2 === 0),
            pairs.map(([whole]) => whole),
          );
          const [file] = fixture.files();
          expect(file?.read).toBe(pairs.length * 2);
          expect((file?.hits ?? 0) + (file?.blank ?? 0) + (file?.directives ?? 0) + (file?.rejected ?? 0)).toBe(file?.read);
          for (const line of stored) expect(line.class === lineClass.rejected).toBe(line.reason !== null);
        });
      }),
      runs(2),
    );
  });

  it("is read alike in its fast lane and by its pattern, and told by detection as it is read", async () => {
    const reading = formatNamed(format).reading({ fieldLists: [], timeZone });
    if (reading.kind !== "pattern") throw new Error("no pattern");
    const odd = fc.tuple(hit, fc.nat(1000)).map(([{ line }, at]) =>
      line
        .slice(0, (line.length * at) / 1000)
        .toWellFormed()
        .replaceAll("\ufffd", ""),
    );
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.array(fc.tuple(hit, odd), { minLength: 150, maxLength: 200 })), async (pairs) => {
        const lines = pairs.flatMap(([{ line }, cut]) => [line, cut]);
        await read(format, `${lines.join("\n")}\n`, async (fixture, path) => {
          const stored = await fixture.lines();
          const plain = ({ line_hash: _, file_id: __, delivery: ___, ...line }: StoredLine): unknown => line;
          const database = await openDatabase([fixture.directory]);
          try {
            for (const macro of macros) await database.run(macro);
            const slow = await database.rows<StoredLine>(
              `SELECT * EXCLUDE ("at", line_hash) REPLACE (duration_us::DOUBLE AS duration_us), epoch_us("at") // 1000000 AS second FROM (${linesQuery({ ...reading, lane: null }, { kind: "files", files: [{ id: 1, path }] })})`,
            );
            expect(stored.map(plain)).toEqual(slow.map(plain));
          } finally {
            database.close();
          }
          for (const [i, line] of lines.entries()) {
            if (stored[i]?.class !== lineClass.hit) continue;
            expect([line, formatNamed(format).examine(line, null, timeZone).kind]).toEqual([line, "read"]);
          }
        });
      }),
      runs(2),
    );
  });
});

describe("what a line was wrapped in", { timeout: 120_000 }, () => {
  const host = fc.constantFrom("cache-qro1 ", "2806:2f0:1::7 ", "servidor.redaccion.mx ", "");
  const headers = fc.oneof(
    fc
      .tuple(
        fc.constantFrom("<134>", "<0>", ""),
        fc.constantFrom("Dec  8 20:00:01", "Dec 18 20:00:01", "2024-12-08T20:00:01.5-06:00", "2024-12-08T20:00:01Z"),
        host,
        fc.constantFrom("nginx: ", "prep[62959]: ", "a.b/c: "),
      )
      .map((parts) => `${parts[0]}${parts[1]} ${parts[2]}${parts[3]}`),
    fc
      .tuple(
        fc.constantFrom("<134>", "<190>"),
        fc.constantFrom("-", "2024-12-08T20:00:01.123456Z"),
        fc.constantFrom("-", '[a@1 b="c"]', String.raw`[a@1 b="\"\]" c="d e"][f]`),
        fc.constantFrom("", "\ufeff"),
      )
      .map(([priority, at, data, mark]) => `${priority}1 ${at} host app 123 - ${data} ${mark}`),
    fc.constantFrom("2024-12-08T20:00:01.123456789Z stdout F ", "2024-12-08T20:00:01-06:00 stderr P "),
  );
  const spoilt = fc
    .tuple(headers, fc.nat(40), fc.constantFrom("x", " ", ":", "]", '"', "<", "\\"))
    .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at));

  it("leaves the client where it was", () => {
    const inside = '192.0.2.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"';
    fc.assert(fc.property(headers, (header) => unwrapLine(header + inside) === inside));
    expect(() => detect("a.log", `1717380000 INFO ${inside}`)).toThrow(expect.objectContaining({ code: "format-unknown" }));
  });

  it("is undone alike in SQL and in JavaScript", async () => {
    const lines = fc.tuple(fc.oneof(headers, spoilt, fc.constant("")), anyLine).map((parts) => parts.join(""));
    const database = await openDatabase([]);
    try {
      for (const macro of macros) await database.run(macro);
      await fc.assert(
        fc.asyncProperty(fc.noBias(fc.array(lines, { minLength: 500, maxLength: 800 })), async (given) => {
          await database.run("CREATE OR REPLACE TEMP TABLE given (line VARCHAR, expected VARCHAR)");
          const appender = await database.appender("given");
          for (const line of given) {
            appender.appendVarchar(line);
            appender.appendVarchar(unwrapLine(line));
            appender.endRow();
          }
          appender.closeSync();
          expect(
            await database.rows("SELECT line, unwrapped(line) AS unwrapped, expected FROM given WHERE unwrapped(line) <> expected"),
          ).toEqual([]);
        }),
        runs(5),
      );
    } finally {
      database.close();
    }
  });

  it("leaves the line of a server behind any header as it was", () => {
    const server = textFormats.find(({ name }) => name === "combinedio");
    if (!server) throw new Error("no combinedio");
    fc.assert(
      fc.property(headers, server.hit, (header, { line }) => {
        expect([hasSyslogHeader(header + line), unwrapLine(header + line)]).toEqual([true, line]);
        expect([hasSyslogHeader(line), unwrapLine(line)]).toEqual([false, line]);
      }),
    );
  });
});
