// Keys of pseudonyms: read in three spellings, made once with the owner's mode, refused when too weak.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { deliveryKeyPath, openPseudonymKey } from "../../ingest/pseudonym-key.ts";

const folder = mkdtempSync(path.join(tmpdir(), "memoria-key-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 37 + 5) % 256));
const noRandom = (): never => {
  throw new Error("no key was to be made");
};

it.each<[string, string | Buffer]>([
  ["raw", secret],
  ["hex", secret.toString("hex")],
  ["HEX", `${secret.toString("hex").toUpperCase()}\n`],
  ["base64", `${secret.toString("base64")}\n`],
  ["base64url", secret.toString("base64url")],
])("reads a key as %s", async (name, content) => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  expect(Buffer.from(await openPseudonymKey(file, name, noRandom)).equals(secret)).toBe(true);
});

it("makes a key where there is none, of its owner alone, and reads the same afterwards", async () => {
  const file = deliveryKeyPath(path.join(folder, "store"), "radio");
  expect(Buffer.from(await openPseudonymKey(file, file, () => secret)).equals(secret)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  expect(readFileSync(file, "utf8")).toBe(`${secret.toString("hex")}\n`);
  expect(Buffer.from(await openPseudonymKey(file, file, noRandom)).equals(secret)).toBe(true);
});

it("two commands that make it at once agree", async () => {
  const file = path.join(folder, "carrera");
  const keys = await Promise.all(Array.from({ length: 8 }, (_, i) => openPseudonymKey(file, file, () => Buffer.alloc(32, i + 1))));
  const [kept] = keys.map((key) => Buffer.from(key).toString("hex"));
  expect(new Set(keys.map((key) => Buffer.from(key).toString("hex")))).toEqual(new Set([kept]));
  expect(readFileSync(file, "utf8").trim()).toBe(kept);
});

it.each<[string, string | Buffer, number]>([
  ["empty", "", 0],
  ["short", Buffer.alloc(31, 0xfe), 31],
  ["short-hex", "ab".repeat(31), 31],
  ["word", "secreto", 5],
  ["log", Buffer.alloc(5000, "a log line\n"), 5000],
])("refuses one that is %s", async (name, content, bytes) => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  await expect(openPseudonymKey(file, name, noRandom)).rejects.toMatchObject({ code: "key-invalid", facts: { file: name, bytes } });
});

it("tells a folder, and a place that cannot be written", async () => {
  mkdirSync(path.join(folder, "carpeta"));
  await expect(openPseudonymKey(path.join(folder, "carpeta"), "carpeta", noRandom)).rejects.toMatchObject({ code: "file-unreadable" });
  const shut = path.join(folder, "raw", "llave");
  await expect(openPseudonymKey(shut, "llave", () => secret)).rejects.toMatchObject({ code: "file-unreadable" });
  chmodSync(folder, 0o700);
});
