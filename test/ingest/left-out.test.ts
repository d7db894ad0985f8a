// What lies in archives beside logs: left out by itself or because a person says so, refused by name otherwise, and accounted for always.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inputWarnings, printable } from "../../analysis/index.ts";
import { type FileRecord, keptLogs, leftOutMembers } from "../../ingest/index.ts";
import { memberMatcher, patternOf } from "../../ingest/wrappings/member-glob.ts";
import { errorMessage } from "../../report/index.ts";
import fc from "../support/cases.ts";
import { IngestFixture } from "../support/ingest-fixture.ts";
import { processorSeconds } from "../support/processor-time.ts";
import { extracted, sample, tarOf, wrappedLines, type ZipEntry, zipOf } from "../support/wrapped.ts";

const lines = wrappedLines(20);
const half = wrappedLines(10).length;
type NamedEntry = ZipEntry & { name: string };
const logs: NamedEntry[] = [
  { name: "w/access-1.log", content: lines.slice(0, half) },
  { name: "w/access-2.log", content: lines.slice(half) },
];
const debris: NamedEntry[] = [
  { name: "__MACOSX/w/._access-1.log", content: "\0\u0005\u0016\u0007" },
  { name: "w/.DS_Store", content: "\0\0\0\u0001Bud1" },
  { name: "THUMBS.DB", content: Buffer.from("d0cf11e0", "hex") },
  { name: "w/desktop.ini", content: "[.ShellClassInfo]\r\n" },
  { name: "vacía/", content: "" },
];
const notLogs: NamedEntry[] = [
  { name: "LE\u0301EME.txt", content: "Estas son las bit\u00e1coras.\n" },
  { name: "w/acta.pdf", content: "%PDF-1.4\n" },
  { name: "w/error.log", content: "2024/12/08 20:00:01 [error] 7#7: *1 open() failed\n" },
];
const all = [...debris, ...notLogs, ...logs];
const insides = (fixture: IngestFixture): string[] => leftOutMembers(fixture.files()).map(({ name }) => name);
const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

describe("what is no log in an archive", () => {
  let fixture: IngestFixture;
  beforeAll(async () => {
    fixture = await IngestFixture.open({ lasting: true });
  });
  afterAll(() => fixture.close());

  it("refuses it whole, with every member that cannot be read and how each is left out", async () => {
    const error = await fixture.addArchive("b.zip", zipOf(all)).catch((thrown: unknown) => thrown);
    const leaveOut = ["./L\u00c9EME.txt", "w/acta.pdf", "w/error.log"];
    expect(error).toMatchObject({ facts: { leaveOut } });
    const told = errorMessage(error as Parameters<typeof errorMessage>[0], "es");
    expect(told).toContain(leaveOut.map((pattern) => `--leave-out '${pattern}'`).join(" "));
    expect(fixture.files()).toEqual([]);
  });

  it("is left out when a person says so, and all that was handed in is accounted for", async () => {
    await fixture.addArchive("b.zip", zipOf(all), ["LÉEME.txt", "w/acta.pdf", "error.log"]);
    const members = leftOutMembers(fixture.files());
    const read = fixture.files().map(({ name, contentSha256 }) => [name.slice("b.zip/".length), contentSha256]);
    const accounted = [...read, ...members.map(({ name, sha256: hash }) => [name, hash])].toSorted();
    expect(accounted).toEqual(
      all.map(({ name, content }) => (name.endsWith("/") ? [name.slice(0, -1), null] : [name, sha256(content)])).toSorted(),
    );
    const asked = members.filter(({ reason }) => reason === "asked");
    expect(asked.map(({ name, bytes }) => [name, bytes])).toEqual(notLogs.map(({ name, content }) => [name, Buffer.byteLength(content)]));
    expect(inputWarnings(fixture.files()).map(({ code }) => code)).toEqual(["left-out", "no-logs-in-archive"]);
    const { ledger } = await fixture.analysis();
    expect(ledger.leftOut).toEqual(members);
    expect(ledger.lines.hits).toBe(20);
  });

  it("is told once, however often the archive comes, and is gone with the last of its logs", async () => {
    const before = insides(fixture);
    await fixture.addArchive("copia.zip", zipOf(all), ["*.txt", "acta.pdf", "error.log"]);
    expect(insides(fixture)).toEqual(before);
    const { catalog } = fixture.store;
    const ids = fixture.files().map(({ id }) => id);
    for (const [place, id] of ids.entries()) {
      expect(insides(fixture).toSorted(), String(place)).toEqual(before.toSorted());
      catalog.undoFile("prueba", id);
    }
    expect(insides(fixture)).toEqual([]);
    expect(catalog.sealState("prueba")).toBe("whole");
  });

  it("is not told of a log that was left out and is read later", async () => {
    const both = zipOf(logs);
    await fixture.addArchive("dos.zip", both, ["access-2.log"]);
    expect(insides(fixture)).toEqual(["w/access-2.log"]);
    await fixture.addArchive("dos.zip", both);
    expect(insides(fixture)).toEqual([]);
    expect((await fixture.analysis()).ledger.lines).toMatchObject({ read: 30, hits: 20, duplicates: 10 });
  });

  it("does not stand in the way when a log is taken out again", async () => {
    const cipher = zipOf([...logs, { name: "sellado.zip", content: await sample("encrypted.zip") }]);
    await expect(fixture.addArchive("c.zip", cipher)).rejects.toMatchObject({
      code: "wrapping-unreadable",
      facts: { leaveOut: ["sellado.zip/secreto.log"] },
    });
    await fixture.addArchive("c.zip", cipher, ["secreto.log"]);
    const carrier = fixture.files().at(-2);
    expect(carrier?.leftOut).toMatchObject([{ name: "sellado.zip/secreto.log", bytes: expect.any(Number), sha256: null, reason: "asked" }]);
    const again = await keptLogs(fixture.store, "prueba", fixture.files().slice(-2));
    expect([...again.values()].map(({ name, leftOut }) => [name, leftOut])).toEqual(logs.map(({ name }) => [`c.zip/${name}`, null]));
  });
});

