// A kit written into a folder of its own, gone after the tests of the file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { readConvocatoria } from "../../analysis/index.ts";
import { writeKit } from "../../report/index.ts";

/** 1 December 2024, 12:00 UTC. */
export const generatedAt = 1_733_054_400;

/** A folder of its own, gone afterwards. */
export function kitFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "memoria-kit-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes the kit of a call, and answers where. */
export async function writtenKit(outDir: string, reference = "iem-irimbo-2024"): Promise<string> {
  await writeKit({ call: await readConvocatoria(reference), reference, difusor: null, outDir, generatedAt });
  return outDir;
}
