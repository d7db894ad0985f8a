// Every layer around a log: told by content, many members, cut, flipped, stacked, and UTF-16.
import { createHash } from "node:crypto";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UserError } from "../../ingest/index.ts";
import fc from "../support/cases.ts";
import { sample, scanned, wrappedLine, wrappedLines } from "../support/wrapped.ts";

const lines = 3000;
const text = wrappedLines(lines);
const bytes = Buffer.from(text);
const halves = [bytes.subarray(0, 150_017), bytes.subarray(150_017)];
const skippable = Buffer.from("502a4d1803000000616263", "hex");

const layers = [
  {
    name: "gzip",
    whole: async () => Buffer.concat(halves.map((half) => gzipSync(half))),
    of: async (content: string) => gzipSync(content),
    sampleEnd: "",
  },
  {
    name: "zstd",
    whole: async () =>
      Buffer.concat([skippable, zstdCompressSync(bytes.subarray(0, 150_017)), skippable, zstdCompressSync(bytes.subarray(150_017))]),
    of: async (content: string) => zstdCompressSync(content),
    sampleEnd: "",
  },
  { name: "bzip2", whole: () => sample("lines.bz2"), of: null, sampleEnd: ".bz2" },
  { name: "xz", whole: () => sample("lines.xz"), of: null, sampleEnd: ".xz" },
];