it("logs of one name in an archive are each taken out again as they were, those of an earlier version's names too", async () => {
  const fixture = await IngestFixture.open({ lasting: true });
  try {
    const utf8 = Buffer.from("bit\u00e1cora.log");
    await fixture.addArchive(
      "r.zip",
      zipOf([...logs.map(({ content }) => ({ name: "a.log", content })), { name: utf8, content: wrappedLines(3) }]),
    );
    const [first, second, third] = fixture.files();
    expect([first?.name, second?.name, third?.name]).toEqual(["r.zip/a.log", "r.zip/a.log (2)", "r.zip/bit\u00e1cora.log"]);
    if (!first || !second || !third) throw new Error("three logs were handed in");
    const files = [first, second, { ...third, name: "r.zip/bit\u251c\u00edcora.log" }];
    const again = [...(await keptLogs(fixture.store, "prueba", files)).values()];
    expect(await Promise.all(again.map(async ({ path }) => sha256(await readFile(path))))).toEqual(files.map((file) => file.contentSha256));
    expect(await findLost(fixture, third)).toMatchObject({ code: "store-damaged" });
  } finally {
    await fixture.close();
  }
});

it("a whole log of an archive that is damaged behind it is taken out again", async () => {
  const fixture = await IngestFixture.open({ lasting: true });
  try {
    const tar = gzipSync(await tarOf(["a.log", "b.log"].map((name) => ({ name, content: wrappedLines(name === "a.log" ? 900 : 2000) }))));
    await fixture.addArchive("d.tgz", tar.subarray(0, tar.length * 0.7), [], true);
    const [first, last] = fixture.files();
    expect([first?.damageOffset, last?.damageOffset]).toEqual([null, expect.any(Number)]);
    if (!first) throw new Error("a log was handed in");
    const again = (await keptLogs(fixture.store, "prueba", [first])).get(first.id);
    expect(again?.damage).toBeNull();
    expect(sha256(await readFile(again?.path ?? ""))).toBe(first.contentSha256);
  } finally {
    await fixture.close();
  }
});

const findLost = (fixture: IngestFixture, file: FileRecord): Promise<unknown> =>
  keptLogs(fixture.store, "prueba", [{ ...file, name: "r.zip/otra.log" }]).catch((error: unknown) => error);

it("an archive in which nothing can be read names its format, not what to leave out", async () => {
  const fixture = await IngestFixture.open();
  try {
    const error = await fixture.addArchive("n.zip", zipOf(notLogs)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: expect.stringMatching(/^(file-binary|format-unknown)$/) });
    expect((error as { facts: object }).facts).not.toHaveProperty("leaveOut");
  } finally {
    await fixture.close();
  }
});

