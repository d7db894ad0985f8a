// What a file is: its wrapping undone, its first lines told apart.
import { type Detection, type DetectOptions, detect } from "./detect.ts";
import { UserError } from "./errors.ts";
import { readBlocks, wrappingOf } from "./open.ts";

const headBytes = 1024 * 1024;

/** Finds the format of one file without ingesting it. Throws what opening and detection throw. */
export async function describeFile(path: string, name: string, options: DetectOptions = {}): Promise<Detection> {
  const wrapping = await wrappingOf(path, name);
  const blocks: Buffer[] = [];
  let size = 0;
  try {
    for await (const block of readBlocks(path, name, wrapping, () => {})) {
      blocks.push(block);
      size += block.length;
      if (size >= headBytes) break;
    }
  } catch (error) {
    // What lies before a damage tells the format as well.
    if (size === 0 || !(error instanceof UserError && error.code === "file-damaged")) throw error;
  }
  const head = Buffer.concat(blocks).subarray(0, headBytes);
  const lastLine = size > headBytes ? head.lastIndexOf(10) : -1;
  return detect(name, (lastLine > 0 ? head.subarray(0, lastLine) : head).toString("utf8"), options);
}
