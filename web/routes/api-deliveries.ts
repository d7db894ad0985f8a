// The API of deliveries: list, begin, one with its checklist and running work, the analysis.
import { z } from "zod";
import { keptAnalysis } from "../../analysis/index.ts";
import { checklist } from "../deeds/checklist.ts";
import { beginDelivery } from "../deeds/deliveries.ts";
import { kitArchive } from "../deeds/kit.ts";
import { checkRegistration } from "../deeds/texts.ts";
import { waitingOf } from "../deeds/waiting.ts";
import { attachmentsOf } from "../records/attachments.ts";
import { callOf } from "../records/calls.ts";
import { type Delivery, deliveriesFor } from "../records/deliveries.ts";
import { dueOf } from "../records/due.ts";
import { incidentsOf } from "../records/incidents.ts";
import { openJobs } from "../records/jobs.ts";
import { textsOf } from "../records/texts.ts";
import type { Services } from "../services.ts";
import { type Answer, bytes, json } from "./answer.ts";
import { readBody } from "./forms.ts";
import { askedPart, partQuery } from "./lists.ts";
import { Problem } from "./problem.ts";
import type { ApiFacts, Route, Visit } from "./route.ts";

const deliverySchema = z.object({
  id: z.string(),
  call: z.string(),
  state: z.enum(["preparacion", "entregada", "aceptada", "devuelta"]),
  revision: z.int(),
  dueAt: z.string().nullable(),
  daysLeft: z.int().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  returned: z
    .object({ version: z.int(), reason: z.string().nullable(), at: z.string() })
    .nullable()
    .describe("La versión que el instituto devolvió para corregir, y por qué; null: ninguna."),
  openObservations: z.int().describe("Observaciones del instituto que esperan respuesta."),
});

const itemSchema = z.object({
  id: z.string(),
  state: z.enum(["done", "missing", "attention", "optional"]),
  title: z.string(),
  clause: z.string().nullable(),
  detail: z.string(),
});
const jobSchema = z.object({
  id: z.int(),
  kind: z.string(),
  state: z.string(),
  progress: z.record(z.string(), z.unknown()).nullable(),
  createdAt: z.string(),
});
const wholeSchema = deliverySchema.extend({ checklist: z.array(itemSchema), jobs: z.array(jobSchema) });

function shownDelivery(services: Services, delivery: Delivery): z.infer<typeof deliverySchema> {
  const { id, call, state, revision, createdAt, updatedAt } = delivery;
  const due = dueOf(callOf(services, call), services.now());
  const { returned, observations } = waitingOf(services, delivery);
  const limit = { dueAt: due?.at ?? null, daysLeft: due?.daysLeft ?? null };
  return { id, call, state, revision, ...limit, createdAt, updatedAt, returned, openObservations: observations };
}

async function whole({ services, delivery }: Visit): Promise<Answer> {
  const analysis = (await keptAnalysis(services.store, delivery.id))?.analysis ?? null;
  const items = checklist({
    call: callOf(services, delivery.call),
    settings: delivery.settings,
    files: services.store.catalog.files(delivery.id),
    incidents: incidentsOf(services, delivery.id).length,
    texts: textsOf(services, delivery.id),
    attachments: attachmentsOf(services, delivery.id),
    registration: await checkRegistration(services, delivery),
    analysis,
  });
  const jobs = openJobs(services, delivery.id).map(({ id, kind, state, progress, createdAt }) => ({
    id,
    kind,
    state,
    progress,
    createdAt,
  }));
  return json({ ...shownDelivery(services, delivery), checklist: items.map(({ part: _, ...item }) => item), jobs });
}

const beginSchema = z.object({ call: z.string().max(100) });

function begin(visit: Visit): Answer {
  const { call } = readBody(beginSchema, visit.form);
  const { delivery, isNew } = beginDelivery(visit.services, visit.actor, visit.person, call);
  return json(shownDelivery(visit.services, delivery), { status: isNew ? 201 : 200 });
}

async function wholeAnalysis({ services, delivery }: Visit): Promise<Answer> {
  const kept = await keptAnalysis(services.store, delivery.id);
  if (!kept) throw new Problem("not-found", "Todavía no hay cifras de esta memoria técnica.");
  return json(kept.analysis);
}

/** The value itself is described by `memoria schema`, which is larger than all the rest of the API's description. */
const analysisShape = z
  .looseObject({ schemaVersion: z.int(), generatedAt: z.string(), difusor: z.string() })
  .describe("El valor que describe `memoria schema`.");

export const access = ["difusor"] as const;

export const facts = (summary: string, scope: "read" | "write", response: z.ZodType | null, extra: Partial<ApiFacts> = {}): ApiFacts => ({
  summary,
  scope,
  response,
  tag: "Memorias técnicas",
  ...extra,
});

export const apiDeliveryRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/deliveries",
    access,
    api: facts("Las memorias técnicas de la organización.", "read", z.object({ deliveries: z.array(deliverySchema) }), {
      query: partQuery,
    }),
    handle: (visit) => {
      const { part, ...more } = askedPart(visit, deliveriesFor(visit.services, visit.person), ({ id }) => id);
      return json({ deliveries: part.map((each) => shownDelivery(visit.services, each)) }, more);
    },
  },
  {
    method: "POST",
    path: "/api/v1/deliveries",
    access,
    api: facts("Empieza una memoria técnica para una convocatoria, o responde la que ya hay.", "write", deliverySchema, {
      body: beginSchema,
    }),
    handle: begin,
  },
  {
    method: "GET",
    path: "/api/v1/deliveries/:delivery",
    access,
    api: facts("Una memoria técnica, con lo que pide la convocatoria y el trabajo en curso.", "read", wholeSchema),
    handle: whole,
  },
  {
    method: "GET",
    path: "/api/v1/deliveries/:delivery/kit",
    access,
    mostPerMinute: 20,
    api: facts("El paquete para antes de la jornada.", "read", null, { contentType: "application/zip" }),
    handle: async ({ services, delivery }) => bytes("application/zip", await kitArchive(services, delivery), "kit.zip"),
  },
  {
    method: "GET",
    path: "/api/v1/deliveries/:delivery/analysis",
    access,
    api: facts("Todas las cifras: el valor analysis.json.", "read", analysisShape),
    handle: wholeAnalysis,
  },
];
