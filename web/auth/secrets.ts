// Secrets of links, cookies and tokens: made at random, kept as hashes alone, compared in constant time.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits, fit for a link or a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret: whoever reads the database cannot enter with it. A fast hash is right where the secret itself is random. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(hashOf(given)), Buffer.from(hashOf(expected))];
  return timingSafeEqual(a, b);
}
