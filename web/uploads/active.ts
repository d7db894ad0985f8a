// The requests that are sending bytes right now, by upload: the newest wins, and a server that stops cuts them off without a loss.
import type { Readable } from "node:stream";
import type { Upload } from "../records/uploads.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

/** Requests that send bytes at once, each of which holds up to 4 MB in memory (see byte-sink.ts); of one delivery, and of all. */
export const mostSending = { ofDelivery: 30, ofAll: 100 } as const;

interface Sending {
  delivery: string;
  from: Readable;
  ended: Promise<unknown>;
}

export class ActiveUploads {
  readonly #sending = new Map<string, Sending>();

  /**
   * Does `work` with the bytes of `from`; one that was still sending to the same upload is cut off before.
   * Throws Problem `busy` where as many send as may.
   */
  async run<Result>({ id, delivery }: Pick<Upload, "id" | "delivery">, from: Readable, work: () => Promise<Result>): Promise<Result> {
    await this.cut(id);
    this.#requireRoom(delivery);
    const ended = work();
    const sending = { delivery, from, ended: ended.catch(() => {}) };
    this.#sending.set(id, sending);
    try {
      return await ended;
    } finally {
      if (this.#sending.get(id) === sending) this.#sending.delete(id);
    }
  }

  #requireRoom(delivery: string): void {
    const ofDelivery = [...this.#sending.values()].filter((each) => each.delivery === delivery).length;
    if (ofDelivery >= mostSending.ofDelivery || this.#sending.size >= mostSending.ofAll)
      throw new Problem(
        "busy",
        "Se están recibiendo tantos archivos a la vez como es posible. Nada se perdió: se puede intentar en unos minutos.",
      );
  }

  /** Ends what is being sent to an upload; all that came is in its file then. */
  async cut(id: string): Promise<void> {
    const sending = this.#sending.get(id);
    if (!sending) return;
    sending.from.destroy();
    await sending.ended;
  }

  async cutAll(): Promise<void> {
    await Promise.all([...this.#sending.keys()].map((id) => this.cut(id)));
  }
}

const ofServer = new WeakMap<object, ActiveUploads>();

export function activeUploads({ db }: Pick<Services, "db">): ActiveUploads {
  const found = ofServer.get(db) ?? new ActiveUploads();
  ofServer.set(db, found);
  return found;
}
