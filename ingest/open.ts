// From a path to the decompressed bytes of a log, told by content and not by name.
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { UserError } from "./errors.ts";

export type Wrapping = "plain" | "gzip";

const blockBytes = 4 * 1024 * 1024;
/** Compressed bytes are read in small blocks: damage is found in the block where it is, and named with its offset. */
const compressedBlockBytes = 64 * 1024;

const otherKinds: readonly (readonly [magic: string, name: string])[] = [
  ["504b0304", "ZIP"],
  ["28b52ffd", "Zstandard"],
  ["425a68", "bzip2"],
  ["fd377a585a00", "xz"],
  ["25504446", "PDF"],
  ["89504e47", "PNG"],
  ["ffd8ff", "JPEG"],
  ["53514c697465", "SQLite"],
  ["50415231", "Parquet"],
  ["7f454c46", "ELF"],
  ["d0cf11e0", "Office"],
  ["fffe", "UTF-16"],
  ["feff", "UTF-16"],
];

/**
 * Looks at a file's first bytes. Throws `file-not-found`, `file-unreadable`, `file-empty` or `file-binary`
 * (an image, a PDF, a wrapping that is not read).
 */
export async function wrappingOf(path: string, name: string): Promise<Wrapping> {
  const head = await firstBytes(path, name, 65536);
  if (head.length === 0) throw new UserError("file-empty", { file: name });
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  const hex = head.subarray(0, 8).toString("hex");
  const other = otherKinds.find(([magic]) => hex.startsWith(magic));
  if (other) throw new UserError("file-binary", { file: name, looksLike: other[1] });
  if (looksBinary(head)) throw new UserError("file-binary", { file: name, looksLike: "" });
  return "plain";
}

/** Control bytes are rare in any log: above one in fifty the file is no text, whatever its name. */
function looksBinary(head: Buffer): boolean {
  let controls = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 27)) controls++;
  return controls * 50 > head.length;
}

async function firstBytes(path: string, name: string, length: number): Promise<Buffer> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new UserError("file-unreadable", { file: name, reason: "EISDIR" });
    const handle = await open(path, "r");
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw readFailure(error, name);
  }
}

/** Turns a file system error into one that a person can act on; others pass through. */
export function readFailure(error: unknown, name: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return new UserError("file-not-found", { file: name });
  if (["EACCES", "EPERM", "EISDIR", "EIO", "ENOTDIR", "ELOOP", "ENAMETOOLONG"].includes(code)) {
    return new UserError("file-unreadable", { file: name, reason: code });
  }
  return error;
}
/**
 * Reads a file block by block, decompressing as it goes; `onRaw` sees every byte as it lies on disk.
 * Throws `file-damaged` with the offset in the compressed file up to which it was read, at most a few blocks behind the damage.
 */
export async function* readBlocks(path: string, name: string, wrapping: Wrapping, onRaw: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  try {
    if (wrapping === "gzip") yield* unzippedBlocks(path, name, onRaw);
    else {
      for await (const chunk of createReadStream(path, { highWaterMark: blockBytes })) {
        onRaw(chunk as Buffer);
        yield chunk as Buffer;
      }
    }
  } catch (error) {
    throw readFailure(error, name);
  }
}

/** The members of a gzip file, one after the other. Zeros behind the last are padding; anything else there is damage. */
async function* unzippedBlocks(path: string, name: string, onRaw: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: compressedBlockBytes });
  const gunzip = createGunzip({ chunkSize: 1024 * 1024 });
  let offset = 0;
  let contentEnd = 0;
  const see = (chunk: Buffer): void => {
    const last = chunk.findLastIndex((byte) => byte !== 0);
    if (last !== -1) contentEnd = offset + last + 1;
    offset += chunk.length;
    onRaw(chunk);
  };
  raw.on("data", (chunk) => see(chunk as Buffer));
  raw.on("error", (error) => gunzip.destroy(error));
  // What is written behind the end fails after the last block was read: it is found below.
  gunzip.on("error", () => {});
  try {
    for await (const chunk of raw.pipe(gunzip)) yield chunk as Buffer;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw code.startsWith("Z_") ? new UserError("file-damaged", { file: name, offset, reason: code }) : error;
  } finally {
    raw.destroy();
  }
  for await (const chunk of createReadStream(path, { start: offset })) see(chunk as Buffer);
  if (contentEnd > gunzip.bytesWritten)
    throw new UserError("file-damaged", { file: name, offset: gunzip.bytesWritten, reason: "Z_DATA_ERROR" });
}
