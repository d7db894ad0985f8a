// Passwords, kept as argon2id hashes in the PHC string format (RFC 9106), with the parameters that made each.
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2) as (algorithm: "argon2id", parameters: object) => Promise<Buffer>;

/** OWASP's second choice: 19 MiB, two passes, one lane; about 30 ms. */
const usual = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

export const shortestPassword = 12;
export const longestPassword = 200;

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function passwordHash(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await derive("argon2id", { message: password.normalize("NFKC"), nonce, ...usual, tagLength });
  const { memory, passes, parallelism } = usual;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(hash)}`;
}

/** Whether the password is that of the hash; `hash` null takes as long and is never right: who asks cannot tell that there is no account. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, m, t, p, salt, kept] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? nobody) ?? [];
  if (!salt || !kept) return false;
  const expected = Buffer.from(kept, "base64");
  const parameters = { memory: Number(m), passes: Number(t), parallelism: Number(p), tagLength: expected.length };
  const found = await derive("argon2id", { message: password.normalize("NFKC"), nonce: Buffer.from(salt, "base64"), ...parameters });
  return timingSafeEqual(found, expected) && hash !== null;
}

const nobody = `$argon2id$v=19$m=${usual.memory},t=${usual.passes},p=1$${unpadded(randomBytes(16))}$${unpadded(randomBytes(tagLength))}`;

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
