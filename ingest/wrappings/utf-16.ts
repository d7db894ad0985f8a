// UTF-16 text as UTF-8, with or without its mark.
import type { Source } from "./source.ts";

export type TextEncoding = "utf-16le" | "utf-16be";

/** Text as UTF-8 without its byte-order mark; half a pair of surrogates, or half a unit at the end, becomes U+FFFD. */
export async function* utf16Decoded(source: Source, encoding: TextEncoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  try {
    for await (const block of source()) yield Buffer.from(decoder.decode(block, { stream: true }), "utf8");
  } catch (error) {
    yield Buffer.from(decoder.decode(), "utf8");
    throw error;
  }
  yield Buffer.from(decoder.decode(), "utf8");
}

/** Share of the units in a text's beginning whose upper byte is zero, in any language of logs. */
const leastZeroShare = 0.7;
const mostOtherZeroShare = 0.02;
/** So much of a text is enough to tell. */
const tellingBytes = 4096;

/** Tells UTF-16 by its mark, or by its zeros: every second byte of a log is one, and the others hardly ever are. */
export function utf16EncodingOf(head: Buffer): TextEncoding | null {
  if (head[0] === 0xff && head[1] === 0xfe && (head[2] !== 0 || head[3] !== 0)) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const units = Math.min(head.length, tellingBytes) >>> 1;
  if (units === 0) return null;
  const zeros = [0, 0];
  for (let at = 0; at < units * 2; at++) if (head[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros.map((count) => count / units);
  if (odd >= leastZeroShare && even <= mostOtherZeroShare) return "utf-16le";
  return even >= leastZeroShare && odd <= mostOtherZeroShare ? "utf-16be" : null;
}
