// The requests that are sending bytes right now, by upload: the newest wins, and a server that stops cuts them off without a loss.
import type { Readable } from "node:stream";
import type { Services } from "../services.ts";

interface Sending {
  from: Readable;
  ended: Promise<unknown>;
}

export class ActiveUploads {
  readonly #sending = new Map<string, Sending>();

  /** Does `work` with the bytes of `from`; one that was still sending to the same upload is cut off before. */
  async run<Result>(id: string, from: Readable, work: () => Promise<Result>): Promise<Result> {
    await this.cut(id);
    const ended = work();
    const sending = { from, ended: ended.catch(() => {}) };
    this.#sending.set(id, sending);
    try {
      return await ended;
    } finally {
      if (this.#sending.get(id) === sending) this.#sending.delete(id);
    }
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
