// Archives: every log in them by its own name, hostile names and links, archives in archives, damage, and what cannot be unwrapped.
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { extracted, inFolder, sample, scanned, tarOf, wrappedLines, zipOf } from "../support/wrapped.ts";

const five = wrappedLines(5);
const many = wrappedLines(2000);
const named = (inputs: readonly { name: string; source: string; text: string }[]): string[][] =>
  inputs.map(({ name, source, text }) => [name, source, text === five ? "five" : text]);

describe("archives", () => {
  const files = [
    { name: "access.log", content: five },
    { name: "edge1/access.log", content: five },
  ];

  it.each([
    { name: "logs.zip", make: async () => zipOf(files) },
    { name: "stored.zip", make: async () => zipOf(files.map((file) => ({ ...file, stored: true }))) },
    { name: "logs.zip.gz", make: async () => gzipSync(zipOf(files)) },
    { name: "logs.tar", make: async () => tarOf(files) },
    { name: "logs.tgz", make: async () => gzipSync(await tarOf(files)) },
    { name: "logs.tar.zst", make: async () => zstdCompressSync(await tarOf(files)) },
    { name: "sin-extensión", make: async () => gzipSync(await tarOf(files)) },
  ])("$name becomes its logs, with the archive as evidence", async ({ name, make }) => {
    const content = await make();
    const inputs = await extracted(name, content);
    expect(named(inputs)).toEqual([
      [`${name}/access.log`, path.basename(inputs[0]?.folder ?? ""), "five"],
      [`${name}/edge1/access.log`, path.join(path.basename(inputs[0]?.folder ?? ""), "edge1"), "five"],
    ]);
    for (const { archive, damage, folder } of inputs) {
      expect(archive).toEqual({
        path: path.join(folder, name),
        bytes: content.length,
        sha256: createHash("sha256").update(content).digest("hex"),
      });
      expect(damage).toBeNull();
    }
    expect((await extracted(name, content, { source: "cdn" })).map((input) => input.source)).toEqual(["cdn", "cdn"]);
  });

  it.each(["logs.tar.bz2", "logs.tar.xz"])("%s by another program, with a long name, is read", async (name) => {
    const inputs = await extracted(name, await sample(name));
    expect(inputs.map((input) => [input.name, input.text])).toEqual([
      [`${name}/access.log`, five],
      [`${name}/edge1/${"x".repeat(120)}ñ.log`, five],
    ]);
  });

  it.each(["streamed.zip", "streamed-zip64.zip"])("%s, with sizes behind the entries, is read", async (name) => {
    expect((await extracted(name, await sample(name))).map((input) => [input.name, input.text])).toEqual([
      [`${name}/a.log`, five],
      [`${name}/d/b.log`, five],
    ]);
  });

  it("of several methods are read, and what cannot be is named", async () => {
    expect((await extracted("m.zip", await sample("methods.zip"))).map((input) => input.text)).toEqual([five, five, five]);
    await expect(extracted("c.zip", await sample("encrypted.zip"))).rejects.toMatchObject({
      code: "wrapping-unreadable",
      facts: { file: "c.zip/secreto.log", reason: "encrypted" },
    });
    await expect(extracted("l.zip", await sample("lzma.zip"))).rejects.toMatchObject({
      code: "wrapping-unreadable",
      facts: { file: "l.zip/lzma.log", reason: "method" },
    });
  });

  it("leave out hidden entries, folders, links and devices", async () => {
    const zip = zipOf([
      { name: "a/", content: "" },
      { name: "a/.oculto.log", content: five },
      { name: ".git/x.log", content: five },
      { name: "__MACOSX/a.log", content: five },
      { name: "enlace.log", content: "/etc/passwd", mode: 0o120777 },
      { name: "a/b c's \"[1]*?.log", content: five },
    ]);
    const inputs = await extracted("x.zip", zip);
    expect(inputs.map((input) => input.name)).toEqual(["x.zip/a/b c's \"[1]*?.log"]);
    // Told with what they were; a folder in which something lies is no content.
    const whole = { bytes: five.length, sha256: createHash("sha256").update(five).digest("hex") };
    expect(inputs[0]?.leftOut).toEqual([
      { archive: "x.zip", name: "a/.oculto.log", ...whole, reason: "hidden" },
      { archive: "x.zip", name: ".git/x.log", ...whole, reason: "hidden" },
      { archive: "x.zip", name: "__MACOSX/a.log", ...whole, reason: "debris" },
      { archive: "x.zip", name: "enlace.log", bytes: null, sha256: null, reason: "link" },
    ]);
    const tar = await tarOf([
      { name: "./a", type: "directory" },
      { name: "./enlace.log", type: "symlink", linkname: "/etc/passwd" },
      { name: "./duro.log", type: "link", linkname: "/etc/passwd" },
      { name: "./tubo", type: "fifo" },
      { name: "./a/log $HOME.log", content: five },
    ]);
    expect((await extracted("x.tar", tar)).map((input) => [input.name, input.text])).toEqual([["x.tar/a/log $HOME.log", five]]);
    expect((await extracted("x.tar", tar))[0]?.leftOut?.map(({ name, reason }) => [name, reason])).toEqual([
      ["enlace.log", "link"],
      ["duro.log", "link"],
      ["tubo", "link"],
    ]);
    await expect(extracted("n.zip", zipOf([]))).rejects.toMatchObject({ code: "file-is-directory-without-logs" });
  });

  it("write nothing outside the temporary folder, whatever the names say", async () => {
    const names = [
      "../../fuera.log",
      "/tmp/fuera.log",
      "..\\..\\fuera.log",
      "C:\\fuera.log",
      "a/../../fuera.log",
      "x".repeat(3000),
      "a\0b.log",
    ];
    const zip = zipOf(names.map((name) => ({ name, content: five })));
    const tar = await tarOf(names.map((name) => ({ name: name.replaceAll("\0", ""), content: five })));
    for (const [name, content] of [["slip.zip", zip] as const, ["slip.tar", tar] as const]) {
      await inFolder(async (outer) => {
        const inputs = await extracted(name, content, { temporaryDirectory: outer });
        expect(inputs.map((input) => input.text)).toEqual(names.map(() => five));
        for (const input of inputs) {
          expect(path.relative(outer, input.path)).toMatch(/^archive-[^/]+\/\d+$/);
          expect(input.name).not.toContain("..");
        }
        expect(await readdir(outer)).toHaveLength(1);
      });
    }
  });

  it("call logs as whoever packed them did, whether or not the archive says in which letters", async () => {
    const names: [Buffer, string][] = [
      [Buffer.from("bit\u00e1cora \u00f1.log"), "bit\u00e1cora \u00f1.log"],
      [Buffer.from("bita\u0301cora.log"), "bita\u0301cora.log"],
      // Code page 850, as Windows in Spanish has it: "ÁRBOL ñ.log".
      [Buffer.from("b552424f4c20a42e6c6f67", "hex"), "\u00c1RBOL \u00f1.log"],
    ];
    const zip = zipOf(names.map(([name]) => ({ name, content: five })));
    expect((await extracted("x.zip", zip)).map(({ inside }) => inside)).toEqual(names.map(([, told]) => told));
    const latin = await tarOf([{ name: "bitXcora.log", content: five }]);
    latin[3] = 0xe1;
    // The checksum of the header grows with the byte.
    const sum = Number.parseInt(latin.toString("latin1", 148, 154), 8) + 0xe1 - "X".charCodeAt(0);
    latin.write(sum.toString(8).padStart(6, "0"), 148, "latin1");
    expect((await extracted("x.tar", latin)).map(({ inside }) => inside)).toEqual(["bit\u00e1cora.log"]);
  });

  it("lose no file for its name: one that comes twice has a number, one without is told by a line", async () => {
    const entries = ["a.log", "../a.log", "a.log (2)", "", "..", "./", "a.log"].map((name) => ({
      name,
      content: name.endsWith("/") ? "" : five,
    }));
    const inputs = await extracted("x.zip", zipOf(entries));
    expect(inputs.map(({ inside }) => inside)).toEqual(["a.log", "a.log (2)", "a.log (2) (2)", "_", "_ (2)", "a.log (3)"]);
    expect((await extracted("x.zip", zipOf(entries), { leaveOut: ["a.log"] })).map(({ inside }) => inside)).toEqual([
      "a.log (2) (2)",
      "_",
      "_ (2)",
    ]);
  });

  it("written one behind the other are all read, and anything else behind a tar is damage", async () => {
    const [one, two] = [await tarOf([{ name: "a.log", content: five }]), await tarOf([{ name: "b.log", content: many }])];
    // More than is looked at in one go, and in pieces of any length where it is compressed.
    const filling = Buffer.alloc(512 * 1400);
    const apart = Buffer.concat([one, filling, two, filling.subarray(0, 100)]);
    for (const both of [Buffer.concat([one, two]), apart, gzipSync(apart), zstdCompressSync(apart)])
      expect((await extracted("x.tar", both)).map(({ inside, text }) => [inside, text === five || text === many])).toEqual([
        ["a.log", true],
        ["b.log", true],
      ]);
    const junk = Buffer.concat([one, Buffer.from("otra cosa")]);
    await expect(extracted("x.tar", junk)).rejects.toMatchObject({ facts: { reason: "trailing-garbage", offset: one.length, lines: 5 } });
    await expect(extracted("x.tar", Buffer.concat([one, two.subarray(0, 1000)]))).rejects.toMatchObject({ facts: { reason: "truncated" } });
  });

  it("in archives are taken apart too, up to three", async () => {
    const inner = gzipSync(await tarOf([{ name: "d/a.log", content: five }]));
    const middle = zipOf([
      { name: "s1/i.tgz", content: inner },
      { name: "b.log", content: five },
    ]);
    const outer = await tarOf([{ name: "m.zip", content: middle }]);
    const inputs = await extracted("o.tar", outer);
    expect(inputs.map((input) => [input.name, input.text])).toEqual([
      ["o.tar/m.zip/s1/i.tgz/d/a.log", five],
      ["o.tar/m.zip/b.log", five],
    ]);
    expect(new Set(inputs.map((input) => input.archive?.bytes))).toEqual(new Set([outer.length]));
    await expect(extracted("p.zip", zipOf([{ name: "o.tar", content: outer }]))).rejects.toMatchObject({
      code: "archive-limit",
      facts: { limit: "nesting", most: 3 },
    });
  });

  it("hand on entries as they are: a compressed log stays one, an empty one too", async () => {
    const inputs = await extracted(
      "x.zip",
      zipOf([
        { name: "a.log.1", content: "" },
        { name: "a.log.2.gz", content: gzipSync(five) },
      ]),
    );
    expect(inputs.map((input) => [input.name, input.text.length > 0])).toEqual([
      ["x.zip/a.log.1", false],
      ["x.zip/a.log.2.gz", true],
    ]);
  });
});

