// The API of the institute: board, versions with their analysis, observations, decisions, reclassification, archive and report.
import { z } from "zod";
import { boardQuerySchema, chosenRows } from "../deeds/board-order.ts";
import { type BoardRow, boardOf, callsOf, countsOf } from "../deeds/boards.ts";
import { callArchive } from "../deeds/call-archive.ts";
import { decide } from "../deeds/decide.ts";
import { frozenAnalysis } from "../deeds/frozen.ts";
import { inviteDifusor } from "../deeds/invite-difusor.ts";
import { answer, formKey, longText, observe, settle } from "../deeds/observe.ts";
import { incidentsAt } from "../deeds/reclassified.ts";
import { reclassify } from "../deeds/reclassify.ts";
import { verificationSchema, verifyVersion } from "../deeds/verify-version.ts";
import { note } from "../records/audit.ts";
import { observationsOf } from "../records/observations.ts";
import { newId } from "../records/records.ts";
import { lastVersion } from "../records/versions.ts";
import { type Answer, bytes, json } from "./answer.ts";
import { inviteForm } from "./board.ts";
import { askReport, reportFile, reportState } from "./election-report.ts";
import { readBody } from "./forms.ts";
import { versionAt } from "./hand-in.ts";
import { lateText } from "./observations.ts";
import { Problem } from "./problem.ts";
import { reclassifyForm } from "./review.ts";
import type { ApiFacts, Route, Visit } from "./route.ts";

const tag = "Revisión";
const facts = (summary: string, scope: "read" | "write", response: z.ZodType | null, extra: Partial<ApiFacts> = {}): ApiFacts => ({
  summary,
  tag,
  scope,
  response,
  ...extra,
});

const share = z.number().nullable();
const availability = z.array(
  z.object({
    source: z.enum(["declared", "log", "monitor"]),
    period: z.string(),
    availability: share,
    coverage: share,
    verdict: z.enum(["cumple", "incumple", "no-verificable"]).nullable(),
  }),
);
const rowSchema = z.object({
  delivery: z.string(),
  difusor: z.string(),
  state: z.enum(["preparacion", "entregada", "aceptada", "devuelta"]),
  dueDay: z.string().nullable(),
  daysLeft: z.int().nullable(),
  version: z.int().nullable(),
  handedInAt: z.string().nullable(),
  isLate: z.boolean().nullable(),
  outcome: z.enum(["cumple", "incumple", "no-verificable"]).nullable(),
  summary: z.record(z.string(), z.unknown()).nullable(),
  openObservations: z.int(),
  reclassified: z
    .object({ changes: z.int(), state: z.enum(["pending", "failed", "mixed", "done"]), availability: availability.nullable() })
    .nullable(),
});
const countsSchema = z.object({
  all: z.int(),
  handedIn: z.int(),
  late: z.int(),
  accepted: z.int(),
  returned: z.int(),
  outcomes: z.record(z.string(), z.int()),
});
const boardSchema = z.object({
  call: z.object({ id: z.string(), version: z.string(), document: z.string() }),
  counts: countsSchema,
  rows: z.array(rowSchema),
});

function shownRow({
  delivery,
  difusor,
  state,
  due,
  version,
  outcome,
  summary,
  openObservations,
  reclassified,
}: BoardRow): z.infer<typeof rowSchema> {
  return {
    ...{ delivery: delivery.id, difusor, state, dueDay: due?.day ?? null, daysLeft: due?.daysLeft ?? null },
    ...{ version: version?.number ?? null, handedInAt: version?.handedInAt ?? null, isLate: version?.isLate ?? null },
    ...{ outcome, summary, openObservations },
    reclassified: reclassified && { ...reclassified, changes: reclassified.changes.length },
  };
}

async function board(visit: Visit): Promise<Answer> {
  const { call, rows } = await boardOf(visit.services, visit.person, visit.parameter("call"));
  const shown = chosenRows(rows, boardQuerySchema.parse(visit.query)).map(shownRow);
  return json({ call: { id: call.id, version: call.version, document: call.document.value }, counts: countsOf(rows), rows: shown });
}

async function archive(visit: Visit): Promise<Answer> {
  const { services, person, actor, query } = visit;
  const { call, rows } = await boardOf(services, person, visit.parameter("call"));
  const withRestricted = query["restricted"] === "true";
  note(services, actor, "memorias.downloaded", call.id, {
    withRestricted,
    versions: rows.flatMap(({ version }) => (version === null ? [] : [`${version.delivery}/${version.number}`])),
  });
  return bytes("application/zip", await callArchive(services, rows, { withRestricted }), `memorias-${call.id}.zip`);
}

const invitationSchema = z.object({ delivery: z.string(), organisation: z.string(), link: z.string().nullable() });

function invitation(visit: Visit): Answer {
  const { services, actor, person } = visit;
  const done = inviteDifusor(services, actor, person, visit.parameter("call"), readBody(inviteForm, visit.form));
  if (!done.ok) throw new Problem("invalid", Object.values(done.errors)[0] ?? "");
  const { organisation, delivery, link } = done.value;
  return json({ delivery: delivery.id, organisation: organisation.id, link }, { status: 201 });
}

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

