// The API of the memoria itself: the preview, handing in, and the files of what was handed in.
import { z } from "zod";
import { askDraft, handIn, nextNumber } from "../deeds/hand-in.ts";
import { memoriaFiles } from "../deeds/memoria-files.ts";
import { draftOf, toldSchema } from "../jobs/draft.ts";
import { versionSummarySchema } from "../records/version-summary.ts";
import { memoriaFolder, type Version, versionsOf } from "../records/versions.ts";
import { type Answer, json } from "./answer.ts";
import { access, facts } from "./api-deliveries.ts";
import { readBody } from "./forms.ts";
import { draftArchive, memoriaFileAnswer, receiptAnswer, versionArchive, versionAt } from "./hand-in.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const draftSchema = toldSchema.extend({ generatedAt: z.string(), isCurrent: z.boolean() });

async function draft({ services, delivery }: Visit): Promise<Answer> {
  const found = await draftOf(services, delivery.id);
  if (!found) throw new Problem("not-found", "Todavía no hay vista previa.");
  const { revision, ...rest } = found;
  return json({ ...rest, isCurrent: revision === delivery.revision });
}

const versionSchema = z.object({
  number: z.int(),
  state: z.enum(["entregada", "aceptada", "devuelta"]),
  handedInAt: z.string(),
  dueAt: z.string().nullable(),
  isLate: z.boolean(),
  manifestSha256: z.string(),
  pdfSha256: z.string(),
  summary: versionSummarySchema,
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
});

function shown({ number, state, handedInAt, dueAt, isLate, manifestSha256, pdfSha256, summary, decidedAt, reason }: Version) {
  return { number, state, handedInAt, dueAt, isLate, manifestSha256, pdfSha256, summary, decidedAt, reason };
}

const handInBody = z.object({ number: z.int().positive() });

async function submit(visit: Visit): Promise<Answer> {
  const { number } = readBody(handInBody, visit.form);
  const isAsked = await handIn(visit.services, visit.actor, visit.delivery, number);
  return json({ number, isAsked }, { status: isAsked ? 202 : 200 });
}

const place = "/api/v1/deliveries/:delivery";
const files = z.array(z.object({ name: z.string(), bytes: z.int(), contentType: z.string() }));
/** What was handed in is the institute's too. */
const both = ["difusor", "revisor"] as const;

export const apiVersionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${place}/draft`,
    access,
    api: facts("La vista previa: archivos, pendientes, y qué objetaría un auditor.", "read", draftSchema),
    handle: draft,
  },
  {
    method: "POST",
    path: `${place}/draft`,
    access,
    api: facts("Pide que se prepare la vista previa.", "write", z.object({})),
    handle: async ({ services, actor, delivery }) => {
      await askDraft(services, actor, delivery);
      return json({}, { status: 202 });
    },
  },
  {
    method: "GET",
    path: `${place}/draft/files/*`,
    access,
    api: facts("Un archivo de la vista previa.", "read", null, { contentType: "application/octet-stream" }),
    handle: (visit) => memoriaFileAnswer(memoriaFolder(visit.services, visit.delivery.id, "borrador"), visit.parameter("*")),
  },
  {
    method: "GET",
    path: `${place}/draft/archive`,
    access,
    api: facts("La vista previa en un archivo.", "read", null, { contentType: "application/zip" }),
    handle: draftArchive,
  },
  {
    method: "GET",
    path: `${place}/versions`,
    access: both,
    api: facts(
      "Las versiones entregadas, la última primero, y el número de la siguiente.",
      "read",
      z.object({ versions: z.array(versionSchema), next: z.int() }),
    ),
    handle: ({ services, delivery }) =>
      json({ versions: versionsOf(services, delivery.id).map(shown), next: nextNumber(services, delivery) }),
  },
  {
    method: "POST",
    path: `${place}/versions`,
    access,
    api: facts(
      "Entrega la versión de ese número; pedida dos veces, se entrega una.",
      "write",
      z.object({ number: z.int(), isAsked: z.boolean() }),
      { body: handInBody },
    ),
    handle: submit,
  },
  {
    method: "GET",
    path: `${place}/versions/:number`,
    access: both,
    api: facts("Una versión entregada y sus archivos.", "read", versionSchema.extend({ files })),
    handle: async (visit) => {
      const version = versionAt(visit, visit.parameter("number"));
      return json({ ...shown(version), files: await memoriaFiles(memoriaFolder(visit.services, visit.delivery.id, version.number)) });
    },
  },
  {
    method: "GET",
    path: `${place}/versions/:number/archive`,
    access: both,
    mostPerMinute: 20,
    api: facts(
      "Una versión en un archivo; originals=true: con las bitácoras de que se hizo, comprobadas mientras se envían.",
      "read",
      null,
      {
        contentType: "application/zip",
        query: z.object({ originals: z.enum(["true", "false"]).optional() }),
      },
    ),
    handle: (visit) => versionArchive(visit, visit.query["originals"] === "true"),
  },
  {
    method: "GET",
    path: `${place}/versions/:number/receipt`,
    access: both,
    api: facts("El acuse de una versión, en PDF.", "read", null, { contentType: "application/pdf" }),
    handle: (visit) => receiptAnswer(visit.services, visit.delivery.id, versionAt(visit, visit.parameter("number")).number),
  },
  {
    method: "GET",
    path: `${place}/versions/:number/files/*`,
    access: both,
    api: facts("Un archivo de una versión entregada.", "read", null, { contentType: "application/octet-stream" }),
    handle: (visit) => {
      const { number } = versionAt(visit, visit.parameter("number"));
      return memoriaFileAnswer(memoriaFolder(visit.services, visit.delivery.id, number), visit.parameter("*"));
    },
  },
];