describe("damaged archives", () => {
  const members = ["uno.log", "dos.log", "tres.log"].map((name) => ({ name, content: many }));

  it.each([
    { name: "x.zip", make: async () => zipOf(members), reached: 3 },
    { name: "x.tar", make: async () => tarOf(members), reached: 3 },
    { name: "x.tgz", make: async () => gzipSync(await tarOf(members)), reached: 3 },
    // Members alike take a few bytes at the end of its last block.
    { name: "x.tar.zst", make: async () => zstdCompressSync(await tarOf(members)), reached: 1 },
  ])("$name cut anywhere is refused, or gives the entries before the cut", async ({ name, make, reached }) => {
    const content = await make();
    let most = 0;
    for (let twentieth = 1; twentieth < 20; twentieth++) {
      const cut = content.subarray(0, Math.floor((content.length * twentieth) / 20));
      const refused = await extracted(name, cut).catch((error: unknown) => error);
      // Where not even the beginning can be read, nobody knows yet that it is an archive: reading it as a log finds the damage.
      if (Array.isArray(refused)) {
        expect(refused).toMatchObject([{ name, archive: null, damage: null }]);
        await expect(scanned(cut)).rejects.toMatchObject({ code: "file-damaged", facts: { reason: "truncated", lines: 0 } });
        continue;
      }
      expect(refused).toMatchObject({ code: "file-damaged", facts: { reason: "truncated" } });
      const inputs = await extracted(name, cut, { acceptDamaged: true }).catch((error: unknown) => {
        expect(error).toMatchObject({ code: "file-damaged" });
        return [];
      });
      inputs.forEach((input, i) => {
        expect(input.name).toBe(`${name}/${members[i]?.name}`);
        expect(many.startsWith(input.text)).toBe(true);
        if (i < inputs.length - 1) expect([input.text === many, input.damage]).toEqual([true, null]);
      });
      if (inputs.length > 0) expect(inputs.at(-1)?.damage).toMatchObject({ reason: "truncated" });
      most = Math.max(most, inputs.length);
    }
    expect(most).toBeGreaterThanOrEqual(reached);
  });

  it("of which one entry is damaged give the others", async () => {
    const content = zipOf(members.map((member) => ({ ...member, stored: true })));
    const at = content.indexOf("dos.log") + 5000;
    content[at] = (content[at] ?? 0) ^ 1;
    await expect(extracted("x.zip", content)).rejects.toMatchObject({
      code: "file-damaged",
      facts: { file: "x.zip/dos.log", reason: "checksum", offset: content.indexOf("dos.log") + 7 + many.length },
    });
    const inputs = await extracted("x.zip", content, { acceptDamaged: true });
    expect(inputs.map((input) => [input.text === many, input.damage?.reason ?? null])).toEqual([
      [true, null],
      [false, "checksum"],
      [true, null],
    ]);
  });

  it("cut at their directory say how many lines can be read, and whose the damage is", async () => {
    const whole = zipOf(members);
    const directory = whole.indexOf("PK\u0001\u0002");
    const cut = whole.subarray(0, directory + 20);
    const each = many.split("\n").length - 1;
    const refused = { code: "file-damaged", facts: { file: "x.zip", reason: "truncated", offset: cut.length, lines: 3 * each } };
    await expect(extracted("x.zip", cut)).rejects.toMatchObject(refused);
    const inputs = await extracted("x.zip", cut, { acceptDamaged: true });
    expect(inputs.map((input) => [input.text === many, input.damage])).toEqual([
      [true, null],
      [true, null],
      [true, { offset: cut.length, reason: "truncated", archive: "x.zip" }],
    ]);
  });

  it("cut in an entry count its whole lines and those before it", async () => {
    const stored = zipOf(members.map((member) => ({ ...member, stored: true })));
    const start = stored.indexOf("dos.log") + "dos.log".length;
    const cut = stored.subarray(0, start + many.indexOf("\n", 5000) + 10);
    const lines = many.split("\n").length - 1 + many.slice(0, many.indexOf("\n", 5000) + 1).split("\n").length - 1;
    await expect(extracted("x.zip", cut)).rejects.toMatchObject({ code: "file-damaged", facts: { file: "x.zip/dos.log", lines } });
    const inputs = await extracted("x.zip", cut, { acceptDamaged: true });
    expect(inputs.map((input) => input.damage?.archive ?? null)).toEqual([null, null]);
    expect(inputs[1]?.damage).toMatchObject({ reason: "truncated" });
  });

  it("without their directory give entries whose sizes stand behind them", async () => {
    const content = await sample("streamed-zip64.zip");
    const inputs = await extracted("x.zip", content.subarray(0, content.indexOf("PK\u0001\u0002")), { acceptDamaged: true });
    expect(inputs.map((input) => [input.name, input.text, input.damage?.reason ?? null])).toEqual([
      ["x.zip/a.log", five, null],
      ["x.zip/d/b.log", five, "truncated"],
    ]);
  });

  it("whose next header is destroyed give what came before it", async () => {
    const content = await tarOf(members);
    const second = content.indexOf("dos.log");
    content[second] = 0x58;
    await expect(extracted("x.tar", content)).rejects.toMatchObject({ facts: { offset: second, reason: "corrupt" } });
    const inputs = await extracted("x.tar", content, { acceptDamaged: true });
    expect(inputs.map((input) => [input.text === many, input.damage])).toEqual([
      [true, { offset: second, reason: "corrupt", archive: "x.tar" }],
    ]);
  });
});
