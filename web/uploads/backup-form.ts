// A backup sent by a plain form, of any size: written to disk as it comes, after its token was proven.
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { admit } from "../auth/guard.ts";
import { mostBackupBytes, receiveBackup } from "../deeds/received-backup.ts";
import { send } from "../pages/send.ts";
import { redirect } from "../routes/answer.ts";
import { Problem } from "../routes/problem.ts";
import type { Route, Visit } from "../routes/route.ts";
import type { Services } from "../services.ts";

const limits = { files: 1, fields: 2, parts: 4, fieldSize: 1000, fieldNameSize: 100, fileSize: mostBackupBytes };

/** Beside the table of routes, as the form is read as it comes. */
const backupFormPath = "/admin/almacen/respaldos";

export function addBackupForm(scope: FastifyInstance, services: Services): void {
  const route: Route = { method: "POST", path: backupFormPath, access: ["administrador"], handle: unused };
  scope.post(backupFormPath, async (request, reply) => {
    // Whoever is refused is not listened to any longer.
    reply.header("connection", "close");
    const visit = await receiveForm(services, route, request);
    reply.removeHeader("connection");
    return send(visit, redirect("/admin/almacen#respaldo", "respaldo-recibido"), reply);
  });
}

function unused(): never {
  throw new Error("the form answers by itself");
}

/** The token stands before the file, so who may send is known before its first byte. Answers who sent it. */
async function receiveForm(services: Services, route: Route, request: FastifyRequest): Promise<Visit> {
  const { raw, headers } = request;
  const type = headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) throw new Problem("invalid", "Se esperaba un formulario con un archivo.");
  const fields: Record<string, string> = {};
  const parts = new Busboy({ headers: { ...headers, "content-type": type }, limits });
  let work: Promise<Visit> | null = null;
  let failure: unknown = null;
  parts.on("field", (name, value) => {
    fields[name] = value;
  });
  parts.on("file", (_name, stream, fileName) => {
    if (!fileName || work) {
      stream.resume();
      return;
    }
    work = one(services, route, request, fields, stream);
    work.catch((error: unknown) => {
      failure ??= error;
      stream.resume();
      raw.unpipe();
      parts.destroy(error instanceof Error ? error : undefined);
    });
  });
  await pipeline(raw, parts, { end: true }).catch((error: unknown) => {
    failure ??= error;
  });
  const visit = await (work as Promise<Visit> | null)?.catch((error: unknown) => {
    failure = error;
    return null;
  });
  if (failure !== null) throw failure;
  if (!visit) {
    admitted(services, route, request, fields);
    throw new Problem("invalid", "No se eligió ningún archivo.");
  }
  return visit;
}

async function one(
  services: Services,
  route: Route,
  request: FastifyRequest,
  fields: Record<string, string>,
  stream: Readable & { truncated?: boolean },
): Promise<Visit> {
  const visit = admitted(services, route, request, fields);
  const told = Number(request.headers["content-length"] ?? 0);
  await receiveBackup(visit.services, visit.actor, stream, { bytes: told, isExact: false });
  return visit;
}

function admitted(services: Services, route: Route, request: FastifyRequest, fields: Record<string, string>): Visit {
  (request as { body: unknown }).body = fields;
  return admit(services, route, request);
}
