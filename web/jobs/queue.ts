// Takes waiting work one piece after the other and has the program do it; what was begun when the server ended is begun anew.

import { endJob, type Job, noteProgress, requeue, requeueRunning, takeJob } from "../records/jobs.ts";
import type { Services } from "../services.ts";
import { engineWords } from "./engine-words.ts";
import { type ProgramRun, runProgram } from "./program.ts";

/** One kind of work: the words for the command line, and what follows from its end. */
export interface JobKind {
  /** Null: there is nothing left to do. May throw a UserError: the work has then failed with that message. */
  prepare(services: Services, job: Job): Promise<{ args: string[]; folder: string } | null>;
  /** The program ended with 0 or 1; `run` null: there was nothing to do. May throw: the work has then failed. */
  done(services: Services, job: Job, run: ProgramRun | null): Promise<void> | void;
  /** `message` is for people. Called once, also when `done` threw. */
  failed(services: Services, job: Job, message: string): Promise<void> | void;
  /** Where what failed is to be tried otherwise, with what payload: it then waits again and has not failed. Null: it has. */
  otherwise?(services: Services, job: Job): Job["payload"] | null;
}

const faultMessage = "Falla interna del programa; nada de lo entregado se perdió. Puede intentarse de nuevo.";
const slots = 1;

export class JobQueue {
  readonly #kinds: Readonly<Record<string, JobKind>>;
  readonly #services: () => Services;
  readonly #tell: (error: unknown) => void;
  #stop = new AbortController();
  readonly #running = new Map<number, { done: Promise<void>; abort: AbortController }>();
  readonly #listeners = new Set<(job: Job) => void>();

  /** `tell` gets what went wrong inside, for the log. */
  constructor(kinds: Readonly<Record<string, JobKind>>, services: () => Services, tell: (error: unknown) => void) {
    this.#kinds = kinds;
    this.#services = services;
    this.#tell = tell;
  }

  /** Begins to work, first on what an earlier server left; after {@link stop} too. */
  start(): void {
    if (this.#stop.signal.aborted) this.#stop = new AbortController();
    requeueRunning(this.#services());
    this.wake();
  }

  /** There may be work. */
  wake(): void {
    while (!this.#stop.signal.aborted && this.#running.size < slots) {
      const job = takeJob(this.#services());
      if (!job) return;
      const abort = new AbortController();
      const done = this.#work(job, abort).finally(() => {
        this.#running.delete(job.id);
        this.wake();
      });
      this.#running.set(job.id, { done, abort });
    }
  }

  /** Stops a piece of work that is running; answers whether it was. */
  cancel(id: number): boolean {
    const running = this.#running.get(id);
    running?.abort.abort();
    return running !== undefined;
  }

  /** Calls `listener` whenever a piece of work ends; answers how to stop that. */
  onEnd(listener: (job: Job) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends what is running without a loss, and waits for it: it is done anew at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort();
    for (const { abort } of this.#running.values()) abort.abort();
    await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
  }

  /** Waits until there is nothing left to do. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
  }

  async #work(job: Job, abort: AbortController): Promise<void> {
    const services = this.#services();
    const kind = Object.hasOwn(this.#kinds, job.kind) ? this.#kinds[job.kind] : undefined;
    try {
      if (!kind) throw new Error(`unknown kind of work: ${job.kind}`);
      const prepared = await kind.prepare(services, job);
      const onProgress = (progress: Record<string, unknown>): void => noteProgress(services, job.id, progress);
      const options = (folder: string) => ({ folder, onProgress, signal: abort.signal });
      const run = prepared && (await runProgram([...prepared.args, ...engineWords(services, prepared.args)], options(prepared.folder)));
      if (this.#stop.signal.aborted && run !== null && run.code === null) return;
      if (abort.signal.aborted) return await this.#end(job, "cancelled", "Cancelado.");
      if (run !== null && run.code !== 0 && run.code !== 1) return await this.#fail(job, messageOf(run));
      await kind.done(services, job, run);
      await this.#end(job, "done", null);
    } catch (error) {
      if (!services.isForPeople(error)) this.#tell(error);
      await this.#fail(job, services.isForPeople(error) ?? faultMessage);
    }
  }

  async #fail(job: Job, message: string): Promise<void> {
    await this.#end(job, "failed", message);
  }

  async #end(job: Job, state: "done" | "failed" | "cancelled", message: string | null): Promise<void> {
    try {
      const kind = this.#kinds[job.kind];
      const again = state === "failed" ? (kind?.otherwise?.(this.#services(), job) ?? null) : null;
      if (again) return requeue(this.#services(), job.id, again);
      if (state !== "done") await kind?.failed(this.#services(), job, message ?? "");
    } catch (error) {
      this.#tell(error);
    }
    endJob(this.#services(), job.id, state, message);
    for (const listener of this.#listeners) listener(job);
  }
}

function messageOf({ code, told }: ProgramRun): string {
  const last = told.at(-1);
  return code === 2 && last !== undefined ? last : faultMessage;
}
