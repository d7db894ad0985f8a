// The API of the store's care: what it takes, backups, checks, deletion and what stays of it.
import { z } from "zod";
import { askCare, askDeletion, careState, deletions, lastCheckResult, removeBackup } from "../deeds/care.ts";
import { diskBytes, storageUse } from "../deeds/storage.ts";
import { backups } from "../jobs/store-care.ts";
import { versionsOf } from "../records/versions.ts";
import { backupAnswer, keptReceiptAnswer } from "./admin-storage.ts";
import { type Answer, json } from "./answer.ts";
import { api, done, isDone } from "./api-facts.ts";
import { readBody } from "./forms.ts";
import { listed, listOf, listQuery, partOf } from "./lists.ts";
import type { Route, Visit } from "./route.ts";

const access = ["administrador"] as const;
const tag = "Almacén";
const size = z.int().nonnegative();
const bytesShape = z.object({
  raw: size.describe("Bitácoras originales."),
  lines: size.describe("Líneas leídas."),
  rollups: size.describe("Cálculos."),
  memorias: size.describe("Borradores y versiones con sus archivos."),
  total: size,
});
const storageShape = z.object({
  disk: z.object({ freeBytes: size, totalBytes: size }),
  totalBytes: size.describe("De todas las memorias técnicas."),
  deliveries: z.array(
    z.object({
      id: z.string(),
      organisation: z.string(),
      call: z.string(),
      state: z.enum(["preparacion", "entregada", "aceptada", "devuelta"]),
      versions: size.describe("Versiones entregadas."),
      bytes: bytesShape,
    }),
  ),
});
const workShape = z.object({
  isRunning: z.boolean().describe("Está en curso o espera su turno."),
  error: z.string().nullable().describe("Por qué no se pudo hacer lo último que se pidió; null: se pudo, o no se ha pedido."),
});
const backupsShape = workShape.extend({
  backups: z.array(
    z.object({
      job: z.int(),
      bytes: size,
      createdAt: z.string(),
      isReceived: z.boolean().describe("Se envió a este servidor; no lo hizo él."),
    }),
  ),
});
const checkShape = workShape.extend({
  result: z
    .object({ job: z.int(), endedAt: z.string(), isWell: z.boolean(), told: z.array(z.string()) })
    .nullable()
    .describe("De la última revisión que terminó; null: ninguna."),
});
const deletionShape = z.object({
  id: z.string(),
  organisation: z.string(),
  call: z.string(),
  deletedAt: z.string(),
  state: z.enum(["running", "done", "failed"]),
  error: z.string().nullable(),
  receipts: z.array(z.int()).describe("Números de las versiones cuyo acuse se conserva."),
});
const asked = z.object({ job: z.int() });
const deletionBody = z.object({ name: z.string().max(200).describe("El nombre del difusor, escrito: así nadie borra otra.") });

/** In the order of their ids: sizes change between two parts of a list. */
async function storage(visit: Visit): Promise<Answer> {
  const { services } = visit;
  const [disk, used] = await Promise.all([diskBytes(services), storageUse(services)]);
  const byId = used.toSorted((a, b) => (a.delivery.id < b.delivery.id ? -1 : 1));
  const { part, ...more } = partOf(visit, byId, ({ delivery }) => delivery.id);
  const value = {
    disk: { freeBytes: disk.free, totalBytes: disk.total },
    totalBytes: used.reduce((sum, { total }) => sum + total, 0),
    deliveries: part.map(({ delivery: { id, organisation, call, state }, bytes, total }) => ({
      ...{ id, organisation, call, state, versions: versionsOf(services, id).length },
      bytes: { ...bytes, total },
    })),
  };
  return json(value, more);
}

async function backupList(visit: Visit): Promise<Answer> {
  const { part, ...more } = partOf(visit, await backups(visit.services), ({ job }) => String(job));
  return json({ ...careState(visit.services, "backup"), backups: part }, more);
}

const backupRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/backups",
    access,
    api: api(tag, "read", "Los respaldos que hay en el servidor, el último primero, y si se hace otro.", {
      query: listQuery,
      response: backupsShape,
    }),
    handle: backupList,
  },
  {
    method: "POST",
    path: "/api/v1/backups",
    access,
    api: api(tag, "write", "Pide un respaldo; job será su número. Pedido dos veces, se hace uno.", { response: asked }),
    handle: ({ services, actor }) => json({ job: askCare(services, actor, "backup") }, { status: 202 }),
  },
  {
    method: "GET",
    path: "/api/v1/backups/:job",
    access,
    api: api(tag, "read", "Un respaldo: un archivo con todo, también las claves.", { response: null, contentType: "application/x-tar" }),
    handle: backupAnswer,
  },
  {
    method: "DELETE",
    path: "/api/v1/backups/:job",
    access,
    api: api(tag, "write", "Borra un respaldo del servidor.", { response: done }),
    handle: async (visit) => {
      await removeBackup(visit.services, visit.actor, visit.parameter("job"));
      return isDone();
    },
  },
];

const deletionRoutes: readonly Route[] = [
  {
    method: "DELETE",
    path: "/api/v1/deliveries/:delivery",
    access,
    api: api(tag, "write", "Borra una memoria técnica y destruye su clave; se conservan los acuses y la auditoría. No se puede deshacer.", {
      body: deletionBody,
      response: asked,
    }),
    handle: ({ services, actor, delivery, form }) =>
      json({ job: askDeletion(services, actor, delivery.id, readBody(deletionBody, form).name) }, { status: 202 }),
  },
  {
    method: "GET",
    path: "/api/v1/deletions",
    access,
    api: api(tag, "read", "Las memorias técnicas borradas, la última primero.", { query: listQuery, response: listOf(deletionShape) }),
    handle: (visit) => listed(visit, deletions(visit.services), ({ id }) => id),
  },
  {
    method: "GET",
    path: "/api/v1/deletions/:id/receipts/:number",
    access,
    api: api(tag, "read", "El acuse de una memoria técnica borrada, en PDF.", { response: null, contentType: "application/pdf" }),
    handle: keptReceiptAnswer,
  },
];

export const apiStorageRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/storage",
    access,
    api: api(tag, "read", "Lo que ocupa cada memoria técnica, por clase de archivo, y lo que queda libre en el disco.", {
      query: listQuery,
      response: storageShape,
    }),
    handle: storage,
  },
  ...backupRoutes,
  {
    method: "GET",
    path: "/api/v1/checks",
    access,
    api: api(tag, "read", "Si se revisa el almacén, y qué dijo la última revisión que terminó.", { response: checkShape }),
    handle: ({ services }) => json({ ...careState(services, "check"), result: lastCheckResult(services) }),
  },
  {
    method: "POST",
    path: "/api/v1/checks",
    access,
    api: api(tag, "write", "Pide que se lea todo el almacén y se compruebe cada archivo. Pedido dos veces, se hace una.", {
      response: asked,
    }),
    handle: ({ services, actor }) => json({ job: askCare(services, actor, "check") }, { status: 202 }),
  },
  ...deletionRoutes,
];
