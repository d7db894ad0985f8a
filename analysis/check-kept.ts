// Whether what was kept of a delivery's analyses is what was written. None of it is missed: it is made again when it is asked for.

import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Store } from "../ingest/index.ts";
import { readKept } from "./kept-analysis.ts";
import { readSealed } from "./kept-place.ts";
import type { KeptRollups } from "./kept-rollups.ts";

/** Names in the delivery's folder of rollups that are not what was written, or that no analysis writes. */
export async function damagedKept(store: Store, delivery: string): Promise<string[]> {
  const folder = store.rollupsDirectory(delivery);
  const damaged: string[] = [];
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    // Another process may have removed it meanwhile.
    if (!(await isAsWritten(store, delivery, name)) && existsSync(path.join(folder, name))) damaged.push(name);
  }
  return damaged;
}

async function isAsWritten(store: Store, delivery: string, name: string): Promise<boolean> {
  const place = path.join(store.rollupsDirectory(delivery), name);
  if (/^[0-9a-f]{16}\.json$/.test(name)) return (await readSealed(place)) !== null;
  if (/^[0-9a-f]{16}-[0-9a-f]{32}$/.test(name)) return isWholeSet(place);
  if (!/^analysis-[0-9a-f]{32}\.json$/.test(name)) return false;
  const row = store.catalog.analysisOf(delivery);
  // The one before this one, of an analysis that is being kept now.
  return row?.file !== name || (await readKept(place, row.sha256)) !== null;
}

async function isWholeSet(folder: string): Promise<boolean> {
  const manifest = await readSealed(path.join(folder, "manifest.json"));
  if (manifest === null) return false;
  for (const { name, sha256: expected } of (JSON.parse(manifest) as KeptRollups).tables) {
    const hash = createHash("sha256");
    const isRead = await pipeline(createReadStream(path.join(folder, `${name}.parquet`)), hash).then(
      () => true,
      () => false,
    );
    if (!isRead || hash.digest("hex") !== expected) return false;
  }
  const answers = path.join(folder, "answers.jsonl");
  return !existsSync(answers) || (await readSealed(answers)) !== null;
}
