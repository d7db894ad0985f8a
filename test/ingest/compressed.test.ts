// Compressed logs: many members, padding, and damage that is named and enters nothing.
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UserError } from "../../ingest/index.ts";
import { line } from "../support/hand-made.ts";
import { IngestFixture, withIngested } from "../support/ingest-fixture.ts";

const mebibyte = 1024 * 1024;
const hit = (second: number, agent: string): string => line({ at: `20:00:${String(second).padStart(2, "0")}`, agent }).trimEnd();
const [one, two] = [hit(1, "a"), hit(2, "b")];

describe("compressed logs", () => {
  const agent = (i: number): string => createHash("sha256").update(String(i)).digest("hex");
  const text = Array.from({ length: 40_000 }, (_, i) => hit(i % 60, agent(i))).join("\n");

  it("of many members are read as one, even when a line lies across them", async () => {
    const bytes = Buffer.from(text);
    const size = Math.ceil(bytes.length / 37);
    const members = Array.from({ length: 37 }, (_, i) => gzipSync(bytes.subarray(i * size, (i + 1) * size)));
    for (const padding of [0, 512, mebibyte]) {
      const content = Buffer.concat([...members, Buffer.alloc(padding)]);
      const { lines, file } = await withIngested([{ content }], async (fixture) => ({
        lines: await fixture.lines(),
        file: fixture.files()[0],
      }));
      expect(file).toMatchObject({
        read: 40_000,
        hits: 40_000,
        bytes: content.length,
        sha256: createHash("sha256").update(content).digest("hex"),
      });
      expect(lines.every((line, i) => line.agent === agent(i))).toBe(true);
    }
  });

  it("that are damaged are refused at the offset of the damage, and nothing is entered", async () => {
    const whole = gzipSync(text);
    const tail = Buffer.from("no es gzip");
    const truncated = whole.length - 1000;
    expect(whole.length).toBeGreaterThan(mebibyte);
    const cases = [
      { content: whole.subarray(0, truncated), least: truncated, most: truncated },
      { content: Buffer.concat([whole, tail]), least: whole.length, most: whole.length + tail.length },
      { content: Buffer.concat([whole, tail, whole]), least: whole.length, most: whole.length + 192 * 1024 },
      { content: Buffer.concat([whole, Buffer.alloc(700), whole]), least: whole.length, most: whole.length },
      { content: Buffer.concat([whole, Buffer.alloc(mebibyte), tail]), least: whole.length, most: whole.length },
      { content: Buffer.concat([gzipSync(`${one}\n`), Buffer.alloc(9), gzipSync(two)]), least: 1, most: 200 },
    ];
    for (const { content, least, most } of cases) {
      const fixture = await IngestFixture.open();
      try {
        const failure = await fixture
          .add([
            { name: "bueno.log", content: `${one}\n` },
            { name: "malo.gz", content },
          ])
          .catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(UserError);
        expect(failure).toMatchObject({ code: "file-damaged", facts: { file: "malo.gz" } });
        const { offset } = (failure as UserError<"file-damaged">).facts;
        expect(offset).toBeGreaterThanOrEqual(least);
        expect(offset).toBeLessThanOrEqual(most);
        expect(fixture.files()).toEqual([]);
      } finally {
        await fixture.close();
      }
    }
  });
});
