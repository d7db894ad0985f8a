// The tus protocol, which lets an upload go on where it broke off: @tus/server does it, this file gives it bytes from the socket and names.
import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage } from "node:http";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import type { Upload } from "../records/uploads.ts";
import type { Services } from "../services.ts";
import { activeUploads } from "./active.ts";
import { TooManyBytes, writeBytes } from "./byte-sink.ts";
import { receivedPath, uploadsFolder } from "./upload-files.ts";

/** A request on its way through @tus/server. */
interface Exchange {
  raw: IncomingMessage;
  /** The upload that it is about. */
  id: string;
}

export interface TusAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export const uploadsPath = "/subidas";

export class TusUploads {
  readonly #exchange = new AsyncLocalStorage<Exchange>();
  readonly #server: Server;
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
    this.#server = new Server({
      path: uploadsPath,
      datastore: new SocketStore(services, this.#exchange),
      relativeLocation: true,
      // A page of another site has no business here.
      allowedOrigins: () => false,
      namingFunction: () => this.#exchange.getStore()?.id ?? "",
    });
  }

  /** The request must have been admitted before: here nobody asks who it is. */
  async answer(raw: IncomingMessage, of: Pick<Upload, "id" | "delivery">): Promise<TusAnswer> {
    const { id } = of;
    // The body is read from the socket by SocketStore: the web's own streams would halve the speed.
    const request = new Request(`http://localhost${raw.url}`, { method: raw.method ?? "GET", headers: headersOf(raw) });
    const active = activeUploads(this.#services);
    const work = async (): Promise<TusAnswer> => {
      const response = await this.#exchange.run({ raw, id }, () => this.#server.handleWeb(request));
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    };
    if (raw.method === "PATCH" || raw.method === "POST") return active.run(of, raw, work);
    await active.cut(id);
    return work();
  }
}

function headersOf({ headers }: IncomingMessage): Headers {
  const kept = new Headers();
  for (const name of ["tus-resumable", "upload-length", "upload-offset", "upload-metadata", "content-type", "content-length"]) {
    const value = headers[name];
    if (typeof value === "string") kept.set(name, value);
  }
  return kept;
}

/** Files as @tus/file-store keeps them, but written straight from the socket. */
class SocketStore extends FileStore {
  readonly #services: Services;
  readonly #exchange: AsyncLocalStorage<Exchange>;

  constructor(services: Services, exchange: AsyncLocalStorage<Exchange>) {
    super({ directory: uploadsFolder(services) });
    this.#services = services;
    this.#exchange = exchange;
    // Every upload tells its size before it begins: the disk is asked whether there is room.
    this.extensions = ["creation", "creation-with-upload", "termination"];
  }

  override async write(_empty: unknown, id: string, offset: number): Promise<number> {
    const { size = 0 } = await this.getUpload(id);
    const raw = this.#exchange.getStore()?.raw;
    if (!raw) throw new Error("bytes without a request");
    try {
      return offset + (await writeBytes(raw, receivedPath(this.#services, id), { start: offset, most: size - offset }));
    } catch (error) {
      throw refused(error);
    }
  }
}

/** As @tus/server tells it to the client: one that breaks off is asked to try again. */
function refused(error: unknown): { status_code: number; body: string } {
  if (error instanceof TooManyBytes) return { status_code: 413, body: "Llegaron más bytes de los que se anunciaron.\n" };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOSPC" || code === "EDQUOT") return { status_code: 507, body: "No hay espacio en el disco del servidor.\n" };
  return { status_code: 500, body: "El envío se interrumpió.\n" };
}