describe.each(layers)("$name", ({ name, whole, of, sampleEnd }) => {
  it("is read whole, many members too, with the hashes of both sides", async () => {
    const content = await whole();
    const result = await scanned(content);
    expect(result.text === text).toBe(true);
    expect(result.wrapping).toBe(name);
    expect(result.scan).toMatchObject({
      lineCount: lines,
      bytes: content.length,
      contentBytes: bytes.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      contentSha256: createHash("sha256").update(bytes).digest("hex"),
      damage: null,
    });
  });

  it.each([
    { kind: "empty", content: "", count: 0, read: "" },
    { kind: "unended", content: wrappedLine(0), count: 1, read: wrappedLine(0) },
    { kind: "crlf", content: wrappedLines(3).replaceAll("\n", "\r\n"), count: 3, read: wrappedLines(3) },
  ])("of $kind content is read", async ({ kind, content, count, read }) => {
    const result = await scanned(of ? await of(content) : await sample(kind + sampleEnd));
    expect(result.text).toBe(read);
    expect(result.scan).toMatchObject({
      lineCount: count,
      damage: null,
      contentSha256: createHash("sha256").update(content).digest("hex"),
    });
  });

  it("cut anywhere is refused with the place and the lines before it, or read up to there", async () => {
    const content = await whole();
    let longest = 0;
    for (let twentieth = 1; twentieth < 20; twentieth++) {
      const cut = Math.floor((content.length * twentieth) / 20);
      const accepted = await scanned(content.subarray(0, cut), { acceptDamaged: true });
      expect(accepted.scan.damage).toEqual({ offset: cut, reason: "truncated" });
      expect(accepted.scan.sha256).toBe(createHash("sha256").update(content.subarray(0, cut)).digest("hex"));
      expect(text.startsWith(accepted.text)).toBe(true);
      longest = Math.max(longest, accepted.text.length);
      const wholeLines = accepted.text.split("\n").length - 1;
      expect(accepted.scan.lineCount).toBe(wholeLines + (accepted.text === "" || accepted.text.endsWith("\n") ? 0 : 1));
      // gzip and xz hand on nearly all that came; zstd and bzip2 what whole blocks say.
      if (name === "gzip" || name === "xz") expect(accepted.text.length).toBeGreaterThan((bytes.length * (twentieth - 1)) / 20);
      const refused = await scanned(content.subarray(0, cut)).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(UserError);
      expect(refused).toMatchObject({ code: "file-damaged", facts: { file: "log", offset: cut, reason: "truncated", lines: wholeLines } });
    }
    expect(longest).toBeGreaterThan(bytes.length / 2);
  });

  it("followed by something else is read up to its end", async () => {
    const content = await whole();
    const { scan, text: read } = await scanned(Buffer.concat([content, Buffer.from("otra cosa que sigue")]), { acceptDamaged: true });
    expect(read === text).toBe(true);
    expect(scan.damage?.reason).toBe("trailing-garbage");
    expect(Math.abs((scan.damage?.offset ?? 0) - content.length)).toBeLessThanOrEqual(4);
  });

  it("with any byte flipped is refused, or not changed by it", { timeout: 120_000 }, async () => {
    const content = await whole();
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const flipped = Buffer.from(content);
        flipped[at] = (flipped[at] ?? 0) ^ mask;
        const result = await scanned(flipped).catch((error: unknown) => error);
        if (result instanceof Error) {
          expect(result).toBeInstanceOf(UserError);
          const accepted = await scanned(flipped, { acceptDamaged: true }).catch((error: unknown) => error);
          if (accepted instanceof Error) expect(accepted).toBeInstanceOf(UserError);
        } else if (name !== "zstd") expect((result as { text: string }).text === text).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});

it("names a flip that still decodes at the end of its gzip member, and keeps the members before it", async () => {
  const [first, second] = halves.map((half) => gzipSync(half, { level: 0 }));
  if (!first || !second) throw new Error("two members");
  const flipped = Buffer.concat([first, second]);
  flipped[first.length + 1000] = 0x58;
  const { scan, text: read } = await scanned(flipped, { acceptDamaged: true });
  expect(scan.damage).toEqual({ offset: flipped.length, reason: "checksum" });
  expect(read.startsWith(text.slice(0, 150_017))).toBe(true);
  expect(read).toHaveLength(text.length);
});

describe("layers in layers", () => {
  it("are undone up to three", async () => {
    const two = await scanned(zstdCompressSync(gzipSync(text)));
    expect([two.wrapping, two.text === text]).toEqual(["zstd+gzip", true]);
    const withText = await scanned(gzipSync(zstdCompressSync(gzipSync(Buffer.from(`\ufeff${text}`, "utf16le")))));
    expect([withText.wrapping, withText.text === text]).toEqual(["gzip+zstd+gzip+utf-16le", true]);
    await expect(scanned(gzipSync(gzipSync(gzipSync(gzipSync(text)))))).rejects.toMatchObject({
      code: "archive-limit",
      facts: { limit: "nesting", most: 3 },
    });
  });

  it("hand on what can be read when the outer one is cut", async () => {
    const content = gzipSync(gzipSync(text, { level: 1 }), { level: 0 });
    const cut = Math.floor(content.length / 2);
    const { scan, text: read } = await scanned(content.subarray(0, cut), { acceptDamaged: true });
    expect(scan.damage).toEqual({ offset: cut, reason: "truncated" });
    expect(text.startsWith(read)).toBe(true);
    expect(read.length).toBeGreaterThan(text.length / 3);
  });
});

describe("UTF-16", () => {
  const swapped = (content: string): Buffer => Buffer.from(content, "utf16le").swap16();

  it.each([
    { name: "little-endian, marked", content: Buffer.from(`\ufeff${text}`, "utf16le"), wrapping: "utf-16le" },
    { name: "little-endian", content: Buffer.from(text, "utf16le"), wrapping: "utf-16le" },
    { name: "big-endian, marked", content: swapped(`\ufeff${text}`), wrapping: "utf-16be" },
    { name: "big-endian", content: swapped(text), wrapping: "utf-16be" },
  ])("$name, is told and read", async ({ content, wrapping }) => {
    const result = await scanned(content);
    expect(result.text === text).toBe(true);
    expect(result).toMatchObject({ wrapping, scan: { lineCount: lines, bytes: content.length } });
  });

  it("of any units becomes what the language itself makes of them", async () => {
    const units = fc.array(fc.oneof(fc.integer({ min: 32, max: 0xffff }), fc.constantFrom(0xd83d, 0xde00, 10, 13)), { maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(units, fc.boolean(), async (codes, isOdd) => {
        const content = Buffer.concat([
          Buffer.from(`\ufeff${wrappedLine(0)}\n`.repeat(3), "utf16le"),
          Buffer.from(Uint16Array.from(codes).buffer),
        ]);
        // Half a pair and half a unit behind it are one mistake.
        const isHalf = ((codes.at(-1) ?? 0) & 0xfc00) === 0xd800;
        const expected = content.toString("utf16le").slice(1).toWellFormed() + (isOdd && !isHalf ? "\ufffd" : "");
        const result = await scanned(isOdd ? Buffer.concat([content, Buffer.from([65])]) : content);
        expect(result.text).toBe(expected.replace(/\r\n?/g, "\n"));
      }),
      { numRuns: 30 },
    );
  });
});

it("tells what is no log by the same words inside a layer as outside", async () => {
  const pdf = Buffer.from("%PDF-1.7\n%\u00e2\u00e3");
  for (const content of [pdf, gzipSync(pdf)]) {
    await expect(scanned(content)).rejects.toMatchObject({ code: "file-binary", facts: { file: "log", looksLike: "PDF" } });
  }
  await expect(scanned(Buffer.from(`${"PK\u0003\u0004".padEnd(30, "\0")}[Content_Types].xml`))).rejects.toMatchObject({
    code: "file-binary",
    facts: { looksLike: "ZIP" },
  });
});