it("archives in archives are left out by their whole path, or with all that is in them", async () => {
  const inner = gzipSync(
    await tarOf([
      { name: "a.log", content: lines },
      { name: "._a.log", content: "x" },
      { name: "notas.txt", content: "x" },
    ]),
  );
  const outer = zipOf([
    { name: "d/i.tgz", content: inner },
    { name: "viejo.zip", content: zipOf(notLogs) },
    { name: "b.log", content: lines },
  ]);
  const inputs = await extracted("o.zip", outer, { leaveOut: ["d/i.tgz/notas.txt", "viejo.zip"] });
  expect(inputs.map(({ name }) => name)).toEqual(["o.zip/d/i.tgz/a.log", "o.zip/b.log"]);
  expect(inputs[0]?.leftOut?.map(({ name, reason }) => [name, reason])).toEqual([
    ["d/i.tgz/._a.log", "debris"],
    ["d/i.tgz/notas.txt", "asked"],
    ["viejo.zip", "asked"],
  ]);
  expect(inputs.slice(1).every(({ leftOut }) => leftOut === null)).toBe(true);
});

it.each([
  ["LEEME.txt", ["LEEME.txt", "a/leeme.TXT"], ["a/LEEME.txt.log", "xLEEME.txt"]],
  ["docs", ["docs/a.log", "x/docs/b/c.log"], ["docs.log"]],
  ["a/*.txt", ["a/x.txt"], ["x.txt", "a/b/x.txt", "b/a/x.txt"]],
  ["**/x?.log", ["x1.log", "a/b/x2.log"], ["x10.log", "x.log"]],
  ["a/**", ["a/b", "a/b/c.log"], ["b/a.log"]],
  ["a.b", ["a.b"], ["axb"]],
  ["./access.log", ["access.log", "Access.log/x"], ["web1/access.log"]],
  ["**/**/a/**/**/b.log", ["a/b.log", "x/a/y/z/b.log"], ["b.log", "a/b.log.gz"]],
  ["N\u0303.log", ["\u00d1.log", "\u00f1.log"], ["n.log"]],
])("the pattern %s means %j and not %j", (pattern, meant, others) => {
  const isMeant = memberMatcher([pattern]);
  expect(meant.filter((path) => !isMeant(path))).toEqual([]);
  expect(others.filter(isMeant)).toEqual([]);
});

it("a member is meant by the pattern that a message gives, whatever its name", () => {
  for (const name of [
    "a'b\"c.txt",
    "a\u202egnp.log",
    "[1]*?{x}.txt",
    "a\nb/c d",
    "\ufffd\ufffd.txt",
    "$HOME `x`.txt",
    "名\ud83d\ude00.txt",
    "Captura de pantalla a la(s) 8.00.00\u202fp.m..png",
    "a\u0301\u0301\u0301/b\u00a0c.log",
    "Λ.log",
  ]) {
    const pattern = patternOf(name);
    // As messages and pages show it.
    expect(printable(pattern)).toBe(pattern);
    expect(pattern).not.toMatch(/['"\n\u202e*]/);
    expect(memberMatcher([pattern])(name), name).toBe(true);
    expect(memberMatcher([pattern])(`b/${name}`), name).toBe(false);
  }
});

/** What a pattern means, as an expression of JavaScript: right, and slow where it is asked long enough. */
function slowMatcher(pattern: string): RegExp {
  const parts = pattern.split("/").filter((part) => part !== "");
  const names = parts.map((part) => part.replace(/[*?]/g, (sign) => (sign === "*" ? "[^/]*" : "[^/]")));
  if (names.length === 1) return new RegExp(`(?:^|/)${names[0]}(?:/|$)`, "i");
  const body = parts.map((part, i) =>
    part === "**" ? (i === parts.length - 1 ? ".+" : "(?:.*/)?") : `${names[i]}${i === parts.length - 1 ? "" : "/"}`,
  );
  return new RegExp(`^${body.join("")}(?:/.*)?$`, "i");
}

it("patterns mean what expressions of their shape do", () => {
  const text = (signs: string) => fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 4 });
  const path = fc.array(text("aAb"), { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
  const part = fc.oneof({ weight: 4, arbitrary: text("aAb*?").filter((name) => !name.includes("**")) }, fc.constant("**"));
  const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(pattern, path, (one, name) => {
      expect(memberMatcher([one])(name), `${one} ${name}`).toBe(slowMatcher(one).test(name));
    }),
    { numRuns: 3000 },
  );
});

it("the pattern of somebody hostile is answered at once", async () => {
  const patterns = [`${"*a".repeat(250)}b`, `${"**/".repeat(160)}b`, `${"**/a/".repeat(80)}b`, `${"*a*/".repeat(120)}b`];
  const paths = ["a".repeat(2000), Array(400).fill("a").join("/"), Array(130).fill("a".repeat(100)).join("/"), "a/".repeat(200_000)];
  const asked = () => {
    for (const pattern of patterns) expect(paths.filter(memberMatcher([pattern]))).toEqual([]);
  };
  expect(await processorSeconds(asked)).toBeLessThan(5);
});
