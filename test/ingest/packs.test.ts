// Thousands of small files: parsed as one and kept as one, and still each by itself.
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { extract } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoria } from "../cli/run-cli.ts";
import { IngestFixture, type LogFile } from "../support/ingest-fixture.ts";

const hash = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const line = (file: number, i: number): string =>
  `192.0.2.${file} - - [08/Dec/2024:20:${String(file).padStart(2, "0")}:${String(i).padStart(2, "0")} -0600] "GET /p${i} HTTP/1.1" 200 ${i} "-" "Firefox/${file}"`;

/** Of each kind that a small file can be: compressed, without a last newline, with a mark, empty, blank, damaged lines, CRLF, separators, and the same bytes twice. */
const contents: (string | Uint8Array)[] = Array.from({ length: 40 }, (_, file) => {
  const lines = Array.from({ length: 1 + (file % 5) }, (_, i) => line(file, i));
  if (file === 7) return `\ufeff${lines.join("\n")}`;
  if (file === 8) return "";
  if (file === 9) return "\n\n#Remark\n";
  if (file === 10)
    return Buffer.concat([Buffer.from(`${lines[0]}\r\n`), Buffer.from([0xff, 0x00, 0x0a]), Buffer.from(`${line(file, 9)}\r\n`)]);
  if (file === 11) return `${line(12, 0)}\n${line(12, 1)}\n${line(12, 2)}\n`;
  // What stands between number and line where files are joined.
  if (file === 13) return `${line(13, 0)}\n${line(13, 1)} \x1f2\x1f\n\x1f\n${line(13, 2)}`;
  const text = `${lines.join("\n")}\n`;
  return file % 4 === 0 ? gzipSync(text) : text;
});
const logs = (): LogFile[] => contents.map((content, i) => ({ content, name: `edge-${i}.log` }));

async function entriesOf(tar: Buffer): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>();
  const reading = extract();
  Readable.from([tar]).pipe(reading);
  for await (const entry of reading) {
    const blocks: Buffer[] = [];
    for await (const block of entry) blocks.push(block as Buffer);
    entries.set(entry.header.name, Buffer.concat(blocks));
  }
  return entries;
}

describe("many small files", () => {
  it("are kept as handed in, in one tar that any tool opens, and read line by line as each alone", async () => {
    const together = await IngestFixture.open({ lasting: true });
    const alone = await IngestFixture.open();
    try {
      await together.add(logs());
      for (const [i, log] of logs().entries()) if (i !== 8 && i !== 9) await alone.add([log]);
      const raw = await readdir(together.store.rawDirectory("prueba"));
      expect(raw.filter((name) => name.endsWith(".tar"))).toHaveLength(1);
      const files = together.files();
      const packed = await entriesOf(await readFile(together.store.rawPath("prueba", raw.find((name) => name.endsWith(".tar")) ?? "")));
      for (const [i, file] of files.entries()) {
        expect(file.sha256).toBe(hash(contents[i] ?? ""));
        const kept = file.pack === null ? await readFile(file.path) : packed.get(file.sha256);
        expect(kept && Buffer.compare(kept, Buffer.from(contents[i] ?? ""))).toBe(0);
      }
      // Lines of different batches stand in the order of their batches: here by what they say.
      const said = (lines: Awaited<ReturnType<IngestFixture["lines"]>>) =>
        lines
          .filter(({ class: kind }) => kind !== 1 && kind !== 2)
          .map(({ file_id: _, ...fields }) => JSON.stringify(fields))
          .sort();
      expect(said(await together.lines())).toEqual(said(await alone.lines()));
      const rejected = await together.rejects();
      expect(rejected.map(({ file, line: at }) => [file, at])).toEqual([
        ["edge-10.log", 2],
        ["edge-13.log", 3],
      ]);
      const counts = files.map(({ read, hits, blank, directives, rejected: refused }) => [read, hits, blank, directives, refused]);
      expect([counts[8], counts[9], counts[10], counts[13]]).toEqual([
        [0, 0, 0, 0, 0],
        [3, 0, 2, 1, 0],
        [3, 2, 0, 0, 1],
        [4, 3, 0, 0, 1],
      ]);
    } finally {
      await together.close();
      await alone.close();
    }
  });
});

describe("a file in a pack", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "memoria-pack-"));
    for (let i = 0; i < 20; i++) await writeFile(path.join(folder, `e${i}.log`), `${line(i, 0)}\n${line(i, 1)}\n`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is taken back, and read again in another format", () => {
    const store = ["--data", "almacen", "--progress", "none", "--json"];
    const ledger = (args: string[]) =>
      JSON.parse(memoria(args, folder).out) as { lines: { hits: number }; files: { id: string; format: string }[] };
    const all = ledger(["ingest", "*.log", ...store]);
    expect(all.lines.hits).toBe(40);
    expect(ledger(["undo", all.files[3]?.id ?? "", "--data", "almacen", "--json"]).lines.hits).toBe(38);
    const again = ledger(["reparse", all.files[4]?.id ?? "", "--format", "common", ...store]);
    expect(again.lines.hits).toBe(38);
    expect(again.files.map((file) => file.format).filter((format) => format === "common")).toHaveLength(1);
  });
});
