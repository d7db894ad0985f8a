// Where large files come in: tus below /subidas, and a plain form that is written to disk as it comes. The guard's rules hold here too.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { admit } from "../auth/guard.ts";
import { beginUpload, dropUpload, finishUpload, refuseClosed } from "../deeds/uploads.ts";
import { askedLanguage } from "../locale/asked-language.ts";
import { refusalIn } from "../locale/refusals.ts";
import { note } from "../records/audit.ts";
import { deliveryOf } from "../records/deliveries.ts";
import { moveUpload, type Upload, upload } from "../records/uploads.ts";
import { Problem } from "../routes/problem.ts";
import type { Route, Visit } from "../routes/route.ts";
import type { Services } from "../services.ts";
import { activeUploads } from "./active.ts";
import { addBackupForm } from "./backup-form.ts";
import { addUploadForm } from "./form.ts";
import { readLength, readMetadata } from "./metadata.ts";
import { isReadFromSocket } from "./socket-body.ts";
import { sweepUploads } from "./sweep.ts";
import { type TusAnswer, TusUploads, uploadsPath } from "./tus.ts";
import { receivedBytes, removeBytes } from "./upload-files.ts";

/** A file in many pieces needs many requests. */
const mostPerMinute = 6000;
const sweepMilliseconds = 3_600_000;

export function receiveUploads(app: FastifyInstance, services: Services): void {
  // Bytes of no kind are left in their stream for whoever wants them.
  app.addContentTypeParser("application/octet-stream", (_request, payload, done) => done(null, payload));
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    addTus(scope, services);
    addUploadForm(scope, services);
    addBackupForm(scope, services);
  });
  // The parser of requests has lost its place: the answer ends the connection.
  app.addHook("onSend", async (request, reply) => void (isReadFromSocket(request.raw) && reply.header("connection", "close")));
  app.addHook("preClose", () => activeUploads(services).cutAll());
  const sweeping = setInterval(() => void sweep(services), sweepMilliseconds).unref();
  app.addHook("onListen", () => sweep(services));
  app.addHook("onClose", () => clearInterval(sweeping));
}

async function sweep(services: Services): Promise<void> {
  await services.gate.aside(() => sweepUploads(services)).catch((error: unknown) => services.logFault(error, "sweep of uploads"));
}

function addTus(scope: FastifyInstance, services: Services): void {
  const tus = new TusUploads(services);
  const config = { rateLimit: { max: mostPerMinute, timeWindow: 60_000 } };
  const add = (method: "POST" | "PATCH" | "DELETE" | "HEAD", url: string, work: (visit: Visit) => Promise<TusAnswer>): void => {
    const route: Route = { method: method === "HEAD" ? "GET" : method, path: url, access: ["difusor"], handle: unused };
    scope.route({
      method,
      url,
      config,
      handler: async (request, reply) => {
        // Whoever is refused is not listened to any longer.
        reply.header("connection", "close");
        const answer = await work(admit(services, route, request));
        if (answer.status < 400) reply.removeHeader("connection");
        return sendAnswer(reply, answer);
      },
    });
  };
  const one = `${uploadsPath}/:upload`;
  add("POST", uploadsPath, (visit) => create(visit, tus));
  add("HEAD", one, (visit) => tellOffset(visit, tus));
  add("PATCH", one, (visit) => goOn(visit, tus));
  add("DELETE", one, (visit) => takeBack(visit));
}

function unused(): never {
  throw new Error("tus answers by itself");
}

function sendAnswer(reply: FastifyReply, { status, headers, body }: TusAnswer): FastifyReply {
  // What the protocol's own library says is English.
  const told =
    status < 400 ? body : body.replace(/^.+$/mu, (line) => refusalIn(line, askedLanguage(reply.request.headers["accept-language"])));
  return reply
    .code(status)
    .headers({ ...headers, "cache-control": "no-store" })
    .send(told);
}

async function create(visit: Visit, tus: TusUploads): Promise<TusAnswer> {
  const { services, request, person } = visit;
  const { filename, delivery: of, ...facts } = readMetadata(header(request, "upload-metadata"));
  const bytes = readLength(request.headers["upload-length"]);
  const delivery = deliveryOf(services, person, of);
  if (!delivery) throw new Problem("not-found");
  const begun = await beginUpload(services, person.id, delivery, { ...facts, name: filename, bytes });
  const { id } = begun;
  const answer = await tus.answer(request.raw, begun).catch(async (error: unknown) => {
    await dropUpload(services, id);
    throw error;
  });
  // What came with the request may have broken off; the upload stands all the same. Only one that never was is forgotten.
  if (answer.status >= 400 && (await receivedBytes(services, id)) === null) await dropUpload(services, id);
  await finishWhole(visit, id, bytes);
  return answer;
}

/** One's own upload into a delivery within reach; anybody else's is not there. */
function own(visit: Visit): Upload {
  const { services, person } = visit;
  const found = upload(services, visit.parameter("upload"));
  if (!found || found.person !== person.id || found.state === "withdrawn" || !deliveryOf(services, person, found.delivery))
    throw new Problem("not-found");
  return found;
}

async function tellOffset(visit: Visit, tus: TusUploads): Promise<TusAnswer> {
  const { request } = visit;
  const found = own(visit);
  if (found.state === "receiving") {
    const answer = await tus.answer(request.raw, found);
    // All may be there, where the server ended before it could say so.
    await finishWhole(visit, found.id, found.bytes);
    return answer;
  }
  const all = String(found.bytes);
  return { status: 200, headers: { "tus-resumable": "1.0.0", "upload-offset": all, "upload-length": all }, body: "" };
}

async function goOn(visit: Visit, tus: TusUploads): Promise<TusAnswer> {
  const found = own(visit);
  const delivery = deliveryOf(visit.services, visit.person, found.delivery);
  if (delivery) refuseClosed(delivery);
  if (found.state !== "receiving") throw new Problem("conflict", "El archivo ya se recibió completo.");
  const answer = await tus.answer(visit.request.raw, found);
  await finishWhole(visit, found.id, found.bytes);
  return answer;
}

async function finishWhole({ services, actor }: Visit, id: string, bytes: number): Promise<void> {
  if ((await receivedBytes(services, id)) === bytes) await finishUpload(services, actor, id);
}

async function takeBack(visit: Visit): Promise<TusAnswer> {
  const { services } = visit;
  const found = own(visit);
  if (!moveUpload(services, found.id, ["receiving"], "withdrawn")) throw new Problem("conflict", "El archivo ya se recibió completo.");
  note(services, visit.actor, "upload.withdrawn", found.delivery, { upload: found.id, name: found.name });
  await activeUploads(services).cut(found.id);
  await removeBytes(services, found.id);
  return { status: 204, headers: { "tus-resumable": "1.0.0" }, body: "" };
}

function header({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}