const incidentSchema = z.object({ id: z.string(), revision: z.int().nullable(), fields: z.record(z.string(), z.string()) });

function incidents({ services, delivery }: Visit): Answer {
  const version = lastVersion(services, delivery.id);
  const found = version === null ? [] : incidentsAt(services, delivery, version);
  return json({ incidents: found.map(({ id, kept, fields }) => ({ id, revision: kept?.revision ?? null, fields })) });
}

const call = "/api/v1/calls/:call";
const review = "/api/v1/review/:delivery";
const access = ["revisor"] as const;
const difusor = ["difusor"] as const;
const callList = z.object({ calls: z.array(z.object({ id: z.string(), document: z.string(), electionDate: z.string() })) });
const reportSchema = z.object({
  generatedAt: z.string().nullable(),
  isRunning: z.boolean(),
  isCurrent: z.boolean(),
  error: z.string().nullable(),
});

export const apiReviewRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/review-calls",
    access,
    api: facts("Las convocatorias del instituto.", "read", callList),
    handle: ({ services, person }) =>
      json({
        calls: callsOf(services, person).map(({ id, document, electionDate }) => ({
          id,
          document: document.value,
          electionDate: electionDate.value,
        })),
      }),
  },
  {
    method: "GET",
    path: `${call}/board`,
    access,
    api: facts("El tablero de una convocatoria.", "read", boardSchema, { query: boardQuerySchema }),
    handle: board,
  },
  {
    method: "GET",
    path: `${call}/archive`,
    access,
    mostPerMinute: 10,
    api: facts("Todas las memorias entregadas, en un archivo.", "read", null, {
      contentType: "application/zip",
      query: z.object({ restricted: z.enum(["true", "false"]).optional() }),
    }),
    handle: archive,
  },
  {
    method: "POST",
    path: `${call}/invitations`,
    access,
    mostPerMinute: 30,
    api: facts("Invita a un difusor a la convocatoria.", "write", invitationSchema, { body: inviteForm }),
    handle: invitation,
  },
  {
    method: "GET",
    path: `${call}/report`,
    access,
    api: facts("El estado del informe de la elección.", "read", reportSchema),
    handle: async (visit) => {
      const { facts: found, isRunning, isCurrent, error } = await reportState(visit, visit.parameter("call"));
      return json({ generatedAt: found?.generatedAt ?? null, isRunning, isCurrent, error });
    },
  },
  {
    method: "POST",
    path: `${call}/report`,
    access,
    mostPerMinute: 10,
    api: facts("Pide que se prepare el informe de la elección.", "write", z.object({})),
    handle: async (visit) => {
      await askReport(visit, visit.parameter("call"));
      return json({}, { status: 202 });
    },
  },
  {
    method: "GET",
    path: `${call}/report/eleccion.pdf`,
    access,
    api: facts("El informe de la elección, en PDF.", "read", null, { contentType: "application/pdf" }),
    handle: (visit) => reportFile(visit, visit.parameter("call"), "eleccion.pdf"),
  },
  {
    method: "GET",
    path: `${review}/versions/:number/analysis`,
    access,
    api: facts("El análisis de una versión, como se entregó.", "read", z.record(z.string(), z.unknown())),
    handle: analysis,
  },
  {
    method: "POST",
    path: `${review}/versions/:number/verify`,
    access,
    mostPerMinute: 20,
    api: facts("Comprueba cada archivo de una versión.", "write", verificationSchema),
    handle: async (visit) => json(await verifyVersion(visit.services, visit.actor, versionAt(visit, visit.parameter("number")))),
  },
  {
    method: "GET",
    path: `${review}/incidents`,
    access,
    api: facts("Las incidencias de la última versión.", "read", z.object({ incidents: z.array(incidentSchema) })),
    handle: incidents,
  },
  {
    method: "POST",
    path: `${review}/incidents/:incident`,
    access,
    api: facts("Reclasifica una incidencia, con su motivo.", "write", resultSchema, { body: reclassifyBody }),
    handle: reclassification,
  },
  {
    method: "GET",
    path: `${review}/observations`,
    access,
    api: facts("Las observaciones de una memoria.", "read", observationList),
    handle: observations,
  },
  {
    method: "POST",
    path: `${review}/observations`,
    access,
    api: facts("Hace una observación sobre una parte de una versión.", "write", z.object({ id: z.string() }), { body: observationBody }),
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
    api: facts("Cierra una observación.", "write", resultSchema),
    handle: (visit) => json({ result: settle(visit.services, visit.actor, visit.delivery, visit.parameter("observation")) }),
  },
  {
    method: "POST",
    path: `${review}/decision`,
    access,
    api: facts("Acepta o devuelve la última versión.", "write", resultSchema, { body: decisionBody }),
    handle: decision,
  },
  {
    method: "GET",
    path: "/api/v1/deliveries/:delivery/observations",
    access: difusor,
    api: facts("Las observaciones que el instituto hizo.", "read", observationList),
    handle: observations,
  },
  {
    method: "POST",
    path: "/api/v1/deliveries/:delivery/observations/:observation/answer",
    access: difusor,
    api: facts("Contesta una observación.", "write", resultSchema, { body: answerBody }),
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
