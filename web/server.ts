// Opens the store and the records, builds the application, listens, and stops without losing anything.
import { randomBytes } from "node:crypto";
import path from "node:path";
import { exchangePhase, exchangeRoom, UserError } from "../ingest/index.ts";
import { errorMessage, type Language } from "../report/index.ts";
import { buildApp } from "./app.ts";
import { StoreGate } from "./gate.ts";
import { jobKinds } from "./jobs/kinds.ts";
import { JobQueue } from "./jobs/queue.ts";
import { sweepDrafts } from "./jobs/store-care.ts";
import { firstInvitation } from "./records/first-run.ts";
import { Problem } from "./routes/problem.ts";
import { lockServer } from "./server-lock.ts";
import type { Services } from "./services.ts";
import { takeOver } from "./take-over.ts";

export interface ServeOptions {
  /** The store's folder; made where it is not there. */
  directory: string;
  host: string;
  /** 0: any free one. */
  port: number;
  /** As people reach the server; null: http://HOST:PORT. */
  origin: string | null;
  isBehindProxy: boolean;
  /** Of every piece of work; left out: as the command line has it. */
  engine?: Services["engine"];
  now: () => Date;
  /** One line for the operator's log. */
  log: (line: string) => void;
}

export interface Running {
  /** As people reach it. */
  origin: string;
  /** The one-time link of the first administrator; null: there are accounts already. */
  firstLink: string | null;
  services: Services;
  /** Ends requests and work in progress; what was waiting is done after the next start. */
  stop(): Promise<void>;
}

/** Throws a UserError where the store or the port cannot be had. */
export async function startServer(options: ServeOptions): Promise<Running> {
  const directory = path.resolve(options.directory);
  const { store, db, unlock } = await openStore(directory, options.now);
  await (await exchangeRoom()).sweepExchanges(directory);
  await sweepDrafts({ directory });
  const services: Services = {
    db,
    now: options.now,
    store,
    directory,
    gate: new StoreGate(),
    queue: new JobQueue(
      jobKinds,
      () => services,
      (error) => services.logFault(error, "work"),
    ),
    engine: options.engine ?? { memoryMegabytes: null, threads: null },
    origin: options.origin ?? "",
    isForPeople,
    logFault: (error, at) => logFault(options, error, at),
  };
  const app = await buildApp({ services, isBehindProxy: options.isBehindProxy });
  const close = async (): Promise<void> => {
    // A client that takes nothing more of a download would keep the server from ending.
    const patience = setTimeout(() => app.server.closeAllConnections(), patienceMilliseconds);
    await app.close().finally(() => clearTimeout(patience));
    await services.queue.stop();
    // After an exchange they are others than those that were opened.
    services.db.close();
    await services.store.close();
    unlock();
  };
  try {
    const address = await app.listen({ host: options.host, port: options.port });
    services.origin ||= address;
    services.queue.start();
    const secret = firstInvitation(services);
    return {
      origin: services.origin,
      firstLink: secret === null ? null : `${services.origin}/invitacion/${secret}`,
      services,
      stop: close,
    };
  } catch (error) {
    await close();
    throw listenFailure(error, options);
  }
}

/** Requests that are being answered when the server is told to end have so long. */
const patienceMilliseconds = 4000;

/** The store and its lock; where an exchange of stores was cut off, the lock first, as two servers must not end it. */
async function openStore(directory: string, now: () => Date): Promise<Awaited<ReturnType<typeof takeOver>> & { unlock: () => void }> {
  if (exchangePhase(directory) !== null) {
    const unlock = await lockServer(directory);
    try {
      return { ...(await takeOver(directory, now)), unlock };
    } catch (error) {
      unlock();
      throw error;
    }
  }
  const { store, db } = await takeOver(directory, now);
  try {
    return { store, db, unlock: await lockServer(directory) };
  } catch (error) {
    db.close();
    await store.close();
    throw error;
  }
}

function isForPeople(error: unknown, language: Language = "es"): string | null {
  if (error instanceof UserError) return errorMessage(error, language);
  return error instanceof Problem ? error.detail : null;
}

/** The whole of it for the operator; the id for whoever saw it. */
function logFault({ log, now }: ServeOptions, error: unknown, at: string): string {
  const id = randomBytes(4).toString("hex");
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log(JSON.stringify({ time: now().toISOString(), fault: id, at, stack }));
  return id;
}

function listenFailure(error: unknown, { host, port }: ServeOptions): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!["EADDRINUSE", "EACCES", "EADDRNOTAVAIL", "ENOTFOUND"].includes(code)) return error;
  return new UserError("usage", { given: `--host ${host} --port ${port} (${code})`, expected: "--port 1024-65535" });
}
