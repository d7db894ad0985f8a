// Logs sent by a plain form, for a browser without scripts: written to disk as they come, whatever their size.
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { admit } from "../auth/guard.ts";
import { beginUpload, dropUpload, finishUpload, mostUploadBytes, type UploadFacts, uploadFactsSchema } from "../deeds/uploads.ts";
import { send } from "../pages/send.ts";
import { noteBytes } from "../records/uploads.ts";
import { redirect } from "../routes/answer.ts";
import { readForm } from "../routes/forms.ts";
import { Problem } from "../routes/problem.ts";
import type { Route, Visit } from "../routes/route.ts";
import type { Services } from "../services.ts";
import { activeUploads } from "./active.ts";
import { writeBytes } from "./byte-sink.ts";
import { makeReceived } from "./upload-files.ts";

const mostFiles = 100;
const limits = { files: mostFiles, fields: 20, parts: mostFiles + 20, fieldSize: 10_000, fieldNameSize: 100, fileSize: mostUploadBytes };

export function addUploadForm(scope: FastifyInstance, services: Services): void {
  const url = "/memorias/:delivery/bitacoras";
  const route: Route = { method: "POST", path: url, access: ["difusor"], handle: unused };
  scope.post(url, async (request, reply) => {
    reply.header("connection", "close");
    const form = new UploadForm(services, route, request);
    const received = await form.receive();
    if (received === 0) throw new Problem("invalid", "No se eligió ningún archivo.");
    reply.removeHeader("connection");
    return send(form.visit, redirect(`/memorias/${form.visit.delivery.id}/bitacoras#cargas`, "carga-recibida"), reply);
  });
}

function unused(): never {
  throw new Error("the form answers by itself");
}

/** One form on its way in: its fields come before its files, as the page has them, so who may send is known before the first byte. */
class UploadForm {
  readonly #services: Services;
  readonly #route: Route;
  readonly #request: FastifyRequest;
  readonly #fields: Record<string, string> = {};
  #admitted: { visit: Visit; facts: UploadFacts } | null = null;
  #received = 0;

  constructor(services: Services, route: Route, request: FastifyRequest) {
    this.#services = services;
    this.#route = route;
    this.#request = request;
  }

  get visit(): Visit {
    return this.#admit().visit;
  }

  /** Answers how many files came. Throws what admission and the limits throw; files that came whole before stay. */
  async receive(): Promise<number> {
    const { raw, headers } = this.#request;
    const type = headers["content-type"] ?? "";
    if (!type.startsWith("multipart/form-data")) throw new Problem("invalid", "Se esperaba un formulario con archivos.");
    const parts = new Busboy({ headers: { ...headers, "content-type": type }, limits });
    let failure: unknown = null;
    const work: Promise<void>[] = [];
    parts.on("field", (name, value) => {
      this.#fields[name] = value;
    });
    const coming = new Set<Readable>();
    parts.on("file", (_name, stream, fileName) => {
      coming.add(stream);
      // Where nobody writes it any more, nobody else listens, and the server would end of it.
      stream.on("error", () => {});
      const one = this.#file(stream, fileName ?? "").catch((error: unknown) => {
        failure ??= error;
        stream.resume();
        raw.unpipe();
        parts.destroy(error instanceof Error ? error : undefined);
      });
      work.push(one);
    });
    await pipeline(raw, parts, { end: true }).catch((error: unknown) => {
      failure ??= error;
      // Their end will never come: whoever writes them is told, and closes its file.
      for (const stream of coming) stream.destroy(error instanceof Error ? error : new Error("the form broke off"));
    });
    await Promise.all(work);
    if (failure !== null) throw failure;
    this.#admit();
    return this.#received;
  }

  #admit(): { visit: Visit; facts: UploadFacts } {
    if (this.#admitted) return this.#admitted;
    (this.#request as { body: unknown }).body = this.#fields;
    const visit = admit(this.#services, this.#route, this.#request);
    const read = readForm(uploadFactsSchema, this.#fields);
    if (!read.ok) throw new Problem("invalid", Object.values(read.errors));
    this.#admitted = { visit, facts: read.value };
    return this.#admitted;
  }

  async #file(stream: Readable & { truncated?: boolean }, name: string): Promise<void> {
    // A field for files in which none was chosen.
    if (name === "") {
      stream.resume();
      return;
    }
    const { visit, facts } = this.#admit();
    const most = Number(this.#request.headers["content-length"] ?? 0);
    const services = this.#services;
    const begun = await beginUpload(services, visit.person.id, visit.delivery, { ...facts, name, bytes: most });
    const { id } = begun;
    try {
      const file = await makeReceived(services, id);
      const write = (): Promise<number> => writeBytes(stream, file, { start: 0, most: mostUploadBytes });
      noteBytes(services, id, await activeUploads(services).run(begun, stream, write));
      if (stream.truncated) throw new Problem("too-large");
    } catch (error) {
      await dropUpload(services, id);
      throw error;
    }
    await finishUpload(services, visit.actor, id);
    this.#received++;
  }
}
