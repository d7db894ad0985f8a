// One file on its way to the server by tus: goes on where it was broken off, after a lost connection, a reload, or another day.
import type { PreviousUpload, Upload, UploadOptions } from "tus-js-client";

export type TusClient = { Upload: new (file: File, options: UploadOptions) => Upload };

export interface SendingFacts {
  delivery: string;
  csrf: string;
  source: string;
  role: string;
  purpose: string;
  format: string;
  timeZone: string;
}

export type SendingState = "waiting" | "sending" | "paused" | "offline" | "done" | "failed";

/** A lost connection is tried again for so long as the page is open. */
const retryDelays = [0, 1000, 3000, 5000, ...Array.from({ length: 720 }, () => 10_000)];
/** What a busy server or a proxy takes in one piece; a piece that is broken off goes on in its middle. */
const speedSeconds = 5;

export class Sending {
  readonly file: File;
  state: SendingState = "waiting";
  sentBytes = 0;
  /** For people. */
  message = "";
  /** The server's id of it, once it has one. */
  id = "";
  readonly #upload: Upload;
  readonly #changed: (sending: Sending) => void;
  #samples: [number, number][] = [];

  constructor(tus: TusClient, file: File, facts: SendingFacts, changed: (sending: Sending) => void) {
    this.file = file;
    this.#changed = changed;
    const { csrf, ...metadata } = facts;
    this.#upload = new tus.Upload(file, {
      endpoint: "/subidas",
      retryDelays,
      headers: { "x-csrf-token": csrf },
      metadata: { ...metadata, filename: file.name },
      removeFingerprintOnSuccess: true,
      // Another day the same file has the same name, size and date; sent as another source it is another upload.
      fingerprint: async () =>
        ["memoria", facts.delivery, facts.purpose, facts.source, facts.role, file.name, file.size, file.lastModified].join("|"),
      onShouldRetry: (error) => this.#mayRetry(error.originalResponse?.getStatus() ?? 0, bodyOf(error)),
      onUploadUrlAvailable: () => {
        this.id = this.#upload.url?.split("/").at(-1) ?? "";
      },
      onProgress: (sent) => this.#progress(sent),
      onError: (error) => this.#failed("originalResponse" in error ? error.originalResponse?.getStatus() : 0, bodyOf(error)),
      onSuccess: () => this.#end("done", ""),
    });
  }

  /** Begins, or goes on from where the server has it. */
  async start(): Promise<void> {
    this.state = "sending";
    this.message = "";
    this.#samples = [];
    if (this.#upload.url === null) {
      const [previous] = (await this.#upload.findPreviousUploads()).sort(byNewest);
      if (previous) this.#upload.resumeFromPreviousUpload(previous);
    }
    if (this.state !== "sending") return;
    this.#upload.start();
    this.#changed(this);
  }

  async pause(): Promise<void> {
    this.state = "paused";
    await this.#upload.abort();
    this.#changed(this);
  }

  /** Takes it back, at the server too. */
  async cancel(): Promise<void> {
    this.state = "failed";
    this.message = "Retirado.";
    await this.#upload.abort(true).catch(() => {});
    this.#changed(this);
  }

  /** Bytes in a second of late; 0: nothing to tell by. */
  get speed(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last[0] === first[0] || this.state !== "sending") return 0;
    return ((last[1] - first[1]) * 1000) / (last[0] - first[0]);
  }

  #progress(sent: number): void {
    if (this.state === "offline") [this.state, this.message] = ["sending", ""];
    this.sentBytes = sent;
    const now = Date.now();
    this.#samples.push([now, sent]);
    this.#samples = this.#samples.filter(([at]) => now - at <= speedSeconds * 1000);
    this.#changed(this);
  }

  /** `told`: why the server does not take it now, where it says so. */
  #mayRetry(status: number, told: string): boolean {
    const isPassing = status === 0 || status === 409 || status === 423 || status === 429 || (status >= 500 && status !== 507);
    if (isPassing && (this.state === "sending" || this.state === "offline")) {
      this.state = "offline";
      this.message = told;
      this.#samples = [];
      this.#changed(this);
    }
    return isPassing && this.state !== "paused";
  }

  #failed(status: number | undefined, told: string): void {
    const words: Record<number, string> = {
      401: "La sesión terminó. Lo enviado se conserva: entrar otra vez y elegir el mismo archivo.",
      403: "La sesión cambió. Lo enviado se conserva: recargar la página y elegir el mismo archivo.",
    };
    const lost = "No hay conexión con el servidor. Lo enviado se conserva.";
    this.#end("failed", words[status ?? 0] ?? (told || (status ? "El servidor no aceptó el archivo." : lost)));
  }

  #end(state: SendingState, message: string): void {
    this.state = state;
    this.message = message;
    this.#changed(this);
  }
}

function byNewest(a: PreviousUpload, b: PreviousUpload): number {
  return b.creationTime.localeCompare(a.creationTime);
}

/** What the server says for people, in a problem's `detail`. */
function bodyOf(error: unknown): string {
  try {
    const body = (error as { originalResponse?: { getBody(): string } | null }).originalResponse?.getBody() ?? "";
    return String(JSON.parse(body).detail ?? "");
  } catch {
    return "";
  }
}
