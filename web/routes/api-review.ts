// The API of a review: versions with their analysis and proof, incidents, observations, decisions; observations on the difusor's side.
import { z } from "zod";
import { decide } from "../deeds/decide.ts";
import { frozenAnalysis } from "../deeds/frozen.ts";
import { answer, formKey, longText, observe, settle } from "../deeds/observe.ts";
import { incidentsAt, instituteChanges } from "../deeds/reclassified.ts";
import { reclassify } from "../deeds/reclassify.ts";
import { hasReceiptHashes, lastVerification, verificationSchema, verifyVersion } from "../deeds/verify-version.ts";
import { observationsOf } from "../records/observations.ts";
import { newId } from "../records/records.ts";
import { lastVersion } from "../records/versions.ts";
import { type Answer, json } from "./answer.ts";
import { readBody } from "./forms.ts";
import { versionAt } from "./hand-in.ts";
import { lateText } from "./observations.ts";
import { Problem } from "./problem.ts";
import { reclassifyForm } from "./review.ts";
import type { ApiFacts, Route, Visit } from "./route.ts";

const tag = "Revisión";
export const reviewFacts = (
  summary: string,
  scope: "read" | "write",
  response: z.ZodType | null,
  extra: Partial<ApiFacts> = {},
): ApiFacts => ({
  summary,
  tag,
  scope,
  response,
  ...extra,
});

const observationSchema = z.object({
  id: z.string(),
  version: z.int(),
  section: z.string(),
  text: z.string(),
  at: z.string(),
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
  closedAt: z.string().nullable(),
});
const observationList = z.object({ observations: z.array(observationSchema) });

function observations({ services, delivery }: Visit): Answer {
  return json({
    observations: observationsOf(services, delivery.id).map(({ id, version, section, text, at, answer: given, answeredAt, closedAt }) => ({
      id,
      version,
      section,
      text,
      at,
      answer: given,
      answeredAt,
      closedAt,
    })),
  });
}

/** `id`: given by the caller, so that one that is sent twice is one. */
const observationBody = z.object({
  id: formKey.optional(),
  version: z.int().positive(),
  section: z.string().max(40),
  text: longText(8000),
});
const answerBody = z.object({ answer: longText(8000) });
const decisionBody = z.object({
  number: z.int().positive(),
  state: z.enum(["aceptada", "devuelta"]),
  reason: longText(8000).nullable().default(null),
});
const reclassifyBody = z.object({
  ...reclassifyForm.shape,
  peso: z.number().min(0).max(1).nullable().default(null),
  revision: z.int().positive(),
});
const resultSchema = z.object({ result: z.string() });

function decision(visit: Visit): Answer {
  const given = readBody(decisionBody, visit.form);
  const result = decide(visit.services, visit.actor, visit.delivery, given);
  if (result !== "done" && result !== "again") throw new Problem("conflict", lateText(visit, given.number, result.late));
  return json({ result });
}

function reclassification(visit: Visit): Answer {
  const { motivo, ...given } = readBody(reclassifyBody, visit.form);
  const result = reclassify(visit.services, visit.actor, visit.delivery, { ...given, id: visit.parameter("incident"), reason: motivo });
  if (result === "conflict") throw new Problem("conflict", "Alguien más cambió esta incidencia. Nada se sustituyó.");
  return json({ result });
}

async function analysis(visit: Visit): Promise<Answer> {
  const found = await frozenAnalysis(visit.services, versionAt(visit, visit.parameter("number")));
  if (found === null) throw new Problem("not-found");
  return json(found);
}

const fieldsSchema = z.record(z.string(), z.string());
const incidentSchema = z.object({ id: z.string(), revision: z.int().nullable(), fields: fieldsSchema });
const changeSchema = z.object({
  incident: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
  before: fieldsSchema.nullable(),
  after: fieldsSchema.nullable(),
});

function incidents({ services, delivery }: Visit): Answer {
  const version = lastVersion(services, delivery.id);
  const found = version === null ? [] : incidentsAt(services, delivery, version);
  const changes = instituteChanges(services, delivery).map(({ incident, at, reason, before, after }) => ({
    incident,
    at,
    reason,
    before,
    after,
  }));
  return json({ incidents: found.map(({ id, kept, fields }) => ({ id, revision: kept?.revision ?? null, fields })), changes });
}

