// Which files are parsed while they are scanned: large plain ones that begin as if they needed no repair.
import { open } from "node:fs/promises";
import type { LogInput } from "./inputs.ts";
import { carriageReturn } from "./line-blocks.ts";
import type { Wrapping } from "./open.ts";

/** A smaller one is scanned before anything is gained. */
const earlyBytes = 32 * 1024 * 1024;
const lookedAtBytes = 64 * 1024;

/**
 * False for what Windows wrote: every line of it is repaired, and what was parsed before would be thrown away. Only a guess: the scan looks at every
 * byte, and drops what was parsed in vain.
 */
export async function isParsedEarly({ path, bytes }: LogInput, wrapping: Wrapping): Promise<boolean> {
  if (wrapping !== "plain" || bytes < earlyBytes) return false;
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lookedAtBytes), 0, lookedAtBytes, 0);
    const beginning = buffer.subarray(0, bytesRead);
    return !beginning.includes(carriageReturn) && !beginning.includes(0);
  } finally {
    await file.close();
  }
}
