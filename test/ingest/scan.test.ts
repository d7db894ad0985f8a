// Any bytes as a log: line ends, unreadable bytes, endless lines, archives, and nothing lost or counted twice.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UserError } from "../../ingest/index.ts";
import { lineClass } from "../../ingest/line-class.ts";
import fc from "../support/cases.ts";
import { type IngestFixture, type StoredLine, withIngested } from "../support/ingest-fixture.ts";
import { physicalLines } from "../support/slow-model-lines.ts";

const mebibyte = 1024 * 1024;

function hit(second: number, agent = "Mozilla/5.0", path = "/"): string {
  return `192.0.2.${second} - - [08/Dec/2024:20:00:${String(second).padStart(2, "0")} -0600] "GET ${path} HTTP/1.1" 200 5 "-" "${agent}"`;
}

const [one, two, three] = [hit(1), hit(2), hit(3)];

async function ingested(
  content: string | Uint8Array,
): Promise<{ lines: StoredLine[]; file: ReturnType<IngestFixture["files"]>[number] | undefined }> {
  return withIngested([{ content }], async (fixture) => ({ lines: await fixture.lines(), file: fixture.files()[0] }));
}

const addresses = (lines: readonly StoredLine[]): (string | null)[] =>
  lines.filter((line) => line.class === lineClass.hit).map((line) => line.address);
const allThree = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];

describe("line ends", () => {
  it.each([
    { name: "LF", text: `${one}\n${two}\n${three}\n`, ends: 0, blank: 0 },
    { name: "no end at the end", text: `${one}\n${two}\n${three}`, ends: 0, blank: 0 },
    { name: "CRLF", text: `${one}\r\n${two}\r\n${three}\r\n`, ends: 3, blank: 0 },
    { name: "CRLF, and none at the end", text: `${one}\r\n${two}\r\n${three}`, ends: 2, blank: 0 },
    { name: "CR", text: `${one}\r${two}\r${three}\r`, ends: 3, blank: 0 },
    { name: "mixed", text: `${one}\r\n${two}\r${three}\n`, ends: 2, blank: 0 },
    { name: "blank lines between", text: `\n${one}\n\n${two}\n \t\n${three}\n\n`, ends: 0, blank: 4 },
    { name: "CR CR LF", text: `${one}\r\r\n${two}\n${three}`, ends: 2, blank: 1 },
    { name: "LF CR", text: `${one}\n\r${two}\n\r${three}`, ends: 2, blank: 2 },
    { name: "a byte-order mark", text: `\ufeff${one}\n${two}\n${three}\n`, ends: 0, blank: 0 },
    { name: "a byte-order mark and CRLF", text: `\ufeff${one}\r\n${two}\r\n${three}\r\n`, ends: 3, blank: 0 },
  ])("of $name give the same three hits, counted as the scan counts them", async ({ text, ends, blank }) => {
    for (const content of [text, gzipSync(text)]) {
      const { lines, file } = await ingested(content);
      expect(addresses(lines)).toEqual(allThree);
      expect(file).toMatchObject({
        read: physicalLines(text).length,
        hits: 3,
        blank,
        rejected: 0,
        carriageReturns: ends,
        replacedLines: 0,
        cutLines: 0,
      });
    }
  });

  it("are found at every place of a long file", async () => {
    const text = Array.from({ length: 60_000 }, (_, i) => hit(i % 60, "x".repeat(i % 97)) + ["\n", "\r\n", "\r"][i % 3]).join("");
    const { lines, file } = await ingested(text);
    expect(file).toMatchObject({ read: 60_000, hits: 60_000, carriageReturns: 40_000 });
    expect(lines.every((line, i) => line.agent === "x".repeat(i % 97))).toBe(true);
  });
});

