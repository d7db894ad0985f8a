// A seeded log of any length, made as a stream; the caller removes it.
import { stat } from "node:fs/promises";
import path from "node:path";
import { generateSample } from "../../samples/index.ts";
import type { Log } from "./programs.ts";
import { tell } from "./told.ts";

/** In `folder`, with incidencias.csv beside it: one second and 276 MB a million lines. */
export async function generatedLog(lines: number, folder: string): Promise<Log> {
  await generateSample({ lines, seed: 11, scenario: "outage", outDir: folder });
  const log = path.join(folder, "access.log");
  const { size: bytes } = await stat(log);
  tell(`log of ${lines.toLocaleString("en")} lines: ${(bytes / 1e6).toFixed(0)} MB`);
  return { path: log, bytes, lines };
}

/** 50000000 as `50 M`, 20000 as `20,000`. */
export function shortCount(lines: number): string {
  return lines % 1_000_000 === 0 ? `${lines / 1_000_000} M` : lines.toLocaleString("en");
}
