// One JSON array, or an object around one, becomes a line a record; damage stays with the record that has it.

import { describe, expect, it } from "vitest";
import { isRecordsFile, recordLines } from "../../ingest/json-records.ts";
import fc from "../support/cases.ts";
import { anyText } from "../support/log-fields.ts";

/** The lines of a text that arrives in blocks of so many bytes. */
async function linesOf(text: string | Buffer, blockBytes = 7): Promise<string[]> {
  const bytes = Buffer.from(text);
  async function* blocks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += blockBytes) yield bytes.subarray(at, at + blockBytes);
  }
  const out: Buffer[] = [];
  for await (const lines of recordLines(blocks())) out.push(lines);
  const joined = Buffer.concat(out).toString("utf8");
  return joined === "" ? [] : joined.replace(/\n$/, "").split("\n");
}

const records = [{ a: 1, b: 'x"}],{["\\' }, { c: [{ d: {} }, []], records: [{ e: 1 }] }, { "": null }];
const wrappers: { how: string; wrap: (list: unknown[], indent?: number) => string }[] = [
  { how: "an array", wrap: (list, indent) => JSON.stringify(list, null, indent) },
  { how: "records", wrap: (list, indent) => JSON.stringify({ records: list }, null, indent) },
  {
    how: "value among others",
    wrap: (list, indent) => JSON.stringify({ count: 3, x: { records: [1] }, value: list, next: "[{" }, null, indent),
  },
];

describe.each(wrappers)("records in $how", ({ wrap }) => {
  it.each([0, 2])("come out one a line, the same values in the same order (indent %i)", async (indent) => {
    const text = wrap(records, indent);
    expect(isRecordsFile(Buffer.from(text))).toBe(true);
    expect((await linesOf(text)).map((line) => JSON.parse(line))).toEqual(records);
    expect((await linesOf(`\ufeff \r\n${text}\n`)).map((line) => JSON.parse(line))).toEqual(records);
  });

  it("of any content, in blocks of any size", async () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const record = fc.dictionary(fc.oneof(anyText, fc.constantFrom("records", "value", "__proto_")), value, { maxKeys: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(0, 1),
        async (list, size, indent) => {
          // The text of a value and the value read back from it are alike; -0 has no text.
          const same = JSON.parse(JSON.stringify(list)) as unknown[];
          expect((await linesOf(wrap(list, indent), size)).map((line) => JSON.parse(line))).toEqual(same);
        },
      ),
    );
  });
});

describe("a file of records", () => {
  it.each([
    ["JSON lines", '{"a":1}\n{"records":[{"b":1}]}\n'],
    ["an object without records", '{"a":{"records":[{"b":1}]}}'],
    ["an object whose records are no list", '{"records":{"a":1}}'],
    ["an array of numbers", "[1,2]"],
    ["an error log", "[Sun Dec 08 20:00:00] [error] x\n"],
    ["a log line", '1.2.3.4 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 5\n'],
    ["nothing", ""],
  ])("is not %s", (_, text) => {
    expect(isRecordsFile(Buffer.from(text))).toBe(false);
  });

  it("may be several documents, and keeps what lies between them", async () => {
    expect(await linesOf('{"records":[{"a":1}]}\n[{"b":2},3]{"value":[]}\nbasura suelta\n{"c":[1]}\n[]')).toEqual([
      '{"a":1}',
      '{"b":2}',
      "3",
      "basura suelta",
      '{"c":[1]}',
    ]);
  });

  it.each([
    ["a record cut off", '[{"a":1},{"b":2},{"c":"x', ['{"a":1}', '{"b":2}', '{"c":"x']],
    ["the end of the list missing", '{"records":[{"a":1},{"b":2}', ['{"a":1}', '{"b":2}']],
    ["a quote missing", '[{"a":1},\n{"b":"x},\n{"c":3},{"d":4}]', ['{"a":1}', '{"b":"x},', '{"c":3}', '{"d":4}']],
    ["a brace missing", '[{"a":1,\n{"b":2},{"c":3}]', ['{"a":1,', '{"b":2}', '{"c":3}']],
    ["a brace too many", '[{"a":1}},{"b":2}]', ['{"a":1}', "}", '{"b":2}']],
  ])("keeps the records around %s", async (_, text, lines) => {
    expect((await linesOf(text)).map((line) => line.trim())).toEqual(lines);
  });

  it("cuts a record of many mebibytes and goes on, at any depth of nesting", async () => {
    const long = `{"a":"${"x".repeat(3 * 1024 * 1024)}"}`;
    const deep = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const lines = await linesOf(`[{"a":1},${long},${deep},{"b":2}]`, 65536);
    expect(lines.map((line) => line.length)).toEqual([7, 1024 * 1024 + 1, deep.length, 7]);
    expect(lines[2]).toBe(deep);
  });

  it("is read to the end whatever bytes it holds: every byte of a record is in a line", async () => {
    const noise = fc.array(fc.constantFrom("{", "}", "[", "]", '"', ",", ":", "\\", "\n", "a", " ", '"r"'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(noise, fc.integer({ min: 1, max: 9 }), async (pieces, size) => {
        const text = `[{"z":1},${pieces.join("")}`;
        const lines = await linesOf(text, size);
        expect(lines[0]).toBe('{"z":1}');
        expect(lines.join("").match(/a/g)?.length ?? 0).toBe(text.slice(9).match(/a/g)?.length ?? 0);
        expect(await linesOf(text, 1000)).toEqual(lines);
      }),
    );
  });
});
