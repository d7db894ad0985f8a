// The batches of a delivery, against their checksums and the ledger.
import { stat } from "node:fs/promises";
import { countBatch } from "../batch.ts";
import { isReadable } from "../batch-proof.ts";
import type { BatchRecord, FileRecord } from "../catalog-records.ts";
import type { Database } from "../database.ts";
import { fileHash } from "../file-hash.ts";
import type { Store } from "../store.ts";
import { storedLines } from "../stored-lines.ts";
import { isAsEntered } from "./rebuild-batch.ts";
import { type StoreTrouble, type TroubleCode, trouble } from "./store-trouble.ts";

/** Batches that count and are missing, changed or other than the ledger says, and those of which no checksum was recorded. */
export async function checkBatches(
  database: Database,
  store: Store,
  delivery: string,
  onBytes: (bytes: number) => void,
): Promise<StoreTrouble[]> {
  const troubles: StoreTrouble[] = [];
  const records = store.catalog.batchRecords(delivery);
  for (const [batch, files] of Map.groupBy(store.catalog.files(delivery), (file) => file.batch)) {
    if (batch === null) continue;
    const record = records.get(batch);
    const codes = await batchTroubles({ database, store, delivery }, batch, { files, record, onBytes });
    // A file may have been taken back meanwhile, or the batch made again.
    const isCurrent = (): boolean =>
      store.catalog.batches(delivery).has(batch) && store.catalog.batchRecords(delivery).get(batch)?.sha256 === record?.sha256;
    if (codes.length > 0 && !isCurrent()) continue;
    for (const code of codes) troubles.push(trouble(code, { delivery, place: `lines/delivery=${delivery}/${batch}.parquet`, files }));
  }
  return troubles;
}

async function batchTroubles(
  { database, store, delivery }: { database: Database; store: Store; delivery: string },
  batch: string,
  { files, record, onBytes }: { files: readonly FileRecord[]; record: BatchRecord | undefined; onBytes: (bytes: number) => void },
): Promise<TroubleCode[]> {
  const file = store.batchPath(delivery, batch);
  if (!(await stat(file).catch(() => null))?.isFile()) return ["batch-missing"];
  const found = await fileHash(file, onBytes).catch(() => null);
  if (record && found?.sha256 !== record.sha256) return ["batch-damaged"];
  if (!record && !(await isReadable(store, delivery, batch))) return ["batch-damaged"];
  const unrecorded: TroubleCode[] = record ? [] : ["batch-unrecorded"];
  return (await fitsLedger(database, file, files)) ? unrecorded : ["batch-miscounted"];
}

async function fitsLedger(database: Database, file: string, files: readonly FileRecord[]): Promise<boolean> {
  try {
    const counts = await countBatch(database, file);
    const rows = await database.rows<{ file_id: number; first: number; last: number; rows: number }>(
      `SELECT file_id, min(file_row_number) AS first, max(file_row_number) AS last, count(*) AS rows
       FROM ${storedLines([file], ", file_row_number = true")} GROUP BY file_id`,
    );
    const places = new Map(rows.map((row) => [row.file_id, row]));
    return files.every((record) => {
      const place = places.get(record.id);
      const isTogether = place === undefined || place.last - place.first + 1 === place.rows;
      return isTogether && isAsEntered(record, counts.get(record.id), place?.first ?? record.rowOffset);
    });
  } catch {
    return false;
  }
}
