// The portal's logs of before (--baseline): ingested like any log, into a delivery of their own that the traffic never reads.
import { type BaselineLogs, keptPlace } from "../analysis/index.ts";
import { Database, proveBatches, UserError } from "../ingest/index.ts";
import { type Arguments, threadsOption } from "./options.ts";
import { deliveryId, engineMegabytes, type Session, withSession } from "./session.ts";

/** The delivery that keeps the logs of before of another. */
export function baselineDelivery(delivery: string): string {
  return deliveryId(`${delivery}.baseline`);
}

/** Ingests the logs of --baseline into a temporary store of their own, before any other log; null without them. */
export async function withBaselineLogs<Result>(args: Arguments, work: (logs: BaselineLogs | null) => Promise<Result>): Promise<Result> {
  const logs = baselineWords(args);
  if (logs.length === 0) return work(null);
  return withSession(args, { logs, keep: false, isAnalysis: true }, (session) => work(logsOf(session, session.delivery)));
}

/** The words of --baseline. Standard input can be read once only. Throws `usage`. */
export function baselineWords({ options, words }: Arguments): string[] {
  const logs = options.baseline ?? [];
  if (logs.includes("-") && words.includes("-")) throw new UserError("usage", { given: "--baseline -", expected: "--baseline LOG" });
  return logs;
}

/**
 * What the analysis of a session compares with: the logs that were just given, else those that a lasting store keeps beside the
 * delivery, in an engine of their own; null without either.
 */
export async function withKeptBaseline<Result>(
  args: Arguments,
  { store, delivery }: Session,
  given: BaselineLogs | null,
  work: (logs: BaselineLogs | null) => Promise<Result>,
): Promise<Result> {
  const kept = `${delivery}.baseline`;
  if (given !== null || store.temporary || store.catalog.files(kept).length === 0) return work(given);
  const database = await Database.open({
    memoryMegabytes: engineMegabytes(args, true),
    threads: threadsOption(args.options.threads),
    temporaryDirectory: store.spillDirectory,
    allowedDirectories: [store.directory],
    allowedFiles: [],
  });
  try {
    return await work(logsOf({ database, store }, kept));
  } finally {
    database.close();
  }
}

function logsOf({ database, store }: Pick<Session, "database" | "store">, delivery: string): BaselineLogs {
  const files = store.catalog.files(delivery);
  const batches = new Set(files.flatMap((file) => (file.batch === null ? [] : [file.batch])));
  return {
    database,
    files,
    batchPaths: [...batches].map((batch) => store.batchPath(delivery, batch)),
    prove: () => proveBatches(store, delivery),
    place: keptPlace(store, delivery),
  };
}
