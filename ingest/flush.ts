// Bytes and names brought to the disk before anything is said of them.
import { open } from "node:fs/promises";

/** Flushes a file, or a folder with the names in it. */
export async function flush(target: string): Promise<void> {
  const handle = await open(target, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
