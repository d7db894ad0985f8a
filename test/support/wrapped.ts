// Wrapped logs for tests: the lines that the checked-in samples hold, zips made entry by entry, and one reading of any bytes.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { crc32, deflateRawSync } from "node:zlib";
import { pack } from "tar-stream";
import { expandInputs, type LogInput } from "../../ingest/index.ts";
import { wrappingOf } from "../../ingest/open.ts";
import { type Scan, type ScanOptions, scanFile } from "../../ingest/scan.ts";

/** The formula by which the samples in `fixtures/wrappings` were made. */
export function wrappedLine(i: number): string {
  const [minute, second] = [Math.floor(i / 60) % 60, i % 60].map((part) => String(part).padStart(2, "0"));
  const agent = ((i * 2654435761) % 4294967296).toString(16).padStart(8, "0");
  return `192.0.2.${(i % 254) + 1} - - [08/Dec/2024:20:${minute}:${second} -0600] "GET /p/${(i * 7919) % 10007} HTTP/1.1" 200 ${(i * 31) % 9973} "-" "agent ${agent}"`;
}

export const wrappedLines = (count: number): string => Array.from({ length: count }, (_, i) => `${wrappedLine(i)}\n`).join("");

export const sample = (name: string): Promise<Buffer> => readFile(new URL(`../ingest/fixtures/wrappings/${name}`, import.meta.url));

/** Runs `work` with a folder that is gone afterwards. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-wrapped-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens and scans bytes as a file; `text` is what the parser would read. */
export function scanned(content: Uint8Array, options: ScanOptions = {}): Promise<{ scan: Scan; text: string; wrapping: string }> {
  return inFolder(async (folder) => {
    const file = path.join(folder, "log");
    await writeFile(file, content);
    const wrapping = await wrappingOf(file, "log");
    const scan = await scanFile({ path: file, name: "log", wrapping }, path.join(folder, "spool"), () => {}, options);
    return { scan, text: await readFile(scan.readablePath, "utf8"), wrapping };
  });
}

/** What an archive is taken apart into, with the text of each log. */
export function extracted(
  name: string,
  content: Uint8Array,
  options: Partial<Parameters<typeof expandInputs>[1]> = {},
): Promise<(LogInput & { text: string; folder: string })[]> {
  return inFolder(async (folder) => {
    await writeFile(path.join(folder, name), content);
    const inputs = await expandInputs([name], {
      cwd: folder,
      source: null,
      role: "edge",
      standardInput: new PassThrough(),
      temporaryDirectory: folder,
      ...options,
    });
    return Promise.all(inputs.map(async (input) => ({ ...input, text: await readFile(input.path, "utf8"), folder })));
  });
}

export interface ZipEntry {
  /** Bytes: as they stand in the zip, which then does not say that its names are in UTF-8. */
  name: string | Buffer;
  content: string | Uint8Array;
  stored?: boolean;
  /** Unix type and permissions. */
  mode?: number;
}

/** A zip, with where each entry begins. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, mode = 0o100644 } of entries) {
    const bytes = Buffer.from(content);
    const data = stored ? bytes : deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(typeof name === "string" ? 0x800 : 0, 2);
    facts.writeUInt16LE(stored ? 0 : 8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(nameBytes.length, 22);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(mode * 65536, 6);
    end.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("504b01021403", "hex"), facts, end, nameBytes);
    parts.push(Buffer.from("504b0304", "hex"), facts, nameBytes, data);
    offset += 30 + nameBytes.length + data.length;
  }
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(entries.length, 4);
  tail.writeUInt16LE(entries.length, 6);
  tail.writeUInt32LE(Buffer.concat(directory).length, 8);
  tail.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, Buffer.from("504b0506", "hex"), tail]);
}

/** A tar by another program's hand. */
export async function tarOf(
  entries: readonly (Parameters<ReturnType<typeof pack>["entry"]>[0] & { content?: string | Buffer })[],
): Promise<Buffer> {
  const tar = pack();
  for (const { content = "", ...header } of entries) tar.entry(header, content);
  tar.finalize();
  const parts: Buffer[] = [];
  for await (const part of tar) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
