// A running server as the command line talks to it: JSON, files sent and fetched as streams, and errors for people.
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { type ClientRequest, type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { readFailure, UserError } from "../ingest/index.ts";
import type { Language } from "./output.ts";

const mostAnswerBytes = 256 * 1024 * 1024;

export class RemoteServer {
  readonly origin: string;
  readonly #token: string;
  /** In which refusals are told, as far as the server has the words. */
  readonly #language: string;

  /** Throws `usage` for an address that is none, or one whose token would travel in the open to another machine. */
  constructor(address: string, token: string, lang: Language) {
    const url = URL.canParse(address) ? new URL(address) : null;
    const isLocal = url !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
    if (!url || !(url.protocol === "https:" || (url.protocol === "http:" && isLocal)) || url.pathname !== "/" || url.username !== "")
      throw new UserError("usage", { given: `--server ${address}`, expected: "--server https://memoria.example.mx" });
    this.origin = url.origin;
    this.#token = token;
    this.#language = lang === "es" ? "es-MX, es" : `${lang}, es;q=0.5`;
  }

  /** Throws `server-unreachable`, `server-refused`. */
  async json<Value>(method: string, address: string, body?: object): Promise<Value> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const headers = content === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(content) };
    const response = await this.#answer(this.#request(method, address, headers), async (request) => void request.end(content));
    return JSON.parse(await textOf(response)) as Value;
  }

  /** Null: it is not there (yet). */
  async jsonOrNull<Value>(method: string, address: string): Promise<Value | null> {
    try {
      return await this.json<Value>(method, address);
    } catch (error) {
      if (error instanceof UserError && error.code === "server-refused" && (error.facts as { status: number }).status === 404) return null;
      throw error;
    }
  }

  /** Sends a file as it is; only a piece of it is in memory. Throws `file-unreadable` and the like for the file. */
  async putFile<Value>(address: string, file: string, onBytes: (bytes: number) => void): Promise<Value> {
    const { size } = await stat(file).catch((error: unknown) => {
      throw readFailure(error, file);
    });
    const headers = { "content-type": "application/octet-stream", "content-length": size };
    const response = await this.#answer(this.#request("PUT", address, headers), (request) => {
      const content = createReadStream(file, { highWaterMark: 1024 * 1024 });
      content.on("data", (chunk) => onBytes(chunk.length));
      return pipeline(content, request);
    });
    return JSON.parse(await textOf(response)) as Value;
  }

  async download(address: string, file: string): Promise<void> {
    const response = await this.#answer(this.#request("GET", address, {}), async (request) => void request.end());
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(response, createWriteStream(file, { mode: 0o600 }));
  }

  #request(method: string, address: string, headers: Record<string, string | number>): ClientRequest {
    const url = new URL(address, this.origin);
    const make = url.protocol === "https:" ? secureRequest : plainRequest;
    const usual = { accept: "application/json", "accept-language": this.#language, authorization: `Bearer ${this.#token}` };
    return make(url, { method, headers: { ...headers, ...usual } });
  }

  async #answer(request: ClientRequest, send: (request: ClientRequest) => Promise<void>): Promise<IncomingMessage> {
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.once("response", resolve);
      request.once("error", reject);
    });
    try {
      // A server may answer before all was sent: what it says then is what counts.
      const response = await Promise.race([
        answered,
        send(request).then(
          () => answered,
          () => answered,
        ),
      ]);
      if ((response.statusCode ?? 500) >= 400) throw await this.#refusal(response);
      return response;
    } catch (error) {
      if (error instanceof UserError) throw error;
      const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
      throw new UserError("server-unreachable", { server: this.origin, reason });
    }
  }

  async #refusal(response: IncomingMessage): Promise<UserError> {
    const text = await textOf(response);
    const status = response.statusCode ?? 500;
    let detail = response.statusMessage ?? "";
    try {
      const told = JSON.parse(text) as { title?: unknown; detail?: unknown };
      detail = [told.title, told.detail].filter((part) => typeof part === "string" && part !== "").join(". ");
    } catch {
      // What is no JSON comes from something that stands between.
    }
    return new UserError("server-refused", { server: this.origin, status, detail });
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostAnswerBytes) throw new Error("the server's answer has no end");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
