// The API of calls.
import { z } from "zod";
import { type CallTask, draftOf, keepDraft, removeVersion, standingForm } from "../deeds/calls.ts";
import { callEntries, callEntry, ownCall } from "../records/calls.ts";
import { type Answer, json } from "./answer.ts";
import { api, done, isDone, one } from "./api-facts.ts";
import { readBody } from "./forms.ts";
import { listed, listOf, listQuery } from "./lists.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const access = ["administrador"] as const;
const callShape = z.object({
  id: z.string(),
  latestOfficial: z.string().nullable(),
  isBuiltIn: z.boolean(),
  ownVersions: z.array(z.string()),
  versions: z.array(z.string()),
});
const callBody = z.object({
  amends: z.string().max(40).nullable().default(null).describe("La versión que se modifica; null: la convocatoria es nueva."),
  revision: z.int().min(0).default(0).describe("La que se leyó; 0: no hay nada registrado."),
  isTrial: z.boolean().default(false).describe("Se revisa y nada se guarda."),
  values: z.record(z.string(), z.string().max(4000)).describe("Como los campos del formulario: window.start, window.start.clause, ..."),
});
const correctBody = callBody.omit({ amends: true });
const reference = z.object({ reference: z.string() });

async function enterCall(visit: Visit): Promise<Answer> {
  const { amends, ...given } = readBody(callBody, visit.form);
  const task: CallTask = amends === null ? { kind: "new" } : { kind: "amend", id: visit.parameter("call"), version: amends };
  if (amends === null && callEntry(visit.services, visit.parameter("call")))
    throw new Problem("conflict", "Ya hay una convocatoria con esta clave.");
  return keepCall(visit, task, given);
}

/** What is not given of a version stays as it is. */
async function keepCall(visit: Visit, task: CallTask, { isTrial, revision, values }: z.infer<typeof correctBody>): Promise<Answer> {
  const standing = task.kind === "new" ? {} : standingForm(visit.services, task);
  const draft = await draftOf(visit.services, task, { ...standing, ...values, id: visit.parameter("call") });
  const [field, message] = Object.entries(draft.errors)[0] ?? [];
  if (field !== undefined) throw new Problem("invalid", `${field === "" ? "convocatoria" : field}: ${message}`);
  if (isTrial) return json({ reference: `${draft.id}@${draft.version.version}` });
  return json(
    { reference: keepDraft(visit.services, visit.actor, task, draft, revision) },
    { status: task.kind === "correct" ? 200 : 201 },
  );
}

export const apiCallRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/calls",
    access: "people",
    api: api("Convocatorias", "read", "Las convocatorias y sus versiones.", { query: listQuery, response: listOf(callShape) }),
    handle: (visit) =>
      listed(
        visit,
        callEntries(visit.services).map((entry) => ({ ...entry, versions: entry.versions.map(({ version }) => version) })),
        ({ id }) => id,
      ),
  },
  {
    method: "GET",
    path: "/api/v1/calls/:call/:version",
    access: "people",
    api: api("Convocatorias", "read", "Una versión: cada valor con su cláusula.", { response: z.record(z.string(), z.unknown()) }),
    handle: (visit) =>
      json(
        one(
          callEntry(visit.services, visit.parameter("call"))?.versions.find(({ version }) => version === visit.parameter("version")) ??
            null,
        ),
      ),
  },
  {
    method: "POST",
    path: "/api/v1/calls/:call",
    access,
    api: api("Convocatorias", "write", "Registra una convocatoria nueva o una modificación.", {
      body: callBody,
      response: reference,
    }),
    handle: enterCall,
  },
  {
    method: "PUT",
    path: "/api/v1/calls/:call/:version",
    access,
    api: api("Convocatorias", "write", "Corrige una versión registrada aquí a la que nada responde; lo que no se da queda como está.", {
      body: correctBody,
      response: reference,
    }),
    handle: (visit) =>
      keepCall(
        visit,
        { kind: "correct", id: visit.parameter("call"), version: visit.parameter("version") },
        readBody(correctBody, visit.form),
      ),
  },
  {
    method: "DELETE",
    path: "/api/v1/calls/:call/:version",
    access,
    api: api("Convocatorias", "write", "Quita una versión registrada aquí a la que nada responde.", { response: done }),
    handle: (visit) => {
      removeVersion(visit.services, visit.actor, { id: visit.parameter("call"), version: visit.parameter("version") });
      return isDone();
    },
  },
  {
    method: "GET",
    path: "/api/v1/calls/:call",
    access: "people",
    api: api("Convocatorias", "read", "Una convocatoria; revision: cuántas veces cambió lo registrado aquí, 0 si nada hay.", {
      response: callShape.extend({ revision: z.int() }),
    }),
    handle: (visit) => {
      const entry = one(callEntry(visit.services, visit.parameter("call")));
      const revision = ownCall(visit.services, entry.id)?.revision ?? 0;
      return json({ ...entry, versions: entry.versions.map(({ version }) => version), revision });
    },
  },
];
