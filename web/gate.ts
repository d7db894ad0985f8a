// Who is inside: requests that use the store, so that it can be exchanged when all have gone and before the next comes in.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Problem } from "./routes/problem.ts";

interface Inside {
  raw: IncomingMessage;
  /** Handlers that have not ended; they may go on after the connection is gone. */
  working: number;
  isAnswered: boolean;
}

/** How long requests may go on by themselves, and how long after their connections were ended. */
export interface GatePatience {
  politeMilliseconds: number;
  mostMilliseconds: number;
}
const usualPatience: GatePatience = { politeMilliseconds: 5000, mostMilliseconds: 30_000 };
const lookMilliseconds = 20;

const closedText =
  "El almacén se está cambiando por otro. En unos segundos la aplicación responde de nuevo; si tarda más de unos minutos, quien administra el servidor debe reiniciarlo: el cambio se termina al arrancar.";

export class StoreGate {
  readonly #inside = new Map<IncomingMessage, Inside>();
  #isClosed = false;
  #outside = 0;

  /** While it is closed nobody may ask the store anything. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** A request comes in, until its answer has gone. Throws Problem `busy` while the gate is closed. */
  enter(raw: IncomingMessage, answer: ServerResponse): void {
    if (this.#isClosed) throw new Problem("busy", closedText);
    const one: Inside = { raw, working: 0, isAnswered: false };
    this.#inside.set(raw, one);
    answer.once("close", () => {
      one.isAnswered = true;
      this.#leave(one);
    });
  }

  /** The work of a request that came in: it is inside until that ends, even where nobody waits for the answer. */
  async work<Result>(raw: IncomingMessage, work: () => Promise<Result> | Result): Promise<Result> {
    const one = this.#inside.get(raw);
    if (!one) return work();
    one.working++;
    try {
      return await work();
    } finally {
      one.working--;
      this.#leave(one);
    }
  }

  /** Work of no request, done unless the gate is closed. */
  async aside(work: () => Promise<void>): Promise<void> {
    if (this.#isClosed) return;
    this.#outside++;
    try {
      await work();
    } finally {
      this.#outside--;
    }
  }

  #leave(one: Inside): void {
    if (one.isAnswered && one.working === 0) this.#inside.delete(one.raw);
  }

  /**
   * Closes it and waits until nobody but `own` is inside; connections that take too long are ended. Throws Problem `conflict` where it is closed,
   * `busy` where somebody does not go: it is open again then.
   */
  async close(own: IncomingMessage, patience: GatePatience = usualPatience): Promise<void> {
    if (this.#isClosed) throw new Problem("conflict", "Ya se está cambiando el almacén.");
    this.#isClosed = true;
    if (await this.#emptied(own, patience.politeMilliseconds)) return;
    for (const { raw } of this.#inside.values()) if (raw !== own) raw.destroy();
    if (await this.#emptied(own, patience.mostMilliseconds)) return;
    this.open();
    throw new Problem(
      "busy",
      "Hay trabajo que no termina y el almacén no se puede cambiar ahora. Nada cambió: se puede intentar en unos minutos.",
    );
  }

  open(): void {
    this.#isClosed = false;
  }

  async #emptied(own: IncomingMessage, milliseconds: number): Promise<boolean> {
    const until = performance.now() + milliseconds;
    const isEmpty = (): boolean => this.#outside === 0 && [...this.#inside.keys()].every((raw) => raw === own);
    while (!isEmpty() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, lookMilliseconds));
    return isEmpty();
  }
}
