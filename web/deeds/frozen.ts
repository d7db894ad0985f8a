// Analyses as they were handed in: read from the frozen versions, a few kept at hand by the hash that names their content.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Analysis } from "../../analysis/index.ts";
import { memoriaFolder, type Version } from "../records/versions.ts";
import type { Services } from "../services.ts";

/** Texts of analyses at hand, together no more than this. */
const mostBytes = 48 * 1024 * 1024;
const kept = new Map<string, { analysis: Analysis; bytes: number }>();

/** Null: the file is not there or not what was written; `memoria verify` says which. */
export async function frozenAnalysis(
  services: Services,
  { delivery, number, manifestSha256 }: Pick<Version, "delivery" | "number" | "manifestSha256">,
): Promise<Analysis | null> {
  const key = `${delivery}/${number}/${manifestSha256}`;
  const there = kept.get(key);
  if (there) {
    kept.delete(key);
    kept.set(key, there);
    return there.analysis;
  }
  const text = await readFile(path.join(memoriaFolder(services, delivery, number), "analysis.json"), "utf8").catch(() => null);
  const analysis = text === null ? null : parsed(text);
  if (text !== null && analysis !== null) keep(key, { analysis, bytes: text.length });
  return analysis;
}

function parsed(text: string): Analysis | null {
  try {
    const value = JSON.parse(text) as Analysis;
    return value.schemaVersion === 1 ? value : null;
  } catch {
    return null;
  }
}

/** The one that was asked for longest ago goes first. */
function keep(key: string, entry: { analysis: Analysis; bytes: number }): void {
  kept.set(key, entry);
  let bytes = [...kept.values()].reduce((sum, each) => sum + each.bytes, 0);
  for (const [oldest, each] of kept) {
    if (bytes <= mostBytes || oldest === key) return;
    kept.delete(oldest);
    bytes -= each.bytes;
  }
}
