// The API of a delivery's logs: uploads, files and work, as the page has them.
import type { Readable } from "node:stream";
import { z } from "zod";
import { fileFacts, fileShape, jobFacts, jobShape, uploadFacts, uploadShape, uploadsFacts } from "../deeds/log-facts.ts";
import { deliveryFile, deliveryFiles, readFileAgain, takeFileBack } from "../deeds/log-files.ts";
import { mostRejects, rejectedLines, rejectShape } from "../deeds/rejected-lines.ts";
import { repeatedLines } from "../deeds/repeated-lines.ts";
import {
  beginUpload,
  dropUpload,
  finishUpload,
  mostUploadBytes,
  readingSchema,
  retrySchema,
  retryUpload,
  uploadFactsSchema,
  uploadIn,
  withdrawUpload,
} from "../deeds/uploads.ts";
import { type Job, job, openJobs } from "../records/jobs.ts";
import { noteBytes, upload, uploadsOf } from "../records/uploads.ts";
import { activeUploads } from "../uploads/active.ts";
import { writeBytes } from "../uploads/byte-sink.ts";
import { makeReceived } from "../uploads/upload-files.ts";
import { type Answer, json } from "./answer.ts";
import { readBody } from "./forms.ts";
import { askedPart, partQuery } from "./lists.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const tag = "Bitácoras";
const root = "/api/v1/deliveries/:delivery";
const readers = ["difusor"] as const;
const writers = ["difusor"] as const;
const queued = z.object({ job: z.int() });

async function listUploads(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const { part, ...more } = askedPart(visit, uploadsOf(services, delivery.id), ({ id }) => id);
  return json({ uploads: await uploadsFacts(services, delivery.id, part) }, more);
}

async function oneUpload({ services, delivery }: Visit, id: string): Promise<Answer> {
  return json(await uploadFacts(services, uploadIn(services, delivery, id)));
}

/** The whole file in one request, written to disk as it comes: for the command line. */
async function putFile(visit: Visit): Promise<Answer> {
  const { services, request, person, delivery } = visit;
  const facts = readBody(uploadFactsSchema, visit.query);
  const body = request.body as Readable | null | undefined;
  if (typeof body?.pipe !== "function") throw new Problem("invalid", "Se esperaba el archivo tal cual (application/octet-stream).");
  const told = request.headers["content-length"];
  const bytes = told === undefined ? null : Number(told);
  const begun = await beginUpload(services, person.id, delivery, { ...facts, name: visit.parameter("name"), bytes });
  const { id } = begun;
  try {
    const file = await makeReceived(services, id);
    const write = (): Promise<number> => writeBytes(body, file, { start: 0, most: bytes ?? mostUploadBytes });
    noteBytes(services, id, await activeUploads(services).run(begun, body, write));
  } catch (error) {
    await dropUpload(services, id);
    throw error;
  }
  await finishUpload(services, visit.actor, id);
  const added = upload(services, id);
  if (!added) throw new Problem("not-found");
  return json(await uploadFacts(services, added), { status: 202 });
}

async function listFiles(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const repeated = await repeatedLines(services, delivery);
  const { part, ...more } = askedPart(visit, deliveryFiles(services, delivery), ({ file }) => String(file.id));
  return json({ files: part.map((each) => fileFacts(services, delivery, each, repeated)) }, more);
}

async function oneFile(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const found = deliveryFile(services, delivery, visit.parameter("file"));
  return json(fileFacts(services, delivery, found, await repeatedLines(services, delivery)));
}

async function rejects(visit: Visit): Promise<Answer> {
  const found = deliveryFile(visit.services, visit.delivery, visit.parameter("file"));
  return json({ total: found.file.rejected, rejects: await rejectedLines(visit.services, visit.delivery, found) });
}

function oneJob(visit: Visit): Answer {
  const found: Job | null = job(visit.services, Number(visit.parameter("job")) || 0);
  if (found?.delivery !== visit.delivery.id) throw new Problem("not-found");
  return json(jobFacts(found));
}

