// The API of a review: versions with their analysis and proof, incidents, decisions.
import { z } from "zod";
import { decide } from "../deeds/decide.ts";
import { frozenAnalysis } from "../deeds/frozen.ts";
import { longText } from "../deeds/observe.ts";
import { incidentsAt, instituteChanges, reclassifiedAvailability } from "../deeds/reclassified.ts";
import { reclassify } from "../deeds/reclassify.ts";
import { hasReceiptHashes, lastVerification, verificationSchema, verifyVersion } from "../deeds/verify-version.ts";
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

const share = z.number().nullable();
export const availabilitySchema = z.array(
  z.object({
    source: z.enum(["declared", "log", "monitor"]),
    period: z.string(),
    availability: share,
    coverage: share,
    verdict: z.enum(["cumple", "incumple", "no-verificable"]).nullable(),
  }),
);

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
export const resultSchema = z.object({ result: z.string() });

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
const reclassifiedSchema = z
  .object({ state: z.enum(["pending", "failed", "mixed", "done"]), availability: availabilitySchema.nullable() })
  .describe("La disponibilidad con lo que el instituto reclasificó después de la entrega; null: nada.");
const changeSchema = z.object({
  incident: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
  before: fieldsSchema.nullable(),
  after: fieldsSchema.nullable(),
});

async function incidents({ services, delivery }: Visit): Promise<Answer> {
  const version = lastVersion(services, delivery.id);
  const found = version === null ? [] : incidentsAt(services, delivery, version);
  const changes = instituteChanges(services, delivery).map(({ incident, at, reason, before, after }) => ({
    incident,
    at,
    reason,
    before,
    after,
  }));
  const anew = version && (await reclassifiedAvailability(services, delivery, version));
  return json({
    incidents: found.map(({ id, kept, fields }) => ({ id, revision: kept?.revision ?? null, fields })),
    changes,
    reclassified: anew && { state: anew.state, availability: anew.availability },
  });
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
      z.object({ incidents: z.array(incidentSchema), changes: z.array(changeSchema), reclassified: reclassifiedSchema.nullable() }),
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
    method: "POST",
    path: `${review}/decision`,
    access,
    api: reviewFacts("Acepta o devuelve la última versión.", "write", resultSchema, { body: decisionBody }),
    handle: decision,
  },
];
