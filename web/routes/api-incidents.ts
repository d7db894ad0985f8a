// The API of incidents: list, add, change, take out, and the declaration that the list is complete.
import { z } from "zod";
import { keptAnalysis } from "../../analysis/index.ts";
import {
  addIncident,
  declareComplete,
  dropIncident,
  editIncident,
  incidentFieldsOf,
  readIncidentTable,
  takeIncidents,
} from "../deeds/incidents.ts";
import { undeclaredOutages } from "../pages/delivery/incident-parts.ts";
import { delivery as deliveryOfId } from "../records/deliveries.ts";
import { changesOf, incidentColumns, incidentOf, incidentsOf } from "../records/incidents.ts";
import { type Answer, json } from "./answer.ts";
import { access, facts } from "./api-deliveries.ts";
import { formFile, readBody } from "./forms.ts";
import { templateAnswer } from "./incident-tables.ts";
import { askedPart, partQuery } from "./lists.ts";
import { Problem, sayingIn } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const fieldsSchema = z.partialRecord(z.enum(incidentColumns), z.string().max(20_000));
const incidentSchema = z.object({ id: z.string(), revision: z.int(), fields: fieldsSchema, createdAt: z.string(), updatedAt: z.string() });
const changeSchema = z.object({
  at: z.string(),
  reason: z.string().nullable(),
  before: fieldsSchema.nullable(),
  after: fieldsSchema.nullable(),
});
const editSchema = z.object({ revision: z.int(), reason: z.string().trim().min(1).max(500), fields: fieldsSchema });
const dropSchema = z.object({ reason: z.string().trim().min(1).max(500) });
const statementSchema = z.object({ complete: z.boolean() });

function shown({ services, delivery }: Visit, id: string): Record<string, unknown> {
  const incident = incidentOf(services, delivery.id, id);
  if (!incident) throw new Problem("not-found");
  const { delivery: _, ...rest } = incident;
  return rest;
}

function refusal(errors: Record<string, string>): Problem {
  return new Problem(
    "invalid",
    Object.entries(errors).map(([name, message]) => `${name}: ${message}`),
  );
}

async function add(visit: Visit): Promise<Answer> {
  const fields = incidentFieldsOf(readBody(fieldsSchema, visit.form));
  const added = await addIncident(visit.services, visit.actor, visit.delivery, fields);
  if (!added.ok) throw refusal(added.errors);
  return json(shown(visit, added.value), { status: 201 });
}

async function edit(visit: Visit): Promise<Answer> {
  const { fields, ...rest } = readBody(editSchema, visit.form);
  const id = visit.parameter("incident");
  const done = await editIncident(visit.services, visit.actor, visit.delivery, { id, ...rest, fields: incidentFieldsOf(fields) });
  if (!done.ok) throw refusal(done.errors);
  if (done.value === "conflict")
    throw new Problem("conflict", "Alguien más cambió esta incidencia desde la revisión indicada; nada se guardó.");
  return json(shown(visit, id));
}

function drop(visit: Visit): Answer {
  const { reason } = readBody(dropSchema, visit.form);
  dropIncident(visit.services, visit.actor, visit.delivery, visit.parameter("incident"), reason);
  return json({});
}

function declare(visit: Visit): Answer {
  const { complete } = readBody(statementSchema, visit.form);
  declareComplete(visit.services, visit.actor, visit.delivery, complete);
  return json({ complete: deliveryOfId(visit.services, visit.delivery.id)?.settings.statementComplete ?? false });
}

const tableShape = z.object({
  added: z.int(),
  known: z.int().describe("Ya estaban registradas, palabra por palabra."),
  notes: z.array(z.string()),
  rows: z.array(fieldsSchema).describe("Lo que se leyó."),
  refused: z.array(z.string()).describe("Renglones que no se entienden; solo con trial=true."),
});

