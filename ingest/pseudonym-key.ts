// The secret key of pseudonyms: one a delivery, in a file of its owner's. Whoever destroys the file makes its pseudonyms meaningless.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { UserError } from "./errors.ts";
import { makeFolder } from "./folders.ts";
import { readFailure } from "./read-failure.ts";

const keyBytes = 32;
/** Nobody keeps a key of more. */
const mostKeyBytes = 4096;

/** Where a lasting store keeps the key of a delivery. */
export function deliveryKeyPath(storeDirectory: string, delivery: string): string {
  return path.join(storeDirectory, "keys", delivery);
}

/**
 * Reads a key of 32 bytes or more, raw or as hexadecimal or base64 text; where there is no file, makes one (mode 600) of the random bytes
 * given. `name` is the file as the user wrote it. Throws `key-invalid`, `file-unreadable`, `store-not-writable`.
 */
export async function openPseudonymKey(file: string, name: string, randomBytes: (count: number) => Uint8Array): Promise<Uint8Array> {
  try {
    return parsedKey(await readFile(file), name);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error instanceof UserError ? error : readFailure(error, name);
  }
  const key = randomBytes(keyBytes);
  try {
    await makeFolder(path.dirname(file), 0o700);
    await writeFile(file, `${Buffer.from(key).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
    return key;
  } catch (error) {
    // Another command made it a moment ago: that one counts.
    if (isCode(error, "EEXIST")) return parsedKey(await readFile(file), name);
    throw new UserError("store-not-writable", {
      dir: path.dirname(file),
      reason: error instanceof Error && "code" in error ? String(error.code) : "",
    });
  }
}

function parsedKey(bytes: Buffer, name: string): Uint8Array {
  const text = bytes.length <= mostKeyBytes ? bytes.toString("latin1").trim() : "";
  const key = /^(?:[0-9A-Fa-f]{2})+$/.test(text)
    ? Buffer.from(text, "hex")
    : /^[A-Za-z0-9+/_-]+={0,2}$/.test(text)
      ? Buffer.from(text, "base64")
      : bytes;
  if (key.length < keyBytes || bytes.length > mostKeyBytes) throw new UserError("key-invalid", { file: name, bytes: key.length });
  return key;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
