// A batch parsed anew from what was handed in: the same rows in the same places, or nothing changes.
import { rm } from "node:fs/promises";
import { type BatchFile, checkedCounts, copyLines, type FileCounts } from "../batch.ts";
import type { FileRecord } from "../catalog-records.ts";
import type { Database } from "../database.ts";
import { fileHash } from "../file-hash.ts";
import { formatNamed } from "../formats/format-named.ts";
import { JoinedFiles } from "../joined-files.ts";
import { keptLogs } from "../kept-logs.ts";
import { parserVersion } from "../line-class.ts";
import { type LineSource, macros } from "../line-sql.ts";
import { wrappingOf } from "../open.ts";
import { scanFile } from "../scan.ts";
import type { Store } from "../store.ts";

/** Why a batch cannot be made again: what was handed in is not there as it was, or this version reads it otherwise. */
export type RebuildRefusal = "raw" | "reading";

export class NotRebuilt extends Error {
  readonly reason: RebuildRefusal;

  constructor(reason: RebuildRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Makes a batch of a locked delivery again, proves it against the ledger and puts it in its place. Until then nothing is changed.
 * The raw files must have been proven. Throws NotRebuilt; `disk-full`, and what reading throws.
 */
export async function rebuildBatch(database: Database, store: Store, delivery: string, batch: string): Promise<void> {
  const records = store.catalog
    .filesWithUndone(delivery)
    .filter((file) => file.batch === batch)
    .sort((a, b) => a.rowOffset - b.rowOffset || a.id - b.id);
  const scanned: BatchFile[] = [];
  const draft = store.temporaryPath(delivery, `${batch}.repair.parquet`);
  try {
    await scanAll(store, delivery, records, scanned);
    const format = store.catalog.batchRecords(delivery).get(batch)?.format ?? null;
    await parse({ database, store, delivery }, records, scanned, { format, draft });
    const counts = await checkedCounts(database, scanned, draft);
    if (!records.every((record, i) => isAsEntered(record, counts.get(record.id), offsetOf(scanned, i)))) throw new NotRebuilt("reading");
    const written = await fileHash(draft);
    // Killed in between, the catalog holds another checksum than the new batch has: it is told and made again.
    await store.settle(draft, store.batchPath(delivery, batch));
    store.catalog.replaceBatch(delivery, { name: batch, ...written, format }, parserVersion);
  } finally {
    await rm(draft, { force: true });
    for (const { scan } of scanned) if (scan.spooled) await rm(scan.readablePath, { force: true });
  }
}

async function scanAll(store: Store, delivery: string, records: readonly FileRecord[], scanned: BatchFile[]): Promise<void> {
  const logs = await keptLogs(store, delivery, records);
  for (const record of records) {
    const log = logs.get(record.id);
    if (!log) throw new NotRebuilt("raw");
    const wrapping = log.wrapping === undefined ? await wrappingOf(log.path, log.name) : (log.wrapping ?? "plain");
    const spool = store.temporaryPath(delivery, `${record.id}.repair`);
    const scan = await scanFile({ path: log.path, name: log.name, wrapping, bytes: log.bytes }, spool, () => {}, {
      acceptDamaged: record.damageOffset !== null,
    });
    scanned.push({ id: record.id, name: record.name, scan });
    if (scan.contentSha256 !== record.contentSha256 || scan.lineCount !== record.read) throw new NotRebuilt("raw");
  }
}

async function parse(
  { database, store, delivery }: { database: Database; store: Store; delivery: string },
  records: readonly FileRecord[],
  scanned: readonly BatchFile[],
  { format, draft }: { format: string | null; draft: string },
): Promise<void> {
  const [first] = records;
  const [firstScan] = scanned;
  if (!first || !firstScan) throw new NotRebuilt("raw");
  const reading = formatNamed(format ?? first.format).reading({ fieldLists: firstScan.scan.fieldLists, timeZone: first.timeZone });
  for (const macro of macros) await database.run(macro);
  const joined = scanned.every(({ scan }) => scan.content !== null)
    ? await JoinedFiles.create(store.temporaryPath(delivery, `${first.id}.repair.joined`))
    : null;
  try {
    for (const { scan } of scanned) if (scan.content) await joined?.add(scan.content, scan.lineCount);
    await joined?.close();
    const source: LineSource = joined
      ? { kind: "joined", path: joined.path, ids: scanned.map(({ id }) => id) }
      : { kind: "files", files: scanned.map(({ id, scan }) => ({ id, path: scan.readablePath })) };
    await copyLines(database, reading, source, { draftPath: draft, unneeded: [], isPassing: false }, () => {});
  } finally {
    await joined?.remove();
  }
}

function offsetOf(scanned: readonly BatchFile[], place: number): number {
  return scanned.slice(0, place).reduce((sum, { scan }) => sum + scan.lineCount, 0);
}

/** The line classes of a file in a batch are those that the catalog has. */
export function isAsEntered(record: FileRecord, counts: FileCounts | undefined, rowOffset: number): boolean {
  if (record.read === 0) return (counts?.read ?? 0) === 0;
  const { read, hits, blank, directives, rejected, sampledLines, firstSecond, lastSecond } = record;
  const entered = { read, hits, blank, directives, rejected, sampledLines, firstSecond, lastSecond };
  return (
    counts !== undefined &&
    rowOffset === record.rowOffset &&
    (Object.keys(entered) as (keyof typeof entered)[]).every((key) => entered[key] === counts[key]) &&
    JSON.stringify(sorted(record.rejectedByReason)) === JSON.stringify(sorted(counts.rejectedByReason))
  );
}

function sorted(counts: Record<string, number>): [string, number][] {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
}