describe("unreadable bytes", () => {
  it("become visible, and their neighbours stay as they are", async () => {
    const latin = Buffer.concat([Buffer.from(`${one}\n`), Buffer.from(`${hit(2, "Espa\u00f1a")}\n`, "latin1"), Buffer.from(`${three}\n`)]);
    const { lines, file } = await ingested(latin);
    expect(lines.map((line) => line.agent)).toEqual(["Mozilla/5.0", "Espa\ufffda", "Mozilla/5.0"]);
    expect(file).toMatchObject({ hits: 3, replacedLines: 1 });
  });

  it("are replaced for NUL too, inside a line and as a line", async () => {
    const { lines, file } = await ingested(`${one}\n\0\0\n${hit(2, "a\0b")}\n${three}`);
    expect(addresses(lines)).toEqual(allThree);
    expect(lines[2]?.agent).toBe("a\ufffdb");
    expect(lines[1]).toMatchObject({ class: lineClass.rejected, reason: "no-match", raw: "\ufffd\ufffd" });
    expect(file).toMatchObject({ hits: 3, rejected: 1, replacedLines: 2 });
  });

  it("cut from a character at the very end harm nobody", async () => {
    const bytes = Buffer.from(`${one}\n${two}\n${hit(3, "\u20ac")}`);
    const { lines, file } = await ingested(bytes.subarray(0, -2));
    expect(addresses(lines)).toEqual(allThree);
    expect(file).toMatchObject({ hits: 3, replacedLines: 1 });
  });

  it("keep escaped NULs and control characters readable and joinable", async () => {
    const [nul, controls] = ["Mozilla/5.0 (X11; Linux) a\\x00b", "Mozilla/5.0 (X11; Linux) a\\x01\\nb"];
    const text = `${hit(1, nul)}\n${hit(2, controls)}\n${hit(3, "Mozilla/5.0 (X11; Linux) c")}`;
    await withIngested([{ content: text }], async (fixture) => {
      expect((await fixture.lines()).map((line) => line.agent)).toEqual([
        nul,
        "Mozilla/5.0 (X11; Linux) a\u0001\nb",
        "Mozilla/5.0 (X11; Linux) c",
      ]);
      expect((await fixture.analysis()).traffic).toMatchObject({ hits: 3, uniqueVisitors: 3 });
    });
  });
});

describe("long lines", () => {
  it("of three mebibytes are cut and rejected between good neighbours", async () => {
    const long = hit(2, "x".repeat(3 * mebibyte));
    for (const content of [`${one}\n${long}\n${three}\n`, gzipSync(`${one}\n${long}\n${three}`), `${long}\n${one}\r\n${three}`]) {
      await withIngested([{ content }], async (fixture) => {
        expect(addresses(await fixture.lines())).toEqual(["192.0.2.1", "192.0.2.3"]);
        expect(fixture.files()[0]).toMatchObject({ read: 3, hits: 2, rejected: 1, cutLines: 1, rejectedByReason: { "line-too-long": 1 } });
        const [reject] = await fixture.rejects();
        expect(reject).toMatchObject({ reason: "line-too-long", line: typeof content === "string" && content.startsWith(long) ? 1 : 2 });
        expect(reject?.text).toBe(long.slice(0, 4096));
      });
    }
  });

  it("just under a mebibyte are read", async () => {
    const long = hit(2, "x".repeat(mebibyte - 1000));
    const { lines, file } = await ingested(`${one}\n${long}\n${three}\n`);
    expect(addresses(lines)).toEqual(allThree);
    expect(lines[1]?.agent).toHaveLength(mebibyte - 1000);
    expect(file).toMatchObject({ hits: 3, cutLines: 0 });
  });

  it("without any end for 70 MiB are one reject", async () => {
    const { file } = await ingested(
      Buffer.concat([Buffer.from(`${one}\n`), Buffer.alloc(70 * mebibyte, "x"), Buffer.from(`\n${three}\n`)]),
    );
    expect(file).toMatchObject({ read: 3, hits: 2, rejected: 1, cutLines: 1 });
  });

  it("between carriage returns alone, for more than the scan holds at once, are all read", async () => {
    const lines = 17_000;
    const text = `${hit(1, "y".repeat(4000))}\r`.repeat(lines);
    expect(text.length).toBeGreaterThan(64 * mebibyte);
    const { file } = await ingested(text);
    expect(file).toMatchObject({ read: lines, hits: lines, carriageReturns: lines });
  });
});

