// The SHA-256 of a file, and how many bytes were hashed.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

const blockBytes = 1024 * 1024;

/** `onBytes` hears of every block. Throws what reading throws. */
export async function fileHash(file: string, onBytes: (bytes: number) => void = () => {}): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const block of createReadStream(file, { highWaterMark: blockBytes })) {
    hash.update(block as Buffer);
    bytes += (block as Buffer).length;
    onBytes((block as Buffer).length);
  }
  return { sha256: hash.digest("hex"), bytes };
}