/** All rows of a table or none; with `trial` it is read, and nothing is kept. */
async function takeTable(visit: Visit): Promise<Answer> {
  const isTrial = visit.query["trial"] === "true";
  const { good, bad, known, notes } = await readIncidentTable(visit.services, visit.delivery, formFile(visit.form, "file"));
  if (isTrial) return json({ added: 0, known, notes, rows: good, refused: bad.slice(0, mostTold).map((each) => sayingIn(each, "es")) });
  if (bad.length > 0) throw new Problem("invalid", bad.slice(0, mostTold));
  const added = await takeIncidents(visit.services, visit.actor, visit.delivery, good);
  return json({ added, known, notes, rows: good, refused: [] }, { status: 201 });
}

async function suggestions({ services, delivery }: Visit): Promise<Answer> {
  const analysis = (await keptAnalysis(services.store, delivery.id))?.analysis ?? null;
  const found = analysis === null ? [] : undeclaredOutages(analysis, incidentsOf(services, delivery.id));
  return json({ suggestions: found.map(({ start, end, sources }) => ({ start, end, sources: [...sources] })) });
}
const suggestionShape = z.object({ start: z.string(), end: z.string(), sources: z.array(z.enum(["declared", "log", "monitor"])) });
const mostTold = 20;
const tableLimit = 9 * 1024 * 1024;

const place = "/api/v1/deliveries/:delivery/incidents";
const templates = (["csv", "xlsx"] as const).map(
  (format): Route => ({
    method: "GET",
    path: `${place}/template.${format}`,
    access,
    api: facts("La tabla vacía en la que se escriben incidencias.", "read", null, { contentType: "application/octet-stream" }),
    handle: (visit) => templateAnswer(visit, format),
  }),
);

export const apiIncidentRoutes: readonly Route[] = [
  {
    method: "GET",
    path: place,
    access,
    api: facts(
      "Las incidencias, por su inicio, y si la lista está declarada completa.",
      "read",
      z.object({ incidents: z.array(incidentSchema), complete: z.boolean() }),
      { query: partQuery },
    ),
    handle: (visit) => {
      const { services, delivery } = visit;
      const { part, ...more } = askedPart(visit, incidentsOf(services, delivery.id), ({ id }) => id);
      const incidents = part.map(({ delivery: _, ...incident }) => incident);
      return json({ incidents, complete: delivery.settings.statementComplete }, more);
    },
  },
  {
    method: "POST",
    path: place,
    access,
    api: facts("Registra una incidencia.", "write", incidentSchema, { body: fieldsSchema }),
    handle: add,
  },
  {
    method: "POST",
    path: `${place}/import`,
    access,
    bodyLimit: tableLimit,
    api: facts(
      "Registra las incidencias de una tabla, todas o ninguna, como multipart/form-data con el archivo en file; trial=true: se lee y nada se guarda.",
      "write",
      tableShape,
      { query: z.object({ trial: z.enum(["true", "false"]).optional() }) },
    ),
    handle: takeTable,
  },
  ...templates,
  {
    method: "GET",
    path: `${place}/suggestions`,
    access,
    api: facts(
      "Interrupciones que se ven en bitácoras o monitores y que ninguna incidencia explica.",
      "read",
      z.object({ suggestions: z.array(suggestionShape) }),
    ),
    handle: suggestions,
  },
  {
    method: "PUT",
    path: `${place}/statement`,
    access,
    api: facts("Declara que la lista de incidencias está completa, o lo retira.", "write", statementSchema, { body: statementSchema }),
    handle: declare,
  },
  {
    method: "GET",
    path: `${place}/:incident`,
    access,
    api: facts("Una incidencia con su historia.", "read", incidentSchema.extend({ changes: z.array(changeSchema) })),
    handle: (visit) => {
      const incident = shown(visit, visit.parameter("incident"));
      const changes = changesOf(visit.services, visit.parameter("incident"));
      return json({ ...incident, changes: changes.map(({ at, reason, before, after }) => ({ at, reason, before, after })) });
    },
  },
  {
    method: "PUT",
    path: `${place}/:incident`,
    access,
    api: facts("Cambia una incidencia, con su motivo, sobre la revisión que se vio.", "write", incidentSchema, { body: editSchema }),
    handle: edit,
  },
  {
    method: "DELETE",
    path: `${place}/:incident`,
    access,
    api: facts("Retira una incidencia, con su motivo; queda en la historia.", "write", z.object({}), { body: dropSchema }),
    handle: drop,
  },
];