export const apiLogRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${root}/uploads`,
    access: readers,
    api: {
      summary: "Cargas de una memoria técnica, con su avance.",
      tag,
      scope: "read",
      query: partQuery,
      response: z.object({ uploads: z.array(uploadShape) }),
    },
    handle: listUploads,
  },
  {
    method: "GET",
    path: `${root}/uploads/:upload`,
    access: readers,
    api: { summary: "Una carga.", tag, scope: "read", response: uploadShape },
    handle: (visit) => oneUpload(visit, visit.parameter("upload")),
  },
  {
    method: "POST",
    path: `${root}/uploads/:upload/retry`,
    access: writers,
    api: {
      summary:
        "Lee otra vez una carga rechazada, con el formato o la zona horaria que se indiquen; con `untilDamage`, de una dañada lo que precede al daño; con `leaveOut`, sin los archivos de un comprimido que esos nombres o patrones señalan.",
      tag,
      scope: "write",
      body: retrySchema,
      response: uploadShape,
    },
    handle: (visit) => {
      const id = visit.parameter("upload");
      retryUpload(visit.services, visit.actor, visit.delivery, id, readBody(retrySchema, visit.form));
      return oneUpload(visit, id);
    },
  },
  {
    method: "DELETE",
    path: `${root}/uploads/:upload`,
    access: writers,
    api: {
      summary: "Retira una carga que no ha terminado o que se rechazó.",
      tag,
      scope: "write",
      response: z.object({ withdrawn: z.literal(true) }),
    },
    handle: async (visit) => {
      await withdrawUpload(visit.services, visit.actor, visit.delivery, visit.parameter("upload"));
      return json({ withdrawn: true });
    },
  },
  {
    method: "GET",
    path: `${root}/files`,
    access: readers,
    api: {
      summary: "Archivos de una memoria técnica, con su balance de líneas.",
      tag,
      scope: "read",
      query: partQuery,
      response: z.object({ files: z.array(fileShape) }),
    },
    handle: listFiles,
  },
  {
    method: "GET",
    path: `${root}/files/:file`,
    access: readers,
    api: { summary: "Un archivo, con su balance de líneas.", tag, scope: "read", response: fileShape },
    handle: oneFile,
  },
  {
    method: "GET",
    path: `${root}/files/:file/rejects`,
    access: readers,
    mostPerMinute: 60,
    api: {
      summary: `Las primeras ${mostRejects} líneas no reconocidas de un archivo, con las direcciones enmascaradas, y cuántas son en total.`,
      tag,
      scope: "read",
      response: z.object({ total: z.int(), rejects: z.array(rejectShape) }),
    },
    handle: rejects,
  },
  {
    method: "PUT",
    path: `${root}/files/:name`,
    access: writers,
    bodyLimit: mostUploadBytes,
    api: {
      summary: "Envía una bitácora completa en el cuerpo (application/octet-stream), de cualquier tamaño; la respuesta es su carga.",
      tag,
      scope: "write",
      query: uploadFactsSchema,
      response: uploadShape,
    },
    handle: putFile,
  },
  {
    method: "POST",
    path: `${root}/files/:file/reparse`,
    access: writers,
    api: {
      summary: "Lee otra vez un archivo con otro formato o zona horaria.",
      tag,
      scope: "write",
      body: readingSchema,
      response: queued,
    },
    handle: (visit) => {
      const reading = readBody(readingSchema, visit.form);
      return json({ job: readFileAgain(visit.services, visit.actor, visit.delivery, visit.parameter("file"), reading) }, { status: 202 });
    },
  },
  {
    method: "DELETE",
    path: `${root}/files/:file`,
    access: writers,
    api: { summary: "Retira un archivo: las cifras quedan como si no se hubiera cargado.", tag, scope: "write", response: queued },
    handle: (visit) => json({ job: takeFileBack(visit.services, visit.actor, visit.delivery, visit.parameter("file")) }, { status: 202 }),
  },
  {
    method: "GET",
    path: `${root}/jobs`,
    access: readers,
    api: {
      summary: "Trabajo en espera y en curso de una memoria técnica.",
      tag,
      scope: "read",
      response: z.object({ jobs: z.array(jobShape) }),
    },
    handle: ({ services, delivery }) => json({ jobs: openJobs(services, delivery.id).map(jobFacts) }),
  },
  {
    method: "GET",
    path: `${root}/jobs/:job`,
    access: readers,
    api: { summary: "Un trabajo, con su avance.", tag, scope: "read", response: jobShape },
    handle: oneJob,
  },
];
