// A store and an engine opened for one command, and closed however it ends.
import { rmSync } from "node:fs";
import { Database, damageBehind, expandInputs, ingest, isTimeZone, Store, UserError } from "../ingest/index.ts";
import { type Arguments, callersFolder, callersPath, defaultStoreDirectory, megabytes, oneOf, threadsOption } from "./options.ts";
import { progressWriter } from "./output.ts";

export interface Session {
  database: Database;
  store: Store;
  delivery: string;
}

/** The delivery of a temporary store. */
const oneShot = "memoria";

/**
 * Opens what a command works with. With `logs`, they are ingested first; into a temporary store unless `keep` says that
 * --data and --delivery name a lasting one. `isAnalysis`: an engine of the logs of before may work beside this one. `work` gets the session; afterwards all is closed, and a temporary store is gone.
 */
export async function withSession<Result>(
  args: Arguments,
  { logs, keep, isAnalysis = false }: { logs: readonly string[]; keep: boolean; isAnalysis?: boolean },
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { options } = args;
  const timeZone = logTimeZone(options["time-zone"]);
  const directory = options.data ? callersPath(options.data) : defaultStoreDirectory();
  // Only ingest makes a store: reading one that is not there is a mistake in its name.
  const store = keep ? await Store.open(directory, logs.length > 0) : await Store.openTemporary();
  const forget = keep ? () => {} : closeWhenKilled(store);
  try {
    const delivery = keep ? deliveryId(options.delivery) : oneShot;
    // Before standard input or an archive is read: a second writer is told at once.
    if (logs.length > 0) await store.lock(delivery);
    const inputs = logs.length === 0 ? [] : await expandInputs(logs, inputOptions(args, store, keep ? delivery : null));
    const database = await Database.open({
      memoryMegabytes: engineMegabytes(args, isAnalysis && hasBaseline(args, store, delivery)),
      threads: options.threads === undefined && isSmall(store, delivery, inputs) ? 1 : threadsOption(options.threads),
      temporaryDirectory: store.spillDirectory,
      allowedDirectories: [store.directory],
      allowedFiles: inputs.map((input) => input.path),
    });
    try {
      if (inputs.length > 0) await ingestInto({ database, store, delivery }, inputs, timeZone, args);
      return await work({ database, store, delivery });
    } catch (error) {
      throw await damageBehind(error, store);
    } finally {
      database.close();
    }
  } finally {
    forget();
    await store.close();
  }
}

const leastMegabytes = 128;

/** What --memory leaves for one engine: two that work at once share it, down to the least that one may have. */
export function engineMegabytes({ options }: Arguments, isShared: boolean): number {
  const all = megabytes("memory", options.memory, 512);
  return isShared ? Math.max(leastMegabytes, Math.floor(all / 2)) : all;
}

function hasBaseline({ options }: Arguments, store: Store, delivery: string): boolean {
  return (options.baseline ?? []).length > 0 || (!store.temporary && store.catalog.files(`${delivery}.baseline`).length > 0);
}

/** On so few bytes a second thread only costs: every question sets up its tables once more. */
const smallBytes = 1_000_000;

function isSmall(store: Store, delivery: string, inputs: readonly { bytes: number }[]): boolean {
  const known = store.catalog.deliveries().includes(delivery) ? store.catalog.files(delivery).map((file) => file.bytes) : [];
  return [...known, ...inputs.map(({ bytes }) => bytes)].reduce((sum, bytes) => sum + bytes, 0) < smallBytes;
}

function inputOptions({ options }: Arguments, store: Store, delivery: string | null): Parameters<typeof expandInputs>[1] {
  return {
    cwd: callersFolder(),
    ...(delivery !== null && { knownSources: store.catalog.sources(delivery) }),
    source: options.source ?? null,
    role: oneOf("role", options.role, ["edge", "origin"], "edge"),
    standardInput: process.stdin,
    // Its own process's folder: swept when the process is no more, like what the engine spills.
    temporaryDirectory: store.spillDirectory,
    acceptDamaged: options["accept-damaged"] ?? false,
    leaveOut: options["leave-out"] ?? [],
  };
}

async function ingestInto(
  { database, store, delivery }: Session,
  inputs: Awaited<ReturnType<typeof expandInputs>>,
  timeZone: string | null,
  { options }: Arguments,
): Promise<void> {
  const style = oneOf("progress", options.progress, ["bar", "lines", "json", "none"], process.stderr.isTTY ? "bar" : "lines");
  await ingest(database, store, inputs, {
    delivery,
    format: options.format ?? null,
    timeZone,
    acceptDamaged: options["accept-damaged"] ?? false,
    now: new Date().toISOString(),
    forFiguresAlone: store.temporary,
    onProgress: progressWriter(style, () => performance.now()),
  });
}

/** Only a zone that the user names is the logs': what a call says of its own hours says nothing of a server's clock. */
function logTimeZone(given: string | undefined): string | null {
  if (given !== undefined && !isTimeZone(given)) throw new UserError("time-zone-unknown", { value: given });
  return given ?? null;
}

/** A delivery's name becomes a folder's: letters, digits, dots and dashes only. */
export function deliveryId(value: string | undefined): string {
  const id = value ?? "principal";
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id))
    throw new UserError("usage", { given: `--delivery ${id}`, expected: "A-Z a-z 0-9 . _ -" });
  return id;
}

/** Ctrl-C takes the temporary store with it. */
function closeWhenKilled(store: Store): () => void {
  const end = (signal: NodeJS.Signals): void => {
    rmSync(store.directory, { recursive: true, force: true });
    process.kill(process.pid, signal);
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  process.once("SIGHUP", end);
  return () => {
    process.off("SIGINT", end);
    process.off("SIGTERM", end);
    process.off("SIGHUP", end);
  };
}
