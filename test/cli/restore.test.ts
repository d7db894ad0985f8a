// memoria restore of whatever is given as a backup: names, links, hashes and bytes of any kind, all or nothing.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { restoreStore } from "../../ingest/index.ts";
import { entriesOf, madeBackup, sha256Of as sha256 } from "../support/backup-fixture.ts";
import { filesOf } from "../support/care-fixture.ts";
import fc from "../support/cases.ts";
import { temporaryFolder } from "./run-cli.ts";

const { backup } = await madeBackup();
const entries = await entriesOf(backup);
const folder = temporaryFolder();
type EntryHeader = Parameters<ReturnType<typeof pack>["entry"]>[0];

/** A folder that is not there. */
const fresh = (): string => path.join(mkdtempSync(path.join(folder, "nuevo-")), "almacen");
/** What lies beside a restored store: nothing but it. */
const beside = (target: string): string[] => readdirSync(path.dirname(target));

async function tarOf(list: readonly { header: EntryHeader; content?: Uint8Array }[]): Promise<string> {
  const writer = pack();
  for (const { header, content } of list) writer.entry(header, Buffer.from(content ?? []));
  writer.finalize();
  const file = path.join(mkdtempSync(path.join(folder, "tar-")), "x.tar");
  writeFileSync(file, await buffer(writer));
  return file;
}

describe("what is given as a backup", { timeout: 120_000 }, () => {
  const small = Buffer.from("x");
  const manifest = (files: { name: string; content: Buffer }[], more = {}) => ({
    header: { name: "manifest.json" },
    content: Buffer.from(
      JSON.stringify({
        memoriaBackup: 1,
        createdAt: "",
        files: files.map(({ name, content }) => ({ name, bytes: content.length, sha256: sha256(content) })),
        ...more,
      }),
    ),
  });
  const catalog = () => entries.filter(({ name }) => name === "catalog.sqlite");
  const withCatalog = (list: { header: EntryHeader; content?: Uint8Array }[], more = {}) => [
    ...catalog().map(({ name, content }) => ({ header: { name }, content })),
    ...list,
    manifest(catalog(), more),
  ];
  const names = [
    ...["../fuera", "/etc/fuera", "raw/../../fuera", "raw/delivery=a/../../../fuera", "tmp/x", "locks/a.sqlite", "otro.txt"],
    ...["keys/../x", "memorias/../../x", "memorias/./x", "memorias//x", "memorias/a\\..\\x", "memorias/x:y", "memorias/con.txt"],
    ...["lines/delivery=a/x.parquet", "raw/delivery=../x", "raw/delivery=a/xyz", "C:/x.sqlite", "memorias/fin."],
  ];

  it.each(names)("is refused for a name that leads elsewhere: %j", async (name) => {
    const target = fresh();
    const file = await tarOf(withCatalog([{ header: { name }, content: small }]));
    await expect(restoreStore(file, target)).rejects.toMatchObject({ code: "backup-invalid" });
    expect(beside(target)).toEqual([]);
  });

  const crafted: [string, () => Promise<string>, string][] = [
    ["a link", () => tarOf(withCatalog([{ header: { name: "keys/a", type: "symlink", linkname: "/etc/passwd" } }])), "kind"],
    ["a hard link", () => tarOf(withCatalog([{ header: { name: "keys/a", type: "link", linkname: "catalog.sqlite" } }])), "kind"],
    ["a folder", () => tarOf(withCatalog([{ header: { name: "memorias/a", type: "directory" } }])), "kind"],
    ["a device", () => tarOf(withCatalog([{ header: { name: "keys/a", type: "character-device" } }])), "kind"],
    ["a name that is there twice", () => tarOf(withCatalog([1, 2].map(() => ({ header: { name: "keys/a" }, content: small })))), "twice"],
    [
      "a file in the place of a folder",
      () => tarOf(withCatalog(["subidas/a", "subidas/a/b"].map((name) => ({ header: { name }, content: small })))),
      "any",
    ],
    ["no manifest", () => tarOf(withCatalog([]).slice(0, -1)), "manifest"],
    [
      "a manifest that is not the last",
      async () => tarOf([...withCatalog([]), { header: { name: "keys/a" }, content: small }]),
      "manifest",
    ],
    ["a manifest of another kind", () => tarOf(withCatalog([], { memoriaBackup: 2 })), "manifest"],
    [
      "no catalog",
      () => tarOf([{ header: { name: "keys/a" }, content: small }, manifest([{ name: "keys/a", content: small }])]),
      "missing",
    ],
    [
      "a file that is not there",
      () => tarOf([...withCatalog([]).slice(0, 1), manifest([...catalog(), { name: "keys/a", content: small }])]),
      "missing",
    ],
    ["other bytes than were hashed", () => tarOf([{ header: { name: "catalog.sqlite" }, content: small }, manifest(catalog())]), "changed"],
    [
      "a catalog that is none",
      () => tarOf([{ header: { name: "catalog.sqlite" }, content: small }, manifest([{ name: "catalog.sqlite", content: small }])]),
      "changed",
    ],
  ];

  it.each(crafted)("is refused for %s", async (_, file, problem) => {
    const target = fresh();
    const refused = restoreStore(await file(), target);
    if (problem === "any") await expect(refused).rejects.toMatchObject({ name: "UserError" });
    else await expect(refused).rejects.toMatchObject({ code: "backup-invalid", facts: { problem } });
    expect(beside(target)).toEqual([]);
  });

  it("restores without what its manifest does not list: files that went while it was written", async () => {
    const target = fresh();
    await restoreStore(await tarOf(withCatalog([{ header: { name: "keys/a" }, content: small }])), target);
    expect(filesOf(target)).toEqual(["catalog.sqlite"]);
  });

  it("and has a bit turned or its end cut off anywhere, is refused or restores what was backed up", { timeout: 1_800_000 }, async () => {
    const bytes = readFileSync(backup);
    const file = path.join(folder, "tocado.tar");
    const whole = new Map(entries.map(({ name, content }) => [name, sha256(content)]));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }), async (place, bits) => {
        const touched = Buffer.from(bits === 0 ? bytes.subarray(0, place) : bytes);
        if (bits > 0) touched[place] = (touched[place] ?? 0) ^ bits;
        writeFileSync(file, touched);
        const target = fresh();
        const restored = await restoreStore(file, target).then(
          () => true,
          (error: { code?: string }) => {
            expect(error.code).toBe("backup-invalid");
            return false;
          },
        );
        if (!restored) expect(beside(target)).toEqual([]);
        for (const name of restored ? filesOf(target) : [])
          if (!name.includes("catalog.sqlite")) expect(sha256(readFileSync(path.join(target, name)))).toBe(whole.get(name));
      }),
      { numRuns: Number(process.env["MEMORIA_FAULT_CASES"] ?? 12), seed: 2024 },
    );
  });
});
