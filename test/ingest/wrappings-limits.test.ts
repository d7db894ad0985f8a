// Crafted archives stop at their limits, and logs that merely compress well do not.
import { readFile } from "node:fs/promises";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { mostWindowBytes, standardLimits } from "../../ingest/wrappings/limits.ts";
import { processorSeconds } from "../support/processor-time.ts";
import { extracted, scanned, tarOf, wrappedLine, zipOf } from "../support/wrapped.ts";

const mebibyte = 1024 * 1024;
const small = { floor: mebibyte, ratio: 100 };
const reached = (limit: string, most: number): object => ({ code: "archive-limit", facts: { limit, most } });

describe("limits", () => {
  it("let sixty million newlines through, quickly, and count them", async () => {
    const wrapped = gzipSync(Buffer.alloc(60_000_000, "\n"));
    const counted = async () => expect((await scanned(wrapped)).scan.lineCount).toBe(60_000_000);
    expect(await processorSeconds(counted)).toBeLessThan(15);
  });

  it("let identical log lines through, in gzip and in zstd", async () => {
    const line = `${wrappedLine(0)}\n`;
    const content = Buffer.from(line.repeat(Math.ceil((80 * mebibyte) / line.length)));
    for (const wrapped of [gzipSync(content), zstdCompressSync(content)]) {
      expect((await scanned(wrapped)).scan.contentBytes).toBe(content.length);
    }
  });

  it("stop what unwraps to far too much, layer by layer", async () => {
    const bomb = gzipSync(Buffer.alloc(80 * mebibyte, "a\n"));
    await expect(scanned(bomb)).rejects.toMatchObject(reached("ratio", standardLimits.deflate.ratio));
    await expect(scanned(zstdCompressSync(bomb))).rejects.toMatchObject(reached("ratio", standardLimits.deflate.ratio));
    await expect(extracted("x.zip", zipOf([{ name: "a.log", content: Buffer.alloc(80 * mebibyte, "a\n") }]))).rejects.toMatchObject(
      reached("ratio", standardLimits.deflate.ratio),
    );
    const limits = { ...standardLimits, otherwise: small };
    await expect(scanned(zstdCompressSync(Buffer.alloc(2 * mebibyte, "a\n")), { limits })).rejects.toMatchObject(reached("ratio", 100));
    const tar = zstdCompressSync(await tarOf([{ name: "a.log", content: Buffer.alloc(2 * mebibyte, "a\n") }]));
    await expect(extracted("x.tar.zst", tar, { limits })).rejects.toMatchObject(reached("ratio", 100));
  });

  it("count entries that lie over each other as often as they are read", async () => {
    const zip = zipOf([
      { name: "a.log", content: Buffer.alloc(60_000, "a\n") },
      { name: "b.log", content: "" },
    ]);
    // The directory's second entry is made to point at the first one's bytes, with its sizes and its checksum.
    const directory = zip.indexOf("PK\u0001\u0002");
    const second = zip.indexOf("PK\u0001\u0002", directory + 4);
    zip.copy(zip, second + 10, directory + 10, directory + 28);
    zip.writeUInt32LE(0, second + 42);
    expect((await extracted("x.zip", zip)).map((input) => input.text.length)).toEqual([60_000, 60_000]);
    const limits = { ...standardLimits, deflate: { floor: 100_000, ratio: 200 } };
    await expect(extracted("x.zip", zip, { limits })).rejects.toMatchObject(reached("ratio", 200));
  });

  it("stop too many names of what is left out, folders and members", async () => {
    const limits = { ...standardLimits, names: 20 };
    const log = { name: "a.log", content: `${wrappedLine(0)}\n` };
    expect(await extracted("x.zip", zipOf([log, { name: ".b", content: "" }]), { limits })).toHaveLength(1);
    for (const name of [`.${"b".repeat(20)}`, `${"c".repeat(21)}/`])
      await expect(extracted("x.zip", zipOf([log, { name, content: "" }]), { limits })).rejects.toMatchObject(reached("names", 20));
  });

  it("stop too many bytes of one file, and of all archives together", async () => {
    const limits = { ...standardLimits, bytes: 5000 };
    await expect(scanned(gzipSync("x".repeat(5001)), { limits })).rejects.toMatchObject(reached("bytes", 5000));
    const two = [
      { name: "a.log", content: "x".repeat(3000) },
      { name: "b.log", content: "x".repeat(3000) },
    ];
    await expect(extracted("x.zip", zipOf(two), { limits })).rejects.toMatchObject(reached("bytes", 5000));
    await expect(extracted("x.tar", await tarOf(two), { limits })).rejects.toMatchObject(reached("bytes", 5000));
  });

  it("stop too many entries, those left out counted", { timeout: 60_000 }, async () => {
    const limits = { ...standardLimits, entries: 10 };
    const folders = Array.from({ length: 11 }, (_, i) => ({ name: `d${i}/`, content: "" }));
    await expect(extracted("x.zip", zipOf(folders), { limits })).rejects.toMatchObject(reached("entries", 10));
    await expect(extracted("x.tar", await tarOf(folders), { limits })).rejects.toMatchObject(reached("entries", 10));
    const folder = await tarOf([{ name: "d/", type: "directory" }]);
    const tar = Buffer.concat([...Array.from({ length: standardLimits.entries + 1 }, () => folder.subarray(0, 512)), Buffer.alloc(1024)]);
    await expect(extracted("x.tar", tar)).rejects.toMatchObject(reached("entries", standardLimits.entries));
  });

  it("refuse a window that would fill the memory", async () => {
    const big = await readFile(new URL("fixtures/wrappings/window.xz", import.meta.url));
    await expect(scanned(big)).rejects.toMatchObject(reached("memory", mostWindowBytes.xz));
    const zstd = await readFile(new URL("fixtures/wrappings/window.zst", import.meta.url));
    await expect(scanned(zstd)).rejects.toMatchObject(reached("memory", mostWindowBytes.zstd));
  });
});