const proofSchema = z.object({
  isReceipt: z.boolean().describe("manifest.json y memoria.pdf son los del acuse."),
  last: z.object({ at: z.string(), isProven: z.boolean(), differing: z.array(z.string()) }).nullable(),
});

async function proof(visit: Visit): Promise<Answer> {
  const version = versionAt(visit, visit.parameter("number"));
  const last = lastVerification(visit.services, version);
  return json({
    isReceipt: await hasReceiptHashes(visit.services, version),
    last: last && { at: last.at, isProven: last.isProven, differing: last.differing },
  });
}

const review = "/api/v1/review/:delivery";
const access = ["revisor"] as const;
const difusor = ["difusor"] as const;

export const apiReviewRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${review}/versions/:number/analysis`,
    access,
    api: reviewFacts("El análisis de una versión, como se entregó.", "read", z.record(z.string(), z.unknown())),
    handle: analysis,
  },
  {
    method: "GET",
    path: `${review}/versions/:number/verify`,
    access,
    api: reviewFacts("Si una versión tiene las huellas de su acuse, y qué dijo la última comprobación.", "read", proofSchema),
    handle: proof,
  },
  {
    method: "POST",
    path: `${review}/versions/:number/verify`,
    access,
    mostPerMinute: 20,
    api: reviewFacts("Comprueba cada archivo de una versión.", "write", verificationSchema),
    handle: async (visit) => json(await verifyVersion(visit.services, visit.actor, versionAt(visit, visit.parameter("number")))),
  },
  {
    method: "GET",
    path: `${review}/incidents`,
    access,
    api: reviewFacts(
      "Las incidencias de la última versión, y lo que el instituto reclasificó.",
      "read",
      z.object({ incidents: z.array(incidentSchema), changes: z.array(changeSchema) }),
    ),
    handle: incidents,
  },
  {
    method: "POST",
    path: `${review}/incidents/:incident`,
    access,
    api: reviewFacts("Reclasifica una incidencia, con su motivo.", "write", resultSchema, { body: reclassifyBody }),
    handle: reclassification,
  },
  {
    method: "GET",
    path: `${review}/observations`,
    access,
    api: reviewFacts("Las observaciones de una memoria.", "read", observationList),
    handle: observations,
  },
  {
    method: "POST",
    path: `${review}/observations`,
    access,
    api: reviewFacts("Hace una observación sobre una parte de una versión.", "write", z.object({ id: z.string() }), {
      body: observationBody,
    }),
    handle: ({ services, actor, delivery, form }) => {
      const { id = newId(), ...given } = readBody(observationBody, form);
      const isNew = observe(services, actor, delivery, { id, ...given });
      return json({ id }, { status: isNew ? 201 : 200 });
    },
  },
  {
    method: "POST",
    path: `${review}/observations/:observation/close`,
    access,
    api: reviewFacts("Cierra una observación.", "write", resultSchema),
    handle: (visit) => json({ result: settle(visit.services, visit.actor, visit.delivery, visit.parameter("observation")) }),
  },
  {
    method: "POST",
    path: `${review}/decision`,
    access,
    api: reviewFacts("Acepta o devuelve la última versión.", "write", resultSchema, { body: decisionBody }),
    handle: decision,
  },
  {
    method: "GET",
    path: "/api/v1/deliveries/:delivery/observations",
    access: difusor,
    api: reviewFacts("Las observaciones que el instituto hizo.", "read", observationList),
    handle: observations,
  },
  {
    method: "POST",
    path: "/api/v1/deliveries/:delivery/observations/:observation/answer",
    access: difusor,
    api: reviewFacts("Contesta una observación.", "write", resultSchema, { body: answerBody }),
    handle: (visit) =>
      json({
        result: answer(
          visit.services,
          visit.actor,
          visit.delivery,
          visit.parameter("observation"),
          readBody(answerBody, visit.form).answer,
        ),
      }),
  },
];
