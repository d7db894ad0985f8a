// The API of recovering a backup: sent, unpacked, compared, put in force; and of the stores that were set aside.
import type { Readable } from "node:stream";
import { z } from "zod";
import { careState } from "../deeds/care.ts";
import {
  asideFacts,
  askRestore,
  discardStaged,
  exchangeWords,
  folderOf,
  putInForce,
  removalWords,
  removeAside,
} from "../deeds/exchange.ts";
import { mostBackupBytes, receiveBackup } from "../deeds/received-backup.ts";
import { currentContents } from "../deeds/store-contents.ts";
import {
  type AsideFacts,
  asideSchema,
  asideStores,
  contentsSchema,
  type StagedFacts,
  stagedFacts,
  stagedSchema,
} from "../deeds/store-facts.ts";
import { lossBetween } from "../deeds/store-loss.ts";
import { type Answer, json } from "./answer.ts";
import { api, done, isDone, one } from "./api-facts.ts";
import { readBody } from "./forms.ts";
import { listed, listOf, listQuery } from "./lists.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const access = ["administrador"] as const;
const tag = "Almacén";
const asked = z.object({ job: z.int() });
const comparisonShape = z.object({
  current: contentsSchema.describe("El almacén en uso ahora."),
  lost: z.record(z.string(), z.int()).describe("Lo que está en uso y este almacén no tiene, por clase."),
  returning: z.int().describe("Memorias técnicas que este almacén tiene, y que se borraron o ya no están."),
});
const restoreShape = z.object({
  isRunning: z.boolean().describe("Se desempaca, o espera su turno."),
  error: z.string().nullable().describe("Por qué no se pudo desempacar el último; null: se pudo, o no se ha pedido."),
  restored: stagedSchema.extend(comparisonShape.shape).nullable().describe("El respaldo desempacado; null: no hay ninguno."),
});
const exchangeBody = z.object({ confirmation: z.string().max(100).describe(`Las palabras: ${exchangeWords}`) });
const stagedBody = exchangeBody.extend({ job: z.int().describe("El de lo desempacado: así nadie pone otro.") });
const removalBody = z.object({ confirmation: z.string().max(100).describe(`Las palabras: ${removalWords}`) });

async function compared({ services }: Visit, facts: StagedFacts | AsideFacts) {
  const [current, loss] = [await currentContents(services), await lossBetween(services, folderOf(services, facts))];
  return { ...facts, current, ...loss };
}

async function restoreState(visit: Visit): Promise<Answer> {
  const state = careState(visit.services, "restore");
  const facts = state.isRunning ? null : await stagedFacts(visit.services);
  return json({ ...state, restored: facts && (await compared(visit, facts)) });
}

async function receive(visit: Visit): Promise<Answer> {
  const { services, actor, request } = visit;
  const body = request.body as Readable | null | undefined;
  if (typeof body?.pipe !== "function") throw new Problem("invalid", "Se esperaba el respaldo tal cual (application/octet-stream).");
  const told = request.headers["content-length"];
  const job = await receiveBackup(services, actor, body, { bytes: told === undefined ? null : Number(told), isExact: true });
  return json({ job }, { status: 201 });
}

async function exchangeStaged(visit: Visit): Promise<Answer> {
  const { job, confirmation } = readBody(stagedBody, visit.form);
  const facts = one(await stagedFacts(visit.services));
  if (facts.job !== job) throw new Problem("conflict", "Lo desempacado es de otro trabajo. Nada cambió.");
  await putInForce(visit, facts, confirmation);
  return isDone();
}

export const apiRestoreRoutes: readonly Route[] = [
  {
    method: "PUT",
    path: "/api/v1/backups/received",
    access,
    bodyLimit: mostBackupBytes,
    api: api(
      tag,
      "write",
      "Envía un respaldo en el cuerpo (application/octet-stream), de cualquier tamaño; job es su número en la lista.",
      {
        response: asked,
      },
    ),
    handle: receive,
  },
  {
    method: "POST",
    path: "/api/v1/backups/:job/restore",
    access,
    api: api(tag, "write", "Pide que un respaldo se desempaque y se compruebe aparte; el almacén en uso sigue como está.", {
      response: asked,
    }),
    handle: async (visit) => json({ job: await askRestore(visit.services, visit.actor, visit.parameter("job")) }, { status: 202 }),
  },
  {
    method: "GET",
    path: "/api/v1/restore",
    access,
    api: api(tag, "read", "Si se desempaca un respaldo; el desempacado, con lo que tiene y lo que se perdería.", {
      response: restoreShape,
    }),
    handle: restoreState,
  },
  {
    method: "DELETE",
    path: "/api/v1/restore",
    access,
    api: api(tag, "write", "Descarta el respaldo desempacado.", { response: done }),
    handle: async ({ services, actor }) => {
      await discardStaged(services, actor);
      return isDone();
    },
  },
  {
    method: "POST",
    path: "/api/v1/restore/exchange",
    access,
    api: api(
      tag,
      "write",
      "Pone en uso el almacén desempacado; el que estaba en uso se aparta completo. Las cuentas y tokens son los del otro.",
      {
        body: stagedBody,
        response: done,
      },
    ),
    handle: exchangeStaged,
  },
  {
    method: "GET",
    path: "/api/v1/set-aside",
    access,
    api: api(tag, "read", "Los almacenes apartados, el último primero.", { query: listQuery, response: listOf(asideSchema) }),
    handle: async (visit) => listed(visit, await asideStores(visit.services), ({ id }) => id),
  },
  {
    method: "GET",
    path: "/api/v1/set-aside/:aside",
    access,
    api: api(tag, "read", "Un almacén apartado, con lo que tiene y lo que se perdería al ponerlo de nuevo.", {
      response: asideSchema.extend(comparisonShape.shape),
    }),
    handle: async (visit) => json(await compared(visit, await asideFacts(visit.services, visit.parameter("aside")))),
  },
  {
    method: "POST",
    path: "/api/v1/set-aside/:aside/put-back",
    access,
    api: api(tag, "write", "Pone de nuevo en uso un almacén apartado; el que está en uso se aparta completo.", {
      body: exchangeBody,
      response: done,
    }),
    handle: async (visit) => {
      const { confirmation } = readBody(exchangeBody, visit.form);
      await putInForce(visit, await asideFacts(visit.services, visit.parameter("aside")), confirmation);
      return isDone();
    },
  },
  {
    method: "DELETE",
    path: "/api/v1/set-aside/:aside",
    access,
    api: api(tag, "write", "Borra un almacén apartado, con sus claves. No se puede deshacer.", { body: removalBody, response: done }),
    handle: async (visit) => {
      await removeAside(visit.services, visit.actor, visit.parameter("aside"), readBody(removalBody, visit.form).confirmation);
      return isDone();
    },
  },
];
