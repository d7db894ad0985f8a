// The way in: scan, detect, parse in batches, and enter each batch whole or not at all.
import { LaneThreads } from "./byte-lane/lane-threads.ts";
import type { Database } from "./database.ts";
import { isParsedEarly } from "./early-parse.ts";
import { formatNamed } from "./formats/format-named.ts";
import type { LineFormat } from "./formats/index.ts";
import type { IngestOptions, IngestProgress, Run } from "./ingest-run.ts";
import type { LogInput } from "./inputs.ts";
import { macros } from "./line-sql.ts";
import { namingMembers } from "./not-logs.ts";
import { OpenBatches } from "./open-batches.ts";
import { openedInputs } from "./opened-inputs.ts";
import { smallFileBytes } from "./scan.ts";
import { scanInTurn, scanWhileParsing } from "./scan-log.ts";
import type { Store } from "./store.ts";
import { tellingApart } from "./stored-lines.ts";

const usualBatchBytes = 256 * 1024 * 1024;

/**
 * Ingests logs into a delivery: each batch is parsed to a temporary name, flushed and renamed, and only when all are there are the
 * files entered in the catalog, in one transaction: a run that fails or is killed leaves the delivery as it was. Every file is opened
 * before the first is parsed, so a misspelt name stops the run before it has begun. Throws UserError for what the caller can mend.
 */
export async function ingest(database: Database, store: Store, inputs: readonly LogInput[], options: IngestOptions): Promise<void> {
  const forced = options.format === null ? null : formatNamed(options.format);
  try {
    await ingestAll(database, store, inputs, { ...options, forced });
  } catch (error) {
    throw await namingMembers(error, inputs, { forced, timeZone: options.timeZone ?? null });
  }
}

async function ingestAll(
  database: Database,
  store: Store,
  inputs: readonly LogInput[],
  { forced, ...options }: IngestOptions & { forced: LineFormat | null },
): Promise<void> {
  // The lock first: a second writer is told at once.
  await store.lock(options.delivery);
  const opened = await openedInputs(inputs);
  for (const macro of macros) await database.run(macro);
  const progress: IngestProgress = {
    file: "",
    filesDone: 0,
    files: opened.length,
    fileBytes: 0,
    fileBytesRead: 0,
    bytesRead: 0,
    bytesParsed: 0,
    bytes: inputs.reduce((sum, f) => sum + f.bytes, 0),
    linesRead: 0,
  };
  const before = store.catalog.files(options.delivery).filter((f) => f.id !== options.replaces);
  const unneeded = options.forFiguresAlone && opened.length === 1 && before.length === 0 ? tellingApart : [];
  const threads = new LaneThreads();
  const lane = { ...options.lane, threads };
  const run: Run = {
    database,
    store,
    options,
    progress,
    unneeded,
    lane,
    batches: new OpenBatches(
      database,
      store,
      { ...options, unneeded, lane, batchBytes: options.batchBytes ?? usualBatchBytes },
      ({ bytes, files }) => {
        progress.bytesParsed = Math.min(progress.bytes, bytes);
        progress.filesDone = files;
        options.onProgress(progress);
      },
    ),
    forced,
    expected: null,
    alike: 0,
    reading: null,
    scratch: Buffer.allocUnsafeSlow(opened.length > 1 ? smallFileBytes : 0),
    known: new Map(before.map((f) => [f.contentSha256, { name: f.name, source: f.source }])),
  };
  try {
    let id = store.catalog.reserveFileIds(opened.length);
    for (const { input, wrapping } of opened) {
      const early = await isParsedEarly(input, wrapping);
      // What waits is written first: two parsers at once would share the memory of one.
      if (early) await run.batches.writeAll();
      await run.batches.add(await (early ? scanWhileParsing(run, id, input) : scanInTurn(run, id, input, wrapping)));
      id++;
    }
    await run.batches.writeAll();
    const replaced = options.replaces === undefined ? [] : [options.replaces];
    store.catalog.addFiles(options.delivery, run.batches.records, { createdAt: options.now, replaced, batches: run.batches.written });
  } finally {
    await run.batches.drop();
    await threads.end();
  }
}
