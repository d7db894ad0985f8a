// What every page and every piece of work has at hand: records, store, queue, and the facts of this server.
import type { Language } from "../analysis/index.ts";
import type { Store } from "../ingest/index.ts";
import type { StoreGate } from "./gate.ts";
import type { JobQueue } from "./jobs/queue.ts";
import type { Records } from "./records/records.ts";

export interface Services extends Records {
  store: Store;
  /** The store's folder, absolute. */
  directory: string;
  queue: JobQueue;
  /** Requests that use `db` and `store`: both are others after an exchange of stores. */
  gate: StoreGate;
  /** What the operator allows the engine of every piece of work; null: as the command line has it. */
  engine: { memoryMegabytes: number | null; threads: number | null };
  /** As people reach this server, without a slash at the end: https://memoria.example.mx */
  origin: string;
  /** The message where an error is for people (a UserError, a Problem), in Spanish unless another language is asked for; null for a fault. */
  isForPeople: (error: unknown, language?: Language) => string | null;
  /** Writes a fault to the log under an id, and answers the id. */
  logFault: (error: unknown, at: string) => string;
}
