// The last analysis of each delivery, kept whole: a comparison of many deliveries reads these and analyses nothing.
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { filesKey, flush, makeFolder, type Store } from "../ingest/index.ts";
import type { Analysis } from "./analysis.ts";
import { ifRoom, keptPlace, sha256 } from "./kept-place.ts";
import { rulesVersion } from "./rollups.ts";

/** An analysis that was kept. */
export interface KeptAnalysis {
  analysis: Analysis;
  /** Hash of everything that it depends on, but the moment at which it was made. */
  inputsKey: string;
  /** It would be another by now: files came or went, or the rules of this program are others. */
  isStale: boolean;
}

/** Keeps an analysis in the place of the one before; where nothing is kept, or there is no room, nothing happens. */
export async function keepAnalysis(store: Store, delivery: string, analysis: Analysis, inputsKey: string): Promise<void> {
  const place = keptPlace(store, delivery);
  if (!place) return;
  const content = JSON.stringify(analysis);
  // The moment at which it was made makes no other analysis.
  const file = `analysis-${inputsKey.slice(0, 32)}.json`;
  const before = store.catalog.analysisOf(delivery);
  const key = filesKey(store.catalog.files(delivery));
  const isThere = before?.file === file && before.inputsKey === inputsKey && before.filesKey === key;
  if (isThere && (await readKept(path.join(place.directory, file), before.sha256)) !== null) return;
  await ifRoom(async () => {
    await makeFolder(place.directory, 0o700);
    const draft = path.join(place.draftDirectory, file);
    await writeFile(draft, content, { mode: 0o600 });
    await flush(draft);
    await rename(draft, path.join(place.directory, file));
    await flush(place.directory);
    store.catalog.enterAnalysis(delivery, { filesKey: key, inputsKey, file, sha256: sha256(content), generatedAt: analysis.generatedAt });
    if (before && before.file !== file) await rm(path.join(place.directory, before.file), { force: true });
  });
}

/** The last analysis of a delivery; null when none was kept, or what was kept is not what was written. */
export async function keptAnalysis(store: Store, delivery: string): Promise<KeptAnalysis | null> {
  const row = store.catalog.analysisOf(delivery);
  if (!row) return null;
  const content = await readKept(path.join(store.rollupsDirectory(delivery), row.file), row.sha256);
  if (content === null) return null;
  const analysis = JSON.parse(content) as Analysis;
  const isStale = row.filesKey !== filesKey(store.catalog.files(delivery)) || analysis.parameters.rulesVersion !== rulesVersion;
  return { analysis, inputsKey: row.inputsKey, isStale };
}

/** The text of a kept analysis; null where it is not there, or is not what was written. */
export async function readKept(file: string, expected: string): Promise<string | null> {
  const content = await readFile(file, "utf8").catch(() => null);
  return content !== null && sha256(content) === expected ? content : null;
}
