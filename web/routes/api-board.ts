// The API of the institute's board: its calls, the difusores of one, all memorias, invitations, the report of the election.
import { z } from "zod";
import { arrowTypes } from "../api/openapi.ts";
import { boardQuerySchema, chosenRows } from "../deeds/board-order.ts";
import { type BoardRow, boardOf, callsOf, countsOf } from "../deeds/boards.ts";
import { inviteDifusor } from "../deeds/invite-difusor.ts";
import { type Answer, json, sheetType } from "./answer.ts";
import { availabilitySchema, reviewFacts as facts } from "./api-review.ts";
import { inviteForm } from "./board.ts";
import { boardFile, boardFormats, memoriasArchive } from "./board-files.ts";
import { askReport, reportFile, reportState } from "./election-report.ts";
import { readBody } from "./forms.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

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
    .object({ changes: z.int(), state: z.enum(["pending", "failed", "mixed", "done"]), availability: availabilitySchema.nullable() })
    .nullable(),
});
const countsSchema = z.object({
  all: z.int(),
  handedIn: z.int(),
  late: z.int(),
  overdue: z.int(),
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

const invitationSchema = z.object({ delivery: z.string(), organisation: z.string(), link: z.string().nullable() });

function invitation(visit: Visit): Answer {
  const { services, actor, person } = visit;
  const done = inviteDifusor(services, actor, person, visit.parameter("call"), readBody(inviteForm, visit.form));
  if (!done.ok) throw new Problem("invalid", Object.values(done.errors)[0] ?? "");
  const { organisation, delivery, link } = done.value;
  return json({ delivery: delivery.id, organisation: organisation.id, link }, { status: 201 });
}

const call = "/api/v1/calls/:call";
const access = ["revisor"] as const;
const callList = z.object({ calls: z.array(z.object({ id: z.string(), document: z.string(), electionDate: z.string() })) });
const reportSchema = z.object({
  generatedAt: z.string().nullable(),
  isRunning: z.boolean(),
  isCurrent: z.boolean(),
  error: z.string().nullable(),
});

const formatNames = { csv: "CSV", xlsx: "Excel", arrow: "Arrow" } as const;
const contentTypes = { csv: "text/csv", xlsx: sheetType, arrow: arrowTypes.file } as const;

export const apiBoardRoutes: readonly Route[] = [
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
  ...boardFormats.map(
    (format): Route => ({
      method: "GET",
      path: `${call}/board.${format}`,
      access,
      api: facts(`El tablero como tabla, en ${formatNames[format]}.`, "read", null, {
        query: boardQuerySchema,
        contentType: contentTypes[format],
      }),
      handle: (visit) => boardFile(visit, format),
    }),
  ),
  {
    method: "GET",
    path: `${call}/archive`,
    access,
    mostPerMinute: 10,
    api: facts("Todas las memorias entregadas, en un archivo.", "read", null, {
      contentType: "application/zip",
      query: z.object({ restricted: z.enum(["true", "false"]).optional() }),
    }),
    handle: (visit) => memoriasArchive(visit, visit.query["restricted"] === "true"),
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
    path: `${call}/report/eleccion.html`,
    access,
    api: facts("El informe de la elección, como página.", "read", null, { contentType: "text/html" }),
    handle: (visit) => reportFile(visit, visit.parameter("call"), "eleccion.html"),
  },
];
