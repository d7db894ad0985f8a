// The threads of lanes: kept from batch to batch, as each costs a twentieth of a second and its memory.
import { Worker } from "node:worker_threads";
import type { ToThread } from "./lane-thread.ts";

export class LaneThreads {
  #idle: Worker[] = [];

  /** A thread that waits for `begin`. */
  take(): Worker {
    return this.#idle.pop() ?? new Worker(new URL("./lane-thread.ts", import.meta.url));
  }

  /** One that has said `ended`. */
  giveBack(worker: Worker): void {
    this.#idle.push(worker);
  }

  /** Until then, idle threads keep the process from ending. */
  async end(): Promise<void> {
    await stopped(this.#idle.splice(0));
  }
}

/**
 * Has threads end by themselves, and waits for it. They are never terminated: that ends the whole process where a thread is just making what
 * compresses a page (Node.js 24: "close before init").
 */
export async function stopped(workers: readonly Worker[]): Promise<void> {
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve) => {
          // One that failed has ended, or does.
          if (worker.threadId === -1) return resolve();
          worker.on("exit", () => resolve());
          worker.on("error", () => {});
          worker.postMessage({ kind: "stop" } satisfies ToThread);
        }),
    ),
  );
}