describe("files of nothing", () => {
  it("are files of no lines among others, and refused alone", async () => {
    await withIngested(
      [{ content: "" }, { content: `${one}\n` }, { content: gzipSync("") }, { content: "\n \n\r\n" }, { content: "#a\n#b" }],
      async (fixture) => {
        expect(fixture.files().map(({ read, hits, blank, directives }) => [read, hits, blank, directives])).toEqual([
          [0, 0, 0, 0],
          [1, 1, 0, 0],
          [0, 0, 0, 0],
          [3, 0, 3, 0],
          [2, 0, 0, 2],
        ]);
        const { ledger, warnings } = await fixture.analysis();
        expect(ledger.lines).toEqual({ read: 6, hits: 1, blank: 3, directives: 2, rejected: 0, duplicates: 0 });
        expect(warnings.map((warning) => warning.code)).toContain("empty-files");
      },
    );
    await expect(withIngested([{ content: "" }], async () => {})).rejects.toMatchObject({ code: "file-empty" });
  });

  it("that hold blank lines alone are read, and have no analysis", async () => {
    await withIngested([{ content: "\n\n \n" }], async (fixture) => {
      expect(fixture.files()[0]).toMatchObject({ read: 3, blank: 3 });
      await expect(fixture.analysis()).rejects.toMatchObject({ code: "no-hits" });
    });
  });
});

describe("many files in one run", () => {
  it("keep their lines apart, in order, whatever their names", async () => {
    const names = ["a[1].log", "b*.log", "c?.log", "d{x,y}.log", "e'f.log", "ñandú é.log", "{0}.log", "%20.log"];
    const logs = Array.from({ length: 60 }, (_, i) => ({
      name: names[i] ?? `access-${i}.log`,
      content: Array.from({ length: 1 + (i % 4) }, (_, n) => (n === 2 ? `mala ${i}.${n}` : hit(i, `${i}.${n}`))).join("\n"),
    }));
    await withIngested(logs, async (fixture) => {
      const files = fixture.files();
      expect(files.map((file) => [file.name, file.read])).toEqual(logs.map((log) => [log.name, log.content.split("\n").length]));
      const lines = await fixture.lines();
      expect(lines.map((line) => line.agent ?? line.raw)).toEqual(
        logs.flatMap((log, i) => log.content.split("\n").map((line, n) => (n === 2 ? line : `${i}.${n}`))),
      );
      const rejects = await fixture.rejects();
      expect(rejects).toEqual(
        logs.flatMap((log, i) => (i % 4 >= 2 ? [{ file: log.name, line: 3, reason: "no-match", text: `mala ${i}.2` }] : [])),
      );
    });
  });
});

describe("any bytes", { timeout: 60_000 }, () => {
  const piece = fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .constantFrom("\n", "\r", "\r\n", " ", "\0", '"', "\\", "#", "\ufeff", "[", "]", ",", "'")
        .map((text) => Buffer.from(text)),
    },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 59 }).map((second) => Buffer.from(hit(second))) },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => Buffer.from(text)) },
  );
  const bad = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.concat(pieces));

  it("are read line by line or refused for a reason, and the good neighbours of a bad line survive", async () => {
    await fc.assert(
      fc.asyncProperty(bad, fc.boolean(), async (bytes, compressed) => {
        const content = Buffer.concat([Buffer.from(`${one}\n`), bytes, Buffer.from(`\n${two}\n${three}`)]);
        const result = await ingested(compressed ? gzipSync(content) : content).catch((error: unknown) => error);
        if (result instanceof Error) {
          expect(result).toBeInstanceOf(UserError);
          return;
        }
        const { lines, file } = result as Awaited<ReturnType<typeof ingested>>;
        const expected = physicalLines(content.toString("utf8")).length;
        expect(file).toMatchObject({ read: expected });
        expect(lines).toHaveLength(expected);
        expect((file?.hits ?? 0) + (file?.blank ?? 0) + (file?.directives ?? 0) + (file?.rejected ?? 0)).toBe(expected);
        expect([lines.at(0), lines.at(-2), lines.at(-1)].map((line) => line?.address)).toEqual(allThree);
      }),
      { numRuns: 40 },
    );
  });
});
