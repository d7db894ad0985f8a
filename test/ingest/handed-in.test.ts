// What was handed in, read once more: of files, archives and packs, whole or refused before its end.
import { createHash } from "node:crypto";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import type { FileRecord } from "../../ingest/catalog-records.ts";
import { type HandedIn, handedIn } from "../../ingest/handed-in.ts";
import { RawPack } from "../../ingest/raw-pack.ts";
import fc from "../support/cases.ts";

const folder = await mkdtemp(path.join(tmpdir(), "memoria-handed-in-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const sha256Of = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");
const place = (name: string): string => path.join(folder, name);

/** As the catalog would hold it, as far as it is asked here. */
function record(facts: Pick<FileRecord, "name" | "path" | "sha256" | "bytes"> & Partial<FileRecord>): FileRecord {
  return { contentSha256: facts.sha256, pack: null, ...facts } as FileRecord;
}
const contents = async (logs: readonly HandedIn[]): Promise<string[]> =>
  Promise.all(logs.map(async (log) => (await buffer(log.open())).toString("utf8")));

test("a file is read as it was handed in, without what was written to it since", async () => {
  const [text, file] = ["una\ndos\n", place("access.log")];
  await writeFile(file, text);
  const files = [record({ name: "carpeta.zip/access.log", path: file, sha256: sha256Of(text), bytes: text.length })];
  const logs = await handedIn(files);
  expect(logs.map(({ name }) => name)).toEqual(["access.log"]);
  expect(await contents(logs)).toEqual([text]);
  await appendFile(file, "tres\n");
  expect(await contents(await handedIn(files))).toEqual([text]);
  await writeFile(file, "una\nDos\ntres\n");
  await expect(contents(await handedIn(files))).rejects.toMatchObject({ code: "log-changed", facts: { file: "access.log" } });
  await writeFile(file, "una\n");
  await expect(contents(await handedIn(files))).rejects.toMatchObject({ code: "log-changed" });
  await rm(file);
  await expect(handedIn(files)).rejects.toMatchObject({ code: "file-not-found", facts: { file: "carpeta.zip/access.log" } });
});

test("an archive is read once, whole, under its own name", async () => {
  const [archive, file] = [Buffer.from("PK, as far as anybody here knows"), place("todo.zip")];
  await writeFile(file, archive);
  const inside = (name: string, bytes: number): FileRecord =>
    record({ name, path: file, sha256: sha256Of(archive), contentSha256: sha256Of(name), bytes });
  const logs = await handedIn([inside("todo.zip/dia-1/a.log", 9), inside("todo.zip/dia-2/b.log", 9_000)]);
  expect(logs.map(({ name, sha256 }) => [name, sha256])).toEqual([["todo.zip", sha256Of(archive)]]);
  expect(await contents(logs)).toEqual([archive.toString()]);
});

test("of a pack each file comes by itself, whatever lies in it; one that is gone or turned is told", async () => {
  const any = fc.uniqueArray(fc.uint8Array({ maxLength: 1500 }), { minLength: 1, maxLength: 12, selector: (each) => sha256Of(each) });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(any, fc.nat(), async (files, turned) => {
      const pack = await RawPack.create(place(`pack-${run++}`));
      for (const content of files) await pack.add(sha256Of(content), Buffer.from(content));
      const name = `${await pack.close()}.tar`;
      const recordOf = (content: Uint8Array, n: number): FileRecord =>
        record({ name: `log-${n}`, path: pack.path, sha256: sha256Of(content), bytes: content.length, pack: name });
      const records = files.map(recordOf);
      const logs = await handedIn(records);
      for (const [n, log] of logs.entries()) expect(await buffer(log.open())).toEqual(Buffer.from(files[n] ?? []));
      const absent = recordOf(Buffer.from("no está aquí"), 99);
      await expect(handedIn([...records, absent])).rejects.toMatchObject({ code: "log-changed", facts: { file: "log-99" } });
      const bytes = await readFile(pack.path);
      const at = turned % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await writeFile(pack.path, bytes);
      // Whatever byte turned: each file that is read to its end is what was handed in.
      const read = await handedIn(records).catch(() => []);
      for (const log of read) {
        const content = await buffer(log.open()).catch(() => null);
        if (content !== null) expect(sha256Of(content)).toBe(log.sha256);
      }
    }),
    { numRuns: 40 },
  );
});
